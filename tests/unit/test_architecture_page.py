"""The architecture page names what is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"
NAMES = sorted(
    set(re.findall(r"`((?:extract|transform|warehouse|flows)\.[\w.]+)`", PAGE.read_text("utf-8")))
)


def found(name: str) -> object:
    """The module, function or class of a dotted name; raises where there is none."""
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        try:
            thing: object = import_module(".".join(parts[:size]))
        except ModuleNotFoundError:
            continue
        for part in parts[size:]:
            thing = getattr(thing, part)
        return thing
    raise ModuleNotFoundError(name)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_of_the_page_is_there(name: str) -> None:
    assert found(name) is not None
