"""Rows in files: all of them come back, in parts whose keys follow one another."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse import runs
from warehouse.runs import Runs

KEYS = st.one_of(st.integers(-(2**63), 2**63 - 1), st.integers(-40, 40))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "RUN", 50)
    monkeypatch.setattr(runs, "STEP", 4)


@given(st.lists(st.lists(KEYS, max_size=80), max_size=8), st.integers(1, 60), st.integers(0, 8))
def test_all_rows_come_back_in_parts_that_follow_one_another(
    batches: list[list[int]], size: int, apart: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = Runs(Path(folder) / "runs")
        number = 0
        expected = []
        columns = []
        for batch in batches:
            numbers = np.arange(number, number + len(batch), dtype=np.uint32)
            columns.append((np.array(batch, np.int64), numbers))
            expected += zip(batch, numbers.tolist(), strict=True)
            number += len(batch)
        written.write(columns)
        parts = [
            list(zip(*(c.tolist() for c in p), strict=True)) for p in written.parts(size, apart)
        ]
    assert sorted(row for part in parts for row in part) == sorted(expected)
    keys = [[key >> apart for key, _ in part] for part in parts if part]
    assert all(max(one) < min(other) for one, other in pairwise(keys))


def test_a_part_holds_about_as_many_rows_as_asked_for(tmp_path: Path) -> None:
    keys = np.random.default_rng(7).integers(-(2**63), 2**63 - 1, 4000)
    written = Runs(tmp_path / "runs")
    written.write([keys] for keys in np.split(keys, 40))
    sizes = [len(part[0]) for part in written.parts(400)]
    assert len(sizes) > 5
    assert max(sizes) < 1200


def test_nothing_written_has_no_parts(tmp_path: Path) -> None:
    written = Runs(tmp_path / "runs")
    written.write([])
    assert list(written.parts(100)) == []
