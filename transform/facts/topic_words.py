"""The words that tell of which project a clause speaks; topics.py asks for them."""

from __future__ import annotations

import re
from functools import cache

from transform.facts.words import table
from transform.mentions.lookup import any_of

_KINDS = "项目|工程|基地|园区|产业园|学校|医院|酒店|小镇|电站|工厂|中心|商城|商贸城|夜市|大楼|牧场|养殖场|水厂"


# 项目涉及冶金、建材、物流等产业: those that were counted, not the one told of.
_FIELDS = r"项目(?:主要)?(?:涉及|涵盖|覆盖)[^，。；]{0,60}(?:领域|产业|行业|方面)[，。]"


@cache
def takes_up() -> re.Pattern[str]:
    words = table("subjects")["back"]["strong"]
    return re.compile(
        rf"\s*[“”]?(?:据了解|据介绍|据悉|目前|截至目前|其中|待|预计)?[，,]?(?:预计)?(?:到\d{{4}}年)?"
        rf"(?!项目建设(?:是|作为)|项目(?:是|为王|为先)|{_FIELDS})(?:(?!按照|根据|随着|除了|实行|坚持)[\u3400-\u9fff]{{0,4}}项目(?!区|[\u3400-\u9fff]{{0,6}}\d+[余多]?[个项])|{any_of(words)}|这(?:[个一座条家所]|是)[^，。]{{0,60}}?(?:{_KINDS})"
        rf"|(?:今年|去年|明年)?(?:将|已|计划)?(?:开工建设|开工|启动|实施)[一二三首]期"
        rf"|工程(?=[由于总建投分自已将计占包全预主采设年现目今\d]))"
    )


# One of these stands in every unit that takes a project up, by no name of it and no firm.
POINTS_BACK = ("项目", "工程", "这", "该", "公司", "企业", "期", "后", "达产", "建成")


COUNTED = re.compile(
    r"[两二三四五六七八九十几多](?:个[^，。；\d、]{0,8}项目|大项目)|项目(?:共有?|达|总数|有|已?超过|已?逾|已达)?(?:\d+[余多]?|[两二三四五六七八九十]+)[个项](?!单体|标段|子项)|[\u3400-\u9fff]{2}类(?:项目)?\d+[个项]|这[批些][^，。；]{0,6}项目|上述[^，。；]{0,6}项目|\d+[余多]?[个项][^，。；]{0,10}项目|实施(?:援疆)?项目|引进企业\d|企业\d+[余多]?家|签约入园企业"
)
THIS_ONE = re.compile(
    r"\s*这[个座家条所][^，。]{0,60}的(?:项目|工程|园区|产业园|基地|学校|医院|电站)"
)
# 为基地新增羊舍3栋, 为项目配套修建道路
SERVED = re.compile(
    r"为(?:该|这一)?(项目|工程|基地|园区|学校|医院|产业园|小区|牧场|酒店|电站|工厂)"
    r"(?=新增|配套|新建|建设|投入|修建|配备|[一二三]期)"
)
SAID_PROJECT = re.compile(r"[^，。]{2,}该(?:项目|工程)(?:工地|现场|建设|施工)")
BOTH = re.compile(
    r"\s*“?(?:(?P<these>这)|)(?P<n>[两三四五2-5])[个座所](?:重点)?(?:项目|小区|工程|学校|园区|基地|电站|村|医院|卫生院)"
    r"(?:均|都|全部|(?(these)(?:自|从|于|已|将|预计|计划)|(?!)))"
)
ATTRIBUTES = re.compile(r"(?:介绍|告诉记者|表示|了解|说|悉|道)[，：:]$")
SAYING = frozenset("绍者示解说悉道")  # the last characters of these words
SHORT = 7  # a clause of fewer characters only leads up to the next
MANAGER = re.compile(r"(?:该)?(?:项目|工程)(?:部|施工)?(?:负责人|经理|总工|现场)")
# A paragraph that goes on with what is done: 目前，已完成实验楼的地基施工，主体开始浇筑
STATE_OPENS = re.compile(
    r"\s*(?:目前|截至目前|眼下|现阶段)，(?:已完成|主体|正在|厂房|基础|设备|施工|钢结构|土建)"
)
THIS_LEADS = re.compile(r"\s*“?(?:该|这一|这个)(?:项目|工程)")
ITS_COST = re.compile(r"\s*“?(?:该)?项目(?:总|计划总)?投资")
OTHER_THINGS = re.compile(r"\s*(?:此外|另外|与此同时|同期|除此之外|不仅如此)")
# 总投资2亿元的某公司（部件）项目: one that stands in a row with the one before, though nothing names it
OF_A_NEXT = re.compile(
    r"\s*(?:(?:计划|预计)?总?投资(?:约|近|超)?[\d.]+[万亿]元的|(?!该|此|这|项目|工程|目前|截至|其中|已|累计|今年|去年|全部|整个|公司|一期|二期|首期|现)"
    r"[\u3400-\u9fff]{3,14}?(?:已|现已|累计)*完成投资)"
)
# 某大道已完成工程投资4100万元，某小区三期…: the clause before a name has a subject of its own
DONE_OF_ITS_OWN = re.compile(
    r"(?!该|此|这|项目|工程|目前|截至|其中|已|累计|今年|去年|全部|整个|公司|[一二首]期|现)"
    r"[\u3400-\u9fff]{3,20}?(?:已|现已|累计)+完成(?:工程|项目)?投资"
)
MANY_DONE = re.compile(
    r"\d+[余多]?个[^，。；]{0,6}项目(?:集中|同时|同步|统一)|(?:共|(?<=共签约、))(?:签约|开工|竣工)[^，。；]{0,6}项目\d+[余多]?个|[两三四五六七八九十]个(?:重点|重大|产业)?项目(?:计划)?(?:总投资|投资总额|合计|共投资)|共签约\d+[余多]?个[^，。；]{0,8}项目|入园项目|园区(?:总|工业)?产值|争取全(?:地区|县|州|市|疆|师)"
)
OFFICER = re.compile(r"(?:项目)?(?:部|施工|现场)?(?:负责人|经理|总工|技术员|主任|指挥)")
WHEN_ALL = re.compile(r"全部(?:投产|建成|达产|竣工)")
PARTNER = re.compile(r"(?:由|与|和|经|向|为|对|被|给|同|让|联合|委托)[\u3400-\u9fff]{0,2}$")
SUMS = re.compile(r"年内|共计|合计|共|总投资|总额|年度计划|累计|总计")
COMPANY = re.compile(r"\s*“?(?:该公司|该企业|该集团|该厂|公司|企业)")
BUILDS = re.compile(r"(?:用于)?(?:新建|建设|实施|改造|援建|新上|打造|修建)")


FIRST_TWO = re.compile("([^，,。；]*)[，,。；]?([^，,。；]*)")
