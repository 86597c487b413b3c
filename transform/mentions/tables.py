"""The word tables of the numeric mentions: units, currencies, words that make a bound."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from transform.records import Bound


class Unit(NamedTuple):
    """A unit as written, and its normal form; `dimension` is money for a currency."""

    text: str
    plain: str  # plain unit, or ISO 4217 code
    factor: float
    dimension: str
    not_before: str = ""  # characters that make another word of it
    latin: bool = False  # ends in a letter or digit of ASCII, so that none may follow


class Words(NamedTuple):
    """Words by their first (after a number) or last (before it) character, longest first."""

    units_after: dict[str, tuple[Unit, ...]]  # by two characters; by one those of one
    currencies_before: dict[str, tuple[Unit, ...]]
    coins: dict[str, Unit]  # 角 分 美分, after a whole amount only
    bounds_before: dict[str, tuple[tuple[str, Bound], ...]]
    bounds_after: dict[str, tuple[tuple[str, Bound], ...]]
    followers: frozenset[str]  # characters that can go on with a number


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of data/<name>.csv, whose head lines begin with #."""
    text = (files("transform.mentions") / "data" / f"{name}.csv").read_text("utf-8")
    return csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


_GO_ON = " \u00a0至到-—–~～－或、分余多/点(（"


@cache
def words() -> Words:
    """The tables, read once."""
    after: list[Unit] = []
    before: list[Unit] = []
    coins: dict[str, Unit] = {}
    for row in rows("units"):
        factor, dimension = float(row["factor"]), row["dimension"]
        latin = row["text"][-1].isascii() and row["text"][-1].isalnum()
        unit = Unit(row["text"], row["plain"], factor, dimension, row["not_before"], latin)
        after.append(unit)
    for row in rows("currencies"):
        latin = row["text"][-1].isascii() and row["text"][-1].isalnum()
        unit = Unit(row["text"], row["code"], float(row["part"]), "money", latin=latin)
        if row["place"] == "part":
            coins[row["text"]] = unit
        if row["place"] in ("after", "both"):
            after.append(unit)
        if row["place"] in ("before", "both"):
            before.append(unit)
    bounds = [(row["text"], cast(Bound, row["bound"]), row["place"]) for row in rows("bounds")]
    return Words(
        _by_two(after),
        _by(before, -1),
        coins,
        _bounds_by([(text, bound) for text, bound, place in bounds if place == "before"], -1),
        _bounds_by([(text, bound) for text, bound, place in bounds if place == "after"], 0),
        frozenset(unit.text[0] for unit in after) | frozenset(coins) | frozenset(_GO_ON),
    )


def _by(units: list[Unit], index: int | slice) -> dict[str, tuple[Unit, ...]]:
    groups: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: -len(unit.text)):
        groups.setdefault(unit.text[index], []).append(unit)
    return {key: tuple(group) for key, group in groups.items()}


def _by_two(units: list[Unit]) -> dict[str, tuple[Unit, ...]]:
    """By each two characters the units that begin with them, behind them the one of the first."""
    groups = _by([u for u in units if len(u.text) == 1], slice(1))
    longer = _by([u for u in units if len(u.text) > 1], slice(2))
    return groups | {pair: group + groups.get(pair[0], ()) for pair, group in longer.items()}


def _bounds_by(
    bounds: list[tuple[str, Bound]], index: int
) -> dict[str, tuple[tuple[str, Bound], ...]]:
    groups: dict[str, list[tuple[str, Bound]]] = {}
    for text, bound in sorted(bounds, key=lambda item: -len(item[0])):
        groups.setdefault(text[index], []).append((text, bound))
    return {key: tuple(group) for key, group in groups.items()}
