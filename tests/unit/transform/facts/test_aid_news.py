"""What is read of news from programmes: lists that count themselves, ceremonies, names of bodies."""

from __future__ import annotations

import pytest

from tests.unit.transform.facts.told_articles import article
from transform.facts import read
from transform.records import Facts


def facts(text: str, published: str = "2024-05-20") -> Facts:
    return read(article(text, published))


def names(text: str) -> list[str]:
    return [p.name for p in facts(text).projects]


def stages(text: str, published: str = "2024-05-20") -> list[tuple[str, str | None, str]]:
    (found,) = facts(text, published).projects
    return [(m.stage, m.date, m.status) for m in found.milestones]


def figures(text: str, published: str = "2024-05-20") -> list[tuple[str, float]]:
    return [(s.metric, s.value) for s in facts(text, published).statistics]


# -- lists that end in their own number


def test_a_list_that_counts_its_members() -> None:
    text = "5月8日，兴苇商砼搅拌站、沙柳滩牛羊育肥场和连队供暖管网改造三个项目同步开工。"
    assert names(text) == ["兴苇商砼搅拌站", "沙柳滩牛羊育肥场", "连队供暖管网改造"]
    (group,) = facts(text).groups
    assert (group.count, group.exhaustive, group.stage) == (3, True, "started")


@pytest.mark.parametrize(
    "text",
    [
        "5月8日，兴苇商砼搅拌站、沙柳滩牛羊育肥场和连队供暖管网改造五个项目同步开工。",  # not as many
        "5月8日，新能源装备、现代煤化工、纺织服装三个项目库同步建立。",
        "5月8日，新疆绿苇建材公司的、新疆沙柳牧业公司的两个项目同步开工。",
    ],
)
def test_what_only_looks_like_such_a_list(text: str) -> None:
    assert facts(text).groups == ()


def test_names_told_apart_by_their_number() -> None:
    text = "和静县第三小学总投资2000万元，5月8日竣工。和静县第四小学总投资1800万元，4月6日竣工。"
    assert names(text) == ["和静县第三小学", "和静县第四小学"]


def test_what_goes_with_a_thing_is_another_project() -> None:
    text = "和静县医院分院建设项目5月8日竣工。投资900万元的和静县医院分院配套项目正在采购设备，计划8月完工。"
    found = facts(text).projects
    assert [[a.value for a in p.amounts] for p in found] == [[], [9_000_000]]


# -- what is no name


@pytest.mark.parametrize(
    "text",
    [
        "5月8日，团场迅速掀起大干快上抓项目的热潮，工程陆续开工。",
        "该队先后协助和静县引进60多个产业项目，计划总投资90亿元。",
        "县里着力推进援建项目，目前续建项目已全部复工。",
        "5月8日，和静县经济开发区南山园区举行签约仪式，共签约6个项目，总金额12亿元。",
        "多家企业看中园区的电价，5月8日签约落户。",
    ],
)
def test_no_project(text: str) -> None:
    assert names(text) == []


def test_an_alias_in_brackets_begins_no_name() -> None:
    text = (
        "2021年以来，援疆工作队协助兵团第三师（以下简称“师市”）引进60多个产业项目，总投资90亿元。"
    )
    assert names(text) == []
    assert figures(text) == [("projects_signed", 60), ("investment_signed", 9e9)]


def test_how_it_is_built_is_no_phase() -> None:
    text = (
        "年产2万吨板材项目占地50亩，首期投资8000万元，计划总投资2亿元，整个工程分三年三期实施完成。"
    )
    (found,) = facts(text).projects
    assert [(a.role, a.value) for a in found.amounts] == [
        ("phase_investment", 8e7), ("total_investment", 2e8),
    ]  # fmt: skip


def test_what_a_project_is_made_of() -> None:
    text = "绿苇集团水泥项目总投资9亿元，5月8日开工。水泥项目，包括2条熟料生产线和年产60万吨粉磨项目，一期投资4亿元。"
    (found,) = facts(text).projects
    assert [a.value for a in found.amounts] == [9e8, 4e8]


def test_a_building_of_a_body_is_called_after_it() -> None:
    text = "和静县援疆指挥部综合楼工程建筑面积3300平方米，计划8月竣工。"
    assert names(text) == ["和静县援疆指挥部综合楼工程"]


@pytest.mark.parametrize(
    ("name", "firm"),
    [
        ("中广核额敏风电项目", "中广核"),
        ("大唐木垒风电项目", "大唐"),
        ("大唐风情街区项目", None),
        ("三峡移民新村项目", None),
    ],
)
def test_a_state_firm_whose_short_name_leads(name: str, firm: str | None) -> None:
    (found,) = facts(f"{name}总投资3亿元，5月8日开工。").projects
    assert found.company == firm


# -- stages and their days


def test_a_dispatch_has_its_own_day() -> None:
    text = "中新社和静5月9日电 5月6日，和静县年产5万吨板材项目开工仪式举行。该项目正式开工。"
    assert stages(text) == [("started", "2024-05-06", "actual")]
    assert stages(text.replace("电 5月6日，", "电 ")) == [("started", None, "actual")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("4月份开始施工。", [("started", "2024-04", "actual")]),
        ("5月8日举行签字仪式。", [("signed", "2024-05-08", "actual")]),
        ("预计明年6月建成并投入使用。", [("in_operation", "2025-06", "planned")]),
        (
            "建成投入使用后，可方便群众。目前正在浇筑基础。",
            [("under_construction", None, "actual")],
        ),
        ("5月8日，工人正在浇筑基础。", [("under_construction", None, "actual")]),
        ("厂房主体建设已完成。", [("topped_out", None, "actual")]),
    ],
)
def test_stages(said: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert stages("和静县年产5万吨板材项目总投资2亿元，" + said) == expected


def test_the_day_on_which_a_reporter_hears_is_no_ceremony() -> None:
    text = "5月8日，{}和静县6个援疆项目集中开工。\n其中，年产5万吨板材项目总投资2亿元。"
    assert stages(text.format("")) == [("started", "2024-05-08", "actual")]
    assert stages(text.format("记者从援疆指挥部获悉，")) == []


def test_a_park_that_settles_in_a_county() -> None:
    text = "5月8日，和静县与绿苇集团签订协议，和静县绿苇纺织产业园正式落户和静县。"
    assert stages(text)[0][0] == "signed"


# -- sizes and figures


def test_sizes_in_the_name_and_power_in_degrees() -> None:
    text = "和静县25万纱锭项目5月8日开工，屋顶年发电量将达2亿度，车间保持在28度。"
    (found,) = facts(text).projects
    sizes = [(c.value, c.unit, c.per) for c in found.capacities]
    assert sizes == [(250_000, "锭", None), (2e8, "千瓦时", "year")]


def test_the_corps_builds_nothing_by_its_name() -> None:
    text = "日前，新疆生产建设兵团第三师14个重点项目集中开工，总投资近60亿元。"
    assert figures(text) == [("projects_started", 14), ("investment_total", 6e9)]


def test_what_all_of_them_are_to_bring() -> None:
    text = "5月8日，和静县7个援疆项目集中开工。以上项目投产达产后，预计可实现年销售收入18亿元、利税4亿元。"
    assert figures(text)[1:] == [("other", 1.8e9), ("other", 4e8)]
    one = "该项目投产达产后，预计可实现年销售收入18亿元。"
    assert figures("5月8日，和静县7个援疆项目集中开工。" + one) == [("projects_started", 7)]
