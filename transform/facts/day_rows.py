"""Days named one by one that are one event's: 4月10日、11日两天 is from the 10th to the 11th."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from transform.records import Mention

_JOINED = ("、", "和", "及")
_BOTH = re.compile(r"(?:这)?(?:两|2)[天日]")


def joined(text: str, dates: list[Mention]) -> list[Mention]:
    """The dates in order, two days that the text counts as two made one range."""
    made, taken = [], set()
    for first, second in pairwise(dates):
        both = first.precision == second.precision == "day"
        if both and text[first.end : second.start] in _JOINED and _BOTH.match(text, second.end):
            made.append(
                replace(first, end=second.end, quote=text[first.start : second.end], rule="range",
                        name=f"{first.date_start}/{second.date_end}", precision="period",
                        date_end=second.date_end)
            )  # fmt: skip
            taken |= {first, second}
    if not made:
        return dates
    return sorted([*made, *(d for d in dates if d not in taken)], key=lambda m: m.start)
