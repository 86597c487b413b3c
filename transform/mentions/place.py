"""Places by their official names and the short ones in use, with GB/T 2260 codes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from transform.records import Mention


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `code` is "" where it has none (some Bingtuan divisions)."""

    code: str
    level: str  # province, prefecture, county, division, region
    name: str


@cache
def _table() -> tuple[dict[str, Place], dict[str, tuple[str, ...]]]:
    """Places by name and short name; names by their first two characters, longest first."""
    text = resources.files("transform.mentions").joinpath("data/places.csv").read_text("utf-8")
    by_name: dict[str, Place] = {}
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    for row in rows:
        by_name.setdefault(row["name"], Place(row["code"], row["level"], row["name"]))
    ranked = sorted(
        rows, key=lambda r: (not r["code"].startswith("65"), r["level"] != "prefecture")
    )
    for row in ranked:
        for short in row["short"].split():
            by_name.setdefault(short, Place(row["code"], row["level"], row["name"]))
    heads: dict[str, list[str]] = {}
    for name in by_name:
        heads.setdefault(name[:2], []).append(name)
    return by_name, {h: tuple(sorted(names, key=len, reverse=True)) for h, names in heads.items()}


def lookup(name: str) -> Place | None:
    """The place of an official or short name, None where there is none."""
    return _table()[0].get(name)


@cache
def by_code(code: str) -> Place | None:
    """The place of a code."""
    return next((p for p in _table()[0].values() if p.code == code and p.level != "division"), None)


def parent(code: str) -> Place | None:
    """The prefecture of a county, the province of a prefecture; None above that."""
    if not code.endswith("00"):
        return by_code(code[:4] + "00") or by_code(code[:2] + "0000")
    return None if code.endswith("0000") else by_code(code[:2] + "0000")


def in_xinjiang(code: str | None) -> bool:
    """Whether a code is of Xinjiang."""
    return bool(code) and str(code).startswith("65")


def find(text: str) -> list[Mention]:
    """Mentions of places, longest first, not overlapping; `name` official, `code` the adcode."""
    by_name, heads = _table()
    found: list[Mention] = []
    at, last = 0, len(text) - 1
    while at < last:
        names = heads.get(text[at : at + 2])
        if names:
            for name in names:
                if text.startswith(name, at):
                    place = by_name[name]
                    end = at + len(name)
                    rule = "official" if name == place.name else "short"
                    found.append(
                        Mention(
                            "place", at, end, name, rule, name=place.name, code=place.code or None
                        )
                    )
                    at = end - 1
                    break
        at += 1
    return found


def lowest(places: Iterable[Mention]) -> Mention | None:
    """The place lowest in the hierarchy; the first of equals."""

    def rank(mention: Mention) -> int:
        code = mention.code or "000000"
        return 0 if not code.endswith("00") else 1 if not code.endswith("0000") else 2

    return min(places, key=rank, default=None)


TOWN = re.compile(r"[\u3400-\u9fff]{2,8}?(?:镇|乡|村|街道|团场|团)")
