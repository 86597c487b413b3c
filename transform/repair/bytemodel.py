"""Undo what a byte-level replacement did to GBK text.

The tool put a gloss or a mark between two bytes that belong to two different characters. From
there a reader pairs the bytes one late until an ASCII byte ends the run: pairs that are no
character vanish, and an ASCII byte below 0x40 is swallowed and shown as `?`. So this searches the
byte sequences that would show as what is shown, and lets character bigrams choose.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from heapq import nlargest
from importlib import resources

from opencc import OpenCC

UNKNOWN = "\ufffd"
_PINYIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿê"
# `?！` or `?!` is 。 with its second byte taken into ！, which the tool had replaced.
MARK = re.compile(r"\?[！!]")
# `?shù)`: the bracket of a gloss swallowed by half a character.
HALF_GLOSS = re.compile(rf"\?([{_PINYIN}]{{1,6}})\)")
LONGEST = 24  # shown characters of a run; a longer one would have met an ASCII byte
_BEAM = 60
_BEAM_VANISHED = 8  # states a step that are tried with a vanished pair
_CLEAR = 2.5  # natural-log lead by which the best reading must win
_FLOOR = -13.0
_AFTER_DIGITS = frozenset("0123456789.．月日年号號个個亿億万萬%％多余餘条條家名人户戶亩畝")


@cache
def _bigrams() -> dict[str, float]:
    """Logarithm of the count of two characters in this order."""
    packed = resources.files("transform.data").joinpath("bigrams.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {pair: int(tenths) / 10 for pair, tenths in rows}


@cache
def _simple() -> dict[int, str]:
    convert = OpenCC("t2s").convert
    return {i: s for i in range(0x4E00, 0x9FA6) if (s := convert(chr(i))) != chr(i) and len(s) == 1}


@cache
def _vanishing() -> dict[int, tuple[int, ...]]:
    """Byte pairs that no GBK reader shows: trail bytes by lead byte."""
    gone: dict[int, list[int]] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x81, 0xFF):  # below that the trail could not lead a next character
            try:
                bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                gone.setdefault(lead, []).append(trail)
    return {lead: tuple(trails) for lead, trails in gone.items()}


@lru_cache(maxsize=70_000)
def character(lead: int, trail: int) -> str | None:
    """The character of two GBK bytes, None where they are none or a private one."""
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None


class Scorer:
    """How well a character follows another, in this document and in the language."""

    def __init__(self, document: str, glosses: dict[str, set[str]]) -> None:
        self.glosses = glosses  # characters that the document glosses, by syllable
        self._seen: dict[tuple[str, str], float] = {}
        simple = document.translate(_simple())
        self._own: dict[str, int] = {}
        for i in range(len(simple) - 1):
            pair = simple[i : i + 2]
            self._own[pair] = self._own.get(pair, 0) + 1

    def __call__(self, left: str, right: str) -> float:
        """Natural logarithm, at most 0; `left` may be empty."""
        seen = self._seen.get((left, right))
        if seen is None:
            seen = self._seen[left, right] = self._score(left, right)
        return seen

    def _score(self, left: str, right: str) -> float:
        if not left or UNKNOWN in (left, right):
            return _FLOOR
        left, right = left.translate(_simple()), right.translate(_simple())
        own = self._own.get(left + right, 0)
        if own:
            return max(-4.0, -6.0 + math.log(1 + 3 * own))
        table = _bigrams()
        if (known := table.get(left + right)) is not None:
            return max(_FLOOR + 2, known - table.get(left + "$", 0.0) * 0.3 - 11.0)
        ends, begins = table.get(left + "$"), table.get("^" + right)
        if "\u4e00" <= left <= "\u9fff" and "\u4e00" <= right <= "\u9fff":
            if ends is None or begins is None:
                return _FLOOR
            return max(_FLOOR, (ends + begins) / 2 - 19.0)
        if right in "，。、；：”“》《（）" or left in "，。、；：”“》《（）":
            return -5.0 if (ends if right in "，。、；：”》）" else begins) else -9.0
        return -9.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What shown text [start, end) says; `certain` is False where other readings are as good."""

    start: int
    end: int
    text: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _State:
    at: int  # next shown character
    lead: int  # pending first byte
    text: str
    score: float
    vanished: int


def _bytes_of(shown: str) -> tuple[int, int] | None:
    try:
        pair = shown.encode("gbk")
    except UnicodeEncodeError:
        return None
    return (pair[0], pair[1]) if len(pair) == 2 else None


def _grown(state: _State, at: int, made: str, lead: int, score: Scorer, cost: float) -> _State:
    total = state.score + score(state.text[-1:], made) - cost
    return _State(at, lead, state.text + made, total, state.vanished + (cost > 0))


def _vanished(state: _State, score: Scorer) -> Iterator[_State]:
    """The state with one pair put back that no reader shows."""
    if state.vanished >= 2:
        return
    for lead, trails in _vanishing().items():
        made = character(state.lead, lead)
        if made and "\u4e00" <= made <= "\u9fff":
            for trail in trails:
                yield _grown(state, state.at, made, trail, score, 1.0)


def _ended(shown: str, state: _State, score: Scorer) -> Iterator[_State]:
    """The run ended by the ASCII character at `state.at`: a second byte, or `?` for half of one."""
    here, after = shown[state.at], shown[state.at + 1 : state.at + 2]
    if half := HALF_GLOSS.match(shown, state.at):  # the bracket of a gloss is what went
        for trail in range(0x40, 0xFF):
            if made := character(state.lead, trail):
                ended = _grown(state, half.end(), made, 0, score, 0.0)
                known = 3.0 if made in score.glosses.get(half[1], ()) else -3.0
                follows = shown[half.end() : half.end() + 1]
                yield replace(ended, score=ended.score + known + score(made, follows))
    elif here == "?":
        # Half a character and an ASCII byte below 0x40 went together. That byte may have been a
        # digit: where a number could stand it stays unknown.
        open_end = UNKNOWN if not after or after in _AFTER_DIGITS else ""
        for trail in range(0x81, 0xFF):
            if made := character(state.lead, trail):
                ended = _grown(state, state.at + 1, made, 0, score, 0.0)
                total = ended.score + score(made, after)
                yield replace(ended, text=ended.text + open_end, score=total)
    elif ord(here) >= 0x40 and (made := character(state.lead, ord(here))):
        ended = _grown(state, state.at + 1, made, 0, score, 0.0)
        yield replace(ended, score=ended.score + (score(made, after) if after else -6.0))


def run(shown: str, start: int, leads: Iterable[int], before: str, score: Scorer) -> Reading | None:
    """The best reading of the shifted run that begins at `start` with one of the pending `leads`.

    `before` is what stands before the first character of the run. None where no byte sequence
    shows as this.
    """
    beam = [_State(start, lead, before, 0.0, 0) for lead in leads]
    done: list[_State] = []
    for _ in range(LONGEST):
        following: list[_State] = []
        for rank, state in enumerate(beam):
            if state.at >= len(shown):
                continue
            # Before a `?`, half a character is unknown already: with a pair gone as well,
            # nothing would be left to decide by.
            try_gone = rank < _BEAM_VANISHED and shown[state.at] != "?"
            gone = _vanished(state, score) if try_gone else ()
            for each in (state, *gone):
                here = shown[each.at]
                if here < "\x80":
                    done.extend(_ended(shown, each, score))
                elif (pair := _bytes_of(here)) and (made := character(each.lead, pair[0])):
                    following.append(_grown(each, each.at + 1, made, pair[1], score, 0.0))
        beam = nlargest(_BEAM, following, key=lambda s: s.score)
        done = nlargest(_BEAM, done, key=lambda s: s.score)
        if not beam:
            break
    if not done:
        return None
    best, *rest = sorted(done, key=lambda s: -s.score)
    rival = next((s for s in rest if s.text != best.text), None)
    text = best.text[len(before) :]
    mean = best.score / max(1, len(text))
    clear = rival is None or best.score - rival.score >= _CLEAR
    return Reading(start, best.at, text, clear and mean > _FLOOR + 2.5)
