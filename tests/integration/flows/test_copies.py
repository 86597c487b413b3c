"""Copies are compared in turns of a bounded size, also those that a killed run left behind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows import pipeline
from flows.nightly import run_nightly
from flows.settings import Settings
from warehouse import settle
from warehouse.build import open_build

NIGHT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize("size", [1, 3])
def test_versions_left_uncompared_are_compared_in_turns(
    sites: Settings, contents: Callable[[Path], dict[str, list[tuple[Any, ...]]]], size: int
) -> None:
    assert run_nightly(sites, at=NIGHT).outcome == "success"
    expected = contents(sites.home)
    with closing(open_build(sites.home)) as con:
        con.execute("DELETE FROM cluster_member; DELETE FROM duplicate_pair")
        found = pipeline.find_duplicates(con, [], NIGHT, size)
        settle.settle(con, NIGHT)
    assert found.total() > 3
    after = contents(sites.home)
    for name in ("main.duplicate_pair", "main.cluster_member", "main.occurrence"):
        assert after[name] == expected[name], name
    assert len(after["main.duplicate_pair"]) > 3
