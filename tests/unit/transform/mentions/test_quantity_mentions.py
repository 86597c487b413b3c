"""Quantities, counts, rates and ratios in their plain unit, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.mentions import measure, number, quantity


def read(text):
    return [(m.quote, m.value, m.unit) for m in quantity.find(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "per"),
    [
        ("占地420亩", 420, "亩", None),
        ("规划3.6平方公里", 3.6, "平方公里", None),
        ("厂房18万平方米", 180_000, "平方米", None),
        ("厂房27500平米", 27_500, "平方米", None),
        ("年产6万吨", 60_000, "吨", "year"),
        ("6万吨/年", 60_000, "吨", "year"),
        ("投产后年产2万吨", 20_000, "吨", "year"),
        ("目前日处理300吨", 300, "吨", "day"),
        ("建成后日处理甜菜5000吨", 5000, "吨", "day"),
        ("日产3000吨", 3000, "吨", "day"),
        ("日处理生活污水2万吨", 20_000, "吨", "day"),
        ("年提炼羊脂400吨", 400, "吨", "year"),
        ("年提取色素400吨", 400, "吨", "year"),
        ("每天可加工杏子60吨", 60, "吨", "day"),
        ("年发电量约3.4亿千瓦时", 340_000_000, "千瓦时", "year"),
        ("2019年加工葡萄3万吨", 30_000, "吨", None),
        ("70万锭环锭纺", 700_000, "锭", None),
        ("480台喷气织机", 480, "台", None),
        ("150兆瓦", 150, "兆瓦", None),
        ("150MW", 150, "兆瓦", None),
        ("80.5万千瓦", 805_000, "千瓦", None),
        ("15吉瓦", 15, "吉瓦", None),
        ("2.1亿千瓦时", 210_000_000, "千瓦时", None),
        ("3X12MW机组", 36, "兆瓦", None),
        ("60万套家纺", 600_000, "套", None),
        ("1.5亿块砖", 150_000_000, "块", None),
        ("布鞋3亿双", 300_000_000, "双", None),
        ("存栏28万只", 280_000, "只", None),
        ("近800人", 800, "人", None),
        ("240多名客商", 240, "名", None),
        ("2.06万个岗位", 20_600, "个", None),
        ("7000余人", 7000, "人", None),
        ("项目58个", 58, "个", None),
        ("219 个项目", 219, "个", None),
        ("共33项", 33, "项", None),
        ("三成", 30, "%", None),
        ("七成六", 76, "%", None),
        ("占87.4%", 87.4, "%", None),
        ("百分之五", 5, "%", None),
        ("约1/3", 1 / 3, "ratio", None),
        ("近三分之二", 2 / 3, "ratio", None),
        ("增长3.4倍", 3.4, "倍", None),
        ("提高4.1个百分点", 4.1, "百分点", None),
        ("历时130天", 130, "天", None),
        ("建设期4年", 4, "年", None),
        ("工期15个月", 15, "个月", None),
        ("新增实训楼一栋", 1, "栋", None),
        ("床单、被套各3条", 3, "条", None),
        ("分三期", 3, "期", None),
        ("分两期", 2, "期", None),
        ("零下21摄氏度", -21, "摄氏度", None),
        ("两百千瓦", 200, "千瓦", None),
        ("600万人次", 6_000_000, "人次", None),
    ],
)
def test_plain_units(text, value, unit, per):
    (mention,) = quantity.find(text)
    assert (mention.value, mention.unit, mention.per) == (pytest.approx(value), unit, per)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("近30场", "approx"),
        ("20余家", "approx"),
        ("500个左右", "approx"),
        ("逾3000人次", "at_least"),
        ("70家以上", "at_least"),
        ("七成以上", "at_least"),
        ("近五成", "approx"),
        ("不超过80吨", "at_most"),
        ("签约8个项目", "exact"),
        ("附近3家工厂", "exact"),
        ("近百家企业", "approx"),
        ("上千名群众", "at_least"),
        ("百余户农户", "approx"),
        ("超百人", "at_least"),
        ("通过5项验收", "exact"),
    ],
)
def test_bounds(text, bound):
    assert [m.bound for m in quantity.find(text)] == [bound]


def test_ranges():
    (mention,) = quantity.find("日产量3吨—5吨")
    assert (mention.value, mention.value_high, mention.per) == (3, 5, "day")


def test_a_raised_rate_keeps_its_rate():
    mentions = quantity.find("日供水能力由2万立方米提高到5万立方米")
    assert [(m.value, m.per) for m in mentions] == [(20_000, "day"), (50_000, "day")]


def test_a_rate_ends_with_its_amount():
    mentions = quantity.find("年产5万吨面粉项目占地90亩")
    assert [(m.value, m.per) for m in mentions] == [(50_000, "year"), (90, None)]


def test_months_of_a_year_are_no_rate():
    assert [m.per for m in quantity.find("前10个月营运货物3万吨") if m.unit == "吨"] == [None]


def test_a_size_by_name_is_a_label():
    assert [m.rule for m in quantity.find("万头奶牛基地")] == ["label"]


@pytest.mark.parametrize(
    "text",
    [
        "第十批援疆干部",
        "一期工程",
        "二期主体完工",
        "北纬44度",
        "5G",
        "8+2产业集群",
        "三县一市",
        "二二一团",
        "2024年",
        "2023年5月8日",
        "第一步",
        "十分重要",
        "一座座楼房",
        "�00多名",
        "3�0吨",
        "S215线",
        "3家庭",
        "一次次",
        "500吨/小时",
        "每小时处理垃圾20吨",
        "千方百计",
        "八方来客",
        "3亿元",
    ],
)
def test_no_quantity(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两千四百五", 2450),
        ("七十八万五佰零六", 780_506),
        ("四十九兆九千五百九十二亿", 49_959_200_000_000),
        ("5万4千6百", 54_600),
        ("1,100万", 11_000_000),
        ("四万万", 400_000_000),
        ("十几万", 100_000),
        ("十一又三分之一", None),
        ("一百五十四点零", 154),
        ("12.75", 12.75),
    ],
)
def test_numerals(text, value):
    values = [m.value for m in number.find(text)]
    assert value is None or values == [value]


@given(st.integers(0, 10**12))
def test_chinese_numerals_read_back(value):
    assert [m.value for m in number.find(in_chinese(value))] == [value]


def in_chinese(value):
    if value == 0:
        return "零"
    digits, small, big = "零一二三四五六七八九", ["", "十", "百", "千"], ["", "万", "亿", "万亿"]
    groups = []
    while value:
        value, group = divmod(value, 10_000)
        groups.append(group)
    words, gap = "", False
    for power in range(len(groups) - 1, -1, -1):
        group = groups[power]
        if not group:
            gap = gap or bool(words)
            continue
        part, zero = "", bool(words) and (gap or group < 1000)
        for place in (3, 2, 1, 0):
            digit = group // 10**place % 10
            if digit:
                part += ("零" if zero else "") + digits[digit] + small[place]
                zero = False
            else:
                zero = bool(part or words)
        unit = big[power] if power < 3 else ("万" if groups[2] else "万亿")
        words += part + unit
        gap = False
    return words


@given(
    st.text(
        alphabet="0123456789.亿万千百十一二两半余多个家吨亩%成年期第/年产日处理�×X至到", max_size=40
    )
)
def test_any_text_is_read_without_error(text):
    mentions = quantity.find(text, measure.scan(text))
    assert all(text[m.start : m.end] == m.quote for m in mentions)
    assert not any("�" in m.quote for m in mentions)
