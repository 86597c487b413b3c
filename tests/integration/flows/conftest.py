"""Fixtures of the tests of whole runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from flows.sample import serve, write_sources
from flows.settings import Settings
from warehouse.build import open_build
from warehouse.tables import TABLES

Rows = list[tuple[Any, ...]]


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Settings]:
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        yield Settings(home=tmp_path / "home", sources=folder, workers=1)


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], dict[str, Rows]]:
    """All rows of all tables of a build, history included; what only logs runs is left out."""

    def read(home: Path) -> dict[str, Rows]:
        with closing(open_build(home)) as con:
            return {
                f"{schema}.{table.name}": con.execute(
                    f"FROM {schema}.{table.name} ORDER BY ALL"
                ).fetchall()
                for table in TABLES.values()
                for schema in ("main", "history")
                if table.keep != "log" and (schema == "main" or table.keep == "history")
            }

    return read
