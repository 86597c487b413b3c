"""What is read of news from programmes: lists that count themselves, ceremonies, names of bodies."""

from __future__ import annotations

import pytest

from tests.unit.transform.facts.told_articles import article
from transform.facts import read
from transform.mentions.company import same
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


# -- projects told by their firm


def told(text: str) -> list[tuple[str, str | None, list[float]]]:
    return [(p.name, p.company, [a.value for a in p.amounts]) for p in facts(text).projects]


FIRM = "新疆绿苇油脂有限公司"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # what it makes, then 项目总投资
            f"{FIRM}位于和静县工业园，是一家以生产葵花籽蛋白为主的公司。\n项目总投资1.3亿元，去年10月开工。",
            [("葵花籽蛋白", FIRM, [1.3e8])],
        ),
        (  # it invests to build a plant
            f"5月8日，{FIRM}与和静县签约，将利用本地原料生产葵花籽蛋白。\n根据协议，绿苇公司将在和静县投资2亿元建厂。",
            [("葵花籽蛋白", FIRM, [2e8])],
        ),
        (  # a row of lines
            f"今年，{FIRM}投资2.4亿元，计划新建切丝、制粉、榨油等6条生产线。",
            [("切丝、制粉、榨油等6条生产线", FIRM, [2.4e8])],
        ),
        (  # built, by what it makes
            f"投资5600万元、年产3万吨葵花籽油的{FIRM}，去年10月也在和静县建成。",
            [("年产3万吨葵花籽油", FIRM, [5.6e7])],
        ),
    ],
)
def test_told_by_the_firm(text: str, expected: list[tuple[str, str | None, list[float]]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRM}是一家以生产葵花籽蛋白为主的公司，去年产值1.3亿元。",
        f"年产3万吨葵花籽油的{FIRM}，去年销售收入5600万元。",
        "县里今年投资2.4亿元，计划新建改造、绿化、亮化等6条道路。",
    ],
)
def test_what_a_firm_makes_is_no_project(text: str) -> None:
    assert told(text) == []


# -- one project under several names, several under one


def test_names_of_one_project() -> None:
    heading = f"全县最大的油脂项目——{FIRM}年产3万吨葵花籽油项目总投资2亿元。"
    assert told(heading) == [("年产3万吨葵花籽油项目", FIRM, [2e8])]
    phase = "和静纺织园二期东苇30万锭项目总投资9亿元，3月开工。东苇项目预计明年2月投产。"
    assert [p.name for p in facts(phase).projects] == ["和静纺织园二期东苇30万锭项目"]
    said = f"{FIRM}年产3万吨葵花籽油项目总投资2亿元。\n“精炼油生产线项目落户和静，意义很大。”该项目经理王强说。"
    assert len(facts(said).projects) == 1


def test_parts_of_a_project() -> None:
    text = (
        "和静县年产3万吨食用油项目总投资2亿元，5月8日开工。项目分两部分，"
        "第一部分为压榨生产线，计划投资1.5亿元；第二部分为精炼生产线，计划投资5000万元。"
    )
    (found,) = facts(text).projects
    assert [(a.role, a.value) for a in found.amounts] == [
        ("total_investment", 2e8), ("phase_investment", 1.5e8), ("phase_investment", 5e7),
    ]  # fmt: skip


def test_a_road_between_two_places_and_its_section() -> None:
    text = (
        "总投资25亿元的国道219线和静县至和硕县公路工程预计今年7月底贯通通车。"
        "其中国道219线和静县至和硕县公路工程第四合同段全长9公里，总投资3亿元。"
    )
    first, second = facts(text).projects
    assert first.name == "国道219线和静县至和硕县公路工程"
    assert [(m.stage, m.date) for m in first.milestones] == [("in_operation", "2024-07")]
    assert second.name.endswith("第四合同段")


def test_a_park_of_a_firm() -> None:
    text = "和静县绿苇科技有限公司电子产业园项目二期工程总投资2亿元，5月8日开工。"
    (found,) = facts(text).projects
    assert (found.name, found.company) == ("电子产业园项目二期工程", "和静县绿苇科技有限公司")


def test_who_took_part_may_stand_before_the_day() -> None:
    text = (
        "新疆绿苇化工有限公司年产2万吨树脂项目、新疆沙柳建材有限公司管材修复项目……"
        "5月8日，和静县21个项目集中开工，总投资31亿元。"
    )
    found = facts(text)
    days = [[(m.stage, m.date) for m in p.milestones] for p in found.projects]
    assert days == [[("started", "2024-05-08")]] * 2
    assert [p.amounts for p in found.projects] == [(), ()]


def test_what_has_a_building_site_is_under_construction() -> None:
    text = "在和静县20万千瓦光伏项目施工现场，光伏板整齐排列。"
    assert stages(text) == [("under_construction", None, "actual")]
    assert stages(text + "项目去年10月开工。") == [("started", "2023-10", "actual")]


def test_more_than_planned_is_no_sum() -> None:
    text = "2023年，山东省投入援疆资金10亿元，较计划多2亿元，完成了12个试点项目和85个年度援疆项目。"
    assert figures(text) == [
        ("aid_funds", 1e9), ("projects_completed", 12), ("projects_completed", 85),
    ]  # fmt: skip


# -- alike, but not one


def test_two_counties_have_two_projects() -> None:
    text = (
        "5月8日，和静县200万千瓦光储项目、和硕县200万千瓦光储项目同步开工。"
        "和硕县200万千瓦光储项目总投资120亿元。"
    )
    found = facts(text).projects
    assert [(p.name, [a.value for a in p.amounts]) for p in found] == [
        ("和静县200万千瓦光储项目", []), ("和硕县200万千瓦光储项目", [1.2e10]),
    ]  # fmt: skip
    assert [m.stage for p in found for m in p.milestones] == ["started", "started"]


def test_two_firms_of_one_trade_are_two() -> None:
    assert not same("和静县能源", "广东能源集团")
    assert same("广东能源集团", "广东能源集团有限公司")


@pytest.mark.parametrize(
    "text",
    [
        "该项目是全疆首个政府金融工具支持光伏项目，总投资3亿元。",
        "2024年和静县新建重点公路建设项目12个，总投资9亿元。",
        "和静县申报水泥建设项目16个，共18条大型水泥生产线，总投资90亿元。",
        "4月中旬完成开关站基础土建工程，6月投用。",
        "“订单很多。”新疆绿苇油脂有限公司项目负责人王强说，5月8日投产。",
    ],
)
def test_kinds_parts_and_counts_are_no_project(text: str) -> None:
    assert names(text) == []


def test_a_row_of_lists() -> None:
    text = (
        "此次签约的绿苇农业辣椒加工等6个项目、开工的沙柳矿业石英石破碎等12个项目、"
        "投产的青禾新能光伏组件制造等8个项目，涵盖多个领域。"
    )
    found = facts(text)
    assert [(p.name, [m.stage for m in p.milestones]) for p in found.projects] == [
        ("绿苇农业辣椒加工", ["signed"]),
        ("沙柳矿业石英石破碎", ["started"]),
        ("青禾新能光伏组件制造", ["in_operation"]),
    ]
    assert [g.count for g in found.groups] == [6, 12, 8]


def test_all_that_were_counted_are_named() -> None:
    text = (
        "5月8日，和静县3个援疆项目集中开工，项目总投资8000万元。3个援疆项目分别是"
        "滨河幼儿园项目、县文化活动中心建设项目、东湾镇污水处理池项目，年内援建资金达3850万元。"
    )
    found = facts(text)
    days = [(p.name, [(m.stage, m.date) for m in p.milestones]) for p in found.projects]
    assert sorted(days) == [
        (name, [("started", "2024-05-08")])
        for name in ("东湾镇污水处理池项目", "县文化活动中心建设项目", "滨河幼儿园项目")
    ]
    assert [a for p in found.projects for a in p.amounts] == []
    assert figures(text) == [
        ("projects_started", 3), ("investment_total", 8e7), ("aid_funds", 3.85e7),
    ]  # fmt: skip


# -- whose, and since when


def test_a_state_firm_before_its_sum() -> None:
    text = "位于和静县光伏产业园国家电投总投资4.6亿元的100兆瓦光伏发电项目5月8日开工。"
    assert facts(text).projects[0].company == "国家电投"


def test_who_moves_into_a_park_does_not_build_it() -> None:
    text = (
        "和静县农业科技产业园位于和静县南区，规划用地50公顷，总投资3.6亿元，5月8日开工。"
        "首批入园的新疆绿苇科技公司即将投产。新疆沙柳农业有限公司已达成投资意向。"
    )
    (found,) = facts(text).projects
    assert (found.name, found.company) == ("和静县农业科技产业园", None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("自今年3月份奠基仪式启动以来，建设有序推进。", [("started", "2024-03", "actual")]),
        ("6月底前具备投产条件。", [("completed", "2024-06", "planned")]),
        (
            "该项目的建成投运，将增加就业。目前正在浇筑基础。",
            [("under_construction", None, "actual")],
        ),
    ],
)
def test_more_stages(said: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert stages("和静县年产5万吨板材项目总投资2亿元。" + said) == expected


def test_the_manager_of_a_named_project_speaks_of_it() -> None:
    text = (
        "5月8日，和静县国际物流中心一期项目正在赶工。"
        "“项目31个单体均已封顶，预计11月交付使用。”和静县国际物流中心一期项目负责人王强说。"
    )
    assert stages(text) == [("topped_out", None, "actual"), ("in_operation", "2024-11", "planned")]


def test_a_size_told_of_a_project_is_no_figure_of_a_programme() -> None:
    text = (
        "和静县纺织园二期项目占地2000亩，计划新建标准化厂房60万平方米，5月8日开工。\n"
        "“我们园区今年建设标准化厂房总共是60万平方米。”和静县园区管委会主任说。"
    )
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "4月，和静县第一、第二团一周内重大项目集中开复工的项目超过500个，总投资1000多亿元。",
        "今年以来，和静经济技术开发区牢固树立“项目为王”的思想，推动项目开复工，完成产值32亿元。",
        "“这是好事。”北京市政设计研究总院有限公司和静水厂项目执行经理王强说，5月8日投产。",
        "车间里增加焚烧炉项目系统，年底完工。",
    ],
)
def test_zones_officers_and_counts_are_no_project(text: str) -> None:
    assert names(text) == []


def test_what_a_firm_built() -> None:
    text = f"2023年10月，{FIRM}很忙。当年，该公司建设了尾气利用生产线，目前已全面完工，将于6月10日投入运行。"
    (found,) = facts(text).projects
    assert (found.name, found.company) == ("尾气利用生产线", FIRM)
    assert [(m.stage, m.date) for m in found.milestones] == [
        ("completed", None), ("in_operation", "2024-06-10"),
    ]  # fmt: skip


def test_a_share_of_the_frame_is_not_the_frame() -> None:
    assert stages("和静县年产5万吨板材项目主体工程已完成工程量的20%，计划9月竣工。") == [
        ("completed", "2024-09", "planned")
    ]


def test_parts_of_the_many() -> None:
    text = "5月8日，和静县集中开工项目29个。包含市政项目18个，园区建设项目11个。"
    assert figures(text) == [
        ("projects_started", 29), ("projects_started", 18), ("projects_started", 11),
    ]  # fmt: skip


def test_a_firm_told_whole_stands_for_its_brand() -> None:
    text = "5月8日，和静县与华能北疆能源开发有限公司签约华能和静200万千瓦光伏项目，总投资140亿元。"
    assert facts(text).projects[0].company == "华能北疆能源开发有限公司"


def test_a_list_started_together_on_the_day() -> None:
    text = (
        "5月8日，和静县举行重大项目集中开工仪式，总投资30亿元的12个项目同步启动。"
        "其中，绿苇200万千瓦光伏发电、50万千瓦独立储能电站等新能源项目同步启动。"
    )
    days = [(m.stage, m.date) for p in facts(text).projects for m in p.milestones]
    assert days == [("started", "2024-05-08")] * 2


def test_who_draws_does_not_own() -> None:
    text = (
        "和静县水厂改造工程去年3月开工，投资1亿元。"
        "北京市政设计研究总院有限公司负责人介绍，工程日产水5万吨。"
    )
    assert facts(text).projects[0].company is None


@pytest.mark.parametrize(
    "text",
    [
        "5月8日，和静县力促重点项目早开工、早建设，首批17个重点项目集中开工。",
        "和静县此次开复工重点项目涉及多个领域，5月8日投产。",
        "这是一项集发电、灌溉为一体的水能开发工程，总投资1.3亿元。",
    ],
)
def test_slogans_and_what_it_is_are_no_project(text: str) -> None:
    assert names(text) == []


def test_a_place_near_which_it_stands() -> None:
    text = (
        "5月8日，在和静县北山工业园附近的和静县物流园基础设施项目施工现场，工人正在浇筑基础。"
        "该项目总投资3亿元，计划今年年底完工。\n和静县北山工业园管委会主任说：“它会带来企业。”"
    )
    (found,) = facts(text).projects
    assert found.name == "和静县物流园基础设施项目"


def test_a_ceremony_behind_the_name_and_deeds_before() -> None:
    text = (
        "4月6日，和静县青石滩水电站建设项目启动仪式在县城举行，"
        "这是绿苇商人继成立新疆绿苇农业有限公司后，又一大手笔。"
    )
    assert stages(text) == [("started", "2024-04-06", "actual")]
    assert facts(text).projects[0].company is None


def test_a_contractor_speaks_of_the_works() -> None:
    text = "{}总经理王强说：“和静县饲草加工项目今年3月开工，总投资9000万元。”"
    assert facts(text.format("新疆雪峰建设工程有限公司")).projects[0].company is None
    assert facts(text.format("新疆雪峰农业有限公司")).projects[0].company == "新疆雪峰农业有限公司"


def test_members_of_a_list_stand_where_their_names_say() -> None:
    text = (
        "截至目前，新疆已开工建设和静县饮水安全工程、中型灌区续建配套工程、"
        "新疆大学新校区建设项目等40项重点项目，总投资302亿元。"
    )
    found = facts(text).projects
    assert {p.name[:3]: p.place for p in found} == {
        "和静县": "和静县",
        "中型灌": None,
        "新疆大": None,
    }
    assert {m.stage for p in found for m in p.milestones} == {"started"}


def test_signings_of_a_firm_with_a_city() -> None:
    text = (
        "5月8日，援疆项目推介会召开，签约项目20个，签约金额395亿元。其中，和静县签约项目14个，金额284亿元。"
        "绿苇集团此次与和硕县签约3个项目，总投资额19亿元。"
    )
    assert figures(text) == [
        ("projects_signed", 20), ("investment_signed", 3.95e10), ("projects_signed", 14),
        ("investment_signed", 2.84e10), ("projects_signed", 3), ("investment_signed", 1.9e9),
    ]  # fmt: skip


# -- public works of aid: schools, hospitals, villages


def test_one_of_a_row_is_no_name() -> None:
    text = "作为援疆“交钥匙”工程之一的和静县中医院5月8日竣工，总投资4500万元。"
    assert names(text) == ["和静县中医院"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("和静县2023年暖心安居工程总投资286万元，5月8日竣工。", ["和静县2023年暖心安居工程"]),
        ("和静县2023年实施的重大项目总投资286万元，5月8日竣工。", []),
    ],
)
def test_the_year_of_a_programme_is_of_its_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("和静县第三小学教学楼5月8日竣工，投入1800万元援疆资金。", "aid_fund"),
        ("和静县第三小学教学楼5月8日竣工，总投资1800万元，援疆资金另计。", "total_investment"),
    ],
)
def test_aid_funds_behind_the_sum(text: str, role: str) -> None:
    (found,) = facts(text).projects
    assert [a.role for a in found.amounts] == [role]


def test_a_row_of_hospitals_told_of_together() -> None:
    text = (
        "和静县人民医院、和硕县人民医院和焉耆县蒙医医院均已完成主体工程封顶，"
        "三座医院将于今年第四季度竣工。"
    )
    found = facts(text).projects
    assert [p.name for p in found] == ["和静县人民医院", "和硕县人民医院", "焉耆县蒙医医院"]
    assert all(("topped_out", None) in [(m.stage, m.date) for m in p.milestones] for p in found)
    assert not any(p.capacities for p in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "和静县第一小学和焉耆县第二小学均已竣工。",
            ["和静县第一小学", "焉耆县第二小学"],
        ),
        (
            "和静县第一小学和第二小学项目总投资3000万元，5月8日开工。",
            ["和静县第一小学和第二小学项目"],
        ),
        (
            "绿苇服装项目总投资3亿元，5月8日开工，其办公楼、宿舍楼和质检中心均已封顶。",
            ["绿苇服装项目"],
        ),
    ],
)
def test_two_of_a_kind_are_two(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_what_the_extension_comprises() -> None:
    text = (
        "和静县传染病医院改扩建工程去年5月动工。"
        "改扩建项目包括门诊楼、住院楼，概算投资7322万元，新增床位160张。"
    )
    (found,) = facts(text).projects
    assert found.name == "和静县传染病医院改扩建工程"
    assert [a.value for a in found.amounts] == [73_220_000]


def test_a_kind_is_no_name() -> None:
    assert names("5月8日，和静县民生类项目开工，总投资2亿元。") == []


def test_a_short_name_of_a_firm_stands_for_the_firm() -> None:
    text = (
        "新疆绿苇丝路纺织科技股份有限公司（以下简称“绿苇公司”）落户库尔勒。"
        "绿苇公司生态纱线项目5月8日开工，总投资9亿元。"
    )
    (found,) = facts(text).projects
    assert found.company == "新疆绿苇丝路纺织科技股份有限公司"


# -- stages in a row, phases, members told of later


def test_built_and_tried_is_one_stage() -> None:
    text = "昭苏县晨霜年产2万吨菜籽油项目由晨霜粮油有限公司投资6000万元，今年三季度可建成试生产。"
    assert stages(text) == [("commissioning", "2024-Q3", "planned")]
    text = text.replace("今年三季度可建成试生产", "今年4月已建成投产")
    assert stages(text) == [("in_operation", "2024-04", "actual")]


def test_what_is_awaited_of_a_phase_is_not_the_wholes() -> None:
    text = "昭苏县晨霜年产2万吨菜籽油项目投资6000万元，今年4月建成投产，二期明年投产后产能翻番。"
    assert stages(text) == [("in_operation", "2024-04", "actual")]
    text = "昭苏县晨霜年产2万吨菜籽油项目投资6000万元，预计明年5月建成投产后年产值达8000万元。"
    assert ("in_operation", "2025-05", "planned") in stages(text)


def test_a_member_told_of_again_keeps_the_size_in_its_name() -> None:
    text = (
        "全地区有两个项目入选，分别是沙湾市万硅年产20万吨有机硅项目和额敏县中晨日处理甜菜1万吨技改项目。\n"
        "其中，有机硅项目总投资65亿元，一期已于去年11月开工。"
    )
    sizes = {c.value for p in facts(text).projects for c in p.capacities}
    assert sizes == {200_000, 10_000}


@pytest.mark.parametrize(
    "text",
    [
        "昭苏县集中力量招引一批大项目，签约金额达12亿元。",
        "县里多方奔走，促成项目早日落地，总投资3亿元。",
        "昭苏工业园狠抓重点项目建设，今年签约总额达12亿元。",
        "此次签约的内联项目中70%为合同项目，总投资200亿元。",
        "签约项目中5亿元以上项目占签约项目总额的86.5%，总投资200亿元。",
        "工人们正在以“倍速”加快项目建设，预计明年3月投产。",
    ],
)
def test_verbs_shares_and_kinds_before_project_are_no_name(text: str) -> None:
    assert names(text) == []


def test_a_name_begins_behind_what_was_done() -> None:
    text = "昭苏县晨霜纺织有限公司今年4月投产10万锭棉纺项目，总投资2亿元。"
    assert names(text) == ["10万锭棉纺项目"]
    assert names("晨霜集团在昭苏县投资20亿元建设煤电厂，今年开工。") in ([], ["煤电厂"])
