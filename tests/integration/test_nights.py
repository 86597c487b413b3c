"""The whole way over real HTTP: a night, the next one, a correction, a dead site, a bad file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import warehouse.query
from flows.ingest import run_ingest
from flows.nightly import run_nightly
from flows.reprocess import run_reprocess
from flows.sample import serve, write_sources
from flows.settings import Settings

NIGHT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)
TABLES = ("article", "article_version", "occurrence", "project", "project_amount", "evidence")


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Settings]:
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        yield Settings(home=tmp_path / "home", sources=folder)


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with warehouse.query.open(settings.home) as con:
        return con.execute(query).fetchall()


def contents(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows(settings, f"FROM {table} ORDER BY ALL") for table in TABLES}


def test_a_night_reads_both_sites_and_the_next_one_changes_nothing(sites: Settings) -> None:
    first = run_nightly(sites, at=NIGHT)
    assert first.outcome == "success"
    assert (first.articles, first.new) == (18, 18)
    assert first.rejected == {"error_page": 1}
    verdicts = {str(v): int(n) for v, n in first.duplicates.items()}
    assert verdicts.keys() >= {"mirror", "excerpt"}
    before = contents(sites)
    again = run_nightly(sites, at=NIGHT + timedelta(minutes=5))
    assert (again.outcome, again.fetched, again.new) == ("success", 0, 0)
    assert again.release == first.release
    assert not again.release_is_new
    assert contents(sites) == before


def test_the_damaged_copy_is_restored_and_its_facts_are_read_once(sites: Settings) -> None:
    run_nightly(sites, at=NIGHT)
    (text, score) = rows(
        sites,
        "SELECT text, damage_score FROM article_version"
        " WHERE source_id = 'sample-mirror' AND damage_score > 0.1",
    )[0]
    assert "不到三个月。”察布查尔县商务和工业信息化局局长李明说" in str(text)
    assert float(str(score)) > 0.1
    projects = rows(sites, "SELECT count(*) FROM project WHERE name LIKE '%风电塔筒项目'")
    assert projects == [(1,)]


def test_weekly_briefs_are_not_taken_for_copies(sites: Settings) -> None:
    run_nightly(sites, at=NIGHT)
    clusters = rows(
        sites,
        "SELECT DISTINCT cluster_id FROM occurrence o JOIN article a USING (article_id)"
        " WHERE a.title LIKE '一周项目速览%'",
    )
    assert len(clusters) == 2


def test_a_corrected_article_is_a_new_version_and_the_old_one_stays(tmp_path: Path) -> None:
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        port = int(addresses["original"].rsplit(":", 1)[1])
        settings = Settings(home=tmp_path / "home", sources=folder)
        run_nightly(settings, ["sample-original"], at=NIGHT)
    with serve(later=True, port=port) as addresses:
        write_sources(addresses, tmp_path / "sources")
        later = run_nightly(settings, ["sample-original"], at=NIGHT + timedelta(days=2))
    assert (later.fetched, later.new) == (1, 1)
    versions = rows(
        settings, "SELECT count(*) FROM article_version WHERE title LIKE '霍城县暖阳果业%'"
    )
    assert versions == [(2,)]
    amounts = rows(
        settings,
        "SELECT value FROM project_amount a JOIN project p USING (project_id)"
        " WHERE p.name LIKE '%浓缩果汁项目' AND amount_role = 'total_investment'",
    )
    assert amounts == [(210_000_000.0,)]


def test_a_site_that_cannot_be_reached_costs_the_others_nothing(sites: Settings) -> None:
    dead = (sites.sources / "mirror.toml").read_text("utf-8")
    (sites.sources / "dead.toml").write_text(
        dead.replace("sample-mirror", "dead").replace(
            dead.split('home = "')[1].split('"')[0].removesuffix("/"), "http://127.0.0.1:9"
        ),
        "utf-8",
    )
    summary = run_nightly(sites, at=NIGHT)
    assert summary.outcome == "partial"
    assert {s.source_id for s in summary.sources if s.error} == {"dead"}
    assert summary.new == 18
    told = rows(sites, "SELECT source_id FROM run_source WHERE error IS NOT NULL")
    assert told == [("dead",)]


def test_a_night_that_reaches_no_site_has_failed(tmp_path: Path) -> None:
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
    summary = run_nightly(Settings(home=tmp_path / "home", sources=folder), at=NIGHT)
    assert summary.outcome == "failed"


def test_pages_of_a_night_that_died_are_read_by_the_next(sites: Settings) -> None:
    from flows.collect import Order, collect
    from flows.nightly import chosen

    order = Order("died", NIGHT, sites.home)
    for source in chosen(sites, None):
        collect(source, {}, order)  # archived, and then the machine went down
    summary = run_nightly(sites, at=NIGHT + timedelta(minutes=5))
    assert (summary.fetched, summary.new) == (0, 18)


def test_bad_files_are_rejected_with_a_reason_and_cost_their_neighbours_nothing(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "good.txt").write_text(
        "昭苏县年产2万吨燕麦项目开工\n发布时间：2025-04-02 来源：样报\n"
        "4月1日，昭苏县禾盛农业有限公司年产2万吨燕麦加工项目开工，总投资6000万元。\n",
        "utf-8",
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "gone.html").write_text(
        "<html><title>404</title><body><h1>页面不存在</h1></body></html>", "utf-8"
    )
    (folder / "login.html").write_text(
        "<html><title>用户登录</title><body><p>请先登录后查看</p></body></html>", "utf-8"
    )
    (folder / "sidecar.txt").write_text("一段没有标题的正文，记着一件事情。", "utf-8")
    (folder / "sidecar.meta.json").write_text("{not json", "utf-8")
    settings = Settings(home=tmp_path / "home")
    summary = run_ingest([folder], settings)
    assert summary.outcome == "success"
    assert summary.new == 1
    assert summary.rejected == {"empty": 1, "not_text": 2, "error_page": 1, "login_wall": 1}
    reasons = rows(settings, "SELECT reason FROM rejected ORDER BY 1")
    assert [r[0] for r in reasons] == ["empty", "error_page", "login_wall", "not_text", "not_text"]


def test_reprocess_reads_the_archive_again_and_changes_nothing(sites: Settings) -> None:
    run_nightly(sites, at=NIGHT)
    before = contents(sites)
    summary = run_reprocess(sites)
    assert summary.outcome == "success"
    assert (summary.articles, summary.new) == (18, 0)
    assert contents(sites) == before
