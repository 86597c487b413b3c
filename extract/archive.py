"""The raw archive: WARC 1.1 files by day and source, from which everything can be built again.

Fetched pages are `response` records (with their `request`), unchanged ones `revisit` records,
ingested files `resource` records. Each record is a gzip member of its own, written in one piece and
synced. Should a kill or a full disk tear the last one all the same, `read_pages` passes over it and
the next writer cuts it off.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, FileIO
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, unquote

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extract.errors import BrokenInput, TerminalError, TooLarge
from extract.fetch import Answer
from extract.fetch.decompress import unpack
from extract.records import RawPage

MAX_BYTES = 32 * 1024 * 1024
_STEP = 1024 * 1024
_SOURCE = "WARC-Source-Id"
_PUBLISHED = "WARC-Published"
_CREDIT = "WARC-Credit"
_CONTINUES = "WARC-Continues"
_TEXT = ("text/html", "application/xhtml", "text/plain", "")


def content_hash(body: bytes) -> str:
    """The payload digest as WARC writes it."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def archive_path(home: Path, source_id: str, run_id: str, now: datetime) -> Path:
    """Where a run's pages of a source go: raw/YYYY/MM/DD/<source>-<run>.warc.gz."""
    return home / "raw" / f"{now:%Y/%m/%d}" / f"{source_id}-{run_id}.warc.gz"


class ArchiveWriter:
    """Writes one WARC file; a context manager. The file appears with its first record."""

    def __init__(self, path: Path, source_id: str) -> None:
        self.path = path
        self.records = 0
        self._source_id = source_id
        self._file: FileIO | None = None
        self._records = BytesIO()  # what is written to the file next, in one piece
        self._writer: WARCWriter | None = None

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def response(
        self, url: str, answer: Answer, at: datetime, continues: str | None = None
    ) -> None:
        """Record a page as it came; `url` is the canonical address, `continues` that of the
        article's first page where this is a later one."""
        headers = [(k, v) for k, v in answer.headers if k.lower() not in _HOP_HEADERS]
        headers.append(("Content-Length", str(len(answer.body))))
        http = StatusAndHeaders(f"{answer.status} OK", headers, protocol="HTTP/1.1")
        said = {_CONTINUES: continues} if continues else None
        self._write(url, "response", at, answer.body, http=http, said=said)
        path = url.split("/", 3)[-1]
        asked = StatusAndHeaders(
            f"GET /{path} HTTP/1.1", list(answer.asked), protocol="HTTP/1.1", is_http_request=True
        )
        self._write(url, "request", at, b"", http=asked)
        self._flush()

    def revisit(self, url: str, digest: str, at: datetime) -> None:
        """Record that a page was asked for and had not changed."""
        writer = self._open()
        record = writer.create_revisit_record(
            url, digest, url, _stamp(at), warc_headers_dict={_SOURCE: self._source_id}
        )
        writer.write_record(record)
        self._flush()

    def resource(self, page: RawPage) -> None:
        """Record an ingested file with what its sidecar says."""
        extra = {_PUBLISHED: page.published_at, _CREDIT: page.credit}
        said = {name: value for name, value in extra.items() if value}
        self._write(
            page.url, "resource", page.fetched_at, page.body, kind=page.content_type, said=said
        )
        self._flush()

    def _write(
        self,
        url: str,
        record_type: str,
        at: datetime,
        body: bytes,
        *,
        http: StatusAndHeaders | None = None,
        kind: str = "",
        said: dict[str, str] | None = None,
    ) -> None:
        writer = self._open()
        record = writer.create_warc_record(
            url,
            record_type,
            payload=BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_content_type=kind,
            warc_headers_dict={
                "WARC-Date": _stamp(at),
                "WARC-Payload-Digest": content_hash(body),
                _SOURCE: self._source_id,
                **{name: _latin(value) for name, value in (said or {}).items()},
            },
        )
        writer.write_record(record)

    def _open(self) -> WARCWriter:
        if self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            drop_torn_tail(self.path)
            self._file = FileIO(self.path, "ab")
            self._writer = WARCWriter(self._records, gzip=True, warc_version="1.1")
        return self._writer

    def _flush(self) -> None:
        assert self._file is not None
        rest = self._records.getbuffer()
        while rest:  # one write, so that a kill leaves whole records; a full disk may split it
            rest = rest[self._file.write(rest) :]
        rest.release()
        os.fsync(self._file.fileno())
        self._records.seek(0)
        self._records.truncate()
        self.records += 1


_HOP_HEADERS = {"content-encoding", "transfer-encoding", "content-length", "connection"}


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _latin(value: str) -> str:
    """A header value that keeps Chinese: percent-encoded UTF-8, as WARC headers are ASCII."""
    return quote(value, safe=" /:-+")


def read_pages(path: Path) -> Iterator[RawPage]:
    """The pages of a WARC file, of this project or of another, such as Common Crawl's.

    Passes over what is no page (requests, pictures) and ends at a torn tail.
    """
    with path.open("rb") as stream:
        records = iter(ArchiveIterator(stream))
        while True:
            try:
                record = next(records, None)
                if record is None:
                    return
                page = _page(record) if record.rec_type in ("response", "resource") else None
            except Exception:  # warcio raises a dozen kinds on torn or foreign bytes
                return
            if page is not None:
                yield page


def _page(record: ArcWarcRecord) -> RawPage | None:
    warc, http = record.rec_headers, record.http_headers
    url = warc.get_header("WARC-Target-URI") or ""
    kind = (http.get_header("Content-Type") if http else warc.get_header("Content-Type")) or ""
    if not kind.lower().startswith(_TEXT):
        return None
    if not (warc.get_header("Content-Length") or "").isdigit():  # a record cut off in its head
        return None
    try:
        body = _body(record)
    except TerminalError:
        return None
    published, credit = warc.get_header(_PUBLISHED), warc.get_header(_CREDIT)
    continues = warc.get_header(_CONTINUES)
    return RawPage(
        url=url,
        source_id=warc.get_header(_SOURCE) or "warc",
        fetched_at=datetime.fromisoformat(warc.get_header("WARC-Date").replace("Z", "+00:00")),
        status=int(http.get_statuscode() or 0) if http else 200,
        content_type=kind,
        body=body,
        etag=http.get_header("ETag") if http else None,
        last_modified=http.get_header("Last-Modified") if http else None,
        published_at=unquote(published) if published else None,
        credit=unquote(credit) if credit else None,
        continues=unquote(continues) if continues else None,
    )


def _body(record: ArcWarcRecord) -> bytes:
    """The payload with transfer and content encodings undone, under the cap.

    Raises TerminalError for a payload that is cut short, over the cap or broken.
    """
    http, url = record.http_headers, record.rec_headers.get_header("WARC-Target-URI") or ""
    raw = record.raw_stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"more than {MAX_BYTES} bytes", where=url)
    if record.raw_stream.limit > 0:
        raise BrokenInput("the record is cut short", where=url, reason="broken")
    if http is None:
        return bytes(raw)
    if (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        # Some crawlers undo the chunks and keep the header: the reader passes such bytes as is.
        raw = ChunkedDataReader(BytesIO(raw), decomp_type=None).read(MAX_BYTES)
    encoding = http.get_header("Content-Encoding") or ""
    try:
        return unpack(raw, encoding, MAX_BYTES, url)
    except BrokenInput:
        # Others undo the content encoding and keep the header.
        if raw.lstrip()[:1] == b"<":
            return bytes(raw)
        raise


def drop_torn_tail(path: Path) -> int:
    """Cut what follows the last whole gzip member of `path`; returns the bytes cut.

    A kill in the middle of a write leaves such a tail; records behind it could not be read.
    """
    if not path.exists():
        return 0
    whole = 0
    position = 0
    engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    with path.open("r+b") as stream:
        try:
            while piece := stream.read(64 * 1024):
                while piece:
                    rest = engine.decompress(piece, _STEP)
                    del rest
                    tail = engine.unused_data if engine.eof else engine.unconsumed_tail
                    position += len(piece) - len(tail)
                    if engine.eof:
                        whole = position
                        engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
                    piece = tail
        except zlib.error:
            pass
        size = stream.seek(0, os.SEEK_END)
        if whole < size:
            stream.truncate(whole)
    return size - whole
