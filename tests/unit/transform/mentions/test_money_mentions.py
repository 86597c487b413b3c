"""Sums of money as Chinese news writes them, and what only looks like one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.mentions import measure, money


def read(text):
    return [(m.quote, m.value, m.unit, m.bound) for m in money.find(text)]


@pytest.mark.parametrize(
    ("text", "quote", "value", "bound"),
    [
        ("总投资7.6亿元的面粉厂", "7.6亿元", 760_000_000, "exact"),
        ("拨付51238万元", "51238万元", 512_380_000, "exact"),
        ("预算20816.35万元", "20816.35万元", 208_163_500, "exact"),
        ("全市到位资金合计2.47亿，增速第一", "2.47亿", 247_000_000, "exact"),
        ("年产值8个亿左右", "8个亿左右", 800_000_000, "approx"),
        ("配套4200万(元)", "4200万(元)", 42_000_000, "exact"),
        ("投入近2亿元", "近2亿元", 200_000_000, "approx"),
        ("投入不到3亿元", "不到3亿元", 300_000_000, "at_most"),
        ("投资超12亿元", "超12亿元", 1_200_000_000, "at_least"),
        ("逾9亿元", "逾9亿元", 900_000_000, "at_least"),
        ("产值突破300亿元", "突破300亿元", 30_000_000_000, "at_least"),
        ("安排2600余亿元", "2600余亿元", 260_000_000_000, "approx"),
        ("安排31亿多元", "31亿多元", 3_100_000_000, "approx"),
        ("安排17亿余元", "17亿余元", 1_700_000_000, "approx"),
        ("花了上千万元", "上千万元", 10_000_000, "at_least"),
        ("投入约6亿元", "约6亿元", 600_000_000, "approx"),
        ("投入20亿元左右", "20亿元左右", 2_000_000_000, "approx"),
        ("不低于3.5亿元", "不低于3.5亿元", 350_000_000, "at_least"),
        ("达到2亿元以上", "2亿元以上", 200_000_000, "at_least"),
        ("不少于70亿元", "不少于70亿元", 7_000_000_000, "at_least"),
        ("拟投资不超过6000万元", "不超过6000万元", 60_000_000, "at_most"),
        ("控制在5亿元以内", "5亿元以内", 500_000_000, "at_most"),
        ("签约额达19.5亿元", "19.5亿元", 1_950_000_000, "exact"),
        ("可达40亿元", "40亿元", 4_000_000_000, "exact"),
        ("2 350亿元投资", "2 350亿元", 235_000_000_000, "exact"),
        ("2,350亿元投资", "2,350亿元", 235_000_000_000, "exact"),
        ("1115.2 亿元", "1115.2 亿元", 111_520_000_000, "exact"),
        ("总额3亿2000万元", "3亿2000万元", 320_000_000, "exact"),
        ("总额８．５亿元", "８．５亿元", 850_000_000, "exact"),
        ("捐款近亿元", "近亿元", 100_000_000, "approx"),
        ("达1.2万亿元", "1.2万亿元", 1_200_000_000_000, "exact"),
        ("其中援疆资金812万元", "812万元", 8_120_000, "exact"),
        ("光热项目(977.5亿元)", "977.5亿元", 97_750_000_000, "exact"),
        ("五百万元", "五百万元", 5_000_000, "exact"),
        ("一千二百三十四元五角六分", "一千二百三十四元五角六分", 1234.56, "exact"),
        ("签约3亿元", "3亿元", 300_000_000, "exact"),
        ("投资三点五亿元", "三点五亿元", 350_000_000, "exact"),
        ("投资2亿零500万元", "2亿零500万元", 205_000_000, "exact"),
        ("投资4千多万元", "4千多万元", 40_000_000, "approx"),
        ("投资6百余万元", "6百余万元", 6_000_000, "approx"),
        ("投资三个多亿，已建成", "三个多亿", 300_000_000, "approx"),
        ("年收入突破百亿元大关", "突破百亿元", 10_000_000_000, "at_least"),
    ],
)
def test_yuan(text, quote, value, bound):
    assert read(text) == [(quote, value, "CNY", bound)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("6.3亿美元", 630_000_000, "USD"),
        ("320万美元", 3_200_000, "USD"),
        ("8.4亿港元", 840_000_000, "HKD"),
        ("3亿欧元", 300_000_000, "EUR"),
        ("12亿日元", 1_200_000_000, "JPY"),
        ("3亿元人民币", 300_000_000, "CNY"),
        ("人民币 6千元", 6000, "CNY"),
        ("￥450", 450, "CNY"),
        ("新台币 9亿元", 900_000_000, "TWD"),
        ("40亿坚戈", 4_000_000_000, "KZT"),
    ],
)
def test_currencies(text, value, unit):
    assert [(m.value, m.unit) for m in money.find(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("总投资12—40亿元", 1_200_000_000, 4_000_000_000),
        ("投资2至6亿元", 200_000_000, 600_000_000),
        ("2万-6万元", 20_000, 60_000),
        ("8000到2万元", 8000, 20_000),
        ("六百到七百亿元", 60_000_000_000, 70_000_000_000),
        ("数千万元", 10_000_000, 100_000_000),
        ("两三百万元", 2_000_000, 3_000_000),
    ],
)
def test_ranges_have_both_ends(text, low, high):
    (mention,) = money.find(text)
    assert (mention.value, mention.value_high) == (low, high)


def test_two_facts_of_one_predicate():
    assert [q for q, *_ in read("产值26亿元,利税3.1亿元")] == ["26亿元", "3.1亿元"]


def test_a_comma_does_not_glue():
    assert read("投资6.2亿元,分三期建设") == [("6.2亿元", 620_000_000, "CNY", "exact")]


@pytest.mark.parametrize(
    "text",
    [
        "2亿欧元（约合人民币15.5亿元）",
        "3亿美元，折合人民币21亿元",
        "14亿元（合2亿美元）",
        "14亿元(折合成2亿美元)",
    ],
)
def test_conversions(text):
    assert [m.rule for m in money.find(text)] == ["number", "converted"]


def test_a_bound_before_a_range_is_of_the_range():
    (mention,) = money.find("总投资约1.5—1.8亿元")
    assert (mention.value, mention.value_high, mention.bound) == (150e6, 180e6, "approx")


def test_the_second_currency_is_a_conversion():
    first, second = money.find("投资40亿元(折合5.6亿美元)")
    assert (first.unit, first.rule, second.unit, second.rule) == (
        "CNY", "number", "USD", "converted",
    )  # fmt: skip


def test_currency_said_once():
    assert read("完成投资208.4亿元(人民币,下同)")[0][1:3] == (20_840_000_000, "CNY")


@pytest.mark.parametrize("text", ["每户2万元补助", "人均增收约2600元", "每吨3500元", "900元/吨"])
def test_amounts_per_unit_say_so(text):
    assert [m.rule for m in money.find(text)] == ["per_unit"]


def test_yearly_amounts():
    assert [m.per for m in money.find("年均投入800万元")] == ["year"]


@pytest.mark.parametrize(
    "text",
    [
        "亿元以上项目31个",
        "投资额超20亿元项目18个",
        "百亿产值园区",
        "千亿级煤化工集群",
        "百亿元产业集群",
        "45万平方米厂房",
        "1.6亿块砖",
        "2.3亿人次",
        "十分关心",
        "****万元",
        "*.**亿元",
        "投资亿元的园区",
        "000多万元",
        "�000万元",
        "5G网络",
        "二元结构",
        "电话0999-8123456",
        "3万吨",
    ],
)
def test_no_money(text):
    assert read(text) == []


def test_a_bare_number_needs_words_of_money():
    assert read("惠及群众1.3亿") == []
    assert read("完成投资1.3亿") == [("1.3亿", 130_000_000, "CNY", "exact")]


@pytest.mark.parametrize(("text", "value"), [("30w左右", 300_000), ("四百万", 4_000_000)])
def test_a_string_known_to_be_money(text, value):
    mention = money.parse(text)
    assert mention is not None and mention.value == value and mention.unit == "CNY"


@given(st.integers(1, 9999), st.sampled_from(["", "万", "亿"]), st.sampled_from(["", "约", "超"]))
def test_written_amounts_read_back(number, multiplier, bound):
    text = f"投资{bound}{number}{multiplier}元。"
    (mention,) = money.find(text)
    assert mention.value == number * {"": 1, "万": 10**4, "亿": 10**8}[multiplier]
    assert text[mention.start : mention.end] == mention.quote
    assert mention.bound == {"": "exact", "约": "approx", "超": "at_least"}[bound]


@given(
    st.text(
        alphabet="0123456789,.，．亿万千百十一二两半余多几约近超元块吨年月日�?/-至 成%(（)",
        max_size=40,
    )
)
def test_any_text_is_read_without_error(text):
    measures = measure.scan(text)
    mentions = money.find(text, measures)
    assert all(text[m.start : m.end] == m.quote for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert not any("�" in m.quote for m in mentions)
