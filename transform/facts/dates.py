"""The dates of an article that may date an event, as the facts write them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from transform.facts.scan import InOrder, Scan, Span, kept, within
from transform.records import Mention, Precision

# 乌鲁木齐3月20日电: the day of the dispatch, not of what it tells.
DATELINE = re.compile(r"[电讯](?=[\s　（(【，,：:]|记者|题|$)")

_DATED = {"day", "month", "quarter", "half", "year"}


class Dated(NamedTuple):
    """A date's code (2024-02, 2024-Q3) and precision, with the mention that it is from."""

    code: str | None
    precision: Precision | None
    mention: Mention | None


def usable(scan: Scan, span: Span) -> list[Mention]:
    """The dates in a span that may date an event."""
    return within(_usable(scan), span)


@kept
def _usable(scan: Scan) -> InOrder[Mention]:
    """All such dates of an article."""
    return InOrder(
        d
        for d in map(_from, scan.dates)
        if d.rule not in ("duration", "as_of")
        and d.precision in _DATED
        and d.name
        and not DATELINE.match(scan.text, d.end)
    )


def _from(mention: Mention) -> Mention:
    """自今年4月起 as the date at which it begins; any other date as it is."""
    start = mention.date_start
    words = mention.quote
    if mention.rule != "since" or not start or words.endswith(("来", "至今", "间")):
        return mention
    precision: Precision = "day" if "日" in words else "month" if "月" in words else "year"
    name = start[: {"day": 10, "month": 7}.get(precision, 4)]
    return replace(mention, name=name, precision=precision, date_end=None, rule="absolute")


def coded(mention: Mention | None) -> Dated:
    """A date as the facts write it; half a year keeps its year."""
    if mention is None or not mention.name:
        return Dated(None, None, None)
    if mention.precision == "half":
        return Dated(mention.name[:4], "year", mention)
    return Dated(mention.name, mention.precision, mention)
