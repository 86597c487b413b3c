"""Facts as lines that a person reads in a terminal: each with the words that made it."""

from __future__ import annotations

from collections.abc import Iterator

from transform.records import (
    Amount,
    Capacity,
    Evidence,
    Facts,
    Milestone,
    ProgrammeStatistic,
    ProjectGroup,
    ProjectReport,
)

_LONGEST = 26  # Chinese characters: they are two columns wide


def explain(facts: Facts) -> list[str]:
    """Projects, groups and statistics, a line a fact and a line of its words; `no facts` where there are none."""
    names = {p.report_id: p.name for p in facts.projects}
    lines = [line for project in facts.projects for line in _project(project)]
    lines += [line for group in facts.groups for line in _group(group, names)]
    lines += [line for statistic in facts.statistics for line in _statistic(statistic)]
    return lines or ["no facts"]


def _said(evidence: Evidence) -> str:
    """A line with the quote, shortened in the middle, and the rule that read it."""
    quote = evidence.quote.replace("\n", " ")
    if len(quote) > _LONGEST:
        half = _LONGEST // 2
        quote = f"{quote[:half]}…{quote[-half:]}"
    return f"             “{quote}” {evidence.rule}"


def _project(p: ProjectReport) -> Iterator[str]:
    yield f"project      {p.name}"
    yield _said(p.evidence)
    where = f"{p.place} {p.adcode}" if p.place else "not told"
    yield f"  place      {where}, sector {p.sector or 'not told'}, confidence {p.confidence:.2f}"
    if p.aliases:
        yield f"  also       {'、'.join(p.aliases)}"
    for party in p.parties:
        yield f"  party      {party.role} {party.name}"
        yield _said(party.evidence)
    for amount in p.amounts:
        yield f"  amount     {_amount(amount)}"
        yield _said(amount.evidence)
    for capacity in p.capacities:
        yield f"  capacity   {_capacity(capacity)}"
        yield _said(capacity.evidence)
    for milestone in p.milestones:
        yield f"  milestone  {_milestone(milestone)}"
        yield _said(milestone.evidence)


def _amount(a: Amount) -> str:
    return f"{a.role} {a.value:,.0f} {a.currency}, {a.bound}, {a.status}"


def _capacity(c: Capacity) -> str:
    rate = f" a {c.per}" if c.per else ""
    return f"{c.product or '-'} {c.value:,.10g} {c.unit}{rate}, {c.bound}"


def _milestone(m: Milestone) -> str:
    words = f" ({m.words})" if m.words else ""
    return f"{m.stage} {m.date or 'no date'}{words}, {m.status}"


def _group(g: ProjectGroup, names: dict[str, str]) -> Iterator[str]:
    total = f"{g.total:,.0f} {g.currency}" if g.total is not None else "no total"
    members = "、".join(names.get(m, m) for m in g.members) or "none named"
    count = f"{g.count} projects" if g.count else "projects"
    yield f"group        {count}, {total}, {g.stage or 'no stage'}: {members}"
    yield _said(g.evidence)


def _statistic(s: ProgrammeStatistic) -> Iterator[str]:
    period = f"{s.period_start or '?'}..{s.period_end or '?'}"
    who = " ".join(filter(None, (s.region, s.actor))) or "-"
    yield f"statistic    {s.metric} {s.value:,.10g} {s.unit}, {s.bound}, {s.status}"
    yield f"  of         {who}, {period}"
    yield _said(s.evidence)
