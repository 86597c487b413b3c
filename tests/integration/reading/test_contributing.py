"""The worked examples of CONTRIBUTING work."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

import warehouse
from transform.mentions import quantity, tables
from warehouse.sqlfiles import parse

TEXT = (Path(__file__).resolve().parents[3] / "CONTRIBUTING.md").read_text("utf-8")


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def test_the_mart_gives_a_row_a_company(sample_home):
    mart = parse("companies", _blocks("sql")[0], ("grain", "sources", "question"))
    with warehouse.open(sample_home) as con:
        rows = con.sql(mart.query).to_arrow_table().to_pylist()
    assert len(rows) == len({row["company"] for row in rows}) > 5
    assert all(row["value_cny"] > 0 for row in rows)


def test_the_check_finds_a_bad_row_and_none_in_the_samples(sample_home):
    check = parse("phase_over_total", _blocks("sql")[1], ("severity", "explains"))
    with warehouse.open(sample_home) as con:
        assert con.sql(check.query).fetchall() == []
    with duckdb.connect() as con:
        con.execute(
            "CREATE TABLE project_amount AS FROM (VALUES"
            " ('a', 'p', 'phase_investment', 9.0, true), ('b', 'p', 'total_investment', 4.0, true))"
            " AS t (amount_id, project_id, amount_role, value_cny, counts_in_totals)"
        )
        assert con.sql(check.query).fetchall() == [("a", "p", 9.0, 4.0)]


def test_the_unit_is_unknown_and_one_line_makes_it_known():
    """The example of a rule: without its line nothing is read, and the line has the columns."""
    line = _blocks("csv")[0].strip()
    known = list(tables.rows("units"))
    columns = list(known[0])
    row = dict(zip(columns, line.split(","), strict=True))
    assert (row["text"], row["plain"], row["dimension"]) == ("垧", "垧", "area")
    assert row["text"] not in {r["text"] for r in known}
    assert not [m for m in quantity.find("占地5垧") if m.unit == "垧"]


@pytest.mark.parametrize(
    "path", re.findall(r"`((?:transform|warehouse|tests|docs)/[\w/.]+)`", TEXT)
)
def test_the_files_that_it_names_are_there(path):
    assert (Path(__file__).resolve().parents[3] / path).exists(), path
