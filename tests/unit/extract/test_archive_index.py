"""Where records lie in the raw archive, and that dropped pages are gone from the bytes."""

from __future__ import annotations

from datetime import UTC, datetime

from warcio.archiveiterator import ArchiveIterator

from extract.archive import ArchiveWriter, content_hash, read_pages
from extract.archive_index import drop_pages, places
from extract.fetch import Answer
from extract.records import RawPage

AT = datetime(2025, 4, 1, 18, 30, tzinfo=UTC)


def page(name: str) -> RawPage:
    return RawPage(f"file:{name}", "files", AT, 200, "text/plain", f"正文{name}".encode() * 50)


def archive(path, names="abc"):
    with ArchiveWriter(path, "files") as writer:
        for name in names:
            writer.resource(page(name))
        writer.revisit("https://a.example/1", "sha256:00", AT)
        writer.response(
            "https://a.example/2",
            Answer("https://a.example/2", 200, (("Content-Type", "text/html"),), b"<p>x"),
            AT,
        )
    return path


def test_each_place_is_where_its_record_starts(tmp_path):
    path = archive(tmp_path / "x.warc.gz")
    found = list(places(path))
    assert [(p.url, p.status) for p in found] == [
        ("file:a", 200), ("file:b", 200), ("file:c", 200), ("https://a.example/1", 304),
        ("https://a.example/2", 200),
    ]  # fmt: skip
    assert found[0].bytes == len(page("a").body)
    assert found[0].digest == content_hash(page("a").body)
    for place in found:
        with path.open("rb") as stream:
            stream.seek(place.offset)
            record = next(iter(ArchiveIterator(stream)))
            assert record.rec_headers.get_header("WARC-Target-URI") == place.url


def test_dropped_pages_are_gone_and_the_others_are_as_they_were(tmp_path):
    path = archive(tmp_path / "x.warc.gz")
    before = {p.url: p for p in read_pages(path)}
    assert drop_pages(path, lambda source, url: url in ("file:b", "https://a.example/2")) == 3
    after = {p.url: p for p in read_pages(path)}
    assert after == {u: p for u, p in before.items() if u in ("file:a", "file:c")}
    assert list(tmp_path.iterdir()) == [path]
    untouched = path.stat().st_ino
    assert drop_pages(path, lambda source, url: False) == 0
    assert path.stat().st_ino == untouched


def test_a_file_of_which_nothing_is_left_is_removed(tmp_path):
    path = archive(tmp_path / "x.warc.gz")
    assert drop_pages(path, lambda source, url: source == "files") == 6
    assert not path.exists()


def test_a_torn_tail_is_no_place(tmp_path):
    path = archive(tmp_path / "x.warc.gz")
    whole = path.read_bytes()
    last = list(places(path))[-1].offset
    path.write_bytes(whole[: last + 60])
    assert [p.url for p in places(path)][:4] == [
        "file:a", "file:b", "file:c", "https://a.example/1",
    ]  # fmt: skip
    drop_pages(path, lambda source, url: url == "file:a")
    assert [p.url for p in read_pages(path)] == ["file:b", "file:c"]
