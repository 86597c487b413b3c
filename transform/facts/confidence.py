"""How sure a reported project is: the share of its like that the development sets confirm.

Measured over the 24 articles of the development set and ten more with a reader's answer (78 reported
projects, none of them wrong), so the shares are estimates by the rule of succession, (n + 1) / (n +
2) of n confirmed: a way of finding that was seen often may be trusted further than one seen twice.
Two things are counted: how the name was found, and how much the text tells of it (a company, an
amount, a milestone). The lower share is the confidence. `python -m benchmarks.facts` prints what
they rest on.
"""

from __future__ import annotations

from transform.facts.identity import Named
from transform.records import Amount, Mention, Milestone

# Confirmed projects by how their name was found ...
_BY_RULE = {"project": 40, "work": 28, "phase": 6, "list": 4, "frame": 0}
# ... and by how many of company, amount and milestone the text tells.
_BY_TOLD = {3: 52, 2: 18, 1: 6, 0: 2}


def confidence(
    project: Named,
    company: str | None,
    told: list[tuple[Amount, Mention]],
    stages: list[Milestone],
) -> float:
    """The confidence of a project, 0 to 1."""
    kinds = bool(company) + bool(told) + bool(stages)
    return round(min(_share(_BY_RULE.get(project.anchors[0].rule, 0)), _share(_BY_TOLD[kinds])), 2)


def _share(confirmed: int) -> float:
    return (confirmed + 1) / (confirmed + 2)
