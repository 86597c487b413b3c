"""What a figure counts: the metric and the unit of a sum, count, measure or share.

The noun that is counted stands behind the figure (6个项目) or before it (项目76个); of several
projects the nearest verb tells what was done (签约, 开工). A figure without a noun of its own
(其中产业类19个, 完工132个) takes the noun, and without a verb the verb, of the figures before it
in the sentence. Sums and shares are read by sums.py. Where no word tells, there is no reading.
"""

from __future__ import annotations

import re
from typing import cast

from transform.facts.figures import Figure
from transform.facts.sums import GAP, MORE_THAN, Reading, Said, read_share, read_sum
from transform.facts.vocabulary import Word, vocabulary
from transform.records import Metric

_KIND_UNIT = {"project": "project", "company": "company", "person": "person", "event": "event"}
_NP_END = re.compile(
    r"[，、。；“”（）()]|的(?!项目|企业)|[已正均全将再到来在与于并共拟]|计划|集中|参[加会]|其中"
)
_DENIED = re.compile(r"未(?:能|按[^，。]{0,4})?[^，。已]{0,2}$|尚未[^，。]{0,2}$")
_ALL_DONE = re.compile(
    r"[^，。；]{0,8}(?:项目|工程)(?:已|目前已|现已)?(?:全部|均已|均|全都|都已|已全部)(?P<verb>开工|复工|完工|竣工|建成|投用|落地|完成)"
)
# 新建项目13个预计5月全部开工
_ALL_NOW = re.compile(
    r"[，]?(?:目前|现)?(?:已经?|均已|预计|计划|将)?(?:于|在)?(?:\d{1,2}月[份底初]?前?)?(?:已|均)?(?:全部|均|全都|都)已?(?P<verb>开工|复工|完工|竣工|建成|投用|投产)"
)
_OTHER_THING = re.compile(
    r"[^，。；、]{0,4}(?:省市|省区|地州|县市|县|乡镇|村|国家|部门|方面|领域|类别|专班|小时|月|百分点)"
)
_YET_TO_START = re.compile(r"[^，。；\d]{0,6}(?:新|拟|应)开工[^，。；\d]{0,6}项目(?:中|已有?|实际)")
_HEARD = re.compile(r"听取|汇报|察看|调研|观摩")
_FEW = 10  # so few persons are somebody's pupils or guests
_SENT = re.compile(r"选派|派出|派遣|引进|选送|柔性|引才|招募|选拔")
_FINISHED = re.compile(r"完成(?!年度|全年)[^，。；、]{0,8}(?:项目|工程)(?:共|达)?$")
_DONE_WITH = re.compile(r"(?:全面|全部|圆满|顺利|先后|已|共)*完成了?$")  # 完成了12个试点项目
_DEFINITE = re.compile(r"[这该此前上述两]$|上述$|以上$")
_AFTERWARDS = re.compile(r"^[^，。；]{0,12}(?:[后时]$|后，|时，|后预计)")
_EACH = re.compile(r"每[个家户村乡镇县名人批][^，。；]{0,6}$")
_THESE = re.compile(
    r"这[批些][^，。；]{0,6}$|(?:此次|本次)[^，。；]{0,8}$|(?:^|[，。“])(?:包含|包括|涵盖)[^，。；]{0,8}$"
)
_VISITORS = re.compile(r"游客|旅客|客商")
_HOLD = re.compile(
    r"举办|举行|组织|选派|开展|承办|召开|主办|协办|参加|参与|赴|外出|巡|开行|接待|邀请|带队|发车|安排|实施|推出"
)
# 从2017年底的3.01万头增加到现在的8万头: what it was, and what it is
_WAS = re.compile(r"从[^，。；]{0,12}$")
_GREW = re.compile(r"(?:元|人|户)?(?:增加|增长|提高|提升|扩大|发展|上升|增)[至到]")
_JOBS = re.compile(r"(?<![未待])就业(?!困难)|岗位|用工|务工")


def read(figure: Figure, said: Said, words: str) -> Reading | None:
    """What a figure counts; None where the text does not tell. `words` is the whole sentence."""
    if _GREW.match(figure.right) and _WAS.search(figure.lead):
        return None
    if figure.dimension == "money":
        return read_sum(figure, said, words)
    if figure.dimension == "ratio":
        return read_share(figure, said)
    if figure.dimension == "count":
        return _count(figure, said, words)
    return _measure(figure, said)


# --- counts ---------------------------------------------------------------------------------------


def _count(figure: Figure, said: Said, words: str) -> Reading | None:
    kind, told = _counted(figure, said)
    if kind is None and (measured := _measure(figure, said)) is None:
        return None  # most counts are of no thing that a programme counts
    if _EACH.search(figure.left) or MORE_THAN.search(figure.left):
        return None
    if kind == "project":
        made = _projects(figure, said, words, told)
        return made if made or figure.right.startswith("项目") else _measure(figure, said)
    if kind == "job" or (kind == "person" and _tells_jobs(figure)):
        return Reading("jobs", "person", "job", told)
    if kind == "company" and _measured_so(figure):
        return _measure(figure, said)  # 卫星工厂63个
    if kind == "company":
        if (
            figure.right.startswith("会员")  # 协会有200家会员单位
            or _SPEAKERS.match(figure.right)
            or _FOUNDERS.match(figure.right)
            or _HOLDS_SO_MANY.search(figure.left)
        ):
            return None
        known = any(r.metric == "companies" for _, r in said.readings)
        if not known and not vocabulary().deeds["company"].inside(figure.lead + figure.rest):
            return None
        return Reading("companies", "company", "company", told)
    if kind == "person":
        return _people(figure, said, words, told)
    if kind == "event":
        if told and not _HOLD.search(figure.lead + figure.rest):
            return None
        return Reading("events", "event", "event", told)
    return measured if kind is None else _measure(figure, said)


def _people(figure: Figure, said: Said, words: str, told: bool) -> Reading | None:
    """Persons of whom the text tells a deed, aid cadres, and the parts of those counted before."""
    around = figure.lead + figure.rest
    visitors = figure.value >= 100 and _VISITORS.search(figure.left[-6:] + figure.right[:4])
    if told and not visitors and not vocabulary().deeds["people"].inside(around):
        if not _AID_CADRES.search(around) and not _is_part(figure, said, words):
            return None
    if _HONOURED.match(figure.right):
        return None  # 11人获评优秀援疆干部
    if figure.value < _FEW and not _is_part(figure, said, words) and not _SENT.search(around):
        return None
    return Reading("people", "person", "person", told)


_HONOURED = re.compile(r"[^，。；\d]{0,10}(?:获评|荣获|获得|被评|获选|入选)")
_AID_CADRES = re.compile(r"援疆(?:干部|人才|教师|医生|医疗|专家)")
_OF_THEM = re.compile(r"中[，,]|其中")


def _is_part(figure: Figure, said: Said, words: str) -> bool:
    """Whether persons are counted of those counted before: 2500名干部中，党政干部750名."""
    people = [f for f, r in said.readings if r.metric == "people"]
    counted = [f.mention.end for f in people]
    start = figure.sentence.start
    if people and people[0].left.endswith(("共", "共有", "共计", "合计")):
        return people[0].value > figure.value
    return bool(
        counted and _OF_THEM.search(words, counted[0] - start, figure.mention.start - start)
    )


# 由甲、乙、丙三家国有企业发起创立: they are parties, not counted.
_FOUNDERS = re.compile(
    r"[^，。；、\d]{0,6}(?:企业|公司)(?:共同|联合|合作)*(?:发起|出资|合资|参股|组建|投资(?:建设|兴建|组建|设立))"
)


# 甲棉业和乙纺织两家企业作了发言: they were named, not counted.
_SPEAKERS = re.compile(
    r"(?:企业|公司)(?:负责人|代表)?(?:进行|作了?|分别|先后)?(?:现身说法|发言|交流|推介|介绍)"
)
# 可入驻3000户商家: how large a market is.
_HOLDS_SO_MANY = re.compile(
    r"可(?:同时|供)?(?:入驻|容纳|接纳|安置|吸纳)(?:(?:入园|入驻)?企业)?[^，。；\d]{0,3}$"
)


def _measured_so(figure: Figure) -> bool:
    """Whether a longer word for a thing built ends where the word for a firm does."""
    left = figure.left.rstrip("”")
    thing = vocabulary().measures["count"].last(left)
    firm = vocabulary().nouns.last(left)
    return bool(thing and firm and thing.end >= firm.end and len(thing.text) > len(firm.text))


def _counted(figure: Figure, said: Said) -> tuple[str | None, bool]:
    """The kind of the noun counted, and whether the figure's own words tell it."""
    unit = figure.unit
    if unit == "批次" and _HOLD.search(figure.lead):
        if vocabulary().nouns.inside(figure.rest[:14]):
            return "event", True  # 组织32批次客商
    if _OF_FIELDS.match(figure.right):
        return None, False  # 涉及9个产业链的项目有28个
    if unit == "家" and figure.left.endswith("项目"):
        return "project", True  # 一产项目2家
    for word in (_noun_behind(figure), _noun_before(figure)):
        if word is not None:
            return word.kind, True
    if unit in vocabulary().noun_units["person"] and unit != "个":
        if _JOBS.search(figure.left[-8:] + figure.right[:10]):
            return "job", True
        deed = vocabulary().deeds["people"].last(figure.left)
        if deed and len(figure.left) - deed.end <= 2:
            return "person", True
    return _inherited(figure, said), False


_OF_FIELDS = re.compile(
    r"[^，。；、\d的]{0,6}(?:产业链|领域|行业|产业|门类|方面)的(?:重[点大])?项目"
)


def _fits(word: Word, unit: str) -> bool:
    return unit in vocabulary().noun_units[word.kind]


def _noun_behind(figure: Figure) -> Word | None:
    """The head noun of the phrase that a figure opens: the last one before its end."""
    text = figure.right[:18]
    if not vocabulary().nouns.inside(text):
        return None
    stop = _NP_END.search(text)
    end = stop.start() if stop else len(text)
    verb = vocabulary().actions.first(text)
    while verb is not None and (verb.start <= 2 or _opens_noun(text, verb)):
        verb = vocabulary().actions.first(text, verb.end)  # 12个在建项目, 对接活动
    if verb is not None:
        end = min(end, verb.start)
    found = [w for w in vocabulary().nouns.all(text[:end]) if _fits(w, figure.unit)]
    if len(found) > 1 and found[-1].kind == "event" and found[0].kind == "project":
        return found[0]  # 14个工业项目开工活动
    return found[-1] if found else None


def _opens_noun(text: str, verb: Word) -> bool:
    return vocabulary().nouns.at(text, verb.end) is not None


def _noun_before(figure: Figure) -> Word | None:
    found = [w for w in vocabulary().nouns.all(figure.left) if _fits(w, figure.unit)]
    if found and len(figure.left) - found[-1].end <= GAP:
        return found[-1]
    return None


_GOES_ON_WITH = ("其中", "合计", "共计", "总计", "短期", "长期", "中长期")


def _inherited(figure: Figure, said: Said) -> str | None:
    """The noun of an earlier figure in the sentence that is counted with the same unit."""
    if not (said.readings or said.action_before):
        return None
    if vocabulary().measures["count"].inside(figure.left[-8:]) and not figure.joined:
        return None
    if _OTHER_THING.match(figure.right):
        return None  # 位居19个援疆省市前列
    for earlier, reading in reversed(said.readings):
        if earlier.unit == figure.unit and reading.kind in _KIND_UNIT | {"job": ""}:
            same_clause = earlier.clause == figure.clause
            part = same_clause or figure.joined or figure.left.startswith(_GOES_ON_WITH)
            if part or reading.kind == "project":
                return reading.kind
    if said.action_before and figure.unit in ("个", "项"):
        verb = vocabulary().actions.last(figure.left)
        if verb and len(figure.left) - verb.end <= 1:  # 已开工1130个
            return "project"
    return None


def _projects(figure: Figure, said: Said, words: str, told: bool) -> Reading | None:
    if _DEFINITE.search(figure.left) or (figure.value <= 3 and _AFTERWARDS.search(figure.right)):
        return None
    if _YET_TO_START.match(figure.right):
        return None  # 6个新开工项目中，3个已开工: of which, not what was done
    if figure.unit == "类" and not figure.right.startswith("项目"):
        return None  # 签约项目涵盖三类产业
    if _HEARD.search(figure.left[-6:] + figure.rest[:16]):
        return None  # 听取15个项目的进展汇报
    action = _action(figure, said, words)
    if action is None:
        if not told or not re.search(
            r"援疆|招商|重点|重大|援建|[共现]有", figure.left[-10:] + figure.right[:10]
        ):
            return None
        action = "projects_implemented"
    return Reading(action, "project", "project", told)


# 开工项目118个。其中：新建项目72个，续建项目46个: parts of those that were started
_AGES = ("新建", "续建", "在建")
_DEEDS = ("projects_started", "projects_completed", "projects_signed")
_TOGETHER = re.compile(r"(?:集中|同时|同步|全部|陆续|相继|先后|正式|项目[均都也])$")


_JOINTLY = ("集中", "同步", "同时")


def _last_deed(left: str, said: Said) -> Word | None:
    """The last verb; 建设 of 建设项目 is none where another goes before: 申报水泥建设项目16个."""
    actions = vocabulary().actions
    word = actions.last(left)
    if word is not None and word.text == "建设" and left.startswith("项目", word.end):
        return actions.last(left, word.start) or (None if said.action else word)
    return word


def _action(figure: Figure, said: Said, words: str) -> Metric | None:
    """What was done with the projects: the nearest verb before, else behind, else as before."""
    actions = vocabulary().actions
    at = figure.mention.start - figure.sentence.start
    if "意向" in figure.left[-8:]:
        return "projects_listed"
    listed = figure.left.rstrip().endswith("等")
    word = actions.first(figure.left) if listed else _last_deed(figure.left, said)
    if _FINISHED.search(figure.left) or _DONE_WITH.search(figure.left):
        return "projects_completed"  # 完成援建项目64个
    ends = figure.left.endswith(("项目", "工程"))
    behind_it = figure.mention.end - figure.sentence.start
    if all_of := _ALL_DONE.match(figure.right) or (ends and _ALL_NOW.match(words, behind_it)):
        done = actions.first("完工" if all_of["verb"] == "完成" else all_of["verb"])
        return cast(Metric, done.kind) if done else None
    if word is not None and _DENIED.search(figure.left[: word.start]):
        return "other"
    if word is not None and word.text in _AGES and "其中" in words[:at]:
        whole = _of_whole(figure, said, words)
        if whole in _DEEDS:
            return whole
    behind = _verb_behind(figure) or _verb_of_row(figure)
    word = behind or word if listed else word or behind
    if word is None and (said.action is None or listed):
        since = said.readings[-1][0].mention.end - figure.sentence.start if said.readings else 0
        word = actions.last(words[since:at])
    beside = figure.joined or figure.left.startswith(("、", "和"))
    if word is None and beside and said.action is None:
        word = actions.last(figure.lead)  # 安排援疆资金1.35亿元、项目15个
    if word is None and said.action is None and _THESE.search(figure.left):
        word = actions.last(said.before)
    near = word is None or word.start <= 4 or _TOGETHER.search(figure.right[: word.start])
    jointly = word is not None and word.text.startswith(_JOINTLY)  # 10个重点产业项目集中开工
    if word is not None and not (figure.left or figure.joined or near or jointly):
        return None  # 4个因资金未落实
    if word is not None:
        return cast(Metric, word.kind)
    if figure.left or figure.joined:
        return said.action or said.action_before
    return None


def _of_whole(figure: Figure, said: Said, words: str) -> Metric | None:
    """What was done with all of those of which the figure counts a part (其中)."""
    parts = figure.sentence.start + words.find("其中")
    whole = [r.metric for f, r in said.readings if r.unit == "project" and f.mention.end <= parts]
    return whole[-1] if whole else said.action_before


def _verb_behind(figure: Figure) -> Word | None:
    """The verb behind the projects counted: 28个市级重点建设项目集中开工."""
    actions = vocabulary().actions
    word = actions.first(figure.right)
    while word is not None and word.start > 0 and _opens_noun(figure.right, word):
        word = actions.first(figure.right, word.end)  # 建设项目 is a noun
    if word is not None and len(figure.right) - word.end <= 1 and figure.right != figure.rest:
        return None  # 174个重点项目已开复工161个: the verb of the next figure
    return word


# 46个工业项目、14个民生项目陆续开工: the verb behind the row is each one's.
_ROW = re.compile(
    r"[^，。；、\d]{0,12}项目(?:[、和及]\d+[余多]?[个项][^，。；、\d]{0,12}项目)+(?P<deed>[^，。；\d]{2,16})"
)


def _verb_of_row(figure: Figure) -> Word | None:
    """The verb behind a row of counts, where it is the last word of its kind."""
    row = _ROW.match(figure.rest)
    return vocabulary().actions.first(row["deed"]) if row else None


def _tells_jobs(figure: Figure) -> bool:
    return bool(_JOBS.search(figure.left[-6:] + figure.right[:10]))


# --- measures -------------------------------------------------------------------------------------


def _measure(figure: Figure, said: Said) -> Reading | None:
    """Areas, tons, kilowatts and things counted one by one, where a word tells of what."""
    dimension = figure.dimension
    table = vocabulary().measures.get(dimension)
    if table is None or figure.mention.per in ("day", "month"):
        return None
    if figure.mention.per and dimension != "energy" and not said.region:
        return None  # 年产8万吨 is a project's, unless a region yields it
    near = figure.left[-12:] if dimension in ("area", "count") else figure.left[-8:]
    near = near.rpartition("、")[2]
    if _GREW.match(figure.left):
        near = figure.lead  # 存栏量从3.01万头增加到现在的8万头
    if "提供" in near and dimension == "area":
        return None  # 为企业提供标准厂房1.2万平方米: an offer
    found = table.inside(near) or table.inside(figure.right[:8])
    if not found:
        return None
    if dimension == "count" and not vocabulary().deeds["make"].inside(figure.lead + figure.right):
        return None
    metric: Metric = "area" if dimension == "area" else "other"
    return Reading(metric, figure.unit, dimension)
