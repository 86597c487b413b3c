"""Candidates, verdicts and clusters over generated articles, in a real database."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.duplicates.measure import pairs_of, score
from benchmarks.generate.articles import Generated, articles, story
from transform.duplicates import Document, cluster
from transform.records import ClusterMember
from warehouse import full_pass, runs
from warehouse.candidates import (
    add_sketches,
    candidate_pairs,
    cluster_documents,
    create,
    judged,
    remove_sketches,
)
from warehouse.full_pass import all_candidate_pairs


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:", config={"threads": 1}) as opened:
        create(opened)
        yield opened


@pytest.fixture(scope="module")
def made() -> list[Generated]:
    return list(articles(1200, "test"))


def texts(documents: Sequence[Document]) -> list[tuple[str, str]]:
    return [(d.version_id, d.text) for d in documents]


def in_nights(documents: Sequence[Document], nights: int) -> list[ClusterMember]:
    """Clusters after the documents came in so many nights, compared night by night."""
    by_id = {d.version_id: d for d in documents}
    found = []
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        create(connection)
        for n in range(nights):
            night = documents[n::nights]
            add_sketches(connection, texts(night))
            found += judged(by_id, candidate_pairs(connection, [d.version_id for d in night]))
    return cluster(documents, found)


def test_copies_are_found_and_look_alikes_are_not(made: list[Generated]) -> None:
    clusters: dict[str, list[str]] = defaultdict(list)
    for member in cluster_documents([g.document for g in made]):
        clusters[member.cluster_id].append(member.version_id)
    result = score(made, pairs_of(clusters.values()))
    assert result.right > 200
    assert result.recall >= 0.99, result.missed_kinds
    assert result.precision >= 0.99, result.wrong_kinds


def test_a_night_finds_what_a_full_pass_finds(made: list[Generated]) -> None:
    documents = [g.document for g in made]
    assert in_nights(documents, 3) == cluster_documents(documents)


@given(st.randoms(use_true_random=False), st.integers(1, 5))
@settings(max_examples=6, deadline=None)
def test_order_of_arrival_does_not_change_the_clusters(rng: random.Random, nights: int) -> None:
    documents = [g.document for g in articles(150, "order")]
    expected = cluster_documents(documents)
    rng.shuffle(documents)
    assert in_nights(documents, nights) == expected


def test_a_text_in_more_copies_than_the_cap_is_one_cluster(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    family = next(f for n in range(20_000) if len(f := story("large", n)) > 100)
    others = [g.document for g in articles(200, "others")]
    documents = [g.document for g in family] + others
    copies = {
        g.document.version_id for g in family if g.kind in ("original", "mirror", "syndicated")
    }
    members = cluster_documents(documents)
    found = {m.cluster_id for m in members if m.version_id in copies}
    assert len(copies) > 100
    assert len(found) == 1
    newest = family[-1].document.version_id
    add_sketches(connection, texts(documents))
    assert candidate_pairs(connection, [newest]).num_rows >= 1


def test_identical_texts_are_paired_with_the_first_of_them(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    keys = [f"{n:016x}" for n in range(5000)]
    add_sketches(connection, ((k, "今日停水。") for k in keys))
    found = candidate_pairs(connection, keys[-1:]).to_pylist()
    assert {"left": keys[0], "right": keys[-1], "containment": 1.0} in found
    assert len(all_candidate_pairs(connection)) == 4999


def test_a_night_asks_as_a_full_pass_does(
    connection: duckdb.DuckDBPyConnection, made: list[Generated]
) -> None:
    def pairs(found: pa.Table) -> dict[tuple[str, str], float]:
        return {(r["left"], r["right"]): r["containment"] for r in found.to_pylist()}

    documents = [g.document for g in made]
    add_sketches(connection, texts(documents))
    everything = pairs(all_candidate_pairs(connection))
    assert len(everything) > 500
    assert pairs(candidate_pairs(connection, [d.version_id for d in documents])) == pytest.approx(
        everything
    )
    # A new hub of a large family is paired with the other hubs only.
    night = {d.version_id for d in documents[::7]}
    found = pairs(candidate_pairs(connection, night))
    assert found == pytest.approx({pair: everything[pair] for pair in found})
    assert not any(night.isdisjoint(pair) for pair in found)
    assert len(found) > 200


def test_a_full_pass_in_small_parts_finds_the_same(
    connection: duckdb.DuckDBPyConnection,
    made: list[Generated],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    large = next(f for n in range(20_000) if len(f := story("large", n)) > 100)
    add_sketches(connection, texts([g.document for g in [*made, *large]]))
    at_once = all_candidate_pairs(connection, tmp_path)
    monkeypatch.setattr(runs, "RUN", 20_000)
    monkeypatch.setattr(full_pass, "POSTINGS", 3000)
    monkeypatch.setattr(full_pass, "MEETINGS", 1000)
    assert all_candidate_pairs(connection, tmp_path).equals(at_once)
    assert list(tmp_path.iterdir()) == []
    everything = connection.execute("SELECT printf('%016x', version) FROM sketched").fetchall()
    in_turn = candidate_pairs(connection, [row[0] for row in everything])
    assert in_turn.drop("containment").equals(at_once.drop("containment"))


def test_adding_twice_and_removing(
    connection: duckdb.DuckDBPyConnection, made: list[Generated]
) -> None:
    documents = [g.document for g in made[:50]]
    assert add_sketches(connection, texts(documents)) == 50
    before = connection.execute("FROM sketch ORDER BY ALL").fetchall()
    assert add_sketches(connection, texts(documents[::-1])) == 0
    assert connection.execute("FROM sketch ORDER BY ALL").fetchall() == before
    remove_sketches(connection, [d.version_id for d in documents[:20]])
    assert connection.execute("SELECT count(*) FROM sketched").fetchall() == [(30,)]
    kept = {int(d.version_id, 16) for d in documents[20:]}
    assert {r[0] for r in connection.execute("SELECT version FROM sketch").fetchall()} == kept
    assert add_sketches(connection, texts(documents)) == 20
    assert connection.execute("FROM sketch ORDER BY ALL").fetchall() == before


def test_nothing_new_and_nothing_stored(connection: duckdb.DuckDBPyConnection) -> None:
    assert candidate_pairs(connection, []).num_rows == 0
    assert all_candidate_pairs(connection).num_rows == 0
    assert add_sketches(connection, []) == 0
    assert add_sketches(connection, [("0" * 16, "")]) == 1
    assert candidate_pairs(connection, ["0" * 16]).num_rows == 0
    assert cluster_documents([]) == []


def test_a_key_that_is_no_key_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        add_sketches(connection, [("not a key", "text")])


def test_generated_articles_follow_from_seed_and_number() -> None:
    once, again = list(articles(300, "7")), list(articles(300, "7"))
    assert once == again
    assert once != list(articles(300, "8"))
    whole = story("7", 5)
    assert [g for g in once if g.family == whole[0].family][: len(whole)] == whole
    shares = defaultdict(int)
    for made in articles(4000, "shares"):
        shares[made.kind] += 1
        shares["project"] += made.project is not None
        if made.project and made.kind == "original":
            assert made.project.company in made.document.text
            assert f"{made.project.total_investment / 1e8:g}亿元" in made.document.text
    copies = sum(shares[k] for k in ("same", "mirror", "syndicated", "excerpt"))
    assert 0.26 < copies / 4000 < 0.36
    assert 0.16 < shares["project"] / 4000 < 0.26
    assert min(shares[k] for k in ("same", "mirror", "syndicated", "excerpt")) > 200
