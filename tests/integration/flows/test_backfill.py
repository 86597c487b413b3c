"""Backfills: by period and from WARC files, in chunks, broken off and gone on with."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import warehouse.query
from extract.archive import ArchiveWriter
from extract.errors import BrokenInput
from extract.fetch import Answer
from flows import backfill as module
from flows.backfill import run_backfill
from flows.ingest import archive_warc
from flows.nightly import run_nightly
from flows.sample import serve, site_answers, write_sources
from flows.settings import Settings
from warehouse import archives
from warehouse.build import open_build

NIGHT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)
PERIOD = {"since": date(2025, 3, 1), "until": date(2025, 4, 9), "chunk_days": 20}


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Settings]:
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        yield Settings(home=tmp_path / "home", sources=folder, workers=1)


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with warehouse.query.open(settings.home) as con:
        return con.execute(query).fetchall()


def test_a_period_is_fetched_in_chunks_and_what_is_done_is_not_done_again(sites: Settings) -> None:
    summary = run_backfill(sites, ["sample-original"], **PERIOD)
    assert summary.outcome == "success"
    assert summary.new > 5
    days = rows(sites, "SELECT min(published_at), max(published_at) FROM article")
    assert days[0][0] >= "2025-03-01" and days[0][1] < "2025-04-10"
    again = run_backfill(sites, ["sample-original"], **PERIOD)
    assert (again.outcome, again.fetched, again.sources) == ("success", 0, [])
    assert not again.release_is_new
    asked = run_backfill(sites, ["sample-original"], **PERIOD, again=True)
    assert (asked.fetched, [s.source_id for s in asked.sources]) == (0, ["sample-original"])
    with_mirror = run_backfill(sites, **PERIOD)  # of the new source only
    assert [s.source_id for s in with_mirror.sources] == ["sample-mirror"]


def test_a_chunk_that_breaks_stops_no_other_and_is_done_by_the_next_run(
    sites: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = module.fetch_sources

    def breaks(run, sources, since, until):
        if until == PERIOD["until"]:  # the first of the chunks
            raise RuntimeError("a defect")
        return whole(run, sources, since, until)

    monkeypatch.setattr(module, "fetch_sources", breaks)
    summary = run_backfill(sites, ["sample-original"], **PERIOD)
    assert summary.outcome == "failed"
    assert "a defect" in str(summary.error)
    some = rows(sites, "SELECT count(*) FROM article")[0][0]
    monkeypatch.setattr(module, "fetch_sources", whole)
    mended = run_backfill(sites, ["sample-original"], **PERIOD)
    assert mended.outcome == "success"
    assert mended.new > 0
    assert rows(sites, "SELECT count(*) FROM article")[0][0] == some + mended.new


def test_a_source_that_does_not_answer_is_asked_again(tmp_path: Path) -> None:
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        port = int(addresses["original"].rsplit(":", 1)[1])
    settings = Settings(home=tmp_path / "home", sources=folder, workers=1)
    assert run_backfill(settings, ["sample-original"], **PERIOD).outcome == "failed"
    with serve(port=port):
        summary = run_backfill(settings, ["sample-original"], **PERIOD)
    assert summary.outcome == "success"
    assert summary.new > 5


@pytest.fixture
def warcs(tmp_path: Path) -> Path:
    """WARC files as another crawler of the sample sites would have written them."""
    folder = tmp_path / "warcs"
    for name in ("original", "mirror"):
        path = folder / f"{name}.warc.gz"
        host = {"original": "original.example.cn", "mirror": "mirror.example.cn"}[name]
        with ArchiveWriter(path, "other") as writer:
            for address, answer in site_answers(name, f"http://{host}").items():
                if address.endswith(".html") and "list" not in address:
                    url = f"http://{host}{address}"
                    headers = (("Content-Type", answer.content_type),)
                    writer.response(url, Answer(url, 200, headers, answer.body), NIGHT)
    (folder / "torn.warc.gz").write_bytes((folder / "mirror.warc.gz").read_bytes()[:-500])
    return folder


def test_a_folder_of_warc_files_is_read_in_chunks_by_the_host_of_each_page(
    warcs: Path, tmp_path: Path
) -> None:
    hosts = {"original": "http://original.example.cn", "mirror": "http://mirror.example.cn"}
    sources = write_sources(hosts, tmp_path / "sources")
    settings = Settings(home=tmp_path / "home", sources=sources, workers=1)
    summary = run_backfill(settings, warc=warcs, chunk_files=1)
    assert summary.outcome == "success"
    found = dict(rows(settings, "SELECT source_id, count(*) FROM article GROUP BY 1"))
    assert found == {"sample-original": 14, "sample-mirror": 4}
    again = run_backfill(settings, warc=warcs, chunk_files=2)
    assert (again.articles, again.new) == (0, 0)
    with closing(open_build(settings.home)) as con:
        assert len(archives.chunks_done(con)) == 3
    with pytest.raises(BrokenInput, match=r"no \.warc"):
        run_backfill(settings, warc=tmp_path / "sources")


def test_a_night_comes_in_between_two_chunks(sites: Settings, monkeypatch) -> None:
    nights = []

    def sleep(seconds: float) -> None:
        if not nights:
            nights.append(run_nightly(sites, ["sample-mirror"], at=NIGHT).outcome)

    monkeypatch.setattr(module.time, "sleep", sleep)
    assert run_backfill(sites, ["sample-original"], **PERIOD).outcome == "success"
    assert nights == ["success"]


def test_a_copy_of_a_warc_file_is_archived_once(warcs: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.warc.gz"
    copy.write_bytes((warcs / "mirror.warc.gz").read_bytes())
    first = archive_warc(warcs / "mirror.warc.gz", tmp_path / "home", NIGHT)
    assert archive_warc(copy, tmp_path / "home", NIGHT) == first
    assert first.samefile(warcs / "mirror.warc.gz")  # linked, so it takes no room
    assert gzip.decompress(first.read_bytes()).startswith(b"WARC/1.1")


def test_either_a_period_or_a_folder(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with pytest.raises(ValueError, match="either"):
        run_backfill(settings)
    with pytest.raises(ValueError, match="read whole"):
        run_backfill(settings, ["ylxw"], warc=tmp_path)
    with pytest.raises(ValueError, match="ends before it begins"):
        run_backfill(settings, since=date(2025, 4, 2), until=date(2025, 4, 1))
