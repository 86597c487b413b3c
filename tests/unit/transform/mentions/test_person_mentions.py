"""Persons behind an office or a byline word."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.mentions import person


@pytest.mark.parametrize(
    ("text", "office", "name"),
    [
        ("公司总经理赵立岩说", "总经理", "赵立岩"),
        ("负责人胡平告诉记者", "负责人", "胡平"),
        ("副局长顾琳，今年", "副局长", "顾琳"),
        ("董事局主席欧阳明远表示", "董事局主席", "欧阳明远"),
        ("县长阿布都拉·买合木提介绍", "县长", "阿布都拉·买合木提"),
        ("局长艾山江介绍", "局长", "艾山江"),
        ("教师古丽娜尔说", "教师", "古丽娜尔"),
        ("党委书记陆泉率队考察", "党委书记", "陆泉"),
    ],
)
def test_office_and_name(text, office, name):
    assert [(o.office, o.name) for o in person.find_offices(text)] == [(office, name)]
    assert [(m.name, m.code) for m in person.find(text)] == [(name, None)]


def test_a_byline_names_several():
    text = "（记者王立 肖开提 通讯员阿力木·吐尔逊）"
    assert [o.name for o in person.find_offices(text)] == ["王立", "肖开提", "阿力木·吐尔逊"]


@pytest.mark.parametrize(
    "text", ["记者获悉", "有关负责人表示", "主任会议召开", "工人们说", "经理说"]
)
def test_an_office_without_a_name(text):
    assert person.find(text) == []


ALPHABET = st.sampled_from(list("总经理赵立说局长艾山·，记者 \n告诉é"))


@given(st.one_of(st.text(max_size=60), st.text(ALPHABET, max_size=60)))
def test_offsets_quotes_and_order_hold_for_any_text(text):
    found = person.find(text)
    assert all(m.quote == text[m.start : m.end] and m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
