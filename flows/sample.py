"""The bundled sample sites, served over real HTTP on loopback.

`examples/sites/pages.toml` says what they hold: an original site (UTF-8 pages, two GBK ones, a
feed, a sitemap, robots.txt, a paginated listing) and a mirror that copies it.
"""

from __future__ import annotations

import hashlib
import re
import threading
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

SITES = ("original", "mirror")
_HEAD = re.compile(
    r"发布时间：(?P<published>\S+(?: \d\d:\d\d)?)(?: 来源：(?P<credit>\S+))?"
    r"(?: (?P<updated>更新时间：.+))?"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address of a sample site gives."""

    body: bytes
    content_type: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    title: str
    published: str
    credit: str
    updated: str
    paragraphs: tuple[str, ...]
    charset: str
    template: str


def sample_folder() -> Path:
    """The folder of the sample sites: inside the package where installed, else the checkout's."""
    packaged = Path(str(resources.files("flows"))) / "sample_sites"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "examples" / "sites"


def _read_page(folder: Path, site: dict[str, Any], entry: dict[str, str], later: bool) -> _Page:
    name = entry["later"] if later and "later" in entry else entry["text"]
    title, head, *paragraphs = (folder / name).read_text(encoding="utf-8").splitlines()
    match = _HEAD.match(head)
    if match is None:
        raise ValueError(f"{name}: line 2 is not `发布时间：… 来源：…`")
    return _Page(
        path=entry["path"],
        title=title,
        published=match["published"],
        credit=entry.get("credit") or match["credit"] or site["name"],
        updated=match["updated"] or "",
        paragraphs=tuple(paragraphs),
        charset=entry.get("charset", site["charset"]),
        template=entry.get("template", site["template"]),
    )


def _html(text: str, charset: str, status: int = 200) -> Answer:
    label = {"gb18030": "gb2312"}.get(charset, charset)  # as such sites label themselves
    return Answer(text.encode(charset), f"text/html; charset={label}", status)


def _article(
    folder: Path, site: dict[str, Any], page: _Page, base: str, others: list[_Page]
) -> Answer:
    template = Template((folder / page.template).read_text(encoding="utf-8"))
    related = "".join(
        f'<li><a href="{other.path}">{escape(other.title)}</a></li>' for other in others[:5]
    )
    filled = template.substitute(
        title=escape(page.title, quote=False),
        site=site["name"],
        url=base + page.path,
        charset=page.charset,
        published=page.published,
        updated=page.updated,
        credit=page.credit,
        paragraphs="\n".join(f"<p>　　{escape(p, quote=False)}</p>" for p in page.paragraphs),
        breaks="<br><br>\n".join(f"　　{escape(p, quote=False)}" for p in page.paragraphs),
        related=related,
    )
    return _html(filled, page.charset)


def _listings(
    site: dict[str, Any], rows: list[tuple[str, str, str]]
) -> Iterator[tuple[str, Answer]]:
    """Listing pages: /list/index.html, /list/index_2.html ... of (path, title, day)."""
    size = site["per_listing"]
    chunks = [rows[i : i + size] for i in range(0, len(rows), size)]
    for number, chunk in enumerate(chunks, start=1):
        items = "".join(
            f'<li><a href="{path}">{escape(title)}</a><span>{day}</span></li>'
            for path, title, day in chunk
        )
        more = f'<a class="next" href="/list/index_{number + 1}.html">下一页</a>'
        body = (
            f'<html><head><meta charset="{site["charset"]}"><title>新闻列表_{site["name"]}</title>'
            f'</head><body><ul class="list">{items}</ul>'
            f'<div class="page">{more if number < len(chunks) else ""}</div></body></html>'
        )
        path = "/list/index.html" if number == 1 else f"/list/index_{number}.html"
        yield path, _html(body, site["charset"])


def _feed(site: dict[str, Any], base: str, pages: list[_Page]) -> Answer:
    items = "".join(
        f"<item><title>{escape(p.title)}</title><link>{base}{p.path}</link></item>"
        for p in pages[:6]
    )
    text = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{site['name']}</title><link>{base}/</link>{items}</channel></rss>"
    )
    return Answer(text.encode(), "application/rss+xml; charset=utf-8")


def _sitemap(base: str, pages: list[_Page]) -> Answer:
    urls = "".join(
        f"<url><loc>{base}{p.path}</loc><lastmod>{p.published[:10]}</lastmod></url>" for p in pages
    )
    text = (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )
    return Answer(text.encode(), "application/xml")


def site_answers(name: str, base: str, *, later: bool = False) -> dict[str, Answer]:
    """All addresses of the sample site `name` (original or mirror), path to Answer.

    `base` is the site's own address (scheme and host); `later` serves the updated article.
    """
    folder = sample_folder()
    site = tomllib.loads((folder / "pages.toml").read_text(encoding="utf-8"))[name]
    pages = [_read_page(folder, site, entry, later) for entry in site["pages"]]
    pages.sort(key=lambda page: (page.published, page.path), reverse=True)
    answers = {
        page.path: _article(folder, site, page, base, [o for o in pages if o is not page])
        for page in pages
    }
    rows = [(e["path"], e["title"], "") for e in site["errors"]]
    rows += [(p.path, p.title, p.published[:10]) for p in pages]
    answers.update(_listings(site, rows))
    for entry in site["errors"]:  # a soft 404, as many sites send it: with status 200
        answers[entry["path"]] = _html(
            f"<html><head><title>{entry['title']}</title></head><body><h1>{entry['title']}</h1>"
            "<p>您访问的页面不存在或已被删除，3秒后返回首页。</p></body></html>",
            site["charset"],
        )
    answers["/robots.txt"] = Answer(
        f"User-agent: *\nDisallow: /admin/\nSitemap: {base}/sitemap.xml\n".encode(), "text/plain"
    )
    if name == "original":
        answers["/rss.xml"] = _feed(site, base, pages)
        answers["/sitemap.xml"] = _sitemap(base, pages)
    return answers


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answers: dict[str, Answer]

    def do_GET(self) -> None:
        answer = self.answers.get(self.path.partition("?")[0])
        if answer is None:
            answer = Answer("没有这个页面".encode(), "text/plain; charset=utf-8", 404)
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        unchanged = answer.status == 200 and self.headers.get("If-None-Match") == etag
        self.send_response(304 if unchanged else answer.status)
        self.send_header("ETag", etag)
        if not unchanged:
            self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", "0" if unchanged else str(len(answer.body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the run's own log says what was fetched."""


@contextmanager
def serve(*, later: bool = False, port: int = 0) -> Iterator[dict[str, str]]:
    """Serve both sample sites on loopback while the block runs.

    Gives the base address of each site, by name. `port` is the first of two; 0 takes free ones.
    """
    with ExitStack() as stack:
        addresses: dict[str, str] = {}
        for number, name in enumerate(SITES):
            handler = type(f"_{name}Handler", (_Handler,), {"answers": {}})
            server = ThreadingHTTPServer(("127.0.0.1", port + number if port else 0), handler)
            stack.callback(server.server_close)
            addresses[name] = f"http://127.0.0.1:{server.server_address[1]}"
            handler.answers = site_answers(name, addresses[name], later=later)  # type: ignore[attr-defined]
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            stack.callback(server.shutdown)
        yield addresses


def write_sources(addresses: dict[str, str], folder: Path) -> Path:
    """The site files of the sample sites as they are served now; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, base in addresses.items():
        text = (sample_folder() / "sources" / f"{name}.toml").read_text(encoding="utf-8")
        host = base.removeprefix("http://")
        filled = text.replace("{base}", base).replace("{host}", host)
        (folder / f"{name}.toml").write_text(filled, encoding="utf-8")
    return folder
