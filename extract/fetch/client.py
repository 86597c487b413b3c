"""The HTTP client: politeness, limits, redirects by hand, and errors by their right names."""

from __future__ import annotations

import random
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

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
    TransientError,
)
from extract.fetch.address import CheckedBackend
from extract.fetch.decompress import unpack
from extract.robots import Robots, read_robots
from extract.sources import Source
from extract.url import canonical_url, host_of

MAX_HOPS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
MAX_HEADER_BYTES = 64 * 1024
MAX_RETRY_AFTER = 600.0
_BREAKER = 5  # failures in a row after which a host is left alone for this run
_URUMQI = timezone(timedelta(hours=6))
_TYPES = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom")


def user_agent(contact: str = "") -> str:
    """Who is asking, with an address for site owners where the operator gave one."""
    return f"yuanjiang/0.1 (news archive; {contact})" if contact else "yuanjiang/0.1 (news archive)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `url` after redirects, body with content encodings undone; 304 has no body."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    asked: tuple[tuple[str, str], ...] = ()  # the request's headers

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)


@dataclass(slots=True)
class _Host:
    """What is known of a host in this run."""

    gap: float
    next_at: float = 0.0
    failures: int = 0
    robots: Robots | None = None


@dataclass(slots=True)
class Fetcher:
    """Fetches pages of one source; a context manager. `clock` and `sleep` are for tests."""

    source: Source
    agent: str
    tries: int = 3
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    requests: int = 0
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _client: httpx.Client | None = None
    _backend: CheckedBackend = field(default_factory=lambda: CheckedBackend(False))
    _proxied: bool = False

    def __enter__(self) -> Fetcher:
        manners = self.source.manners
        context = ssl.create_default_context()
        self._backend = CheckedBackend(manners.allow_private)
        transport = httpx.HTTPTransport(verify=context)
        # httpx has no setting for the network backend, which must check each address.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=manners.connections,
            max_keepalive_connections=manners.connections,
            network_backend=self._backend,
        )
        self._client = httpx.Client(
            transport=transport,
            mounts=self._proxies(context),
            trust_env=False,
            timeout=httpx.Timeout(manners.timeout, connect=min(10.0, manners.timeout)),
            headers={
                "User-Agent": self.agent,
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
                "Accept-Language": "zh-CN,zh;q=0.9",
                "Accept-Encoding": "gzip, deflate, br, zstd",
            },
            follow_redirects=False,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._client is not None:
            self._client.close()

    def _proxies(self, context: ssl.SSLContext) -> dict[str, httpx.BaseTransport]:
        """Transports through the proxies of the environment; own networks are reached directly."""
        hosts = {host.partition(":")[0] for host in self.source.hosts}
        if self.source.manners.allow_private or any(proxy_bypass(host) for host in hosts):
            return {}
        found = {name: url for name, url in getproxies().items() if name in ("http", "https")}
        self._proxied = bool(found)
        return {
            f"{name}://": httpx.HTTPTransport(verify=context, proxy=url)
            for name, url in found.items()
        }

    def get(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """The answer for a page, tried again where that may help.

        Raises TransientError or TerminalError. A 304 comes only where `etag` or
        `last_modified` was given.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value and _sendable(value)}
        for attempt in range(1, self.tries + 1):
            try:
                return self._hops(url, headers)
            except LeftAlone:
                raise
            except (
                TransientError,
                BrokenInput,
            ) as error:  # packed bytes cut short among the latter
                host = self._host(url)
                host.failures += 1
                if attempt == self.tries or host.failures >= _BREAKER:
                    raise
                after = getattr(error, "retry_after", None)
                if after is not None and after > MAX_RETRY_AFTER:
                    raise
                if after is None:  # else the host's next request waits for it
                    self.sleep(random.uniform(0.5, 1.0) * 2**attempt)
        raise AssertionError("unreachable")

    def _hops(self, url: str, headers: dict[str, str]) -> Answer:
        seen = {url}
        for _ in range(MAX_HOPS + 1):
            answer = self._once(url, headers)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            following = self._target(url, target)
            if following in seen:
                raise BadRedirect("a redirect loop", where=url)
            seen.add(following)
            url = following
        raise BadRedirect(f"more than {MAX_HOPS} redirects", where=url)

    def _target(self, url: str, location: str) -> str:
        try:
            target = canonical_url(urljoin(url, location))
        except ValueError as error:
            raise BadRedirect("redirects to something not http", where=url) from error
        if urlsplit(target).hostname not in self._allowed_hosts():
            raise BadRedirect(f"redirects to another site: {urlsplit(target).hostname}", where=url)
        return target

    def _allowed_hosts(self) -> set[str]:
        hosts = {host.partition(":")[0].lower() for host in self.source.hosts}
        return hosts | {urlsplit(self.source.home).hostname or ""}

    def _host(self, url: str) -> _Host:
        name = host_of(url)
        if name not in self._hosts:
            self._hosts[name] = _Host(self.source.manners.min_gap)
        return self._hosts[name]

    def _once(self, url: str, headers: dict[str, str]) -> Answer:
        host = self._host(url)
        if host.failures >= _BREAKER:
            raise LeftAlone("left alone after failures in a row", where=url)
        if host.next_at - self.clock() > MAX_RETRY_AFTER:
            raise LeftAlone("the host asked to be left alone for long", where=url)
        if not self.source.manners.is_open(self.now().astimezone(_URUMQI).hour):
            raise LeftAlone("outside the hours that the site file allows", where=url)
        robots = self._robots(url, host)
        if robots.failure:  # silence forbids all (RFC 9309 2.3.1.4), but it is no refusal
            raise LeftAlone(f"robots.txt could not be read: {robots.failure}", where=url)
        if not robots.allows(url, self.agent):
            raise Refused("robots.txt does not allow it", where=url, reason="robots")
        host.gap = max(host.gap, robots.gap(self.agent))
        answer = self._send(url, headers, self.source.manners.max_bytes)
        self._raise_for_status(answer, host)
        host.failures = 0
        kind = (answer.header("content-type") or "text/html").lower()
        packed = urlsplit(url).path.endswith(".gz")  # a sitemap: the file itself is packed
        if answer.status == 200 and not kind.startswith(_TYPES) and not packed:
            raise Refused(f"content type {kind[:60]}", where=url, reason="content_type")
        return answer

    def _robots(self, url: str, host: _Host) -> Robots:
        now = self.clock()
        if host.robots is None or host.robots.expires < now:
            parts = urlsplit(url)
            try:
                answer = self._robots_file(f"{parts.scheme}://{parts.netloc}/robots.txt")
            except BadRedirect:
                host.robots = read_robots(404, b"", now)  # as RFC 9309 2.3.1.2 has it
            except (TransientError, TooLarge, BrokenInput) as error:
                host.robots = read_robots(None, b"", now, error.message)
            else:
                host.robots = read_robots(answer.status, answer.body, now)
        return host.robots

    def _robots_file(self, url: str) -> Answer:
        for _ in range(MAX_HOPS + 1):
            answer = self._send(url, {}, 2**20)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            url = self._target(url, target)
        raise BadRedirect(f"more than {MAX_HOPS} redirects", where=url)

    def _raise_for_status(self, answer: Answer, host: _Host) -> None:
        status, where = answer.status, answer.url
        if status in (429, 503):
            host.gap = min(max(host.gap, 0.5) * 2, 60.0)
            busy = ServerBusy(f"status {status}", where=where)
            busy.retry_after = _retry_after(answer.header("retry-after"), self.now())
            host.next_at = max(host.next_at, self.clock() + (busy.retry_after or 0.0))
            raise busy
        if status >= 500:
            raise ServerFailed(f"status {status}", where=where)
        if status in (404, 410):
            raise Gone(f"status {status}", where=where)
        if status >= 400:
            raise Refused(f"status {status}", where=where)

    def _send(self, url: str, headers: dict[str, str], cap: int) -> Answer:
        assert self._client is not None, "use the Fetcher in a `with` block"
        host = self._host(url)
        wait = host.next_at - self.clock()
        if wait > 0:
            self.sleep(wait)
        self.requests += 1
        # Three time-outs for the whole answer, however slowly it drips.
        self._backend.deadline = time.monotonic() + 3 * self.source.manners.timeout
        try:
            if self._proxied:
                self._check_behind_proxy(url)
            with self._client.stream("GET", url, headers=headers) as response:
                return self._read(url, response, cap)
        except httpx.TimeoutException as error:
            raise TimedOut(type(error).__name__, where=url) from error
        except httpx.InvalidURL as error:
            raise BadRedirect(f"not an address: {error}", where=url) from error
        except (httpx.TransportError, httpcore.NetworkError, ssl.SSLError) as error:
            if tls := _tls_error(error):
                raise Refused(f"TLS: {tls}", where=url, reason="tls") from error
            raise ConnectionFailed(f"{type(error).__name__}: {error}", where=url) from error
        finally:
            host.next_at = self.clock() + host.gap

    def _check_behind_proxy(self, url: str) -> None:
        """A proxy resolves by itself; a name that resolves here too must not be private."""
        parts = urlsplit(url)
        with suppress(ConnectionFailed):
            self._backend.checked(parts.hostname or "", parts.port or 80)

    def _read(self, url: str, response: httpx.Response, cap: int) -> Answer:
        headers = tuple(response.headers.multi_items())
        if sum(len(k) + len(v) for k, v in headers) > MAX_HEADER_BYTES:
            raise TooLarge("headers over the cap", where=url)
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_raw():
            size += len(piece)
            if size > cap:
                raise TooLarge(f"more than {cap} bytes", where=url)
            if time.monotonic() > self._backend.deadline:
                raise TimedOut("the whole answer took too long", where=url)
            pieces.append(piece)
        encoding = response.headers.get("content-encoding", "")
        body = unpack(b"".join(pieces), encoding, cap, url)
        asked = tuple(response.request.headers.multi_items())
        return Answer(url, response.status_code, headers, body, asked)


def _sendable(value: str) -> bool:
    """Whether a stored validator may go into a header: what a server once sent is not trusted."""
    return len(value) < 1000 and value.isascii() and value.isprintable()


def _tls_error(error: BaseException | None) -> str | None:
    """The name of the TLS failure behind an error, None where it is another."""
    while error is not None:
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
            reason = getattr(error, "verify_message", "") or error.reason or str(error)
            return f"{type(error).__name__}: {reason}"
        error = error.__cause__ or error.__context__
    return None


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds from `now` of a Retry-After header, given in seconds or as a date."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (TypeError, ValueError):
        return None
