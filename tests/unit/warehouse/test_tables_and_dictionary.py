"""Fields, tables, DDL, Parquet schemas, codelists and the dictionary agree."""

from __future__ import annotations

import typing

import duckdb
import pytest

from extract.errors import WarehouseError
from transform import records
from warehouse.codelists import codelists, codes
from warehouse.fields import FIELDS
from warehouse.macros import macros
from warehouse.marts import mart_fields, marts
from warehouse.schema import ddl, dictionary_markdown, dictionary_rows
from warehouse.sqlfiles import SqlFile, parse
from warehouse.tables import TABLES

PUBLISHED = [t for t in TABLES.values() if t.published]


@pytest.fixture(scope="module")
def made():
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute("BEGIN")
        for statement in ddl():
            con.execute(statement)
        con.execute("COMMIT")
        yield con


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_ddl_and_arrow_say_the_same(made, table):
    rows = made.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns()"
        " WHERE schema_name = 'main' AND table_name = ? ORDER BY column_index",
        [table.name],
    ).fetchall()
    assert [r[0] for r in rows] == table.schema.names
    assert [r[1] for r in rows] == [f.duckdb for f in table.fields]
    for (name, _, comment), field in zip(rows, table.schema, strict=True):
        assert field.metadata[b"en"].decode() in comment, name
        assert field.metadata[b"zh"].decode() in comment, name
    empty = made.sql(f"FROM main.{table.name}").to_arrow_table()
    assert [f.type for f in empty.schema] == [f.type for f in table.schema]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_table_is_commented_and_its_key_and_partition_are_columns(made, table):
    (comment,) = made.execute(
        "SELECT comment FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = ?",
        [table.name],
    ).fetchall()[0]
    assert table.en in comment and table.zh in comment
    assert set(table.key) <= set(table.columns)
    assert table.partition is None or table.partition in table.columns


def test_every_field_is_used():
    used = {c for t in TABLES.values() for c in t.columns} | {"valid_from", "valid_to"}
    assert set(FIELDS) - used == set()


def test_dictionary_documents_are_those_of_the_tables(root):
    for name, language in (("dictionary.md", "en"), ("dictionary.zh.md", "zh")):
        text = (root / "docs" / name).read_text("utf-8")
        assert text == dictionary_markdown(language), "run python -m warehouse.schema"


def test_dictionary_has_every_published_column():
    told = {(r["table_name"], r["column_name"]) for r in dictionary_rows()}
    shown = {name: [f.name for f in fields] for name, fields in mart_fields().items()}
    held = {t.name: t.names for t in PUBLISHED} | shown
    held["release"] = ["release", "schema_version"]
    assert told == {(name, c) for name, columns in held.items() for c in ("", *columns)}
    assert all(r["en"] and r["zh"] for r in dictionary_rows())


def test_a_column_of_a_mart_without_meaning_is_refused(monkeypatch):
    nameless = SqlFile("bare", {}, "SELECT name AS nameless FROM source")
    monkeypatch.setattr("warehouse.marts.marts", lambda: (nameless,))
    with pytest.raises(WarehouseError, match="no meaning of column nameless"):
        mart_fields.__wrapped__()


def test_heads_of_marts_explain_only_columns_that_are_there():
    for mart in marts():
        told = {key.removeprefix("column ") for key in mart.head if key.startswith("column ")}
        assert told <= {f.name for f in mart_fields()[mart.name]}, mart.name


@pytest.mark.parametrize(
    ("name", "literal"),
    [
        ("stage", records.Stage),
        ("status", records.Status),
        ("bound", records.Bound),
        ("precision", records.Precision),
        ("amount_role", records.AmountRole),
        ("metric", records.Metric),
        ("party_role", records.PartyRole),
        ("mention_kind", records.MentionKind),
    ],
)
def test_codelists_are_those_of_the_records(name, literal):
    assert codes(name) == set(typing.get_args(literal))


def test_verdicts_are_those_of_the_records():
    assert codes("verdict") == {*typing.get_args(records.Verdict), "original"}


def test_fields_name_codelists_that_exist():
    known = {row["codelist"] for row in codelists()}
    assert {f.codelist for f in FIELDS.values() if f.codelist} <= known


def test_marts_and_macros_have_heads():
    assert {m.name for m in marts()} == {
        "project_timeline",
        "investment_by_place_year",
        "aid_funds_by_year",
        "project_conflicts",
        "source_freshness",
        "news_of_the_day",
    }
    assert "as_of_project_amount" in macros()


def test_sql_head_goes_over_lines_and_must_be_whole():
    told = parse("x", "-- severity: warn\n-- explains: one\n--   two\nSELECT 1;", ("explains",))
    assert told.head == {"severity": "warn", "explains": "one two"}
    assert told.query == "SELECT 1"
    with pytest.raises(Exception, match="lacks"):
        parse("x", "SELECT 1", ("explains",))
