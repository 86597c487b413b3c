"""What is taken down is nowhere afterwards, and does not come back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from extract.arrow import to_batch
from extract.fetch import FetchState
from extract.records import Rejected, key_of
from warehouse import candidates, load, release
from warehouse.build import open_build
from warehouse.checks import run_checks
from warehouse.migrate import columns_of
from warehouse.takedown import purge, takedown

URL = "https://a.example/0"


def cells(con) -> str:
    """Every cell of every table of a build but the log of takedowns."""
    out = []
    for schema, table in columns_of(con, "build"):
        if table not in ("takedown", "dictionary", "codelist"):
            rows = con.execute(f'FROM "{schema}"."{table}"').fetchall()
            out += [f"{schema}.{table}: {row}" for row in rows]
    return "\n".join(out)


def deliver(con, kit, at):
    """Five articles over two nights: 0 has two versions, shares a project with 1, a text with 2."""
    told = [
        kit.tell(0, name="高端管材加工基地"), kit.tell(1, name="高端管材加工基地"), kit.tell(2), kit.tell(3),
    ]  # fmt: skip
    kit.load(con, told, at)
    kit.load_copies(con, kit.copies(told[0], told[2]), at)
    candidates.add_sketches(con, [(t.article.version_id, t.clean.text) for t in told])
    kit.finish(con, at)
    later = at + timedelta(days=1)
    kit.load(con, [kit.tell(0, 5, "2", night=1, name="高端管材加工基地")], later)
    kit.finish(con, later)
    states = [FetchState(URL, "a", at, at), FetchState("https://a.example/1", "a", at, at)]
    load.load_fetch_states(con, to_batch(FetchState, states))
    load.load_fetches(con, [{"url": s.url, "source_id": "a", "fetched_at": at} for s in states])
    refused = Rejected(key_of(URL), "a", URL, "facts", "broken", "", at)
    load.load_rejected(con, to_batch(Rejected, [refused]))
    con.execute(
        "INSERT INTO check_result BY NAME SELECT 'r' AS run_id, 'c' AS check_name, ? AS sample",
        [f'[{{"url": "{URL}"}}]'],
    )
    load.load_run(con, {"run_id": "r", "error": f"no answer from {URL}"})
    return told


@pytest.mark.parametrize("address", [URL, f"{URL}?utm_source=mail#top"])
def test_nothing_of_an_article_is_left_in_any_table(tmp_path, kit, address):
    at = kit.night + timedelta(days=2)
    with open_build(tmp_path) as con:
        told = deliver(con, kit, kit.night)
        marks = [URL, "青禾0公司", "某县0'", told[0].article.article_id, told[0].article.version_id]
        held = cells(con)
        assert all(mark in held for mark in marks)
        gone = takedown(con, "url", address, reason="asked", at=at)
        assert told[0].article.version_id in gone.versions and len(gone.versions) == 2
        assert gone.rows > 20
        left = cells(con)
        assert [mark for mark in marks if mark in left] == []
        kit.finish(con, at)
        left = cells(con)
        assert [mark for mark in marks if mark in left] == []
        assert con.execute("SELECT count(*) FROM sketched").fetchall() == [(3,)]
        # The others are as they were, and the copy now stands for itself.
        assert con.execute("SELECT count(*) FROM article").fetchall() == [(3,)]
        counts = con.execute("SELECT count(*) FROM occurrence WHERE counts").fetchall()
        assert counts == [(3,)]
        shared = "SELECT company, reports FROM project WHERE name = '高端管材加工基地'"
        assert con.execute(shared).fetchall() == [("青禾1公司", 1)]
        assert not [r for r in run_checks(con, at) if r.blocks]


def test_it_does_not_come_back_and_is_logged(tmp_path, kit):
    at = kit.night + timedelta(days=2)
    with open_build(tmp_path) as con:
        told = deliver(con, kit, kit.night)
        takedown(con, "url", URL, reason="asked by the author", at=at)
        kit.finish(con, at)
        before = cells(con)
        kit.load(con, told, at)  # read again from the archive
        states = [FetchState(URL, "a", at, at)]
        assert load.load_fetch_states(con, to_batch(FetchState, states)) == 0
        assert load.load_fetches(con, [{"url": URL, "source_id": "a", "fetched_at": at}]) == 0
        refused = Rejected(key_of(URL), "a", URL, "facts", "broken", "", at)
        assert load.load_rejected(con, to_batch(Rejected, [refused])) == 0
        kit.finish(con, at)
        assert cells(con) == before
        again = takedown(con, "url", URL, reason="once more", at=at + timedelta(days=1))
        assert again.versions == () and again.rows == 0
        log = con.execute("SELECT scope, target, detail, taken_down_at FROM takedown").fetchall()
        assert log == [("url", URL, "asked by the author", at)]


def test_a_whole_source(tmp_path, kit):
    with open_build(tmp_path) as con:
        told = deliver(con, kit, kit.night)
        other = kit.replace(
            kit.tell(7),
            article=kit.replace(kit.tell(7).article, source_id="b"),
            clean=kit.replace(kit.tell(7).clean, source_id="b"),
        )
        kit.load(con, [other])
        kit.finish(con)
        gone = takedown(con, "source", "a", reason="asked", at=kit.night)
        assert len(gone.versions) == 5
        kit.load(con, told)
        kit.finish(con)
        assert con.execute("SELECT DISTINCT source_id FROM article_version").fetchall() == [("b",)]
        assert "https://a.example/1" not in cells(con)
        assert load.barred(con).holds("a", "https://a.example/new")
        assert not load.barred(con).holds("b", "https://b.example/")


def test_the_next_release_is_without_it_and_older_ones_can_go(tmp_path, kit):
    at = kit.night + timedelta(days=2)
    with open_build(tmp_path) as con:
        deliver(con, kit, kit.night)
        first = release.publish(con, tmp_path, run_id="1", at=kit.night)
        takedown(con, "url", URL, reason="asked", at=at)
        kit.finish(con, at)
        second = release.publish(con, tmp_path, run_id="2", at=at)
    assert second.is_new and second.rows["article"] == first.rows["article"] - 1
    assert second.rows["takedown"] == 1
    assert purge(tmp_path) == [first.name]
    left = [p for p in (tmp_path / "releases").rglob("*") if p.is_file()]
    assert left and not [p for p in left if "青禾0公司".encode() in p.read_bytes()]
    assert [r.name for r in release.releases(tmp_path)] == [second.name]
