"""From the raw archive to a release: the steps that every kind of run shares. No Prefect here."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

import duckdb
import pyarrow as pa

from extract.archive import content_hash, read_pages
from extract.archive_index import places
from extract.arrow import to_batch
from extract.errors import YuanjiangError
from extract.fetch import FetchState, after_success
from flows import stages
from flows.pieces import Piece
from flows.pool import Done
from flows.steps import Run
from transform.facts import VERSION as RULES_VERSION
from transform.records import CleanArticle
from warehouse import archives, candidates, joining, load, settle
from warehouse.merge import Rows, registered, strings

T = TypeVar("T")
Read = tuple[Piece, Done[stages.Parsed]]

LOADED = 3_000  # articles that are loaded at a time: each load looks through what is stored


def archive_files(home: Path) -> list[Path]:
    """All raw archive files, oldest day first."""
    return sorted((home / "raw").rglob("*.warc.gz"))


def pending(con: duckdb.DuckDBPyConnection, home: Path) -> list[Path]:
    """Archive files that were not read yet, those of a night that died included."""
    files = [(str(p.relative_to(home)), p.stat().st_size) for p in archive_files(home)]
    return [home / name for name in archives.unread(con, files)]


def recover_states(con: duckdb.DuckDBPyConnection, home: Path) -> int:
    """Fetch states of pages that a night archived before it died, so they are not fetched again."""
    recovered = 0
    for path in pending(con, home):
        states = [
            after_success(
                FetchState(page.url, page.source_id, page.fetched_at, page.fetched_at),
                page.fetched_at,
                status=page.status,
                content_hash=content_hash(page.body),
                etag=page.etag,
                last_modified=page.last_modified,
            )
            for page in read_pages(path)
            if not page.url.startswith("file:") and not page.continues
        ]
        load.load_fetch_states(con, to_batch(FetchState, states))
        recovered += len(states)
    return recovered


def _a_load(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, batches of `size` articles each, in lists that are loaded together."""
    source = iter(items)
    while held := list(islice(source, _batches(size))):
        yield held


def _batches(size: int) -> int:
    """How many batches of `size` articles are loaded together."""
    return -(-LOADED // size)


def _load_parsed(run: Run, parsed: Sequence[stages.Parsed]) -> list[str]:
    """Load what batches of pages became; gives the new versions."""
    if not parsed:
        return []
    articles, clean, rejected, postings, sketched = (
        pa.Table.from_batches(batches) for batches in zip(*parsed, strict=True)
    )
    versions = articles.column("version_id").to_pylist()
    sources = articles.column("source_id").to_pylist()
    unknown = load.unknown_versions(run.con, versions)
    load.load_articles(run.con, articles, clean, run.at)
    refused = set(load.unknown_versions(run.con, versions))  # taken down, so not stored
    new = [version for version in unknown if version not in refused]
    candidates.store_sketches(run.con, postings, sketched)
    if refused:
        candidates.remove_sketches(run.con, refused)
    _load_rejected(run, rejected)
    fresh = set(new)
    run.summary.articles += len(versions)
    for version, source_id in zip(versions, sources, strict=True):
        if count := run.count(source_id):
            count.articles += 1
            count.new += version in fresh
        fresh.discard(version)
    return new


def _load_rejected(run: Run, rejected: Rows) -> None:
    load.load_rejected(run.con, rejected)
    for row in rejected.to_pylist():
        run.summary.rejected[row["reason"]] += 1
        run.log.say(
            f"{row['reason']}: {row['detail']}", source=row["source_id"], url=row["where"],
            level=logging.DEBUG,
        )  # fmt: skip
        if count := run.count(row["source_id"]):
            count.rejected += 1


def load_pieces(run: Run, several: Sequence[Read], broken: Set[Path] = frozenset()) -> list[str]:
    """Load pieces of archive files, and remember how far the files not in `broken` are read."""
    new = _load_parsed(run, [parsed for _, done in several for parsed in done.results])
    failed = [told for _, done in several for told in done.failed]
    _load_rejected(run, stages.refusals(failed, "parse", run.at))
    for piece, _ in several:
        if piece.path in broken:
            continue
        name = str(piece.path.relative_to(run.settings.home))
        read = piece.first + piece.pages
        if piece.last:
            index_archive(run.con, piece.path, run.settings.home)
            archives.mark_read(run.con, name, piece.path.stat().st_size, read, run.at)
        else:
            archives.mark_part(run.con, name, read)
    return new


def index_archive(con: duckdb.DuckDBPyConnection, path: Path, home: Path) -> int:
    """Note in table `fetch` where each answer of an archive file lies; rows new or changed."""
    run_id = path.name.removesuffix(".warc.gz").rsplit("-", 1)[-1]
    rows = [
        {
            "run_id": run_id,
            "source_id": place.source_id,
            "url": place.url,
            "fetched_at": place.fetched_at,
            "http_status": place.status,
            "bytes": place.bytes,
            "body_sha256": (place.digest or "").removeprefix("sha256:") or None,
            "warc_file": str(path.relative_to(home)),
            "warc_offset": place.offset,
        }
        for place in places(path)
    ]
    return load.load_fetches(con, rows)


def read_archives(run: Run, paths: Sequence[Path], *, again: bool = False) -> list[str]:
    """Read archive files into the tables, some batches at a time; gives the new versions.

    A batch that cannot be loaded is named in `summary.lost`; what is behind it in its file is
    loaded, and the file stays pending from that batch on.
    """
    new: list[str] = []
    pages, broken = 0, set[Path]()
    parsed = run.steps.parsed(run, paths, again=again)
    for several in _a_load(parsed, run.settings.batch_size):
        new += _loaded(run, several, broken)
        pages += sum(piece.pages for piece, _ in several)
        run.log.progress("pages read", pages, None)
    run.summary.new += len(new)
    return new


def _loaded(run: Run, several: list[Read], broken: set[Path]) -> list[str]:
    """Load pieces together, and one by one where that fails; gives the new versions."""
    first, last = several[0][0].name, several[-1][0].name
    name = first if first == last else f"{first} to {last}"
    try:
        return run.steps.step(load_pieces, name)(run, several, broken)
    except (OSError, YuanjiangError, duckdb.Error) as error:
        if len(several) > 1:
            return [version for one in several for version in _loaded(run, [one], broken)]
        broken.add(several[0][0].path)
        run.lose(name, error)
        return []


def clean_batches(
    con: duckdb.DuckDBPyConnection, version_ids: Sequence[str], size: int
) -> Iterator[pa.RecordBatch]:
    """Stored versions as CleanArticle batches (their damage report stays in the archive)."""
    asked = _batches(size) * size
    for start in range(0, len(version_ids), asked):
        with registered(con, _asked=strings("version_id", version_ids[start : start + asked])):
            rows = con.sql(
                "SELECT article_id, version_id, source_id, canonical_url AS url, fetched_at, title,"
                " published_at, credit, text, damage_score, restorer_version"
                " FROM article_version SEMI JOIN _asked USING (version_id) ORDER BY version_id"
            ).to_arrow_table()
        for first in range(0, rows.num_rows, size):
            told = rows.slice(first, size).to_pylist()
            yield to_batch(CleanArticle, [CleanArticle(**row, damage=()) for row in told])


def read_facts(run: Run) -> int:
    """Read the facts of all versions that count and were not read by these rules; their number."""
    wanted = settle.to_read(run.con, RULES_VERSION)
    size = run.settings.batch_size
    batches = enumerate(clean_batches(run.con, wanted, size))
    read = 0
    for several in _a_load(run.steps.facts(run, batches), size):
        name = f"facts {several[0][0] + 1} to {several[-1][0] + 1}"
        run.steps.step(load_facts, name)(run, [done for _, done in several])
        read = min(read + len(several) * size, len(wanted))
        run.log.progress("facts of articles", read, len(wanted))
    return len(wanted)


def load_facts(run: Run, several: Sequence[Done[stages.FactsRead]]) -> None:
    """Load the facts of some batches."""
    results = [result for done in several for result in done.results]
    if results:
        facts, rejected = (pa.Table.from_batches(rows) for rows in zip(*results, strict=True))
        load.load_facts(run.con, facts, run.at)
        _load_rejected(run, rejected)
    failed = [told for done in several for told in done.failed]
    _load_rejected(run, stages.refusals(failed, "facts", run.at))


def join_projects(con: duckdb.DuckDBPyConnection, at: datetime) -> None:
    """Join the reports that count into projects, and derive the published tables."""
    joining.join_reports(con, at)
    settle.settle(con, at)
