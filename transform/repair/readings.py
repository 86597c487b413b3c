"""Pinyin: which syllables there are, how else they are written, and what a character may say."""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache, lru_cache
from importlib import resources

# Other spellings of the same letters: the two of GBK's own pinyin row, and looks alike.
_LETTERS = str.maketrans(
    {"ɑ": "a", "ɡ": "g", "v": "ü", "ă": "ǎ", "ĕ": "ě", "ĭ": "ǐ", "ŏ": "ǒ", "ŭ": "ǔ"}
)

_TONES = "\u0304\u0301\u030c\u0300"
_DIGIT_TONES = dict(zip("1234", _TONES, strict=True))


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """The toned syllables of each character, the commonest first (from Unihan)."""
    packed = resources.files("transform.data").joinpath("readings.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {character: tuple(said.split(",")) for character, said in rows}


@lru_cache(maxsize=4096)
def bare(syllable: str) -> str:
    """A syllable without its tone, lower case: dang of dāng, DĀNG, dang1 and d\u0101ng."""
    apart = unicodedata.normalize("NFD", syllable.lower().translate(_LETTERS))
    return "".join(
        "ü" if c == "\u0308" else c for c in apart if c.isalpha() or c == "\u0308"
    ).replace("uü", "ü")


@lru_cache(maxsize=4096)
def toned(syllable: str) -> str:
    """A syllable in the one spelling that `readings` has, with its tone as it is written."""
    if syllable[-1:].isdigit():
        return bare(syllable) + _DIGIT_TONES.get(syllable[-1], "")
    apart = unicodedata.normalize("NFD", syllable.lower().translate(_LETTERS))
    return bare(syllable) + "".join(c for c in apart if c in _TONES)


@cache
def syllables() -> frozenset[str]:
    """All syllables, without tones."""
    return frozenset(bare(said) for every in readings().values() for said in every)


@cache
def said_as() -> dict[str, frozenset[str]]:
    """The characters that may be read as a syllable, by the syllable without tone."""
    found: dict[str, set[str]] = {}
    for character, every in readings().items():
        for said in every:
            found.setdefault(bare(said), set()).add(character)
    return {syllable: frozenset(chars) for syllable, chars in found.items()}


@cache
def said_toned() -> dict[str, frozenset[str]]:
    """The same with the tone."""
    found: dict[str, set[str]] = {}
    for character, every in readings().items():
        for said in every:
            found.setdefault(toned(said), set()).add(character)
    return {syllable: frozenset(chars) for syllable, chars in found.items()}


@lru_cache(maxsize=4096)
def is_toned(syllable: str) -> bool:
    """Whether a syllable is written with its tone."""
    apart = unicodedata.normalize("NFD", syllable.translate(_LETTERS))
    return any(c in "\u0304\u0301\u030c\u0300˙ˊˇˋ12345" or "ㄅ" <= c <= "ㄩ" for c in apart)
