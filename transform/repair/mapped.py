"""Text that remembers where each of its characters stood in the raw text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text[i]` came from raw characters [starts[i], ends[i]); `log` holds the changes so far."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    log: tuple[tuple[DamageKind, int, int, bool], ...] = ()

    @classmethod
    def of(cls, raw: str) -> Mapped:
        """The raw text itself."""
        return cls(raw, range(len(raw)), range(1, len(raw) + 1))

    def apply(self, edits: Iterable[Edit]) -> Mapped:
        """The text after `edits`, which must be sorted and must not overlap."""
        edits = list(edits)
        if all(len(e.text) == e.end - e.start > 0 for e in edits):
            return self._in_place(edits)
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        log = list(self.log)
        at = 0
        for edit in edits:
            text.append(self.text[at : edit.start])
            starts.extend(self.starts[at : edit.start])
            ends.extend(self.ends[at : edit.start])
            low, high = self._raw(edit.start, edit.end)
            kept = self.text[edit.start : edit.end]
            text.append(edit.text)
            if len(kept) == len(edit.text):
                starts.extend(self.starts[edit.start : edit.end])
                ends.extend(self.ends[edit.start : edit.end])
            else:
                starts.extend([low] * len(edit.text))
                ends.extend([high] * len(edit.text))
            log.append((edit.kind, low, high, edit.certain))
            at = edit.end
        if at == 0:
            return self
        text.append(self.text[at:])
        starts.extend(self.starts[at:])
        ends.extend(self.ends[at:])
        return Mapped("".join(text), starts, ends, tuple(log))

    def _in_place(self, edits: list[Edit]) -> Mapped:
        """The text after edits that put as many characters as they take, as conversion of script."""
        text = list(self.text)
        log = list(self.log)
        for edit in edits:
            text[edit.start : edit.end] = edit.text
            log.append((edit.kind, *self._raw(edit.start, edit.end), edit.certain))
        return Mapped("".join(text), self.starts, self.ends, tuple(log)) if edits else self

    def _raw(self, start: int, end: int) -> tuple[int, int]:
        if start == end:
            at = (
                self.starts[start]
                if start < len(self.text)
                else (self.ends[-1] if self.text else 0)
            )
            return at, at
        return self.starts[start], max(self.ends[start:end])

    def spans(self) -> tuple[DamageSpan, ...]:
        """The changes as spans of raw and of clean text, in raw order; none overlap.

        A change inside what another change had made anew is part of that one.
        """
        found: list[DamageSpan] = []
        reached = -1
        # Of changes of the same place the first names it: the order of a set would be the process's.
        for kind, low, high, certain in sorted(self.log, key=lambda row: (row[1], -row[2])):
            if low < reached:
                if not certain:
                    found[-1] = replace(found[-1], certain=False)
                continue
            reached = max(reached, high)
            start = bisect_left(self.ends, low + 1)
            end = max(start, bisect_left(self.starts, high))
            found.append(DamageSpan(kind, low, high, start, end, certain))
        return tuple(found)
