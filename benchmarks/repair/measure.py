"""How many damaged characters come back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from benchmarks.repair.damage import Damaged
from transform.repair import UNKNOWN


@dataclass(slots=True)
class Score:
    """Counts of damaged characters: restored exactly, marked unknown, wrong; and wrong examples."""

    damaged: int = 0
    exact: int = 0
    unknown: int = 0
    wrong: int = 0
    by_harm: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[tuple[str, str]] = field(default_factory=list)

    def share(self, count: int) -> float:
        return count / max(1, self.damaged)


def add(score: Score, made: Damaged, restored: str) -> None:
    """Count one text: a character is wrong where another stands in its place, or none.

    A character too many is a wrong one too.
    """
    truth, harm = made.truth, made.harm
    score.damaged += sum(bool(h) for h in harm)
    if truth == restored:
        score.exact += sum(bool(h) for h in harm)
        score.by_harm.update((h, "exact") for h in harm if h)
        return
    for tag, i, i_end, j, j_end in SequenceMatcher(None, truth, restored, False).get_opcodes():
        hurt = [h for h in harm[i:i_end] if h]
        if tag == "equal":
            score.exact += len(hurt)
            score.by_harm.update((h, "exact") for h in hurt)
            continue
        theirs = restored[j:j_end]
        spare = theirs.count(UNKNOWN)
        # Each U+FFFD excuses one character, and what is over on either side is wrong; but how many
        # characters stood where nothing is known is unknown too.
        unknown = i_end - i if theirs and spare == len(theirs) else min(i_end - i, spare)
        wrong = max(i_end - i - unknown, len(theirs) - spare)
        score.unknown += unknown
        score.wrong += wrong
        kinds = hurt or ["none"]
        score.by_harm.update((kinds[0], "unknown") for _ in range(unknown))
        score.by_harm.update((kinds[0], "wrong") for _ in range(wrong))
        if wrong:
            score.examples.append(
                (truth[max(0, i - 8) : i_end + 8], restored[max(0, j - 8) : j_end + 8])
            )
