"""From the raw archive to a release: the steps that every kind of run shares. No Prefect here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from extract.archive import content_hash, read_pages
from extract.arrow import from_batch, schema_of, to_batch
from extract.fetch import FetchState, after_success
from flows import stages
from flows.settings import Settings
from transform.duplicates import Document, cluster
from transform.facts import VERSION as RULES_VERSION
from transform.projects import DatedReport, join
from transform.records import (
    CleanArticle,
    ClusterMember,
    DuplicatePair,
    Project,
    ProjectConflict,
)
from warehouse import archives, candidates, load, settle


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
            if not page.url.startswith("file:")
        ]
        load.load_fetch_states(con, to_batch(FetchState, states))
        recovered += len(states)
    return recovered


def page_batches(path: Path, settings: Settings) -> Iterator[pa.RecordBatch]:
    """The pages of an archive file in batches."""
    return stages.batched(read_pages(path), settings.batch_size)


def load_parsed(
    con: duckdb.DuckDBPyConnection, parsed: stages.Parsed, at: datetime
) -> tuple[list[str], Counter[str]]:
    """Load what a batch of pages became; gives the new versions and the refusals by reason."""
    versions = parsed.articles.column("version_id").to_pylist()
    new = load.unknown_versions(con, versions)
    load.load_articles(con, parsed.articles, parsed.clean, at)
    texts = zip(versions, parsed.clean.column("text").to_pylist(), strict=True)
    candidates.add_sketches(con, texts)
    load.load_rejected(con, parsed.rejected)
    return new, Counter(parsed.rejected.column("reason").to_pylist())


def read_archive(
    con: duckdb.DuckDBPyConnection, path: Path, settings: Settings, at: datetime
) -> Iterator[tuple[int, list[str], Counter[str]]]:
    """Read one archive file into the tables, a batch at a time.

    Gives (articles read, new versions, refusals by reason) of each batch; the file is marked as
    read behind its last one.
    """
    size = path.stat().st_size
    pages = 0
    batches = page_batches(path, settings)
    folder = str(settings.sources)
    for batch, parsed in stages.mapped(
        stages.parse_batch, batches, folder, workers=settings.workers
    ):
        pages += batch.num_rows
        new, refused = load_parsed(con, parsed, at)
        yield parsed.articles.num_rows, new, refused
    archives.mark_read(con, str(path.relative_to(settings.home)), size, pages, at)


def _documents(con: duckdb.DuckDBPyConnection, version_ids: Iterable[str]) -> dict[str, Document]:
    names = dict(con.execute("SELECT source_id, name FROM source").fetchall())
    rows = load.texts(con, version_ids).to_pylist()
    return {row["version_id"]: Document(**row, outlet=names.get(row["source_id"])) for row in rows}


def find_duplicates(
    con: duckdb.DuckDBPyConnection, new: Sequence[str], at: datetime
) -> Counter[str]:
    """Compare new versions with all that is stored; gives the new copies by verdict.

    Only the clusters that a new version touches are formed again.
    """
    if not new:
        return Counter()
    found = candidates.candidate_pairs(con, new)
    sides = {*found.column("left").to_pylist(), *found.column("right").to_pylist(), *new}
    documents = _documents(con, sides)
    pairs = [p for p in candidates.judged(documents, found) if p.verdict != "none"]
    touched = {*new, *(p.left for p in pairs), *(p.right for p in pairs)}
    touched = _with_clusters(con, touched)
    documents |= _documents(con, touched - documents.keys())
    pairs = _with_stored_pairs(con, pairs, touched)
    members = cluster([documents[v] for v in sorted(touched)], pairs)
    load.load_duplicates(con, to_batch(DuplicatePair, pairs), to_batch(ClusterMember, members), at)
    fresh = set(new)
    return Counter(
        str(m.verdict) for m in members if m.version_id in fresh and m.verdict != "original"
    )


def _with_clusters(con: duckdb.DuckDBPyConnection, touched: set[str]) -> set[str]:
    """The versions and all members of their clusters."""
    asked = pa.table({"version_id": pa.array(sorted(touched), pa.string())})
    con.register("_asked", asked)
    rows = con.execute(
        "SELECT version_id FROM cluster_member WHERE cluster_id IN"
        " (SELECT cluster_id FROM cluster_member SEMI JOIN _asked USING (version_id))"
    ).fetchall()
    con.unregister("_asked")
    return touched | {row[0] for row in rows}


def _with_stored_pairs(
    con: duckdb.DuckDBPyConnection, pairs: list[DuplicatePair], touched: set[str]
) -> list[DuplicatePair]:
    """The new pairs and the stored ones among the versions concerned."""
    asked = pa.table({"version_id": pa.array(sorted(touched), pa.string())})
    con.register("_asked", asked)
    rows = con.execute(
        "SELECT left_version_id, right_version_id, verdict, score, reasons FROM duplicate_pair"
        " WHERE left_version_id IN (FROM _asked) AND right_version_id IN (FROM _asked)"
    ).fetchall()
    con.unregister("_asked")
    by_key = {(r[0], r[1]): DuplicatePair(r[0], r[1], r[2], r[3], tuple(r[4])) for r in rows}
    by_key |= {(p.left, p.right): p for p in pairs}
    return [by_key[key] for key in sorted(by_key)]


def clean_batches(
    con: duckdb.DuckDBPyConnection, version_ids: Sequence[str], size: int
) -> Iterator[pa.RecordBatch]:
    """Stored versions as CleanArticle batches (their damage report stays in the archive)."""
    for start in range(0, len(version_ids), size):
        asked = pa.table({"version_id": pa.array(version_ids[start : start + size], pa.string())})
        con.register("_asked", asked)
        rows = con.sql(
            "SELECT article_id, version_id, source_id, canonical_url AS url, fetched_at, title,"
            " published_at, credit, text, damage_score, restorer_version"
            " FROM article_version SEMI JOIN _asked USING (version_id) ORDER BY version_id"
        ).to_arrow_table()
        con.unregister("_asked")
        yield to_batch(CleanArticle, [CleanArticle(**row, damage=()) for row in rows.to_pylist()])


def read_facts(con: duckdb.DuckDBPyConnection, settings: Settings, at: datetime) -> int:
    """Read the facts of all versions that count and were not read by these rules; their number."""
    wanted = settle.to_read(con, RULES_VERSION)
    batches = clean_batches(con, wanted, settings.batch_size)
    for _, facts in stages.mapped(stages.facts_batch, batches, workers=settings.workers):
        load.load_facts(con, facts, at)
    return len(wanted)


def join_projects(con: duckdb.DuckDBPyConnection, at: datetime) -> None:
    """Join the reports that count into projects, and derive the published tables."""
    table = settle.counting_reports(con)
    reports = [
        dated
        for batch in table.cast(schema_of(DatedReport)).to_batches()
        for dated in from_batch(DatedReport, batch)
    ]
    projects, conflicts = join(reports)
    load.load_projects(con, to_batch(Project, projects), to_batch(ProjectConflict, conflicts), at)
    settle.settle(con, at)
