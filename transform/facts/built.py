"""How the words before a works tell that it is built: who pays, who builds, when it is to begin."""

from __future__ import annotations

import re

from transform.facts.scan import Scan, Span, within


def put_up(before: str, after: str) -> bool:
    """Whether a thing is built to be something: 新建综合楼作为公司总部."""
    return after.startswith("作为") and VERB.search(before) is not None


def is_planned(scan: Scan, unit: Span, start: int, end: int) -> bool:
    """Whether the unit says when it is to begin: 准备新建一座鱼片车间，7月动工，年底建成."""
    ahead = re.search("准备|计划|拟|打算|将", scan.text[unit.start : start])
    begun = [s for s in within(scan.stages, Span(end, unit.end)) if s.code == "started"]
    return bool(ahead and begun and within(scan.dates, Span(end, unit.end)))


_DEICTIC_FIRM = re.compile(
    r"(?<![\u3400-\u9fff])(?:(?:该)?公司|企业)(?:计划|拟|将|今年|再|又|准备|决定|追加)"
)
VERB = re.compile(
    r"(?:建设|新建|兴建|打造|启动|改造|新上|上马|建起|共建)(?:了|的)?(?:[一1][座条个家栋处])?$"
)
# 2022年10月，该公司建设了尾气利用生产线，目前已完工
_FIRM_BUILT = re.compile(r"(?:公司|企业)(?:投资)?(?:建设|新建|新上|兴建)了$")
_PAID = re.compile(
    r"(?:投资|投入|出资|斥资|资金)[^，。]{0,16}(?:的|建设|兴建|打造|新建|援建|改造|新上)?$"
)


def framed(scan: Scan, before: str, unit: Span, start: int, paid: bool) -> bool:
    """Whether the words before say that it is built: 投资5亿元的, 投资建设, X公司…建设."""
    if "项目由" in scan.text[unit.start : start] and _ITS_WORKS.search(before):
        return False  # 某项目由某公司投资建设，计划投资130亿元，建设年产50GWh电池生产线
    if re.search(r"(?:投资建设|投资兴建|援建|承建|(?:组织|负责|牵头)实施)的?[“]?$", before):
        return True
    if _FIRM_BUILT.search(before) and within(scan.stages, Span(start, unit.end)):
        return True
    if not paid:
        return False
    if before.startswith("在") and _PAID_BEFORE.search(scan.text, unit.start, start):
        return True
    return bool(_PAID.search(before[-24:])) or bool(
        VERB.search(before) and builder_before(scan, unit, start)
    )


_ITS_WORKS = re.compile(r"(?<![\u3400-\u9fff])(?:建设|新建|布局|新上)[^，。；]{0,30}$")
# 某光能投资1.8亿元，在某县建设年产15万吨的番茄酱加工厂
_PAID_BEFORE = re.compile(
    r"投资(?:约|近|超过?|达)?[\d.]+[余多]?[万亿]元(?:人民币|左右)?(?:[（(][^）)]{1,8}[）)])?，"
    r"在[^，。；]{2,24}(?:建设|新建|兴建|建)$"
)


def builder_before(scan: Scan, unit: Span, at: int) -> bool:
    """Whether a company or an aid team stands before `at` in its unit."""
    bodies = within(scan.organisations, Span(unit.start, at))
    if _DEICTIC_FIRM.search(scan.text, unit.start, at):
        return True
    return any(o.code in ("company", "aid_team") for o in bodies)
