"""Text that remembers where each of its characters stood in the raw text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from transform.records import DamageKind, DamageSpan


class Edit(NamedTuple):
    """Replace [start, end) of the present text by `text`."""

    start: int
    end: int
    text: str
    kind: DamageKind
    certain: bool = True


# Where in the raw text, minus where that ends, number, kind, certain: sorted, a change comes before
# those inside it, and of changes of the same place the one that was made first.
_Change = tuple[int, int, int, DamageKind, bool]


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text[i]` came from raw characters [starts[i], ends[i]); `log` holds the changes so far.

    Neither `starts` nor `ends` ever falls.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    log: tuple[_Change, ...] = ()

    @classmethod
    def of(cls, raw: str) -> Mapped:
        """The raw text itself."""
        return cls(raw, range(len(raw)), range(1, len(raw) + 1))

    def apply(self, edits: Sequence[Edit]) -> Mapped:
        """The text after `edits`, which must be sorted and must not overlap."""
        if not edits:
            return self
        old, old_starts, old_ends = self.text, self.starts, self.ends
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        log = list(self.log)
        at = 0
        for start, end, made, kind, certain in edits:
            text += (old[at:start], made)
            low, high = self._raw(start, end)
            if len(made) == end - start:
                starts += old_starts[at:end]
                ends += old_ends[at:end]
            else:
                starts += old_starts[at:start]
                ends += old_ends[at:start]
                if made:
                    starts += [low] * len(made)
                    ends += [high] * len(made)
            log.append((low, -high, len(log), kind, certain))
            at = end
        text.append(old[at:])
        starts += old_starts[at:]
        ends += old_ends[at:]
        return Mapped("".join(text), starts, ends, tuple(log))

    def spelled(self, text: str, kind: DamageKind) -> Mapped:
        """The text with other characters in the places of the present ones, as in another script."""
        starts, ends = self.starts, self.ends
        changed = [
            i for i, (old, new) in enumerate(zip(self.text, text, strict=True)) if old != new
        ]
        first = len(self.log)
        log = [(starts[i], -ends[i], n, kind, True) for n, i in enumerate(changed, first)]
        return Mapped(text, starts, ends, (*self.log, *log))

    def _raw(self, start: int, end: int) -> tuple[int, int]:
        if start < end:
            return self.starts[start], self.ends[end - 1]
        if start < len(self.text):
            return self.starts[start], self.starts[start]
        at = self.ends[-1] if self.text else 0
        return at, at

    def spans(self) -> tuple[DamageSpan, ...]:
        """The changes as spans of raw and of clean text, in raw order; none overlap.

        A change inside what another change had made anew is part of that one.
        """
        found: list[DamageSpan] = []
        reached = -1
        starts, ends = self.starts, self.ends
        for low, minus_high, _, kind, certain in sorted(self.log):
            if low < reached:
                if not certain:
                    found[-1] = replace(found[-1], certain=False)
                continue
            reached = -minus_high
            start = bisect_left(ends, low + 1)
            end = bisect_left(starts, reached, start)
            found.append(DamageSpan(kind, low, reached, start, end, certain))
        return tuple(found)
