"""Where two texts agree: matching blocks, and what stands between them.

Both texts are cut down to letters, digits, lost characters and the marks inside numbers, then
matched by shared runs of characters, nearest first, as patience diff does with lines. This takes
time proportional to the length of the texts, where edit distance takes the product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from transform.duplicates.shingles import Codes, apply, folding, run_hashes

LOST = "\ufffd"
ANCHOR = 6  # characters that must agree for a block to begin
_SHORT_ANCHOR = 4  # for texts of less than a hundred characters
_NEAR = 48  # characters within which the next run is sought first
_OFTEN = 8  # a run that repeats more often tells nothing
_FAR_RUN = 12  # shared characters that make a run elsewhere more than a stock phrase

# What is kept besides letters and digits; it means something only inside a number.
_MARKS = {
    "~": "-—–―−‐‑~～:：/／",
    ".": ".．",
    "%": "%％",
    ",": ",，",
    " ": " \u3000\xa0\u2002\u2003\u2009",
    LOST: LOST,
}
_DOT, _RANGE, _PERCENT, _COMMA, _BLANK = map(ord, ".~%, ")


@cache
def _table() -> Codes:
    table = folding().copy()
    for kept, characters in _MARKS.items():
        for character in characters:
            if not character.isalnum():
                table[ord(character)] = ord(kept)
    table[ord("\n")] = ord("\n")
    return table


def lines_of_letters(text: str) -> list[str]:
    """The lines of `text` as they are compared.

    Folded like shingles, but numbers keep `.`, `%` and ranges `~`.
    """
    codes = apply(_table(), text)
    padded = np.zeros(len(codes) + 2, dtype=np.bool_)  # whether a digit, or a lost one, stands here
    padded[1:-1] = (codes >= ord("0")) & (codes <= ord("9")) | (codes == ord(LOST))
    behind, before = padded[:-2], padded[2:]
    joins = (codes == _DOT) | (codes == _RANGE)
    kept = ~joins & (codes != _COMMA) & (codes != _BLANK)
    kept &= (codes != _PERCENT) | behind
    kept |= joins & behind & before
    compared: bytes = codes[kept].tobytes()
    return compared.decode("utf-32-le", "surrogatepass").split("\n")


def letters(text: str) -> str:
    """`text` as it is compared: its `lines_of_letters` as one."""
    return "".join(lines_of_letters(text))


@dataclass(frozen=True, slots=True)
class Block:
    """left[left_start : left_start + size] agrees with right[right_start : ...]."""

    left: int
    right: int
    size: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two neighbouring blocks: one side may be empty.

    `between` is False where a block follows that stood before the last one in the other text:
    paragraphs were moved, and the two sides do not stand for one another.
    """

    left: int
    left_end: int
    right: int
    right_end: int
    between: bool


def _lost_between(left: str, i: int, right: str, j: int, way: int) -> bool:
    """Whether one of two characters is lost, and what follows (or precedes) them agrees.

    Where it does not, the lost character may have stood for a mark that is not compared.
    """
    if LOST not in (left[i], right[j]):
        return False
    for n in (way, 2 * way):
        if not (0 <= i + n < len(left) and 0 <= j + n < len(right)):
            return True
        if left[i + n] != right[j + n] and LOST not in (left[i + n], right[j + n]):
            return False
    return True


def _agreeing(left: str, i: int, right: str, j: int) -> int:
    """Length of the common run that begins at i and j; a lost character agrees with any."""
    step, size, limit = 32, 0, min(len(left) - i, len(right) - j)
    while size < limit:
        if left[i + size : i + size + step] == right[j + size : j + size + step]:
            size += step
        elif step > 1:
            step //= 2
        elif _lost_between(left, i + size, right, j + size, 1):
            size, step = size + 1, 32
        else:
            break
    return min(size, limit)


@dataclass(frozen=True, slots=True)
class Runs:
    """Hashes of a text's runs of so many letters: at each place, and sorted."""

    at: npt.NDArray[np.uint64]
    ordered: npt.NDArray[np.uint64]


@lru_cache(maxsize=2048)
def runs(text: str, width: int) -> Runs:
    """The runs of a text, made once however many pairs it stands in."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    at = run_hashes(codes, width)
    return Runs(at, np.sort(at))


def common(left: str, right: str, width: int) -> npt.NDArray[np.bool_]:
    """Whether the run of `width` letters at each place of `left` stands in `right` too."""
    ours, theirs = runs(left, width).at, runs(right, width).ordered
    if not len(theirs):
        return np.zeros(len(ours), dtype=np.bool_)
    places = np.searchsorted(theirs, ours)
    places[places == len(theirs)] = 0
    found: npt.NDArray[np.bool_] = theirs[places] == ours
    return found


@dataclass(slots=True)
class _Matcher:
    """Seeks the next run; most are found near, and few are sought far."""

    left: str
    right: str
    width: int
    common: bytes | None = None  # of each place of `left`, made when a run is first sought far

    def _reach(self, i: int) -> range:
        """The beginnings of runs of `left` from i on that are in reach."""
        return range(i, min(i + _NEAR, len(self.left) - self.width + 1))

    def _shared(self, i: int) -> Iterator[int]:
        """Those in reach whose run stands in `right`."""
        if self.common is None:
            self.common = common(self.left, self.right, self.width).tobytes()
        start = self.common.find(1, i, i + _NEAR)
        while start >= 0:
            yield start
            start = self.common.find(1, start + 1, i + _NEAR)

    def _places(self, start: int) -> Iterator[int]:
        """The first places of `right` where the run of `left` at `start` stands."""
        run = self.left[start : start + self.width]
        j = -1
        for _ in range(_OFTEN):
            j = self.right.find(run, j + 1)
            if j < 0:
                return
            yield j

    def near(self, i: int, expected: int) -> tuple[int, int] | None:
        """The anchor that skips least of both texts from i and `expected` on, if one is near."""
        left, find, width = self.left, self.right.find, self.width
        best, found = 2 * _NEAR, None
        for start in self._reach(i):
            room = best - (start - i)  # how much of `right` may be skipped to be better
            if room <= 0:
                break
            end = expected + (room if room < _NEAR else _NEAR) + width - 1
            j = find(left[start : start + width], expected, end)
            if j >= 0:
                best, found = start - i + j - expected, (start, j)
        return found

    def far(self, i: int, expected: int, found: Sequence[Block]) -> tuple[int, int] | None:
        """The longest run from the first place in reach that agrees with anything still free."""
        for start in self._shared(i):
            agreeing = [
                (_agreeing(self.left, start, self.right, j), j >= expected, -abs(j - expected), j)
                for j in self._places(start)
                if not any(b.right <= j < b.right + b.size for b in found)
            ]
            if agreeing and max(agreeing)[0] >= min(_FAR_RUN, self.width * 2):
                return start, max(agreeing)[3]
        return None


def blocks(left: str, right: str) -> list[Block]:
    """Matching runs in the order of `left`; none overlap on the left.

    After each run the next is sought close by in both texts, so that a changed word is seen as
    one; only then elsewhere, as where a paragraph was dropped or moved.
    """
    if left == right:
        return [Block(0, 0, len(left))] if left else []
    width = ANCHOR if min(len(left), len(right)) >= 100 else _SHORT_ANCHOR
    matcher = _Matcher(left, right, width)
    found: list[Block] = []
    i = expected = 0
    while i <= len(left) - width:
        anchor = matcher.near(i, expected) or matcher.far(i, expected, found)
        if anchor is None:
            i += _NEAR
            continue
        start, j = anchor
        size = _agreeing(left, start, right, j)
        back = _extend_back(left, start, right, j, found)
        found.append(Block(start - back, j - back, size + back))
        i, expected = start + size, j + size
    return found


def _extend_back(left: str, i: int, right: str, j: int, found: Sequence[Block]) -> int:
    """How far the block that begins at i, j reaches back towards the block before it."""
    floor_i = found[-1].left + found[-1].size if found else 0
    floor_j = found[-1].right + found[-1].size if found else 0
    if j < floor_j:
        floor_j = 0
    back = 0
    while i - back > floor_i and j - back > floor_j:
        m, n = i - back - 1, j - back - 1
        if left[m] != right[n] and not _lost_between(left, m, right, n, -1):
            break
        back += 1
    return back


def gaps(left: str, right: str, found: Sequence[Block]) -> list[Gap]:
    """What stands before, between and behind `found`, in the order of `left`."""
    between: list[Gap] = []
    i = j = 0
    for block in found:
        moved = block.right < j
        if block.left > i or block.right != j:
            start = block.right if moved else j
            between.append(Gap(i, block.left, start, block.right, not moved))
        i, j = block.left + block.size, block.right + block.size
    if i < len(left) or j < len(right):
        between.append(Gap(i, len(left), j, len(right), True))
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
