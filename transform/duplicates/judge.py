"""The verdict on two versions that share much of their text.

First how much of each text stands in the other, then whether figures, dates and names agree where
both texts speak of the same thing, then what address, outlet, credit, title and time say.

    same           identical after folding, or the same outlet and all but a head or tail line
    mirror         a copy on another site: re-hosted, laundered, paragraphs dropped
    syndicated     a copy on another site that credits the outlet
    excerpt        the shorter stands in the longer, which says more
    revision       the same page or outlet with changed text, or few figures changed: both kept
    same_template  the same wording about other figures, dates, places: no duplicate
    none           anything else

A changed figure, date or name is never passed over: such versions are not copies of each other,
whoever prints them. Missing text and lost characters contradict nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from transform.duplicates import figures
from transform.duplicates.align import LOST, Block, at_ends, blocks, covered
from transform.duplicates.differences import Difference, differences, is_place
from transform.duplicates.document import Compared, Document, compared, same_name
from transform.records import DuplicatePair, Verdict

SHARED = 0.75  # of the shorter text must stand in the longer for a copy or excerpt
WHOLE = 0.65  # of the longer text must stand in the shorter for a copy; less is an excerpt
_ALL = 0.9
_CONTAINED = 0.95
_BODY = 60  # letters from which on a text is compared without its title and the page's lines
_CUT = 0.15  # of the longer missing at its ends: cut off, not copied with gaps
_REWORDED = 0.15
_TEMPLATE = 0.3
_EXCERPT_LETTERS = 40  # a shorter text is too little to be an excerpt of something
_DAMAGED = 0.005
_NEARLY_ALL = 0.97
_FRAMED = 0.5  # of an excerpt that stands among other text
_CHANGED = 3  # figures changed in their settings that are no slip of reading
_WORDING = "other figures, dates or names in the same wording"
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")
_DIGIT = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Signals:
    """What two documents have in common besides their text."""

    same_page: bool  # the same address, whatever the scheme
    same_outlet: bool
    other_host: bool  # both hosts known, and different
    same_path: bool  # on another host
    same_title: bool
    credit: str | None  # the outlet that both credit, or that one credits and the other is
    days: int | None  # between the two publications


def _days(left: str | None, right: str | None) -> int | None:
    if not (left and right and _DAY.match(left) and _DAY.match(right)):
        return None
    try:
        return abs((date.fromisoformat(left[:10]) - date.fromisoformat(right[:10])).days)
    except ValueError:
        return None


def _credit(a: Document, b: Document, ours: Compared, theirs: Compared) -> str | None:
    for name, folded, other in (
        (a.credit, ours.credit, theirs.credit),
        (a.credit, ours.credit, theirs.outlet),
        (b.credit, theirs.credit, ours.outlet),
    ):
        if name and same_name(folded, other):
            return name
    return None


def signals(a: Document, b: Document) -> Signals:
    """What addresses, outlets, credits, titles and times say of two documents."""
    ours, theirs = compared(a), compared(b)
    path = ours.path
    same_path = path == theirs.path and len(path) >= 8 and bool(_DIGIT.search(path))
    hosts = bool(ours.host and theirs.host)
    same_host = hosts and ours.host == theirs.host
    return Signals(
        same_page=bool(a.url and a.url == b.url) or (same_host and path == theirs.path),
        same_outlet=hosts and (same_host or a.source_id == b.source_id),
        other_host=hosts and not same_host and a.source_id != b.source_id,
        same_path=hosts and not same_host and same_path,
        same_title=same_name(ours.title, theirs.title),
        credit=_credit(a, b, ours, theirs),
        days=_days(a.published_at, b.published_at),
    )


def _damaged(document: Document) -> bool:
    return document.damage_score >= _DAMAGED or LOST in document.text


def _copy(a: Document, b: Document, common: Signals, identical: bool) -> tuple[Verdict, list[str]]:
    """Which kind of copy two texts are that contradict each other nowhere."""
    reasons = ["same path on another host"] if common.same_path else []
    if _damaged(a) or _damaged(b):
        reasons.append("damaged as laundered copies are")
    if reasons:
        return "mirror", reasons
    if common.other_host and common.credit:
        return "syndicated", [f"credits {common.credit}"]
    if common.other_host:
        return "mirror", ["on another site without credit"]
    if identical or common.same_outlet:
        return "same", ["the same outlet"] if common.same_outlet else []
    return "mirror", []


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of the shorter and of the longer text stands in the other, 0 to 1."""

    shorter: float
    longer: float
    at_ends: float  # share of the longer that only its head and tail say
    length: int  # of the shorter
    figures: int  # in the shorter
    within: float  # of the shorter, without its head and tail that the longer lacks

    def __str__(self) -> str:
        return f"{self.shorter:.0%} of the shorter and {self.longer:.0%} of the longer text agree"


def _overlap(left: str, right: str, found: list[Block]) -> Overlap:
    in_left = covered(len(left), found, right=False)
    in_right = covered(len(right), found, right=True)
    swapped = (len(left), left) > (len(right), right)
    if swapped:
        left, right, in_left, in_right = right, left, in_right, in_left
    inner = len(left) * (1 - at_ends(len(left), found, right=swapped))
    return Overlap(
        in_left,
        in_right,
        at_ends(len(right), found, right=not swapped),
        len(left),
        len(_DIGIT.findall(left)),
        min(1.0, in_left * len(left) / inner) if inner else 0.0,
    )


def _changed(told: list[Difference], common: Signals, overlap: Overlap) -> tuple[Verdict, str]:
    """Revision or template, for two texts that contradict each other."""
    count = Counter(d.kind for d in told)
    hard = count["figure"] + count["date"] + count["name"]
    near = common.same_outlet and common.same_title and (common.days or 0) <= 7
    few = hard <= max(1, overlap.figures // 6) and count["name"] <= 1
    only_dates = count["date"] and not count["figure"]
    whole = overlap.shorter >= _ALL - 0.05
    if whole and few and not count["name"] and (near or not only_dates):
        return "revision", "few figures changed"
    if near and few and overlap.shorter >= SHARED:
        return "revision", "the same outlet and title, few changes"
    return "same_template", _WORDING


def _told(told: list[Difference]) -> list[str]:
    hard = [d for d in told if d.kind != "words"]
    return [f"{d.kind} {d.left} / {d.right}" for d in hard[:3]] + (
        [f"{len(hard) - 3} more"] if len(hard) > 3 else []
    )


def judge(a: Document, b: Document, containment: float) -> DuplicatePair:
    """The verdict on `a` and `b`, with reasons; the same for (b, a).

    `containment` is the idf-weighted containment of their sketches that made them candidates; it
    decides nothing. Verdict, reasons and score (the share of the shorter text's letters that
    stand in the longer, 0 to 1) follow from the two documents alone: idf changes with every
    night's articles, and what is said of a pair must not.
    """
    del containment
    if b.version_id < a.version_id:
        a, b = b, a
    verdict, score, reasons = _verdict(a, b)
    return DuplicatePair(a.version_id, b.version_id, verdict, round(score, 4), tuple(reasons))


def _titles(left: str, right: str) -> list[Difference]:
    """Figures, dates and places in which two titles of one wording differ, as notices' do."""
    if left == right:
        return []
    found = blocks(left, right)
    if min(covered(len(left), found, right=False), covered(len(right), found, right=True)) < 0.5:
        return []
    told = differences(left, right, found)
    return [
        d
        for d in told
        if d.kind in ("figure", "date") or (d.kind == "name" and is_place(d.left, d.right))
    ]


def _verdict(a: Document, b: Document) -> tuple[Verdict, float, list[str]]:
    common = signals(a, b)
    ours, theirs = compared(a), compared(b)
    left, right = ours.letters, theirs.letters
    if left == right:
        verdict, reasons = _copy(a, b, common, True)
        return verdict, 1.0, ["identical text", *reasons]
    if min(len(ours.body), len(theirs.body)) >= _BODY:
        if not common.same_page and (other := _one_template(ours, theirs)):
            return "same_template", *other
        left, right = ours.body, theirs.body
    found = blocks(left, right)
    overlap = _overlap(left, right, found)
    if overlap.shorter < _TEMPLATE:
        return "none", overlap.shorter, [str(overlap)]
    told = [*_titles(ours.heading, theirs.heading), *differences(left, right, found)]
    if _damaged(a) or _damaged(b):
        told = _without_slips(told, overlap)
    if common.same_page and (told or min(overlap.shorter, overlap.longer) < 0.99):
        reasons = ["the same page with changed text", *_told(told)]
        return "revision", overlap.shorter, [str(overlap), *reasons]
    if any(d.kind != "words" for d in told):
        verdict, why = _changed(told, common, overlap)
        return verdict, overlap.shorter, [str(overlap), why, *_told(told)]
    verdict, reasons = _agreeing(a, b, common, told, overlap)
    return verdict, overlap.shorter, [str(overlap), *reasons]


def _one_template(ours: Compared, theirs: Compared) -> tuple[float, list[str]] | None:
    """Score and reasons where figures by their settings alone show two texts of one template.

    That is where aligning would find too many figures changed for a revision; texts of a template
    are many, and so most pairs need no aligning.
    """
    told = list(figures.changed(ours.figures, theirs.figures))
    if len(told) < _CHANGED:
        return None
    left, right = sorted((ours.body, theirs.body), key=lambda body: (len(body), body))
    if len(told) <= 1 + len(_DIGIT.findall(left)) // 6:
        return None
    share = figures.shared(left, right)
    if share < _TEMPLATE:
        return None
    return share, [
        f"{share:.0%} of the shorter text agrees",
        _WORDING,
        *_told([Difference("figure", a, b) for a, b in told]),
    ]


def _without_slips(told: list[Difference], overlap: Overlap) -> list[Difference]:
    """The differences without a single name of two letters: restoring may have misread it."""
    names = [d for d in told if d.kind == "name"]
    if len(names) == 1 and overlap.shorter > _NEARLY_ALL:
        (name,) = names
        if max(len(name.left), len(name.right)) <= 2 and not is_place(name.left, name.right):
            return [replace(d, kind="words") if d is name else d for d in told]
    return told


def _agreeing(
    a: Document, b: Document, common: Signals, told: list[Difference], overlap: Overlap
) -> tuple[Verdict, list[str]]:
    """The verdict on two texts without a changed figure, date or name."""
    reworded = sum(max(len(d.left), len(d.right)) for d in told if len(d.left + d.right) > 2)
    framed = overlap.shorter < SHARED and overlap.within >= _ALL
    if framed and (overlap.shorter < _FRAMED or overlap.shorter * overlap.length < _BODY * 2):
        framed = False
    if (overlap.shorter < SHARED and not framed) or reworded > _REWORDED * overlap.length:
        # Not "same_template": two copies that lack different paragraphs look like this too, and
        # may still belong together through a third.
        return "none", ["shared passages without contradiction"]
    reasons = ["figures, dates and names agree"]
    if framed:  # an excerpt with other matter around it
        return "excerpt", [*reasons, "with other text around it"]
    laundered = common.same_path or _damaged(a) or _damaged(b)
    missing = 1 - overlap.longer
    cut = missing > _CUT and overlap.at_ends > 0.8 * missing and not common.same_path
    if overlap.longer < (WHOLE - 0.2 if laundered else WHOLE) or (cut and not laundered):
        if overlap.length < _EXCERPT_LETTERS:
            return "none", ["too short to be an excerpt"]
        return "excerpt", reasons
    verdict, why = _copy(a, b, common, False)
    if verdict == "same" and overlap.longer < _ALL:
        if overlap.shorter >= _CONTAINED:
            return "excerpt", reasons
        return "revision", ["the same outlet with changed text"]
    return verdict, reasons + why
