"""An article cut into units and clauses, with all its mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from transform.facts import seasons
from transform.mentions import date, measure, money, organisation, place, quantity, stage
from transform.records import Evidence, Mention


def _ends(stops: str) -> str:
    """Any of the stops in a row, with the quotation mark that closes there, or a line's end.

    A ? before a digit stands for a lost character, not for a question.
    """
    one = rf"(?:[{stops}]|[？?](?!\d))"
    return rf"(?:(?<=\n)|(?:(?<=[{stops}])|(?<=[？?])(?!\d)){one}*[”’」]?)"


# Each pattern begins with a plain set of characters, to which `re` skips without trying: three
# times as fast as alternatives tried at every character.
_UNIT_END = re.compile(rf"[。！；;!？?\n]{_ends('。！；;!')}")
_SENTENCE_END = re.compile(rf"[。！!？?\n]{_ends('。！!')}")
_COMMA = r"(?:(?<=[，,、：:])(?!\d{3}\b)|(?<=—)—)"
_CLAUSE_END = re.compile(rf"[，,、：:—]{_COMMA}")
_ANY_END = re.compile(rf"[。！；;!？?\n，,、：:—](?:{_COMMA}|{_ends('。！；;!')})")


class Span(NamedTuple):
    """A stretch of the text."""

    start: int
    end: int

    def holds(self, mention: Mention) -> bool:
        """Whether a mention lies inside."""
        return self.start <= mention.start and mention.end <= self.end


def cut(text: str, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> list[Span]:
    """The stretches of text[start:end] between matches of `pattern`, ends included, no blanks."""
    stop = len(text) if end is None else end
    ends = [match.end() for match in pattern.finditer(text, start, stop)]
    bounds = pairwise([start, *ends, stop])
    return [Span(a, b) for a, b in bounds if a < b and not text[a:b].isspace()]


@dataclass(frozen=True, slots=True)
class Scan:
    """The text with its units (up to 。or；), sentences and mentions, all in reading order."""

    text: str
    published: str | None
    has_title: bool
    units: list[Span]
    sentences: list[Span]
    money: list[Mention]
    quantities: list[Mention]
    dates: list[Mention]
    places: list[Mention]
    organisations: list[Mention]
    stages: list[Mention]
    all_clauses: list[Span]  # of all units

    def clauses(self, span: Span) -> list[Span]:
        """The clauses of a span, cut at commas and colons."""
        first = bisect_left(self.all_clauses, (span.start, 0))
        last = bisect_left(self.all_clauses, (span.end, 0), first)
        found = self.all_clauses[first:last]
        whole = found and found[0].start == span.start and found[-1].end == span.end
        if whole and span.end <= self.unit_at(span.start).end:
            return found
        return cut(self.text, _CLAUSE_END, span.start, span.end)

    def clause_at(self, at: int) -> Span:
        """The clause around an offset."""
        return _around(self.all_clauses, at)

    def unit_at(self, at: int) -> Span:
        """The unit around an offset."""
        return _around(self.units, at)

    def sentence_at(self, at: int) -> Span:
        """The sentence around an offset."""
        return _around(self.sentences, at)

    def paragraph_start(self, at: int) -> int:
        """Where the paragraph around an offset begins."""
        return self.text.rfind("\n", 0, at) + 1

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Evidence that quotes text[start:end]."""
        while end > start and self.text[end - 1] in " \n，,。；;、":
            end -= 1
        sentence = self.sentence_at(start)
        return Evidence(
            start, end, self.text[start:end], sentence.start, max(end, sentence.end), rule
        )


def within(mentions: list[Mention], span: Span) -> list[Mention]:
    """The mentions, given in reading order, that lie inside a span."""
    start, end = span
    if len(mentions) > _FEW:
        first = bisect_left(mentions, start, key=_START)
        mentions = mentions[first : bisect_left(mentions, end, first, key=_START)]
    return [m for m in mentions if start <= m.start and m.end <= end]


_START = attrgetter("start")
_FEW = 12  # so many are looked through as fast as halved


def _around(spans: list[Span], at: int) -> Span:
    number = bisect_right(spans, (at, _FAR))
    return spans[number - 1 if number else 0]


_FAR = 1 << 60


def scan(text: str, published: str | None, has_title: bool) -> Scan:
    """The text cut and all its mentions found."""
    places = place.find(text)
    measures = measure.scan(text)
    units = cut(text, _UNIT_END)
    named = {p.start for p in places}  # 五家渠市 is no five of anything
    parted = "；" in text or ";" in text
    return Scan(
        text=text,
        published=published,
        has_title=has_title,
        units=units,
        sentences=cut(text, _SENTENCE_END) if parted else units,
        money=money.find(text, measures),
        quantities=[q for q in quantity.find(text, measures) if q.start not in named],
        dates=seasons.merged(date.find(text, published), seasons.find(text, published)),
        places=places,
        organisations=organisation.find(text, places),
        stages=stage.find(text),
        all_clauses=cut(text, _ANY_END),
    )
