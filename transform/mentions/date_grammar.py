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
WEEKDAY = r"(?:[（(，,、]?(?:星期|周)[一二三四五六日天][）)]?)?"

RUN = re.compile(r"[0-9零〇○一二三四五六七八九十两百半]+[ \u00a0]?")  # and a blank behind it
JOINTS = frozenset(" 至到-—–~～－―〜./")

# The first character decides with the look-behinds which parse is worth trying.
TRIGGER = re.compile(
    rf"[0-9０-９{HAN}两半今去上前大明来后这当同该次翌本下昨年月日目近不如现此眼往历多连最过未每全岁首第新星礼截数几凌清早中傍夜深晚周]"
    # Most characters of the first set are followed by none of these.
    rf"(?=[0-9０-９{HAN}百年月日号天周季个余多时点:：分秒世小钟工 \u00a0至到\-—–~～－./"
    r"晨晚早后上下半星这初底末内中均前期来些几近新久今在去批轮拜至止不现两午里间])"
    r"(?:"
    r"(?<=[0-9０-９])[0-9０-９]{0,3}[ \u00a0]?(?:[年月日号天周时点:：秒]|世纪|分钟"
    r"|[余多]?个?[余多]?(?:月|星期|季度|工作日|小时|钟头)|[余多几]年|[至到\-—–~～－/ ] ?[0-9０-９])"
    r"|(?<=[12１２])[0-9０-９]{3}\.[0-9０-９]"
    r"|(?<![0-9０-９])(?:"  # most digits are no dates: none of what follows is tried for them
    rf"(?<=[{HAN}两])[{HAN}百]{{0,3}}(?:[年月日号天周季时点]|世纪|分钟"
    rf"|[余多]?个?[余多]?(?:月|星期|季度|小时|钟头)|[余多几]年|[\d至到](?=\d|[{HAN}]))"
    r"|(?<=十)[一二三四五]?五|(?<=[七八九])五"
    r"|(?<=今)(?:[年天日晨晚早]|后)|(?<=去)年|(?<=明)[年天日]|(?<=昨)[天日晚]|(?<=来)年"
    r"|(?<=上)(?:[年月周]|半[年月]|[个一上1]|星期|世纪)|(?<=下)(?:[月周]|半[年月]|[个一下]|星期)"
    rf"|(?<=[上下中])午(?=[\d{HAN} ])|(?<=[凌清早])晨(?=[\d{HAN} ])|(?<=傍)晚(?=[\d{HAN} ])|(?<=[早晚夜])[上间里](?=[\d{HAN} ])"
    r"|(?<=深)夜(?=\d)|(?<=[早晚])\d"
    r"|(?<=前)(?:[年天日]|不久|半年|[\d一二两三四五六七八九十])|(?<=后)(?:[年天]|半年)|(?<=大)(?:前|后天)"
    r"|(?<=本)(?:[年月周季]|星期|世纪)|(?<=这)(?:一年|个?月|周|个星)|(?<=[当同])[年月天日晚一]|(?<=该)年"
    r"|(?<=[次翌])[年月日]|(?<=年)[初底末内中均]|(?<=月)[初底末]|(?<=日)[前均]|(?<=目)前|(?<=眼)下"
    r"|(?<=近)(?:[日期来年些几]| ?[\d一二两三四五六七八九十])|(?<=最)(?:近|新)|(?<=不)久前|(?<=如)今|(?<=现)在"
    r"|(?<=此)前|(?<=[往历])年|(?<=多)年来|(?<=连)日来|(?<=[几数])(?:年|个月)来|(?<=过)去|(?<=未)来"
    r"|(?<=每)[年月天日周个]|(?<=全)年|(?<=岁)末|(?<=首)季|(?<=第)[一二三四五六七八九十1-9]{1,2}[季批]"
    r"|(?<=新)一轮|(?<=星)期|(?<=礼)拜|(?<=截)[至止]|(?<=半)(?:年|个?月|个?小时|个?钟头)|(?<=周)[一二三四五六日末]"
    r"))"
)

ISO = re.compile(
    r"(?<![\d.])((?:1[89]|20)\d{2})(?:([-./])(\d{1,2})\2(\d{1,2})(?![\d.%])|-(0[1-9]|1[0-2])(?![\d-]))"
)
YEARS = re.compile(
    rf"(?<![\d.])((?:19|20)\d{{2}}){JOIN}((?:19|20)\d{{2}}|\d{{2}})\s?年(?:期间|间)?(?!期)"
    rf"|(?<=[从自])((?:19|20)\d{{2}}){JOIN}((?:19|20)\d{{2}})(?![\d年万亿元个])"
)
YEAR = re.compile(
    r"(?<![\d.])(?:((?:1[89]|20)\d{2})|([一二][零〇○一二三四五六七八九]{3})|(两千)"
    r"|(0\d(?=[ \u00a0]?年)|[1-29]\d(?=[ \u00a0]?年"
    r"(?:\d{1,2}月|[一二三四五六七八九十]{1,2}月|底|第[一二三四\d]{1,2}个?[季月])))"
    r"|([零〇九八][零〇一二三四五六七八九])(?=年(?:[一二三四五六七八九十\d]{1,2}月|第?[一二三四]季)))"
    r"[ \u00a0]?年(?!级|代|多|余|来|前后|均)"
)
MONTHS = re.compile(rf"({N2})月?份?{JOIN}({N2})\s?月份?(?!\s?{N2}\s?[日号])")
MONTH = re.compile(
    rf"({N2})\s?月(?!报|刊|饼)份?(?:\s?的?({N2})\s?(?:[日号]?{JOIN}({N2})\s?[日号]|[日号]){WEEKDAY}|([上中下]{{1,2}}旬)|月?([初底末]))?"
)
DAYS = re.compile(
    rf"(?<![\d月.年?�])(\d{{1,2}})(?:[日号]?{JOIN}(\d{{1,2}})日|日"
    r"|号(?=上午|下午|[早晚凌]|\d{1,2}[时点：:])|(?:(?<=[日号][、，,]\d)|(?<=[日号][、，,]\d\d))号)"
    r"(?!(?:[、，,和及]\d{1,2}号){0,8}(?:[均产内游期报]|车间|机组|厂房|楼|线|炉|窑|井|馆|门|仓|棚|牧场|地块|标段|物流|冷|库|宿舍|风机|泵|塔|桥|坝|隧道|斜井))"
)
DAY = re.compile(rf"({N2})\s?[日号]{WEEKDAY}")
QUARTER = re.compile(r"第?([一二三四1-4])(?:个?季度|(?<=第.)季(?![度节]))(末|初)?")
QUARTERS = re.compile(rf"第?([一二三1-3]){JOIN}第?([二三四2-4])季度")
FIRST_QUARTERS = re.compile(r"前([二两三23])个?季度")
HALF = re.compile(r"([上下前后])半年")
FIRST_MONTHS = re.compile(rf"([前后头])({N2})个?月(?!前|后|内)")
PART = re.compile(r"(年?)([初底末中内])(?![旬期等小学国部科])")
SEASON = re.compile(r"[春夏秋冬]季?(?!节|天|雨|运)")
PLAN = re.compile(
    r"(十[一二三四五]?五|[七八九]五)([”\"」’]?)(期间|时期|以来|规划期?|末|初|开局之年|收官之年|头)?"
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
SINCE_LATER = re.compile(r"[^，,。；;：:\n\d]{1,16}?(?:以来|至今)")
_LENGTH = r"(?P<unit>年|月|天|日|周|星期|季度|小时|钟头|工作日|分钟|秒钟?)"
# 2010年对口援疆工作启动以来
SINCE_BEGUN = re.compile(
    r"[^，,。；;：:\n\d自从今去]{0,12}(?:启动|开展|实施|成立|开始|建立|投产|运营)以来"
)
DURATION = re.compile(
    rf"(?P<lead>近|过去的?|最近|未来|今后|前)?\s?(?P<low>{N})(?:{JOIN}(?P<high>{N}))?\s?(?P<more>[余多几])?"
    rf"(?:个)?(?P<half>[余多半])?{_LENGTH}(?P<over>半(?!年)|[余多])?(?!级)"
    r"(?P<tail>以来|来|之?内|以内|间(?=[，,])|之?前|以前|之?后|以后|以上|以下)?"
)
# What goes on with a length in a smaller unit: 四年六个月, 8天20小时.
SMALLER = re.compile(
    rf"(?:又|零|余|外加)?(?P<low>{N}|[二三四五]十[一二三四五六七八九]?)个?"
    r"(?P<unit>年|月|天|日|周|星期|小时|钟头|时(?![间代速段期装刻])|分钟|分(?![之期别布成])|秒钟?)"
)
UPPER_LENGTH = re.compile(rf"[，,、]?(?P<low>{N})个?{_LENGTH}以[下内]")
DECADE = re.compile(
    r"(?:(?P<this>[上本])世纪|(?P<century>\d{2}|十[一二三四五六七八九]|二十|二十一)世纪)?的?"
    r"(?P<tens>[1-9]0|[一二三四五六七八九]?十)年代(?P<part>[初末]|[前中后]期)?"
)
FIRST_DAYS = re.compile(rf"(?P<edge>[前头]|最后)\s?(?P<count>{N2}|两)\s?(?P<unit>天|日|周|个星期)")
HALF_MONTH = re.compile(r"([上下])半月")
NTH_MONTH = re.compile(rf"第({N2})个月")
NTH_WEEK = re.compile(rf"份?的?(?:第({N2})个?|(最后一?)个?)(?:周|星期|礼拜)([一二三四五六日天末])?")
NTH_DAY = re.compile(rf"第({N2})天")
FUTURE = re.compile(
    r"预计|将|计划|拟|力争|有望|争取|确保|预期|目标|届时|定于|可望|准备|即将|明年|要在"
)
NOT_THIS_YEAR = re.compile(
    r"[“\"「]?(?:五一|十一|春节|国庆|中秋|端午|清明|元旦|元宵|古尔邦节|肉孜节)"
)
AGE = re.compile(rf"(?:已?经?[约近]?)(?:\d{{1,3}}|[{HAN}]{{1,3}})[多余]?岁")
STOP = re.compile(r"[。！？!?\n；;]")
UNITS = {
    "年": "年", "月": "个月", "天": "天", "日": "天", "周": "周", "星期": "周", "季度": "季度",
    "小时": "小时", "钟头": "小时", "工作日": "工作日", "分钟": "分钟", "秒": "秒", "秒钟": "秒", "时": "小时", "分": "分钟",
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
