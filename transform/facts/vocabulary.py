"""The word tables of programme statistics (data/statistics.toml), compiled once.

A `Words` finds its words in a text, the longest where several begin together, and tells the kind
each one stands for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from transform.mentions.lookup import Lookup


class Word(NamedTuple):
    """A word found: where it stands, what it is and which kind it stands for."""

    start: int
    end: int
    text: str
    kind: str


class Words:
    """Words of several kinds as one pattern."""

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        self._kinds = {word: kind for kind, words in kinds.items() for word in words}
        longest_first = sorted(self._kinds, key=len, reverse=True)
        forms = (_GUARDED.get(word, re.escape(word)) for word in longest_first)
        self._pattern = re.compile("|".join(forms))

    def first(self, text: str, start: int = 0) -> Word | None:
        """The first word at or after `start`."""
        match = self._pattern.search(text, start)
        return self._word(match) if match else None

    def last(self, text: str, end: int | None = None) -> Word | None:
        """The last word that ends at or before `end`."""
        match = None
        for found in self._pattern.finditer(text, 0, len(text) if end is None else end):
            match = found
        return self._word(match) if match else None

    def at(self, text: str, start: int) -> Word | None:
        """The word that begins at `start`."""
        match = self._pattern.match(text, start)
        return self._word(match) if match else None

    def all(self, text: str) -> list[Word]:
        """All words in order, not overlapping."""
        return [self._word(m) for m in self._pattern.finditer(text)]

    def inside(self, text: str) -> bool:
        """Whether any word stands in the text."""
        return self._pattern.search(text) is not None

    def _word(self, match: re.Match[str]) -> Word:
        return Word(match.start(), match.end(), match[0], self._kinds[match[0]])


# 新疆生产建设兵团 builds nothing by its name; 不停工项目 go on.
_GUARDED = {
    "建设": "建设(?!兵团)",
    "停工": "(?<!不)停工",
    "规模": "规模(?!以上)",
    "就业": "(?<![未待])就业",
}


class Vocabulary(NamedTuple):
    """All tables of data/statistics.toml."""

    nouns: Words  # project, company, person, job, event, party_of_event
    noun_units: dict[str, frozenset[str]]
    actions: Words  # metric of projects
    money: Words  # metric of a sum; "plain" where only the context tells
    aid: Words
    never_money: Words
    ratio: Words  # growth, rate, share, done
    never_ratio: Words
    measures: dict[str, Words]  # dimension -> what is measured
    deeds: dict[str, Words]  # people, company, make
    topic: Lookup  # what articles about aid, investment or industry speak of
    topic_outright: Lookup  # what only they speak of
    scope: dict[str, Words]
    time: dict[str, Words]


@cache
def vocabulary() -> Vocabulary:
    """The tables, read once."""
    raw = (files("transform.facts") / "data" / "statistics.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(raw)
    money = table["money"]
    ratio = table["ratio"]
    plain = money["plain"]
    sums = {metric: words for metric, words in money.items() if isinstance(words, list)}
    return Vocabulary(
        nouns=Words({kind: noun["words"] for kind, noun in reversed(table["nouns"].items())}),
        noun_units={kind: frozenset(noun["units"]) for kind, noun in table["nouns"].items()},
        actions=Words(table["actions"]),
        money=Words({"plain": plain["words"], **sums}),
        aid=Words({"aid": plain["aid"]}),
        never_money=Words({"never": money["never"]["words"]}),
        ratio=Words({kind: words for kind, words in ratio.items() if kind != "never"}),
        never_ratio=Words({"never": ratio["never"]}),
        measures=_each(table["measures"]),
        deeds=_each(table["deeds"]),
        topic=Lookup(table["scope"]["topic"]),
        topic_outright=Lookup(table["scope"]["topic_outright"]),
        scope=_each(table["scope"]),
        time=_each(table["time"]),
    )


def _each(table: Mapping[str, list[str]]) -> dict[str, Words]:
    return {kind: Words({kind: words}) for kind, words in table.items()}
