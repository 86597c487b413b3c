"""Places of China by code and by name, read once from the tables in data/ (see their heads)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from transform.mentions.lookup import Lookup
from transform.mentions.tables import rows


class Entry(NamedTuple):
    """One text that names a place: candidates are codes, the preferred one first."""

    name: str  # normal form; empty for the official name of the code that wins
    codes: tuple[str, ...]
    rule: str  # full_name, short_name, alias, region, division, guarded, marked, township


class Gazetteer(NamedTuple):
    """Official names by code, entries by text, and where to look them up."""

    names: dict[str, str]
    entries: dict[str, Entry]
    lookup: Lookup


@cache
def gazetteer() -> Gazetteer:
    """The tables as one lookup, longest text first under each two characters."""
    names = {row["code"]: row["name"] for row in rows("places")}
    entries: dict[str, Entry] = {}
    guards = {row["text"]: row["rule"] for row in rows("place_guards")}
    for row in rows("places"):
        _add(entries, row["name"], row["code"], "full_name")
        guard = guards.get(row["short"], "short_name")
        if row["short"] and guard != "never":
            _add(entries, row["short"], row["code"], guard)
    for row in rows("townships"):
        _add(entries, row["name"], row["county"], "township", row["name"])
    for row in rows("place_aliases"):
        codes = (row["code"],) if row["code"] else ()
        name = row["name"] or names[row["code"]]
        entries[row["text"]] = Entry(name, codes, row["rule"])
    return Gazetteer(names, entries, Lookup(entries))


def _add(entries: dict[str, Entry], text: str, code: str, rule: str, name: str = "") -> None:
    """Add a candidate; codes of Xinjiang first, a prefecture before its county."""
    old = entries.get(text)
    if old is None:
        entries[text] = Entry(name, (code,), rule)
    elif rule in (old.rule, "short_name"):
        order = sorted({*old.codes, code}, key=lambda c: (c[:2] != "65", not c.endswith("00"), c))
        entries[text] = Entry(old.name, tuple(order), old.rule)


def adcode(name: str) -> str | None:
    """The GB/T 2260 code of a place's full, short or other name; None where it is open."""
    entry = gazetteer().entries.get(name)
    if entry is None or not entry.codes or (len(entry.codes) > 1 and not _settled(entry)):
        return None
    return entry.codes[0]


def _settled(entry: Entry) -> bool:
    """Whether the first candidate is meant without context: it is Xinjiang's, or a prefecture."""
    if entry.rule == "township":
        return False
    return entry.codes[0].startswith("65") or entry.codes[0].endswith("00")


def official_name(code: str) -> str | None:
    """The official name of a code, None for an unknown one."""
    return gazetteer().names.get(code)


def parent(code: str) -> str | None:
    """The code one level up (county to prefecture to province), None above a province."""
    if code.endswith("0000"):
        return None
    up = code[:4] + "00"
    if code.endswith("00") or up not in gazetteer().names:  # cities directly under a province
        up = code[:2] + "0000"
    return up


def level(code: str) -> str:
    """province, prefecture or county."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def within(code: str, area: str) -> bool:
    """Whether `code` is `area` or lies in it."""
    step: str | None = code
    while step is not None and step != area:
        step = parent(step)
    return step == area
