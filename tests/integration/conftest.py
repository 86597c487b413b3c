"""One release of the bundled sample sites, made once, for the tests of what readers get."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.nightly import run_nightly
from flows.sample import serve, write_sources
from flows.settings import Settings


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a release of the sample sites; tests only read it."""
    folder = tmp_path_factory.mktemp("sample")
    with serve() as addresses:
        sources = write_sources(addresses, folder / "sources")
        run_nightly(
            Settings(home=folder / "home", sources=sources),
            at=datetime(2025, 4, 10, 18, 30, tzinfo=UTC),
        )
    return folder / "home"
