"""Choose among the readings of a damaged place, and mark what stays open."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter

from transform.repair.bytemodel import Hypothesis, Search
from transform.repair.language import UNKNOWN, Scorer
from transform.repair.shown import Shown

_CLEAR = 5.0  # natural-log lead by which the best reading must win
_LONGER = 5.0  # allowance for a character more, where readings are compared
_LONGER_SURE = 2.0  # the same where all bytes of the best are shown
_INSERTED = 1.0  # the same where it is all that differs
_ENDS = frozenset("。”！？：")
_UNENDED = 5.0  # cost of a line that ends in anything else
_COMPARED = 24  # readings that are also compared as rows of words
_AS_WORDS = 0.8  # weight of words beside characters
_FOLLOWING = 4  # characters behind the place that a reading must go with
_BOUND = -7.0  # worth of a guessed character beside one of its neighbours
_OTHER = -9.0
_SENSELESS = -9.5  # mean of a row of characters that is no text


@dataclass(frozen=True, slots=True)
class Reading:
    """What shown text [start, end) says; what other readings dispute is U+FFFD."""

    start: int
    end: int
    text: str


class Decoder:
    """Reads the damaged places of one text."""

    def __init__(self, shown: Shown, score: Scorer) -> None:
        self.shown = shown
        self.score = score
        self.search = Search(shown, score)

    def read(self, start: int, line: str) -> Reading | None:
        """The best reading from the `?` at `start` until all hypotheses are in step again.

        `line` is what the line says before it. None where the text is best left as it is shown.
        """
        end, found = self.search.from_place(start, line)
        if not found:
            return None
        (total, best), *rest = self._rated(line, end, found)
        cut = len(line[-1:])
        text = best.text[cut:]
        if text.replace("？", "?") == self._shown(start, end):
            return None
        if best.score / (len(text) + 1) < _SENSELESS:
            return Reading(start, end, UNKNOWN * len(text))
        doubtful = {at - cut for at in best.guessed if not self._bound(best.text, at)}
        longer = _LONGER if best.guessed else _LONGER_SURE
        rivals = _rivals(total, text, [(other, h.text[cut:]) for other, h in rest], longer)
        return Reading(start, end, _agreed(text, rivals, doubtful))

    def _shown(self, start: int, end: int) -> str:
        return self.shown.without_glosses(start, end).replace("？", "?")

    def _rated(
        self, line: str, end: int, found: list[Hypothesis]
    ) -> list[tuple[float, Hypothesis]]:
        """By how well they go with what follows, and as rows of words; the best first."""
        follows = self.shown.following(end, _FOLLOWING)

        def fit(h: Hypothesis) -> float:
            if not follows:
                return h.score - (0.0 if h.text[-1:] in _ENDS else _UNENDED)
            if follows[0] == "?":
                return h.score
            return h.score + self.score[h.text[-2:], follows[0]]

        before = line[-5:-1]
        best = nlargest(_COMPARED, [(fit(h), h) for h in found], key=itemgetter(0))
        rated = [
            (fits + _AS_WORDS * self.score.as_words(before + h.text + follows), h)
            for fits, h in best
        ]
        return sorted(rated, key=lambda r: (-r[0], r[1].text))

    def _bound(self, text: str, at: int) -> bool:
        """Whether a guessed character belongs with one of its neighbours."""
        before = self.score[text[at - 1 : at], text[at]] if at else _OTHER
        behind = self.score[text[at], text[at + 1]] if at + 1 < len(text) else _OTHER
        return max(before, behind) > _BOUND


def _rivals(
    total: float, text: str, others: list[tuple[float, str]], for_longer: float
) -> list[str]:
    """The readings that the best one does not clearly beat."""
    found = []
    for other, rival in others:
        # Characters by themselves know little of what goes together, and so prefer what is short.
        longer = max(0, len(rival) - len(text))
        allowed = _INSERTED if _holds(rival, text) else for_longer
        if total - other < _CLEAR + allowed * longer:
            found.append(rival)
    return found


def _ends_alike(text: str, other: str) -> tuple[int, int]:
    """How many characters at the beginning and then at the end two texts have in common."""
    least = min(len(text), len(other))
    same = next((n for n in range(least) if text[n] != other[n]), least)
    rest = least - same
    return same, next((n for n in range(rest) if text[-1 - n] != other[-1 - n]), rest)


def _holds(longer: str, text: str) -> bool:
    """Whether `longer` is `text` with something put in at one place."""
    return len(longer) > len(text) and sum(_ends_alike(text, longer)) == len(text)


def _agreed(text: str, rivals: list[str], doubtful: set[int]) -> str:
    """`text` with U+FFFD where one of its rivals says something else, or something more."""
    open_at = set(doubtful)
    between: set[int] = set()
    for rival in rivals:
        if len(rival) == len(text):
            open_at.update(n for n in range(len(text)) if text[n] != rival[n])
            continue
        same, tail = _ends_alike(text, rival)
        open_at.update(range(same, len(text) - tail))
        if same + tail == len(text):
            between.add(same)
    made = []
    for n, letter in enumerate(text):
        if n in between and not {n - 1, n} & open_at:
            made.append(UNKNOWN)
        made.append(UNKNOWN if n in open_at else letter)
    return "".join(made)
