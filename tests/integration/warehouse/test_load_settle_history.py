"""Loading is idempotent and orderless; only what counts is published; history stays."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import LockHeld
from warehouse import load
from warehouse.build import open_build
from warehouse.checks import run_checks
from warehouse.release import all_contents, content_of
from warehouse.settle import settle
from warehouse.tables import TABLES


def snapshot(con):
    """All rows of all tables."""
    out = {}
    for table in TABLES.values():
        out[table.name] = con.execute(f"FROM main.{table.name} ORDER BY ALL").fetchall()
        if table.keep == "history":
            past = con.execute(f"FROM history.{table.name} ORDER BY ALL").fetchall()
            out[f"history.{table.name}"] = past
    return out


def one(con, query):
    return con.execute(query).fetchall()[0]


def test_the_same_again_changes_no_row(tmp_path, kit):
    told = [kit.tell(n) for n in range(4)]
    with open_build(tmp_path) as con:
        assert kit.load(con, told) == 8
        assert kit.load_copies(con, kit.copies(*told[:2])) == 3
        assert kit.finish(con) == 3
        before = snapshot(con)
        later = kit.night + timedelta(days=1)
        assert kit.load(con, told, later) == 0
        assert kit.load_copies(con, kit.copies(*told[:2])) == 0
        assert kit.finish(con, later) == 0
        assert snapshot(con) == before
        assert content_of(all_contents(con)) == content_of(all_contents(con))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_twice_half_and_in_another_order_end_in_the_same_tables(kit, data):
    told = [kit.tell(0), kit.tell(0, yi=4, version="2", night=1), kit.tell(1), kit.tell(2)]
    order = data.draw(st.permutations([0, 1, 2, 3]))
    again = data.draw(st.lists(st.sampled_from([0, 1, 2, 3]), max_size=4))
    size = data.draw(st.integers(1, 4))
    members_first = data.draw(st.booleans())
    delivered = [told[n] for n in [*again, *order]]
    members = kit.copies(told[2], told[3])
    with tempfile.TemporaryDirectory() as one_home, tempfile.TemporaryDirectory() as other_home:
        with open_build(Path(one_home)) as con:
            kit.load(con, told)
            kit.load_copies(con, members)
            kit.finish(con)
            wanted = snapshot(con)
        with open_build(Path(other_home)) as con:
            if members_first:
                kit.load_copies(con, members)
            for start in range(0, len(delivered), size):
                kit.load(con, delivered[start : start + size])
            kit.load_copies(con, members)
            kit.finish(con)
            assert snapshot(con) == wanted


def test_copies_are_kept_but_their_facts_do_not_count(tmp_path, kit):
    told = [kit.tell(0), kit.tell(1)]
    with open_build(tmp_path) as con:
        kit.load(con, told)
        kit.load_copies(con, kit.copies(*told))
        kit.finish(con)
        assert one(con, "SELECT count(*), count(*) FILTER (counts) FROM occurrence") == (2, 1)
        assert one(con, "SELECT count(*), sum(value_cny) FROM project_amount") == (1, 3e8)
        assert one(con, "SELECT version_id FROM project_report")[0] == told[0].article.version_id


def test_a_changed_article_is_a_new_version_and_the_old_facts_are_history(tmp_path, kit):
    old, new = (
        kit.tell(0, name="高端管材加工基地"),
        kit.tell(0, 5, "2", night=2, name="高端管材加工基地"),
    )
    later = kit.night + timedelta(days=2)
    with open_build(tmp_path) as con:
        kit.load(con, [old])
        kit.finish(con)
        kit.load(con, [new], later)
        kit.finish(con, later)
        assert one(con, "SELECT sum(value_cny) FROM project_amount") == (5e8,)
        assert one(con, "SELECT versions, current_version_id FROM article") == (
            2,
            new.article.version_id,
        )
        past = one(con, "SELECT value_cny, valid_from, valid_to FROM history.project_amount")
        assert past == (3e8, kit.night, later)
        assert not [r for r in run_checks(con, later) if r.blocks]


def test_a_superseded_canonical_version_leaves_its_successor_to_count(tmp_path, kit):
    old, copy = kit.tell(0), kit.tell(1)
    new = kit.tell(0, 5, "2", night=1)
    with open_build(tmp_path) as con:
        kit.load(con, [old, copy, new])
        kit.load_copies(con, kit.copies(old, copy, new))
        kit.finish(con)
        counted = con.execute("SELECT version_id FROM occurrence WHERE counts").fetchall()
        assert counted == [(new.article.version_id,)]


def test_two_reports_of_one_project_are_added_up_once(tmp_path, kit):
    told = [kit.tell(0, 3, name="高端管材加工基地"), kit.tell(1, 4, name="高端管材加工基地")]
    with open_build(tmp_path) as con:
        kit.load(con, told)
        kit.finish(con)
        assert one(con, "SELECT count(*) FROM project") == (1,)
        query = "SELECT count(*), count(*) FILTER (counts_in_totals) FROM project_amount"
        assert one(con, query) == (2, 1)
        assert one(
            con, "SELECT bool_or(counts_in_totals), bool_and(umbrella) FROM project_group"
        ) == (
            False,
            True,
        )


def test_new_rules_replace_facts_and_older_extractions_do_not(tmp_path, kit):
    told = kit.tell(0)
    bare = kit.replace(told, facts=kit.replace(told.facts, statistics=(), rules_version="2"))
    later = kit.night + timedelta(days=1)
    with open_build(tmp_path) as con:
        kit.load(con, [told])
        kit.finish(con)
        assert kit.load(con, [bare], later) == 1
        kit.finish(con, later)
        assert one(con, "SELECT count(*) FROM programme_statistic") == (0,)
        assert one(con, "SELECT count(*) FROM history.programme_statistic") == (1,)
        assert load.without_facts(con, "2") == []
        assert kit.load(con, [told]) == 0


def test_two_writers_are_one_too_many(tmp_path):
    import subprocess
    import sys

    with open_build(tmp_path):
        code = f"""
from pathlib import Path
from extract.errors import LockHeld
from warehouse.build import open_build
try:
    open_build(Path({str(tmp_path)!r}))
except LockHeld as error:
    print("held", error.advice)
"""
        told = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
        )
    assert told.stdout.startswith("held"), told.stderr
    assert issubclass(LockHeld, Exception)


def test_a_batch_that_fails_changes_nothing(tmp_path, kit):
    with open_build(tmp_path) as con:
        kit.load(con, [kit.tell(0)])
        kit.finish(con)
        before = snapshot(con)
        kit.load(con, [kit.tell(1)])
        con.execute("ALTER TABLE place RENAME TO hidden")
        with pytest.raises(duckdb.Error):
            settle(con, kit.night)
        con.execute("ALTER TABLE hidden RENAME TO place")
        now = snapshot(con)
        assert now["project_report"] == before["project_report"]
        assert now["article"] == before["article"]


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nights_end_in_what_deriving_all_anew_gives(kit, data):
    number = st.integers(0, 4)
    article = st.tuples(number, st.integers(2, 4), st.sampled_from(["管材项目", "管材设备项目"]))
    with tempfile.TemporaryDirectory() as home, open_build(Path(home)) as con:
        for night in range(3):
            at = kit.night + timedelta(days=night)
            told = [
                kit.tell(n, yi, version=str(night), night=night, name=name)
                for n, yi, name in data.draw(st.lists(article, max_size=3))
            ]
            if told:
                kit.load(con, told, at)
            if len({t.article.version_id for t in told[:2]}) > 1 and data.draw(st.booleans()):
                kit.load_copies(con, kit.copies(*told[:2]), at)
            if told and data.draw(st.booleans()):  # other rules find no figure of a programme
                bare = kit.replace(told[0].facts, statistics=(), rules_version="2")
                kit.load(con, [kit.replace(told[0], facts=bare)], at)
            kit.finish(con, at)
            before = snapshot(con)
            con.execute("UPDATE input.settled SET facts_hash = 0")
            settle(con, at)
            assert snapshot(con) == before, night


def test_a_build_keeps_to_its_memory_and_clears_what_a_killed_run_spilled(tmp_path):
    left = tmp_path / ".spill-1" / "duckdb_temp_storage_S32K-0.tmp"
    left.parent.mkdir()
    left.write_bytes(b"x" * 100)
    with open_build(tmp_path, "200MB") as con:
        assert not left.exists()
        assert one(con, "SELECT current_setting('memory_limit')") == ("190.7 MiB",)
        con.execute(
            "CREATE TEMP TABLE wide AS SELECT sha256(i::VARCHAR) AS k FROM range(4_000_000) AS r(i)"
        )
        spilled = sum(p.stat().st_size for p in tmp_path.glob(".spill-*/*.tmp"))
        assert spilled > 0
        assert one(con, "SELECT count(DISTINCT k[:3]) FROM wide") == (4096,)
