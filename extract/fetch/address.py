"""Addresses that may be connected to, checked at the moment of connecting."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from extract.errors import ConnectionFailed, Refused

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and (inner := _inner(ip)):
        return all(one.is_global and not one.is_multicast for one in inner)
    return ip.is_global and not ip.is_multicast


def _inner(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo and NAT64 ones."""
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip.sixtofour:
        return [ip.sixtofour]
    if ip.teredo:
        return [*ip.teredo]
    if ip in _NAT64:
        return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    return []


class CheckedBackend(httpcore.SyncBackend):
    """Connects only to addresses that were checked, so a name cannot change in between."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self.deadline = float("inf")  # of the answer under way, in seconds of time.monotonic

    def left(self, timeout: float | None) -> float | None:
        """The time-out that does not go beyond the deadline."""
        rest = self.deadline - time.monotonic()
        if rest <= 0:
            raise httpcore.ReadTimeout("the whole answer took too long")
        return rest if timeout is None else min(timeout, rest)

    def checked(self, host: str, port: int) -> list[str]:
        """The addresses of `host`; raises Refused if one of them is not allowed."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise ConnectionFailed("the name does not resolve", where=host) from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        for address in addresses:
            if not self._allow_private and not is_public(address):
                raise Refused(
                    f"{address} is not a public address",
                    where=host,
                    advice="set manners.allow_private in the site file if it is meant",
                    reason="address",
                )
        return addresses

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first checked address of `host` that answers."""
        last: Exception | None = None
        for address in self.checked(host, port):
            try:
                stream = super().connect_tcp(
                    address, port, self.left(timeout), local_address, socket_options
                )
                return _TimedStream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or ConnectionFailed("no address", where=host)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose reads end at the backend's deadline, a slow drip of headers included."""

    def __init__(self, stream: httpcore.NetworkStream, backend: CheckedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return _TimedStream(secure, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
