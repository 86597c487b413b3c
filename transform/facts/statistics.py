"""Figures about many projects or a programme: counts, sums and shares with their period.

What is a statistic, and what is not
- A count of projects, companies, events, visitors, jobs; a sum signed, in place, spent or made; an
  area, a yield, a share or a growth told of a programme, a region, an aid team, a park or a ceremony.
- Not the amounts of one project, nor its jobs and visitors; not what a company says of itself
  (capital, turnover, staff); not what one person earns, runs or grows; not prices, thresholds
  (亿元以上项目29个 is a count of 29) and rules for applicants.
- Projects, companies and events counted are always of many, also in a stretch about one project (a
  park counts the companies in it); sums, people and measures there belong to the project.
- Other figures need a programme around them: a period, an actor, a word such as 累计 or 全县, or a
  statistic before them in the sentence; and the article must speak of aid, investment or projects.

How it is read: figures.py finds the figures and their words, metrics.py what is counted, periods.py
the time, actors.py the region and the body. Words are in data/statistics.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from operator import attrgetter
from typing import cast

from extract.records import key_of
from transform.facts import actors, metrics
from transform.facts.confidence import of_statistic
from transform.facts.figures import Figure, figures
from transform.facts.period_settings import Period
from transform.facts.periods import Clock
from transform.facts.programme import ALWAYS, SUBJECT, Reader, is_programme
from transform.facts.scan import InOrder, Scan, Span
from transform.facts.summary import on_topic
from transform.facts.sums import Reading, Said
from transform.facts.vocabulary import vocabulary
from transform.records import Mention, Metric, ProgrammeStatistic, Status

_AT_EVENTS = {"projects_signed", "projects_started", "companies"}
_EVENT_DEED = re.compile(
    r"(?:此次|本次|这次|这批)[^，。；\d]{0,10}?(签约|开工|竣工|投产)(?:的)?项目"
)
_WILL = re.compile(r"(?:将|可望|有望)[^，。；]{0,4}$|[投达建并]\w{1,2}后[^，。；]*$")
_AIM = re.compile(r"(?:元|个|人)?的?(?:目标|任务)")
_EVIDENCE = 90  # characters that a quote may have


def statistics(
    scan: Scan, version_id: str, spans: list[Span], rules: set[tuple[int, int]]
) -> list[ProgrammeStatistic]:
    """The statistics of an article, each value once a period.

    `spans` are the stretches that speak of no one project, `rules` the spans of sums that are
    amounts of a project already.
    """
    if not on_topic(scan.text):
        return []
    cast = actors.Cast(scan)
    reader = Reader(scan, version_id, InOrder(sorted(spans)), rules, Clock(scan), cast)
    mentions = InOrder(sorted((*scan.money, *scan.quantities), key=attrgetter("start")))
    starts = mentions.starts
    title_end = scan.title_end
    for sentence in scan.sentences:
        if sentence.start <= title_end:
            continue
        low, high = bisect_right(starts, sentence.start - 1), bisect_right(starts, sentence.end - 1)
        _sentence(reader, sentence, mentions[low:high])
    if title_end > 0:
        high = bisect_right(starts, title_end - 1)
        _title(reader, Span(0, title_end), mentions[:high])
    return _once(reader.found)


def _title(reader: Reader, title: Span, mentions: list[Mention]) -> None:
    """What only the title counts; its day is the event's that the text tells of."""
    told = {(s.metric, s.value) for s in reader.found} | {(s.unit, s.value) for s in reader.found}
    text, reader.found = reader.found, []
    _sentence(reader, title, mentions)
    event = reader.clock.event
    for item in reader.found:
        if item.metric not in ALWAYS - {"projects_implemented"} or told & {
            (item.metric, item.value),
            (item.unit, item.value),
        }:
            continue
        if event is not None and not item.period_start and item.metric in _AT_EVENTS:
            item = replace(item, period_start=event.start, period_end=event.end)  # noqa: PLW2901
        text.append(item)
    reader.found = text


def _sentence(reader: Reader, sentence: Span, mentions: list[Mention]) -> None:
    scan = reader.scan
    paragraph = scan.paragraph_start(sentence.start)
    reader.clock.enter(sentence, paragraph, not reader.is_free(sentence.start))
    reader.cast.enter(sentence, paragraph)
    if paragraph != reader.paragraph and not scan.text.startswith("其中", paragraph):
        reader.paragraph, reader.action_before, reader.sum_before = paragraph, None, None
    words = scan.text[sentence.start : sentence.end]
    before, reader.before = reader.before, words
    if deed := _EVENT_DEED.search(words):
        # 此次代表团签约项目涵盖三类产业。其中，50亿元以上项目12个
        kind = vocabulary().actions.first(deed[1])
        reader.action_before = cast(Metric, kind.kind) if kind else reader.action_before
    if not mentions:
        return
    said = Said(
        aid=reader.cast.aids(),
        region=reader.cast.region_leads(),
        action_before=reader.action_before,
        sum_before=reader.sum_before,
        before=before,
    )
    reader.planned = reader.own = reader.personal = False
    heard = sentence.start
    unread: list[Span] = []  # the clauses of figures that told nothing
    position = 0
    for figure in figures(scan, sentence, mentions):
        if (figure.mention.start, figure.mention.end) in reader.used or not figure.value:
            continue
        reading = metrics.read(figure, said, words)
        if reading is None:
            unread.append(figure.clause)
            continue
        if not reader.personal:
            upto = scan.text[heard : figure.clause.end]
            reader.personal = vocabulary().scope["personal"].inside(upto)
        reader.own = reader.own or any(SUBJECT.match(scan.text[c.start : c.end]) for c in unread)
        unread.clear()
        _hear(reader, scan.text[heard : figure.mention.start], figure)
        heard = figure.mention.start
        position = position + 1 if figure.joined else 0
        fresh = reader.cast.is_new_subject(figure.mention.start)
        period = reader.clock.at(figure, position=position, fresh=fresh)
        if not is_programme(reader, figure, reading, said, period):
            continue
        period = _summed(reader, figure, reading, said, period)
        said.add(figure, reading)
        reader.found += _ends(_made(reader, figure, reading, period, position), figure)
    if said.readings:
        sums = [r for _, r in said.readings if r.kind == "money"]
        reader.action_before = said.action or reader.action_before
        reader.sum_before = sums[-1] if sums else None


# --- modality, accumulation -------------------------------------------------------------------------


def _hear(reader: Reader, between: str, figure: Figure) -> None:
    """Goes on with the words up to a figure: a plan holds until words of the past end it."""
    scope = vocabulary().scope
    reader.sum_planned = False
    if "；" in between or ";" in between:
        reader.planned = reader.own = False
    left = figure.lead if len(figure.lead) > len(between) else between
    plan = scope["planned"].last(left)
    past = scope["actual"].last(figure.left)
    sum_of = plan is not None and left.startswith(("总投资", "投资", "完成投资"), plan.end)
    if sum_of and plan is not None and plan.text == "计划" and not reader.planned:
        reader.sum_planned = True  # 计划总投资9亿元 tells of the sum only
    elif plan is not None and not scope["not_planned"].inside(left[max(0, plan.start - 4) :]):
        reader.planned = True
        if past and past.text == "已" and plan.end < len(left) - len(figure.left):
            reader.planned = False
    elif past is not None and past.text in ("已", "截至", "实际", "目前", "累计"):
        reader.planned = False


def _summed(reader: Reader, figure: Figure, reading: Reading, said: Said, period: Period) -> Period:
    """A sum over all years (累计573.2亿) after the same metric's figure of one year has no period."""
    if period.kind != "year" or not _cumulates(figure):
        return period
    same = any(r.metric == reading.metric for f, r in said.readings if f is not figure)
    if same:
        return Period(None, None, None, "none")
    return period


def _cumulates(figure: Figure) -> bool:
    return vocabulary().scope["cumulative"].inside(figure.left)


# --- the record -------------------------------------------------------------------------------------


def _made(
    reader: Reader, figure: Figure, reading: Reading, period: Period, position: int
) -> ProgrammeStatistic:
    mention = figure.mention
    planned = (
        reader.planned
        or reader.sum_planned
        or _WILL.search(figure.lead)
        or _AIM.match(figure.right)
    )
    status: Status = "planned" if planned else "actual"
    region = reader.cast.region(figure, reading.metric, position)
    actor = reader.cast.actor(figure, reading.metric, period)
    start, end = _quote(reader, figure, period)
    where = region.name if region else None
    key = (str(figure.value), reading.unit, period.start, period.end, where)
    return ProgrammeStatistic(
        statistic_id=key_of(reader.version_id, reading.metric, *key),
        version_id=reader.version_id,
        metric=reading.metric,
        value=figure.value,
        unit=reading.unit,
        bound=mention.bound or "exact",
        status=status,
        period_start=period.start,
        period_end=period.end,
        period_words=period.words,
        cumulative=_cumulative(figure, period),
        region=where,
        adcode=region.code if region else None,
        actor=actor,
        evidence=reader.scan.evidence(start, end, f"statistic.{reading.metric}"),
        confidence=_confidence(reader, figure, reading, period),
    )


def _ends(made: ProgrammeStatistic, figure: Figure) -> list[ProgrammeStatistic]:
    """The two ends of a range of money (3至5亿元), else the one value."""
    high = figure.mention.value_high
    if high is None or figure.dimension != "money" or high <= made.value:
        return [made]
    key = key_of(made.statistic_id, "at_most")
    return [
        replace(made, bound="at_least"),
        replace(made, statistic_id=key, value=high, bound="at_most"),
    ]


def _cumulative(figure: Figure, period: Period) -> bool | None:
    if _cumulates(figure):
        return True
    if period.kind in ("year", "day", "month", "list"):
        return False
    return None


def _quote(reader: Reader, figure: Figure, period: Period) -> tuple[int, int]:
    """From the clause that tells the period to the figure's clause, where that is no long way."""
    end = max(figure.clause.end, figure.mention.end)
    start = figure.clause.start
    text = reader.scan.text
    if period.words:
        at = text.rfind(period.words, figure.sentence.start, figure.mention.start)
        if 0 <= at < start and end - at <= _EVIDENCE:
            start = at
    return start, end


def _confidence(reader: Reader, figure: Figure, reading: Reading, period: Period) -> float:
    """How sure it is that a statistic is right, its period included."""
    return of_statistic(
        dated=bool(period.start or period.end),
        told=reading.told,
        free=reader.is_free(figure.mention.start),
    )


_THEY_ARE = re.compile(r"\d个[^，。]{0,10}项目(?:分别|全部|均|都)[是为]")


def _once(found: list[ProgrammeStatistic]) -> list[ProgrammeStatistic]:
    """Each value once: told again, the telling with a period stands for both."""
    kept: dict[tuple[object, ...], ProgrammeStatistic] = {}
    counted: set[float] = set()  # 3个项目开工。3个项目分别是…: the same three
    for item in found:
        if item.unit == "project":
            if item.value in counted and _THEY_ARE.search(item.evidence.quote):
                continue
            counted.add(item.value)
        key = (item.metric, item.value, item.unit, item.period_start, item.period_end)
        kept.setdefault(key, item)
    dated = {(s.metric, s.value, s.unit) for s in kept.values() if s.period_start}
    days = {
        (s.metric, s.value, s.unit, (s.period_start or "")[:4])
        for s in kept.values()
        if s.unit == "project" and s.period_start and s.period_start == s.period_end
    }
    return [
        s
        for s in kept.values()
        if (s.period_start or s.period_end or (s.metric, s.value, s.unit) not in dated)
        and not (_whole_year(s) and (s.metric, s.value, s.unit, (s.period_start or "")[:4]) in days)
    ]


def _whole_year(item: ProgrammeStatistic) -> bool:
    """Whether a figure is told of a calendar year: 2021年开工的7个项目 after the day they began."""
    return (item.period_start or "")[4:] == "-01-01" and (item.period_end or "")[4:] == "-12-31"
