"""Ranges and comparisons of plain numbers as intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.mentions import number, number_range, quantity


@pytest.mark.parametrize(
    ("text", "quote", "interval"),
    [
        ("大于20且小于等于35", "大于20且小于等于35", "(20,35]"),
        ("大于三十的同时小于五十", "大于三十的同时小于五十", "(30,50)"),
        ("介于15和40之间", "介于15和40之间", "[15,40]"),
        ("3000与7000之间", "3000与7000之间", "[3000,7000]"),
        ("大概30~80个", "30~80", "[30,80]"),
        ("从三到七", "三到七", "[3,7]"),
        ("最多90最少40个", "最多90最少40", "[40,90]"),
        ("得分超过了60", "超过了60", "(60,)"),
        ("不低于75", "不低于75", "[75,)"),
        ("至少有12个", "至少有12", "[12,)"),
        ("不超过200", "不超过200", "(,200]"),
        ("少于18", "少于18", "(,18)"),
        ("≥65", "≥65", "[65,)"),
        ("30以上", "30以上", "(30,)"),
        ("30及以上", "30及以上", "[30,)"),
        ("比160低", "比160低", "(,160)"),
        ("三百多个", "三百多", "(300,)"),
        ("十几万", "十几万", "(100000,)"),
        ("超过1/4的人", "超过1/4", "(0.25,)"),
        ("-50与20之间", "-50与20之间", "[-50,20]"),
    ],
)
def test_intervals(text, quote, interval):
    assert [(m.quote, m.name) for m in number_range.find(text)] == [(quote, interval)]


def test_bounds_that_exclude_each_other_stay_apart():
    assert [m.name for m in number_range.find("大于70小于20")] == ["(70,)", "(,20)"]


@pytest.mark.parametrize("text", ["共有25个", "签约5个，通过3项", "20和30"])
def test_plain_numbers_are_no_ranges(text):
    assert number_range.find(text) == []


def test_blanks_do_not_part_a_numeral():
    text = "共 三千 八百 五十 二 人"
    (mention,) = number.find(text)
    assert (mention.value, mention.quote) == (3852, "三千 八百 五十 二")
    assert text[mention.start : mention.end] == mention.quote


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(["至", "到", "-", "～", "—"]))
def test_ranges_read_back(low, more, joint):
    (mention,) = number_range.find(f"{low}{joint}{low + more}")
    assert (mention.value, mention.value_high, mention.bound) == (low, low + more, "exact")


@pytest.mark.parametrize(
    ("text", "value"),
    [("三又二分之一", 3.5), ("一百五十又3分之1", 150 + 1 / 3), ("1/4", 0.25), ("负12", -12)],
)
def test_fractions_and_signs(text, value):
    assert [m.value for m in number.find(text)] == [pytest.approx(value)]


@pytest.mark.parametrize("text", ["两两结合", "万万不可", "四川", "陆地", "收拾", "一切顺利"])
def test_a_numeral_inside_a_word_is_no_number(text):
    assert number.find(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("打八折", 80), ("8.5折", 85), ("八五折", 85), ("九折", 90)]
)
def test_discounts_are_shares(text, value):
    assert [(m.value, m.unit) for m in quantity.find(text)] == [(value, "%")]


@pytest.mark.parametrize("text", ["两折叠", "打折", "三折页"])
def test_no_discounts(text):
    assert quantity.find(text) == []
