"""Which words of a clause tell of a stage of its project.

Words that only look like one are left out (在建项目, 建成的5个项目, 从开工到投运), and words that tell
of one only beside a date or in a phrase are added (2022年6月签约后, 举行奠基仪式, 计划2022年启动).
"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter

from transform.facts.dates import usable
from transform.facts.scan import Scan, Span, within
from transform.records import Mention, Stage, Status

IDLE = re.compile(
    r"前期工作|重新论证|设备安装|安装设备|安装完毕|正在安装|吊装|内部装修|装修|点火|供热|供气|营业|接诊|"
    r"达效|首批产品|中断|迎客|有序推进|加快推进|顺利推进|全力推进|如期推进|热火朝天|如火如荼|紧锣密鼓|牵手|移交|贯通|获准"
)
_NOT_STAGE = re.compile(
    r"期|床位|负责人|部|经理|团队|总监|主管|者|方(?!可)|会|活动|资料|项目|商|管理|中心|公司|模式|的|园|区"
)
_NOUNS = {
    "对接", "推介", "储备", "意向", "洽谈", "验收", "交付", "运营", "落地", "建成", "备案", "启用", "开放",
}  # fmt: skip
_ALL_LINES = re.compile(
    r"(?:各|条条|所有|每)[^，。]{0,3}(?:生产线|车间|机器|设备|企业)[^，。]{0,4}$"
)
_SHARE_DONE = re.compile(r"[^，。\d]{0,6}(?:工程量|总量|进度)?的?\s*\d[\d.]*\s*[%％]")
_IDLE_DATED = frozenset("点火 供热 供气 营业 接诊 首批产品 迎客 移交 贯通 获准".split())
_FRAME_ONLY = re.compile(r"主体[^，。]{0,6}$")
_FOR_USE = re.compile(r"[\u3400-\u9fff]{0,6}使用")  # 交付农户使用
_PREPARED = re.compile(r"前期|筹备|谋划|招标|活动|行动|仪式")
_SIDE_WORKS = re.compile(
    r"(?:围墙|便道|临建|生活区|项目部|样板[段房]?|地基|基础|桩基)[^，。]{0,4}$"
)
_APPROVED_SUM = re.compile(r"(?:总?投资|概算|资金|规模|面积|用地)")
_FIRMS_DO = re.compile(r"(?:\d|[两三四五六七八九十]|多|余)家[^，。]{0,6}企业[^，。]{0,4}$")
_LEFT_IDLE = re.compile(r"(?:再未|未再|一直未|没有再)(?:施工|动工|开工|建设)")
_WAITING = re.compile(r"(?:从|等待|到|自)$")
_FROM_TO = re.compile(r"从[^，。]{1,20}到[^，。\d年月]{0,6}$")
_LAUNCHED = re.compile(
    r"启动(?:建设|实施|施工)?(?=[。，；、的]|$)|启动(?!会|仪式|资金)[^，。；]{2,30}?(?:建设|施工|改造|项目|工程)(?=[。，；]|$)"
)


def stages(scan: Scan, clause: Span) -> list[Mention]:
    """The stage mentions that a clause tells of its project, in reading order."""
    words = scan.text[clause.start : clause.end]
    if background(scan, clause):
        return []
    found = _ceremonies(scan, clause) if "举" in words or "仪式" in words else []
    for told in within(scan.stages, clause):
        stage = _of_frame(scan, clause, told)
        if stage.rule == "conditional" or stage.negated or stage.code is None:
            continue
        places = within(scan.places, clause)
        if places and any(p.start < stage.end and stage.start < p.end for p in places):
            continue  # 下马崖乡
        if _is_noun(scan, clause, stage) or _is_idle(scan, clause, stage):
            continue
        if found and found[-1].end == stage.start and found[-1].code == stage.code:
            continue  # 投料试生产 is one stage
        if found and found[-1].code == "completed" and stage.code in _AFTER_BUILT:
            between = scan.text[found[-1].end : stage.start]
            opened = found[-1].quote in _BUILT and stage.code == "in_operation"
            if not between or (opened and _AND_OPENED.fullmatch(between)):
                found.pop()  # 全面建成投产, 建成试生产, 建成并投入使用 is one stage
        if found and found[-1].end == stage.start and found[-1].quote == "贯通":
            found.pop()  # 贯通通车 is one stage
        found.append(stage)
    found += _beside_date(scan, clause, words)
    if "启动" in words and (not found or "原定" in words or "原计划" in words):
        found += _launched(scan, clause)
    found.sort(key=_START)
    return found


_START = attrgetter("start")


_AFTER_BUILT = ("in_operation", "commissioning", "at_capacity")
_BUILT = ("建成", "建设完成", "建设完毕")
_AND_OPENED = re.compile(r"[并且]?(?:正式|全面|全部|陆续|顺利|成功)?")


def background(scan: Scan, clause: Span) -> bool:
    """Whether a clause only leads up to what its unit tells: 随着最后一台风机通过试运行，…并网."""
    if not _AS.match(scan.text, clause.start):
        return False
    return bool(within(scan.stages, Span(clause.end, scan.unit_at(clause.start).end)))


_AS = re.compile(r"\s*随着")


def _of_frame(scan: Scan, clause: Span, stage: Mention) -> Mention:
    """主体已经完工 is the frame, not the whole."""
    if stage.quote == "交付" and _FOR_USE.match(scan.text, stage.end, clause.end):
        return replace(stage, code="in_operation", name="in_operation")
    if stage.code == "completed" and _FRAME_ONLY.search(scan.text[clause.start : stage.start]):
        return replace(stage, code="topped_out", name="topped_out")
    return stage


_DUG = re.compile(r"(?:开始|正式|基坑|地基|已|率先)[^，。；]{0,2}$")
_SO_MANY = re.compile(r"的(?:有|共有|达)[\d两三四五六七八九十]+[余多]?[个项]")


def _is_other(stage: Mention, before: str, after: str) -> bool:
    """Whether the word tells of a kind of work (管道开挖49公里) or of other projects (完工的有6项)."""
    if stage.quote == "开挖" and not _DUG.search(before):
        return True
    if stage.quote in ("在建", "续建") and re.match("项目|的|工程", after):
        return True
    if stage.code == "completed" and after.startswith(("收尾", "扫尾", "冲刺")):
        return True  # 已进入竣工收尾阶段
    return after.startswith("的") and _SO_MANY.match(after) is not None


def _is_noun(scan: Scan, clause: Span, stage: Mention) -> bool:
    """Whether the word is part of a noun phrase: 在建项目, 建成的5个项目, 从开工到投运."""
    text = scan.text
    after, before = text[stage.end : clause.end], text[clause.start : stage.start]
    if before.endswith("的") and scan.text[stage.end : stage.end + 1] in "，将":
        return True  # 该项目的建成投运，将…
    if stage.quote == "落地" and before.endswith(("产业", "政策", "企业")):
        return True  # 为产业落地创造条件
    if stage.code == "at_capacity" and _ALL_LINES.search(before):
        return True  # 各条生产线满负荷生产: how the firm is doing
    if stage.code in ("completed", "topped_out") and _SHARE_DONE.match(after):
        return True  # 主体工程已完成工程量的20%
    if _is_other(stage, before, after):
        return True
    if stage.quote in _NOUNS and _NOT_STAGE.match(after):
        return True
    if stage.quote in ("入驻", "落户", "签约入驻") and re.search(
        "企业|商户|客商|[家户]", before[-14:]
    ):
        return True  # firms move into a park
    if stage.quote == "运营" and (
        re.search(r"(?:投资|建设|负责|管理|委托|经营|统一|[并和、])$", before)
        or re.search(r"由[^，。；]{2,60}$", text[scan.unit_at(stage.start).start : stage.start])
    ):
        return True  # 由某公司建设运营: who, not when
    if stage.code == "approved" and _APPROVED_SUM.match(after):
        return True  # 批复投资2000万元
    if _FIRMS_DO.search(before):
        return True  # 首批4家企业将投产
    if stage.quote in ("建成", "投产", "开工") and after[:1] == "的" and "个" in after:
        return True
    if stage.code in ("signed", "proposed") and _WAITING.search(before[-4:]):
        return True
    return before.endswith("从") or bool(_FROM_TO.search(before))


_BESIDE_IT = re.compile(
    r"(?<![\u3400-\u9fff])(?:配套(?:设施|工程|附属|的|建设)|(?:其余|其他|剩余)[^，。；]{0,4}(?:项目|工程))"
)
# 工人们正在安装调试设备: what they do, not how far the works are.
_AT_WORK = re.compile(r"(?:工人|师傅|人员|工程师|忙着|忙于|对设备)[^，。；]*$")


def _is_idle(scan: Scan, clause: Span, stage: Mention) -> bool:
    """Whether the word tells of work that makes no milestone, at least without a date."""
    dated = usable(scan, Span(clause.start, stage.start))
    if IDLE.fullmatch(stage.quote):
        return not (stage.quote in _IDLE_DATED and (dated or _opens_on_a_day(scan, clause)))
    if stage.quote == "调试" and _AT_WORK.search(scan.text[clause.start : stage.start]):
        return True
    if _BESIDE_IT.search(scan.text, clause.start, stage.start):
        return True  # 配套设施大棚将于9月开工, 其余项目明年完工
    if stage.code == "completed" and _SIDE_WORKS.search(scan.text[clause.start : stage.start]):
        return True
    builds = stage.quote == "建成" and within(scan.quantities, Span(stage.end, clause.end))
    return bool(builds and not dated)


_SEEN = re.compile(r"看到|获悉|了解|得知|记者|介绍|表示|说")


def _opens_on_a_day(scan: Scan, clause: Span) -> bool:
    """Whether the unit begins with the day on which it happened, not on which it was seen."""
    unit = scan.unit_at(clause.start)
    days = [d for d in usable(scan, Span(unit.start, clause.start)) if d.precision == "day"]
    return bool(days) and not _SEEN.search(scan.text, days[0].end, clause.end)


def _mention(match: re.Match[str], group: str, rule: str, code: Stage, status: Status) -> Mention:
    start, end = match.span(group) if group else match.span()
    return Mention("stage", start, end, match[0], rule, name=code, code=code, status=status)


def _date_clause(scan: Scan, clause: Span) -> int:
    """Where a clause begins, or the one before it that is only a date: 2022年7月，公司启动…建设."""
    unit = scan.unit_at(clause.start)
    if clause.start <= unit.start:
        return clause.start
    before = scan.clause_at(clause.start - 1)
    return before.start if before.end - before.start < 12 else clause.start


def _launched(scan: Scan, clause: Span) -> list[Mention]:
    """计划2022年启动: beside a date."""
    match = _LAUNCHED.search(scan.text, clause.start, clause.end)
    if match is None or not usable(scan, Span(_date_clause(scan, clause), match.start())):
        return []
    if match.end() < clause.end and scan.text[match.end()] == "的":
        if not re.search(r"原定|原计划|计划|拟|预计", scan.text[clause.start : match.start()]):
            return []
    if _PREPARED.search(scan.text, clause.start, match.start()):
        return []
    planned = re.search(r"原定|计划|拟|预计|将", scan.text[clause.start : match.start()])
    return [_mention(match, "", "launched", "started", "planned" if planned else "actual")]


_HELD = re.compile(
    r"举[行办][^，。]{0,24}?(?P<what>奠基|开工|竣工验收|竣工|投产|签约|签字|揭牌|开园|启用|通车|封顶|交钥匙|点火投产|点火)(?:暨[^，。]{0,10})?(?:仪式|会|活动)"
)
# 参加了某项目交钥匙仪式
_ATTENDED = re.compile(
    r"(?:参加|出席)(?:了)?[^，。]{2,60}?(?:项目|工程)(?P<what>开工|竣工|投产|奠基|交钥匙|签约|启用|通车)仪式"
)
# 某项目签约仪式在该团举行
_TOOK_PLACE = re.compile(
    r"(?P<what>启动|奠基|开工|竣工|投产|签约|揭牌)(?:暨[^，。]{0,10})?仪式(?:在[^，。]{2,24})?(?:隆重|成功|正式)?举[行办]"
)
_HELD_STAGE: dict[str, Stage] = {
    "交钥匙": "completed", "点火投产": "in_operation", "点火": "in_operation",
    "竣工验收": "completed", "启用": "in_operation", "通车": "in_operation", "封顶": "topped_out",
    "奠基": "started", "开工": "started", "竣工": "completed", "投产": "in_operation",
    "签约": "signed", "签字": "signed", "启动": "started", "揭牌": "in_operation", "开园": "in_operation",
}  # fmt: skip


def _ceremonies(scan: Scan, clause: Span) -> list[Mention]:
    """A ceremony that is held for the project: 举行奠基仪式."""
    unit = scan.unit_at(clause.start)
    match = _HELD.search(scan.text, clause.start, clause.end)
    match = match or _TOOK_PLACE.search(scan.text, clause.start, clause.end)
    if match is None and (met := _ATTENDED.search(scan.text, unit.start, clause.end)):
        match = met if met.end() > clause.start else None  # a 、 may stand in the name
    if match is None or "集中" in match[0]:
        return []  # a ceremony for many is events.py's
    return [_mention(match, "what", "ceremony", _HELD_STAGE[match["what"]], "actual")]


_AFTER_DATE = re.compile(
    r"(?P<what>启动|签约|落户|开工|投产|竣工|建成|破土|动工|奠基)(?:仪式)?(?:启动|举行|建设|实施)?(?:之后|后|以来|时(?!间|期))"
)
# 预计明年5月项目建成投产后，将实现产值…
_AWAITED = re.compile(
    r"(?:项目|全部|全面|正式|整体)*(?P<what>建成投产|竣工投产|投产|建成|竣工|达产)(?:之后|后)"
)
_PHASE = re.compile(r"[二三四五]期$")  # 二期明年投产后: not the whole
_IN_PROGRESS = re.compile(
    r"建设(?:也|都|仍)?正?在(?:紧锣密鼓|热火朝天|如火如荼|有序|加紧|抓紧)[^，。]{0,4}(?:进行|推进)"
)
_FIRST_OUT = re.compile(r"(?:产出|生产出|下线)(?:了)?(?:首|第一)[炉批片车罐袋米台辆桶吨块]")
_PASSED = re.compile(r"通过(?!竣工)[^，。通]{2,14}?(评审|审查|审批|验收|评估)")
# 通过168小时满负荷试运行: the set is handed over to run.
_RAN_168_HOURS = re.compile(
    r"(?:通过|完成)(?:了)?168(?:个)?小时[^，。；]{0,6}试运行|168(?:个)?小时[^，。；]{0,6}试运行(?:圆满)?(?:结束|完成|成功)"
)
_AHEAD = re.compile("预计|计划|将|拟|力争|确保|争取")
_AT_WORKS = re.compile(
    r"(?:进入|转入)(?:到)?了?(?:全面|实质性?|工程|主体|项目|土建)*(?:建设|施工|实施)阶段"
)
# 主体施工任务已基本完成
_FRAME_IS_DONE = re.compile(
    r"主体(?:结构|工程)?(?:施工|建设)?任务(?:已|均已|已经)(?:基本|全部|全面)?(?:完成|完工)(?=$|[，。；”])"
)
# A、B等5个项目已全部完成
_ALL_DONE = re.compile(
    r"(?:项目|工程)(?:建设)?(?:已|均已|现已)经?(?:全部|全面|圆满|顺利)?完成(?=$|[，。；])"
)
_FRAME_DONE = re.compile(
    r"完成(?!主体)(?:(?!食堂|宿舍|附属|辅助|办公)[^，。；]){1,20}主体(?:结构|工程)?(?:施工|建设|封顶)?(?=$|[，。；”])"
)
_OPENED = re.compile(
    r"对外(?:开放|营业|迎客|接诊)|迎来(?:了)?首批[^，。]{0,8}(?:新生|学生|师生|住户|居民|患者|游客)"
)
_AFTER_STAGE: dict[str, Stage] = {
    "建成投产": "in_operation", "竣工投产": "in_operation", "达产": "at_capacity",
    "破土": "started", "动工": "started", "奠基": "started",
    "启动": "started", "签约": "signed", "落户": "signed", "开工": "started",
    "投产": "in_operation", "竣工": "completed", "建成": "completed",
}  # fmt: skip


def _beside_date(scan: Scan, clause: Span, words: str) -> list[Mention]:
    """Words that tell of a stage only beside a date: 2022年6月签约后, 8月对外开放.

    `words` are the clause's; a pattern is sought only where a word that it needs is among them.
    """
    found: list[Mention] = []
    status: Status
    text = scan.text
    after = "后" in words or "时" in words or "以来" in words
    if after and (match := _AFTER_DATE.search(text, clause.start, clause.end)):
        dates = usable(scan, Span(clause.start, match.start()))
        if dates and match.start() - dates[-1].end < 4 and _past(scan, dates[-1]):
            code = _AFTER_STAGE[match["what"]]
            found.append(_mention(match, "what", "dated_condition", code, "actual"))
    if "后" in words and (match := _AWAITED.search(text, clause.start, clause.end)):
        dates = usable(scan, Span(clause.start, match.start()))
        phase = dates and _PHASE.search(text, clause.start, dates[-1].start)
        if dates and match.start() == dates[-1].end and not (phase or _past(scan, dates[-1])):
            code = _AFTER_STAGE[match["what"]]
            found.append(_mention(match, "what", "dated_condition", code, "planned"))
    if "在" in words and (match := _IN_PROGRESS.search(text, clause.start, clause.end)):
        found.append(_mention(match, "", "in_progress", "under_construction", "actual"))
    if "通过" in words and (match := _PASSED.search(text, clause.start, clause.end)):
        code = "completed" if match[1] == "验收" else "approved"
        plan = re.search("预计|计划|将|拟|力争|确保|争取", text[clause.start : match.start()])
        found.append(_mention(match, "", "passed", code, "planned" if plan else "actual"))
    still = "未" in words or "没有再" in words
    if still and (match := _LEFT_IDLE.search(text, clause.start, clause.end)):
        found.append(_mention(match, "", "left_idle", "suspended", "actual"))
    made = "产出" in words or "下线" in words
    if made and (match := _FIRST_OUT.search(text, clause.start, clause.end)):
        found.append(_mention(match, "", "first_product", "in_operation", "actual"))
    found += _works(scan, clause, words)
    opens = "对外" in words or "迎来" in words
    if opens and (match := _OPENED.search(text, clause.start, clause.end)):
        if usable(scan, Span(scan.sentence_at(clause.start).start, match.start())):
            planned = re.search("预计|计划|将|拟|力争", text[clause.start : match.start()])
            status = "planned" if planned else "actual"
            found.append(_mention(match, "", "opened", "in_operation", status))
    return found


def _works(scan: Scan, clause: Span, words: str) -> list[Mention]:
    """How far the works are, in words of more than one piece: 进入工程建设阶段, 完成…主体结构建设."""
    found: list[Mention] = []
    text, start, end = scan.text, clause.start, clause.end
    if "168" in words and (match := _RAN_168_HOURS.search(text, start, end)):
        found.append(_mention(match, "", "ran_168_hours", "in_operation", "actual"))
    if "阶段" in words and (match := _AT_WORKS.search(text, start, end)):
        begun = any(s.code == "started" for s in within(scan.stages, scan.unit_at(start)))
        if not (begun or _AHEAD.search(text, start, match.start())):
            found.append(_mention(match, "", "at_works", "under_construction", "actual"))
    if "主体" in words and (match := _FRAME_IS_DONE.search(text, start, end)):
        if not _AHEAD.search(text, start, match.start()):
            found.append(_mention(match, "", "frame", "topped_out", "actual"))
    done = "完成" in words and ("项目" in words or "工程" in words)
    if done and (match := _ALL_DONE.search(text, start, end)):
        if not _AHEAD.search(text, start, match.start()):
            found.append(_mention(match, "", "all_done", "completed", "actual"))
    frame = "主体" in words and "完成" in words
    if frame and (match := _FRAME_DONE.search(text, start, end)):
        before = text[start : match.start()]
        done = before.endswith(("已", "已经")) or text.startswith("完成了", match.start())
        if done or usable(scan, Span(start, match.start())):
            status: Status = "planned" if _AHEAD.search(before) else "actual"
            found.append(_mention(match, "", "frame", "topped_out", status))
    return found


def _past(scan: Scan, date: Mention) -> bool:
    return bool(scan.published and date.name and date.name <= scan.published[: len(date.name)])
