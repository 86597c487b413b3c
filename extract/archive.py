"""The raw archive: WARC 1.1 files by day and source, from which everything can be built again.

Fetched pages are `response` records (with their `request`), unchanged ones `revisit` records,
ingested files `resource` records. Each record is a gzip member of its own, flushed to disk, so
that a kill costs at most the record being written; `read_pages` passes over a torn tail.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, unquote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extract.errors import TerminalError
from extract.fetch import Answer
from extract.fetch.decompress import unpack
from extract.records import RawPage

MAX_BYTES = 32 * 1024 * 1024
_SOURCE = "WARC-Source-Id"
_PUBLISHED = "WARC-Published"
_CREDIT = "WARC-Credit"
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
        self._file: BytesIO | None = None
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

    def response(self, url: str, answer: Answer, at: datetime) -> None:
        """Record a page as it came; `url` is the canonical address."""
        headers = [(k, v) for k, v in answer.headers if k.lower() not in _HOP_HEADERS]
        headers.append(("Content-Length", str(len(answer.body))))
        http = StatusAndHeaders(f"{answer.status} OK", headers, protocol="HTTP/1.1")
        self._write(url, "response", at, answer.body, http=http)

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
        self._flush()

    def _open(self) -> WARCWriter:
        if self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab")  # type: ignore[assignment]
            self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        return self._writer

    def _flush(self) -> None:
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
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
        try:
            for record in ArchiveIterator(stream):
                if record.rec_type not in ("response", "resource"):
                    continue
                page = _page(record)
                if page is not None:
                    yield page
        except (ArchiveLoadFailed, EOFError):
            return


def _page(record: ArcWarcRecord) -> RawPage | None:
    warc, http = record.rec_headers, record.http_headers
    url = warc.get_header("WARC-Target-URI") or ""
    kind = (http.get_header("Content-Type") if http else warc.get_header("Content-Type")) or ""
    if not kind.lower().startswith(_TEXT):
        return None
    body = record.content_stream().read(MAX_BYTES)
    encoding = (http.get_header("Content-Encoding") if http else None) or ""
    # warcio may have undone the encoding already; if not, broken bytes are rejected as no text.
    with suppress(TerminalError):
        body = unpack(body, encoding, MAX_BYTES, url) if encoding else body
    published, credit = warc.get_header(_PUBLISHED), warc.get_header(_CREDIT)
    return RawPage(
        url=url,
        source_id=warc.get_header(_SOURCE) or "warc",
        fetched_at=datetime.fromisoformat(warc.get_header("WARC-Date").replace("Z", "+00:00")),
        status=int(http.get_statuscode()) if http else 200,
        content_type=kind,
        body=body,
        etag=http.get_header("ETag") if http else None,
        last_modified=http.get_header("Last-Modified") if http else None,
        published_at=unquote(published) if published else None,
        credit=unquote(credit) if credit else None,
    )
