"""The forms in which Chinese news writes dates and periods, as regular expressions and tables.

All patterns are anchored matches at a position that `TRIGGER` found, and none nests repetition.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from transform.mentions.tables import rows

HAN = "零〇○一二三四五六七八九十"
N2 = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
N = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4}|半|数|几)"
JOIN = r"\s?(?:至|到|[-—–~～－―〜]{1,2})\s?"
CLOCK = r"(?:上午|下午|晚间?上?|凌晨|清晨|早[上间]?|中午|傍晚|夜间|白天)?"
WEEKDAY = r"(?:[（(，,、]?(?:星期|周)[一二三四五六日天][）)]?)?"

# The first character decides with the look-behinds which parse is worth trying.
TRIGGER = re.compile(
    rf"[0-9０-９{HAN}两半今去上前大明来后这当同该次翌本下昨年月日目近不如现此眼往历多连最过未每全岁首第新星礼截数几]"
    # Most characters of the first set are followed by none of these.
    rf"(?=[0-9０-９{HAN}百年月日号天周季个余多 \u00a0至到\-—–~～－./"
    r"晨晚早后上下半星这初底末内中均前期来些几近新久今在去批轮拜至止不现两])"
    r"(?:"
    r"(?<=[0-9０-９])[0-9０-９]{0,3}[ \u00a0]?(?:[年月日号天周]|[余多]?个?[余多]?(?:月|星期|季度|工作日|小时)"
    r"|[余多]年|[至到\-—–~～－./ ] ?[0-9０-９])"
    rf"|(?<=[{HAN}两])[{HAN}百]{{0,3}}(?:[年月日号天周季]|[余多]?个?[余多]?(?:月|星期|季度)|[余多]年|[\d至到](?=\d|[{HAN}]))"
    r"|(?<=十)[一二三四]?五|(?<=[七八九])五"
    r"|(?<=今)(?:[年天日晨晚早]|后)|(?<=去)年|(?<=明)[年天日]|(?<=昨)[天日晚]|(?<=来)年"
    r"|(?<=上)(?:[年月周]|半年|[个一上1]|星期)|(?<=下)(?:[月周]|半年|[个一下]|星期)"
    r"|(?<=前)(?:[年天日]|不久|半年|[\d一二两三四五六七八九十])|(?<=后)(?:[年天]|半年)|(?<=大)(?:前|后天)"
    r"|(?<=本)(?:[年月周季]|星期)|(?<=这)(?:一年|个?月|周|个星)|(?<=[当同])[年月天日晚一]|(?<=该)年"
    r"|(?<=[次翌])[年月日]|(?<=年)[初底末内中均]|(?<=月)[初底末]|(?<=日)[前均]|(?<=目)前|(?<=眼)下"
    r"|(?<=近)(?:[日期来年些几]|[\d一二两三四五六七八九十])|(?<=最)(?:近|新)|(?<=不)久前|(?<=如)今|(?<=现)在"
    r"|(?<=此)前|(?<=[往历])年|(?<=多)年来|(?<=连)日来|(?<=[几数])(?:年|个月)来|(?<=过)去|(?<=未)来"
    r"|(?<=每)[年月天日周个]|(?<=全)年|(?<=岁)末|(?<=首)季|(?<=第)[一二三四五六七八九十1-9]{1,2}[季批]"
    r"|(?<=新)一轮|(?<=星)期|(?<=礼)拜|(?<=截)[至止]|(?<=半)(?:年|个?月)"
    r")"
)

ISO = re.compile(
    r"(?<![\d.])((?:1[89]|20)\d{2})(?:([-./])(\d{1,2})\2(\d{1,2})(?![\d.%])|-(0[1-9]|1[0-2])(?![\d-]))"
)
YEARS = re.compile(
    rf"(?<![\d.])((?:19|20)\d{{2}}){JOIN}((?:19|20)\d{{2}}|\d{{2}})\s?年(?:期间|间)?(?!期)"
)
YEAR = re.compile(
    r"(?<![\d.])(?:((?:1[89]|20)\d{2})|([一二][零〇○一二三四五六七八九]{3})|(两千)"
    r"|(0\d(?=[ \u00a0]?年)|[1-29]\d(?=[ \u00a0]?年"
    r"(?:\d{1,2}月|[一二三四五六七八九十]{1,2}月|底|第?[一二三四]季)))"
    r"|([零〇九八][零〇一二三四五六七八九])(?=年(?:[一二三四五六七八九十\d]{1,2}月|第?[一二三四]季)))"
    r"[ \u00a0]?年(?!级|代|多|余|来|前后|均)"
)
MONTHS = re.compile(rf"({N2})月?份?{JOIN}({N2})\s?月份?(?!\s?{N2}\s?[日号])")
MONTH = re.compile(
    rf"({N2})\s?月(?!报|刊|饼)份?(?:的?({N2})\s?(?:[日号]?{JOIN}({N2})\s?[日号]|[日号]){WEEKDAY}{CLOCK}|([上中下]旬)|月?([初底末]))?"
)
DAYS = re.compile(
    rf"(?<![\d月.年?�])(\d{{1,2}})(?:[日号]?{JOIN}(\d{{1,2}})日|日){CLOCK}(?![均产内游期报])"
)
DAY = re.compile(rf"({N2})\s?[日号]{WEEKDAY}{CLOCK}")
QUARTER = re.compile(r"第?([一二三四1-4])(?:个?季度|(?<=第.)季(?![度节]))(末|初)?")
QUARTERS = re.compile(rf"第?([一二三1-3]){JOIN}第?([二三四2-4])季度")
FIRST_QUARTERS = re.compile(r"前([二两三23])个?季度")
HALF = re.compile(r"([上下前后])半年")
FIRST_MONTHS = re.compile(rf"([前后头])({N2})个?月(?!前|后|内)")
PART = re.compile(r"(年?)([初底末中内])(?![旬期等小学国部科])")
SEASON = re.compile(r"[春夏秋冬]季?(?!节|天|雨|运)")
PLAN = re.compile(
    r"(十[一二三四]?五|[七八九]五)([”\"」’]?)(期间|时期|以来|规划期?|末|初|开局之年|收官之年|头)?"
)
BATCH = re.compile(
    r"第([一二三四五六七八九十]{1,3}|\d{1,2})批(?:[^，,。；;、\n]{0,4})?(?=援疆|对口援疆)"
)
TAIL = re.compile(
    r"(?P<since>以来|至今|到现在|到目前|至目前)"
    r"|(?P<onward>起)(?![步重草航来源点飞到吊])"
    r"|(?P<before>[或及]?(?:之前|以前)|前(?![期后三\d景列往来方夕锋指线沿置提身端进]))"
    r"|(?P<after>[或及]?(?:之后|以后)|后(?![期续半勤备面方来者台]))"
    r"|(?P<plain>止|期间|左右|前后|间(?=[，,])|内(?=[，,将完建全])|度(?!假|过))"
)
AS_OF = re.compile(r"截[至止]到?$")
OPENING = re.compile(r"(?:自|从|自从)$")
SINCE_LATER = re.compile(r"[^，,。；;：:\n\d]{1,16}?(?:以来|至今)")
DURATION = re.compile(
    rf"(近|过去的?|最近|未来|今后|前)?({N})([余多])?(?:个)?([余多半])?(年|月|天|日|周|星期|季度|小时|工作日)(半(?!年)|[余多])?(?!级)"
    r"(期(?=[，,。的]))?(以来|来|之?内|以内|间(?=[，,])|之?前|以前|之?后|以后)?"
)
FUTURE = re.compile(
    r"预计|将|计划|拟|力争|有望|争取|确保|预期|目标|届时|定于|可望|准备|即将|明年|要在"
)
NOT_THIS_YEAR = re.compile(
    r"[“\"「]?(?:五一|十一|春节|国庆|中秋|端午|清明|元旦|元宵|古尔邦节|肉孜节)"
)
AGE = re.compile(rf"(?:已?经?[约近]?)(?:\d{{1,3}}|[{HAN}]{{1,3}})[多余]?岁")
STOP = re.compile(r"[。！？!?\n；;]")
UNITS = {
    "年": "年", "月": "个月", "天": "天", "日": "天", "周": "周", "星期": "周",
    "季度": "季度", "小时": "小时", "工作日": "工作日",
}  # fmt: skip
RATES = {"年": "year", "月": "month", "天": "day", "日": "day", "周": "week"}
WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "末": 5}


class Word(NamedTuple):
    """A deictic word: 去年 is year -1 from publication."""

    text: str
    kind: str
    offset: int
    base: str


@cache
def deictic() -> dict[str, tuple[Word, ...]]:
    """The deictic words by first character, longest first."""
    groups: dict[str, list[Word]] = {}
    for row in rows("date_words"):
        word = Word(row["text"], row["kind"], int(row["offset"]), row["base"])
        groups.setdefault(word.text[0], []).append(word)
    return {
        first: tuple(sorted(group, key=lambda word: -len(word.text)))
        for first, group in groups.items()
    }


@cache
def periods(kind: str) -> dict[str, tuple[int, int]]:
    """First and last year of each plan or batch by its name."""
    return {
        row["text"]: (int(row["start"]), int(row["end"]))
        for row in rows("periods")
        if row["kind"] == kind
    }
