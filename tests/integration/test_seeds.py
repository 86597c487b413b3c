"""The two real articles give the facts that a reader takes from them."""

from __future__ import annotations

from pathlib import Path

import pytest

import warehouse.query
from flows.ingest import run_ingest
from flows.settings import Settings


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(home=tmp_path_factory.mktemp("seeds"))
    summary = run_ingest(sorted((shared / "seeds").glob("*.txt")), settings)
    assert summary.outcome == "success"
    assert (summary.articles, summary.rejected.total()) == (2, 0)
    return settings


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with warehouse.query.open(settings.home) as con:
        return con.execute(query).fetchall()


def test_the_foil_project(seeds: Settings) -> None:
    project = "(SELECT project_id FROM project WHERE name LIKE '%化成箔项目')"
    told = rows(seeds, f"SELECT company, adcode FROM project WHERE project_id = {project}")
    assert told == [("新疆国容电子科技有限公司", "654024")]
    amounts = rows(
        seeds,
        "SELECT amount_role, value, currency, status FROM project_amount"
        f" WHERE project_id = {project} ORDER BY value DESC",
    )
    assert ("total_investment", 890_000_000.0, "CNY", "planned") in amounts
    assert ("annual_output_value", 3_000_000_000.0, "CNY", "planned") in amounts
    started = rows(
        seeds,
        "SELECT event_date, status FROM project_event WHERE stage = 'started'"
        f" AND project_id = {project}",
    )
    assert ("2024-02-27", "actual") in started


def test_the_pipe_project(seeds: Settings) -> None:
    project = "(SELECT project_id FROM project WHERE name LIKE '%管材建设项目')"
    assert rows(
        seeds,
        "SELECT value, currency FROM project_amount WHERE amount_role = 'total_investment'"
        f" AND project_id = {project}",
    ) == [(35_000_000.0, "CNY")]
    assert ("2024-12", "planned") in rows(
        seeds,
        "SELECT event_date, status FROM project_event WHERE stage = 'in_operation'"
        f" AND project_id = {project}",
    )


@pytest.mark.parametrize(
    ("metric", "value", "year"),
    [
        ("projects_implemented", 76, 2023),
        ("aid_funds", 398_920_000, 2023),
        ("projects_implemented", 70, 2024),
        ("aid_funds", 423_120_000, 2024),
        ("aid_funds", 136_000_000, 2013),
    ],
)
def test_programme_statistics(seeds: Settings, metric: str, value: int, year: int) -> None:
    found = rows(
        seeds,
        "SELECT year(period_start), year(period_end) FROM programme_statistic"
        f" WHERE metric = '{metric}' AND value = {value}",
    )
    assert found == [(year, year)]


def test_group_totals_belong_to_no_member(seeds: Settings) -> None:
    assert not rows(seeds, "FROM project_amount WHERE value IN (415000000, 5500000000)")


def test_the_repeated_block_is_stored_once(seeds: Settings) -> None:
    ((text,),) = rows(seeds, "SELECT text FROM article_version WHERE text LIKE '%陆永泉%'")
    assert str(text).count("2013年安排1.36亿元用于产业发展") == 1


def test_the_undetermined_month_gives_no_date(seeds: Settings) -> None:
    ((text,),) = rows(seeds, "SELECT text FROM article_version WHERE text LIKE '%陆永泉%'")
    assert "。”\ufffd月25日" in str(text)
    assert not rows(seeds, "FROM mention WHERE kind = 'date' AND quote LIKE '%月25日'")
