"""The tile map: which county stands in which square (tiles.csv), and what it is coloured by."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

ALL_YEARS: Final = 0
YI: Final = 1e8  # 亿
_TABLE: Final = "tiles.csv"


@dataclass(frozen=True, slots=True)
class Tile:
    """One square, or the place where a prefecture's name is written."""

    kind: str
    adcode: str
    label: str
    col: float
    row: float

    @property
    def group(self) -> str:
        """Its prefecture; a city that stands under the region directly is its own."""
        return self.adcode if self.adcode.startswith("6590") else f"{self.adcode[:4]}00"


@cache
def tiles() -> tuple[Tile, ...]:
    """All squares and labels."""
    text = resources.files("warehouse.report").joinpath(_TABLE).read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        Tile(r["kind"], r["adcode"], r["label"], float(r["col"]), float(r["row"]))
        for r in csv.DictReader(lines)
    )


def squares() -> list[dict[str, Any]]:
    """Every square: adcode, label, col, row."""
    return [
        {"adcode": t.adcode, "label": t.label, "col": t.col, "row": t.row}
        for t in tiles()
        if t.kind == "tile"
    ]


def names() -> list[dict[str, Any]]:
    """Where the prefectures' names are written: label, x, y."""
    return [
        {"label": t.label, "x": t.col + 0.5, "y": t.row + 0.5} for t in tiles() if t.kind == "label"
    ]


def borders() -> list[dict[str, float]]:
    """The edges between squares of different prefectures, and around the map: x, y, x2, y2."""
    at = {(t.col, t.row): t.group for t in tiles() if t.kind == "tile"}
    edges = []
    for (col, row), group in sorted(at.items()):
        sides = {
            (-1, 0): (col, row, col, row + 1), (1, 0): (col + 1, row, col + 1, row + 1),
            (0, -1): (col, row, col + 1, row), (0, 1): (col, row + 1, col + 1, row + 1),
        }  # fmt: skip
        for (right, down), line in sides.items():
            other = at.get((col + right, row + down))
            if other is None or (other != group and (right, down) in ((1, 0), (0, 1))):
                edges.append(dict(zip(("x", "y", "x2", "y2"), line, strict=True)))
    return edges


def values(
    investment: list[dict[str, Any]], place_names: dict[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(coloured squares, amounts without a square).

    A square's row: adcode, name, label, col, row, year (0: all years), level, value in 亿元,
    projects. At level `prefecture` each square has the total of its prefecture, its counties'
    amounts and those that the prefecture as a whole is named with. What names no place in
    Xinjiang has no square and is given back, so that the map never hides money.
    """
    by_code = {t.adcode: t for t in tiles() if t.kind == "tile"}
    groups: dict[str, list[Tile]] = defaultdict(list)
    for tile in by_code.values():
        groups[tile.group].append(tile)
    sums: dict[tuple[str, str, int], list[float]] = defaultdict(lambda: [0.0, 0])
    homeless = []
    for row in investment:
        code = str(row["adcode"] or "")
        own = by_code.get(code) or by_code.get(f"{code[:4]}00")  # a district is its city's square
        group = own.group if own else f"{code[:4]}00"
        if group not in groups:
            homeless.append(row)
            continue
        keys = [("prefecture", group)] + ([("county", own.adcode)] if own else [])
        for level, key in keys:
            for year in {ALL_YEARS, row["year"] or ALL_YEARS}:
                sums[level, key, year][0] += row["value_cny"] / YI
                sums[level, key, year][1] += row["projects"]
    made = []
    for (level, key, year), (value, projects) in sorted(sums.items()):
        for tile in groups[key] if level == "prefecture" else [by_code[key]]:
            made.append(
                {
                    "adcode": key,
                    "name": place_names.get(key, tile.label),
                    "label": tile.label,
                    "col": tile.col,
                    "row": tile.row,
                    "year": year,
                    "level": level,
                    "value": round(value, 4),
                    "projects": projects,
                }
            )
    return made, homeless
