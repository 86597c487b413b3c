"""No text, however odd, holds the reader up: patterns that backtrack without end would show here.

What repeats without ever closing is what such a pattern fails on. A text of this length takes
some hundredths of a second; the limit is a thousand times that, so that a slow machine passes.
"""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from tests.unit.transform.facts.told_articles import article
from transform.facts import read

_LIMIT = 30  # seconds
_LENGTH = 900
_PIECES = (
    "、 和 ， ： 等 及 与 以及 其中 的 由 在 将 于 至 该 （ ） “ ” % . - — 第 总 名 年 月 人 亩 县 条 项目 工程 "
    "园 基地 公司 企业 生产线 新疆甲乙有限公司 甲乙丙 霍城县 总投资3亿元 3亿元 5万吨 10个 平方米 万元 投资 建设 加快建设 "
    "建成 开工 签约 竣工 投产 预计 计划 集中 先后 分别 年产 占地 达到 累计 同比增长 到位资金 一期 二期 今年 5月 8日 "
    "1 2 就业"
).split()


@contextmanager
def limited(what: str) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"no end of reading: {what[:80]}")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("seed", range(6))
def test_repeated_pieces_do_not_hold_up_the_reader(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(80):
        piece = "".join(rng.choices(_PIECES, k=rng.randint(1, 6)))
        begin = "".join(rng.choices(_PIECES, k=rng.randint(0, 4)))
        text = begin + piece * (_LENGTH // len(piece)) + rng.choice(("：尾", "", "。", "“"))
        with limited(text):
            read(article(text, "2024-06-01"))
