"""Releases: whole, switched in one step, recognised when nothing differs, never lost."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import zipfile
from datetime import timedelta

import duckdb
import pyarrow.parquet as pq
import pytest

import warehouse
from benchmarks.warehouse import kill
from extract.errors import LockHeld, WarehouseError
from warehouse import release
from warehouse.build import open_build
from warehouse.export import export
from warehouse.lock import release_lock
from warehouse.parquet import sha256_of
from warehouse.schema import SCHEMA_VERSION
from warehouse.tables import TABLES


@pytest.fixture(scope="module")
def made(tmp_path_factory, kit):
    """One release of two articles, and a second with three."""
    folder = tmp_path_factory.mktemp("made")
    with open_build(folder) as con:
        for night, told in enumerate(([kit.tell(0), kit.tell(1)], [kit.tell(2, night=1)])):
            at = kit.night + timedelta(days=night)
            kit.load(con, told, at)
            kit.finish(con, at)
            release.publish(con, folder, run_id=f"r{night}", at=at)
    return folder


@pytest.fixture
def home(made, tmp_path):
    """A copy of `made`; releases are never written to, so their files are linked."""
    shutil.copytree(made / "releases", tmp_path / "releases", copy_function=os.link)
    shutil.copy(made / "build.duckdb", tmp_path)
    (tmp_path / "current").symlink_to((made / "current").readlink())
    return tmp_path


def test_a_release_is_whole_and_says_what_it_holds(home):
    first, second = release.releases(home)
    assert (first.is_current, second.is_current) == (False, True)
    assert second.rows["article"] == 3
    assert sha256_of(second.database) == second.manifest["database"]["sha256"]
    for told in second.manifest["tables"].values():
        for part in told["parts"]:
            assert sha256_of(second.path / part["file"]) == part["sha256"]
    assert second.manifest["schema_version"] == SCHEMA_VERSION
    with warehouse.open(home) as con:
        stated = con.execute("SELECT release, schema_version FROM release").fetchall()
        assert stated == [(second.name, SCHEMA_VERSION)]
        for name, rows in second.rows.items():
            assert con.execute(f"SELECT count(*) FROM main.{name}").fetchall() == [(rows,)]
        comment = con.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'project_amount'"
            " AND column_name = 'value_cny' AND schema_name = 'main'"
        ).fetchall()[0][0]
        assert "CNY" in comment and "人民币" in comment
        with pytest.raises(duckdb.Error):
            con.execute("DELETE FROM project")


def test_the_dictionary_and_the_comments_say_the_same_of_every_column(home):
    with warehouse.open(home) as con:
        held = con.execute(
            "SELECT schema_name, table_name, column_name, data_type, comment"
            " FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
        told = {
            (r[0], r[1]): r[2:]
            for r in con.execute(
                "SELECT table_name, column_name, data_type, en, zh FROM dictionary"
            ).fetchall()
        }
        tables = con.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()
    assert {table for _, table, *_ in held} == {table for table, _ in told}
    for schema, table, column, kind, comment in held:
        if (schema, column) == ("history", "valid_to"):
            continue  # the dictionary tells of a table once
        data_type, en, zh = told[table, column]
        assert kind == data_type, (table, column)
        assert comment.startswith(en) and comment.endswith(f"| {zh}"), (table, column)
    for table, comment in tables:
        _, en, zh = told[table, ""]
        assert en in comment and zh in comment, table


def test_the_same_rows_make_no_new_release_and_the_same_files_are_linked(home, kit):
    with open_build(home) as con:
        again = release.publish(con, home, run_id="r9", at=kit.night + timedelta(days=9))
    assert not again.is_new and len(release.releases(home)) == 2
    first, second = release.releases(home)
    part = "parquet/codelist/all.parquet"
    assert (first.path / part).samefile(second.path / part)
    changed = "parquet/article/2025.parquet"
    assert not (first.path / changed).samefile(second.path / changed)


def test_parquet_is_read_alike_by_pyarrow_and_duckdb(home):
    now = release.current(home)
    with warehouse.open(home) as con, duckdb.connect() as bare:
        bare.execute("SET TimeZone = 'UTC'")
        con.execute("SET TimeZone = 'UTC'")
        for table in TABLES.values():
            if not table.published:
                continue
            folder = now.path / "parquet" / table.name
            by_arrow = pq.read_table(folder)
            assert by_arrow.schema.field(0).metadata[b"en"]
            assert [f.type for f in by_arrow.schema] == [f.type for f in table.schema]
            by_duckdb = bare.execute(f"FROM '{folder}/*.parquet' ORDER BY ALL").fetchall()
            assert by_duckdb == con.execute(f"FROM main.{table.name} ORDER BY ALL").fetchall()
            assert len(by_duckdb) == by_arrow.num_rows


def _years(parquet) -> dict[str, int]:
    """Partition -> inode of its file."""
    return {p.stem: p.stat().st_ino for p in parquet.iterdir()}


def test_polars_reads_the_parquet_alike(home):
    polars = pytest.importorskip("polars")
    now = release.current(home)
    for table in TABLES.values():
        if table.published:
            by_polars = polars.read_parquet(now.path / "parquet" / table.name / "*.parquet")
            by_arrow = pq.read_table(now.path / "parquet" / table.name)
            assert by_polars.columns == by_arrow.column_names
            key = list(table.key)
            ours = by_arrow.sort_by([(k, "ascending") for k in key]).to_pylist()
            assert by_polars.sort(key).to_dicts() == ours, table.name


def test_a_column_without_any_value_has_its_declared_type(home):
    folder = release.current(home).path / "parquet"
    sector = pq.read_table(folder / "project").column("sector")
    assert sector.null_count == len(sector) > 0 and sector.type == "string"
    empty = pq.read_table(folder / "project_conflict")
    assert empty.num_rows == 0 and empty.schema.names == list(TABLES["project_conflict"].names)
    for path in folder.rglob("*.parquet"):
        info = pq.ParquetFile(path).metadata
        if info.num_row_groups:
            assert info.row_group(0).column(0).compression == "ZSTD"


def test_partitions_of_other_years_are_the_same_files(tmp_path, kit):
    def of_year(told, year):
        return kit.replace(told, clean=kit.replace(told.clean, published_at=f"{year}-03-30"))

    later = kit.night + timedelta(days=1)
    with open_build(tmp_path) as con:
        kit.load(con, [of_year(kit.tell(0), 2023), kit.tell(1)])
        kit.finish(con)
        first = release.publish(con, tmp_path, run_id="1", at=kit.night)
        kit.load(con, [kit.tell(2, night=1)], later)
        kit.finish(con, later)
        second = release.publish(con, tmp_path, run_id="2", at=later)
    for name in ("article_version", "mention", "evidence", "article", "project_amount"):
        old, new = (_years(r.path / "parquet" / name) for r in (first, second))
        assert old.keys() == new.keys() == {"2023", "2025"}
        assert old["2023"] == new["2023"] and old["2025"] != new["2025"], name


def test_every_file_is_in_the_storage_version_of_1_5(home):
    for path in (home / "build.duckdb", release.current(home).database):
        with duckdb.connect() as con:
            con.execute(f"ATTACH '{path}' AS file (READ_ONLY)")
            told = con.execute(
                "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'file'"
            ).fetchall()
        assert told[0][0].startswith("v1.5.0"), path


_CLIENT = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
rows = con.execute("SELECT count(*) FROM article").fetchall()[0][0]
past = con.execute("SELECT count(*) FROM as_of_project_timeline(now())").fetchall()[0][0]
told = con.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'project'").fetchall()
con.execute("FROM project_card('管材')").fetchall()
print(duckdb.__version__, rows, past, "Grain" in told[0][0])
"""


def test_a_client_of_duckdb_1_5_opens_it(home):
    """Runs where DUCKDB_1_5_PYTHON names a Python that has DuckDB 1.5."""
    python = os.environ.get("DUCKDB_1_5_PYTHON")
    if not python:
        pytest.skip("DUCKDB_1_5_PYTHON names no Python with DuckDB 1.5")
    told = subprocess.run(
        [python, "-c", _CLIENT, str(release.current(home).database)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.stdout.startswith("1.5."), told.stderr
    assert told.stdout.split()[1:] == ["3", "3", "True"]


def test_rollback_goes_back_and_forth_and_knows_its_names(home):
    first, second = release.releases(home)
    assert release.rollback(home).name == first.name
    assert warehouse.table("article", home).num_rows == 2
    assert release.rollback(home, second.name).is_current
    with pytest.raises(WarehouseError, match="no release 2001"):
        release.rollback(home, "2001")


def test_a_reader_keeps_its_old_release_even_when_it_is_pruned(home, kit):
    first = release.releases(home)[0]
    with warehouse.open(home, first.name) as reader:
        assert release.prune(home, keep=1) == [first.name]
        assert reader.execute("SELECT count(*) FROM article").fetchall() == [(2,)]
        assert reader.execute("SELECT count(text) FROM article_version").fetchall() == [(2,)]


def test_pruning_spares_the_current_one(home):
    first, _ = release.releases(home)
    release.rollback(home, first.name)
    assert release.prune(home, keep=1) == []
    assert release.current(home).name == first.name


def test_failed_checks_keep_readers_where_they_are(home, kit):
    before = release.current(home)
    with open_build(home) as con:
        con.execute("UPDATE evidence SET quote = '无'")
        with pytest.raises(WarehouseError, match="evidence_is_in_its_text"):
            release.publish(con, home, run_id="bad", at=kit.night + timedelta(days=3))
    assert release.current(home).name == before.name
    (failed,) = (home / "releases").glob("failed-*")
    told = json.loads((failed / "manifest.json").read_text())
    (bad,) = [c for c in told["checks"] if c["name"] == "evidence_is_in_its_text"]
    assert bad["bad_rows"] > 0 and bad["sample"]


def test_two_releases_at_once_are_impossible(home, kit):
    with (
        open_build(home) as con,
        release_lock(home),
        pytest.raises(LockHeld, match=r"process \d+ .* for \d+ s"),
    ):
        release.publish(con, home, run_id="x", at=kit.night)


def test_as_of_gives_a_past_night(home, kit):
    with warehouse.open(home) as con:
        then = kit.night + timedelta(hours=1)
        query = "SELECT count(*) FROM as_of_project(?)"
        assert con.execute(query, [then]).fetchall() == [(2,)]
        assert con.execute(query, [kit.night + timedelta(days=2)]).fetchall() == [(3,)]


def test_the_queries_of_the_documentation_run(home, root):
    text = (root / "docs" / "queries.md").read_text("utf-8")
    queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(queries) >= 9
    with warehouse.open(home) as con:
        given = [con.execute(query).fetchall() for query in queries]
    assert given[0] and given[1] and given[2] and given[3]


def test_killed_at_random_moments_nothing_is_lost_or_doubled(tmp_path):
    told = kill.measure(tmp_path / "home", times=5)
    assert told["wrong"] == []
    assert told["acknowledged"]["articles"] > 0


def test_export_in_each_format(home, tmp_path):
    rows = warehouse.sql(
        "SELECT name, value, e.valid_from FROM project_amount AS e"
        " JOIN project USING (project_id) ORDER BY ALL",
        home,
    )
    for ending in ("csv", "jsonl", "parquet", "xlsx"):
        export(rows, tmp_path / f"out.{ending}")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [r["name"] for r in csv.DictReader(file)] == rows.column("name").to_pylist()
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[0])["name"] == rows.column("name")[0].as_py()
    assert pq.read_table(tmp_path / "out.parquet").num_rows == rows.num_rows
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        assert "xl/worksheets/sheet2.xml" in book.namelist()
    with pytest.raises(WarehouseError, match="no format"):
        export(rows, tmp_path / "out.doc")


def test_no_release_is_said_with_what_to_do(tmp_path):
    with pytest.raises(WarehouseError, match="yuanjiang run"):
        warehouse.open(tmp_path)


def _rows(con) -> dict[str, list[tuple]]:
    names = [f"{s}.{t.name}" for t in TABLES.values() if t.published for s in ("main", "history")
             if s == "main" or t.keep == "history"]  # fmt: skip
    return {n: con.execute(f"FROM {n} ORDER BY ALL").fetchall() for n in names}


def test_a_file_that_began_as_a_copy_holds_what_one_written_anew_holds(tmp_path, kit, monkeypatch):
    first, other = tmp_path / "copied", tmp_path / "anew"
    nights = [
        [kit.tell(0, name="高端管材加工基地"), kit.tell(1), kit.tell(2)],
        [kit.tell(0, 5, "2", night=1, name="高端管材加工基地"), kit.tell(3, night=1)],
        [kit.tell(4, 9, night=2, name="高端管材加工基地")],
    ]
    held = []
    for home, patches in ((first, 30), (other, 0)):
        monkeypatch.setattr(release, "PATCHES", patches)
        with open_build(home) as con:
            for number, told in enumerate(nights):
                at = kit.night + timedelta(days=number)
                kit.load(con, told, at)
                if number == 2:
                    con.execute("DELETE FROM rejected; DELETE FROM check_result")
                kit.finish(con, at)
                made = release.publish(con, home, run_id=str(number), at=at)
            assert made.manifest["database"]["patched"] == (2 if patches else 0)
            told = {
                f"{schema}.{t.name}": con.execute(f"FROM {schema}.{t.name} ORDER BY ALL").fetchall()
                for t in TABLES.values() if t.published
                for schema in (("main", "history") if t.keep == "history" else ("main",))
            }  # fmt: skip
        with warehouse.open(home) as con:
            con.execute("SET TimeZone = 'UTC'")
            assert _rows(con) == told
            held.append(
                {
                    "marts": {
                        m: con.execute(f"FROM {m} ORDER BY ALL").fetchall()
                        for m in made.manifest["marts"]
                    },
                    "comments": con.execute(
                        "SELECT schema_name, table_name, column_name, comment FROM duckdb_columns()"
                        " WHERE NOT internal ORDER BY ALL"
                    ).fetchall(),
                    "past": con.execute(
                        "FROM as_of_project_amount(?) ORDER BY ALL", [kit.night]
                    ).fetchall(),
                    "release": con.execute("FROM release").fetchall(),
                }
            )
    assert held[0] == held[1]
