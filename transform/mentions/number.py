"""Plain numbers: `find(text)` gives each numeral with its value, whatever unit follows.

Single Chinese numerals inside words (四川, 一切) are left out, blanks inside a numeral (二 〇 二 四)
do not part it. Money and quantities have modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transform.mentions.numeral import HAN_NUMERALS, Numeral, scan
from transform.records import Mention

# Words that hold a numeral, or one of the formal numerals that are other words when alone.
_WORDS = re.compile(
    r"四川|五台|五粮|三[亚明峡门]|九江|六[安盘]|万[一事里]|千[里方]|百般|十分(?!之)"
    r"|一(?:[切些样般直起定致带流旦边面律贯度向并同举连味经再心])|(?<=[统唯专单同逐])一"
    r"|[陆伍肆叁参陸參拾玖捌柒](?=[^零壹贰叁肆伍陆柒捌玖拾佰仟万亿元整角分]|$)"
)
_BLANK = re.compile(rf"(?<=[{HAN_NUMERALS}点分])[ \u3000]+(?=[{HAN_NUMERALS}点分之又余多\d])")
_NEGATIVE = re.compile(r"负$|(?:^|[^\w)）%-])[-－−]$")


def find(text: str, numerals: Sequence[Numeral] | None = None) -> list[Mention]:
    """Number mentions of `text` in order (kind quantity, no unit; ratios as their value)."""
    found: list[Mention] = []
    closed, places = _closed(text) if numerals is None else (text, None)
    for item in scan(closed) if numerals is None else numerals:
        if _is_word(closed, item):
            continue
        start, end, value = item.start, item.end, item.value
        if places is not None:
            start, end = places[start], places[end - 1] + 1
        if _NEGATIVE.search(text, max(0, start - 2), start):
            start, value = start - 1, -value
        found.append(
            Mention(
                "quantity",
                start,
                end,
                text[start:end],
                item.form,
                value=value,
                value_high=item.high,
                bound=item.bound,
            )
        )
    return found


def _is_word(text: str, item: Numeral) -> bool:
    """Whether a numeral is part of a word: 四川, 陆地, 千 alone, 两两."""
    size = item.end - item.start
    if size == 1:
        return item.form == "bare" or _WORDS.match(text, item.start) is not None
    return size == 2 and text[item.start] == text[item.start + 1] > "9"


def _closed(text: str) -> tuple[str, list[int] | None]:
    """The text without the blanks inside numerals (二 〇 二 四), and where its characters stood."""
    if _BLANK.search(text) is None:
        return text, None
    gone = {i for match in _BLANK.finditer(text) for i in range(*match.span())}
    places = [i for i in range(len(text)) if i not in gone]
    return "".join(text[i] for i in places), places
