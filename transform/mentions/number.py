"""Plain numbers: `find(text)` gives each numeral with its value, whatever unit follows.

Single Chinese numerals inside words (四川, 一带一路) are left out; money and quantities have
modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transform.mentions.numeral import Numeral, scan
from transform.records import Mention

_NEGATIVE = re.compile(r"负$|(?:^|[^\w)）%-])[-－−]$")


def find(text: str, numerals: Sequence[Numeral] | None = None) -> list[Mention]:
    """Number mentions of `text` in order (kind quantity, no unit; ratios as their value)."""
    found: list[Mention] = []
    for item in scan(text) if numerals is None else numerals:
        if item.form == "bare" and item.start + 1 == item.end:
            continue
        if item.end - item.start == 2 and text[item.start] == text[item.start + 1] > "9":
            continue  # 两两, 万万, 九九: a word
        start, value = item.start, item.value
        if _NEGATIVE.search(text, max(0, start - 2), start):
            start, value = start - 1, -value
        found.append(
            Mention(
                "quantity",
                start,
                item.end,
                text[start : item.end],
                item.form,
                value=value,
                value_high=item.high,
                bound=item.bound,
            )
        )
    return found
