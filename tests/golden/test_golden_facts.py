"""Invented articles in many styles, with the projects that are read from each.

`facts/<id>.json` says what is read, one line a fact. Where a rule changes, renew them with
RENEW_GOLDEN=1, read the difference and judge it against the text beside it.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extract.records import RawPage
from extract.textfile import parse_text
from transform.clean import clean
from transform.facts import read
from transform.records import CleanArticle, Facts, ProjectReport

HERE = Path(__file__).parent / "facts"
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))
WITHOUT_PROJECTS = (
    "08-event", "09-policy", "22-online-sales", "32-red-dates", "33-meeting", "42-subsidies",
    "55-surgery",
)  # fmt: skip


def read_file(name: str) -> tuple[CleanArticle, Facts]:
    path = HERE / f"{name}.txt"
    page = RawPage(
        url=path.name,
        source_id="golden",
        fetched_at=datetime(2025, 6, 1, tzinfo=UTC),
        status=200,
        content_type="text/plain",
        body=path.read_bytes(),
    )
    article = clean(parse_text(page))
    return article, read(article)


def as_lines(report: ProjectReport) -> dict[str, Any]:
    return {
        "name": report.name,
        "company": report.company,
        "place": f"{report.place} {report.adcode}",
        "sector": report.sector,
        "amounts": [
            f"{a.role} {a.value:.0f} {a.currency} {a.bound} {a.status}" for a in report.amounts
        ],
        "capacities": [f"{c.value:g} {c.unit} per {c.per}" for c in report.capacities],
        "milestones": [f"{m.stage} {m.date} {m.status}" for m in report.milestones],
        "parties": [f"{p.role} {p.name}" for p in report.parties],
        "quote": report.evidence.quote,
    }


@pytest.mark.parametrize("name", NAMES)
def test_projects_of(name: str) -> None:
    _, facts = read_file(name)
    found = [as_lines(p) for p in facts.projects]
    path = HERE / f"{name}.json"
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("name", WITHOUT_PROJECTS)
def test_no_project_where_none_is_told(name: str) -> None:
    assert read_file(name)[1].projects == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_in_the_text(name: str) -> None:
    article, facts = read_file(name)
    for report in facts.projects:
        quotes = [report.evidence, *(f.evidence for f in (*report.amounts, *report.capacities))]
        quotes += [f.evidence for f in (*report.milestones, *report.parties)]
        for quote in quotes:
            assert article.text[quote.start : quote.end] == quote.quote
            assert quote.sentence_start <= quote.start < quote.end <= quote.sentence_end
