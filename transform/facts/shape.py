"""Facts as plain dicts, and as lines that a person reads."""

from __future__ import annotations

from typing import Any

from transform.facts.capacities import JOBS
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
            if c.product != JOBS  # the benchmark has no field for them
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
