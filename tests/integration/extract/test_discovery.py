"""Feeds, sitemaps, listings: what is found on a real server, in which order, and when it stops."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from extract.discover import Discovery
from extract.fetch import Fetcher
from extract.links import LEAST, score
from extract.sources import Source
from tests.integration.extract.server import Server, answer


def source_of(server: Server, **keys: object) -> Source:
    return Source.model_validate(
        {
            "id": "test", "name": "测试", "name_en": "Test", "home": server.url("/"), "verified": False,
            "hosts": [f"127.0.0.1:{server.port}"], "manners": {"min_gap": 0, "allow_private": True, "timeout": 2},
            **keys,
        }
    )  # fmt: skip


def found(
    source: Source,
    known: set[str] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> tuple[list[tuple[str, str | None]], list[str]]:
    """(path, date) of the links, and the reasons of the errors."""
    with Fetcher(source, "yuanjiang/0.1", tries=1) as fetcher:
        discovery = Discovery(source, fetcher, date(2024, 10, 25))
        have = known or set()
        links = [
            ("/" + link.url.split("/", 3)[3], link.published_at)
            for link in discovery.links(
                lambda url: "/" + url.split("/", 3)[3] in have, since, until
            )
        ]
    return links, [error.reason for error in discovery.errors]


def test_a_feed_newest_first_with_dates_of_both_kinds(server: Server) -> None:
    items = "".join(
        f"<item><title>县里开工第{n}个项目</title><link>/a{n}.html</link><pubDate>{stamp}</pubDate></item>"
        for n, stamp in ((1, "Sat, 19 Oct 2024 23:30:00 GMT"), (2, "2024-10-21 09:00:00"), (3, "Fri, 18 Oct 2024 08:00:00 +0800"))
    )  # fmt: skip
    server.pages["/rss"] = answer(
        f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), kind="application/rss+xml"
    )
    links, errors = found(source_of(server, feeds=[server.url("/rss")]))
    assert errors == []
    assert links == [
        ("/a2.html", "2024-10-21T09:00:00+08:00"),
        ("/a1.html", "2024-10-20T07:30:00+08:00"),
        ("/a3.html", "2024-10-18T08:00:00+08:00"),
    ]


NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap(server: Server, *entries: tuple[str, str]) -> bytes:
    urls = "".join(
        f"<url><loc>{server.url(path)}</loc><news:news><news:publication_date>{stamp}</news:publication_date>"
        f"<news:title>题</news:title></news:news></url>"
        for path, stamp in entries
    )
    return (
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='{NEWS}'>{urls}</urlset>"
    ).encode()


def test_a_sitemap_index_with_packed_files(server: Server) -> None:
    entries = [
        ("/maps/1.xml.gz", "2024-10-20"),
        ("/maps/old.xml", "2020-01-01"),
        ("/maps/2.xml", "2024-10-24"),
    ]
    named = "".join(
        f"<sitemap><loc>{server.url(path)}</loc><lastmod>{day}</lastmod></sitemap>"
        for path, day in entries
    )
    foreign = "<sitemap><loc>http://192.0.2.1/x.xml</loc></sitemap>"
    index = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{named}{foreign}</sitemapindex>"
    server.pages["/maps.xml"] = answer(index.encode(), kind="text/xml")
    packed = gzip.compress(sitemap(server, ("/b1.html", "2024-10-19T08:00:00+08:00")))
    server.pages["/maps/1.xml.gz"] = answer(packed, kind="application/x-gzip")
    server.pages["/maps/2.xml"] = answer(
        sitemap(server, ("/b2.html", "2024-10-23"), ("/b3.html", "2024-10-24")),
        kind="application/xml",
    )
    links, errors = found(
        source_of(server, sitemaps=[server.url("/maps.xml")]), since=date(2024, 10, 1)
    )
    assert errors == []
    assert [path for path, _ in links] == ["/b3.html", "/b2.html", "/b1.html"]
    assert server.count("/maps/old.xml") == 0


def test_a_packed_sitemap_that_is_a_bomb(server: Server) -> None:
    server.pages["/m.xml.gz"] = answer(gzip.compress(bytes(40_000_000)), kind="application/gzip")
    assert found(source_of(server, sitemaps=[server.url("/m.xml.gz")])) == ([], ["too_large"])


@pytest.mark.parametrize("kind", ["feeds", "sitemaps"])
def test_entities_are_not_expanded(server: Server, kind: str) -> None:
    laughs = "".join(
        f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" if n else "<!ENTITY l0 'ha'>" for n in range(12)
    )
    body = f"<?xml version='1.0'?><!DOCTYPE x [{laughs}]><rss><channel><title>&l11;</title></channel></rss>"
    server.pages["/x"] = answer(body.encode(), kind="text/xml")
    assert found(source_of(server, **{kind: [server.url("/x")]})) == ([], ["broken"])


def listing(server: Server, number: int, following: str) -> bytes:
    items = "".join(
        f"<li><a href='/xw/202410/t202410{25 - number:02}_{number}{i}.html'>湖畔县第{number}{i}个项目今日开工建设</a>"
        f"<span>2024-10-{25 - number:02}</span></li>"
        for i in range(3)
    )
    menu = "<div class='nav'><a href='/zw/'>政务公开信息目录</a></div>"
    foot = "<div class='footer'><a href='/about/2020/1.html'>违法和不良信息举报中心网站</a></div>"
    return answer(f"<html>{menu}<ul>{items}</ul>{following}{foot}</html>".encode())


@pytest.fixture
def pages(server: Server) -> Server:
    server.pages["/l/"] = listing(server, 1, "<a href='2.html'>下一页</a>")
    server.pages["/l/2.html"] = listing(server, 2, "<a href='/l/3.html'>下一页&gt;</a>")
    server.pages["/l/3.html"] = listing(
        server, 3, '<script>createPageHTML(5, 3, "4", "html");</script>'
    )
    server.pages["/l/4_4.html"] = listing(server, 4, "<a href='/l/'>下一页</a>")
    return server


def test_listings_are_walked_generically_to_their_end(pages: Server) -> None:
    links, errors = found(source_of(pages, listings=[{"url": pages.url("/l/")}]))
    assert errors == []
    assert [path for path, _ in links] == [
        f"/xw/202410/t202410{25 - n:02}_{n}{i}.html" for n in (1, 2, 3, 4) for i in range(3)
    ]
    assert links[0][1] == "2024-10-24"


def test_a_listing_stops_where_all_is_known(pages: Server) -> None:
    known = {f"/xw/202410/t20241023_2{i}.html" for i in range(3)}
    links, _ = found(source_of(pages, listings=[{"url": pages.url("/l/")}]), known)
    assert len(links) == 6
    assert pages.count("/l/3.html") == 0


def test_since_walks_back_over_what_is_known_and_until_leaves_out(pages: Server) -> None:
    known = {f"/xw/202410/t20241023_2{i}.html" for i in range(3)}
    links, _ = found(
        source_of(pages, listings=[{"url": pages.url("/l/")}]),
        known, date(2024, 10, 22), date(2024, 10, 23),
    )  # fmt: skip
    assert {stamp for _, stamp in links} == {"2024-10-22", "2024-10-23"}
    assert pages.count("/l/4_4.html") == 1  # the page that shows that the rest is older


def test_selectors_and_a_pattern_of_pages(pages: Server) -> None:
    keys = {
        "url": pages.url("/l/"),
        "links": "li:first-child > a",
        "next_url": "/l/{page}.html",
        "max_pages": 2,
    }
    links, _ = found(source_of(pages, listings=[keys]))
    assert [path for path, _ in links] == [
        "/xw/202410/t20241024_10.html",
        "/xw/202410/t20241023_20.html",
    ]


@pytest.mark.parametrize(
    ("url", "title", "stamp", "in_menu", "is_article"),
    [
        ("http://a.cn/xw/202410/t20241024_1.html", "湖畔县新项目今日开工建设", None, False, True),
        ("http://a.cn/content/2024-10/24/c_99.htm", "牧民的一天", None, False, False),
        ("http://a.cn/show.aspx?id=1024", "湖畔县新项目今日开工建设", "2024-10-24", False, True),
        (
            "http://a.cn/a/9f86d081884c7d659a2feaa0c55ad015.shtml",
            "湖畔县新项目开工",
            None,
            False,
            True,
        ),
        ("http://a.cn/zwgk/", "政府信息公开工作年度报告", None, False, False),
        ("http://a.cn/xw/index.html", "更多要闻请点击这里查看", None, False, False),
        ("http://a.cn/about/2020/1.html", "违法和不良信息举报中心", None, True, False),
        ("http://a.cn/2024/1.html", "关于我们", None, False, False),
    ],
)
def test_scores(url: str, title: str, stamp: str | None, in_menu: bool, is_article: bool) -> None:
    assert (score(url, title, stamp, in_menu) >= LEAST) is is_article
