"""How well one character follows another: a bigram model of the language and the document."""

from __future__ import annotations

import gzip
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from operator import add, itemgetter

from opencc import OpenCC

UNKNOWN = "\ufffd"
_OPEN = -6.0  # beside a lost character
_OTHER = -9.0  # where the model knows nothing
_LONGEST_WORD = 6
_TRIED = 12
_HARDLY = math.exp(-12.0)  # probability of a character that is not tried
_NO_WORD = 4.0  # cost of a character that is no word, as in a name
_ODD = -14.0  # a letter, digit or sign of double width
_RARE = -15.0  # a character that begins or ends no word
_WORD_FOLLOWS = 0.8  # of all words are followed by a word; the others by a mark
_KNOWN = 30.0  # weight of the single character against what is counted beside another
_OWN = 0.6  # weight of the document itself, where it has the left character often
# Weight of what is known with less of the left, for each kind of character that followed it.
_TRUST = (0.0, 8.0, 8.0)
# Logarithm of how often a mark follows a character, and a mark another, about as in news.
_MARKS = {
    "，": -2.8, "。": -3.5, "、": -4.0, "；": -5.5, "：": -5.0, "！": -6.0, "？": -6.0, "“": -4.5,
    "”": -4.5, "《": -5.5, "》": -5.0, "（": -5.0, "）": -5.0, "…": -7.0, "—": -6.0, "·": -6.0,
    "「": -6.0, "」": -6.0, "『": -7.0, "』": -7.0,
}  # fmt: skip
_PAIRS = {
    "。”": -1.0, "。“": -3.0, "，“": -3.0, "：“": -0.7, "，”": -3.0, "！”": -1.0, "？”": -1.0,
    "”。": -2.5, "”，": -2.5, "”、": -3.0, "、“": -2.0, "）。": -2.5, "）、": -2.0, "）“": -3.5,
    "），": -2.5, "》。": -2.5, "》，": -2.5, "》、": -2.5, "、《": -2.5, "《“": -4.0, "”》": -4.0,
    "。（": -4.5, "”（": -4.0, "——": -0.5, "……": -0.5, "；“": -4.0, "”“": -3.0, "》《": -4.0,
}  # fmt: skip
_BY_SCORE = itemgetter(0)
_BY_WORTH = itemgetter(1)
_TELLING = 5  # characters of one script that show a document to be in it
_SCRIPT = 20  # times as often as the other that a document in one script has its characters
_FOREIGN = 6.0  # cost of a character of the other
_UNITS = frozenset("年月日号个亿万千百元多余名人户家亩项公平吨米条座倍台套所时分届批期度岁位张次")


@dataclass(frozen=True, slots=True)
class _Language:
    after: dict[str, dict[str, float]]  # counts of pairs; `^` begins and `$` ends a word
    left: dict[str, float]  # how often a character stands anywhere
    words: float


@dataclass(frozen=True, slots=True)
class _News:
    after: dict[str, dict[str, int]]  # counts of pairs of characters in newspaper text
    threes: dict[str, int]
    seen: dict[str, int]  # how often one or two characters were followed by another
    trust: dict[str, float]  # weight of what is known without them


def _table(name: str) -> Iterator[tuple[str, float]]:
    packed = resources.files("transform.data").joinpath(name).read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        row, tenths = line.split("\t")
        yield row, int(tenths) / 10


@cache
def _language() -> _Language:
    after: dict[str, dict[str, float]] = {}
    for pair, count in _table("bigrams.tsv.gz"):
        after.setdefault(pair[0], {})[pair[1]] = math.exp(count)
    total = {left: sum(counts.values()) for left, counts in after.items()}
    return _Language(after, total, total.pop("^"))


@cache
def _news() -> _News:
    packed = resources.files("transform.data").joinpath("news.tsv.gz").read_bytes()
    after: dict[str, dict[str, int]] = {}
    threes: dict[str, int] = {}
    seen: dict[str, int] = {}
    kinds: dict[str, int] = {}
    for line in gzip.decompress(packed).decode().splitlines():
        row, _, digits = line.rpartition("\t")
        left, count = row[:-1], int(digits)
        if len(left) == 1:
            after.setdefault(left, {})[row[1]] = count
        else:
            threes[row] = count
        seen[left] = seen.get(left, 0) + count
        kinds[left] = kinds.get(left, 0) + 1
    trust = {left: _TRUST[len(left)] * kind for left, kind in kinds.items()}
    return _News(after, threes, seen, trust)


@cache
def simple_forms() -> dict[str, str]:
    """The simplified form of each character that has another."""
    convert = OpenCC("t2s").convert
    every = map(chr, range(0x4E00, 0x9FA6))
    return {c: s for c in every if (s := convert(c)) != c and len(s) == 1}


@cache
def _simplified_only() -> frozenset[str]:
    """The characters that traditional script does not use: Big5 has none of them."""
    return frozenset(c for c in simple_forms().values() if not c.encode("big5", "ignore"))


def foreign_to(document: str) -> frozenset[str]:
    """The characters of the other script, where a document is in one."""
    counts = Counter(document)
    traditional, simplified = (
        sum(counts[c] for c in counts.keys() & script)
        for script in (simple_forms().keys(), _simplified_only())
    )
    if traditional >= max(_TELLING, _SCRIPT * simplified):
        return _simplified_only()
    if simplified >= max(_TELLING, _SCRIPT * traditional):
        return frozenset(simple_forms())
    return frozenset()


def common(character: str) -> float:
    """How often a character stands in sixty million words."""
    return _language().left.get(simple_forms().get(character, character), 0.0)


class Scorer(dict[tuple[str, str], float]):
    """How well a character follows another, in this document and in the language.

    `scorer[left, right]` is the logarithm of the probability that `right` follows; `left` holds up
    to two characters. Kept once asked for.
    """

    def __init__(self, document: str) -> None:
        super().__init__()
        self._pairs = Counter(map(add, document, document[1:]))
        self._left = Counter(document)
        self._foreign = foreign_to(document)
        self._ranked: dict[tuple[str, Group, int], list[tuple[float, str]]] = {}
        self._next: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for pair, count in self._pairs.items():
            self._next[pair[0]][pair[1]] = count
        if UNKNOWN in self._left:
            self._next.pop(UNKNOWN, None)
            for following in self._next.values():
                following.pop(UNKNOWN, None)

    def __missing__(self, key: tuple[str, str]) -> float:
        left, right = key
        worth = _general(left, right)
        own = self._next.get(left[-1:])
        if own and right in own:
            worth = math.log(self._share(left[-1]) * own[right] + math.exp(worth))
        elif right in self._foreign:
            worth -= _FOREIGN
        self[key] = worth
        return worth

    def likely(self, left: str, group: Group, most: int = _TRIED) -> list[tuple[float, str]]:
        """Those of a group that are likeliest behind up to two characters, the best first.

        Each with the logarithm of its probability. Those that follow the last here are among them.
        """
        found = self._ranked.get((left, group, most))
        if found is None:
            found = self._ranked[left, group, most] = self._rank(left, group, most)
        return found

    def _rank(self, left: str, group: Group, most: int) -> list[tuple[float, str]]:
        last = left[-1:]
        found = likeliest(last, group, most)
        own = self._next.get(last)
        if own and (more := (own.keys() & group.every).difference([c for c, _ in found])):
            found = (*found, *[(c, math.exp(_general(last, c))) for c in sorted(more)])
        log = math.log
        if own:
            share = self._share(last)
            ranked = [(log(p + share * own.get(c, 0)), c) for c, p in _with_two(left, found)]
        else:
            ranked = [(log(p), c) for c, p in _with_two(left, found)]
        if not self._foreign.isdisjoint([c for _, c in ranked]):
            ranked = [(s - _FOREIGN if c in self._foreign else s, c) for s, c in ranked]
        ranked.sort(key=_BY_SCORE, reverse=True)
        return ranked

    def _share(self, left: str) -> float:
        """What a pair of characters that is here once says of what follows the first."""
        return _OWN / (self._left[left] + 1)

    def as_words(self, text: str) -> float:
        """Logarithm of the probability of a text as a row of words, divided in the likeliest way.

        What the document says more than once counts as known, as a name does.
        """
        words, simple = _vocabulary(), "".join([simple_forms().get(c, c) for c in text])
        best = [0.0]
        for end, character in enumerate(simple, start=1):
            alone = _alone(simple[end - 2 : end - 1] if end > 1 else "", character)
            if end > 1 and self._pairs.get(text[end - 2 : end], 0) > 1:
                alone = max(alone, self[text[end - 2], text[end - 1]])
            score = best[end - 1] + alone
            for start in range(max(0, end - _LONGEST_WORD), end - 1):
                known = words.get(simple[start:end])
                if known is not None and best[start] + known > score:
                    score = best[start] + known
            best.append(score)
        return best[-1]


class Group:
    """Characters of which one is sought."""

    __slots__ = ("every", "han", "others")

    def __init__(self, characters: Iterable[str]) -> None:
        self.every = frozenset(characters)
        self.han = [_row(c) for c in sorted(self.every) if _is_han(c)]
        self.others = [c for c in sorted(self.every) if not _is_han(c)]


@cache
def _row(character: str) -> tuple[str, str, float, float]:
    """A character, simplified, and its shares of the beginnings of words and of all."""
    model, simple = _language(), simple_forms().get(character, character)
    begins = model.after["^"].get(simple, 0.0) / model.words
    return character, simple, begins, model.left.get(simple, 0.0) / model.words / 2


@lru_cache(maxsize=100_000)
def likeliest(left: str, group: Group, most: int = 1) -> tuple[tuple[str, float], ...]:
    """The likeliest of a group behind a character with their probabilities, the best first.

    The same as `_behind_one` says, in one loop for all.
    """
    if not left or left == UNKNOWN:
        return tuple([(c, math.exp(_OPEN)) for c in sorted(group.every)[:most]])
    left = simple_forms().get(left, left)
    if not _is_han(left):
        found = [(c, _behind_one(left, simple)) for c, simple, _, _ in group.han]
    else:
        model, news = _language(), _news()
        words = model.after.get(left, {}).get
        printed = news.after.get(left, {}).get
        seen, trust = news.seen.get(left, 0), news.trust.get(left, 1.0)
        unseen = trust / (seen + trust) / (model.left.get(left, 0.0) + _KNOWN)
        ends = _WORD_FOLLOWS * words("$", 0.0)
        found = [
            (
                c,
                printed(simple, 0) / (seen + trust)
                + unseen * (words(simple, 0.0) + ends * begins + _KNOWN * alone),
            )
            for c, simple, begins, alone in group.han
        ]
    found += [(c, _behind_one(left, c)) for c in group.others]
    found = [one for one in found if one[1] > _HARDLY]
    found.sort(key=_BY_WORTH, reverse=True)
    return tuple(found[:most])


def _with_two(left: str, found: Sequence[tuple[str, float]]) -> Sequence[tuple[str, float]]:
    """Probabilities behind a character, made those behind the two of `left`."""
    if len(left) < 2 or UNKNOWN in left:
        return found
    simple, news = simple_forms().get, _news()
    left = simple(left[0], left[0]) + simple(left[1], left[1])
    if (seen := news.seen.get(left)) is None:
        return found
    trust, threes = news.trust[left], news.threes.get
    every = seen + trust
    return [(c, (threes(left + simple(c, c), 0) + trust * p) / every) for c, p in found]


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


@lru_cache(maxsize=200_000)
def _general(left: str, right: str) -> float:
    if not left or UNKNOWN in (left[-1], right):
        return _OPEN
    simple = simple_forms().get
    one = _behind_one(simple(left[-1], left[-1]), simple(right, right))
    return math.log(_with_two(left, ((right, one),))[0][1])


@lru_cache(maxsize=200_000)
def _behind_one(left: str, right: str) -> float:
    """The probability of a character behind another."""
    by_words, news = math.exp(_by_words(left, right)), _news()
    if (seen := news.seen.get(left)) is None:
        return by_words
    trust = news.trust[left]
    return (news.after[left].get(right, 0) + trust * by_words) / (seen + trust)


def _by_words(left: str, right: str) -> float:
    """Logarithm of the probability by what words of a dictionary say."""
    model = _language()
    han_left, han_right = _is_han(left), _is_han(right)
    after = model.after.get(left, {})
    ends = after.get("$", 0.0)
    begins = model.after["^"].get(right, 0.0) / model.words
    if han_left and han_right:
        alone = model.left.get(right, 0.0) / model.words / 2
        within = after.get(right, 0.0)
        met = within + _WORD_FOLLOWS * ends * begins + _KNOWN * alone
        return max(_RARE, math.log(met / (model.left.get(left, 0.0) + _KNOWN) + 1e-9))
    if left in _MARKS and right in _MARKS:
        return _PAIRS.get(left + right, -8.0)
    if right in _MARKS:
        share = (ends + 1) / (model.left.get(left, 0.0) + _KNOWN) if han_left else 0.5
        return _MARKS[right] + math.log(share)
    if han_right and left in _MARKS:
        return max(_RARE, math.log(begins + 1e-9))
    if left.isdigit() and left.isascii():
        if right.isdigit() or right in ".%":
            return -2.0
        return -3.5 if right in _UNITS else _OTHER
    if right.isdigit() and right.isascii():
        return -5.0 if han_left or left in _MARKS else _OTHER
    plain = (left < "\x80" or han_left) and (right < "\x80" or han_right)
    return _OTHER if plain else _ODD


@cache
def _vocabulary() -> dict[str, float]:
    """Logarithm of the probability of each word."""
    total = math.log(_language().words)
    return {word: count - total for word, count in _table("vocabulary.tsv.gz")}


@lru_cache(maxsize=100_000)
def _alone(left: str, character: str) -> float:
    """The worth of a character that is no part of a longer word."""
    if character == UNKNOWN:
        return _OPEN
    if character in _MARKS:
        return _PAIRS.get(left + character, -8.0) if left in _MARKS else _MARKS[character]
    if "\u3400" <= character <= "\u9fff":
        word = _vocabulary().get(character, _RARE)
        anywhere = math.log((_language().left.get(character, 0.0) + 1) / _language().words)
        return max(word, anywhere - _NO_WORD)
    return _general(left, character)
