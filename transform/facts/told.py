"""Whether a thing that is not called 项目 is told of as a project.

It is where the text says who pays for it (投资5亿元建设…), agrees on it (签订…协议), or goes on to say
what stage it is at, what it costs or how large it is. A thing that is only named counts if the next
sentence takes it up (这家…由…投资).
"""

from __future__ import annotations

import re

from transform.facts.anchor import Anchor
from transform.facts.boundary import nouns
from transform.facts.built import VERB, builder_before, framed, is_planned, put_up
from transform.facts.firms import firms_in
from transform.facts.scan import Scan, Span, within
from transform.facts.words import pattern
from transform.records import Mention

_DEMONSTRATIVE = re.compile(
    r"\s*“?(?:根据[^，。]{0,8}，|据[^，。]{1,6}，)?(?:这家|这座|这个|这一|该(?![校院园厂企公集]))"
)
_COUNTED = re.compile(r"(?:共)?\d+[余多]?(?:所|个|座|栋|条|家|处|幢|间|套)")
# 甲养殖场和乙养殖场先后建成: both are told of.
_TOGETHER = re.compile(
    r"(?:、[\u3400-\u9fff]{2,18}?){0,4}[和与及][\u3400-\u9fff]{2,18}?(?:厂|场|园|楼|站|中心|基地|项目|工程|学校|小学|幼儿园|医院)"
    r"(?:先后|同时|双双|均|都|分别|同日|一起|一同|全部|相继)"
)
# 本市最大的陶瓷项目——某公司(年产2020万平方米陶瓷生产线)
_APPOSED = re.compile(r"项目——[^，。；]{0,24}$")
# 正在建设两个重点项目，甲产业园和乙产业园
_LISTED_AS = re.compile(
    r"(?:[两二三四五六]|\d)[个大]?[^，。；\d]{0,8}项目[，：:—]+(?:分别[是为]|即)?(?:[^，。；：:\d、和与及]{2,24}[、和与及]){0,5}$"
)
_PROJECT_IS = re.compile(
    r"(?:投产|开工|签约|竣工|落户|奠基|启动|最大|重点)[^，。；]{0,4}项目(?:为|是)[^，。；、]{0,12}$"
)
_LIST_OF = re.compile(
    r"[^。；]*\d+个[^，。；\d]{0,8}项目(?:分别)?(?:为|是|包括|有)[：:]?[^。]*；[^，。；]*$"
)
_PART_OF_PARK = re.compile(r"[\u3400-\u9fff]{1,4}(?:区|片区|组团|分园)(?:[，,、]|举行|召开|举办)")
# 甲工业园区、乙园区、县招商局主要负责人分别与客商签约
# 某产业园等7大专业园区: one of many parks
_OFFICERS = re.compile(
    r"(?:[、和及][^，。；、]{2,14}){0,4}(?:主要|相关|有关)负责人|等\d+[余多]?[个大家][^，。；]{0,6}(?:园区|企业)"
)
_WITHIN = re.compile(r"[中里内]的")
_SIGNED_WORKS = ("中心", "基地", "生产线", "产业园", "工厂", "加工厂", "综合体")
_SITE = re.compile(r"(?:项目)?(?:建设|施工)(?:现场|工地)|(?:项目)?工地")
_TAKEN = re.compile(
    r"\s*“?(?:根据[^，。]{0,8}，|据[^，。]{1,12}，)?(?:这家|这座|这个|这一|这条|该)"
    r"|作为[^，。]{2,24}(?:项目|工程)，"
)
_PAYS = re.compile(r"投资|援建|投入|占地|造价")
GOES_ON = re.compile(
    r"\s*(?:“)?(?:该|此|这一|这个|整个|改扩建|扩建|改造|新建)?(?:项目|工程|基地|园区)|.{0,12}(?:公司|企业)还|其中"
)


def is_part(scan: Scan, made: Anchor, found: list[Anchor], unit: Span) -> bool:
    """Whether a thing is built as a part of the project that its unit speaks of already."""
    text = scan.text
    if made.name.endswith(("合同段", "标段")) and within(scan.places, Span(made.start, made.end)):
        return False  # the section of a road, named in full
    before = next((a for a in reversed(found) if a.start < made.start and not a.weak), None)
    if before is not None and _ATTACHED.search(text, max(unit.start, made.start - 28), made.start):
        return True  # 投资900万元配套的有机肥车间
    inside = before is not None and before.start >= unit.start and before.end <= made.start
    if inside and before is not None:
        between = text[before.end : made.start]
        if between in ("和", "与", "及") or (
            between == "、" and _TOGETHER.match(text, before.end, unit.end)
        ):
            return False  # 甲医院、乙医院和丙医院均已封顶
        return not re.search(r"[；;]", between) and not firms_in(scan, Span(before.end, made.start))
    if before is None:
        return False
    if _AND_ONE.search(text, unit.start, made.start):
        return True  # 规划建设600万锭规模及一个染色中心
    if _FRAME.match(text, made.end) and before.start >= _told_before(scan, unit):
        if not within(scan.places, Span(made.start, made.end)) and not made.company:
            return True  # 目前，监管仓主体已封顶: of the project of this paragraph
    if text.startswith("其中", unit.start) and before.start < scan.paragraph_start(unit.start):
        return False  # 其中，… of those that the paragraph counts
    return bool(GOES_ON.match(text, unit.start, made.start))


_AND_ONE = re.compile(r"(?:及|以及)一[个座条]$")
_ATTACHED = re.compile(r"配套(?:(?:建设|新建|投建)?的?|(?:修建|建设|新建)了?[^，。；]{0,20})$")


_SCHOOLING = re.compile(r"(?:实习|见习|研学|党性教育|爱国主义教育)(?:教育)?基地$")
_ZONE = re.compile(r"(?:开发区|高新区|经开区|工业园区|保税区|合作区|园区|工业城)$")
_ZONE_ACTS = re.compile(
    r"(?:今年|去年|全年)?(?:计划|将|共|已|累计|先后|现)*(?:实施|引进|签约|引入|招商|到位|固定资产|工业|规上|注册|招引|新签|完成(?!建设)|实现|坚持|围绕|聚焦|有|拥有|安排|推进|举行|举办|召开|提前|是(?!由)|作为|地处)"
)
# A zone is an office: it is a project only where the text says that it is laid out or paid for.
_INSTITUTIONS = ("开发区", "高新区", "经开区", "保税区", "合作区")
_ZONE_BUILT = re.compile(
    r"(?:[（(][^）)]{1,12}[）)])?(?:建设)?(?:项目|总投资|计划总?投资|投资|规划|占地|[一二三]期|奠基|开工|动工|获批|获准|封关|由|起步区)"
)
# 某工业城（开发区）某公司: the park is where the firm is.
_BRACKET = re.compile(r"[（(][\u3400-\u9fff]{2,8}[）)]")
# 某产业园谋划亿元以上项目38个: the park acts; the projects counted are not its parts.
_PARK = re.compile(r"(?:产业园|工业园|科技园|物流园|示范园|创业园)$")
_PARK_COUNTS = re.compile(
    r"(?:今年|去年|全年)?(?:计划|将|共|已|累计|先后|现|现有|新)*(?:实施|引进|签约|入驻|招引|新签|谋划|策划|储备|梳理|包装|安排|推进|开复工|集聚)"
    r"[^，。\d]{0,10}(?:(?:项目|企业)(?:达|共)?\d|\d+[余多]?[个家][^，。]{0,8}(?:项目|企业))"
)
_FRAME = re.compile(r"[库楼房]?主体")
# 某公司今年投用的精深加工基地
_OPENED = re.compile(r"(?:今年|去年|新近|刚刚|月|年|日)?(?:投用|投产|建成|投建|新建|兴建)的$")


def _named_so(scan: Scan, unit: Span, start: int) -> bool:
    """Whether the words before call it a project: 陶瓷项目——某公司…线, 两个重点项目，甲园和乙园."""
    sentence = scan.sentence_at(start)
    if scan.text.find("项目", sentence.start, start) < 0:
        return False
    if _PROJECT_IS.search(scan.text, unit.start, start):
        return True  # 投产的项目为某生产基地
    if unit.start > sentence.start and _LIST_OF.match(scan.text, sentence.start, start):
        return True  # 开工的8个项目为A生产线；B生产线；…
    return bool(
        _APPOSED.search(scan.text, unit.start, start)
        or _LISTED_AS.search(scan.text, unit.start, start)
    )


def _told_before(scan: Scan, unit: Span) -> int:
    """Where the paragraph before this one begins."""
    return scan.paragraph_start(max(0, scan.paragraph_start(unit.start) - 1))


def told(scan: Scan, start: int, end: int, noun: str) -> str | None:
    """frame, agreement, subject or weak: how a thing not called 项目 is told of as a project."""
    text = scan.text
    unit, clause = scan.unit_at(start), scan.clause_at(start)
    before, after = text[clause.start : start], text[end : unit.end]
    if _COUNTED.match(after) and not firms_in(scan, Span(unit.start, start)):
        return None  # 新建幼儿园4所
    if after.startswith("签约仪式") and noun in _SIGNED_WORKS:
        return "agreement"
    if _TOGETHER.match(after) or _named_so(scan, unit, start):
        return "subject"
    if _is_aside(scan, end, before, after):
        return None
    if pattern("names", "guards", "aside_after").match(after) and not put_up(before, after):
        return "weak"
    if pattern("names", "guards", "agreement_after").match(after):
        return "agreement"
    if _SITE.match(after) or _stands_out(scan, start, end):
        return "subject"
    if nouns().visited_before.search(before):
        return "weak"
    if nouns().place_before.search(before):
        return "site"
    paid = within(scan.money, unit)
    if framed(scan, before, unit, start, bool(paid)):
        return "frame"
    if VERB.search(before):
        return _built(scan, start, end, noun, before)
    if noun in nouns().parts and not (paid and paid[0].start > end):
        return "subject" if _opens_line(scan, start, end) else None
    return "subject" if _is_subject(scan, start, end, paid) else "weak"


def _built(scan: Scan, start: int, end: int, noun: str, before: str) -> str:
    """frame, subject or weak: how a thing is told of behind a verb that builds it."""
    unit = scan.unit_at(start)
    signed = any(s.code == "signed" for s in within(scan.stages, Span(unit.start, start)))
    done = noun not in nouns().parts and within(scan.stages, Span(end, scan.clause_at(start).end))
    if (signed or done) and builder_before(scan, unit, start):
        return "frame"
    if within(scan.money, unit) and is_planned(scan, unit, start, end):
        return "frame"
    led = before.endswith("的") and noun not in nouns().parts  # 某镇建设的某园，总投资5000万元
    led = led or (_DECIDED.search(before) is not None and noun not in nouns().parts)
    return "subject" if led and _COSTS.match(scan.text, end) else "weak"


def _opens_line(scan: Scan, start: int, end: int) -> bool:
    """Whether a firm's own line or plant opens: 某公司一期5万锭纺纱生产线建成投产."""
    led = any(o.code == "company" and o.end == start for o in scan.organisations)
    led = led and not re.match("[一二三四首]期", scan.text[start : start + 2])  # of a project
    after = within(scan.stages, Span(end, scan.clause_at(start).end)) if led else []
    return bool(after) and after[0].start - end < 6 and after[0].code in _OPENS


_DECIDED = re.compile(
    r"(?:公司|集团)[^，。；]{0,12}(?:决定|拟|将|计划)?在[^，。；]{2,14}(?:新建|兴建|建设)$"
)
_COSTS = re.compile(r"，?(?:项目)?(?:计划|预计|概算)?总?投资(?:约|近|超)?\d")
_OPENS = ("started", "topped_out", "completed", "in_operation", "at_capacity")
_SINGLE_WORKS = re.compile(r"(?:、[^，。、]{2,10}?)*(?:等)?[两三四五六七八九十\d]+个单体")
_NUMBER = re.compile(
    r"\s*(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、]|[①-⑳▲●■◆])?\s*"
)


def _stands_out(scan: Scan, start: int, end: int) -> bool:
    """Whether the name is a whole sentence, as the items of a list are headed, or a firm opened it."""
    clause = scan.clause_at(start)
    if _OPENED.search(scan.text, clause.start, start) and firms_in(scan, Span(clause.start, start)):
        return True
    sentence = scan.sentence_at(start)
    head = _NUMBER.match(scan.text, sentence.start)
    opens = head is not None and head.end() >= start
    closes = scan.text[end : end + 1] in "。：:\n" and end < len(scan.text)
    numbered = head is not None and head.end() > sentence.start
    return opens and closes and numbered


def _is_aside(scan: Scan, end: int, before: str, after: str) -> bool:
    """Whether the thing is where something is, whose something is, or was named before."""
    if _PART_OF_PARK.match(after) or _WITHIN.match(after) or _OFFICERS.match(after):
        return True  # 某产业园阜东区，; 包装厂中的展厅
    inner = next(
        (o.end for o in scan.organisations if o.code == "park" and o.start < end < o.end), end
    )  # 甲开发区乙园区举行…: the park within the park acts
    zone = _ZONE.search(scan.text, max(0, end - 4), end)
    if zone and zone[0] in _INSTITUTIONS:
        zone = None if _ZONE_BUILT.match(scan.text, end) else zone
    elif zone:
        zone = _ZONE_ACTS.match(scan.text, inner)
    park = _PARK.search(scan.text, max(0, end - 4), end) and (
        _PARK_COUNTS.match(after) or re.match("迎来了?“", after)
    )
    if before.endswith("以") and after.startswith("为"):
        return True  # 以某园区为载体
    if zone or park or before.endswith("由"):
        return True  # 准东开发区计划实施项目96个; 由某医院牵头: who acts
    unit = scan.unit_at(end)
    if _SCHOOLING.search(scan.text, unit.start, end) and not within(scan.money, unit):
        return True
    aside = pattern("names", "guards", "aside_after").match(after)
    if _SINGLE_WORKS.match(after):
        return True  # 酒庄、公寓两个单体
    if aside and not put_up(before, after) and not after.startswith(("的", "里", "内")):
        return True
    if aside or pattern("names", "guards", "agreement_after").match(after):
        return False
    bracket = _BRACKET.match(scan.text, end)
    close = bracket.end() if bracket else end
    if any(o.start == close and o.code == "company" for o in scan.organisations):
        return True  # a park in the name of its own company
    # 这家…的酒店 takes up what the sentence before named
    return not _SITE.match(after) and bool(_DEMONSTRATIVE.match(before))


def _is_subject(scan: Scan, start: int, end: int, paid: list[Mention]) -> bool:
    """Whether the text goes on to say what it costs, how large it is or what stage it is at."""
    text = scan.text
    unit, clause = scan.unit_at(start), scan.clause_at(start)
    if _IS_AND_COSTS.match(text, end, unit.end):
        return True
    lies = _LIES.match(text, end, unit.end)
    if lies and text.startswith(("是一座", "是一项", "是一个"), lies.end()):
        return True  # 某枢纽位于某河，是一座具有…的工程
    head = text[lies.end() if lies else end :][:30].partition("。")[0]
    if re.match(
        r"(?:项目|工程)?(?:由|总投资|投资|投入|计划总?投资|概算|占地|总占地|规划|设(?![计置立想备])|共设|建有|内设)",
        head,
    ):
        return True
    stages = [s for s in within(scan.stages, Span(end, clause.end)) if not s.negated]
    if _STANDS_THERE.fullmatch(text, end, clause.end):
        return False
    if stages and stages[0].quote in ("落户", "签约落户") and _SETTLES.match(head):
        return True  # 某产业园正式落户某县
    led = stages and re.match("的[^，。；]{0,4}(?:项目|企业)", text[stages[0].end :][:8])
    if led:
        return False  # 某园区集中投产的项目有…: where they are
    if stages and stages[0].start - end < 26 and stages[0].code not in ("signed", "proposed"):
        if "的" not in text[end : stages[0].start]:
            return True
    money = [m for m in paid if m.start >= end]
    if money and money[0].start - end < 40:
        if re.search(r"投资|投入|资金|造价|出资|耗资", text[end : money[0].start]):
            return True
    opens = not re.search(r"[\u3400-\u9fff]{4,}", _DATE_WORDS.sub("", text[clause.start : start]))
    return bool(opens and within(scan.stages, Span(end, unit.end)) and "的" not in head[:1])


# 某工业园甲陶瓷、乙陶瓷投产: what stands there
_STANDS_THERE = re.compile(
    r"(?![一二三四首]期)(?:(?![建设拟将已正于在由投年占为是以有集含内总])[\u3400-\u9fff]){2,8}、"
)
# 某产业园是县里规划建设的现代化园区，占地800亩
_IS_AND_COSTS = re.compile(
    r"是[^，。；]{4,60}(?:园区?|项目|工程|基地|企业)，(?:项目)?(?:占地|总投资|投资|规划|计划)"
)
_LIES = re.compile(r"(?:位于|坐落[于在]|地处)[^，。]{2,24}，")
_SETTLES = re.compile(r"(?:正式|成功|顺利)?(?:签约)?落户[^，。；]{2,}")
_DATE_WORDS = re.compile(r"【[^】]*】|\d+|[年月日]|上午|下午|目前|近日|日前")


# …”第一工厂厂长某某自豪地说。
_SHORT_LEAD = re.compile(r"^(?:按照计划|根据规划|目前|眼下|如今|据了解|据介绍|据悉)，")
_SPOKEN = re.compile(r"[^，。]{2,24}(?:说|介绍|表示|道|告诉记者)。?$")


def taken_up(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """Without the weak ones, unless the next sentence takes the thing up and tells who pays for it."""
    kept: list[Anchor] = []
    for anchor in found:
        known = any(a.start < anchor.start and not a.weak for a in kept)
        if anchor.rule == "site" and _leads_to_a_name(scan, anchor, found):
            continue  # 某园区附近的某项目
        if anchor.weak and not _taken(scan, anchor, known=known):
            continue
        last = kept[-1] if kept else None
        if anchor.weak and last is not None and last.weak:
            if scan.sentence_at(last.start) == scan.sentence_at(anchor.start):
                kept.pop()  # of two places in a row the nearer one is taken up
        kept.append(anchor)
    return kept


def _leads_to_a_name(scan: Scan, site: Anchor, found: list[Anchor]) -> bool:
    """Whether a place only says where the project named behind it in its clause stands."""
    clause = scan.clause_at(site.start)
    return any(not a.weak and site.end <= a.start < clause.end for a in found)


def _taken(scan: Scan, anchor: Anchor, *, known: bool) -> bool:
    """Whether a sentence close behind takes the thing up and tells who pays or what stage it is at.

    Speech and a short sentence may stand between (…局长打趣道。). From the next paragraph only
    这个项目 takes up what stands at the end of this one. Where the text has `known` a project before,
    该项目 is that one, not the place where it stands.
    """
    sentence = scan.sentence_at(anchor.start)
    for _ in range(4):
        follow = _next_sentence(scan, sentence)
        if follow is None:
            return False
        head = scan.text[follow.start : follow.end].lstrip()
        again = (*(anchor.name[-n:] for n in (2, 3, 4)), anchor.name[-1] + "区")
        spoken = head.startswith("“") and not head[1:].startswith(again)
        if spoken or _SPOKEN.match(head):
            sentence = follow
            continue
        head = _SHORT_LEAD.sub("", head.lstrip("“"))
        crossed = "\n" in scan.text[anchor.end : follow.start]
        if anchor.rule == "site" and known and _THIS_PROJECT.match(head):
            return False
        taken = _TAKEN.match(head) or (anchor.rule != "site" and head.startswith(again))
        if taken and (_PAYS.search(head) or within(scan.stages, follow)):
            return not crossed or bool(_THIS_PROJECT.match(head))
        if taken or crossed or len(head) > 30:
            return False
        sentence = follow
    return False


def _next_sentence(scan: Scan, sentence: Span) -> Span | None:
    at = sentence.end
    while at < len(scan.text) and scan.text[at].isspace():
        at += 1
    return scan.sentence_at(at) if at < len(scan.text) else None


_THIS_PROJECT = re.compile(r"这[个一座][^，。]{0,24}(?:项目|工程)|该(?:项目|工程)")
