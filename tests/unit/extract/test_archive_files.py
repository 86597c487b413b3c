"""The raw archive: what is written is read again, also after a kill."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import brotli
import fastwarc.warc as fastwarc
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extract.archive import ArchiveWriter, content_hash, drop_torn_tail, read_pages
from extract.fetch import Answer
from extract.records import RawPage

AT = datetime(2025, 3, 1, tzinfo=UTC)
HEADERS = (("Content-Type", "text/html"), ("ETag", '"v1"'))


def page(number: int) -> Answer:
    body = f"<p>{number}</p>".encode() + random.Random(number).randbytes(500)
    return Answer(f"http://a.example/{number}", 200, HEADERS, body, (("User-Agent", "y"),))


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    one = page(1)
    with ArchiveWriter(path, "ts") as writer:
        writer.response(one.url, one, AT)
        writer.revisit(one.url, content_hash(one.body), AT)
        writer.resource(RawPage("file:x", "ts", AT, 200, "text/plain", "文".encode(), credit="新"))
    first, second = read_pages(path)
    assert (first.url, first.body, first.etag) == (one.url, one.body, '"v1"')
    assert (first.source_id, first.fetched_at) == ("ts", AT)
    assert (second.url, second.credit) == ("file:x", "新")
    with path.open("rb") as stream:
        kinds = [record.rec_type for record in ArchiveIterator(stream, check_digests=True)]
    assert kinds == ["response", "request", "revisit", "resource"]


def test_every_cut_leaves_the_whole_records(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    pages = [page(n) for n in range(3)]
    ends = []
    with ArchiveWriter(path, "ts") as writer:
        for one in pages:
            writer.response(one.url, one, AT)
            ends.append(path.stat().st_size)
    whole = path.read_bytes()
    cut = tmp_path / "b.warc.gz"
    for size in range(len(whole)):
        cut.write_bytes(whole[:size])
        bodies = [p.body for p in read_pages(cut)]
        assert bodies == [one.body for one in pages[: len(bodies)]]
        assert len(bodies) >= sum(end <= size for end in ends)
        if size % 97:
            continue
        drop_torn_tail(cut)
        with ArchiveWriter(cut, "ts") as writer:
            writer.response("http://a.example/9", pages[0], AT)
        assert [p.body for p in read_pages(cut)][-1] == pages[0].body


WRITES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from extract.archive import ArchiveWriter
from extract.fetch import Answer
with ArchiveWriter(Path(sys.argv[1]), "ts") as writer:
    n = 0
    while True:
        body = f"<p>{n}</p>".encode() * 5000
        writer.response("http://a.example/%d" % n, Answer("", 200, (("Content-Type", "text/html"),), body), datetime.now(UTC))
        n += 1
        print(n, flush=True)
"""


def test_kill_leaves_a_valid_file(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITES, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for _ in range(5):
        process.stdout.readline()
    time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    written = 5 + len(process.stdout.read().split())
    process.wait()
    assert len(list(read_pages(path))) >= written
    drop_torn_tail(path)
    with path.open("rb") as stream:  # what is left is whole for another tool too
        found = [str(record.record_type) for record in fastwarc.ArchiveIterator(stream)]
    assert len(found) >= 2 * written


def test_foreign_records(tmp_path: Path) -> None:
    """Encodings kept as sent, as other crawlers keep them."""
    path = tmp_path / "cc.warc.gz"
    text = "<p>新闻</p>".encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(text), text)
    cases = [
        ([("Content-Encoding", "br")], brotli.compress(text)),
        ([("Transfer-Encoding", "chunked")], chunked),
        ([("Content-Encoding", "gzip")], text),  # header kept, encoding undone
        ([("Content-Encoding", "br")], brotli.compress(text)[:-2]),  # broken: passed over
        ([("Content-Encoding", "br")], brotli.compress(bytes(40_000_000))),  # a bomb
        ([], text),
    ]
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number, (headers, body) in enumerate(cases):
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], "HTTP/1.1")
            url = f"http://b.example/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=http)
            )
    found = {p.url[-1]: p.body for p in read_pages(path)}
    assert found == dict.fromkeys("0125", text)


def test_not_a_warc(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    for junk in (b"", b"junk", os.urandom(5000), b"\x1f\x8b\x08\x00"):
        path.write_bytes(junk)
        assert list(read_pages(path)) == []
