"""Copies are compared in turns of a bounded size, also those that a killed run left behind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate.pages import pages
from extract.archive import ArchiveWriter, archive_path
from extract.records import RawPage
from flows import copies, running
from flows.nightly import run_nightly
from flows.settings import Settings
from flows.steps import Run
from warehouse import settle
from warehouse.build import open_build

NIGHT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize("size", [1, 3])
def test_versions_left_uncompared_are_compared_in_turns(
    sites: Settings, contents: Callable[[Path], dict[str, list[tuple[Any, ...]]]], size: int
) -> None:
    assert run_nightly(sites, at=NIGHT).outcome == "success"
    expected = contents(sites.home)
    with closing(open_build(sites.home)) as con:
        con.execute("DELETE FROM cluster_member; DELETE FROM duplicate_pair")
        found = copies.find_duplicates(con, [], NIGHT, size)
        settle.settle(con, NIGHT)
    assert found.total() > 3
    after = contents(sites.home)
    for name in ("main.duplicate_pair", "main.cluster_member", "main.occurrence"):
        assert after[name] == expected[name], name
    assert len(after["main.duplicate_pair"]) > 3


@pytest.fixture
def read(tmp_path: Path) -> Settings:
    """A home where 600 generated pages, a third of them copies and templates, were read."""
    settings = Settings(home=tmp_path / "home", workers=1)
    with ArchiveWriter(archive_path(settings.home, "made", "1", NIGHT), "made") as writer:
        for page in pages(600, "turns"):
            html = page.html.encode()
            writer.resource(RawPage(page.url, "made", NIGHT, 200, "text/html", html))

    def work(run: Run) -> None:
        running.load_sources(run.con, [])
        assert len(running.read_pending(run)) > 550

    running.carry_out("backfill", settings, work, at=NIGHT)
    return settings


# All of them, and a quarter beside those that were compared before: in one turn the new ones ask
# what is stored, in several one pass finds all pairs.
@pytest.mark.parametrize("since", ["0", "c"])
def test_turns_of_any_size_form_the_same_clusters(read: Settings, since: str) -> None:
    with closing(open_build(read.home)) as con:

        def clusters(size: int, since: str) -> tuple[list[Any], list[Any]]:
            con.execute("DELETE FROM cluster_member WHERE version_id >= ?", [since])
            con.execute("DELETE FROM duplicate_pair WHERE right_version_id >= ?", [since])
            assert copies.find_duplicates(con, [], NIGHT, size).total() > 30
            tables = ("cluster_member", "duplicate_pair")
            return tuple(con.execute(f"FROM {t} ORDER BY ALL").fetchall() for t in tables)  # type: ignore[return-value]

        members, pairs = clusters(10_000, "0")
        assert {p[2] for p in pairs} >= {"same_template", "excerpt", "mirror"}
        assert clusters(7, since) == (members, pairs) == clusters(90, since)
