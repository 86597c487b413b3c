"""The report: what it holds, that no text of the ledger can act in it, and how it behaves."""

from __future__ import annotations

import os
import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pytest

import warehouse
from tests.browser import CHROMIUM, Browser
from transform.mentions.gazetteer import gazetteer
from warehouse.report import ReportData, read, render, safe_url, script_json, tiles
from warehouse.report import told as side

HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=2>"
    "\"'><svg onload=window.hacked=3>{{7*7}}</td></table>\u2028<!--"
)
HOSTILE_URL = "javascript:window.hacked=4"
PLAIN = {"name", "company", "quote", "title", "actor", "region", "explanation", "error", "source",
         "field", "left_value", "right_value", "aliases", "place", "prefecture", "home"}  # fmt: skip


@pytest.fixture(scope="module")
def data(sample_home) -> ReportData:
    with warehouse.open(sample_home) as con:
        return read(con)


@pytest.fixture(scope="module")
def page(data) -> str:
    return render(data)


@pytest.fixture(scope="module")
def hostile(data) -> str:
    """The page where every text is an attack."""

    def poisoned(table: pa.Table) -> pa.Table:
        for place, (name, kind) in enumerate(
            zip(table.column_names, table.schema.types, strict=True)
        ):
            if kind != pa.string():
                continue
            text = HOSTILE if name in PLAIN else HOSTILE_URL if name.endswith("url") else None
            if text:
                table = table.set_column(place, name, pa.array([text] * table.num_rows))
        return table

    tables = {f.name: getattr(data, f.name) for f in fields(data)}
    return render(replace(data, **{name: poisoned(t) for name, t in tables.items()}))


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if CHROMIUM is None:
        pytest.skip("no chromium here: install Debian's package to test the report in a browser")
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


class _Tags(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_holds_the_ledger_in_both_languages(page, data):
    for name in data.projects.column("name").to_pylist():
        assert name in page
    for quote in data.aid.column("quote").to_pylist():
        assert quote in page
    assert "Investment by county" in page and "各县投资" in page
    assert "http://127.0.0.1" in page  # the sample site's address, as a link to the evidence
    assert page.count('class="evidence"') == data.projects.num_rows


def test_the_page_asks_nothing_of_the_network(page):
    tags = _Tags(page).tags
    assert not [t for t, a in tags if t in ("link", "iframe", "img", "object", "embed", "base")]
    assert not [a for t, a in tags if t == "script" and "src" in a]
    policy = next(a["content"] for t, a in tags if a.get("http-equiv"))
    assert "default-src 'none'" in policy
    scripts = policy.split("script-src")[1].split(";")[0]
    assert "unsafe" not in scripts and scripts.count("sha256-") == 2


def test_no_text_of_the_ledger_becomes_markup(hostile, page):
    clean, bad = _Tags(page).tags, _Tags(hostile).tags
    kinds = {"script", "img", "svg"}
    assert [t for t, _ in bad if t in kinds] == [t for t, _ in clean if t in kinds]
    assert not [a for _, a in bad if any(name.startswith("on") for name in a)]
    links = [a["href"] for t, a in bad if t == "a" and not (a["href"] or "").startswith("#")]
    assert links == []
    assert "49" not in re.findall(r"svg onload=window.hacked=3&gt;(\S+?)&lt;", hostile)


def test_json_in_a_script_cannot_end_it():
    made = script_json({"a": "</script><!-- \u2028 &"})
    assert not set("<>&\u2028") & set(made)
    assert "\\u003c/script" in made


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://a.cn/b?c=1", True), ("http://a.cn", True), ("javascript:alert(1)", False),
     (" JavaScript:x", False), ("file:///etc/passwd", False), ("data:text/html,x", False),
     ("https://a.cn/\nb", False), ("", False), (None, False)],
)  # fmt: skip
def test_only_web_addresses_become_links(url, kept):
    assert bool(safe_url(url)) is kept


def test_the_tile_map_has_a_square_for_every_county_of_xinjiang():
    placed = [t for t in tiles.tiles() if t.kind == "tile"]
    assert len({(t.col, t.row) for t in placed}) == len({t.adcode for t in placed}) == len(placed)
    names = gazetteer().names
    districts = ("6501", "6502")  # their city is one square
    for code in names:
        if code.startswith("65") and not code.endswith("00") and not code.startswith(districts):
            assert code in {t.adcode for t in placed}, names[code]
    assert {t.adcode for t in placed} <= names.keys()
    for tile in placed:
        assert tile.label[:2] in names[tile.adcode]


def test_the_map_loses_no_money():
    def row(code, value, year=2025, projects=1):
        return {"adcode": code, "value_cny": value * 1e8, "year": year, "projects": projects}

    rows = [row("654022", 4.6), row("654022", 1.4, 2024), row("654000", 10.0), row("650103", 2.0),
            row("659001", 3.0), row("320600", 7.0), row(None, 5.0)]  # fmt: skip
    made, homeless = tiles.values(rows, {})
    assert sum(r["value_cny"] for r in homeless) == 12e8
    at = {(r["level"], r["adcode"], r["year"]): r["value"] for r in made}
    assert at["county", "654022", 0] == pytest.approx(6.0)
    assert at["county", "654022", 2024] == pytest.approx(1.4)
    assert at["county", "650100", 0] == pytest.approx(2.0)  # a district is its city's square
    assert at["prefecture", "654000", 0] == pytest.approx(16.0)
    assert at["prefecture", "659001", 0] == pytest.approx(3.0)
    assert len([r for r in made if r["level"] == "prefecture" and r["adcode"] == "654000"
                and r["year"] == 0]) == 11  # fmt: skip


def test_an_empty_ledger_makes_a_page(data):
    tables = {f.name: getattr(data, f.name) for f in fields(data)}
    kept = ("counts", "filled", "damage")
    empty = {name: t if name in kept else t.slice(0, 0) for name, t in tables.items()}
    assert "没有新项目" in render(replace(data, **empty))


def test_a_side_of_a_contradiction_reads_as_money():
    assert side("460000000 CNY") == "4.6亿元"
    assert side("460000000 CNY", "en") == "CNY 460 m"
    assert (side("尼勒克县"), side(None)) == ("尼勒克县", "")


def _opened(browser: Browser, tmp_path: Path, page: str, **how):
    file = tmp_path / "report.html"
    file.write_text(page, "utf-8")
    opened = browser.open(file, **how)
    opened.wait("!!document.documentElement.dataset.ready")
    return opened


def test_in_a_browser_it_draws_filters_and_speaks_two_languages(browser, page, data, tmp_path):
    opened = _opened(browser, tmp_path, page, fragment="#zh")
    for chart in ("tile_map", "by_place", "aid", "timeline", "filled"):
        assert opened.run(f"document.querySelectorAll('#c-{chart} svg path').length") > 3
    visible = "[...document.querySelectorAll('#t-projects tr.row')].filter(r => !r.hidden).length"
    assert opened.run(visible) == data.projects.num_rows

    typed = "(() => { const i = document.querySelector('[data-filter=\"t-projects\"]');"
    typed += " i.value = '%s'; i.dispatchEvent(new Event('input')); })()"
    opened.run(typed % "尼勒克 风电")
    assert opened.run(visible) == 1
    opened.run(typed % "没有这样的项目")
    assert opened.run(visible) == 0
    opened.run(typed % "")
    opened.run("document.querySelector('[data-stage]').value = 'signed';"
               "document.querySelector('[data-stage]').dispatchEvent(new Event('input'))")  # fmt: skip
    signed = data.projects.column("stage").to_pylist().count("signed")
    assert 0 < opened.run(visible) == signed < data.projects.num_rows
    opened.run("document.querySelector('[data-stage]').value = '';"
               "document.querySelector('[data-stage]').dispatchEvent(new Event('input'))")  # fmt: skip

    detail = "document.querySelector('#t-projects tr.detail').hidden"
    assert opened.run(detail)
    opened.click("#t-projects .open")
    assert not opened.run(detail)

    opened.run("document.querySelector('#t-projects thead th:nth-child(5)').click()")
    values = opened.run("[...document.querySelectorAll('#t-projects tr.row')]"
                        ".map(r => Number(r.cells[4].dataset.value))")  # fmt: skip
    assert values == sorted(values)

    opened.click("#language")
    opened.wait("document.documentElement.dataset.ready === 'en'")
    shown = opened.run("document.querySelector('h1').innerText")
    assert shown == "Investment and aid projects in Xinjiang"
    assert "CNY 100 million" in opened.run("document.querySelector('#c-by_place').textContent")
    assert opened.errors == []
    assert [url for url in opened.requests if not url.startswith("file:")] == []


def test_in_a_browser_a_square_shows_its_projects_and_years_are_chosen(browser, page, tmp_path):
    opened = _opened(browser, tmp_path, page, fragment="#zh")
    bars = "document.querySelectorAll('#c-by_place .mark-rect path').length"
    every = opened.run(bars)
    opened.run("document.querySelector('[data-signal=year]').value = '2024';"
               "document.querySelector('[data-signal=year]').dispatchEvent(new Event('input'))")  # fmt: skip
    opened.wait(f"{bars} < {every}")
    assert 0 < opened.run(bars) < every
    opened.click("#c-by_place .mark-rect path")
    opened.wait("document.querySelector('[data-filter=\"t-projects\"]').value !== ''")
    rows = "[...document.querySelectorAll('#t-projects tr.row')].filter(r => !r.hidden).length"
    assert 0 < opened.run(rows) < 5
    assert opened.errors == []


def test_in_a_browser_hostile_text_runs_nothing(browser, hostile, tmp_path):
    opened = _opened(browser, tmp_path, hostile)
    opened.click("#t-projects .open")
    opened.click("#c-timeline .mark-symbol path")
    assert opened.run("window.hacked === undefined")
    assert opened.errors == []
    assert [url for url in opened.requests if not url.startswith("file:")] == []


def test_on_a_phone_nothing_is_wider_than_the_screen(browser, page, tmp_path):
    opened = _opened(browser, tmp_path, page, width=390, phone=True)
    assert opened.run("document.documentElement.scrollWidth") <= 390
    assert opened.errors == []


@pytest.mark.skipif(not os.environ.get("RENEW_PICTURES"), reason="RENEW_PICTURES=1 renews them")
def test_pictures_for_the_docs(browser, page, root, tmp_path):
    folder = root / "docs" / "images"
    folder.mkdir(exist_ok=True)
    for name, how in (
        ("zh", {"fragment": "#zh"}),
        ("en", {"fragment": "#en"}),
        ("phone", {"fragment": "#zh", "width": 390, "phone": True}),
    ):
        opened = _opened(browser, tmp_path, page, **how)
        parts = ("header",) if name == "phone" else ("header", "#investment", "#aid", "#timeline")
        for part in parts:
            opened.picture(folder / f"report-{name}-{part.strip('#')}.webp", part)
