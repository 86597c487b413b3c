"""Invented articles in many styles, with what a careful reader takes from each.

`statistics/<id>.json` is the reader's answer in the shape of the facts benchmark, written by hand:
it is never renewed.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extract.records import RawPage
from extract.textfile import parse_text
from transform.clean import clean
from transform.facts import read
from transform.facts.shape import as_benchmark

HERE = Path(__file__).parent / "statistics"
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))
FIELDS = ("metric", "value", "unit")
PERIOD = (*FIELDS, "period_start", "period_end")


def read_file(name: str) -> dict[str, Any]:
    path = HERE / f"{name}.txt"
    page = RawPage(
        url=path.name,
        source_id="golden",
        fetched_at=datetime(2024, 6, 1, tzinfo=UTC),
        status=200,
        content_type="text/plain",
        body=path.read_bytes(),
    )
    article = clean(parse_text(page))
    return as_benchmark(read(article), article)


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Any]]:
    return {name: read_file(name) for name in NAMES}


def rows(holder: dict[str, Any], fields: tuple[str, ...]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(item[f] for f in fields) for item in holder["statistics"])


def told(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return gold


def f1(found: dict[str, dict[str, Any]], fields: tuple[str, ...]) -> float:
    right = made = wanted = 0
    for name in NAMES:
        ours, theirs = rows(found[name], fields), rows(told(name), fields)
        right += (ours & theirs).total()
        made, wanted = made + ours.total(), wanted + theirs.total()
    return 2 * right / (made + wanted)


def test_statistics_are_those_of_a_reader(found: dict[str, dict[str, Any]]) -> None:
    assert f1(found, FIELDS) >= 0.95
    assert f1(found, PERIOD) >= 0.92


@pytest.mark.parametrize("name", [n for n in NAMES if not told(n)["statistics"]])
def test_articles_without_statistics_give_none(name: str, found: dict[str, dict[str, Any]]) -> None:
    assert found[name]["statistics"] == []


def test_every_quote_stands_in_the_text(found: dict[str, dict[str, Any]]) -> None:
    for name in NAMES:
        for item in found[name]["statistics"]:
            assert item["evidence"] in found[name]["text"]
