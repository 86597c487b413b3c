"""An article taken down after a night: out of tables, archive and releases, and not fetched again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import warehouse
from extract.archive import read_pages
from flows.nightly import run_nightly
from flows.pipeline import archive_files
from flows.reprocess import run_reprocess
from flows.sample import serve, write_sources
from flows.settings import Settings
from flows.takedown import run_takedown
from warehouse import release

NIGHT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Settings]:
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        yield Settings(home=tmp_path / "home", sources=folder)


def _archived(settings: Settings) -> list[str]:
    return [page.url for path in archive_files(settings.home) for page in read_pages(path)]


def test_an_article_taken_down_stays_away(sites: Settings) -> None:
    run_nightly(sites, at=NIGHT)
    with warehouse.open(sites.home) as con:
        ((url,),) = con.execute(
            "SELECT url FROM article_version JOIN project_report USING (version_id)"
            " ORDER BY url LIMIT 1"
        ).fetchall()
        index = con.execute(
            "SELECT url FROM main.fetch WHERE warc_file IS NOT NULL AND http_status = 200 ORDER BY url"
        ).fetchall()
    assert [row[0] for row in index] == sorted(_archived(sites)) and url in _archived(sites)
    before = len(_archived(sites))

    told = run_takedown(sites, "url", url, "asked by the author", older_releases=True)
    assert told.outcome == "success", told.error
    assert len(release.releases(sites.home)) == 1
    assert url not in _archived(sites) and len(_archived(sites)) == before - 1

    again = run_nightly(sites, at=NIGHT + timedelta(days=2))  # the site still offers it
    assert (again.outcome, again.new) == ("success", 0)
    assert url not in _archived(sites)
    assert run_reprocess(sites).outcome == "success"
    with warehouse.open(sites.home) as con:
        for table, column in (
            ("article_version", "url"),
            ("fetch", "url"),
            ("article", "canonical_url"),
        ):
            query = f"SELECT count(*) FROM main.{table} WHERE {column} = ?"
            assert con.execute(query, [url]).fetchall() == [(0,)], table
        kept = con.execute("SELECT count(*) FROM article").fetchall()
        assert kept == [(17,)]
        log = con.execute("SELECT target, detail FROM takedown").fetchall()
        assert log == [(url, "asked by the author")]


def test_a_page_read_again_after_a_takedown_is_passed_over(sites: Settings) -> None:
    """A copy of the archive from before, put back: the tables still refuse it."""
    run_nightly(sites, at=NIGHT)
    held = {path: path.read_bytes() for path in archive_files(sites.home)}
    with warehouse.open(sites.home) as con:
        ((url,),) = con.execute("SELECT url FROM article_version ORDER BY url LIMIT 1").fetchall()
    run_takedown(sites, "url", url, "asked")
    for path, content in held.items():
        path.write_bytes(content)
    assert run_reprocess(sites).outcome == "success"
    with warehouse.open(sites.home) as con:
        found = con.execute("SELECT count(*) FROM article WHERE canonical_url = ?", [url])
        assert found.fetchall() == [(0,)]


def test_the_command_asks_first_and_says_what_it_removed(sites: Settings) -> None:
    from typer.testing import CliRunner

    from flows.cli import data, takedown
    from flows.cli.app import app

    assert data and takedown  # importing them registers their commands
    run_nightly(sites, at=NIGHT)
    with warehouse.open(sites.home) as con:
        ((url,),) = con.execute("SELECT url FROM article_version ORDER BY url LIMIT 1").fetchall()
    words = ["takedown", url, "--reason", "asked", "--home", str(sites.home)]
    runner = CliRunner()
    said_no = runner.invoke(app, words, input="n\n")
    assert said_no.exit_code == 1 and "for good" in said_no.output
    assert url in _archived(sites)
    done = runner.invoke(app, [*words, "--yes"])
    assert done.exit_code == 0, done.output
    assert "Older releases still hold it" in done.output
    assert url not in _archived(sites)
