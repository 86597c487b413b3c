"""`check_source` against the bundled sample site over real HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.fetch import Fetcher
from extract.sitecheck import check_source
from extract.sources import Source, load_sources, read_source
from flows.cli import app
from flows.cli import sites as _sites  # noqa: F401  # registers the commands
from flows.sample import serve, write_sources


def _source(base: str, **keys: object) -> Source:
    return Source.model_validate(
        {
            "id": "sample",
            "name": "样例",
            "name_en": "Sample",
            "home": base + "/",
            "verified": False,
            "hosts": [base.removeprefix("http://")],
            "listings": [{"url": f"{base}/list/index.html"}],
            "manners": {"allow_private": True, "min_gap": 0},
            **keys,
        }
    )


def test_fields_of_a_site_and_what_to_do() -> None:
    with serve() as sites:
        source = _source(sites["original"], templates=[{"title": "h1.nothing"}])
        with Fetcher(source, "yuanjiang/0.1") as fetcher:
            findings = {finding.field: finding for finding in check_source(source, fetcher)}
    assert "article_url" in findings["links"].advice
    assert findings["body"].level == "ok"
    assert "templates[].title" in findings["title"].advice


def test_a_site_that_is_down_is_a_finding() -> None:
    source = _source("http://127.0.0.1:9")
    with Fetcher(source, "yuanjiang/0.1", tries=1) as fetcher:
        findings = check_source(source, fetcher)
    assert [f.field for f in findings if f.level == "error"] == ["discovery", "links"]


def test_the_commands_draft_a_file_and_check_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUANJIANG_SOURCES", str(tmp_path))
    with serve() as addresses:
        base = addresses["original"]
        write_sources(addresses, tmp_path)  # `add` reads no site file; `check` needs some
        page = f"{base}/xmtz/202503/t20250318_1001.html"
        drafted = CliRunner().invoke(
            app, ["sources", "add", page, "--name", "样例新闻网", "--private"]
        )
        assert drafted.exit_code == 0
        source = read_source(drafted.stdout, "draft")
        assert (source.name, source.verified) == ("样例新闻网", False)
        assert source.is_article(page)
        assert not source.is_article(f"{base}/list/index.html")
        assert "# [[templates]]" in drafted.stdout
        first = next(iter(load_sources(tmp_path)))
        checked = CliRunner().invoke(app, ["sources", "check", first])
    assert checked.exit_code == 0, checked.output
    for field in ("links", "title", "published", "credit", "body", "charset"):
        assert field in checked.stdout


def test_check_of_an_unknown_id_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["sources", "check", "nothing"])
    assert result.exit_code == 2
