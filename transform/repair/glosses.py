"""Where pinyin glosses stand in a text, and which of them a damaging tool put there.

A gloss is a syllable in brackets behind a Chinese character. Editors write such too, for a rare
character (朱鹮(huán)) or an unusual reading (单(shàn)县); those stay.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from transform.normalise import is_traditional_only
from transform.repair.gbk import bytes_of, pairs
from transform.repair.language import UNKNOWN, common
from transform.repair.readings import (
    bare,
    is_toned,
    readings,
    said_as,
    said_toned,
    syllables,
    toned,
)
from transform.repair.shown import Shown

_HAN = "\\u3400-\\u9fff"
_LETTER = "a-zA-ZüÜɑɡāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêăĕĭŏŭĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙ\\u0300-\\u030c"
_BOPOMOFO = "\\u3105-\\u3129"
_TONE = "\\u02c9\\u02ca\\u02c7\\u02cb\\u02d9"
_SYLLABLE = rf"[{_LETTER}]{{1,9}}[0-5]?|[{_TONE}]?[{_BOPOMOFO}]{{1,3}}[{_TONE}]?"
_GLOSS = re.compile(
    rf"(?<=[{_HAN}€])(?:\(\s?({_SYLLABLE})\s?[)）]|（\s?({_SYLLABLE})\s?[)）]|\[({_SYLLABLE})\])"
)
_HALF = re.compile(rf"[?{UNKNOWN}]\(?({_SYLLABLE})\)")
# From a place where bytes may be paired one late to the next ASCII character.
RUNS = re.compile(rf"[?{UNKNOWN}](?:\(?(?:{_SYLLABLE})\))?(?:[^\x00-\x7f]|[,!;:])*")
_BEHIND = re.compile(rf"\(({_SYLLABLE})\)")
_SURE = 2  # glosses that no editor would have written, from which on a text is damaged
_MANY = 8  # the same for any glosses
_UNSTRESSED = frozenset("me le de men ne ma ba zhe zi".split())
_USUAL = (
    5000.0  # count in sixty million words of a character that nobody needs to be told how to read
)
_QUESTIONED = 5


class Gloss(NamedTuple):
    start: int
    end: int
    syllable: str
    character: str  # the one before it


def glosses(text: str) -> list[Gloss]:
    """The glosses in `text` that a tool put there, in order."""
    found = [
        Gloss(m.start(), m.end(), m[m.lastindex or 0], text[m.start() - 1])
        for m in _GLOSS.finditer(text)
    ]
    found = [g for g in found if _is_syllable(g.syllable)]
    fitting = [g for g in found if _fits(g.character, g.syllable)]
    needless = [g for g in fitting if _needless(g.character, g.syllable)]
    if len(needless) >= _SURE or len(found) >= _MANY or (found and _HALF.search(text)):
        toned = [g for g in found if is_toned(g.syllable) or g.syllable in _UNSTRESSED]
        # A text whose glosses carry tones has no reason for one without, unless it is unstressed.
        return sorted({*toned, *fitting})
    return needless


def behind_letters(text: str) -> list[Gloss]:
    """Glosses that the tool put behind an ASCII letter, which ends a character with what is before.

    在AI holds 贏 in the middle, so it becomes 在A(yíng)I.
    """
    found = []
    for m in _BEHIND.finditer(text, 2):
        at = m.start()
        before = bytes_of(text[at - 2]) or ()
        if len(before) == 2 and text[at - 1].isascii() and text[at - 1].isalpha():
            read = pairs()[before[1]][ord(text[at - 1])]
            gloss = Gloss(at, m.end(), m[1], read or "")
            if read and is_toned(m[1]) and _fits(read, m[1]):
                found.append(gloss)
    return found


@lru_cache(maxsize=4096)
def _is_syllable(syllable: str) -> bool:
    return is_bopomofo(syllable) or bare(syllable) in syllables()


@lru_cache(maxsize=4096)
def is_bopomofo(syllable: str) -> bool:
    return any("ㄅ" <= c <= "ㄩ" for c in syllable)


@lru_cache(maxsize=16384)
def _fits(character: str, syllable: str) -> bool:
    """Whether the character before a gloss may be read so."""
    return is_bopomofo(syllable) or character in said_as().get(bare(syllable), ())


@lru_cache(maxsize=16384)
def _needless(character: str, syllable: str) -> bool:
    """Whether no editor would have written that the character is read so."""
    if is_traditional_only(character):
        return True
    first = readings().get(character, ("",))[0]
    return is_toned(syllable) and syllable == first and common(character) > _USUAL


def question_follows(text: str, found: list[Gloss]) -> bool:
    """Whether the tool put `?` behind each gloss."""
    after = sum(text[g.end : g.end + 1] == "?" for g in found)
    return after >= _QUESTIONED and after > 0.3 * len(found)


def shown_of(text: str, found: list[Gloss]) -> Shown:
    """The text with its glosses as the decoder wants it."""
    own: dict[str, set[str]] = defaultdict(set)
    for gloss in found:
        own[bare(gloss.syllable)].add(gloss.character)
    halves = {m.start(): (m.end(), m[1]) for m in _HALF.finditer(text) if _is_syllable(m[1])}
    # The tool puts its gloss behind each occurrence: what stands without has none.
    glossed = frozenset(g.character for g in found)
    plain = set(RUNS.sub("", text)) - glossed
    exact = sum(g.character in said_toned().get(toned(g.syllable), ()) for g in found)
    by_tone = exact > 0.9 * len(found)

    def reads(character: str, syllable: str) -> bool:
        said = bare(syllable)
        return character in said_as().get(said, ()) or character in own.get(said, ())

    known = {g.start: g.end for g in found}
    loose = {
        m.start(): (m.end(), m[1])
        for m in _BEHIND.finditer(text)
        if m.start() not in known and _is_syllable(m[1]) and is_toned(m[1])
    }

    def saying(syllable: str) -> frozenset[str]:
        said = said_toned().get(toned(syllable)) if by_tone else None
        said = said or said_as().get(bare(syllable), frozenset())
        return said.difference(plain) | own.get(bare(syllable), set())

    odd = sum(_fits(g.character, g.syllable) for g in found) < 0.9 * len(found)
    return Shown(text, known, loose, halves, reads, odd, glossed, saying)


def has_half(text: str) -> bool:
    """Whether a gloss stands in `text` whose bracket is gone."""
    return any(is_toned(m[1]) and _is_syllable(m[1]) for m in _HALF.finditer(text))
