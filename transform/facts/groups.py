"""Projects told of together: lists and ceremonies.

A list names its members (`A、B、C等6个项目`, `等总投资4.15亿元的项目`); a ceremony counts them
(`现场签约6个项目，签约额达13.5亿元`) and may name some behind it. Count and total are the group's,
never a member's; the named ones are all of them only where they are as many as the count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transform.facts.anchor import Anchor, members
from transform.facts.boundary import nouns
from transform.facts.done_rows import rows
from transform.facts.row_guards import FIELDS, counted_before, no_projects, only_kinds
from transform.facts.scan import Scan, Span, within
from transform.facts.words import words as word_list
from transform.mentions.gazetteer import gazetteer
from transform.mentions.numeral import small_count
from transform.records import (
    Mention,
    Milestone,
    Stage,
)

_PARTS = "，,。；;：:\n"  # no item holds one
_LIST = re.compile(
    r"(?P<items>[^，,。；;：:\n]{3,}、[^，,。；;：:\n]{3,}?)等(?P<rest>[^，,。；;\n]{0,24}?项目|\d+\s*(?:个|项))"
)
# One named of many: 用于某园区标准化厂房及道路配套设施等9个项目.
_SINGLE = re.compile(
    r"(?:用于|包括|实施|建设|共有|含)(?P<item>[^，,。；;：:、\n]{5,28})等(?P<rest>\d+\s*(?:个|项)[^，,。；;\n]{0,6}项目)"
)
_LEAD = re.compile(
    r"^.*?(?:集中(?:开工|签约|竣工|投产)(?!的|了?\d|项目|活动|仪式|[和、暨])|仪式暨|[”会]暨|包括|涵盖|囊括|带动了|吸引了|促成了|签订|签署|签约|引进|新开工(?!的|项目)|推进|今年|去年|实施|建设|建成(?!投|通|后|的|并|及)|实现|用于|分别为|分别是|其中(?:包括|有)?|既有|又有|还有|更有|有|是)(?=[\u3400-\u9fffA-Za-z0-9“])"
)
# 22个重大产业项目中A、B等14个项目
_AND_SO_MANY = re.compile(r"等\d")
_OF_MANY = re.compile(r"[^、]*?\d[个件项][^、]{0,12}(?:项目|工程|实事)中(?=[\u3400-\u9fff])")
_THIS_TIME = re.compile(r"(?:此次|本次)，?")  # 此次A项目、B项目等72个项目开工
# 总投资212.9亿元的A、B等80个项目: the sum of all of them
_SUM = re.compile(
    r"(?:计划|预计|概算)*(?:总投资|投资总额|投资)(?:金额|额)?(?:约|近|超|达|逾|超过)?[\d.]+[万亿]元?的"
)
# 园区2016年承担的A、B等9个项目
_WHOSE = re.compile(
    r".{2,}?(?:承担|引进|建设|实施|推进|谋划|打造|落户|援建|规划|招引|列入)[^、\d]{0,4}的(?=[\u3400-\u9fff]{3})"
)
_AGAIN = re.compile(r"(?:已经?|先后|共|陆续|成功|相继)+(?:签约|签订|引进|招引|落地|实施|推进)")
_COMPANY = re.compile(
    r"^(?P<company>.{2,10}?(?:集团|公司|科技|机械(?!设备|加工|制造)|能源(?!站|中心|基地|利用)|电子|纺织|食品|药业|化工|实业|新材料|农业|生物|度(?!假))(?<!消费电子))(?!大学|学院|学校|科学院|研究|局|厅|园|城|馆|商务|面源|和|及|与|研发|科技(?!园)|产业园|科技园|工业园|生产线|包装|示范|质)(?=[\u3400-\u9fff0-9])"
)
# 昊成部件年产40万套内饰件: the words before 年产 are whose it is
_BRANDED = re.compile(r"([\u3400-\u9fff]{3,8}?)年(?:产|加工|处理)\d")
# Industries and products are no projects.
_CLASS = re.compile(
    r"^(?:[\u3400-\u9fff]{2,6}(?:业|产业|领域|行业|制造|装备|医药|旅游|建设|文旅|能源|材料|配件|国企|物流|培训|服装|纺织)|(?:优质|特色|现代|绿色|高效|新型|生态|精品|设施)[\u3400-\u9fff]{2,4})$"
)


def is_class(name: str) -> bool:
    """Whether an item of a list is a field or a product, no project: 装备制造, not 某某新能源."""
    found = _CLASS.match(name)
    if found is None:
        return False
    return (
        len(name) > 6
        or name[:2] in word_list("names", "fields", "begin")
        or not _TRADED.search(name)
    )


_MADE_SO = re.compile(r"富硒|有机|休闲|预制|方便|健康|速冻|冷冻|儿童|保健|清真|即食|精细|智能")


def _of_a_kind(words: str) -> bool:
    """Whether words that end as a firm's name do are only a place, a kind and a trade: 某县电子."""
    for size in range(min(8, len(words) - 2), 1, -1):
        if words[:size] in gazetteer().entries:
            words = words[size:]
            break
    rest = _MADE_SO.sub("", words)
    return len(rest) < 3 or nouns().generic.match(rest) is not None


_TRADED = re.compile(
    r"^[\u3400-\u9fff]{2,3}(?:新?能源|新?材料|装备|医药|服装|纺织|文旅|物流|锂业|矿业|实业|乳业|药业|重工)$"
)
_PAYS = re.compile(r"投资[约近超]?\d")
# 袋鼠跳、两人三足等8个项目的比拼
_CONTEST = re.compile(r"比拼|比赛|角逐|竞技|较量|竞赛|体验项目|参加了|金牌|冠军")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of named projects; `start` and `end` bound the whole phrase."""

    start: int
    end: int
    members: tuple[Anchor, ...]
    count: int | None


def listed(scan: Scan) -> list[Listed]:
    """The lists of an article whose items are projects."""
    found: list[Listed] = []
    for match in _lists(scan.text):
        if match.start() < scan.title_end:
            continue
        raw = match["items"]
        if _PART.search(raw):
            found += _parts(match)
            continue
        first = raw.partition("、")[0]
        lead = _OF_MANY.match(first) or _LEAD.match(first) or _THIS_TIME.match(first)
        offset = lead.end() if lead and len(first) - lead.end() > 3 else 0
        if whose := _WHOSE.match(first, offset):
            offset = whose.end() if len(first) - whose.end() > 2 else offset
        again = _AGAIN.match(first, offset)  # 今年|已经签约…
        offset = again.end() if again and len(first) - again.end() > 3 else offset
        begins = match.start() + offset
        total = _SUM.match(first, offset)
        offset = total.end() if total and _count(match["rest"]) else offset
        items: list[Anchor] = []
        at = match.start() + offset
        for part in raw[offset:].split("、"):
            start, name = at, _unquoted(part.strip().removeprefix("了"))
            at += len(part) + 1
            firm = _firm_at(scan, start)
            longest = 28 + (firm.end - firm.start if firm else 0)
            told = _PAYS.search(name) is not None  # 某公司投资1.5亿元建设…: a sentence, no name
            told = told or (firm is not None and firm.end >= start + len(part))  # a firm alone
            if is_class(name) and scan.text.endswith(("包括", "分别是", "分别为"), 0, begins):
                continue
            if len(name) < 4 or len(name) > longest or is_class(name) or told:
                items = []
                break
            company = _COMPANY.match(name)
            if company and _of_a_kind(company["company"]):
                company = None  # 现代农业物流园
            brand = _BRANDED.match(name)
            who = firm.name if firm else company["company"] if company else None
            if who is None and brand and not nouns().hollow.match(brand[1]):
                who = brand[1] if brand[1] not in gazetteer().entries else None
            items.append(Anchor(start, start + len(part), name, who, "list"))
        if FIELDS.search(match["rest"]) or "涉及" in first or no_projects(scan.text, match):
            continue  # talks name fields, not projects
        if len(items) < 2 or _CONTEST.search(scan.text, match.start(), match.end() + 12):
            continue
        count = _count(match["rest"]) or counted_before(scan, match)
        if only_kinds(scan.text, match, count, [i.name for i in items]):
            continue
        found.append(Listed(begins, match.end(), tuple(items), count))
    found += _singles(scan) + _counted(scan) + _open(scan) + _numbered(scan)
    found += [lst for lst in _named(scan) if not any(_meet(lst, t) for t in found)]
    taken = [Span(lst.start, lst.end) for lst in found]
    return found + [Listed(a, b, tuple(items), None) for a, b, items in rows(scan, taken)]


_PART = re.compile(r"等(\d+)[个项]项目(?=、|$)")
_PART_LEAD = re.compile(r".*(?:签约|开工|竣工|投产|实施|引进)的")


def _parts(match: re.Match[str]) -> list[Listed]:
    """The lists in a row of lists, one named of each: 签约的A等6个项目、开工的B等12个项目."""
    found, at = [], match.start("items")
    for part in match[0].split("、"):
        counted = re.search(r"等(\d+)[个项]", part)
        lead = _PART_LEAD.match(part)
        start = at + (lead.end() if lead else 0)
        if counted and at + counted.start() - start >= 4:
            name = part[start - at : counted.start()]
            firm = _COMPANY.match(name)
            item = Anchor(start, start + len(name), name, firm and firm["company"], "list")
            found.append(Listed(start, at + len(part), (item,), int(counted[1])))
        at += len(part) + 1
    return found


# 集中开工的项目包括A产业园（一期）、B基地等，
_OPEN = re.compile(
    r"项目(?:，分别)?(?:主要|重点)?(?:包括|有|为)(?P<items>[^，,。；;：:\n]{4,160}?)等(?=[，。；])"
)


def _open(scan: Scan) -> list[Listed]:
    """The lists that count nothing, where every item ends as a project does."""
    found = []
    for match in _OPEN.finditer(scan.text):
        items = members(match, _BETWEEN)
        ends = all(
            4 <= len(i.name) <= 40 and _ENDS.search(i.name) and not _CLASS.match(i.name)
            for i in items
        )
        if len(items) > 1 and ends:
            found.append(Listed(match.start("items"), match.end(), tuple(items), None))
    return found


_BETWEEN = re.compile(r"、|(?<=项目)(?:以及|和|及|与)")
_ENDS = re.compile(
    r"(?:项目|工程|园区?|基地|中心|工厂|电站|线|市场|广场|医院|学校|枢纽|综合体|小镇|站|楼|用房)(?:[（(][^）)]*[）)])?$"
)


def _unquoted(name: str) -> str:
    """A name that stands in quotation marks of its own."""
    bare = name[1:-1] if name.startswith("“") and name.endswith("”") else name
    return name if "“" in bare or "”" in bare else bare


def told_in(scan: Scan, group: Listed) -> Span:
    """The clauses that say what was done with a list; one that goes on behind a comma is whole:
    A、B和C3个项目，在某县揭牌并投入运营."""
    start, end = scan.clause_at(group.start).start, scan.clause_at(group.end - 1).end
    if group.end >= end - 1 and scan.text.startswith("，", group.end):
        if _GOES_ON.match(scan.text, group.end + 1):
            end = scan.clause_at(group.end + 1).end
    return Span(start, end)


_GOES_ON = re.compile(
    r"(?:昨日|今日|近日|当天)?(?:(?:在|于)[^，。；]{2,16}|已?(?:全部|先后|相继|正式|同时|同步|集中))(?:签约|揭牌|开工|奠基|竣工|投产|投入|建成|投用|运营)"
)


def _firm_at(scan: Scan, at: int) -> Mention | None:
    """The company whose name begins at `at`."""
    firms = within(scan.organisations, Span(at, at + 40))
    return firms[0] if firms and firms[0].start == at and firms[0].code == "company" else None


def _lists(text: str) -> Iterator[re.Match[str]]:
    """All matches of _LIST, tried only before a 等 with a 、 before it, where its stretch begins."""
    floor, failed = 0, -1
    at = text.find("等")
    while at >= 0:
        match = None
        if (mark := text.rfind("、", floor, at)) >= 0:
            start = max([floor, *[text.rfind(sign, floor, at) + 1 for sign in _PARTS]])
            if mark >= start > failed and (match := _LIST.match(text, start)) is None:
                failed = start  # so do all other 等 of its stretch
        if match:
            yield match
            floor = match.end()
        at = text.find("等", max(floor, at + 1))


def _singles(scan: Scan) -> list[Listed]:
    found: list[Listed] = []
    if not _AND_SO_MANY.search(scan.text):
        return found
    for match in _SINGLE.finditer(scan.text):
        if _CLASS.match(match["item"]):
            continue
        item = Anchor(match.start("item"), match.end("item"), match["item"], None, "list")
        found.append(Listed(item.start, match.end(), (item,), _count(match["rest"])))
    return found


_CLOSED = re.compile(
    r"(?:共计|共|合计|这)?(?P<n>\d{1,2}|[两二三四五六七八九十])[个项](?!层面|方面|环节|领域|维度|渠道)(?:[\u3400-\u9fff]{0,8})?(?:项目|工程)(?![\d、和及])"
)
_COUNTED_WORKS = re.compile(r"[个项][\u3400-\u9fff]{0,8}(?:项目|工程)")  # in each of them
_OPENING = re.compile(
    r"(?:.*?(?:项目为|包括|分别为|分别是|实施的?|建设的?|其中|有|是))?(?P<rest>.{4,})"
)


def _counted(scan: Scan) -> list[Listed]:
    """The lists without 等 that end in their own number: A、B和C三个项目同步开工.

    Only where as many are named as are counted; industries are no members.
    """
    found: list[Listed] = []
    if not _COUNTED_WORKS.search(scan.text):
        return found
    body = scan.title_end + 1
    for match in _CLOSED.finditer(scan.text, body):
        start = max(scan.text.rfind(sign, body, match.start()) + 1 for sign in _PARTS)
        raw = scan.text[start : match.start()]
        count = small_count(match["n"])
        if raw.count("、") + 1 not in (count, count - 1):
            continue
        pieces = [(m.start() + start, m[0]) for m in re.finditer(r"[^、]+", raw)]
        if len(pieces) == count - 1 and (two := _AND.fullmatch(pieces[-1][1])):
            at = pieces[-1][0]
            pieces[-1:] = [(at + two.start(1), two[1]), (at + two.start(2), two[2])]
        if len(pieces) != count or any(_NO_MEMBER.search(words) for _, words in pieces):
            continue
        if (lead := _OPENING.fullmatch(pieces[0][1])) is None:
            continue
        pieces[0] = (pieces[0][0] + lead.start("rest"), lead["rest"])
        items = [
            Anchor(at, at + len(words), _unquoted(words), None, "list")
            for at, words in pieces
            if 4 <= len(words) <= 28 and not re.search(r"[\d一-十]个|^[的和]", words)
        ]
        if len(items) >= max(2, count - 1):
            found.append(Listed(pieces[0][0], match.end(), tuple(items), count))
    return found


_NUMBERED = re.compile(
    r"(?P<n>\d{1,2}|[两三四五六七八九十])个[^，。；]{0,12}(?:项目|工程)[^。；\n]{0,40}?(?:领域|行业|方面)?。?"
    r"(?:分别是|分别为|分别有|包括)[：:]?(?P<items>[^，,。；;：:\n]+)"
)


_IN_ROW = re.compile(r"、|(?<=项目)和|(?<=工程)和")


def _numbered(scan: Scan) -> list[Listed]:
    """The lists that were counted before, each member called a project: 7个项目…，分别是A项目、B项目."""
    found: list[Listed] = []
    if "分别" not in scan.text and "包括" not in scan.text:
        return found
    for match in _NUMBERED.finditer(scan.text, scan.title_end + 1):
        items = members(match, _IN_ROW)
        count = small_count(match["n"])
        if len(items) == count and all(a.name.endswith(("项目", "工程")) for a in items):
            found.append(Listed(match.start("items"), match.end(), tuple(items), count))
    return found


# 交通项目分别是A机场迁建、B至C铁路、D公路建设。
_NAMED = re.compile(r"项目分别[是为有][：:]?(?P<items>[^，,。；;：:\n]{8,400})(?=[。；;\n])")


def _named(scan: Scan) -> list[Listed]:
    """The lists of all that are told, one by one, whatever they end in."""
    found = []
    for match in _NAMED.finditer(scan.text, scan.title_end + 1):
        items = members(match, _BETWEEN)
        if len(items) > 2 and all(3 < len(a.name) < 41 and not _is_field(a.name) for a in items):
            found.append(Listed(match.start("items"), match.end(), tuple(items), len(items)))
    return found


def _is_field(name: str) -> bool:
    return not name.endswith("建设") and _NO_MEMBER.search(name) is not None


def _meet(one: Listed, other: Listed) -> bool:
    return one.start < other.end and other.start < one.end


_NO_MEMBER = re.compile(rf"{_CLASS.pattern}|的$")
_AND = re.compile(r"(.{4,}?)[和及与](.{4,})")


def _count(words: str) -> int | None:
    count = re.search(r"(\d+)\s*(?:个|项)", words)
    return int(count[1]) if count else None


_LEADS: dict[str, Stage] = {"签约": "signed", "开工": "started", "竣工": "completed",
                            "投产": "in_operation"}  # fmt: skip
_LED = re.compile(
    r"(签约|开工|竣工|投产)(?:的|的?(?:重点|重大|产业)?项目(?:主要|分别)?(?:有|为|是|包括)[：:]?|(?<=集中[签开竣投][约工产]))$"
)


def led_by(scan: Scan, group: Listed) -> Stage | None:
    """The stage that stands before a list as its own: 签约的A等6个项目、投产的B等8个项目, 开工项目有：…."""
    match = _LED.search(scan.text, max(0, group.start - 14), group.start)
    if match is None and scan.text[group.start - 3 : group.start] in ("分别是", "分别为"):
        match = _ALL_LED.match(scan.text, scan.sentence_at(group.start).start)
    return _LEADS[match[1]] if match else None


# 此次集中开工的项目有工业项目24项，分别是A、B等项目；能源项目6项，分别是C、D等项目
_ALL_LED = re.compile(
    r"\s*[^，。；]{0,6}集中(?:复工)?(签约|开工|竣工|投产)的?(?:重点|重大|产业)*项目(?:主要|分别|还)?(?:有|为|是|包括)"
)


_KINDS_AT: dict[str, Stage] = {
    "续建": "under_construction", "在建": "under_construction", "新开工": "started",
}  # fmt: skip
_OF_A_KIND = re.compile(
    r"等(?:(?:\d+|[两三四五六七八九十]+)[余多]?[个项])?(?:重大|重点|产业|民生)*(续建|在建|新开工)(?:的)?(?:重点|产业)?(?:项目|工程)"
)


def closed_by(scan: Scan, group: Listed) -> Stage | None:
    """The stage that the word for a list's members tells: A、B等14个续建项目."""
    match = _OF_A_KIND.search(scan.text, group.start, scan.clause_at(group.end - 1).end)
    return _KINDS_AT[match[1]] if match else None


def stage_of(group: Listed, stages: Sequence[Milestone]) -> Stage | None:
    """The stage that is said of a list: the nearest word behind it, else before it."""
    behind = [m for m in stages if m.evidence.end > group.end]
    before = [m for m in stages if m.evidence.end <= group.end]
    if behind:
        return min(behind, key=lambda m: m.evidence.end).stage
    return before[-1].stage if before else None
