"""Undo what a byte-level replacement did to GBK text.

The tool put a gloss or a mark between two bytes that belong to two different characters. From
there a reader pairs the bytes one late until an ASCII byte ends the run: pairs that are no
character vanish, and an ASCII byte below 0x40 is swallowed and shown as `?`. So this searches the
byte sequences that would show as what is shown, and lets character bigrams choose.

What is shown is read as bytes again, a few of them unknown:

    ?！      half a character, then a mark that the tool cut out (whole or across two characters)
    ?shù)    half a character whose other half the bracket of a gloss was paired with
    ?        half a character and an ASCII byte below 0x40
    (shù)    nothing: the gloss came in
    nothing  two bytes, where a pair is no character

A hypothesis is a row of characters and perhaps a first byte that waits for its second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from transform.repair.gbk import (
    MARKS,
    after_vanished,
    before_vanished,
    by_lead,
    by_trail,
    bytes_of,
    character,
    pairs,
    vanishing,
)
from transform.repair.language import UNKNOWN, Scorer

_FULL = {",": "，", "!": "！", "?": "？", ";": "；", ":": "：", "(": "（", ")": "）"}
_LONGEST = 200  # shown characters of a run; a longer one would have met an ASCII byte
_MOST_VANISHED = 3  # and one more for every five characters
_HARDLY = -11.0  # worth of a character below which no vanished pair is tried behind it
_VANISHED = 0.0  # cost of a vanished pair
_CLEAR = 4.5  # natural-log lead by which the best reading must win
_ALIKE = 2
_HOPELESS = 20.0  # lag at which a hypothesis is given up
_GENUINE = 3.0  # cost of a question mark that is one, beside what its neighbours cost
_UNREAD = 5.0  # cost of a gloss that its character is not read as
_QUOTES = frozenset("“”")
_UNPAIRED = 4.0  # cost of a quotation mark in an open quotation
_UNOPENED = 1.5  # cost of one that closes none: it may have been opened a paragraph before
_ENDS = frozenset("。”！？：")
_UNENDED = 5.0  # cost of a line that ends in anything else
_LOST = 2.0  # cost of an ASCII byte that is gone
_PLAIN = 9.0  # lead with which a quick search is content
_FLUENT = -6.5  # mean of a row of characters with which a quick search is content
_READS_WELL = -12.0  # sum of two characters between which no vanished pair is sought
_RESCORED = 16  # readings that are also compared as rows of words
_AS_WORDS = 0.6  # weight of words beside pairs of characters
_LONGER = 5.0  # allowance for a character more, where readings are compared
_BOUND = -7.0  # worth of a guessed character beside one of its neighbours
_OTHER = -9.0
_SENSELESS = -9.5  # mean of a row of characters that is no text

_SCORE = itemgetter(0)
_ALIGNED = 0  # no byte waits


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as shown, and where glosses stand in it."""

    text: str
    glosses: dict[int, int]  # end by start, of whole glosses
    loose: dict[int, tuple[int, str]]  # end and syllable of those behind what is no character
    halves: dict[int, tuple[int, str]]  # end and syllable by the place of the `?` before it
    reads: Callable[[str, str], bool]  # whether a character may have a gloss
    odd: bool  # whether its glosses are no readings of their characters
    saying: Callable[[str], frozenset[str]]  # the characters that a gloss may stand behind


@dataclass(frozen=True, slots=True)
class Reading:
    """What shown text [start, end) says; what other readings dispute is U+FFFD."""

    start: int
    end: int
    text: str
    certain: bool


class _Effort(NamedTuple):
    beam: int  # hypotheses a step
    vanished: int  # of them tried with a vanished pair, and kept
    twice: int  # kept with two vanished pairs in a row


_QUICK, _THOROUGH = _Effort(8, 3, 0), _Effort(12, 4, 4)


class _State(NamedTuple):
    score: float
    text: str  # the first character is the one before the run
    waiting: int  # first byte without its second; _ALIGNED, or minus a lead that vanished
    vanished: int = 0
    guessed: tuple[int, ...] = ()  # places in `text` of which a byte was guessed


class Decoder:
    """Reads the damaged places of one text."""

    def __init__(self, shown: Shown, score: Scorer) -> None:
        self.shown = shown
        self.score = score
        self._fits: dict[str, dict[int, list[str]]] = {}
        self.opened = 0  # quotations open before the run

    def read(self, start: int, line: str) -> Reading | None:
        """The best reading from the `?` at `start` until all hypotheses are in step again.

        `line` is what the line says before it. None where the text is best left as it is shown.
        """
        self.opened = line[:-1].count("“") - line[:-1].count("”")
        for effort in (_QUICK, _THOROUGH):
            end, states = self._search(start, line[-1:], effort)
            if not states:
                continue
            rated = self._followed(line, end, states)
            lead = rated[0][0] - rated[1][0] if len(rated) > 1 else _PLAIN
            size = len(rated[0][1].text) - len(line[-1:]) + 1
            plain = lead >= _PLAIN and rated[0][1].score > _FLUENT * size
            if plain or effort is _THOROUGH:
                return self._chosen(start, end, len(line[-1:]), rated)
        return None

    def _search(self, start: int, before: str, effort: _Effort) -> tuple[int, list[_State]]:
        """Where the hypotheses are in step again, and the best of them; none where none lasts."""
        text = self.shown.text
        waiting: dict[int, list[_State]] = {start: [_State(0.0, before, _ALIGNED)]}
        for at in range(start, min(len(text), start + _LONGEST)):
            states = waiting.pop(at, None)
            if states is None:
                continue
            best = _best(states, effort.beam)
            # Those further on count too: a gloss is passed in one step, a mark in another.
            in_step = not waiting and at > start and at not in self.shown.loose
            if in_step and all(s.waiting == _ALIGNED for s in best):
                return at, best
            if text[at] not in "?(" or at in self.shown.halves:
                best += self._with_vanished(at, best, effort)
            if text[at] in "?\ufffd":  # where any half of a character may follow
                best = _best(best, effort.beam // 3)
            for state in best:
                for end, made in self._step(at, state):
                    waiting.setdefault(end, []).append(made)
        end = min(len(text), start + _LONGEST)
        left = nlargest(effort.beam, waiting.get(end, ()), key=_SCORE)
        if end == len(text):  # cut off in the middle of a character
            left = [self._cut(s) for s in left]
        return end, [s for s in left if s.waiting == _ALIGNED]

    def _with_vanished(self, at: int, best: list[_State], effort: _Effort) -> list[_State]:
        """The best hypotheses with one or two vanished pairs put back before what is shown."""
        ahead = self._ahead(at)
        tried = [s for s in best[: effort.vanished] if s.waiting and not self._fluent(s, ahead)]
        once = nlargest(effort.vanished, (g for s in tried for g in self._gone(s)), _SCORE)
        if not effort.twice or not once:
            return once
        again = (g for s in once[:2] for g in self._gone(s))
        return once + nlargest(effort.twice, again, _SCORE)

    def _ahead(self, at: int) -> tuple[int, ...]:
        """The bytes of the next two characters, where they are not ASCII."""
        text = self.shown.text
        codes: list[int] = []
        while at < len(text) and len(codes) < 4:
            if at in self.shown.glosses:
                at = self.shown.glosses[at]
                continue
            found = bytes_of(text[at]) or (0,)
            if len(found) != 2:
                break
            codes += found
            at += 1
        return tuple(codes)

    def _fluent(self, state: _State, ahead: tuple[int, ...]) -> bool:
        """Whether the next characters read well without a vanished pair between."""
        if state.waiting < 0 or len(ahead) < 4:
            return False
        first, second = pairs()[state.waiting][ahead[0]], pairs()[ahead[1]][ahead[2]]
        if not first or not second:
            return False
        return self.score(state.text[-1:], first) + self.score(first, second) > _READS_WELL

    def _cut(self, state: _State) -> _State:
        if state.waiting == _ALIGNED:
            return state
        return state._replace(
            score=state.score - _LOST, text=state.text + UNKNOWN, waiting=_ALIGNED
        )

    def _step(self, at: int, state: _State) -> Iterator[tuple[int, _State]]:
        """Hypotheses after what is shown at `at`, each with the place where it goes on."""
        text = self.shown.text
        here = text[at]
        if (gloss_end := self.shown.glosses.get(at)) is not None:
            yield gloss_end, state
            return
        if (loose := self.shown.loose.get(at)) is not None:
            read = state.waiting == _ALIGNED and self.shown.reads(state.text[-1:], loose[1])
            yield loose[0], state if read else self._worse(state, _UNREAD)
            return
        if here in ("?", UNKNOWN):
            yield from self._question(at, state)
        elif here == "\n":
            if state.waiting == _ALIGNED:
                yield at + 1, self._made(state, here)
        else:
            codes = bytes_of(here)
            if codes is None:
                if state.waiting == _ALIGNED:
                    yield at + 1, self._made(state, here)
            else:
                for after in self._fed(state, codes):
                    yield at + 1, after

    def _question(self, at: int, state: _State) -> Iterator[tuple[int, _State]]:
        text = self.shown.text
        after = text[at + 1 : at + 2]
        if state.waiting == _ALIGNED:
            cost = _GENUINE if text[at] == "?" else 0.0
            yield at + 1, self._made(state, text[at], cost)
        mark = _FULL.get(after, after)
        if mark in MARKS and (codes := bytes_of(mark)):
            if state.waiting == _ALIGNED:
                yield from self._each(at + 2, self._fed(state, codes[1:], codes[0]))
            else:
                for whole in self._completed(state):
                    yield at + 2, self._made(whole, mark)
        if half := self.shown.halves.get(at):
            yield from self._each(half[0], self._half_gloss(state, half[1]))
        if state.waiting > 0:
            for whole in self._completed(state):
                if after in ("", "\n"):
                    yield at + 1, whole
                yield at + 1, self._made(whole, UNKNOWN, _LOST)
            if (
                text[at] == UNKNOWN
            ):  # another reader, which keeps the ASCII byte and shows lost pairs
                for whole in self._completed(state):
                    yield at + 1, whole
                for gone in self._gone(state):
                    yield at + 1, gone

    def _each(self, end: int, states: Iterator[_State]) -> Iterator[tuple[int, _State]]:
        for state in states:
            yield end, state

    def _half_gloss(self, state: _State, syllable: str) -> Iterator[_State]:
        """The gloss of a character X after the half of one: X ends in the byte that is lost."""
        fitting = self._fitting(syllable)
        if state.waiting == _ALIGNED:
            yield from self._half_begun(state, fitting)
            return
        leads = (state.waiting,) if state.waiting > 0 else vanishing()[-state.waiting]
        for lead in leads:
            for made in fitting.get(lead, ()):
                yield self._made(state, made)
        if state.waiting > 0 and (self.shown.odd or state.waiting not in fitting):
            for whole in self._completed(state):
                yield self._worse(whole, _UNREAD)

    def _half_begun(self, state: _State, fitting: dict[int, list[str]]) -> Iterator[_State]:
        """X begins with the last byte before the gloss; its other byte waits for what follows."""
        own = (bytes_of(state.text[-1:]) or (0,))[-1]
        for made in fitting.get(own, ()):
            if (trail := made.encode("gbk")[1]) > 0x80:
                yield state._replace(waiting=trail)
        if self.shown.odd or own not in fitting:
            for lead in range(0x81, 0xFF):
                if character(own, lead):
                    yield state._replace(score=state.score - _UNREAD, waiting=lead)

    def _fitting(self, syllable: str) -> dict[int, list[str]]:
        """The characters that a gloss may stand behind, by their first byte."""
        found = self._fits.get(syllable)
        if found is None:
            found = self._fits[syllable] = {}
            for made in sorted(self.shown.saying(syllable)):
                if (codes := bytes_of(made)) and len(codes) == 2:
                    found.setdefault(codes[0], []).append(made)
        return found

    def _worse(self, state: _State, cost: float) -> _State:
        return state._replace(score=state.score - cost)

    def _made(self, state: _State, made: str, cost: float = 0.0, guessed: bool = False) -> _State:
        if made in _QUOTES:
            opened = self.opened + state.text.count("“") - state.text.count("”") > 0
            if (made == "“") == opened:
                cost += _UNPAIRED if opened else _UNOPENED
        score = state.score + self.score(state.text[-1:], made) - cost
        places = (*state.guessed, len(state.text)) if guessed else state.guessed
        return _State(score, state.text + made, _ALIGNED, state.vanished, places)

    def _completed(self, state: _State) -> Iterator[_State]:
        """The waiting byte with any second byte."""
        for made in by_lead(state.waiting) if state.waiting > 0 else ():
            yield self._made(state, made, guessed=True)

    def _fed(
        self, state: _State, codes: tuple[int, ...], first_trail: int | None = None
    ) -> Iterator[_State]:
        """The state after some bytes; with `first_trail`, after any first byte and that second."""
        if first_trail is not None:
            for made in by_trail(first_trail):
                yield from self._fed(self._made(state, made, guessed=True), codes)
            return
        for n, code in enumerate(codes):
            if state.waiting == _ALIGNED:
                if code > 0x80:
                    state = state._replace(waiting=code)
                else:
                    state = self._made(state, "€" if code == 0x80 else chr(code))
            elif state.waiting > 0:
                whole = pairs()[state.waiting][code]
                if whole is None:
                    return
                state = self._made(state, whole)
            else:
                for made in after_vanished(-state.waiting, code):
                    yield from self._fed(self._made(state, made, guessed=True), codes[n + 1 :])
                return
        yield state

    def _gone(self, state: _State) -> Iterator[_State]:
        """The state with one pair put back that no reader shows; its second byte stays open."""
        if state.vanished >= _MOST_VANISHED + len(state.text) // 5:
            return
        left, least = state.text[-1:], _HARDLY
        for made, lead in before_vanished(state.waiting):
            if (worth := self.score(left, made)) > least:
                score = state.score + worth - _VANISHED
                places = (*state.guessed, len(state.text))
                yield _State(score, state.text + made, -lead, state.vanished + 1, places)

    def _followed(self, line: str, end: int, states: list[_State]) -> list[tuple[float, _State]]:
        """The states by how well they go with what follows and as words, the best first."""
        follows = self._following(end)
        if not follows:
            states = [s if s.text[-1:] in _ENDS else self._worse(s, _UNENDED) for s in states]
        elif follows[0] != "?":
            states = [self._worse(s, -self.score(s.text[-1:], follows[0])) for s in states]
        before = line[-5:-1]
        rated = [
            (s.score + _AS_WORDS * self.score.as_words(before + s.text + follows), s)
            for s in nlargest(_RESCORED, states, _SCORE)
        ]
        return sorted(rated, key=lambda r: (-r[0], r[1].text))

    def _following(self, at: int) -> str:
        """Up to four characters of the line behind a place, without glosses."""
        text, found = self.shown.text, ""
        while at < len(text) and len(found) < 4 and text[at] != "\n":
            if at in self.shown.glosses:
                at = self.shown.glosses[at]
            else:
                found += text[at]
                at += 1
        return found

    def _chosen(
        self, start: int, end: int, cut: int, rated: list[tuple[float, _State]]
    ) -> Reading | None:
        """The first state's text behind its first `cut` characters, as far as no rival disputes."""
        (total, best), *rest = rated
        text = best.text[cut:]
        if text == _without(self.shown, start, end):
            return None
        if best.score / (len(text) + 1) < _SENSELESS:
            return Reading(start, end, UNKNOWN * len(text), False)
        rivals = []
        for other, state in rest:
            # Pairs of characters know little of what goes together, and so prefer what is short.
            longer = max(0, len(state.text) - len(best.text))
            if total - other - _LONGER * longer < _CLEAR:
                rivals.append(state.text[cut:])
        settled = _agreed(text, rivals)
        if loose := [at for at in best.guessed if not self._bound(best.text, at)]:
            letters = list(settled)
            for at in loose:
                letters[at - cut] = UNKNOWN
            settled = "".join(letters)
        return Reading(start, end, settled, UNKNOWN not in settled)

    def _bound(self, text: str, at: int) -> bool:
        """Whether a guessed character belongs with one of its neighbours."""
        before = self.score(text[at - 1 : at], text[at]) if at else _OTHER
        behind = self.score(text[at], text[at + 1]) if at + 1 < len(text) else _OTHER
        return max(before, behind) > _BOUND


def _best(states: list[_State], beam: int) -> list[_State]:
    """The best states; of those that can only go on alike, a few."""
    kept: list[_State] = []
    alike: dict[tuple[int, str], int] = {}
    ordered = sorted(states, key=_SCORE, reverse=True)
    for state in ordered:
        behind = ordered[0].score - state.score
        if behind > _HOPELESS or (behind and len(kept) >= beam):  # the first of equals stays
            break
        key = (state.waiting, state.text[-1:])
        alike[key] = alike.get(key, 0) + 1
        if alike[key] <= _ALIKE:
            kept.append(state)
    return kept


def _without(shown: Shown, start: int, end: int) -> str:
    """Shown text [start, end) without its glosses."""
    made = []
    at = start
    while at < end:
        if at in shown.glosses:
            at = shown.glosses[at]
            continue
        made.append(shown.text[at])
        at += 1
    return "".join(made)


def _agreed(text: str, rivals: list[str]) -> str:
    """`text` with U+FFFD where one of its rivals says something else."""
    letters = list(text)
    for rival in rivals:
        if len(rival) == len(text):
            for n, (mine, theirs) in enumerate(zip(text, rival, strict=True)):
                if mine != theirs:
                    letters[n] = UNKNOWN
            continue
        same = 0
        while same < min(len(text), len(rival)) and text[same] == rival[same]:
            same += 1
        tail = 0
        while tail < min(len(text), len(rival)) - same and text[-1 - tail] == rival[-1 - tail]:
            tail += 1
        for n in range(same, len(text) - tail):
            letters[n] = UNKNOWN
    return "".join(letters)


PLACES = re.compile(rf"[?{UNKNOWN}]")
