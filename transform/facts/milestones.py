"""The stages of a project with their dates.

A date goes with the verb that it governs: the last date before the verb in its clause and behind
the verb before; a date directly behind it (推迟到10月); else the date that the sentence begins with,
unless somebody only tells something on that day (10月18日，负责人介绍). What is planned and has no
date is no milestone, nor is an undated stage that a later one implies.
"""

from __future__ import annotations

import re
from dataclasses import replace

from transform.facts.anchor import Anchor
from transform.facts.dates import Dated, coded, usable
from transform.facts.scan import Scan, Span, within
from transform.facts.stages import IDLE, background, stages
from transform.facts.topics import Topic
from transform.records import Mention, Milestone, Stage, Status

ORDER: tuple[Stage, ...] = (
    "proposed", "signed", "approved", "started", "under_construction", "topped_out", "commissioning",
    "completed", "in_operation", "at_capacity",
)  # fmt: skip
EARLY = ORDER[:3]  # before anything is built
_BEHIND = re.compile(
    r"(?:的)?(?:时间|日期|目标|计划|节点)?(?:因[^，。]{1,8})?(?:将|已|被|也)?(?:[由从][^，。]{0,12})?(?:推迟|延期|延后|顺延|调整|定|推后|延)?[于在至到为]*$"
)
_REPORT = re.compile(r"获悉|了解到|介绍|表示|告诉|透露|说[，：]?$|称[，：]?$|从.{2,20}处?得知")
_STATE = re.compile(r"目前|正在|现已|如今|眼下")
_SAME_DAY = re.compile(r"^\s*(?:同一天|同日|当天|当日|至此)")
# 原定去年底启动的某项目已取消: the date is of another verb.
_ATTRIBUTE = re.compile(
    r"(?:启动|引进|谋划|规划|立项|投资|落户|实施|成立|建设|签约|开工|投产)的[^，。]*(?:项目|工程|基地|园|中心|厂|线)"
)
_YEAR = re.compile(r"\d{4}|[去今明前上后当同次]年|原")
_JOINED = re.compile(r"(?:并|及|、|且|同时|即|并正式|并顺利|并全面|并成功|正式|，正式|后正式)+")
_RESUMED = re.compile(r"复工|恢复|续建|复建|重新|再次|重启")


def milestones(scan: Scan, topics: list[Topic]) -> list[Milestone]:
    """The milestones of a project in its topics, each once, in reading order."""
    found: dict[tuple[Stage, str | None, Status], Milestone] = {}
    for topic in topics:
        for clause in topic.clauses:
            for stage, dated in _in_clause(scan, clause, topic):
                made = _milestone(scan, clause, stage, dated)
                if made is not None:
                    found.setdefault((made.stage, made.date, made.status), made)
    return settled(list(found.values()))


# A项目、B项目等建设现场: each one's.
_SITE = re.compile(
    r"(?:、[^，。；、\n]{2,30}?(?:项目|工程)(?:（[^）]{1,8}）)?){0,6}等?(?:的)?(?:(?:建设|施工)(?:现场|工地)|工地)"
)


# 在某项目现场，工人们正忙着…
_AT_WORK = re.compile(r"(?:的)?现场[^。]{0,40}(?:工人|建设者|施工人员)")
_FEAST = re.compile(r"仪式|典礼|举行|举办|彩旗|礼炮|鼓乐")


def at_site(scan: Scan, anchors: list[Anchor]) -> list[Milestone]:
    """What has a building site (某项目施工现场，工人…) is under construction, at no date told."""
    if "现场" not in scan.text and "工地" not in scan.text:
        return []
    for anchor in anchors:
        end = scan.sentence_at(anchor.start).end
        here = _SITE.match(scan.text, anchor.end) or _AT_WORK.match(scan.text, anchor.end, end)
        if here and not _FEAST.search(scan.text, anchor.end, end):
            return [undated(scan, "under_construction", scan.clause_at(anchor.start))]
    return []


def undated(scan: Scan, stage: Stage, told: Span) -> Milestone:
    """A stage that has been reached, at no date told."""
    evidence = scan.evidence(told.start, told.end, f"milestone.{stage}")
    return Milestone(stage, None, None, None, None, None, "actual", evidence)


def _in_clause(scan: Scan, clause: Span, topic: Topic) -> list[tuple[Mention, Dated]]:
    """The stages that a clause tells of, each with its date."""
    found = stages(scan, clause)
    if not found:
        return []
    told = []
    cursor = clause.start
    named = [(a.start, a.end) for a in topic.project.anchors] if topic.project else []
    for stage in found:
        if any(start <= stage.start and stage.end <= end for start, end in named):
            continue  # 饲料储备加工项目
        before = usable(scan, Span(cursor, stage.start))
        before = [d for d in before if not _ATTRIBUTE.search(scan.text[d.end : stage.start])]
        if before and stage.rule == "postponed" and stage.code not in ("started", "signed"):
            if stage.start - before[-1].end < 5:
                told.append((stage, coded(before[-1])))  # the plan that was replaced
        words = scan.text[cursor : stage.end]
        dated = _date_of(scan, clause, stage, cursor, before, told)
        if (
            stage.code == "topped_out"
            and dated.code is None
            and _SOME.match(scan.text, clause.start, clause.end)
        ):
            continue  # 有26栋完成了主体建设
        part = dated.code is None and stage.code in ("topped_out", "completed", "in_operation")
        if part and stage.status != "planned" and _PART.search(words):
            continue  # 4台机组已并网发电: not the whole
        for other in _respectively(scan, before, stage):
            told.append((stage, coded(other)))
        told.append((stage, dated))
        cursor = stage.end
        if moved := _moved(scan, clause, stage):
            told.append((replace(stage, status="planned"), coded(moved)))
    return told


_SOME = re.compile(
    r"(?![^，。；]*(?:全部|均|都))[^，。；]*?(?:有\d+[栋座户幢][^，。；]{0,6}主体|主体[^，。；\d]{0,6}\d+[栋座户幢])"
)


_OF_THE_FIRM = re.compile(r"[^，。；]{2,14}的[^，。；]{0,20}(?:企业|公司)")


def _date_of(
    scan: Scan,
    clause: Span,
    stage: Mention,
    cursor: int,
    before: list[Mention],
    told: list[tuple[Mention, Dated]],
) -> Dated:
    """The date of a stage, which `before` are the dates of its clause and `told` the stages before."""
    text = scan.text
    if stage.code == "signed" and _OF_THE_FIRM.match(text, stage.end):
        return coded(None)  # 6日，落户该县的某公司…生产线投产: not on that day
    if stage.code == "under_construction" and not _RESUMED.search(text[cursor : stage.end]):
        return coded(None)  # what is seen on a day has no day
    if before and stage.rule != "postponed":
        return coded(before[-1])
    dated = coded(_behind(scan, clause, stage))
    if dated.code is None and told and _JOINED.fullmatch(text[cursor : stage.start]):
        dated = told[-1][1]  # 通过验收并投入使用: one day
    if dated.code is None and cursor == clause.start:
        dated = coded(_leading(scan, clause, stage))
    return dated


_PART = re.compile(
    r"(?:(?:\d|[一二两三四五六七八九十])栋[^，。；均都全]{0,4}(?:用房|宿舍楼?)[^，。；均都全]{0,4}[^，。；均都全]{2}$)|(?:(?:\d|[一二两三四五六七八九十多])[余多]?(?:台|个|号)|部分|(?:至|—)[^，。；]{2,8}段?)[^，。；均都全]{0,4}"
    r"(?:机组|单体|单项|标段|路基)[^，。；均都全]{0,8}[^，。；均都全]{2,4}$"
)


def _respectively(scan: Scan, dates: list[Mention], stage: Mention) -> list[Mention]:
    """The dates but the last that a verb governs: 分别于2024年6月和8月投产."""
    if len(dates) < 2 or dates[-1].end != stage.start:
        return []
    start = scan.clause_at(dates[0].start).start
    joined = scan.text[dates[-2].end : dates[-1].start] in ("和", "、", "及", "与")
    return dates[-2:-1] if joined and "分别" in scan.text[start : dates[-2].start] else []


_NOW_SET = re.compile(r"\s*(?:现|目前|已|将)*(?:调整|推迟|延期|延后|顺延|推后)[为至到]")


def _moved(scan: Scan, clause: Span, stage: Mention) -> Mention | None:
    """The new date of a plan that was put off: 原计划11月完工，现调整为明年6月底."""
    words = scan.text[clause.start : stage.start]
    if "原计划" not in words and "原定" not in words:
        return None
    unit = scan.unit_at(clause.start)
    head = _NOW_SET.match(scan.text, clause.end, unit.end)
    after = usable(scan, Span(head.end(), unit.end)) if head else []
    return after[0] if head and after and after[0].start - head.end() < 3 else None


def _behind(scan: Scan, clause: Span, stage: Mention) -> Mention | None:
    after = usable(scan, Span(stage.end, clause.end))
    if len(after) > 1 and re.search(r"[由从]$|原定$", scan.text[stage.end : after[0].start]):
        after = after[1:]  # 由今年5月推迟至明年3月
    if after and _BEHIND.fullmatch(scan.text[stage.end : after[0].start]):
        return after[0]
    return None


def _leading(scan: Scan, clause: Span, stage: Mention) -> Mention | None:
    """The date that governs a verb from before its clause, None where it only dates a report."""
    text = scan.text
    words = text[clause.start : stage.start]
    sentence = scan.sentence_at(stage.start)
    opening = _SAME_DAY.match(text[sentence.start : clause.end])
    if opening and stage.status != "planned" and "看到" not in text[sentence.start : clause.start]:
        days = [
            d for d in scan.dates if d.end <= sentence.start and d.precision == "day" and d.name
        ]
        return days[-1] if days else None
    earlier = usable(scan, Span(sentence.start, clause.start))
    if not earlier:
        earlier = _of_lead(scan, sentence, stage)
    if not earlier:
        return None
    days = [d for d in earlier if d.precision == "day"]
    last = days[-1] if days and stage.status != "planned" else earlier[-1]
    gap = text[last.end : clause.start]
    if stage.status == "planned":
        return last if not gap.strip("，,、 ") or _plan_without_event(scan, last, clause) else None
    if any(
        s.rule != "conditional"
        and not IDLE.fullmatch(s.quote)
        and not background(scan, scan.clause_at(s.start))
        and not _OF_CEREMONY.match(text, s.end)
        and not (s.code == "signed" and _OF_THE_FIRM.match(text, s.end))
        for s in within(scan.stages, Span(last.end, clause.start))
    ):
        return None
    if _STATE.search(words + stage.quote) or len(gap) > 70 or ("已" in words and len(gap) > 2):
        return None
    return None if _REPORT.search(gap) else last


# 3月2日，在第一批项目开工投产仪式上，某项目开工: the ceremony is called so.
_OF_CEREMONY = re.compile(r"(?:[、和暨及]?(?:签约|开工|竣工|投产|奠基))*(?:仪式|活动|典礼)[上中现]")


def _of_lead(scan: Scan, sentence: Span, stage: Mention) -> list[Mention]:
    """The day with which the article's first paragraph begins, for what it tells a sentence later."""
    body = scan.title_end + 1
    if scan.paragraph_start(sentence.start) != body or stage.status == "planned":
        return []
    days = [d for d in usable(scan, Span(body, sentence.start)) if d.precision == "day"]
    return days[:1] if days and days[0].start - body < 24 else []


def _plan_without_event(scan: Scan, date: Mention, clause: Span) -> bool:
    between = Span(date.end, clause.start)
    return clause.start - date.end < 14 and not within(scan.stages, between)


def _milestone(scan: Scan, clause: Span, stage: Mention, dated: Dated) -> Milestone | None:
    status: Status = stage.status or "actual"
    published = scan.published
    if (
        dated.code
        and published
        and (
            dated.code > published[: len(dated.code)]
            or (len(published) == 10 and (dated.mention.date_start or "") > published)  # type: ignore[union-attr]
            or _within_the_year(dated, published, stage)
        )
    ):
        status = "planned"
    if status == "planned" and _gone_by(dated, published, stage):
        return None
    if status == "planned" and (dated.code is None or stage.code == "under_construction"):
        return None
    evidence = scan.evidence(clause.start, max(clause.end, stage.end), f"milestone.{stage.code}")
    if status == "planned":
        dated = _ahead(dated, published)
    mention = dated.mention
    return Milestone(
        stage.code, dated.code, dated.precision, mention.date_start if mention else None,  # type: ignore[arg-type]
        mention.date_end if mention else None, mention.quote if mention else None, status, evidence,
    )  # fmt: skip


def _within_the_year(dated: Dated, published: str, stage: Mention) -> bool:
    """年内建成 and 年底投产, said without a word of the past, lie ahead."""
    mention = dated.mention
    if mention is None or stage.rule == "actual_clause" or len(published) < 10:
        return False
    ahead = mention.quote.endswith(("年内", "年底", "年末", "半年", "季度"))
    return ahead and (mention.date_end or "") > published


def _gone_by(dated: Dated, published: str | None, stage: Mention) -> bool:
    """Whether a plan stands beside a date that the text itself puts in the past: not its own."""
    words = dated.mention.quote if dated.mention else ""
    past = bool(re.search("去年|前年|上年|上月|上个月|昨", words))
    return (
        past
        and stage.rule == "planned_clause"
        and bool(published and (dated.code or "9") < published[: len(dated.code or "")])
    )


def _ahead(dated: Dated, published: str | None) -> Dated:
    """A plan that names no year lies ahead: 年底前可投产 told in May is this year's end."""
    mention = dated.mention
    if not (mention and dated.code and published) or _YEAR.search(mention.quote):
        return dated
    year = int(published[:4])
    if dated.code >= published[: len(dated.code)] or int(dated.code[:4]) != year - 1:
        return dated
    moved = replace(
        mention,
        date_start=_this_year(mention.date_start, year),
        date_end=_this_year(mention.date_end, year),
    )
    return Dated(f"{year}{dated.code[4:]}", dated.precision, moved)


def _this_year(day: str | None, year: int) -> str | None:
    return f"{year}{day[4:]}" if day else None


def settled(found: list[Milestone]) -> list[Milestone]:
    """Without what a fuller or a later one says already."""
    return [m for m in found if not any(_covers(other, m) for other in found if other is not m)]


def _covers(other: Milestone, one: Milestone) -> bool:
    if other.status != one.status:
        return bool(one.stage == "proposed" and one.date is None and other.stage in ORDER[1:])
    if other.stage == one.stage:
        finer = other.date and (one.date is None or other.date.startswith(one.date))
        return bool(finer and other.date != one.date)
    if one.status == "planned" or other.stage not in ORDER or one.stage not in ORDER:
        return False
    if one.stage == "commissioning" and one.date and one.date == other.date:
        return other.stage == "in_operation"
    if (
        one.stage == "under_construction"
        and one.date is None
        and _RESUMED.search(one.evidence.quote)
    ):
        return False
    if one.stage == "under_construction" and one.date is None and other.stage == "started":
        return True
    return one.date is None and ORDER.index(other.stage) >= ORDER.index(one.stage)
