"""An article cut into units and clauses, with all its mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial, wraps
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from transform.facts import day_rows, seasons
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
_SENTENCE_END = re.compile(rf"[。！!？?\n]{_ends('。！!')}")
_COMMA = r"(?:(?<=[，,、：:])(?!\d{3}\b)|(?<=—)—)"
_COMMAS = "，,、：:—"  # behind one a clause ends, and its unit goes on
_LINE_END = re.compile("\n")
_CLAUSE_END = re.compile(rf"[{_COMMAS}]{_COMMA}")
_ANY_END = re.compile(rf"[。！；;!？?\n{_COMMAS}](?:{_COMMA}|{_ends('。！；;!')})")


class Span(NamedTuple):
    """A stretch of the text."""

    start: int
    end: int

    def holds(self, mention: Mention) -> bool:
        """Whether a mention lies inside."""
        return self.start <= mention.start and mention.end <= self.end


_span = partial(tuple.__new__, Span)  # of a pair; half the time of Span(start, end)


def cut(text: str, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> list[Span]:
    """The stretches of text[start:end] between matches of `pattern`, ends included, no blanks."""
    stop = len(text) if end is None else end
    ends = [match.end() for match in pattern.finditer(text, start, stop)]
    bounds = pairwise([start, *ends, stop])
    return list(map(_span, [(a, b) for a, b in bounds if a < b and not text[a:b].isspace()]))


class Cut(NamedTuple):
    """Stretches of a text in reading order by where each starts and ends: few are asked for."""

    starts: list[int]
    ends: list[int]

    def around(self, at: int) -> Span:
        """The last that starts at or before an offset, else the first."""
        number = max(0, bisect_right(self.starts, at) - 1)
        return Span(self.starts[number], self.ends[number])

    def spans(self, first: int = 0, stop: int | None = None) -> list[Span]:
        """Those with the numbers first to stop, else all."""
        return list(map(_span, zip(self.starts[first:stop], self.ends[first:stop], strict=True)))


def _cut_twice(text: str) -> tuple[Cut, Cut]:
    """The units of a text and all their clauses."""
    ends = [match.end() for match in _ANY_END.finditer(text)]
    of_units = [end for end in ends if text[end - 1] not in _COMMAS]
    lines = [match.end() for match in _LINE_END.finditer(text)]
    return _between(text, of_units, lines), _between(text, ends, lines)


def _between(text: str, ends: list[int], lines: list[int]) -> Cut:
    """The stretches of a text between `ends`, no blanks: those end with a line or with the text."""
    last = len(text)
    starts = [0, *ends]
    ends = [*ends, last]
    if starts[-1] == last:  # nothing is left behind the last end
        starts.pop(), ends.pop()
    for end in (last, *reversed(lines)):
        number = bisect_left(ends, end)
        if number < len(ends) and text[starts[number] : ends[number]].isspace():
            del starts[number], ends[number]
    return Cut(starts, ends)


T = TypeVar("T", bound=Span | Mention)
A = TypeVar("A")


class InOrder(list[T]):
    """Spans or mentions in reading order, never changed, with where each starts."""

    __slots__ = ("starts",)

    def __init__(self, found: Iterable[T]) -> None:
        super().__init__(found)
        self.starts = [each.start for each in self]

    def around(self, at: int) -> T:
        """The last that starts at or before an offset, else the first."""
        number = bisect_right(self.starts, at)
        return self[number - 1 if number else 0]


@dataclass(slots=True)
class Scan:
    """The text with its units (up to 。or；), sentences and mentions, all in reading order."""

    text: str
    published: str | None
    title_end: int  # the line break behind the title, -1 where there is none
    units: InOrder[Span]
    sentences: InOrder[Span]
    money: InOrder[Mention]
    quantities: InOrder[Mention]
    dates: InOrder[Mention]
    places: InOrder[Mention]
    outside: InOrder[Mention]  # of the places, those of other provinces
    organisations: InOrder[Mention]
    companies: InOrder[Mention]  # of the organisations
    stages: InOrder[Mention]
    all_clauses: Cut  # of all units
    answers: dict[Callable[..., Any], Any] = field(default_factory=dict)  # see `kept`

    def clauses(self, span: Span) -> list[Span]:
        """The clauses of a span, cut at commas and colons."""
        start, end = span
        starts, ends = self.all_clauses
        first = bisect_left(starts, start)
        stop = bisect_left(starts, end, first)
        whole = first < stop and starts[first] == start and ends[stop - 1] == end
        if whole and end <= self.units.around(start).end:
            return self.all_clauses.spans(first, stop)
        return cut(self.text, _CLAUSE_END, start, end)

    def clause_starts(self, unit: Span) -> list[int]:
        """Where the clauses of a unit start."""
        starts = self.all_clauses.starts
        first = bisect_left(starts, unit.start)
        return starts[first : bisect_left(starts, unit.end, first)]

    def clause_at(self, at: int) -> Span:
        """The clause around an offset."""
        return self.all_clauses.around(at)

    def unit_at(self, at: int) -> Span:
        """The unit around an offset."""
        return self.units.around(at)

    def sentence_at(self, at: int) -> Span:
        """The sentence around an offset."""
        return self.sentences.around(at)

    def paragraph_start(self, at: int) -> int:
        """Where the paragraph around an offset begins."""
        return self.text.rfind("\n", 0, at) + 1

    def part_start(self, start: int, at: int) -> int:
        """Where the part of text[start:at] begins that no ；ends."""
        return max(start, self.text.rfind("；", start, at), self.text.rfind(";", start, at))

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Evidence that quotes text[start:end]."""
        while end > start and self.text[end - 1] in " \n，,。；;、":
            end -= 1
        sentence = self.sentence_at(start)
        return Evidence(
            start, end, self.text[start:end], sentence.start, max(end, sentence.end), rule
        )


def kept(ask: Callable[[Scan], A]) -> Callable[[Scan], A]:
    """The function, its answer kept with the scan: found once an article, gone with it."""

    @wraps(ask)
    def answer(scan: Scan) -> A:
        try:
            found: A = scan.answers[ask]
        except KeyError:
            found = scan.answers[ask] = ask(scan)
        return found

    return answer


def within(mentions: InOrder[Mention], span: tuple[int, int]) -> list[Mention]:
    """The mentions that lie inside a span."""
    start, end = span
    starts = mentions.starts
    first = bisect_left(starts, start)
    if first == len(starts) or starts[first] >= end:
        return []
    return [m for m in mentions[first : bisect_left(starts, end, first)] if m.end <= end]


def scan(text: str, published: str | None, has_title: bool) -> Scan:
    """The text cut and all its mentions found."""
    places = place.find(text)
    measures = measure.scan(text)
    of_units, clauses = _cut_twice(text)
    units = InOrder(of_units.spans())
    organisations = InOrder(organisation.find(text, places))
    named = {p.start for p in places}  # 五家渠市 is no five of anything
    parted = "；" in text or ";" in text
    return Scan(
        text=text,
        published=published,
        title_end=text.find("\n") if has_title else -1,
        units=units,
        sentences=InOrder(cut(text, _SENTENCE_END)) if parted else units,
        money=InOrder(money.find(text, measures)),
        quantities=InOrder([q for q in quantity.find(text, measures) if q.start not in named]),
        dates=InOrder(_dates(text, published)),
        places=InOrder(places),
        outside=InOrder([p for p in places if p.code and not p.code.startswith("65")]),
        organisations=organisations,
        companies=InOrder([o for o in organisations if o.code == "company"]),
        stages=InOrder(stage.find(text)),
        all_clauses=clauses,
    )


def _dates(text: str, published: str | None) -> list[Mention]:
    found = day_rows.joined(text, date.find(text, published))
    return seasons.merged(found, seasons.find(text, published))
