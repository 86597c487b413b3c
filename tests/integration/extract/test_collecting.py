"""Whole runs against a server that misbehaves: each article that it delivered is stored once."""

from __future__ import annotations

import socket
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from extract.archive import read_pages
from extract.fetch import Fetcher, FetchState
from extract.sources import Source
from flows import collect as collecting
from flows.collect import Collected, Order, collect
from flows.stages import batched, parse_batch
from tests.integration.extract.server import Server, answer

START = datetime(2024, 10, 20, 18, 30, tzinfo=UTC)


def article(number: int, pager: str = "", part: int = 0) -> bytes:
    text = "".join(
        f"<p>第{number}号项目{part}部分由青禾纺织公司在湖畔县投资，总投资{number}亿元，第{i}期今年开工。</p>"
        for i in range(4)
    )
    return answer(
        f"<html><title>湖畔县第{number}号项目开工建设_沙枣新闻网</title><h1>湖畔县第{number}号项目开工建设</h1>"
        f"<p>2024-10-20 08:30</p>{text}{pager}</html>".encode()
    )


def url_of(number: int) -> str:
    return f"/xw/202410/t20241020_{number}.html"


def source_of(server: Server, **keys: object) -> Source:
    return Source.model_validate(
        {
            "id": "test", "name": "测试", "name_en": "Test", "home": server.url("/"), "verified": False,
            "hosts": [f"127.0.0.1:{server.port}"], "listings": [{"url": server.url("/l/")}],
            "manners": {"min_gap": 0, "allow_private": True, "timeout": 0.3, "max_bytes": 50_000}, **keys,
        }
    )  # fmt: skip


def listing(numbers: list[int]) -> bytes:
    return answer(
        "".join(
            f"<li><a href='{url_of(n)}'>湖畔县第{n}号项目开工建设</a></li>" for n in numbers
        ).encode()
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses take no time."""
    make = Fetcher

    def without_pauses(source: Source, agent: str) -> Fetcher:
        passed = [0.0]

        def sleep(seconds: float) -> None:
            passed[0] += seconds

        return make(source, agent, clock=lambda: time.monotonic() + passed[0], sleep=sleep)

    monkeypatch.setattr(collecting, "Fetcher", without_pauses)


class Nights:
    """Runs one after the other, each knowing what the ones before left."""

    def __init__(self, source: Source, home: Path) -> None:
        self.source, self.home = source, home
        self.states: dict[str, FetchState] = {}
        self.at = START

    def run(self, **order: int) -> Collected:
        done = collect(
            self.source, dict(self.states), Order(f"r{self.at:%m%d%H}", self.at, self.home, **order)
        )
        self.states |= {state.url: state for state in done.states}
        self.at += timedelta(days=1)
        return done

    def stored(self) -> Counter[str]:
        """How often each address's answer lies in the archive."""
        files = sorted((self.home / "raw").rglob("*.warc.gz"))
        return Counter(
            "/" + page.url.split("/", 3)[3] for path in files for page in read_pages(path)
        )


def reset(connection: socket.socket, path: str) -> None:
    connection.sendall(article(1)[:200])
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def silent(connection: socket.socket, path: str) -> None:
    time.sleep(0.5)


def drip(connection: socket.socket, path: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n")
    for _ in range(60):
        connection.sendall(b"x")
        time.sleep(0.03)


@pytest.mark.usefixtures("quick")
def test_each_article_that_came_is_stored_once_and_no_more(server: Server, tmp_path: Path) -> None:
    numbers = list(range(1, 25))
    server.pages = {url_of(n): article(n) for n in numbers}
    server.pages["/l/"] = listing(numbers)
    packed = answer(b"\x1f\x8b\x08\0\0\0\0\0\0\3cut", Content_Encoding="gzip")
    loop = answer(b"", "301 Moved", Location=url_of(9))
    passing = {
        1: [reset, article(1)], 2: [silent, article(2)], 3: [packed, article(3)], 4: [article(4)[:-20], article(4)],
        5: [answer(b"", "429 Busy", Retry_After="1"), article(5)], 6: [answer(b"", "503 Busy"), article(6)],
        7: [answer(b"", "500 Broken"), article(7)], 8: [drip, article(8)],
    }  # fmt: skip
    lasting = {
        9: loop, 10: answer(b"", "404 Not Found"), 11: answer(b"x" * 60_000), 12: answer(kind="video/mp4"),
        13: answer(b"<title>404</title><h1>\xe9\xa1\xb5\xe9\x9d\xa2\xe4\xb8\x8d\xe5\xad\x98\xe5\x9c\xa8</h1>"),
    }  # fmt: skip
    server.pages |= {url_of(n): pages for n, pages in passing.items()}  # type: ignore[dict-item]
    server.pages |= {url_of(n): page for n, page in lasting.items()}
    nights = Nights(source_of(server), tmp_path)
    for _ in range(4):
        nights.run()
    good = {url_of(n) for n in numbers if n not in lasting}
    assert nights.stored() == Counter(
        good | {url_of(13)}
    )  # an error page with status 200 is kept raw
    articles: list[str] = []
    rejected: list[str] = []
    for path in sorted((tmp_path / "raw").rglob("*.warc.gz")):
        for batch in batched(read_pages(path), 7):
            parsed = parse_batch(batch, "sources", START)
            articles += parsed.articles.column("url").to_pylist()
            rejected += parsed.rejected.column("reason").to_pylist()
    assert sorted(articles) == sorted(server.url(path) for path in good)
    assert rejected == ["error_page"]


@pytest.mark.usefixtures("quick")
def test_known_pages_are_asked_for_again_ever_more_rarely(server: Server, tmp_path: Path) -> None:
    server.pages = {url_of(1): article(1), "/l/": listing([1])}
    nights = Nights(source_of(server), tmp_path)
    asked = []
    for night in range(40):
        before = server.count(url_of(1))
        nights.run()
        if server.count(url_of(1)) > before:
            asked.append(night)
    assert asked == [0, 1, 2, 4, 8, 16]
    assert nights.stored() == {url_of(1): 1}


@pytest.mark.usefixtures("quick")
def test_a_correction_is_a_second_record_and_no_change_a_revisit(
    server: Server, tmp_path: Path
) -> None:
    server.pages = {url_of(1): article(1), url_of(2): article(2), "/l/": listing([1, 2])}
    nights = Nights(source_of(server), tmp_path)
    nights.run()
    server.pages[url_of(1)] = article(7)
    done = nights.run()
    assert (done.count.fetched, done.count.unchanged) == (1, 1)
    assert nights.stored() == {url_of(1): 2, url_of(2): 1}
    names = ("response", "request", "revisit")
    kinds: Counter[str] = Counter()
    for path in (tmp_path / "raw").rglob("*.warc.gz"):  # read by another tool than the writer's
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, parse_http=True):
                kinds.update(n for n in names if record.record_type == getattr(WarcRecordType, n))
                if record.record_type == WarcRecordType.response:
                    assert record.http_headers.status_code == 200
                    assert record.verify_payload_digest()
    assert kinds == {"response": 3, "request": 3, "revisit": 1}


@pytest.mark.usefixtures("quick")
def test_an_article_of_several_pages_is_read_as_one(server: Server, tmp_path: Path) -> None:
    more = [url_of(1).replace(".html", f"_{n}.html") for n in (2, 3)]
    server.pages = {
        url_of(1): article(1, f"<a href='{more[0]}'>下一页</a>"),
        more[0]: article(1, f"<a href='{more[1]}'>下一页</a>", part=1),
        more[1]: [answer(b"", "500 Broken")] * 3 + [article(1, part=2)],
        "/l/": listing([1]),
    }
    nights = Nights(source_of(server), tmp_path)
    first = nights.run()
    assert first.count.rejected == 1  # the third page did not come, so all are asked for again
    nights.run()
    last = sorted((tmp_path / "raw").rglob("*.warc.gz"))[-1]
    (batch,) = batched(read_pages(last), 1)
    parsed = parse_batch(batch, "sources", START)
    (paragraphs,) = parsed.articles.column("paragraphs").to_pylist()
    assert len(paragraphs) == 12


@pytest.mark.usefixtures("quick")
def test_a_run_has_a_budget_and_the_next_one_goes_on(server: Server, tmp_path: Path) -> None:
    server.pages = {url_of(n): article(n) for n in range(1, 8)} | {
        "/l/": listing(list(range(1, 8)))
    }
    nights = Nights(source_of(server), tmp_path)
    assert [nights.run(max_pages=3).count.fetched for _ in range(3)] == [3, 3, 1]
    assert nights.stored() == Counter(url_of(n) for n in range(1, 8))


@pytest.mark.usefixtures("quick")
def test_two_addresses_that_lead_to_one_article_make_one(server: Server, tmp_path: Path) -> None:
    server.pages = {
        url_of(1): answer(b"", "301 Moved", Location=url_of(2)), url_of(2): article(2), "/l/": listing([1, 2]),
    }  # fmt: skip
    nights = Nights(source_of(server), tmp_path)
    nights.run()
    (path,) = (tmp_path / "raw").rglob("*.warc.gz")
    (batch,) = batched(read_pages(path), 9)
    parsed = parse_batch(batch, "sources", START)
    assert set(parsed.articles.column("article_id").to_pylist()) == {
        parsed.articles.column("article_id").to_pylist()[0]
    }
