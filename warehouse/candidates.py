"""Which pairs of versions are worth comparing: sketches compared in the database.

Two tables hold what is needed, 16 bytes a sampled shingle and no text:

    sketch    version, shingle            the postings, appended night by night
    sketched  version, text_key, shingles one row a version

`version` is the version_id as the number that its 16 hexadecimal digits write. A night's new
versions are the small side of a hash join with the postings, so the stored ones are read as two
columns of integers, and no text is looked at.

A shingle in at most `CAP` versions pairs all of them. One in more (a text printed by a hundred
outlets, a site's boilerplate) pairs each with the `HUBS` smallest versions only, so that a large
family still hangs together; one in more than `COMMON` versions pairs none. Versions of identical
text are paired with the smallest among them, whatever their shingles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import duckdb
import numpy as np
import pyarrow as pa

from transform.duplicates import Document, cluster, judge, sketch_array, text_key
from transform.records import ClusterMember, DuplicatePair
from warehouse.merge import Rows

CAP = 60
HUBS = 8
COMMON = 2000
THRESHOLD = 0.4
LEAST_SHARED = 0.1  # of the shingles that the shorter asks by
BATCH = 1000  # versions added at a time
SHORT = 64  # sampled shingles below which a version is asked by all of them

PAIRS = pa.schema(
    [
        pa.field("left", pa.string(), nullable=False),
        pa.field("right", pa.string(), nullable=False),
        pa.field("containment", pa.float64(), nullable=False),
    ]
)


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `sketch` and `sketched` where they are not yet there."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS sketch (version UBIGINT NOT NULL, shingle BIGINT NOT NULL);"
        "CREATE TABLE IF NOT EXISTS sketched "
        "(version UBIGINT NOT NULL, text_key BIGINT NOT NULL, shingles INTEGER NOT NULL)"
    )


def _number(version_id: str) -> int:
    return int(version_id, 16)


def _keys(version_ids: Iterable[str]) -> pa.Table:
    numbers = sorted({_number(v) for v in version_ids})
    return pa.table({"version": pa.array(numbers, pa.uint64())})


def sketches(documents: Iterable[tuple[str, str]]) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    """Rows of the tables `sketch` and `sketched` for (version_id, text), each version once.

    version_id is 16 hexadecimal digits, else ValueError. Pure, so that a worker may call it.
    """
    texts = {_number(v): text for v, text in documents}
    arrays = [sketch_array(text) for text in texts.values()]
    sizes = [len(a) for a in arrays]
    versions = np.array(list(texts), dtype=np.uint64)
    shingles = np.concatenate(arrays) if arrays else np.array([], dtype=np.int64)
    postings = pa.record_batch(
        {
            "version": pa.array(np.repeat(versions, sizes), pa.uint64()),
            "shingle": pa.array(shingles, pa.int64()),
        }
    )
    rows = pa.record_batch(
        {
            "version": pa.array(versions, pa.uint64()),
            "text_key": pa.array([text_key(t) for t in texts.values()], pa.int64()),
            "shingles": pa.array(sizes, pa.int32()),
        }
    )
    return postings, rows


def store_sketches(connection: duckdb.DuckDBPyConnection, postings: Rows, rows: Rows) -> int:
    """Store what `sketches` gave; versions already stored are passed over. Returns those added.

    A version may stand in there more than once, as where several results are put together.
    """
    connection.register("_postings", postings)
    connection.register("_rows", rows)
    try:
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE _missing AS"
            " SELECT DISTINCT version FROM _rows ANTI JOIN sketched USING (version)"
        )
        connection.execute(
            "INSERT INTO sketch SELECT DISTINCT version, shingle FROM _postings"
            " SEMI JOIN _missing USING (version)"
        )
        done = connection.execute(
            "INSERT INTO sketched SELECT DISTINCT version, text_key, shingles FROM _rows"
            " SEMI JOIN _missing USING (version)"
        ).fetchall()
        return int(done[0][0])
    finally:
        connection.unregister("_postings")
        connection.unregister("_rows")
        drop(connection, ("_missing",))


def add_sketches(
    connection: duckdb.DuckDBPyConnection, documents: Iterable[tuple[str, str]]
) -> int:
    """Store the sketches of (version_id, text); those already stored are passed over.

    Returns the number of versions added. version_id is 16 hexadecimal digits, else ValueError.
    """
    added = 0
    rest = iter(documents)
    while batch := dict(islice(rest, BATCH)):
        added += store_sketches(connection, *sketches(batch.items()))
    return added


def remove_sketches(connection: duckdb.DuckDBPyConnection, version_ids: Iterable[str]) -> None:
    """Forget the sketches of these versions, as a takedown wants."""
    connection.register("_wanted", _keys(version_ids))
    for table in ("sketch", "sketched"):
        connection.execute(f"DELETE FROM {table} WHERE version IN (SELECT version FROM _wanted)")
    connection.unregister("_wanted")


# Of each pair the shorter asks how much of it the longer holds: a long version by a quarter of its
# sketch, a short one, which has few shingles, by all of it. Of other shingles nobody need know.
QUARTER = "(shingle >> 2) % 4 = 0"
OF_SHORT = f"""
    SELECT shingle FROM sketch SEMI JOIN (FROM sketched WHERE shingles < {SHORT}) USING (version)
    WHERE NOT {QUARTER}
"""

# The night's postings that may be asked by, and how many versions hold each of their shingles.
_NIGHT = f"""
CREATE OR REPLACE TEMP TABLE _night AS
    SELECT version, shingle, x.shingles AS size, {QUARTER} AS quarter
    FROM sketch JOIN (FROM sketched SEMI JOIN _wanted USING (version)) AS x USING (version)
    WHERE {QUARTER} OR shingle IN ({OF_SHORT});
CREATE OR REPLACE TEMP TABLE _held AS
    SELECT shingle, count(*) AS df FROM sketch SEMI JOIN _night USING (shingle) GROUP BY shingle;
"""

# Whom each shingle is paired with: all that hold it, or its hubs. `last` is the greatest of them.
_LISTED = f"""
CREATE OR REPLACE TEMP TABLE _listed AS
WITH posted AS (
    SELECT version AS other, shingle, df FROM sketch
    JOIN (SELECT * FROM _held WHERE df BETWEEN 2 AND {COMMON}) USING (shingle)
),
hubs AS (
    SELECT shingle, any_value(df) AS df, min(other, {HUBS}) AS others
    FROM posted WHERE df > {CAP} GROUP BY shingle
),
listed AS (
    SELECT shingle, df, other, {2**64 - 1}::UBIGINT AS last FROM posted WHERE df <= {CAP}
    UNION ALL SELECT shingle, df, unnest(others), others[-1] FROM hubs
)
SELECT listed.*, x.shingles AS size FROM listed JOIN sketched AS x ON x.version = other;
"""

# Two new versions that list each other meet once, from the smaller.
_PAIRED = f"""
CREATE OR REPLACE TEMP TABLE _pairs AS
WITH total AS (SELECT count(*) AS n FROM sketched),
met AS (
    SELECT (x.size, version) < (y.size, other) AS asks, version, other,
        df <= {CAP} AS rare, ln(1 + n / df) AS weight
    FROM _night AS x JOIN _listed AS y USING (shingle), total
    WHERE (quarter OR least(x.size, y.size) < {SHORT}) AND (version < other
        OR (version > other AND (version > last OR other NOT IN (SELECT version FROM _wanted))))
)
SELECT if(asks, version, other) AS asker, if(asks, other, version) AS whole, count(*) AS shared,
    sum(weight) FILTER (rare) AS rare, sum(weight) AS weight
FROM met GROUP BY asker, whole HAVING count(*) >= 2;
"""

# What the shingles that each asker asks by weigh, for which stored ones are looked up once more.
_WEIGHED = f"""
CREATE OR REPLACE TEMP TABLE _postings AS
    SELECT version, shingle FROM sketch
    JOIN (FROM sketched SEMI JOIN (SELECT asker AS version FROM _pairs) USING (version))
    USING (version) WHERE {QUARTER} OR shingles < {SHORT};
INSERT INTO _held
    SELECT shingle, count(*) FROM sketch
    SEMI JOIN (SELECT DISTINCT shingle FROM _postings ANTI JOIN _held USING (shingle))
    USING (shingle) GROUP BY shingle;
CREATE OR REPLACE TEMP TABLE _weights AS
    SELECT version, count(*) FILTER (df > 1) AS asked,
        sum(ln(1 + n / df)) FILTER (df <= {CAP}) AS rare, sum(ln(1 + n / df)) AS weight
    FROM _postings JOIN _held USING (shingle), (SELECT count(*) AS n FROM sketched)
    WHERE df <= {COMMON} GROUP BY version;
"""

# Containment of the asker in the longer, by rare shingles alone or together with the hubs'.
_CONTAINED = f"""
SELECT least(asker, whole) AS a, greatest(asker, whole) AS b,
    least(1.0, greatest(coalesce(p.rare / w.rare, 0), p.weight / w.weight)) AS containment
FROM _pairs AS p JOIN _weights AS w ON w.version = asker WHERE shared >= {LEAST_SHARED} * w.asked
"""

IDENTICAL = """
SELECT min(version) OVER (PARTITION BY text_key) AS a, version AS b, 1.0 AS containment
FROM {versions} QUALIFY a <> b
"""
_TEXTS_OF_NEW = """
(FROM sketched SEMI JOIN
    (SELECT text_key FROM sketched SEMI JOIN _wanted USING (version)) USING (text_key))
"""
_IDENTICAL_TO_NEW = f"""
FROM ({IDENTICAL.format(versions=_TEXTS_OF_NEW)})
WHERE a IN (SELECT version FROM _wanted) OR b IN (SELECT version FROM _wanted)
"""


def drop(connection: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Drop these temporary tables where they are there."""
    for table in tables:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def strong_pairs(connection: duckdb.DuckDBPyConnection, contained: str, identical: str) -> pa.Table:
    """PAIRS of the rows (a, b, containment) of two queries; those contained need the threshold."""
    found = connection.sql(
        f"""
        SELECT printf('%016x', a) AS "left", printf('%016x', b) AS "right",
            max(containment) AS containment
        FROM (SELECT * FROM ({contained}) WHERE containment >= {THRESHOLD}
              UNION ALL SELECT * FROM ({identical}))
        GROUP BY a, b ORDER BY a, b
        """
    ).to_arrow_table()
    return pa.table(dict(zip(PAIRS.names, found.columns, strict=True)), PAIRS)


def candidate_pairs(
    connection: duckdb.DuckDBPyConnection, new_version_ids: Iterable[str]
) -> pa.Table:
    """Pairs (left, right, containment) of new versions with stored ones and with each other.

    `left` is the smaller version_id; containment is that of the shorter sketch in the longer, by
    the shingles that it asks by, weighted by idf, 0.4 to 1. The new versions must have been added
    (`add_sketches`) before.
    """
    connection.register("_wanted", _keys(new_version_ids))
    try:
        connection.execute(_NIGHT)
        connection.execute(_LISTED + _PAIRED)
        connection.execute(_WEIGHED)
        return strong_pairs(connection, _CONTAINED, _IDENTICAL_TO_NEW)
    finally:
        connection.unregister("_wanted")
        drop(connection, ("_night", "_held", "_listed", "_pairs", "_postings", "_weights"))


def judged(documents: dict[str, Document], candidates: pa.Table) -> Iterator[DuplicatePair]:
    """The verdict on each candidate pair; `documents` by version_id must hold both sides."""
    for row in candidates.to_pylist():
        yield judge(documents[row["left"]], documents[row["right"]], row["containment"])


def cluster_documents(documents: Sequence[Document]) -> list[ClusterMember]:
    """The clusters of documents that are all at hand, compared in a database in memory.

    Any strings will do as version_id here.
    """
    ordered = sorted({d.version_id: d for d in documents}.values(), key=lambda d: d.version_id)
    names = {f"{n:016x}": d.version_id for n, d in enumerate(ordered)}
    numbered = dict(zip(names, ordered, strict=True))
    with duckdb.connect(":memory:") as connection:
        create(connection)
        add_sketches(connection, ((key, d.text) for key, d in numbered.items()))
        found = candidate_pairs(connection, numbered)
    return cluster(ordered, judged(numbered, found))
