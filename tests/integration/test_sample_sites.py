"""The bundled sample sites answer over real HTTP as a news site would."""

from __future__ import annotations

import httpx

from flows.sample import serve


def test_each_site_serves_a_listing_robots_and_articles() -> None:
    with serve() as sites:
        for base in sites.values():
            assert httpx.get(f"{base}/robots.txt").text.startswith("User-agent: *")
            listing = httpx.get(f"{base}/list/index.html")
            assert "下一页" in listing.content.decode(
                "gb18030" if "gb2312" in listing.headers["content-type"] else "utf-8"
            )
        feed = httpx.get(f"{sites['original']}/rss.xml")
        assert feed.text.count("<item>") == 6
        sitemap = httpx.get(f"{sites['original']}/sitemap.xml")
        assert sitemap.text.count("<loc>") == 14


def test_an_unchanged_page_is_answered_with_304_and_an_unknown_one_with_404() -> None:
    with serve() as sites:
        page = f"{sites['original']}/xmtz/202503/t20250318_1001.html"
        first = httpx.get(page)
        again = httpx.get(page, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert httpx.get(f"{sites['original']}/nothing").status_code == 404


def test_later_serves_the_corrected_article() -> None:
    path = "/xmtz/202503/t20250328_1008.html"
    with serve() as sites:
        assert "总投资1.9亿元" in httpx.get(sites["original"] + path).text
    with serve(later=True) as sites:
        assert "总投资2.1亿元" in httpx.get(sites["original"] + path).text


def test_a_gbk_page_is_sent_in_gbk() -> None:
    with serve() as sites:
        page = httpx.get(f"{sites['original']}/xmtz/202504/t20250409_1014.html")
        assert "阿克苏纺织城再添50万锭项目" in page.content.decode("gb18030")
