"""A build database of every earlier version is upgraded in one transaction; a newer one is refused.

`tests/golden/warehouse/schema-N.sql` holds the tables of version N. A change of the tables raises
`SCHEMA_VERSION` in warehouse/schema.py; then `RENEW_GOLDEN=1` with this test writes the new file.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

import warehouse
from extract.errors import WarehouseError
from warehouse import migrate, release
from warehouse.build import FILE, STORAGE, open_build
from warehouse.migrate import columns_of, table_sql
from warehouse.schema import SCHEMA_VERSION
from warehouse.tables import TABLES

GOLDEN = Path(__file__).parents[2] / "golden" / "warehouse"
OLDER = range(1, SCHEMA_VERSION)


def shape(con) -> str:
    """The statements that make the tables of a build."""
    found = columns_of(con, "build")
    return "".join(f"{table_sql(*name, columns)};\n" for name, columns in found.items())


def test_tables_are_those_of_their_version(tmp_path):
    path = GOLDEN / f"schema-{SCHEMA_VERSION}.sql"
    with open_build(tmp_path) as con:
        now = shape(con)
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(now, "utf-8")
    assert path.is_file() and path.read_text("utf-8") == now, (
        "the tables changed: raise SCHEMA_VERSION in warehouse/schema.py, say in migrate.FILLS what"
        " new columns hold, and run this test with RENEW_GOLDEN=1"
    )


def _filled(folder, kit) -> Path:
    """A build of this program with rows in its tables, history included."""
    told = [kit.tell(0, name="高端管材加工基地"), kit.tell(1), kit.tell(2)]
    with open_build(folder) as con:
        kit.load(con, told)
        kit.load_copies(con, kit.copies(told[1], told[2]))
        kit.finish(con)
        later = kit.night + timedelta(days=1)
        kit.load(con, [kit.tell(0, 5, "2", night=1, name="高端管材加工基地")], later)
        kit.finish(con, later)
    return folder / FILE


def _of_version(version: int, new: Path, folder: Path) -> Path:
    """The rows of `new` in a build database as version `version` made it."""
    folder.mkdir()
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute(f"ATTACH '{new}' AS new (READ_ONLY)")
        con.execute(f"ATTACH '{folder / FILE}' AS build (STORAGE_VERSION '{STORAGE}')")
        con.execute("USE build; CREATE SCHEMA history; CREATE SCHEMA input")
        con.execute((GOLDEN / f"schema-{version}.sql").read_text("utf-8"))
        there = columns_of(con, "new")
        for (schema, table), columns in columns_of(con, "build").items():
            has = {name for name, _, _ in there.get((schema, table), [])}
            both = ", ".join(f'"{name}"' for name, _, _ in columns if name in has)
            if both:
                con.execute(
                    f'INSERT INTO "{schema}"."{table}" ({both}) SELECT {both}'
                    f' FROM new."{schema}"."{table}"'
                )
        con.execute("UPDATE migration SET version = ?", [version])
    return folder


@pytest.mark.parametrize("version", OLDER)
def test_an_older_file_is_upgraded_and_goes_on(tmp_path, kit, version):
    new = _filled(tmp_path / "new", kit)
    old = _of_version(version, new, tmp_path / "old")
    with open_build(old) as con, open_build(tmp_path / "new") as other:
        assert shape(con) == shape(other)
        versions = con.execute("SELECT version FROM migration ORDER BY 1").fetchall()
        assert versions == [(version,), (SCHEMA_VERSION,)]
        for name, table in TABLES.items():
            columns = ", ".join(c for c in table.columns if c != "extracted_at")
            query = f"SELECT {columns} FROM main.{name} ORDER BY ALL"
            assert con.execute(query).fetchall() == other.execute(query).fetchall(), name
        at = kit.night + timedelta(days=2)
        assert kit.finish(con, at) > 0  # what is derived is derived again
        untouched = "SELECT count(*) FROM project_amount WHERE valid_from = ?"
        assert con.execute(untouched, [at]).fetchall() == [(0,)]
        kit.load(con, [kit.tell(7, night=2)], at)
        kit.finish(con, at)
        made = release.publish(con, old, run_id="r", at=at)
    assert made.manifest["schema_version"] == SCHEMA_VERSION
    with warehouse.open(old) as con:
        assert con.execute("SELECT schema_version FROM release").fetchall() == [(SCHEMA_VERSION,)]
        assert con.execute("SELECT count(*) FROM article").fetchall() == [(4,)]


def test_version_1_is_filled_with_what_it_knew(tmp_path, kit):
    old = _of_version(1, _filled(tmp_path / "new", kit), tmp_path / "old")
    later = kit.night + timedelta(days=1)
    with open_build(old) as con:
        since = con.execute(
            "SELECT bool_and(valid_from = first_seen_at) FROM article_version"
        ).fetchall()
        assert since == [(True,)]
        told = con.execute("SELECT DISTINCT extracted_at FROM project_amount ORDER BY 1").fetchall()
        assert told == [(kit.night,), (later,)]
        past = con.execute("SELECT DISTINCT extracted_at FROM history.project_amount").fetchall()
        assert past == [(kit.night,)]


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(tmp_path, kit, monkeypatch):
    old = _of_version(1, _filled(tmp_path / "new", kit), tmp_path / "old")
    fills = {**migrate.FILLS, "main.project_report.extracted_at": "error('no such luck')"}
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "FILLS", fills)
        with pytest.raises(duckdb.Error, match="no such luck"):
            open_build(old)
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{old / FILE}' AS build (READ_ONLY)")
        con.execute("USE build")
        assert shape(con) == (GOLDEN / "schema-1.sql").read_text("utf-8")
        assert con.execute("SELECT max(version) FROM migration").fetchall() == [(1,)]
        assert con.execute("SELECT count(*) FROM article").fetchall() == [(3,)]
    with open_build(old) as con:
        assert migrate.version_of(con) == SCHEMA_VERSION


def test_a_newer_file_is_refused_with_what_to_do(tmp_path):
    with open_build(tmp_path) as con:
        con.execute("INSERT INTO migration VALUES (99, now())")
    with pytest.raises(WarehouseError, match=r"build.duckdb: .* is 99.*use a newer program"):
        open_build(tmp_path)
