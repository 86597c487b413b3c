"""The tool that damages articles, and what it did to which character.

It is the byte-level replacement that mirror sites use: the text in traditional script as GBK, and
for one character of a table after the other its two bytes replaced by the same with a gloss behind
them, wherever the two bytes stand next to each other. Full-width marks of a second table are cut
out in the same way. Then a reader shows the bytes: it pairs them from the left, half a character
before an ASCII byte is `?`, and pairs without a character vanish.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from opencc import OpenCC

from transform.repair.language import common
from transform.repair.readings import readings

MARKS = "！；？，：（）。、"
_HALF = str.maketrans("！；？，：", "!;?,:")
_USED = 2000  # count in sixty million words of what a table holds
_CUT = 0x100  # a byte that no encoding has: here the text was cut around a mark


@dataclass(frozen=True, slots=True)
class Table:
    """What a tool replaces: glosses by character, marks, and how a mark comes out."""

    glosses: dict[str, str]
    marks: str = ""
    half_width: bool = False


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text as shown, the text as it was, and what happened to each of its characters."""

    shown: str
    truth: str  # simplified
    harm: list[str] = field(repr=False)  # for each character of truth: "", gloss, shifted, script


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def traditional(text: str) -> str:
    """The text in traditional script, without what GBK cannot hold."""
    converted = str(_to_traditional().convert(text))
    return converted.encode("gbk", "ignore").decode("gbk")


def random_table(rng: random.Random, sample: str, size: int) -> Table:
    """Glosses for up to `size` characters that the two scripts write differently, and marks.

    Sometimes the table also holds others.
    """
    known = readings()
    converters = (_to_simplified(), _to_traditional())
    characters = sorted({c for c in sample if c in known})
    changed = [c for c in characters if any(o.convert(c) != c for o in converters)]
    others = [c for c in known if common(c) > _USED and _in_gbk(known[c][0])]
    chosen = rng.sample(changed, min(len(changed), size))
    if rng.random() < 0.2:
        chosen += rng.sample(others, size // 4)
    rng.shuffle(chosen)
    marks = rng.sample(MARKS, rng.choice((0, 1, 1, 2, 4)))
    glosses = {c: known[c][0] for c in chosen}
    return Table(glosses, "".join(marks), rng.random() < 0.5)


def _in_gbk(text: str) -> bool:
    return text.encode("gbk", "ignore").decode("gbk") == text


def _replace(
    units: list[int], owners: list[int], what: bytes, before: Sequence[int], after: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Every occurrence of two bytes with `before` and `after` put around it."""
    a, b = what
    made: list[int] = []
    owned: list[int] = []
    i = 0
    while i < len(units):
        if units[i] == a and i + 1 < len(units) and units[i + 1] == b:
            made += [*before, a, b, *after]
            owned += [-1] * len(before) + owners[i : i + 2] + [-1] * len(after)
            i += 2
        else:
            made.append(units[i])
            owned.append(owners[i])
            i += 1
    return made, owned


def _shown(units: list[int], owners: list[int]) -> list[tuple[str, int, int]]:
    """What a reader shows of the bytes, with the first and last owner of each character."""
    found: list[tuple[str, int, int]] = []
    i = 0
    while i < len(units):
        lead = units[i]
        if lead == _CUT:
            i += 1
        elif lead < 0x81:
            found.append((chr(lead) if lead < 0x80 else "€", owners[i], owners[i]))
            i += 1
        elif i + 1 == len(units) or units[i + 1] == _CUT:
            found.append(("?", owners[i], owners[i]))
            i += 1
        elif units[i + 1] < 0x40:
            found.append(("?", owners[i], owners[i + 1]))
            i += 2
        else:
            try:
                made = bytes(units[i : i + 2]).decode("gbk")
            except UnicodeDecodeError:
                made = ""
            if made:
                found.append((made, owners[i], owners[i + 1]))
            i += 2
    return found


def damage(text: str, table: Table, *, convert: bool = True) -> Damaged:
    """The text after the tool; a newline is out of its reach, as in a page of paragraphs."""
    lines, truths, harms = [], [], []
    for line in text.split("\n"):
        old = traditional(line) if convert else line.encode("gbk", "ignore").decode("gbk")
        shown, harm = _damage_line(old, table)
        new = str(_to_simplified().convert(old))
        if len(new) != len(old):
            continue
        lines.append(shown)
        truths.append(new)
        harms += [h or ("script" if a != b else "") for h, a, b in zip(harm, old, new, strict=True)]
        harms.append("")
    return Damaged("\n".join(lines), "\n".join(truths), harms[:-1])


def _damage_line(old: str, table: Table) -> tuple[str, list[str]]:
    units: list[int] = []
    owners: list[int] = []
    for n, character in enumerate(old):
        for byte in character.encode("gbk"):
            units.append(byte)
            owners.append(n)
    for character, gloss in table.glosses.items():
        added = f"({gloss})".encode("gbk")
        units, owners = _replace(units, owners, character.encode("gbk"), (), added)
    for mark in table.marks:
        units, owners = _replace(units, owners, mark.encode("gbk"), (_CUT,), (_CUT,))
    shown = _shown(units, owners)
    harm = ["shifted"] * len(old)
    for n, (made, first, last) in enumerate(shown):
        if first >= 0 and first == last and made == old[first]:
            glossed = n + 1 < len(shown) and shown[n + 1][1] == -1 and shown[n + 1][0] == "("
            harm[first] = "gloss" if glossed else ""
    letters = [made for made, _, _ in shown]
    if table.half_width and len(letters) != len(old):  # in a line that bears other traces
        letters = [m.translate(_HALF) if m in table.marks else m for m in letters]
        for n, character in enumerate(old):
            if character in table.marks and character.translate(_HALF) != character:
                harm[n] = harm[n] or "width"
    return "".join(letters), harm


def doubled(shown: str, rng: random.Random, share: float) -> str:
    """Commas doubled, or put before or behind a full stop, as a careless tool does."""
    made = []
    for character in shown:
        made.append(character)
        if character in "，," and rng.random() < share:
            made.append(rng.choice((character, character, "、")))
        elif character == "。" and rng.random() < share:
            made[-1:] = rng.choice(([character, "，"], ["，", character], [",", character]))
    return "".join(made)


def repeated(shown: str, rng: random.Random) -> str:
    """The text with a block of two to five paragraphs once more behind a later one."""
    lines = shown.split("\n")
    size = rng.randint(2, 5)
    if len(lines) <= size + 1:
        return shown
    start = rng.randint(1, len(lines) - size)
    at = rng.choice((start + size, len(lines)))
    return "\n".join([*lines[:at], *lines[start : start + size], *lines[at:]])
