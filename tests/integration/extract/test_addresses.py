"""No request reaches a private address, by whatever way it is named."""

from __future__ import annotations

import socket

import pytest

from extract.errors import Refused, YuanjiangError
from extract.fetch import Fetcher
from extract.fetch.address import is_public
from extract.sources import Source
from tests.integration.extract.server import PAGE, Server, answer

PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1",
    "fd00:ec2::254",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "114.114.114.114", "2400:3200::1", "64:ff9b::101:101"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def source_of(server: Server, *hosts: str) -> Source:
    return Source.model_validate(
        {
            "id": "test", "name": "测试", "name_en": "Test", "home": f"http://{hosts[0]}/", "verified": False,
            "hosts": list(hosts), "manners": {"min_gap": 0, "timeout": 1},
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_names_of_this_machine(server: Server, name: str) -> None:
    server.pages["/a"] = answer()
    with (
        Fetcher(source_of(server, name), "yuanjiang", tries=1) as fetcher,
        pytest.raises(YuanjiangError),
    ):
        fetcher.get(f"http://{name}:{server.port}/a")
    assert server.asked == []


def resolves(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str]]) -> None:
    """Names resolve to the next of their addresses, the last one for ever."""

    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *args: object, **more: object) -> list[object]:
        if host not in answers and host[0].isdigit():
            return real(host, port, *args, **more)  # type: ignore[arg-type]
        if host not in answers:
            raise socket.gaierror(-2, "Name or service not known")
        found = answers[host]
        address = found.pop(0) if len(found) > 1 else found[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_a_name_that_turns_private_between_two_requests(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: what was checked is what is connected to, each time."""
    resolves(monkeypatch, {"news.test": ["203.0.114.1", "127.0.0.1"]})
    asked: list[str] = []

    def connect(self: object, host: str, *args: object, **more: object) -> None:
        asked.append(host)
        raise OSError("not in this test")

    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    with Fetcher(source_of(server, "news.test"), "yuanjiang", tries=1) as fetcher:
        for _ in range(3):
            with pytest.raises((OSError, YuanjiangError)):
                fetcher.get(f"http://news.test:{server.port}/a")
    assert asked == ["203.0.114.1"]
    assert server.asked == []


def test_a_redirect_to_a_name_inside(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop is allowed in this test only by its name; the second one never is."""
    from extract.fetch import address

    real = address.is_public
    resolves(monkeypatch, {"news.test": ["127.0.0.1"], "inside.test": ["127.0.0.2"]})
    monkeypatch.setattr(address, "is_public", lambda ip: ip == "127.0.0.1" or real(ip))
    server.pages["/a"] = answer(
        b"", "302 Found", Location=f"http://inside.test:{server.port}/secret"
    )
    hosts = (f"news.test:{server.port}", f"inside.test:{server.port}")
    with (
        Fetcher(source_of(server, *hosts), "yuanjiang", tries=1) as fetcher,
        pytest.raises(Refused) as refused,
    ):
        fetcher.get(f"http://news.test:{server.port}/a")
    assert refused.value.reason == "address"
    assert server.count("/secret") == 0


def test_a_proxy_of_the_environment_is_used(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.pages["http://news.test/robots.txt"] = answer(b"", "404 Not Found")
    server.pages["http://news.test/a"] = answer()
    monkeypatch.setenv("http_proxy", server.url("/"))
    with Fetcher(source_of(server, "news.test"), "yuanjiang", tries=1) as fetcher:
        assert fetcher.get("http://news.test/a").body == PAGE
    assert [path for path, _ in server.asked] == [
        "http://news.test/robots.txt",
        "http://news.test/a",
    ]


def test_no_proxy_is_honoured(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    resolves(monkeypatch, {})
    monkeypatch.setenv("http_proxy", server.url("/"))
    monkeypatch.setenv("no_proxy", "news.test")
    fetcher = Fetcher(source_of(server, "news.test"), "yuanjiang", tries=1)
    with fetcher, pytest.raises(YuanjiangError):
        fetcher.get("http://news.test/a")
    assert server.asked == []
