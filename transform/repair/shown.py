"""A damaged text as shown, and where glosses stand in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from transform.repair.gbk import bytes_of
from transform.repair.language import UNKNOWN

WIDE = {",": "，", "!": "！", "?": "？", ";": "；", ":": "：", "(": "（", ")": "）"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as shown, and where glosses stand in it."""

    text: str
    glosses: dict[int, int]  # end by start, of whole glosses
    loose: dict[int, tuple[int, str]]  # end and syllable of those behind what is no character
    halves: dict[int, tuple[int, str]]  # end and syllable by the place of the `?` before it
    reads: Callable[[str, str], bool]  # whether a character may have a gloss
    odd: bool  # whether its glosses are no readings of their characters
    glossed: frozenset[str]  # the characters that have a gloss somewhere
    saying: Callable[[str], frozenset[str]]  # the characters that a gloss may stand behind

    def next_bytes(self, at: int) -> tuple[int, ...] | None:
        """The bytes of the next character; None where half of one may stand, or the line ends."""
        while at in self.glosses:
            at = self.glosses[at]
        if at >= len(self.text) or self.text[at] in f"?{UNKNOWN}\n":
            return None
        return bytes_of(WIDE.get(self.text[at], self.text[at]))

    def next_two(self, at: int) -> tuple[int, ...]:
        """The bytes of the next two characters, as far as they are not ASCII."""
        codes: list[int] = []
        while at < len(self.text) and len(codes) < 4:
            if at in self.glosses:
                at = self.glosses[at]
                continue
            found = bytes_of(self.text[at]) or (0,)
            if len(found) != 2:
                break
            codes += found
            at += 1
        return tuple(codes)

    def without_glosses(self, start: int, end: int) -> str:
        """Text [start, end) without the glosses in it."""
        made = []
        at = start
        while at < end:
            if at in self.glosses:
                at = self.glosses[at]
                continue
            made.append(self.text[at])
            at += 1
        return "".join(made)

    def following(self, at: int, most: int) -> str:
        """Up to `most` characters of the line behind a place, without glosses."""
        found = ""
        while at < len(self.text) and len(found) < most and self.text[at] != "\n":
            if at in self.glosses:
                at = self.glosses[at]
            else:
                found += self.text[at]
                at += 1
        return found
