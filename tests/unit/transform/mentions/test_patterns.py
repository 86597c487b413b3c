"""The forms of money, quantities, dates and damage in real project news, one row a form.

The first column is the number of the form in the project's list of forms met in news texts
(15-36 money, 37-46 quantities, 47-59 time, 76-85 damage).
"""

import pytest

from transform.mentions import date, money, quantity

PUBLISHED = "2024-05-16"


def amounts(text):
    return [(m.value, m.value_high, m.unit, m.bound) for m in money.find(text)]


@pytest.mark.parametrize(
    ("form", "text", "value", "high", "currency", "bound"),
    [
        (15, "总投资9.7亿元", 970_000_000, None, "CNY", "exact"),
        (16, "下达资金48215万元", 482_150_000, None, "CNY", "exact"),
        (17, "完成投资20418.53万元", 204_185_300, None, "CNY", "exact"),
        (18, "到位投资总计2.35亿，居前列", 235_000_000, None, "CNY", "exact"),
        (19, "年产值8个亿左右", 800_000_000, None, "CNY", "approx"),
        (19, "配套资金5000万(元)", 50_000_000, None, "CNY", "exact"),
        (20, "投资近3亿元", 300_000_000, None, "CNY", "approx"),
        (20, "用地费不到2亿元", 200_000_000, None, "CNY", "at_most"),
        (20, "捐资近亿元", 100_000_000, None, "CNY", "approx"),
        (21, "投资超20亿元", 2_000_000_000, None, "CNY", "at_least"),
        (21, "出口逾13亿美元", 1_300_000_000, None, "USD", "at_least"),
        (21, "总量突破900亿元", 90_000_000_000, None, "CNY", "at_least"),
        (22, "安排2300余亿元", 230_000_000_000, None, "CNY", "approx"),
        (22, "安排47亿多元", 4_700_000_000, None, "CNY", "approx"),
        (22, "安排38亿余元", 3_800_000_000, None, "CNY", "approx"),
        (22, "花费上千万元", 10_000_000, None, "CNY", "at_least"),
        (22, "花费数千万元", 10_000_000, 100_000_000, "CNY", "approx"),
        (23, "投资约7亿元", 700_000_000, None, "CNY", "approx"),
        (23, "投资12亿元左右", 1_200_000_000, None, "CNY", "approx"),
        (24, "注资不低于3.5亿元", 350_000_000, None, "CNY", "at_least"),
        (24, "达到2亿元以上", 200_000_000, None, "CNY", "at_least"),
        (24, "融资不少于60亿元", 6_000_000_000, None, "CNY", "at_least"),
        (24, "单价控制、总额不超过4000万元", 40_000_000, None, "CNY", "at_most"),
        (25, "签约额达17.5亿元", 1_750_000_000, None, "CNY", "exact"),
        (25, "产值可达40亿元", 4_000_000_000, None, "CNY", "exact"),
        (26, "总投资20—50亿元", 2_000_000_000, 5_000_000_000, "CNY", "exact"),
        (26, "总投资4至6亿元", 400_000_000, 600_000_000, "CNY", "exact"),
        (28, "引资6.2亿美元", 620_000_000, None, "USD", "exact"),
        (28, "引资320万美元", 3_200_000, None, "USD", "exact"),
        (28, "引资9亿港元", 900_000_000, None, "HKD", "exact"),
        (28, "引资2亿欧元", 200_000_000, None, "EUR", "exact"),
        (28, "引资8亿元人民币", 800_000_000, None, "CNY", "exact"),
        (29, "固定资产投资288.6亿元(人民币,下同)", 28_860_000_000, None, "CNY", "exact"),
        (30, "一期投资18亿元，分两期建设", 1_800_000_000, None, "CNY", "exact"),
        (31, "其中援疆资金760万元", 7_600_000, None, "CNY", "exact"),
        (32, "等总投资5.25亿元的项目", 525_000_000, None, "CNY", "exact"),
        (36, "光伏(2063.4亿元)", 206_340_000_000, None, "CNY", "exact"),
        (85, "投资 2208.5 亿元", 220_850_000_000, None, "CNY", "exact"),
        (85, "投资1 640亿元", 164_000_000_000, None, "CNY", "exact"),
    ],
)
def test_money(form, text, value, high, currency, bound):
    assert amounts(text) == [(value, high, currency, bound)], form


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (8, "千亿级纺织产业园二期"),
        (27, "亿元以上项目36个"),
        (27, "投资额超20亿元项目52个"),
        (37, "厂房30万平方米"),
        (41, "年产1.5亿块"),
        (43, "实施项目88个"),
    ],
)
def test_what_is_no_money(form, text):
    assert amounts(text) == [], form


def test_mixed_currencies_are_one_amount_told_twice():  # 28
    first, second = money.find("总额60亿元(折合8.4亿美元)")
    assert [(m.value, m.unit, m.rule) for m in (first, second)] == [
        (6_000_000_000, "CNY", "number"),
        (840_000_000, "USD", "converted"),
    ]


def test_a_subsidy_for_each_household_is_told_per_unit():  # 33
    assert [m.rule for m in money.find("每户2万元补助")] == ["per_unit"]


def test_one_predicate_has_two_amounts():  # 35
    assert [v for v, *_ in amounts("产值40亿元,利税3.6亿元")] == [4_000_000_000, 360_000_000]


def test_amounts_of_every_role_are_found():  # 34: the role is for the reader of facts
    roles = "总投资 计划投资 完成投资 到位资金 签约额 协议引资 合同外资 注册资本 援疆资金 产值 利税 税收 销售收入"
    for role in roles.split():
        assert amounts(f"{role}3.2亿元")[0][0] == 320_000_000, role


@pytest.mark.parametrize(
    ("form", "text", "value", "unit", "per", "bound"),
    [
        (37, "占地830亩", 830, "亩", None, "exact"),
        (37, "规划面积6.31平方公里", 6.31, "平方公里", None, "exact"),
        (37, "建筑面积31万平方米", 310_000, "平方米", None, "exact"),
        (37, "厂房41200平米", 41_200, "平方米", None, "exact"),
        (37, "种植7.2万亩", 72_000, "亩", None, "exact"),
        (38, "年产8万吨", 80_000, "吨", "year", "exact"),
        (38, "规模8万吨/年", 80_000, "吨", "year", "exact"),
        (38, "日产4000吨", 4000, "吨", "day", "exact"),
        (38, "日处理2万吨", 20_000, "吨", "day", "exact"),
        (38, "年均供水300万立方米", 3_000_000, "立方米", "year", "exact"),
        (39, "62万锭环锭纺", 620_000, "锭", None, "exact"),
        (39, "420台喷气织机", 420, "台", None, "exact"),
        (40, "光伏300兆瓦", 300, "兆瓦", None, "exact"),
        (40, "装机60.25万千瓦", 602_500, "千瓦", None, "exact"),
        (40, "产能15吉瓦", 15, "吉瓦", None, "exact"),
        (40, "发电2.46亿千瓦时", 246_000_000, "千瓦时", None, "exact"),
        (40, "建设2X12MW机组", 24, "兆瓦", None, "exact"),
        (40, "建设2×350MW机组", 700, "兆瓦", None, "exact"),
        (41, "家具80万套", 800_000, "套", None, "exact"),
        (41, "砖1.4亿块", 140_000_000, "块", None, "exact"),
        (41, "手套3亿双", 300_000_000, "双", None, "exact"),
        (41, "存栏羊38万只", 380_000, "只", None, "exact"),
        (41, "出栏肉牛2.2万头", 22_000, "头", None, "exact"),
        (41, "蛋鸡60万羽", 600_000, "羽", None, "exact"),
        (42, "近900人", 900, "人", None, "approx"),
        (42, "260多名", 260, "名", None, "approx"),
        (42, "2.06万个岗位", 20_600, "个", None, "exact"),
        (42, "7000余人", 7000, "人", None, "approx"),
        (42, "惠及1.2万户", 12_000, "户", None, "exact"),
        (43, "项目58个", 58, "个", None, "exact"),
        (43, "8个项目", 8, "个", None, "exact"),
        (43, "31项", 31, "项", None, "exact"),
        (43, "12条生产线", 12, "条", None, "exact"),
        (44, "1/3左右", 1 / 3, "ratio", None, "approx"),
        (44, "占87.26%", 87.26, "%", None, "exact"),
        (44, "开工率91.4%", 91.4, "%", None, "exact"),
        (44, "四成", 40, "%", None, "exact"),
        (44, "近三分之一", 1 / 3, "ratio", None, "approx"),
        (45, "同比增长18.36%", 18.36, "%", None, "exact"),
        (45, "同比-3.5%", -3.5, "%", None, "exact"),
        (45, "增长3.18倍", 3.18, "倍", None, "exact"),
        (45, "提高4.7个百分点", 4.7, "百分点", None, "exact"),
        (46, "完成年度计划的86%", 86, "%", None, "exact"),
        (85, "共 327 个", 327, "个", None, "exact"),
    ],
)
def test_quantities(form, text, value, unit, per, bound):
    found = [m for m in quantity.find(text) if m.unit != "年"]
    assert [(m.value, m.unit, m.per, m.bound) for m in found] == [
        (pytest.approx(value), unit, per, bound)
    ], form


def test_a_range_has_both_ends_and_its_rate():  # 38
    (mention,) = quantity.find("日产量5吨—9吨")
    assert (mention.value, mention.value_high, mention.unit, mention.per) == (5, 9, "吨", "day")


@pytest.mark.parametrize(
    ("form", "text", "name", "rule"),
    [
        (47, "今年3月12日开工", "2024-03-12", "relative"),
        (47, "4月18日，记者获悉", "2024-04-18", "bare_month"),
        (47, "12月8日，签约仪式举行", "2023-12-08", "bare_month"),
        (48, "预计10月投产", "2024-10", "bare_month"),
        (48, "于2月实现通车", "2024-02", "bare_month"),
        (49, "6月中旬试车", "2024-06", "bare_month"),
        (49, "月底交付", "2024-05", "bare_part"),
        (49, "4月底完工", "2024-04", "bare_month"),
        (50, "年初签约", "2024", "bare_part"),
        (50, "年底前建成", "2024", "before"),
        (50, "去年底投产", "2023", "relative"),
        (50, "下半年开工", "2024", "bare_part"),
        (50, "年内完成", "2024", "bare_part"),
        (50, "上半年", "2024", "bare_part"),
        (50, "一季度开工", "2024-Q1", "bare_part"),
        (50, "三季度投产", "2024-Q3", "bare_part"),
        (50, "明年建成", "2025", "relative"),
        (51, "日前获悉", None, "vague"),
        (51, "近日签约", None, "vague"),
        (51, "昨日开工", "2024-05-15", "relative"),
        (51, "14日，项目开工", "2024-05-14", "bare_day"),
        (51, "上月开工", "2024-04", "relative"),
        (52, "截至目前，完成", "2024-05-16", "as_of"),
        (52, "截至4月底，完成", "2024-04", "as_of"),
        (52, "目前在建", None, "vague"),
        (53, "2021年以来", "2021/2024-05-16", "since"),
        (53, "今年以来", "2024/2024-05-16", "since"),
        (53, "自2012年起", "2012/2024-05-16", "since"),
        (54, "2015年至2018年", "2015/2018", "range"),
        (54, "1至4月", "2024-01/2024-04", "range"),
        (54, "1—3月", "2024-01/2024-03", "range"),
        (54, "近三年来", "2021-05-16/2024-05-16", "span"),
        (55, "“十三五”期间", "2016/2020", "plan_period"),
        (55, "“十四五”时期", "2021/2025", "plan_period"),
        (56, "年均投入900万元", None, "rate"),
        (56, "每年培训", None, "rate"),
        (85, "二〇二四年三月", "2024-03", "absolute"),
        (85, "２０２３年８月", "2023-08", "absolute"),
    ],
)
def test_dates(form, text, name, rule):
    assert [(m.name, m.rule) for m in date.find(text, PUBLISHED)] == [(name, rule)], form


@pytest.mark.parametrize(
    ("form", "text", "value", "unit"),
    [
        (57, "历时130天", 130, "天"),
        (57, "建设期2年", 2, "年"),
        (57, "预计4年建成", 4, "年"),
        (57, "工期两年零六个月", 30, "个月"),
    ],
)
def test_durations(form, text, value, unit):
    found = [(m.value, m.unit, m.date_start, m.rule) for m in date.find(text, PUBLISHED)]
    assert found == [(value, unit, None, "duration")], form


def test_phases_are_counted_and_no_date():  # 57
    assert date.find("分三期建设", PUBLISHED) == []
    assert [(m.value, m.unit) for m in quantity.find("分三期建设")] == [(3, "期")]


def test_a_batch_is_a_period_and_no_quantity():  # 58
    (mention,) = date.find("第十批援疆工作队", PUBLISHED)
    assert (mention.rule, mention.name) == ("batch", "2020/2022")
    assert quantity.find("第十批援疆工作队") == []
    assert [m.rule for m in date.find("新一轮援疆工作", PUBLISHED)] == ["batch"]


def test_an_idiom_is_no_date():  # 59
    assert date.find("当年建设、当年投产", PUBLISHED) == []


def test_a_later_date_takes_its_year_from_the_one_before():  # 48, 51
    text = "2022年8月3日签约，11月开工；当天还有8个项目签约"
    assert [m.name for m in date.find(text, PUBLISHED)] == ["2022-08-03", "2022-11", "2022-08-03"]


@pytest.mark.parametrize("published", ["2024", "2024-05", None])
def test_what_publication_does_not_tell_stays_open(published):  # 81
    assert [m.name for m in date.find("昨日签约", published)] == [None]
    year = [m.name for m in date.find("去年开工", published)]
    assert year == [None if published is None else "2023"]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (72, "累计當?shù)?00多人次"),
        (73, "?!?0月18日"),
        (74, "?00多人"),
        (76, ".5万名群众"),
        (76, "投资亿元的园区"),
        (76, "000多万元"),
        (76, "投资�00万元"),
        (76, "投资3�00万元"),
        (76, "投资3.�亿元"),
        (76, "面积�5万平方米"),
        (76, "2�日开工"),
        (76, "201�年开工"),
        (76, "�月25日开工"),
        (76, "投资5�亿元"),
        (76, "总投资25. 6亿元"),
        (76, "占地12. 5亩"),
        (77, "投资****万元"),
        (77, "投资*.**亿元"),
        (77, "占地**亩"),
        (77, "投资1**万元"),
        (77, "投资1*5万元"),
        (77, "（略）亿元"),
        (77, "投资XX亿元"),
        (77, "20XX年X月"),
    ],
)
def test_a_damaged_figure_is_no_fact(form, text):
    found = [
        m
        for m in [*money.find(text), *quantity.find(text), *date.find(text, PUBLISHED)]
        if m.value is not None or m.date_start is not None
    ]
    assert found == [], form


def test_doubled_punctuation_changes_nothing():  # 78
    assert [v for v, *_ in amounts("总投资8.2亿元,,占地300亩,。")] == [820_000_000]
    assert [m.value for m in quantity.find("总投资8.2亿元,,占地300亩,。")] == [300]
