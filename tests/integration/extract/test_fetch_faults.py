"""The fetcher against a real loopback server that misbehaves, one test a fault."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import brotli
import pytest
import zstandard

from extract.errors import (
    BadRedirect,
    BrokenInput,
    ConnectionFailed,
    Gone,
    LeftAlone,
    Refused,
    ServerBusy,
    ServerFailed,
    TimedOut,
    TooLarge,
)
from extract.fetch import Fetcher
from extract.sources import Source
from tests.integration.extract.server import PAGE, Handler, Server, answer, serve_tls


class Slept:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.naps: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.time += seconds


def fetcher_of(server: Server, slept: Slept, **manners: object) -> Fetcher:
    settings = {"min_gap": 0, "timeout": 0.3, "allow_private": True, "max_bytes": 50_000, **manners}
    source = Source.model_validate(
        {
            "id": "test",
            "name": "测试",
            "name_en": "Test",
            "home": server.url("/"),
            "verified": False,
            "hosts": [f"127.0.0.1:{server.port}"],
            "manners": settings,
        }
    )
    return Fetcher(
        source,
        "yuanjiang/0.1 (news archive; a@b.example)",
        clock=lambda: slept.time,
        sleep=slept.sleep,
        now=lambda: datetime(2025, 3, 1, 20, 0, tzinfo=UTC),
    )


def get(server: Server, path: str, **manners: object) -> bytes:
    with fetcher_of(server, Slept(), **manners) as fetcher:
        return fetcher.get(server.url(path)).body


def test_says_who_asks(server: Server) -> None:
    server.pages["/a"] = answer()
    get(server, "/a")
    assert "user-agent: yuanjiang/0.1 (news archive; a@b.example)" in server.asked[-1][1].lower()


def test_silence_is_a_time_out_and_is_tried_again(server: Server) -> None:
    server.pages["/a"] = lambda connection, path: time.sleep(1)
    with pytest.raises(TimedOut):
        get(server, "/a")
    assert server.count("/a") == 3


def _drip(head: bytes) -> Handler:
    def handle(connection: socket.socket, path: str) -> None:
        connection.sendall(head)
        for _ in range(60):
            connection.sendall(b"x")
            time.sleep(0.05)

    return handle


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "],
    ids=["body", "headers"],
)
def test_slow_drip_ends_at_the_total_time_out(server: Server, head: bytes) -> None:
    server.pages["/a"] = _drip(head)
    began = time.monotonic()
    with fetcher_of(server, Slept()) as fetcher, pytest.raises(TimedOut):
        fetcher.tries = 1
        fetcher.get(server.url("/a"))
    assert time.monotonic() - began < 2.5


def test_reset_in_the_body_is_tried_again(server: Server) -> None:
    server.pages["/a"] = [answer()[:-5], answer()]
    assert get(server, "/a") == PAGE


def test_wrong_length_never_gives_a_page(server: Server) -> None:
    server.pages["/a"] = answer()[:-5]
    with pytest.raises(ConnectionFailed):
        get(server, "/a")


PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("encoding", PACKERS)
def test_packed_pages(server: Server, encoding: str) -> None:
    server.pages["/a"] = answer(PACKERS[encoding](PAGE * 50), Content_Encoding=encoding)
    assert get(server, "/a") == PAGE * 50


@pytest.mark.parametrize("encoding", PACKERS)
def test_packed_bombs(server: Server, encoding: str) -> None:
    bomb = PACKERS[encoding](bytes(20_000_000))
    server.pages["/a"] = answer(bomb, Content_Encoding=encoding)
    with pytest.raises(TooLarge):
        get(server, "/a")


@pytest.mark.parametrize("encoding", PACKERS)
def test_truncated_packing_never_gives_a_page(server: Server, encoding: str) -> None:
    packed = PACKERS[encoding](bytes(range(256)) * 20)
    server.pages["/a"] = answer(packed[:-9], Content_Encoding=encoding)
    with pytest.raises(BrokenInput):
        get(server, "/a")


def test_cap_on_plain_bytes(server: Server) -> None:
    server.pages["/a"] = answer(b"x" * 50_001)
    with pytest.raises(TooLarge):
        get(server, "/a")


def test_cap_on_headers(server: Server) -> None:
    server.pages["/a"] = answer(X_Long="x" * 70_000)
    with pytest.raises(TooLarge):
        get(server, "/a")


def test_content_type(server: Server) -> None:
    server.pages["/a"] = answer(kind="video/mp4")
    with pytest.raises(Refused) as refused:
        get(server, "/a")
    assert refused.value.reason == "content_type"


def test_redirect_loop_and_foreign_hosts(server: Server) -> None:
    server.pages["/a"] = answer(b"", "301 Moved", Location="/b")
    server.pages["/b"] = answer(b"", "301 Moved", Location="/a")
    server.pages["/c"] = answer(b"", "302 Found", Location="http://foreign.example/")
    server.pages["/d"] = answer(b"", "302 Found", Location="file:///etc/passwd")
    for path in "/a", "/c", "/d":
        with pytest.raises(BadRedirect):
            get(server, path)


def test_redirect_is_followed_and_robots_asked_of_the_target(server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /no", kind="text/plain")
    server.pages["/a"] = answer(b"", "301 Moved", Location="/b")
    server.pages["/b"] = answer()
    server.pages["/c"] = answer(b"", "301 Moved", Location="/no")
    assert get(server, "/a") == PAGE
    with pytest.raises(Refused) as refused:
        get(server, "/c")
    assert refused.value.reason == "robots"
    assert server.count("/no") == 0


@pytest.mark.parametrize(("status", "allowed"), [("404 No", True), ("403 No", True)])
def test_robots_4xx_allows(server: Server, status: str, allowed: bool) -> None:
    server.pages["/robots.txt"] = answer(b"", status)
    server.pages["/a"] = answer()
    assert get(server, "/a") == PAGE


def test_robots_5xx_forbids(server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"", "500 Broken")
    server.pages["/a"] = answer()
    with pytest.raises(LeftAlone, match=r"robots.txt could not be read: status 500"):
        get(server, "/a")
    assert server.count("/a") == 0


def test_robots_behind_a_redirect(server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"", "301 Moved", Location="/r")
    server.pages["/r"] = answer(b"User-agent: *\nDisallow: /a", kind="text/plain")
    server.pages["/a"] = answer()
    with pytest.raises(Refused):
        get(server, "/a")


@pytest.mark.parametrize(
    ("rule", "gap"),
    [("Crawl-delay: 7", 7.0), ("Request-rate: 1/9", 9.0), ("Crawl-delay: 999999", 120.0)],
)
def test_robots_gap(server: Server, rule: str, gap: float) -> None:
    text = f"User-agent: *\n{rule}\n".encode()
    server.pages["/robots.txt"] = answer(text, kind="text/plain")
    server.pages["/a"] = server.pages["/b"] = answer()
    slept = Slept()
    with fetcher_of(server, slept) as fetcher:
        fetcher.get(server.url("/a"))
        fetcher.get(server.url("/b"))
    assert slept.naps == [gap]
    assert server.count("/robots.txt") == 1


def test_minimum_gap(server: Server) -> None:
    server.pages["/a"] = answer()
    slept = Slept()
    with fetcher_of(server, slept, min_gap=2) as fetcher:
        for _ in range(3):
            fetcher.get(server.url("/a"))
    assert slept.naps == [2.0, 2.0, 2.0]  # the first is after robots.txt


def test_retry_after_seconds_and_date(server: Server) -> None:
    later = format_datetime(datetime(2025, 3, 1, 20, 1, 40, tzinfo=UTC), usegmt=True)
    busy = answer(b"", "429 Busy", Retry_After="33")
    dated = answer(b"", "503 Busy", Retry_After=later)
    server.pages["/a"] = [busy, dated, answer()]
    slept = Slept()
    with fetcher_of(server, slept) as fetcher:
        assert fetcher.get(server.url("/a")).body == PAGE
    assert slept.naps[0] == 33.0
    assert slept.naps[1] == 100.0


def test_a_long_retry_after_leaves_the_host_alone(server: Server) -> None:
    server.pages["/a"] = answer(b"", "503 Busy", Retry_After="7200")
    slept = Slept()
    with fetcher_of(server, slept) as fetcher:
        with pytest.raises(ServerBusy):
            fetcher.get(server.url("/a"))
        with pytest.raises(LeftAlone):
            fetcher.get(server.url("/b"))
    assert (server.count("/a"), server.count("/b"), slept.naps) == (1, 0, [])


def test_429_storm_slows_and_then_leaves_the_host_alone(server: Server) -> None:
    server.pages["/a"] = answer(b"", "429 Busy")
    slept = Slept()
    with fetcher_of(server, slept) as fetcher:
        for error in ServerBusy, ServerBusy, LeftAlone, LeftAlone:
            with pytest.raises(error):
                fetcher.get(server.url("/a"))
    assert server.count("/a") == 5
    assert fetcher._host(server.url("/a")).gap == 16.0  # doubled from 0.5 at each 429


def test_5xx_is_tried_again_and_404_is_not(server: Server) -> None:
    server.pages["/a"] = answer(b"", "502 Bad")
    with pytest.raises(ServerFailed):
        get(server, "/a")
    with pytest.raises(Gone):
        get(server, "/gone")
    assert (server.count("/a"), server.count("/gone")) == (3, 1)


def test_window(server: Server) -> None:
    # The clock of these tests stands at 02:00 in Urumqi.
    server.pages["/a"] = answer()
    assert get(server, "/a", window=(23, 6)) == PAGE
    with pytest.raises(LeftAlone):
        get(server, "/a", window=(8, 20))


def test_conditional_request(server: Server) -> None:
    server.pages["/a"] = answer(b"", "304 Not Modified")
    with fetcher_of(server, Slept()) as fetcher:
        assert fetcher.get(server.url("/a"), '"v1"', "Sat, 01 Mar 2025 00:00:00 GMT").status == 304
        fetcher.get(server.url("/a"), "é\r\nX: y")
    assert 'if-none-match: "v1"' in server.asked[1][1].lower()
    assert "if-none-match" not in server.asked[2][1].lower()


def test_private_address_is_refused_at_connect_time(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused) as refused:
        get(server, "/a", allow_private=False)
    assert refused.value.reason == "address"
    assert server.asked == []


def test_dns_failure(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object, **more: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(LeftAlone, match="the name does not resolve"):
        get(server, "/a")


def test_tls_failure_has_a_name(server: Server) -> None:
    with fetcher_of(server, Slept()) as fetcher, pytest.raises(Refused) as refused:
        fetcher._hosts[f"127.0.0.1:{server.port}"] = _known_host()
        fetcher.get(f"https://127.0.0.1:{server.port}/a")
    assert refused.value.reason == "tls"


def _known_host() -> object:
    from extract.fetch.client import _Host
    from extract.robots import read_robots

    return _Host(0.0, robots=read_robots(404, b"", 1e9))


@pytest.mark.parametrize(
    ("name", "days", "reason"),
    [("127.0.0.1", 1, "self-signed certificate"), ("127.0.0.1", -1, "certificate has expired")],
)
def test_certificates_are_checked_and_their_fault_named(
    tmp_path: Path, name: str, days: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, port = serve_tls(tmp_path, name, days)
    if days < 0:  # trusted but for its date
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    source = Source.model_validate(
        {
            "id": "test", "name": "测试", "name_en": "Test", "home": f"https://{name}:{port}/", "verified": False,
            "hosts": [f"{name}:{port}"], "manners": {"min_gap": 0, "timeout": 2, "allow_private": True},
        }
    )  # fmt: skip
    with Fetcher(source, "yuanjiang", tries=1) as fetcher, pytest.raises(Refused) as refused:
        fetcher._hosts[f"{name}:{port}"] = _known_host()
        fetcher.get(f"https://{name}:{port}/a")
    assert refused.value.reason == "tls"
    assert reason in refused.value.message
