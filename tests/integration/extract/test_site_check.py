"""`check_source` against the bundled sample site over real HTTP."""

from __future__ import annotations

from extract.fetch import Fetcher
from extract.sitecheck import check_source
from extract.sources import Source
from flows.sample import serve


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
