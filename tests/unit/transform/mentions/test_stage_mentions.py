"""Stage words: their code, tense, denial, and the words that are no stages."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.mentions import stage


def stages(text):
    return [(m.code, m.status) for m in stage.find(text) if not m.negated]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("双方洽谈合作", [("proposed", "actual")]),
        ("现场签订购销合同", [("signed", "actual")]),
        ("项目落户新源县", [("signed", "actual")]),
        ("企业3月拿地", [("signed", "actual")]),
        ("5月完成备案", [("approved", "actual")]),
        ("项目已获批", [("approved", "actual")]),
        ("项目破土动工", [("started", "actual")]),
        ("工程奠基", [("started", "actual")]),
        ("厂房正在建设", [("under_construction", "actual")]),
        ("6月恢复施工", [("under_construction", "actual")]),
        ("主体结构封顶", [("topped_out", "actual")]),
        ("8月带料调试", [("commissioning", "actual")]),
        ("生产线试生产", [("commissioning", "actual")]),
        ("顺利通过竣工验收", [("completed", "actual")]),
        ("电站全容量并网发电", [("in_operation", "actual")]),
        ("新校舍交付使用", [("in_operation", "actual")]),
        ("项目达产达效", [("at_capacity", "actual")]),
        ("去年3月停工", [("suspended", "actual")]),
        ("项目终止实施", [("cancelled", "actual")]),
        ("冷链物流产业园", []),
        ("计划明年投产", [("in_operation", "planned")]),
        ("拟于6月开工", [("started", "planned")]),
        ("预计年底建成", [("completed", "planned")]),
        ("力争三季度竣工", [("completed", "planned")]),
        ("有望提前并网", [("in_operation", "planned")]),
        ("将于9月试运行", [("commissioning", "planned")]),
        ("项目开工在即", [("started", "planned")]),
    ],
)
def test_stage_and_tense(text, expected):
    assert stages(text) == expected


def test_a_plan_governs_its_clause_and_the_next():
    text = "一期计划8月底前建成投产；二期已于4月动工，计划11月安装设备，12月中旬投产。"
    assert stages(text) == [
        ("in_operation", "planned"), ("started", "actual"),
        ("under_construction", "planned"), ("in_operation", "planned"),
    ]  # fmt: skip


def test_what_has_happened_ends_a_plan():
    text = "预计年底完工，目前主体已封顶。"
    assert stages(text) == [("completed", "planned"), ("topped_out", "actual")]


def test_a_planned_sum_is_no_plan_to_sign():
    assert stages("计划投资2亿元，去年8月与云帆公司签约") == [("signed", "actual")]


def test_an_attribute_is_not_the_tense_of_its_subject():
    assert stages("原定在北区建设的冷库项目终止实施") == [("cancelled", "actual")]


@pytest.mark.parametrize(
    "text", ["至今尚未开工", "未按计划开工", "没有投产", "迟迟未能复工", "不能按时竣工"]
)
def test_denial(text):
    assert [m.negated for m in stage.find(text)] == [True]


@pytest.mark.parametrize("text", ["原定7月的开工时间推迟到10月", "投产延期至明年"])
def test_postponed_is_planned(text):
    assert [(m.status, m.rule) for m in stage.find(text)] == [("planned", "postponed")]


@pytest.mark.parametrize(
    "text",
    [
        "投产后年产值5亿元", "全部达产后利税千万元", "建成后可容纳千人", "开工率达九成", "举行签约仪式",
        "签约金额12亿元", "在建规模410万千瓦", "实现“当年建设、当年投产”", "落地生根", "向西开放的便利",
    ],
)  # fmt: skip
def test_conditions_rates_things_and_idioms_are_no_stages(text):
    assert stage.find(text) == []


@pytest.mark.parametrize("text", ["将军山下投产", "模拟投产"])
def test_other_words_with_a_planning_character(text):
    assert stages(text) == [("in_operation", "actual")]


ALPHABET = st.sampled_from(list("计划拟将已未开工投产建成后了的推迟时间，。；\n1年月é"))


@given(st.one_of(st.text(max_size=60), st.text(ALPHABET, max_size=60)))
def test_offsets_quotes_and_order_hold_for_any_text(text):
    found = stage.find(text)
    assert all(m.quote == text[m.start : m.end] and m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(m.code == m.name and m.status in ("planned", "actual") for m in found)
