"""Whether two reports of different articles tell of one project.

Names vary, companies are written short, get renamed or give a project away, and a project's phases
are told of apart. So two reports are one where their places do not part them, their phases are the
same, and

- the companies agree and the names are alike, or
- a company is missing and the names are close in one county, or
- the companies differ, the long names are the same in one county, and both tell the same total or
  the same day of a stage: it changed hands. A size and a product alone are no name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transform.facts.identity import product
from transform.mentions.organisation import core as company_core
from transform.records import ProjectReport

_NOISE = re.compile(r"[\s“”\"（）()、，,·]|(?:项目|建设|工程|一体化)+$")
_PHASE = re.compile(r"[一二三四五]期")
_SIZE = re.compile(r"(?:年产|日处理|年加工)?\d[\d.]*[万亿]?[\u3400-\u9fffA-Za-z]")
_LONG = 6  # characters from which a name alone tells a project


@dataclass(frozen=True, slots=True)
class Named:
    """How a report names its project: what is compared of it."""

    report_id: str
    version_id: str
    name: str
    aliases: tuple[str, ...]
    company: str | None
    adcode: str | None
    figures: tuple[str, ...]  # its exact totals and the days of its stages, sorted


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """A name without signs and without what all names end in."""
    return _NOISE.sub("", name) or name


@lru_cache(maxsize=65536)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def named(report: ProjectReport) -> Named:
    """What of a report is compared."""
    return Named(
        report.report_id,
        report.version_id,
        report.name,
        report.aliases,
        report.company,
        report.adcode,
        tuple(sorted(_figures(report))),
    )


def _figures(report: ProjectReport) -> set[str]:
    totals = {
        f"{amount.value:.0f} {amount.currency}"
        for amount in report.amounts
        if amount.role == "total_investment" and amount.bound == "exact"
    }
    return totals | {
        f"{milestone.stage} {milestone.date}"
        for milestone in report.milestones
        if milestone.status == "actual" and milestone.precision == "day"
    }


def likeness(one: Named, other: Named) -> float:
    """The likeness of the closest two names of two reports, 0 to 1."""
    return max(
        (_alike(a, b) for a in (one.name, *one.aliases) for b in (other.name, *other.aliases)),
        default=0.0,
    )


def _may_be(first: str, second: str) -> bool:
    """Whether neither phase nor size parts two names: 年产5万吨 and 年产8万吨 are two projects."""
    if sorted(_PHASE.findall(first)) != sorted(_PHASE.findall(second)):
        return False
    sizes = [set(_SIZE.findall(name)) for name in (first, second)]
    return not all(sizes) or bool(sizes[0] & sizes[1])


def _alike(one: str, other: str) -> float:
    first, second = core(one), core(other)
    if first == second:
        return 1.0
    if not _may_be(first, second):
        return 0.0
    total = len(_pairs(first)) + len(_pairs(second))
    shared = 2 * len(_pairs(first) & _pairs(second)) / total if total else 0.0
    if min(len(first), len(second)) >= 4 and (first in second or second in first):
        return max(shared, 0.85)
    return shared


def _about(one: Named, other: Named) -> float:
    """The likeness of what two projects of one company are about, size and company left out."""
    if not _may_be(core(one.name), core(other.name)):
        return 0.0
    first, second = product(one.name, one.company), product(other.name, other.company)
    return 0.9 * _alike(first, second) if min(len(first), len(second)) >= 2 else 0.0


def place_parts(one: str | None, other: str | None) -> bool:
    """Whether two codes name places of which neither holds the other."""
    if not one or not other or one == other:
        return False
    shorter, longer = sorted((one.rstrip("0"), other.rstrip("0")), key=len)
    return not longer.startswith(shorter)


def companies_agree(one: str, other: str) -> bool:
    """Whether two names of companies may be one company's."""
    first, second = company_core(one), company_core(other)
    return first in second or second in first


def same(one: Named, other: Named) -> float:
    """How surely two reports tell of one project, 0 where they do not."""
    if one.version_id == other.version_id or place_parts(one.adcode, other.adcode):
        return 0.0
    alike = likeness(one, other)
    one_county = bool(one.adcode and one.adcode == other.adcode and one.adcode[-2:] != "00")
    if one.company and other.company:
        if companies_agree(one.company, other.company):
            alike = max(alike, _about(one, other))
            return alike if alike >= 0.5 else 0.0
        same_name = alike == 1.0 and one_county and len(core(one.name)) >= _LONG
        return 0.7 if same_name and not set(one.figures).isdisjoint(other.figures) else 0.0
    return alike if alike >= 0.8 and one.adcode and other.adcode else 0.0
