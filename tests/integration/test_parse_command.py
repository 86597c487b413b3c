"""`yuanjiang parse` on saved pages, as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app, stages  # noqa: F401  # registers the command
from tests.unit.extract.page_kinds import KINDS, STORIES

LONG = STORIES["long"]


def parsed(*arguments: object) -> dict[str, dict[str, object]]:
    result = CliRunner().invoke(app, ["parse", "--jsonl", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return {row["id"]: row for row in map(json.loads, result.stdout.splitlines())}


def save(folder: Path, name: str, html: str, charset: str = "utf-8") -> Path:
    path = folder / f"{name}.html"
    path.write_bytes(html.encode(charset))
    return path


def test_every_field_of_a_page(tmp_path: Path) -> None:
    made = KINDS["related_inside"](LONG)
    extra = (
        '<div class="subtitle">县里今年第二个纺织项目</div>'
        '<a href="page_2.html">下一页</a><figure><figcaption>开工现场。</figcaption></figure></body>'
    )
    lead = "沙枣日报讯（记者 马晓云 通讯员 艾山江·买买提）10月19日，"
    html = made.html.replace("</body>", extra).replace("10月19日，", lead, 1)
    row = parsed(save(tmp_path, "page", html))["page"]
    assert row["title"] == LONG.title
    assert row["subtitle"] == "县里今年第二个纺织项目"
    assert row["published_at"] == "2024-10-20T08:30:21+08:00"
    assert row["source"] == "沙枣日报"
    assert (row["reporters"], row["correspondents"]) == (["马晓云"], ["艾山江·买买提"])
    assert row["editors"] == ["陈立"]
    assert row["author"] == "马晓云 艾山江·买买提 陈立 沙枣日报"
    assert row["body"].splitlines() == [lead + LONG.paragraphs[0][7:], *LONG.paragraphs[1:]]
    assert row["next_page"].endswith("/page_2.html")
    assert row["reason"] is None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_page(kind: str, tmp_path: Path) -> None:
    made = KINDS[kind](LONG)
    row = parsed(save(tmp_path, kind, made.html, made.charset))[kind]
    assert (row["title"], row["body"]) == (made.title, "\n".join(made.paragraphs))


def test_pages_of_one_article_are_joined(tmp_path: Path) -> None:
    head, tail = LONG.paragraphs[:3], LONG.paragraphs[3:]
    page = (
        "<html><title>{t}_沙枣新闻网</title><h1>{t}</h1><p>2024-10-20 08:30</p>{ps}{pager}</html>"
    )
    first = page.format(
        t=LONG.title, ps="".join(f"<p>{p}</p>" for p in head), pager="<a href=a_2.html>下一页</a>"
    )
    second = page.format(
        t=LONG.title,
        ps="".join(f"<p>{p}</p>" for p in (head[-1], *tail)),
        pager="<a href=a.html>上一页</a><a href=a.html>1</a>",
    )
    save(tmp_path, "a", first)
    save(tmp_path, "a_2", second)
    save(tmp_path, "b", KINDS["dede"](STORIES["quotes"]).html)
    rows = parsed(tmp_path)
    assert rows["a"]["body"].splitlines() == list(LONG.paragraphs)
    assert rows["a_2"]["part_of"] == "a"
    assert "part_of" not in rows["b"]


def test_a_page_that_is_no_article_says_why_and_costs_its_neighbours_nothing(
    tmp_path: Path,
) -> None:
    save(tmp_path, "gone", "<title>404</title><h1>您访问的页面不存在</h1>")
    save(tmp_path, "wall", "<title>请登录</title><p>请先登录后查看全文</p>")
    save(tmp_path, "good", KINDS["wire"](LONG).html)
    (tmp_path / "noise.html").write_bytes(bytes(range(32)) * 50)
    rows = parsed(tmp_path)
    assert {name: row["reason"] for name, row in rows.items()} == {
        "gone": "error_page", "wall": "login_wall", "good": None, "noise": "not_text",
    }  # fmt: skip


def test_a_site_file_adds_certainty_and_its_drift_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "sz.toml").write_text(
        'id = "sz"\nname = "沙枣"\nname_en = "SZ"\nhome = "http://www.example.cn/"\nverified = false\n'
        'hosts = ["www.example.cn"]\n[[templates]]\ntitle = "h1.headline"\nbody = "div.left_zw"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("YUANJIANG_SOURCES", str(tmp_path / "sites"))
    page = save(tmp_path, "page", KINDS["wire"](LONG).html)
    row = parsed("--source", "sz", page)["page"]
    assert row["parse_drift"] == ["title"]
    assert row["title"] == LONG.title
    assert parsed(page)["page"]["parse_drift"] == []
