"""Fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

# Random cases on a developer's machine, the same ones on every CI run; a slow machine is no defect.
hypothesis.settings.register_profile(
    "yuanjiang", deadline=None, derandomize=bool(os.environ.get("CI"))
)
hypothesis.settings.load_profile("yuanjiang")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and benchmarks beside the checkout; skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    return folder
