"""The methods that are compared: each takes documents and gives pairs of version_ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import duckdb
import numpy as np

from benchmarks.duplicates.measure import Pair, pairs_of
from transform.duplicates import Document, cluster
from transform.duplicates.shingles import WIDTH, fold
from warehouse.candidates import add_sketches, create, judged
from warehouse.full_pass import all_candidate_pairs

Method = Callable[[Sequence[Document]], Iterator[Pair]]

_PERMUTATIONS = 128
_JACCARD = 0.5
_BITS = 10


def ours(documents: Sequence[Document]) -> Iterator[Pair]:
    """Sketches, candidates, verdicts and clusters, as the nightly flow makes them."""
    by_id = {d.version_id: d for d in documents}
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        create(connection)
        add_sketches(connection, ((d.version_id, d.text) for d in documents))
        candidates = all_candidate_pairs(connection)
    clusters: dict[str, list[str]] = defaultdict(list)
    for member in cluster(documents, judged(by_id, candidates)):
        clusters[member.cluster_id].append(member.version_id)
    yield from pairs_of(clusters.values())


def _shingles(text: str) -> list[str]:
    folded = fold(text)
    return list({folded[i : i + WIDTH] for i in range(max(1, len(folded) - WIDTH + 1))})


def datasketch(documents: Sequence[Document]) -> Iterator[Pair]:
    """datasketch.MinHashLSH, 128 permutations, J >= 0.5."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=_JACCARD, num_perm=_PERMUTATIONS)
    for d in documents:
        made = MinHash(num_perm=_PERMUTATIONS)
        made.update_batch([s.encode() for s in _shingles(d.text)])
        for other in lsh.query(made):
            yield min(other, d.version_id), max(other, d.version_id)
        lsh.insert(d.version_id, made, check_duplication=False)


def rensa(documents: Sequence[Document]) -> Iterator[Pair]:
    """rensa.RMinHashLSH, 128 permutations in 32 bands, then J >= 0.5 by the signatures."""
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=_JACCARD, num_perm=_PERMUTATIONS, num_bands=32)
    kept = []
    for n, d in enumerate(documents):
        made = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        made.update(_shingles(d.text))
        for other in lsh.query(made):
            if made.jaccard(kept[other]) >= _JACCARD:
                key = documents[other].version_id
                yield min(key, d.version_id), max(key, d.version_id)
        lsh.insert(n, made)
        kept.append(made)


def simhash(documents: Sequence[Document]) -> Iterator[Pair]:
    """simhash of 64 bits over the same shingles, at most 10 bits apart, by comparing all pairs."""
    from simhash import Simhash

    values = np.array([Simhash(_shingles(d.text)).value for d in documents], dtype=np.uint64)
    for n in range(1, len(values)):
        bits = np.bitwise_count(values[:n] ^ values[n])
        for other in np.flatnonzero(bits <= _BITS):
            a, b = documents[n].version_id, documents[int(other)].version_id
            yield min(a, b), max(a, b)


METHODS: dict[str, Method] = {
    "yuanjiang": ours,
    "datasketch": datasketch,
    "rensa": rensa,
    "simhash": simhash,
}
