"""Find the copies among new versions: who meets whom, verdicts on pairs, clusters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from extract.arrow import to_batch
from transform.connected import connected, in_parts
from transform.duplicates import TOGETHER, Document, alone, cluster
from transform.records import ClusterMember, DuplicatePair
from warehouse import candidates, load
from warehouse.full_pass import all_candidate_pairs
from warehouse.merge import registered, strings

COMPARED = 50_000  # new versions that are compared at a time
_TEXTS = 15_000  # pairs judged, and versions clustered, at a time: each reads the stored texts


def _documents(con: duckdb.DuckDBPyConnection, version_ids: Iterable[str]) -> dict[str, Document]:
    names = dict(con.execute("SELECT source_id, name FROM source").fetchall())
    rows = load.texts(con, version_ids).to_pylist()
    return {row["version_id"]: Document(**row, outlet=names.get(row["source_id"])) for row in rows}


def find_duplicates(
    con: duckdb.DuckDBPyConnection, new: Sequence[str], at: datetime, size: int = COMPARED
) -> Counter[str]:
    """Compare new versions with all that is stored; gives the copies among them by verdict.

    Versions that a run loaded and did not live to compare count as new. At most `size` are judged
    and clustered at a time, so that a backfill needs no more memory than a night; two of different
    turns are judged in the later one. Candidates of several turns are found in one pass over
    everything: asking for a turn reads all that is stored too. Only the families of copies that a
    new version touches are clustered again.
    """
    ordered = sorted({*new, *_uncompared(con)})
    if len(ordered) <= size:
        _compare(con, ordered, candidates.candidate_pairs(con, ordered), at)
        return _verdicts(con, ordered)
    everything = _everything(con)
    turns = _turns(everything, ordered, size)
    for turn, start in enumerate(range(0, len(ordered), size)):
        found = everything.filter(pc.equal(turns, turn))
        _compare(con, ordered[start : start + size], found, at)
    return _verdicts(con, ordered)


def _everything(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """All candidate pairs; what does not fit in memory lies where the database puts such things."""
    row = con.execute("SELECT current_setting('temp_directory')").fetchall()[0]
    folder = Path(row[0])
    folder.mkdir(parents=True, exist_ok=True)
    return all_candidate_pairs(con, folder)


def _turns(found: pa.Table, ordered: Sequence[str], size: int) -> pa.Array:
    """The turn of each pair: that of its later side; null where neither is among `ordered`."""
    known = pa.array(ordered, pa.string())
    left, right = (pc.index_in(found.column(side), value_set=known) for side in ("left", "right"))
    return pc.divide(pc.max_element_wise(left, right), size)


def _uncompared(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute(
        "SELECT version_id FROM article_version ANTI JOIN cluster_member USING (version_id)"
    )
    return [row[0] for row in rows.fetchall()]


def _compare(
    con: duckdb.DuckDBPyConnection, new: Sequence[str], found: pa.Table, at: datetime
) -> None:
    """Judge these candidate pairs and cluster the versions anew that they touch."""
    pairs = [pair for pair in _judged(con, found) if pair.verdict != "none"]
    copies = [pair for pair in pairs if pair.verdict in TOGETHER]
    touched = _with_families(con, {*new, *(p.left for p in copies), *(p.right for p in copies)})
    pairs = _with_stored_pairs(con, pairs, touched)
    members = _clustered(con, touched, pairs)
    load.load_duplicates(con, to_batch(DuplicatePair, pairs), to_batch(ClusterMember, members), at)


def _judged(con: duckdb.DuckDBPyConnection, found: pa.Table) -> Iterator[DuplicatePair]:
    """The verdicts on candidate pairs; the texts of a few thousand at a time are in memory."""
    found = _by_family(found)
    for start in range(0, found.num_rows, _TEXTS):
        part = found.slice(start, _TEXTS)
        sides = {*part.column("left").to_pylist(), *part.column("right").to_pylist()}
        yield from candidates.judged(_documents(con, sides), part)


def _by_family(found: pa.Table) -> pa.Table:
    """Candidate pairs with those that hang together side by side, so that a text is asked once."""
    left, right = found.column("left").to_pylist(), found.column("right").to_pylist()
    families = connected({*left, *right}, zip(left, right, strict=True))
    number = {version: n for n, family in enumerate(families) for version in family}
    order = sorted(
        range(found.num_rows), key=lambda row: (number[left[row]], left[row], right[row])
    )
    return found.take(pa.array(order, pa.int64()))


def _clustered(
    con: duckdb.DuckDBPyConnection, touched: Iterable[str], pairs: Sequence[DuplicatePair]
) -> list[ClusterMember]:
    """The clusters of the touched versions; what no copies connect is clustered apart."""
    by_left: dict[str, list[DuplicatePair]] = defaultdict(list)
    for pair in pairs:
        by_left[pair.left].append(pair)
    links = ((p.left, p.right) for p in pairs if p.verdict in TOGETHER)
    families = connected(touched, links)
    members = [alone(family[0]) for family in families if len(family) == 1]
    for part in in_parts([family for family in families if len(family) > 1], _TEXTS):
        versions = [version for group in part for version in group]
        documents = _documents(con, versions)
        told = [pair for version in versions for pair in by_left.get(version, ())]
        members += cluster([documents[version] for version in versions], told)
    return members


def _verdicts(con: duckdb.DuckDBPyConnection, version_ids: Sequence[str]) -> Counter[str]:
    """How many of these versions are copies, by verdict."""
    with registered(con, _asked=strings("version_id", version_ids)):
        rows = con.execute(
            "SELECT verdict, count(*) FROM cluster_member SEMI JOIN _asked USING (version_id)"
            " WHERE verdict <> 'original' GROUP BY verdict ORDER BY verdict"
        ).fetchall()
    return Counter(dict(rows))


_FAMILY = """
    SELECT right_version_id FROM duplicate_pair
    WHERE left_version_id IN (FROM _asked) AND verdict IN $copies
    UNION SELECT left_version_id FROM duplicate_pair
    WHERE right_version_id IN (FROM _asked) AND verdict IN $copies
    UNION SELECT version_id FROM cluster_member
    WHERE cluster_id IN (SELECT cluster_id FROM cluster_member SEMI JOIN _asked USING (version_id))
"""


def _with_families(con: duckdb.DuckDBPyConnection, versions: Set[str]) -> set[str]:
    """The versions and all that stored copies connect with them, over any number of steps.

    Whatever a new version may change lies in there: who is forbidden to meet whom matters only
    among versions that something would bring together.
    """
    known, asked = set(versions), set(versions)
    while asked:
        with registered(con, _asked=strings("version_id", sorted(asked))):
            rows = con.execute(_FAMILY, {"copies": sorted(TOGETHER)}).fetchall()
        asked = {row[0] for row in rows} - known
        known |= asked
    return known


def _with_stored_pairs(
    con: duckdb.DuckDBPyConnection, pairs: list[DuplicatePair], touched: set[str]
) -> list[DuplicatePair]:
    """The new pairs and the stored ones among the versions concerned."""
    with registered(con, _asked=strings("version_id", sorted(touched))):
        rows = con.execute(
            "SELECT left_version_id, right_version_id, verdict, score, reasons FROM duplicate_pair"
            " WHERE left_version_id IN (FROM _asked) AND right_version_id IN (FROM _asked)"
        ).fetchall()
    by_key = {(r[0], r[1]): DuplicatePair(r[0], r[1], r[2], r[3], tuple(r[4])) for r in rows}
    by_key |= {(p.left, p.right): p for p in pairs}
    return [by_key[key] for key in sorted(by_key)]
