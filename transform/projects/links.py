"""Which reports are linked: candidates by keys, then each other's best match.

Two reports are linked where each is the other's best match in the other's article, so a link
between two articles never depends on a third. Reports of one identity are one without a link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from extract.records import key_of
from transform.connected import connected
from transform.mentions.organisation import core as company_core
from transform.projects.alike import Named, core, same

_SHORT = 3  # characters up to which a company's core may begin a longer one


class Key(NamedTuple):
    """Reports that share a key may be one project, unless it is weak for both."""

    key: str
    weak: bool


def keys(report: Named) -> frozenset[Key]:
    """What `same` can agree on: how a company's core begins, or a name's ends in one prefecture.

    Names alone count where a company is missing, or where they are equal in one county.
    """
    found: set[Key] = set()
    if report.company:
        company = company_core(report.company)
        found |= {Key(company[:4], False), Key(company[:2], len(company) > _SHORT)}
    if report.adcode:
        area = report.adcode[:4]
        for name in {core(n) for n in (report.name, *report.aliases)}:
            found.add(Key(f"={report.adcode}{name}", False))
            ends = (f"<{area}{name[:4]}", f">{area}{name[-4:]}")
            found |= {Key(end, report.company is not None) for end in ends}
    return frozenset(found)


def candidates(reports: Iterable[Named]) -> Iterator[tuple[Named, Named]]:
    """Each pair of reports of different articles that share a key, once."""
    blocks: dict[str, list[tuple[Named, bool]]] = defaultdict(list)
    for report in reports:
        for key, weak in keys(report):
            blocks[key].append((report, weak))
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for n, (one, one_weak) in enumerate(block):
            for other, other_weak in block[n + 1 :]:
                low, high = sorted((one.report_id, other.report_id))
                if one.version_id == other.version_id or (one_weak and other_weak):
                    continue
                if (low, high) not in seen:
                    seen.add((low, high))
                    yield one, other


def links(pairs: Iterable[tuple[Named, Named]]) -> list[tuple[str, str]]:
    """Of candidate pairs, (report_id, report_id) of those that are each other's best match.

    `pairs` must hold all candidate pairs of any two articles of which it holds one.
    """
    best: dict[tuple[str, str], tuple[float, str]] = {}
    told: dict[str, str] = {}
    for a, b in pairs:
        if (sure := same(a, b)) <= 0:
            continue
        for one, other in ((a, b), (b, a)):
            told[one.report_id] = one.version_id
            key, found = (one.report_id, other.version_id), (sure, other.report_id)
            best[key] = max(best.get(key, found), found)
    return [
        (one, other)
        for (one, _), (_, other) in best.items()
        if one < other and best.get((other, told[one]), (0.0, ""))[1] == one
    ]


def identity(report: Named) -> str:
    """A project's key as this report alone would make it: of its name, company and place.

    Where it has neither company nor place a name is no identity: the report stands for itself.
    """
    company = company_core(report.company) if report.company else None
    alone = report.report_id if company is None and report.adcode is None else None
    return key_of("project", core(report.name), company, report.adcode, alone)


def groups(identities: Mapping[str, str], linked: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The report_ids that are one project each: linked, or of one identity. All sorted."""
    first: dict[str, str] = {}
    namesakes = [(first.setdefault(identities[report], report), report) for report in identities]
    return connected(identities, [*linked, *namesakes])
