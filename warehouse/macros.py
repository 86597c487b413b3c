"""Table macros of a release: tables and marts as a past night saw them, and a project's card.

    FROM as_of_project('2025-04-01');  FROM as_of_project_timeline(now() - INTERVAL 7 DAY)

A moment sees the nights up to it, its own included. Columns of `QUIET` (when a text was read
last, and by which parser) are not kept for past nights and show today's value.
"""

from __future__ import annotations

import re

from warehouse.marts import marts
from warehouse.tables import TABLES, Table

_SEEN = {"rejected": "seen_at", "takedown": "taken_down_at"}  # never change: their time is enough
_CARD = """
SELECT p.project_id, p.name, p.company, p.place, p.stage, r.as_of, v.url, q.quote
FROM main.project AS p JOIN main.project_report AS r ON r.project_id = p.project_id
JOIN main.article_version AS v ON v.version_id = r.version_id
JOIN main.evidence AS q ON q.evidence_id = r.evidence_id
WHERE contains(p.name, wanted) ORDER BY p.name, r.as_of
"""


def _past(table: Table) -> str:
    columns = ", ".join(f'"{c}"' for c in table.columns)
    if table.name in _SEEN:
        seen = _SEEN[table.name]
        return f"SELECT {columns} FROM main.{table.name} WHERE {seen} <= moment::TIMESTAMPTZ"
    return (
        f"SELECT {columns} FROM main.{table.name} WHERE valid_from <= moment::TIMESTAMPTZ"
        f" UNION ALL SELECT {columns} FROM history.{table.name}"
        " WHERE valid_from <= moment::TIMESTAMPTZ AND valid_to > moment::TIMESTAMPTZ"
    )


def _kept() -> dict[str, Table]:
    """The tables of which past nights are known."""
    return {
        name: table
        for name, table in TABLES.items()
        if table.published and (table.keep == "history" or name in _SEEN)
    }


def macros() -> dict[str, tuple[str, str]]:
    """Macro -> (its statement, its comment)."""
    made: dict[str, tuple[str, str]] = {}
    for name, table in _kept().items():
        made[f"as_of_{name}"] = (_past(table), f"{table.comment}, as the night of `moment` saw it")
    known = re.compile(rf"\b(FROM|JOIN)\s+({'|'.join(_kept())})\b")
    for mart in marts():
        query = known.sub(r"\1 as_of_\2(moment)", mart.query)
        made[f"as_of_{mart.name}"] = (
            query,
            f"Mart. grain: {mart.head['grain']}, as the night of `moment` saw it",
        )
    out = {
        name: (f"CREATE MACRO {name}(moment) AS TABLE {query}", comment)
        for name, (query, comment) in made.items()
    }
    card = f"CREATE MACRO project_card(wanted) AS TABLE {_CARD.strip()}"
    out["project_card"] = (card, "The reports of the projects whose name contains `wanted`")
    return out
