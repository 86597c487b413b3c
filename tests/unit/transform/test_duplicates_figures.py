"""Figures by the words around them, and what they say of two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transform.duplicates import Document, judge
from transform.duplicates.align import ANCHOR, letters
from transform.duplicates.figures import changed, settings, shared

BRIEF = (
    "本周，{place}新签约项目{a}个，总投资{b}亿元，其中工业项目{c}个；新开工项目{d}个，完成投资{e}亿元。"
    "各部门要加强调度，及时协调解决企业反映的用地、用工、用能问题，确保项目早建成、早投产。"
)


def brief(version: str, place: str, figures: str) -> Document:
    values = dict(zip("abcde", figures.split(), strict=True))
    text = BRIEF.format(place=place, **values)
    return Document(
        version * 16, version, f"http://{version}.example/1.html", None, None, None, text
    )


def told(left: str, right: str) -> list[tuple[str, str]]:
    return list(changed(settings(letters(left)), settings(letters(right))))


def test_a_figure_is_known_by_its_setting() -> None:
    assert settings("新签约项目12个总投资3.50亿元") == {
        ("签约项目", "个总"): {"12"},
        ("个总投资", "亿元"): {"3.5"},
    }


def test_a_setting_stops_at_the_next_figure() -> None:
    assert settings("5月8日开工") == {("", "月"): {"5"}, ("月", "日开"): {"8"}}


def test_a_figure_beside_a_lost_character_may_be_any() -> None:
    assert settings("签约项目\ufffd2个和2\ufffd个") == {}


def test_only_other_figures_in_the_same_setting_are_changed() -> None:
    assert told("新签约项目12个", "新签约项目31个") == [("12", "31")]
    assert told("新签约项目12个", "新签约项目12个") == []
    assert told("新签约项目5.0亿元", "新签约项目5亿元") == []
    assert told("新签约项目12个", "新竣工项目31个") == []
    # The same words twice: one figure in common is enough to be no change.
    assert told("计划总投资3亿元，计划总投资5亿元", "计划总投资5亿元") == []


def test_two_briefs_are_of_one_template_without_aligning() -> None:
    pair = judge(brief("1", "甲县", "12 3.5 4 6 2.8"), brief("2", "乙县", "9 7.1 3 8 5"), 1.0)
    assert pair.verdict == "same_template"
    assert pair.reasons[2:] == ("figure 12 / 9", "figure 3.5 / 7.1", "figure 4 / 3", "2 more")
    assert 0.6 < pair.score < 0.9


def test_the_same_brief_elsewhere_is_a_copy() -> None:
    figures = "12 3.5 4 6 2.8"
    pair = judge(brief("1", "甲县", figures), brief("2", "甲县", figures), 1.0)
    assert pair.verdict == "mirror"


def test_briefs_whose_digits_are_lost_contradict_nothing() -> None:
    pair = judge(
        brief("1", "甲县", "12 3.5 4 6 2.8"),
        brief("2", "甲县", "1\ufffd 3.5 \ufffd 6 \ufffd.8"),
        1.0,
    )
    assert pair.verdict == "mirror"


_TEXT = st.text(alphabet="甲乙丙", min_size=0, max_size=40)


@given(_TEXT, _TEXT)
def test_shared_letters_lie_in_runs_of_both(left: str, right: str) -> None:
    inside = {
        place + step
        for place in range(len(left) - ANCHOR + 1)
        if left[place : place + ANCHOR] in right
        for step in range(ANCHOR)
    }
    assert shared(left, right) == (len(inside) / len(left) if left else 0.0)
