"""Plain numbers: `find(text)` gives each numeral with its value, whatever unit follows.

Single Chinese numerals inside words (四川, 一带一路) are left out; money and quantities have
modules of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from transform.mentions.numeral import Numeral, scan
from transform.records import Mention


def find(text: str, numerals: Sequence[Numeral] | None = None) -> list[Mention]:
    """Number mentions of `text` in order (kind quantity, no unit; ratios as their value)."""
    found: list[Mention] = []
    for item in scan(text) if numerals is None else numerals:
        if item.form == "bare" and item.start + 1 == item.end:
            continue
        found.append(
            Mention(
                "quantity",
                item.start,
                item.end,
                text[item.start : item.end],
                item.form,
                value=item.value,
                value_high=item.high,
                bound=item.bound,
            )
        )
    return found
