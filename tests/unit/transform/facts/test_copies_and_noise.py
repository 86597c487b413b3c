"""Facts of texts as mirrors show them, and of what is told in part.

The numbers are those of the forms met in real texts: 57 durations, 67 parts of a plant, 80 a pasted
advertisement, 81 a mirror's own date, 82 lines of a page around the article, 83 translated copies.
"""

from __future__ import annotations

from tests.unit.transform.facts.test_projects import facts_of, projects

REPORT = "南通海川渔业有限公司年产2万吨鱼饲料项目在尼勒克县开工，总投资1.2亿元。"


def test_57_a_duration_dates_nothing() -> None:
    (project,) = projects("5月8日，" + REPORT + "项目历时100天备料，建设期3年，分三期实施。")
    assert [(m.stage, m.date) for m in project.milestones] == [("started", "2024-05-08")]
    assert [c.value for c in project.capacities] == [20000]


def test_67_parts_of_a_plant_at_different_stages() -> None:
    text = REPORT + "目前12条生产线已经投产，另外4条生产线正在调试，预计11月投入使用。"
    (project,) = projects(text)
    assert {(c.value, c.unit) for c in project.capacities} >= {(12, "条"), (4, "条")}
    found = {(m.stage, m.date, m.status) for m in project.milestones}
    assert ("in_operation", None, "actual") in found
    assert ("in_operation", "2024-11", "planned") in found
    assert [a.status for a in project.amounts] == ["planned"]  # the whole is not complete


def test_80_a_pasted_advertisement_takes_no_part() -> None:
    text = f"新华社伊宁5月8日电（亚宝彩票网记者 王明 李强）5月8日，{REPORT}亚宝彩票网为您报道。"
    (project,) = projects(text)
    assert [(p.name, p.role) for p in project.parties] == [("南通海川渔业有限公司", "investor")]


def test_81_what_the_text_dates_itself_holds_whatever_the_mirror_says() -> None:
    text = "2010年3月12日，" + REPORT
    for published in ("2023-08-01", "2010", "2010-03-15"):
        (project,) = projects(text, published)
        assert [(m.stage, m.date) for m in project.milestones] == [("started", "2010-03-12")]


def test_82_lines_of_a_page_give_no_facts() -> None:
    around = (
        "首页 > 新闻 > 招商\n支持本站：每月捐赠30元，已有1200人捐款8.6万元\n点击领取688元红包\n"
    )
    text = around + "5月8日，" + REPORT + "\n上一篇：某地引进项目12个\n"
    facts = facts_of(text)
    (project,) = facts.projects
    assert [a.value for a in project.amounts] == [120_000_000]
    assert not [s for s in facts.statistics if s.value in (30, 1200, 86000, 688)]


def test_83_a_translated_copy_gives_nothing_wrong() -> None:
    text = (
        "新疆の尼勒克県で5月8日、年産2萬トンの魚飼料プロジェクトが着工した。総投資額は1億2000萬元。"
        "今年、38件の重大な協力プロジェクトを契約し、総投資額は約611706億元だった。"
    )
    facts = facts_of(text)
    assert all(a.value == 120_000_000 for p in facts.projects for a in p.amounts)
    assert not [s for s in facts.statistics if s.unit == "CNY" and s.value > 1e13]
