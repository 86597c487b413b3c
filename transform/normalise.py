"""The normal form of clean text: simplified script. Nothing else of undamaged text changes.

Traditional text goes through OpenCC's t2s with phrases. Simplified text is left alone, for a few
characters that OpenCC would convert are right in it (names, 乾, 著); a text counts as traditional
where such characters are more than one in a hundred.
"""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST = 3
_SHARE = 0.01


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _traditional_only() -> re.Pattern[str]:
    """Characters that simplified text does not use."""
    every = "".join(map(chr, range(0x4E00, 0x9FA6)))
    convert = _converter().convert
    changed = [c for c in every if convert(c) != c and c not in "乾著瞭於藉覆麼夥"]
    return re.compile(f"[{''.join(changed)}]")


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional script, wholly or in good part."""
    found = 0
    total = max(1, len(_HAN.findall(text)))
    for found, _ in enumerate(_traditional_only().finditer(text), start=1):
        if found >= _LEAST and found >= _SHARE * total:
            return True
    return False


def is_traditional_only(character: str) -> bool:
    """Whether simplified text does not use a character."""
    return _traditional_only().fullmatch(character) is not None


def has_traditional(text: str) -> bool:
    """Whether a text holds any character that simplified text does not use."""
    return _traditional_only().search(text) is not None


def to_simplified(text: str) -> str:
    """The text in simplified script; phrases decide where a character has several forms."""
    return str(_converter().convert(text))
