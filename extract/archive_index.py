"""Where each record of the raw archive lies, and taking pages out of it for good."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

_KEPT = ("response", "revisit", "resource")


@dataclass(frozen=True, slots=True)
class Place:
    """One record that answers for an address: where it lies, and what it says of the answer."""

    url: str
    source_id: str
    fetched_at: datetime
    status: int  # 304 for a revisit, 200 for a file
    bytes: int  # of the payload
    digest: str | None  # "sha256:..." as WARC writes it
    offset: int


def _records(path: Path) -> Iterator[tuple[str, str, Place | None, int, int]]:
    """(url, source, its place if it answers, offset, end) of each whole record."""
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        try:
            for record in records:
                warc, http = record.rec_headers, record.http_headers
                url = warc.get_header("WARC-Target-URI") or ""
                source = warc.get_header("WARC-Source-Id") or "warc"
                place = None
                if record.rec_type in _KEPT:
                    status = int(http.get_statuscode() or 0) if http else 200
                    at = warc.get_header("WARC-Date").replace("Z", "+00:00")
                    size = 0 if record.rec_type == "revisit" else record.raw_stream.limit
                    place = Place(
                        url,
                        source,
                        datetime.fromisoformat(at),
                        304 if record.rec_type == "revisit" else status,
                        max(0, size),
                        warc.get_header("WARC-Payload-Digest"),
                        records.get_record_offset(),
                    )
                records.read_to_end(record)
                start = records.get_record_offset()
                yield url, source, place, start, start + records.get_record_length()
        except Exception:  # warcio raises a dozen kinds on torn or foreign bytes
            return


def places(path: Path) -> Iterator[Place]:
    """The records of a WARC file that answer for an address; ends at a torn tail."""
    for _, _, place, _, _ in _records(path):
        if place is not None:
            yield place


def drop_pages(path: Path, unwanted: Callable[[str, str], bool]) -> int:
    """Write the file anew without the records of unwanted (source_id, url); their number.

    Done in one rename. A file of which nothing is left is removed, one that holds none untouched.
    """
    spans, dropped = [], 0
    for url, source, _, start, end in _records(path):
        if unwanted(source, url):
            dropped += 1
        else:
            spans.append((start, end))
    if not dropped:
        return 0
    if not spans:
        path.unlink()
        return dropped
    fresh = path.with_name(f".{path.name}.new")
    with path.open("rb") as old, fresh.open("wb") as new:
        for start, end in spans:
            old.seek(start)
            new.write(old.read(end - start))
        new.flush()
        os.fsync(new.fileno())
    fresh.replace(path)
    return dropped
