"""Sketches: a sample of a text's five-character shingles, as hashes.

A shingle is five characters in a row of the folded text (compatibility forms unified, lower case,
only letters and digits of any script). A shingle is in the sketch where its hash is divisible by
four, so two sketches hold the same quarter of what two texts share, and the overlap of sketches
estimates the overlap of texts (Broder 1997, mod-p sketches).
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

WIDTH = 5  # characters in a shingle
KEEP = 4  # one shingle in four is sampled

Hashes: TypeAlias = npt.NDArray[np.int64]
Codes: TypeAlias = npt.NDArray[np.uint32]

# Odd constants of the 64-bit mix of MurmurHash3, also spread as powers over the five places.
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xFF51AFD7ED558CCD)
_MIX_2 = np.uint64(0xC4CEB9FE1A85EC53)
_SHIFT = np.uint64(33)


@cache
def folding() -> Codes:
    """For each character of the basic plane what it becomes, 0 where it is dropped."""
    table = np.zeros(0x10000, dtype=np.uint32)
    for code in range(0x10000):
        if 0xD800 <= code < 0xE000:  # halves of surrogate pairs are nothing to compare
            continue
        character = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(character) == 1 and character.isalnum():
            table[code] = ord(character)
        elif chr(code).isalnum():
            table[code] = code
    return table


def apply(table: Codes, text: str) -> Codes:
    """The code points of `text` after `table` of the basic plane; others stay, zeros go."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if not len(codes):
        return codes
    if codes.max() < len(table):
        changed = table[codes]
    else:
        changed = codes.copy()
        basic = codes < len(table)
        changed[basic] = table[codes[basic]]
    kept: Codes = changed[changed != 0]
    return kept


def fold_codes(text: str) -> Codes:
    """As `fold`, as an array of code points."""
    return apply(folding(), text)


def fold(text: str) -> str:
    """`text` with only what comparing looks at: letters and digits, widths and case unified.

    Lost characters (U+FFFD) vanish, so a text shifts closed around them. Characters outside the
    basic plane stay as they are.
    """
    return fold_codes(text).tobytes().decode("utf-32-le")


def run_hashes(codes: Codes, width: int) -> npt.NDArray[np.uint64]:
    """A hash of the `width` code points from each place on, where so many are left."""
    size = max(0, len(codes) - width + 1)
    hashes = codes[:size].astype(np.uint64)
    for place in range(1, width):  # unsigned arithmetic wraps around, as a hash should
        hashes *= _BASE
        hashes += codes[place : place + size]
    return hashes


def sketch_array(text: str) -> Hashes:
    """As `sketch`, as a sorted numpy array."""
    codes = fold_codes(text)
    if not len(codes):
        return np.empty(0, dtype=np.int64)
    if len(codes) < WIDTH:  # a shorter text is one shingle, filled up
        codes = np.pad(codes, (0, WIDTH - len(codes)))
    hashes = run_hashes(codes, WIDTH)
    hashes ^= hashes >> _SHIFT
    hashes *= _MIX_1
    hashes ^= hashes >> _SHIFT
    hashes *= _MIX_2
    hashes ^= hashes >> _SHIFT
    return np.unique(hashes[hashes % np.uint64(KEEP) == 0].view(np.int64))


def text_key(text: str) -> int:
    """A signed 64-bit key that two texts share where they are equal after folding."""
    digest = hashlib.blake2b(fold_codes(text).tobytes(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def sketch(text: str) -> tuple[int, ...]:
    """Sorted hashes (signed, 64 bits) of the sampled shingles of `text`.

    A text of a few words may have an empty sketch; such texts are found by being identical.
    """
    return tuple(sketch_array(text).tolist())
