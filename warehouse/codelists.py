"""The codelists: `codelists.csv`, and the refusal reasons of `extract.errors`."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from extract.errors import REASONS

COLUMNS = ("codelist", "code", "en", "zh", "oc4ids", "iati", "aiddata")


@cache
def codelists() -> tuple[dict[str, str | None], ...]:
    """One dict a code, with the columns of the table `codelist`; empty cells are None."""
    text = resources.files("warehouse").joinpath("codelists.csv").read_text("utf-8")
    rows: list[dict[str, str | None]] = [
        {name: row[name] or None for name in COLUMNS} for row in csv.DictReader(text.splitlines())
    ]
    rows += [
        dict(zip(COLUMNS, ("reason", code, en, zh, None, None, None), strict=True))
        for code, (en, zh) in REASONS.items()
    ]
    return tuple(rows)


def codes(name: str) -> frozenset[str]:
    """The codes of one codelist."""
    return frozenset(str(row["code"]) for row in codelists() if row["codelist"] == name)
