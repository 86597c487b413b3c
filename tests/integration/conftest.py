"""One release of the bundled samples, made once, for the tests of what readers get."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.ingest import run_ingest
from flows.nightly import run_nightly
from flows.sample import serve, write_sources
from flows.settings import Settings


@pytest.fixture(scope="session")
def sample_home(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a release of the sample sites and articles; tests only read it."""
    folder = tmp_path_factory.mktemp("sample")
    with serve() as addresses:
        sources = write_sources(addresses, folder / "sources")
        settings = Settings(home=folder / "home", sources=sources)
        run_nightly(settings, at=datetime(2025, 4, 10, 18, 30, tzinfo=UTC))
    run_ingest([root / "examples" / "articles"], settings)
    return settings.home
