"""Stage words of a project: signed, started, completed …, planned or actual, denied or not.

The words and the scope words are data/stages.toml. A planning word governs the verbs after it to
the end of its sentence, until a word of the past (已, 目前, 了) or another subject's clause ends
its reach; 投产后 is a condition and not a milestone, 开工率 and 签约仪式 are names of things.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from transform.mentions.lookup import Lookup, any_of
from transform.records import Mention, Stage, Status


class _Words(NamedTuple):
    lookup: Lookup
    stages: dict[str, Stage]
    planned: re.Pattern[str]
    actual: re.Pattern[str]
    negation: re.Pattern[str]
    postponed: re.Pattern[str]
    condition: re.Pattern[str]
    noun: re.Pattern[str]


# 年底前可投产, not 可研.
_ABLE = "(?<![只才不])[可能](?:以|够|于)?(?:全部|全面|正式|陆续|实现|顺利|如期)*$"


@cache
def _words() -> _Words:
    raw = (files("transform.mentions") / "data" / "stages.toml").read_text("utf-8")
    table = tomllib.loads(raw)
    stages = {
        word: cast(Stage, stage) for stage, words in table["stages"].items() for word in words
    }
    scope, nouns = table["scope"], table["nouns"]
    every = [*stages, *nouns["idioms"]]
    return _Words(
        Lookup(every),
        stages,
        # 将 in 将军 and 将近, 拟 in 模拟, 待 in 接待 or 期待 are other words.
        re.compile(
            "|".join(
                {
                    "将": "(?<!乌)将(?![军近来领铁])",
                    "拟": "(?<![模虚])拟",
                    "待": "(?<![接期等对招善优看])待(?![遇业])",
                    "目标": "目标(?!是?已)",
                    "争取": "争取(?![下到来了])",
                    "规划": "规划(?![面总用占馆局图为])",
                    "计划": "(?<![未按原])计划(?!的)|原计划",
                }.get(w, re.escape(w))
                for w in sorted(scope["planned"], key=len, reverse=True)
            )
            + f"|{_ABLE}"
        ),
        re.compile(any_of(scope["actual"])),
        re.compile(f"(?:{any_of(scope['negation'])})[^，。；！？、\n已]{{0,4}}$"),
        re.compile(any_of(scope["postponed"])),
        re.compile(rf"(?:{any_of(scope['conditional_after'])})(?![续期间代])"),
        re.compile(any_of(nouns["after"])),
    )


# 建成投入使用后: both are the condition.
_OPENED_LATER = re.compile(
    r"(?:并|且|和|、)?(?:投入使用|投入运营|投产|投用|投运|运营|使用|启用|达产)(?:之后|以后|后|时)"
)
_BEFORE = re.compile(r"(?:之前|以前|前(?![期后往来进景列方沿端夕]))")  # 停工前已完成80%
_STOPS = re.compile(r"[。！？；\n“”!?;]")
_COMMA = re.compile(r"[，,：:]")
# A clause that begins so starts anew, so a plan before it ends there.
_NEW_START = re.compile(
    r"\s*(?:目前|现已|已|其中|此前|去年|今年(?:以来|上半年)|截至|公司|该公司|记者|同时|此外|另|而)"
)
_OWN_PAST = re.compile(r"已|目前|了|正在|曾|于去年|去年|此前")
# A character before that makes another word.
_JOINED = {
    ("物", "流产"),
    ("交", "通水"),
    ("交", "通车"),
    ("新", "建成"),
    ("承", "建成"),
    ("自", "运营"),
    ("重", "启用"),
    ("直", "落地"),
}
_ATTRIBUTE = {"建成", "运营", "开放", "交付", "入住", "意向", "策划", "储备", "收尾"}


def find(text: str) -> list[Mention]:
    """Mentions of kind stage: name and code are the stage code, status planned or actual.

    `negated` where the text denies it (尚未开工). Conditions (投产后), rates and names of things
    (开工率, 签约仪式) and idioms (当年建设、当年投产) are no mentions. `rule` says what set the
    status: planned_clause, planned_carried (from the clause before), postponed, actual_clause, plain.
    """
    words = _words()
    found = []
    for start, end, word in words.lookup.spans(text):
        stage = words.stages.get(word)
        if stage is None or _is_other_word(text, start, end, words):
            continue
        clauses = _COMMA.split(text[_sentence_start(text, start) : start])
        clause = clauses[-1]
        status, rule = _status(text, clauses, end, stage, words)
        found.append(
            Mention(
                "stage",
                start,
                end,
                word,
                rule,
                name=stage,
                code=stage,
                status=status,
                negated=bool(words.negation.search(clause)),
            )
        )
    return found


def _is_other_word(text: str, start: int, end: int, words: _Words) -> bool:
    """Whether the word is a condition, part of a noun, or of another word."""
    word = text[start:end]
    if words.condition.match(text, end) or (word == "建成" and _OPENED_LATER.match(text, end)):
        return True
    if _BEFORE.match(text, end):
        return True
    if words.noun.match(text, end) and not _POSTPONED_TIME.match(text, end):
        return True
    if word in _ATTRIBUTE and text.startswith("的", end):
        return True
    return start > 0 and (text[start - 1], word) in _JOINED


def _sentence_start(text: str, offset: int) -> int:
    """Where the sentence (at most 120 characters back) begins."""
    begin = max(0, offset - 120)
    for stop in _STOPS.finditer(text, begin, offset):
        begin = stop.end()
    return begin


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins, -1 for none."""
    where = -1
    for match in pattern.finditer(text):
        where = match.start()
    return where


def _status(
    text: str, clauses: list[str], end: int, stage: Stage, words: _Words
) -> tuple[Status, str]:
    clause = clauses[-1]
    rest = _REST.match(text, end)
    if rest and words.postponed.search(rest[0]):
        return "planned", "postponed"
    if text.startswith("在即", end):
        return "planned", "planned_clause"
    plan, past = _last(words.planned, _after_attribute(clause)), _last(words.actual, clause)
    within = _last(_WITHIN, clause)
    if plan > past or (within > past and "了" not in text[end : end + 1]):
        return "planned", "planned_clause"
    if past >= 0 or text.startswith("了", end):
        return "actual", "actual_clause"
    # No tense in its own clause: the plan of the clause before carries on
    # (计划11月安装设备，12月中旬投产).
    if stage in _SETTLED:
        return "actual", "plain"
    if not _NEW_START.match(clause) and not _OWN_PAST.search(clause):
        for previous in reversed(clauses[-3:-1]):
            plan, past = _last(words.planned, previous), _last(words.actual, previous)
            if plan > past:
                if _PLANNED_SUM.search(previous):
                    break
                return "planned", "planned_carried"
            if past >= 0 or _NEW_START.match(previous):
                break
    return "actual", "plain"


# 两年内建成并投产 lies ahead.
_WITHIN = re.compile(r"(?<![去前近])[\d一二两三四五六七八]+(?:年|个月)内(?!连续|先后|相继|累计)")
# A stage that a report seldom announces: a plan before it is about something else.
_SETTLED = ("proposed", "signed", "approved", "suspended", "cancelled")
_PLANNED_SUM = re.compile(r"(?:计划|预计|拟)(?:总|新增|追加)?(?:投资|用地|占地)")
_POSTPONED_TIME = re.compile(
    r"(?:时间|日期)[^，。；,;\n]{0,8}(?:推迟|延期|推后|延至|顺延|延后|延迟)"
)
_ATTRIBUTIVE = re.compile(r"的[^的]*(?:项目|工程|基地|园|厂|中心|线)")


def _after_attribute(clause: str) -> str:
    """The clause without the attribute of its subject (原定在某地建设的项目 …)."""
    match = _ATTRIBUTIVE.search(clause)
    return clause[match.start() :] if match else clause


_REST = re.compile(r"[^，。；！？、,;\n]{0,16}")
