"""Text that nobody wrote as news: long runs, cut forms, every script mixed. Nothing may raise."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.mentions import date, measure, money, number, number_range, quantity

PUBLISHED = "2024-05-16"
RUNS = (
    "1 9, 1,130 1. 1/ 1- 1至 1年 1月 1日 2020- 2020 十 零 一二 千万 万 亿 百万1 数 几 又 多 余 年1 今年 近1 "
    "1年零 又1天 1: 10:10 上午1 第1周 “十四五” 截至 1分之 约 (1( 元 1角 1� * 2X 年产1 1以上 一、 - １ ２０年 "
    "1大于 比1大 1世纪 1小时 1时 %1 人民币 ￥1 1千 00 0.0 a1 1e 1号、"
).split(" ")


def read_all(text):
    measures = measure.scan(text)
    return [
        *money.find(text, measures),
        *quantity.find(text, measures),
        *date.find(text, PUBLISHED),
        *number.find(text),
        *number_range.find(text),
    ]


@pytest.mark.parametrize("unit", RUNS)
def test_long_runs_are_read_in_proportion_to_their_length(unit):
    def calls(length):
        """Python calls that reading a run of `length` characters makes."""
        count = 0

        def step(_frame, event, _arg):
            nonlocal count
            count += event in ("call", "c_call")

        text = unit * (length // len(unit))
        sys.setprofile(step)
        try:
            read_all(text)
            money.parse(text)
        finally:
            sys.setprofile(None)
        return count

    short, long = calls(900), calls(3600)
    assert long <= 5 * short + 2000


def test_a_run_of_digits_is_no_number():
    text = f"投资{'3' * 5000}亿元、占地{'七' * 5000}亩，投资5亿元"
    assert [m.value for m in money.find(text)] == [500_000_000]
    assert quantity.find(text) == []
    assert number.find("8" * 5000) == []


# Pieces that mentions are made of, so that random texts come close to real ones.
PIECES = st.sampled_from(
    "2024 24 31 10 3.5 0 1,130 ３ 二〇二四 十二 三 两 半 数 千 万 亿 元 美元 人民币 ￥ 港元 年 月 日 号 周 季度 世纪 "
    "今 去 上 下 前 后 内 以来 截至 目前 近 约 超 不超过 至 — - ~ 、 ， ： : . / 时 分 秒 上午 晚 天 个 个月 小时 亩 吨 "
    "平方米 % 成 倍 家 年产 每 第 批援疆 “十四五” 期间 � ? * X （ ） 其中 预计 当 同期 初 底 末 以上 又 零 大于 比 大 的".split()
)


@settings(max_examples=200)
@given(
    st.lists(PIECES, max_size=25).map("".join),
    st.sampled_from([PUBLISHED, "2024-02-29", "2024-05", "2024", None, "", "0001-01-01", "9999"]),
)
def test_mixed_pieces_give_ordered_literal_mentions(text, published):
    measures = measure.scan(text)
    for found in (
        money.find(text, measures),
        quantity.find(text, measures),
        date.find(text, published),
        number.find(text),
        number_range.find(text),
    ):
        assert all(text[m.start : m.end] == m.quote and m.quote for m in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(m.value_high is None or m.value < m.value_high for m in found if m.value)
    for mention in date.find(text, published):
        assert "�" not in mention.quote
        if mention.date_start and mention.date_end:
            assert mention.date_start <= mention.date_end
        for future in (False, True):
            turned = date.resolve(mention, published, future)
            assert (turned.start, turned.end, turned.quote) == (
                mention.start, mention.end, mention.quote,
            )  # fmt: skip
