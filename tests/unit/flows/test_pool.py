"""The process pool: order, and batches that break the code or kill the process."""

from __future__ import annotations

import os
import signal
import time

import pyarrow as pa
import pytest

from flows.pool import Pool


def batches(*sizes: int) -> list[tuple[int, pa.RecordBatch]]:
    made, first = [], 0
    for number, size in enumerate(sizes):
        values = pa.array(range(first, first + size), pa.int64())
        made.append((number, pa.record_batch({"n": values})))
        first += size
    return made


def doubled(batch: pa.RecordBatch, add: int) -> list[int]:
    return [2 * n + add for n in batch.column("n").to_pylist()]


def breaks_at_5(batch: pa.RecordBatch) -> list[int]:
    if 5 in batch.column("n").to_pylist():
        raise ValueError("five")
    return batch.column("n").to_pylist()


def dies_at_5(batch: pa.RecordBatch) -> list[int]:
    if 5 in batch.column("n").to_pylist():
        os.kill(os.getpid(), signal.SIGKILL)
    return batch.column("n").to_pylist()


def hangs_at_5(batch: pa.RecordBatch) -> list[int]:
    if 5 in batch.column("n").to_pylist():
        time.sleep(600)
    return batch.column("n").to_pylist()


def flat(done) -> list[int]:
    return [n for _, d in done for result in d.results for n in result]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_whatever_the_number_of_processes(workers):
    with Pool(workers) as pool:
        done = list(pool.mapped(doubled, batches(3, 4, 1, 2), 1))
    assert [key for key, _ in done] == [0, 1, 2, 3]
    assert flat(done) == [2 * n + 1 for n in range(10)]


def test_a_single_batch_starts_no_process():
    with Pool(2) as pool:
        assert flat(pool.mapped(doubled, batches(3), 0)) == [0, 2, 4]
        assert pool._executor is None


@pytest.mark.parametrize("workers", [1, 2])
def test_a_row_that_breaks_the_code_costs_its_neighbours_nothing(workers):
    with Pool(workers) as pool:
        done = list(pool.mapped(breaks_at_5, batches(3, 4, 3)))
    assert flat(done) == [0, 1, 2, 3, 4, 6, 7, 8, 9]
    assert [(row.column("n").to_pylist(), str(e)) for _, d in done for row, e in d.failed] == [
        ([5], "five")
    ]


@pytest.mark.parametrize(("function", "why"), [(dies_at_5, "died"), (hangs_at_5, "too long")])
def test_a_row_that_kills_its_process_or_hangs_costs_its_neighbours_nothing(function, why):
    with Pool(2) as pool:
        list(pool.mapped(doubled, batches(1, 1), 0))  # starting takes longer than a batch may
        pool.limit = 900 if why == "died" else 5
        done = list(pool.mapped(function, batches(2, 2, 2, 2)))
    assert flat(done) == [0, 1, 2, 3, 4, 6, 7]
    ((row, error),) = [failed for _, d in done for failed in d.failed]
    assert row.column("n").to_pylist() == [5]
    assert why in str(error)


def test_after_a_run_that_died_even_one_batch_is_read_in_a_process_of_its_own():
    with Pool(1, careful=True) as pool:
        ((_, done),) = pool.mapped(dies_at_5, batches(7))
    assert [n for result in done.results for n in result] == [0, 1, 2, 3, 4, 6]
    assert len(done.failed) == 1


def test_pages_of_one_article_stay_together_when_a_batch_is_done_again():
    numbers = pa.array(range(8), pa.int64())
    first = pa.array([None, None, "1", "1", None, None, "5", None])
    batch = pa.record_batch({"n": numbers, "continues": first})
    with Pool(1) as pool:
        ((_, done),) = pool.mapped(breaks_at_5, [(0, batch)])
    assert done.results == [[0], [1, 2, 3], [4], [7]]
    assert [row.column("n").to_pylist() for row, _ in done.failed] == [[5, 6]]
