"""Persons whom a text names together with their office or trade.

A name counts only behind an office (总经理赵某) or a byline word (记者), where what follows cannot
belong to it: a verb of speech, a sign, a space. Chinese names begin with a surname and have two
or three characters (four with a double surname); names of other peoples are written with · or
stand whole between the office and the verb.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from transform.mentions.lookup import any_of
from transform.mentions.tables import rows
from transform.records import Mention

_SPEECH = (
    "告诉|表示|介绍|说|称|指出|认为|坦言|透露|打趣|笑着|感慨|强调|算了|向记者|对记者|回忆|解释|"
    "带领|率|一行|等|出席|致辞|主持|今年|同志|女士|先生|的|在|高兴|兴奋|激动|谈|讲|道"
)
_SIGN = r"[，。、；：！？“”（）()\s,.;:!?]|$"


class Office(NamedTuple):
    """A person and the office that the text gives."""

    start: int  # of the person's name
    end: int
    name: str
    office: str  # 总经理, 记者
    kind: str  # office or trade


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, str]]:
    offices = {row["text"]: row["kind"] for row in rows("offices")}
    names = list(rows("surnames"))
    single = "".join(row["text"] for row in names if row["kind"] == "single")
    double = "|".join(row["text"] for row in names if row["kind"] == "double")
    word = any_of(offices)
    han = r"[\u4e00-\u9fff]"
    # No name holds a sign or a word of speech; the lazy name ends before the first of them.
    follows = f"(?={_SIGN}|{_SPEECH})"
    person = (
        rf"(?P<dotted>{han}{{1,8}}(?:·{han}{{1,8}}?){{1,3}}?){follows}"
        rf"|(?P<chinese>(?:(?:{double}){han}{{1,2}}?|[{single}]{han}{{1,2}}?)){follows}"
        rf"|(?P<other>[阿艾爱巴白别布达迪地古哈海吉加江杰卡喀克肯库拉玛买麦米木穆奈乃努帕皮热如赛沙斯塔提吐托瓦吾乌西肖亚叶伊依玉再扎祖]{han}{{1,6}}?)"
        rf"(?={_SPEECH}|[，。、；：\s,;:]|$)"
    )
    return re.compile(rf"(?P<office>{word})(?:{person})"), offices


# Words that may follow an office and are no name.
_NOT_NAMES = re.compile(
    r"^(?:说明|介绍|任命|任职|会议|办公|时任|安排|马上|高度|向来|成员|成立|方面|单位|管理|何时|解读|文件|武装|关于|"
    r"任期|助理|联席|会见|一行|带队|来到|于|在|向|对|同志|查看|解释|包括)"
)
_MORE = re.compile(r"[ 　]([\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,8})*)(?=[ 　）)\n]|$)")


def find_offices(text: str) -> list[Office]:
    """Persons with their office, in reading order; bylines (记者甲 乙) give each name."""
    pattern, kinds = _patterns()
    found: list[Office] = []
    for match in pattern.finditer(text):
        group = match.lastgroup or "chinese"
        name = match[group]
        if _NOT_NAMES.match(name):
            continue
        office = match["office"]
        found.append(Office(match.start(group), match.end(group), name, office, kinds[office]))
        if office in ("记者", "通讯员"):
            found += _others(text, match.end(group), office)
    return found


def _others(text: str, at: int, office: str) -> list[Office]:
    """The further names of a byline, parted by spaces."""
    found = []
    while match := _MORE.match(text, at):
        if not match[1].startswith(("记者", "通讯员", "实习", "摄影", "文图", "编辑")):
            found.append(Office(match.start(1), match.end(1), match[1], office, "trade"))
        else:
            break
        at = match.end()
    return found


def find(text: str) -> list[Mention]:
    """Mentions of kind person: name is the person's name alone, code None; the rule tells whether
    an office (office_before) or a trade or byline (trade_before) stands before it."""
    return [
        Mention("person", o.start, o.end, text[o.start : o.end], f"{o.kind}_before", name=o.name)
        for o in find_offices(text)
    ]
