"""Rows that are of other things than projects: persons, firms, fields; and those counted before."""

from __future__ import annotations

import re

from transform.facts.scan import Scan
from transform.facts.words import words

# A、B等5个村; 规划A、B等项目的某产业园: what is counted, and what the row only describes
_OTHERS = re.compile(
    r"[^，。；\d]{0,6}(?:企业|村|乡镇|领域|行业|方面|国家|品种|产品|品牌|板块|部门|单位|协会|高校|专业|学科|体系|机制|活动|地州|县市|省区|平台|单体|安置点)"
)
_PARKS = re.compile(r"[^，。；\d]{0,6}(?:园区|示范园|基地)(?:和\d|[，。；])")
_DEEDS = re.compile(
    r"的(?:签约|开工|建设|竣工|投产|实施|落地|落户|推进|建成|总投资|投资|顺利|相继)"
)
_PERSONS = re.compile(
    r"书记|常委|[市县州省区]长|主任|局长|部长|主席|领导|董事长|总经理|同志|专员|司令员|政委"
)
_ATTEND = re.compile(r"出席|见证|参加|参观|致辞|陪同|调研|考察|负责人")


def no_projects(text: str, match: re.Match[str]) -> bool:
    """Whether a row is of other things than projects, or only tells what a works is made of."""
    if _PERSONS.search(match["items"]) or _ATTEND.search(match["rest"]):
        return True  # 市委常委、县委书记等出席并见证项目签约
    if all(item in words("names", "fields", "trades") for item in match["items"].split("、")):
        return True  # 基础设施、社会民生等项目
    if match["rest"].endswith(("个", "项")):
        return bool(_OTHERS.match(text, match.end()) or _PARKS.match(text, match.end()))
    return text.startswith("的", match.end()) and not _DEEDS.match(text, match.end())


# 涉及A、B等七大类86个项目, A、B等项目正在洽谈
FIELDS = re.compile(
    r"意向|洽谈|^\d+[个项]配套|^[\d一二三四五六七八九十]+[大个]?(?:类|领域|行业|方面|板块|层面|环节|维度|渠道)"
)
_SAID_BEFORE = re.compile(r"(\d+)[余多]?[个项][^。；\d]{0,20}项目[^。；\d]{0,12}[。；，]\s*$")
_OF_THEM = re.compile(r"这?其中，?(?:包括|有)?|包括")


_MANY = 300
_BEHIND = re.compile(r"(\d{3,6})[余多]?[个项]")
_WORKS = re.compile(r"\d|(?:工程|园区?|基地|中心|工厂|电站|线|路|桥|机场|水库|医院|学校|楼)$")


def only_kinds(text: str, match: re.Match[str], count: int | None, names: list[str]) -> bool:
    """Whether a row tells what kinds of so many there are: 安居富民、定居兴牧等项目1467个."""
    behind = _BEHIND.match(text, match.end())
    many = count or (int(behind[1]) if behind else 0)
    return many >= _MANY and not any(_WORKS.search(name) for name in names)


def counted_before(scan: Scan, match: re.Match[str]) -> int | None:
    """How many the sentence before counted of which these are some: 确立了23个项目。这其中包括A、B等项目."""
    if not _OF_THEM.match(scan.text, match.start()):
        return None
    said = _SAID_BEFORE.search(scan.text, max(0, match.start() - 60), match.start())
    return int(said[1]) if said else None
