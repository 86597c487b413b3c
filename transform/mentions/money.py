"""Sums of money: `find(text)` gives each with its value in whole units of an ISO 4217 currency.

Kept apart: labels (百亿产值, 千亿级), classes of projects (亿元以上项目29个), pieces and areas
(1.2亿块, 30万平方米), amounts that an undetermined or masked character touches. A 亿 without 元
is money only where the words before it speak of money.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transform.mentions.measure import Measure, scan
from transform.mentions.tables import Unit, words
from transform.records import Mention

_YUAN = Unit("元", "CNY", 1, "money")
_NOT_YUAN = re.compile(r"[旦素月宝首帅件器代老勋凶始音气谋化论复年青]|元|一次方|二次")
_DOCTRINE = re.compile(r"[结方体制]")  # 二元结构
_LABEL = re.compile(r"级|产业|园|集群|俱乐部|县|产值|规模|工程|企业|项目|板块|市场")
_CLASS = re.compile(r"的?[^\d，,。；;、：:！？\n元]{0,8}?(?:项目|企业|工程|大户|县|镇|村|园区)")
_COUNTED = re.compile(r"的?[^\d，,。；;、：:！？\n元]{0,6}?(?:项目|企业|工程)[^\d，,。；;]{0,3}\d")
_CONTEXT = re.compile(
    r"投资|资金|产值|收入|利润|利税|税|额|销售|贷款|融资|补助|支出|价值|GDP|总值|到位|引资|亏损|营收"
    r"|市值|预算|经费|成本|拨付|外资|增加值|到疆|资产|造价|捐"
)
_CLOSED = re.compile(r"\s*(?:$|[，,。；;、：:！!？?）)\]】”\"\n]|左右|以上|以下|以内|的|，)")
_PER_UNIT = re.compile(
    r"(?:每[^\d年月日天，,。；;]{1,4}|[人户亩均]均[^\d，,。；;]{0,8}|单价[^\d，,。]{0,4})$"
)
_PER_SLASH = re.compile(
    r"\s*[/／]\s*(?:人|户|亩|吨|公斤|斤|头|只|平方米|立方米|千瓦时|度|瓦|台|套|件|株|月|年|天)"
)


def find(text: str, measures: Sequence[Measure] | None = None) -> list[Mention]:
    """Money mentions of `text` in order. `measures` is `measure.scan(text)` where at hand."""
    found: list[Mention] = []
    items = scan(text) if measures is None else measures
    skip = -1
    for index, item in enumerate(items):
        unit = item.unit
        other = unit is not None and unit.dimension != "money" and unit.text != "块"
        if other or item.start < skip:
            continue
        mention = _read(text, items, index, found)
        if mention is not None:
            found.append(mention)
            skip = mention.end
    return found


def parse(text: str) -> Mention | None:
    """The amount that a string known to be one (a table cell, 30万左右) states; CNY if unnamed."""
    spelled = re.sub(r"(?<=\d)[kK](?![A-Za-z])", "千", text)
    spelled = re.sub(r"(?<=\d)[wW](?![A-Za-z])", "万", spelled)
    items = scan(spelled)
    mentions = find(spelled, items)
    if mentions:
        return mentions[0]
    for item in scan(_AMOUNT_END.sub(r"\1元", spelled, count=1)):
        if item.unit is not None and item.unit.plain == "CNY":
            mention = _mention(spelled, item, _YUAN, item.value, item.end, "known_money")
            return replace(mention, start=0, end=len(text), quote=text)
    return None


_AMOUNT_END = re.compile(
    r"([\d一二三四五六七八九十百千万亿两零壹贰叁肆伍陆柒捌玖拾佰仟萬億]+)(?![\d.,，一-鿿]{0,3}[-~至到])(?=[^\d.,，]|$)"
)


def _read(
    text: str, items: Sequence[Measure], index: int, found: Sequence[Mention]
) -> Mention | None:
    item = items[index]
    unit = item.unit
    rule = item.rule
    end = item.end
    if unit is None:
        if not _bare(text, item, found):
            return None
        unit, rule = _YUAN, "no_unit"
    elif unit.text == "块" and _coin_follows(text, items, index, "CNY"):
        unit = _YUAN
    elif unit.dimension != "money" or (
        unit.text in ("元", "圆") and _NOT_YUAN.match(text, item.unit_end)
    ):
        return None
    if item.numeral.form == "han" and _DOCTRINE.match(text, item.unit_end):
        return None
    if item.numeral.form == "bare" and not _told_of_bare(text, item):
        return None
    if _is_class(text, item):
        return None
    value, end = _with_coins(text, items, index, unit, item)
    if _PER_UNIT.search(text, max(0, item.start - 10), item.start) or _PER_SLASH.match(text, end):
        rule = "per_unit"
    elif found and _CONVERTED.fullmatch(text, found[-1].end, item.number_start):
        rule = "converted"
    return _mention(text, item, unit, value, end, rule)


_CONVERTED = re.compile(r"\s*[（(，,]\s*(?:[折约]?合|折)(?:计|成)?(?:人民币|约|为)*\s*")


def _mention(text: str, item: Measure, unit: Unit, value: float, end: int, rule: str) -> Mention:
    return Mention(
        "money",
        item.start,
        end,
        text[item.start : end],
        rule,
        value=value,
        value_high=item.high,
        unit=unit.plain,
        per=item.per,
        bound=item.bound,
    )


def _bare(text: str, item: Measure, found: Sequence[Mention]) -> bool:
    """1.85亿 without 元: only where money is spoken of and nothing is counted."""
    number = item.numeral
    if number.form not in ("arabic", "han") or not _CLOSED.match(text, number.end):
        return False
    if number.ge and number.scale >= 10**8:
        return True
    if number.scale < 10**4:
        return False
    if _CONTEXT.search(text, max(0, item.start - 14), item.start):
        return True
    # 到疆103.1亿,累计573.2亿: the amount before lends its meaning.
    return bool(found) and 0 <= item.start - found[-1].end <= 6 and number.scale >= 10**8


def _told_of_bare(text: str, item: Measure) -> bool:
    """近亿元 and 上千万元 are amounts; 亿元以上, 百亿产值 and 千亿级 are labels."""
    if item.start == item.number_start and text[item.start - 1 : item.start] != "达":
        return False
    return not _LABEL.match(text, item.end)


def _is_class(text: str, item: Measure) -> bool:
    """亿元以上项目, 投资额超10亿元项目45个: a class of projects, not an amount."""
    if item.bound not in ("at_least", "at_most"):
        return False
    if item.end > item.unit_end:
        return _CLASS.match(text, item.end) is not None
    return _COUNTED.match(text, item.end) is not None


def _coin_follows(text: str, items: Sequence[Measure], index: int, code: str) -> Unit | None:
    """The coin of the next number where it goes on with this amount: 三毛 in 十块三毛."""
    if index + 1 >= len(items):
        return None
    item, after = items[index], items[index + 1]
    if text[item.unit_end : after.number_start].strip() not in ("", "又"):
        return None
    coins = words().coins
    for size in (2, 1):
        coin = coins.get(text[after.numeral.end : after.numeral.end + size])
        if coin is not None and coin.plain == code and after.value < 1 / coin.factor:
            return coin
    return None


def _with_coins(
    text: str, items: Sequence[Measure], index: int, unit: Unit, item: Measure
) -> tuple[float, int]:
    """The value with 角 and 分 behind it, and where the amount ends."""
    value, end = item.value, item.end
    while coin := _coin_follows(text, items, index, unit.plain):
        index += 1
        value = round(value + items[index].numeral.value * coin.factor, 2)
        end = items[index].numeral.end + len(coin.text)
        items = [*items[:index], items[index]._replace(unit_end=end), *items[index + 1 :]]
    return value, end
