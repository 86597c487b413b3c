"""Where two texts agree: matching blocks, and what stands between them.

Both texts are cut down to letters, digits, lost characters and the marks inside numbers, then
matched by shared runs of characters, nearest first, as patience diff does with lines. This takes
time proportional to the length of the texts, where edit distance takes the product.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from transform.duplicates.shingles import Codes, apply, folding

LOST = "\ufffd"
ANCHOR = 6  # characters that must agree for a block to begin
_SHORT_ANCHOR = 4  # for texts of less than a hundred characters

# What is kept besides letters and digits; it means something only inside a number.
_MARKS = {
    "~": "-—–―−‐‑~～:：/／",
    ".": ".．",
    "%": "%％",
    ",": ",，",
    " ": " \u3000\xa0\u2002\u2003\u2009",
    LOST: LOST,
}
_THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
_LOOSE = re.compile(r"[ ,]+|(?<![\d\ufffd])[.~%]+|[.~]+(?![\d\ufffd])")


@cache
def _table() -> Codes:
    table = folding().copy()
    for kept, characters in _MARKS.items():
        for character in characters:
            if not character.isalnum():
                table[ord(character)] = ord(kept)
    return table


@lru_cache(maxsize=2048)
def letters(text: str) -> str:
    """`text` as it is compared: folded like shingles, but numbers keep `.`, `%` and ranges `~`."""
    marked = apply(_table(), text).tobytes().decode("utf-32-le", "surrogatepass")
    return _LOOSE.sub("", _THOUSANDS.sub("", marked))


@dataclass(frozen=True, slots=True)
class Block:
    """left[left_start : left_start + size] agrees with right[right_start : ...]."""

    left: int
    right: int
    size: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two neighbouring blocks: one side may be empty.

    `between` is False before the first block, after the last and where paragraphs moved: there
    the two sides do not stand for one another.
    """

    left: int
    left_end: int
    right: int
    right_end: int
    between: bool


def _places(text: str, width: int) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for i in range(len(text) - width + 1):
        found = places.setdefault(text[i : i + width], [])
        if len(found) < 8:  # a run that repeats more often tells nothing
            found.append(i)
    return places


def _agreeing(left: str, i: int, right: str, j: int) -> int:
    """Length of the common run that begins at i and j."""
    step, size, limit = 32, 0, min(len(left) - i, len(right) - j)
    while size < limit:
        if left[i + size : i + size + step] == right[j + size : j + size + step]:
            size += step
        elif step > 1:
            step //= 2
        else:
            break
    return min(size, limit)


def blocks(left: str, right: str) -> list[Block]:
    """Matching runs in the order of `left`; none overlap on the left."""
    if left == right:
        return [Block(0, 0, len(left))] if left else []
    width = ANCHOR if min(len(left), len(right)) >= 100 else _SHORT_ANCHOR
    places = _places(right, width)
    found: list[Block] = []
    i = expected = 0
    while i <= len(left) - width:
        starts = places.get(left[i : i + width])
        if starts is None:
            i += 1
            continue
        # The nearest at or behind where the last block ended; one before it only as a last resort.
        j = min(starts, key=lambda s: (s < expected, abs(s - expected)))
        size = width + _agreeing(left, i + width, right, j + width)
        back = _extend_back(left, i, right, j, found)
        found.append(Block(i - back, j - back, size + back))
        i += size
        expected = j + size
    return found


def _extend_back(left: str, i: int, right: str, j: int, found: Sequence[Block]) -> int:
    """How far the block that begins at i, j reaches back towards the block before it."""
    floor_i = found[-1].left + found[-1].size if found else 0
    floor_j = found[-1].right + found[-1].size if found else 0
    if j < floor_j:
        floor_j = 0
    back = 0
    while i - back > floor_i and j - back > floor_j and left[i - back - 1] == right[j - back - 1]:
        back += 1
    return back


def gaps(left: str, right: str, found: Sequence[Block]) -> list[Gap]:
    """What stands before, between and behind `found`, in the order of `left`."""
    between: list[Gap] = []
    i = j = 0
    for n, block in enumerate(found):
        moved = block.right < j
        if block.left > i or block.right != j:
            start = block.right if moved else j
            between.append(Gap(i, block.left, start, block.right, n > 0 and not moved))
        i, j = block.left + block.size, block.right + block.size
    if i < len(left) or j < len(right):
        between.append(Gap(i, len(left), j, len(right), False))
    return between


def covered(length: int, found: Sequence[Block], *, right: bool) -> float:
    """The share of a text of `length` that lies in `found`, counted once, 0 to 1."""
    if not length:
        return 0.0
    seen, total = 0, 0
    spans = sorted(
        (b.right, b.right + b.size) if right else (b.left, b.left + b.size) for b in found
    )
    for start, end in spans:
        total += max(0, end - max(start, seen))
        seen = max(seen, end)
    return total / length


def at_ends(length: int, found: Sequence[Block], *, right: bool) -> float:
    """The share of a text of `length` that lies before the first or behind the last block."""
    if not length or not found:
        return 1.0
    starts = [b.right if right else b.left for b in found]
    ends = [(b.right if right else b.left) + b.size for b in found]
    return (min(starts) + length - max(ends)) / length
