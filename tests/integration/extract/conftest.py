"""The misbehaving server as a fixture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.extract.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.close()
