"""The word tables of this package, read once: data/*.toml, each told of at its head."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from transform.mentions.lookup import any_of, tail_of


@cache
def table(name: str) -> dict[str, Any]:
    """The table data/<name>.toml."""
    text = (files("transform.facts") / "data" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def led_by(words: Iterable[str], before: str) -> str:
    """`any_of` words behind `before`, a look-behind; begins with a plain set of characters.

    `re` skips to a set, where it would try a look-behind at every character.
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        tails.setdefault(word[0], []).append(word[1:])
    each = "|".join(f"(?<={first}){tail_of(group)}" for first, group in tails.items())
    return f"[{''.join(tails)}](?<={before}.)(?:{each})"


@cache
def pattern(name: str, section: str, key: str) -> re.Pattern[str]:
    """A pattern for any word of one list of a table."""
    return re.compile(any_of(table(name)[section][key]))


@cache
@cache
def words(name: str, section: str, key: str) -> frozenset[str]:
    """One list of a table."""
    return frozenset(table(name)[section][key])
