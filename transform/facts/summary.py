"""What an article as a whole is about: whether it tells of programmes at all, and the year it sums up.

Its title names the year (2023年…成绩单, not the year of a fair), or says so in other words: 这一年,
过去一年, 一年来, 年度答卷 in the title or the first paragraph of an article of the turn of the year
mean the year that ends.
"""

from __future__ import annotations

import re

from transform.facts.scan import Scan
from transform.facts.vocabulary import vocabulary

_SAYS = re.compile(
    r"这一年|过去一年|过去的一年|一年来|年度|年终|盘点|回眸|回顾|成绩单|答卷|岁末|全年"
)
_IN_TITLE = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?![\d月届])")
_TURN = {"12": 0, "11": 0, "01": 1, "02": 1, "03": 1}  # month published: years back


def summary_year(scan: Scan) -> int | None:
    """The calendar year of an article that sums one up, else None."""
    title_end = scan.title_end
    if title_end < 0:
        return None
    title = scan.text[:title_end]
    named = _IN_TITLE.search(title)
    if named and not vocabulary().time["event_names"].inside(title):
        year = int(named[1])
        published = int((scan.published or "0")[:4] or 0)
        if not published or year <= published:
            return year
    month = (scan.published or "")[5:7]
    if month not in _TURN:
        return None
    second = scan.text.find("\n", title_end + 1)
    opening = scan.text[: second if second > 0 else len(scan.text)]
    if not _SAYS.search(opening):
        return None
    return int((scan.published or "")[:4]) - _TURN[month]


_TOPIC_WORDS = 3  # from so many words an article is about aid, investment or projects
_POLICY = re.compile(r"(?:印发|出台|制定|发布|关于)[^。\n]{0,40}?(?:措施|办法|细则|政策|意见|方案)")
_GRANTS = re.compile(r"给予|奖励|补助|补贴|贴息|减免")


def on_topic(text: str) -> bool:
    """Whether an article tells of aid, investment or industry more than in passing."""
    words = vocabulary()
    weight = len(words.topic.spans(text))
    if weight < _TOPIC_WORDS:
        weight += 2 * len(words.topic_outright.spans(text))
    if weight < _TOPIC_WORDS:
        return False
    # What a policy grants has not been spent.
    return not (_POLICY.search(text) and len(_GRANTS.findall(text)) > 1)
