"""Facts as plain dicts, and as lines that a person reads."""

from __future__ import annotations

from typing import Any

from transform.records import CleanArticle, Facts, ProgrammeStatistic, ProjectReport


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _project(report: ProjectReport) -> dict[str, Any]:
    return {
        "name": report.name,
        "company": report.company,
        "place": report.place,
        "amounts": [
            {
                "role": a.role,
                "value": _whole(a.value),
                "currency": a.currency,
                "bound": a.bound,
                "status": a.status,
            }
            for a in report.amounts
        ],
        "capacities": [
            {"product": c.product, "value": _whole(c.value), "unit": c.unit, "per": c.per}
            for c in report.capacities
        ],
        "milestones": [
            {"stage": m.stage, "date": m.date, "precision": m.precision, "status": m.status}
            for m in report.milestones
        ],
        "evidence": report.evidence.quote,
    }


def _statistic(s: ProgrammeStatistic) -> dict[str, Any]:
    return {
        "metric": s.metric,
        "value": _whole(s.value),
        "unit": s.unit,
        "period_start": s.period_start,
        "period_end": s.period_end,
        "region": s.region,
        "actor": s.actor,
        "bound": s.bound,
        "status": s.status,
        "evidence": s.evidence.quote,
    }


def as_benchmark(facts: Facts, article: CleanArticle) -> dict[str, Any]:
    """Projects, statistics, the publication date and the text that the evidence is quoted from."""
    return {
        "published": article.published_at,
        "projects": [_project(p) for p in facts.projects],
        "statistics": [_statistic(s) for s in facts.statistics],
        "text": article.text,
    }


def explain(facts: Facts, article: CleanArticle) -> list[str]:
    """Each fact with the words that made it, one line a fact."""
    lines: list[str] = []
    for p in facts.projects:
        lines.append(f"project  {p.name} | {p.company or '-'} | {p.place or '-'} {p.adcode or ''}")
        lines.append(f"         “{p.evidence.quote}”")
        for a in p.amounts:
            lines.append(
                f"  amount     {a.role} {a.value:,.0f} {a.currency} {a.bound} {a.status}  “{a.evidence.quote}”"
            )
        for c in p.capacities:
            lines.append(
                f"  capacity   {c.product or '-'} {c.value:,.0f} {c.unit} per {c.per or '-'}  “{c.evidence.quote}”"
            )
        for m in p.milestones:
            lines.append(f"  milestone  {m.stage} {m.date or '-'} {m.status}  “{m.evidence.quote}”")
    for s in facts.statistics:
        period = f"{s.period_start or '?'}..{s.period_end or '?'}"
        lines.append(
            f"statistic  {s.metric} {s.value:,.10g} {s.unit} {period} {s.region or '-'} {s.status}  “{s.evidence.quote}”"
        )
    return lines or ["no facts"]
