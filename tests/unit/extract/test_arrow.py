"""Records to Arrow and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.arrow import from_batch, schema_of, to_batch


@dataclass(frozen=True, slots=True)
class Leaf:
    words: str | None
    at: datetime
    kind: Literal["a", "b"] | None


@dataclass(frozen=True, slots=True)
class Branch:
    leaf: Leaf
    leaves: tuple[Leaf, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    key: str
    value: float | None
    sure: bool
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    leaf: Leaf | None


TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(
    lambda t: t.replace(tzinfo=UTC)
)
LEAVES = st.builds(Leaf, st.none() | st.text(), TIMES, st.sampled_from(["a", "b", None]))
BRANCHES = st.builds(
    Branch,
    LEAVES,
    st.lists(LEAVES, max_size=3).map(tuple),
    st.lists(st.text(), max_size=3).map(tuple),
)
TREES = st.builds(
    Tree,
    st.text(),
    st.none() | st.floats(allow_nan=False),
    st.booleans(),
    st.lists(BRANCHES, max_size=3).map(tuple),
)


@given(st.lists(TREES, max_size=5), st.integers(0, 5), st.integers(0, 5))
def test_records_come_back_as_they_were_also_from_a_part_of_a_batch(
    trees: list[Tree], start: int, length: int
) -> None:
    batch = to_batch(Tree, trees)
    batch.validate(full=True)
    assert batch.schema == schema_of(Tree)
    assert list(from_batch(Tree, batch)) == trees
    assert list(from_batch(Tree, batch.slice(start, length))) == trees[start : start + length]


def test_a_batch_is_what_arrow_makes_of_dicts() -> None:
    leaf = {"words": None, "at": datetime(2024, 1, 2, tzinfo=UTC), "kind": "a"}
    row = {
        "key": "k", "value": 1.5, "sure": True,
        "branches": [{"leaf": leaf, "leaves": [leaf, leaf], "names": ["n"]}],
    }  # fmt: skip
    given_leaf = Leaf(None, leaf["at"], "a")  # type: ignore[arg-type]
    tree = Tree("k", 1.5, True, (Branch(given_leaf, (given_leaf, given_leaf), ("n",)),))
    wanted = pa.RecordBatch.from_pylist([row], schema=schema_of(Tree))
    assert to_batch(Tree, [tree]).equals(wanted)


def test_a_record_that_may_be_missing_is_refused() -> None:
    with pytest.raises(TypeError, match="never null"):
        schema_of(Doubtful)
