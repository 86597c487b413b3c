"""Content decoding with a cap, so that a small answer cannot unpack into a large one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import brotli
import zstandard

from extract.errors import BrokenInput, TooLarge

_PIECE = 64 * 1024
_INPUT = 256  # zstd has no cap on its output, so it is fed in small pieces


def _inflate(body: bytes, wbits: int) -> Iterator[bytes]:
    engine = zlib.decompressobj(wbits)
    data = body
    while data:
        piece = engine.decompress(data, _PIECE)
        yield piece
        data = engine.unconsumed_tail
        if engine.eof:
            # A gzip body may have several members; anything else behind the end is ignored.
            data = engine.unused_data if wbits > zlib.MAX_WBITS else b""
            if not data.startswith(b"\x1f\x8b"):
                return
            engine = zlib.decompressobj(wbits)
    yield engine.flush()
    if body and not engine.eof:
        raise zlib.error("ends before its end mark")


def _deflate(body: bytes) -> Iterator[bytes]:
    # Servers say deflate and mean either the raw form or the zlib one.
    zlib_head = len(body) > 1 and (body[0] & 0x0F) == 8 and (body[0] * 256 + body[1]) % 31 == 0
    return _inflate(body, zlib.MAX_WBITS if zlib_head else -zlib.MAX_WBITS)


def _unbrotli(body: bytes) -> Iterator[bytes]:
    engine = brotli.Decompressor()
    data = body
    while not engine.is_finished():
        piece = engine.process(data, output_buffer_limit=_PIECE)
        data = b""
        if not piece and engine.can_accept_more_data():
            raise brotli.error("ends before its end mark")
        yield piece


def _unzstd(body: bytes) -> Iterator[bytes]:
    # Not `stream_reader`: it takes a frame that is cut short for a whole one.
    engine = zstandard.ZstdDecompressor(max_window_size=2**23).decompressobj()
    for start in range(0, len(body), _INPUT):
        yield engine.decompress(body[start : start + _INPUT])
        if engine.eof:
            return
    if body:
        raise zstandard.ZstdError("ends before its end mark")


_ENGINES = {
    "gzip": lambda body: _inflate(body, zlib.MAX_WBITS | 16),
    "x-gzip": lambda body: _inflate(body, zlib.MAX_WBITS | 16),
    "deflate": _deflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}


def unpack(body: bytes, encoding: str, cap: int, where: str) -> bytes:
    """`body` with its content encodings undone, at most `cap` bytes.

    Raises TooLarge over the cap and BrokenInput for what cannot be unpacked.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name == "identity":
            continue
        engine = _ENGINES.get(name)
        if engine is None:
            raise BrokenInput(f"unknown content encoding {name!r}", where=where, reason="broken")
        pieces: list[bytes] = []
        size = 0
        try:
            for piece in engine(body):
                size += len(piece)
                if size > cap:
                    raise TooLarge(f"unpacks to more than {cap} bytes", where=where)
                pieces.append(piece)
        except (zlib.error, brotli.error, zstandard.ZstdError) as error:
            raise BrokenInput(f"broken {name}: {error}", where=where, reason="broken") from error
        body = b"".join(pieces)
    return body
