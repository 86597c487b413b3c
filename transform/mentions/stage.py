"""Stages of a project: what the words say has happened, or is to happen."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from transform.records import Mention

_CLAUSE_END = re.compile(r"[，,。；;！？!?\n：:]")


class _Words(NamedTuple):
    stages: re.Pattern[str]
    codes: dict[str, str]
    never: re.Pattern[str]
    planned: re.Pattern[str]
    negated: re.Pattern[str]
    conditional: re.Pattern[str]
    done: re.Pattern[str]


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


@cache
def _words() -> _Words:
    path = resources.files("transform.mentions").joinpath("data/stages.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    codes = {word: stage for stage, words in table["stages"].items() for word in words.split()}
    return _Words(
        stages=_any(list(codes)),
        codes=codes,
        never=_any(table["never"].split()),
        planned=_any(table["planned"].split()),
        negated=_any(table["negated"].split()),
        conditional=re.compile(table["conditional"]),
        done=_any(table["done"].split()),
    )


def find(text: str) -> list[Mention]:
    """Mentions of stages: `code` the stage, `status` planned or actual, `negated`.

    The rule is `conditional` for 投产后, 建成后 and the like, which date nothing.
    """
    words = _words()
    blocked = [m.span() for m in words.never.finditer(text)]
    found: list[Mention] = []
    for match in words.stages.finditer(text):
        start, end = match.span()
        if any(low <= start < high or low < end <= high for low, high in blocked):
            continue
        clause = _clause_start(text, start)
        before = text[clause:start]
        conditional = words.conditional.match(text, end)
        done = words.done.search(before[-8:])
        planned = not done and bool(words.planned.search(before) or _carried(text, clause, words))
        found.append(
            Mention(
                "stage",
                start,
                end,
                match[0],
                "conditional" if conditional else "verb",
                name=match[0],
                code=words.codes[match[0]],
                status="planned" if planned else "actual",
                negated=bool(words.negated.search(before[-8:])),
            )
        )
    return found


def _clause_start(text: str, at: int) -> int:
    start = 0
    for match in _CLAUSE_END.finditer(text, max(0, at - 60), at):
        start = match.end()
    return start or max(0, at - 60)


def _carried(text: str, clause: int, words: _Words) -> bool:
    """Whether 计划 or 预计 in the clause before, joined by a comma, still rules this one.

    `计划于今年11月开始安装设备,12月中旬投产`: yes, while this clause says nothing of 已 or 于…已.
    """
    if clause == 0 or text[clause - 1] not in "，,、":
        return False
    previous = text[_clause_start(text, clause - 1) : clause - 1]
    if not words.planned.search(previous) or words.done.search(previous):
        return False
    return bool(
        re.match(
            r"\s*(?:并)?(?:于|到|至|在)?(?:明年|今年|后年|同年)?\d{0,4}年?\d{0,2}月?", text[clause:]
        )
    )
