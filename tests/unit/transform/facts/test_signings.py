"""Signings and openings of many projects, as local papers tell them: which is whose, what is none."""

from __future__ import annotations

import pytest

from tests.unit.transform.facts.told_articles import article
from transform.facts import read
from transform.records import Facts, ProjectReport


def facts_of(text: str, published: str = "2024-05-20", title: str | None = None) -> Facts:
    return read(article(f"{title}\n{text}" if title else text, published, title))


def projects(text: str, published: str = "2024-05-20") -> list[ProjectReport]:
    return list(facts_of(text, published).projects)


def named(text: str) -> list[tuple[str, str | None]]:
    return [(p.name, p.company) for p in projects(text)]


def test_firms_in_a_row_sign_projects_in_a_row() -> None:
    text = (
        "5月8日，精河县分别与新疆绿苇食品有限公司、新疆甘泽酒业（集团）有限公司"
        "签订了枸杞饮料加工项目和葡萄酒酿造项目。"
    )
    assert named(text) == [
        ("枸杞饮料加工项目", "新疆绿苇食品有限公司"),
        ("葡萄酒酿造项目", "新疆甘泽酒业（集团）有限公司"),
    ]
    assert all(p.milestones[0].stage == "signed" for p in projects(text))


def test_two_firms_that_sign_one_project_are_not_dealt_out() -> None:
    text = "5月8日，精河县与新疆绿苇食品有限公司、新疆甘泽酒业有限公司签订了枸杞饮料加工项目。"
    assert len(named(text)) == 1


def test_each_firm_of_a_list_pays_for_its_own() -> None:
    text = (
        "5月8日，精河县与客商签订了3个投资项目，包括新疆绿苇新能源有限公司在精河投资2.5亿元建设光伏发电项目、"
        "浙江甘泽用品有限公司投资1.5亿元建设文具生产项目、新疆苍岭投资有限公司投资2.4亿元建设光伏发电项目等。"
    )
    found = projects(text)
    assert [(p.name, p.company, p.amounts[0].value) for p in found] == [
        ("光伏发电项目", "新疆绿苇新能源有限公司", 2.5e8),
        ("文具生产项目", "浙江甘泽用品有限公司", 1.5e8),
        ("光伏发电项目", "新疆苍岭投资有限公司", 2.4e8),
    ]
    assert {(m.stage, m.date) for p in found for m in p.milestones} == {("signed", "2024-05-08")}


def test_a_list_with_the_firms_in_full() -> None:
    text = (
        "5月8日，精河县集中签约12个项目，包括新疆绿苇集团工程机械有限公司挖掘机再制造项目、"
        "浙江甘泽防水科技发展有限公司年产200万平方米防水卷材项目等。"
    )
    assert named(text) == [
        ("新疆绿苇集团工程机械有限公司挖掘机再制造项目", "新疆绿苇集团工程机械有限公司"),
        ("年产200万平方米防水卷材项目", "浙江甘泽防水科技发展有限公司"),
    ] or [c for _, c in named(text)] == [
        "新疆绿苇集团工程机械有限公司", "浙江甘泽防水科技发展有限公司",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "5月8日，精河县共签约两个项目。",
        "5月8日，管委会副主任代表园区签订12个招商引资项目合同。",
        "此次精河代表团签约项目涵盖三类产业。",
        "这几年，在疆落地项目发展势头很好。",
        "5月8日，精河工业园区举行5月招商项目签约仪式。",
        "公司看中园区独特的区位优势。",
        "另外9个商业项目投资建设各类汽车维修站、配件街、汽车加气站项目等。",
        "煤炭、文化旅游产业集群项目等也取得了不同程度的进展。",
    ],
)
def test_what_counts_many_or_only_acts_is_no_project(text: str) -> None:
    assert projects(text) == []


def test_a_park_in_which_a_firm_stands() -> None:
    text = "5月8日，精河工业城（开发区）新疆绿苇纺织有限公司5万锭纺纱生产线建成正式投产。"
    (found,) = projects(text)
    assert "工业城" not in found.name
    assert found.company == "新疆绿苇纺织有限公司"
    assert [(m.stage, m.date) for m in found.milestones] == [("in_operation", "2024-05-08")]


SPEECH = (
    "“公司计划投资18亿元在精河县建设农机产业园，为新疆甘泽农机股份有限公司提供配套服务。”"
    "{}，项目预计今年6月开工，年利税达8000万元。"
)


def test_the_firm_of_who_speaks_builds_not_its_customer() -> None:
    (found,) = projects(SPEECH.format("浙江绿苇工程有限公司法定代表人、总经理张某说"))
    assert (found.name, found.company) == ("农机产业园", "浙江绿苇工程有限公司")
    assert [(m.stage, m.date) for m in found.milestones] == [("started", "2024-06")]
    assert [(a.role, a.value) for a in found.amounts] == [
        ("total_investment", 1.8e9),
        ("annual_profit_tax", 8e7),
    ]


TWO = "园区正在建设两个重点项目，精河恒远移动能源产业园和精河鑫润光电产业园。"


def test_two_projects_told_by_apposition_and_together() -> None:
    text = TWO + "“这两个项目从今年3月15日开工以来，每天加紧施工。”管委会副主任说。"
    found = projects(text)
    assert [p.name for p in found] == ["精河恒远移动能源产业园", "精河鑫润光电产业园"]
    assert [[(m.stage, m.date) for m in p.milestones] for p in found] == [
        [("started", "2024-03-15")], [("started", "2024-03-15")],
    ]  # fmt: skip


def test_a_brand_takes_up_the_project_of_its_sentence() -> None:
    text = TWO.removesuffix("。") + (
        "，恒远项目总投资72亿元，其中一期计划投资25亿元，两年内建成并投产，预计年产值95亿元，"
        "同时项目将带动约120亿元的相关产业投资，相关产业年产值约130亿元；鑫润项目总投资12亿元。"
    )
    first, second = projects(text)
    assert [(a.role, a.value) for a in first.amounts] == [
        ("total_investment", 7.2e9),
        ("phase_investment", 2.5e9),
        ("annual_output_value", 9.5e9),
    ]
    assert [(a.role, a.value) for a in second.amounts] == [("total_investment", 1.2e9)]
    assert not any(m.stage == "in_operation" for m in first.milestones)


def test_a_building_that_the_firm_named_before_puts_up() -> None:
    text = "5月8日，新疆绿苇实业有限公司与精河县政府签订5亿元项目，该企业将在精河县新建商务综合楼作为公司总部。"
    (found,) = projects(text)
    assert (found.name, found.company) == ("商务综合楼", "新疆绿苇实业有限公司")


def test_a_park_within_a_park_stands_where_the_inner_one_does() -> None:
    text = "霍尔果斯经济开发区伊宁园区签约一个项目。年产2万吨木糖醇项目预计10月竣工。"
    (found,) = projects(text)
    assert found.place == "伊宁市"


def test_an_article_of_another_province_has_its_places() -> None:
    (found,) = projects("5月8日，瓜州县年产2万吨木糖醇项目开工。")
    assert found.place == "瓜州县"
    (found,) = projects("5月8日，来自瓜州县的客商在精河县开工年产2万吨木糖醇项目。")
    assert found.place == "精河县"


@pytest.mark.parametrize(
    "text",
    [
        "5月8日，精河县与客商接洽，逐个项目跟进。",
        "5月8日，精河县签约22个项目，一产项目5亿元，二产项目3亿元。",
        "5月8日，书记表示，关键是依靠项目，靠项目来推动发展。",
        "5月8日，精河县集中签约，新疆绿苇氢能有限公司、新疆甘泽酒业有限公司等5家企业参加。",
    ],
)
def test_words_for_projects_at_large(text: str) -> None:
    assert projects(text) == []


def test_a_size_of_a_phase_is_that_phase() -> None:
    text = (
        "新疆绿苇色纺公司今年计划投资20亿元，在精河县建设二期13万锭和27万锭的棉纺项目。"
        "13万锭棉纺项目预计10月投产，27万锭项目计划明年投产。"
    )
    (found,) = projects(text)
    assert found.name == "二期13万锭和27万锭的棉纺项目"
    assert [(a.role, a.value) for a in found.amounts] == [("total_investment", 2e9)]
    assert [(m.stage, m.date) for m in found.milestones] == [
        ("in_operation", "2024-10"), ("in_operation", "2025"),
    ]  # fmt: skip


def test_phases_of_other_sizes_are_two() -> None:
    text = "5月8日，二期13万锭和27万锭棉纺项目开工。5月9日，15万锭棉纺项目投产。"
    assert len(projects(text)) == 2


def test_what_leads_up_to_a_name_behind_a_dash() -> None:
    text = (
        "全县最大的陶瓷项目——新疆绿苇陶瓷有限公司年产2020万平方米的瓷砖生产线上，工人正在安装设备。"
        "“陶瓷大板生产线项目5月8日开工。”该项目总经理说，项目分两部分，第一部分为大板生产线，"
        "计划总投资6亿元。"
    )
    (found,) = projects(text)
    assert found.company == "新疆绿苇陶瓷有限公司"
    assert [(a.role, a.value) for a in found.amounts] == [("phase_investment", 6e8)]
    assert [(m.stage, m.date) for m in found.milestones] == [("started", "2024-05-08")]


def test_an_open_list_of_those_that_start() -> None:
    text = (
        "5月8日，精河县举行重点项目集中开工仪式。本次开工的重点项目包括精河物流产业园（电商服务中心）、"
        "枸杞深加工基地等，涵盖工业和农业等领域。"
    )
    found = projects(text)
    assert [p.name for p in found] == ["精河物流产业园（电商服务中心）", "枸杞深加工基地"]
    assert [[(m.stage, m.date) for m in p.milestones] for p in found] == [
        [("started", "2024-05-08")], [("started", "2024-05-08")],
    ]  # fmt: skip


def test_fields_that_projects_cover_are_none() -> None:
    assert projects("5月8日，精河县集中开工的项目包括新能源装备、农产品加工等，涵盖工业。") == []


def test_the_firm_of_a_holding_before_a_product() -> None:
    (found,) = projects("5月8日，精河县华远控股智能装备项目开工，总投资50亿元。")
    assert found.company == "华远控股"


def test_turnover_once_it_runs_is_the_projects() -> None:
    text = "5月8日，精河县年产2万吨木糖醇项目开工，建成达产后预计可实现年营收超30亿元，形成10万吨年产能。"
    (found,) = projects(text)
    assert [(a.role, a.value) for a in found.amounts] == [("annual_sales", 3e9)]
    assert (100000, "吨", "year") in [(c.value, c.unit, c.per) for c in found.capacities]


def test_what_is_awaited_by_a_month() -> None:
    text = "精河县10万锭棉纺项目建设正在紧锣密鼓地进行。预计明年5月项目建成投产后，将实现年产值3.2亿元。"
    (found,) = projects(text)
    assert [(m.stage, m.date, m.status) for m in found.milestones] == [
        ("under_construction", None, "actual"), ("in_operation", "2025-05", "planned"),
    ]  # fmt: skip


def test_the_ends_of_a_line_are_not_its_place() -> None:
    (found,) = projects("5月8日，精河至伊宁高铁项目开工，总投资90亿元。")
    assert found.place is None


def test_counts_of_lines_in_a_row() -> None:
    text = "5月8日，精河县瓷砖项目开工，建设3条瓷砖生产线和1条卫浴生产线。"
    (found,) = projects(text)
    assert [(c.value, c.unit) for c in found.capacities] == [(3, "条"), (1, "条")]


SETTLED = "{}今年7月作为招商企业落地精河县，该项目总投资1.1亿元，11月25日可投产，预计年产值15亿元。"


def test_a_firm_that_settles_is_the_project() -> None:
    (found,) = projects(SETTLED.format("新疆绿苇支架有限公司"), "2024-09-20")
    assert (found.name, found.company, found.place) == (
        "新疆绿苇支架有限公司", "新疆绿苇支架有限公司", "精河县",
    )  # fmt: skip
    assert [(a.role, a.value) for a in found.amounts] == [
        ("total_investment", 1.1e8), ("annual_output_value", 1.5e9),
    ]  # fmt: skip
    assert ("in_operation", "2024-11-25") in [(m.stage, m.date) for m in found.milestones]


def test_a_firm_told_by_what_is_paid_for_it() -> None:
    text = "投资5600万元、年产1.2亿块页岩砖的精河县绿苇建材有限公司，去年10月建成。"
    (found,) = projects(text)
    assert [(a.role, a.value) for a in found.amounts] == [("total_investment", 5.6e7)]
    assert [(m.stage, m.date) for m in found.milestones] == [("completed", "2023-10")]


@pytest.mark.parametrize(
    "text",
    [
        "新疆绿苇支架有限公司去年投资1.1亿元，产值15亿元。",  # nothing settles or opens
        "该工程由新疆绿苇支架有限公司投资1.1亿元建成。",  # who pays for what was named before
        "与新疆绿苇支架有限公司签约，总投资1.1亿元，今年开工。",
        "新疆绿苇支架有限公司、新疆甘泽有限公司落户，总投资1.1亿元。",  # a sum of two
        "作为精河县光伏组件项目配套企业，新疆绿苇支架有限公司落地精河县。",
    ],
)
def test_firms_that_are_no_projects(text: str) -> None:
    assert [p.name for p in projects(text)] == []


def test_who_brought_a_firm_does_not_build() -> None:
    text = (
        "浙江绿苇实业有限公司是由“链主”企业新疆甘泽资源控股有限公司引进，总投资20亿元，"
        "在精河县建设年产20万吨铝棒项目。"
    )
    assert [c for _, c in named(text)] == ["浙江绿苇实业有限公司"]


def test_two_products_of_one_size_are_two_projects() -> None:
    text = (
        "新疆绿苇石化有限公司120万吨/年对苯二甲酸项目4月投产。"
        "绿苇石化投资建设120万吨/年聚酯项目，5月8日开工。"
    )
    assert len(projects(text)) == 2


def test_what_many_have_in_place_is_not_the_projects() -> None:
    text = (
        "精河县酒业产业园项目5月8日开工，总投资1.6亿元。今年，全州招引了187个招商引资项目，"
        "总投资933亿元。目前，已到位资金67亿元。"
    )
    (found,) = projects(text)
    assert [(a.role, a.value) for a in found.amounts] == [("total_investment", 1.6e8)]


def test_a_paragraph_that_goes_on_with_the_works() -> None:
    text = (
        "精河县酒业产业园项目总投资1.6亿元，5月8日开工。\n"
        "目前，已完成实验楼的地基施工，主体开始浇筑。预计，今年9月建成。"
    )
    (found,) = projects(text)
    assert ("completed", "2024-09") in [(m.stage, m.date) for m in found.milestones]
    far = text.replace("目前，已完成实验楼的地基施工，主体开始浇筑。", "全州发展势头良好。")
    (found,) = projects(far)
    assert [(m.stage, m.date) for m in found.milestones] == [("started", "2024-05-08")]


def test_a_row_of_products_inside_a_name() -> None:
    text = (
        "新疆绿苇风电有限公司投资10亿元建设年产200万千瓦风电叶片、主机等装备制造基地，填补了空白。"
    )
    assert named(text) == [
        ("年产200万千瓦风电叶片、主机等装备制造基地", "新疆绿苇风电有限公司"),
    ]  # fmt: skip


def test_the_cost_of_the_project_before_another_is_paid_for() -> None:
    text = (
        "精河县2GW光伏组件项目5月8日开工。新疆绿苇光伏有限公司总经理说：“项目总投资两亿元左右，"
        "明年我们准备在精河县投资30亿元，建起一个5GW的全产业链的光伏示范产业园。”"
    )
    first, second = projects(text)
    assert [(a.role, a.value) for a in first.amounts] == [("total_investment", 2e8)]
    assert [(a.role, a.value) for a in second.amounts] == [("total_investment", 3e9)]


def test_the_day_on_which_works_were_seen_is_no_date() -> None:
    text = "5月18日，在精河县电子产业园项目工地，工人加紧施工，总投资2亿元。"
    (found,) = projects(text)
    assert [(m.stage, m.date) for m in found.milestones] == [("under_construction", None)]
    (found,) = projects("5月18日，精河县电子产业园项目复工，总投资2亿元。")
    assert [(m.stage, m.date) for m in found.milestones] == [("under_construction", "2024-05-18")]


def test_the_county_in_the_name_of_the_only_firm() -> None:
    (found,) = projects("5月18日，在精河县绿苇科技有限公司电子产业园项目工地，总投资2亿元。")
    assert (found.company, found.place) == ("精河县绿苇科技有限公司", "精河县")


def test_a_chain_of_places_leaves_its_last() -> None:
    (found,) = projects("5月8日，新疆昌吉回族自治州吉木萨尔县2GW光伏组件项目开工。")
    assert found.name == "吉木萨尔县2GW光伏组件项目"


def test_storage_and_fields_are_no_yearly_output() -> None:
    text = "5月8日，精河县酒业项目开工，包括年产3000吨葡萄酒生产线、1.2万吨葡萄酒仓储能力和4000亩的葡萄基地。"
    (found,) = projects(text)
    assert [(c.value, c.unit, c.per) for c in found.capacities] == [
        (3000, "吨", "year"), (12000, "吨", None), (4000, "亩", None),
    ]  # fmt: skip


def test_products_of_one_figure_in_a_row() -> None:
    text = "5月8日，精河县高粱利用项目开工，年产10万吨蔗糖、10万吨纸浆、10万吨瓦楞纸。"
    (found,) = projects(text)
    assert [(c.value, c.per) for c in found.capacities] == [(100000, "year")] * 3


def test_an_area_of_land_in_a_name() -> None:
    (found,) = projects("5月8日，精河县10万亩沙漠治理项目开工，总投资7亿元。")
    assert found.name.endswith("10万亩沙漠治理项目")


@pytest.mark.parametrize(
    "text",
    [
        "5月8日，精河经济技术开发区（河东区）28个重点项目集中开工。",
        "精河经济开发区兵团分区2023年在建项目35个，总投资168亿元，实现税收7.1亿元。",
        "今年，精河县推进“两港一中心”建设，总投资1156亿元。",
        "5月8日，作为仓储交易中心首个开工的重点项目，计划总投资2.9亿元。",
        "今年已经签约优质畜牧、特色粮油等22个项目。",
        "按照项目签约计划，精河县的两个手机整机生产项目将投资4亿元。",
    ],
)
def test_zones_slogans_and_kinds_are_no_projects(text: str) -> None:
    assert projects(text) == []


def test_a_zone_that_is_laid_out_is_one() -> None:
    (found,) = projects("5月8日，精河经济开发区奠基，总投资20亿元。")
    assert found.name == "精河经济开发区"


def test_this_project_has_the_sum_though_parts_are_named_behind() -> None:
    text = (
        "精河煤化一体化项目5月8日开工。该项目总投资338亿元，建设包括年产80万吨烯烃项目、"
        "精河煤化一体化生活中心项目。精河煤化一体化生活中心项目总投资3亿元。"
    )
    found = {p.name: p for p in projects(text)}
    whole = found["精河煤化一体化项目"]
    assert [(a.role, a.value) for a in whole.amounts] == [("total_investment", 3.38e10)]
    part = found["精河煤化一体化生活中心项目"]
    assert [a.value for a in part.amounts] == [3e8]


def test_a_part_that_a_name_joins_is_a_project_of_its_own() -> None:
    text = (
        "5月8日，精河县年产40亿立方米煤制气及配套煤矿项目奠基，计划投资220亿元。"
        "同时，配套煤矿项目估算投资80亿元。"
    )
    assert [[a.value for a in p.amounts] for p in projects(text)] == [[2.2e10], [8e9]]


def test_a_project_that_is_told_by_agreement_or_speech() -> None:
    text = (
        "2024年1月，浙江绿苇供应链有限公司与精河县签订招商引资项目框架协议。根据协议，项目总投资18亿元，"
        "主要生产手机整机，年底投产。"
    )
    assert named(text) == [("手机整机", "浙江绿苇供应链有限公司")]
    text = "浙江绿苇电子有限公司董事长说：“项目总投资6亿元，我们分两期建设，主要是生产显示屏。”"
    assert named(text) == [("显示屏", "浙江绿苇电子有限公司")]


def test_what_four_named_projects_cost_is_none_of_theirs() -> None:
    text = "5月8日，精河县的四大项目，即“总部大厦”项目及“北部产业园”项目开工，已完成投资22亿元。"
    assert all(not p.amounts for p in projects(text))


def test_a_firm_with_its_county_in_brackets_before_a_name() -> None:
    text = (
        "今年4月，投资近10亿元、坐落在精河县的绿苇重能（精河）大兆瓦风电装备制造产业园项目进入试生产阶段。"
        "该产业园是绿苇重能股份有限公司的基地。"
    )
    (found,) = projects(text)
    assert (found.name, found.company) == ("大兆瓦风电装备制造产业园项目", "绿苇重能股份有限公司")
    assert [(m.stage, m.date) for m in found.milestones] == [("commissioning", "2024-04")]


def test_a_signing_that_took_place() -> None:
    text = "5月8日，六十四团与新疆绿苇农业有限公司2000万羽家禽养殖项目签约仪式在该团会议室举行。"
    (found,) = projects(text)
    assert [(m.stage, m.date) for m in found.milestones] == [("signed", "2024-05-08")]


def test_what_a_firm_founded_for_it_builds() -> None:
    text = (
        "近日，精河县与浙江绿苇牧业有限公司、新疆甘泽农牧有限公司成功签约，成立新疆苍岭农牧股份有限公司。"
        "该项目总投资12.9亿元，建设10万头肉牛养殖、屠宰基地和30万吨饲料厂。"
    )
    assert named(text) == [("10万头肉牛养殖、屠宰基地和30万吨饲料厂", "新疆苍岭农牧股份有限公司")]


def test_what_is_told_of_projects_at_large_in_a_new_paragraph() -> None:
    text = (
        "5月8日，精河县年产36万吨氨纶项目开工，总投资120亿元。\n"
        "项目建设是强引擎，今年全县安排重大建设项目139个，总投资1180亿元。"
    )
    (found,) = projects(text)
    assert [a.value for a in found.amounts] == [1.2e10]


def test_works_that_are_completed_are_no_name() -> None:
    text = (
        "5月8日，精河县年产800万件服装项目签约，总投资1.5亿元。"
        "年底前全面完成厂房建设、设备购置、安装调试及试生产，预计年产值3亿元。"
    )
    (found,) = projects(text)
    assert found.name == "精河县年产800万件服装项目"
    assert {m.date for m in found.milestones if m.stage == "commissioning"} == {"2024"}


def test_a_product_that_ends_as_firms_do() -> None:
    text = "5月8日，精河县聚乳酸材料项目、精河县消费电子产业园等9个产业项目开工。"
    assert {c for _, c in named(text)} == {None}


def test_members_of_lists_led_by_a_sum_have_none_of_it() -> None:
    text = (
        "8日，阿克苏地区二季度招商引资项目集中签约、开工活动举行。活动现场，计划总投资82.4亿元的"
        "温宿县5万锭气流纺纱、库车市苹果深加工等30个重点项目进行了集中签约，总投资41.5亿元的沙雅县辣椒加工、"
        "拜城县陶瓷生产线等12个项目集中开工。"
    )
    found = list(facts_of(text, "2024-07-09").projects)
    assert [(p.name, p.place) for p in found] == [
        ("温宿县5万锭气流纺纱", "温宿县"),
        ("库车市苹果深加工", "库车市"),
        ("沙雅县辣椒加工", "沙雅县"),
        ("拜城县陶瓷生产线", "拜城县"),
    ]
    assert not any(p.amounts for p in found)
    assert [[(m.stage, m.date) for m in p.milestones] for p in found] == [
        [("signed", "2024-07-08")],
        [("signed", "2024-07-08")],
        [("started", "2024-07-08")],
        [("started", "2024-07-08")],
    ]


def test_what_is_said_of_a_list_behind_a_comma_and_of_a_member_later() -> None:
    text = (
        "“绿苇文旅产业园”、甘泽肉羊研究院、“福旺牛养殖中心”3个天津援疆项目，在于田县揭牌并投入运营。"
        "甘泽肉羊研究院总占地面积3382平方米，建起育种中心。"
    )
    found = projects(text)
    assert [p.name for p in found] == ["绿苇文旅产业园", "甘泽肉羊研究院", "福旺牛养殖中心"]
    assert all([m.stage for m in p.milestones] == ["in_operation"] for p in found)
    assert [[c.value for c in p.capacities] for p in found] == [[], [3382], []]


def test_a_ceremony_for_one_project_and_its_other_name() -> None:
    text = (
        "7月24日，六十四团与新疆绿苇农业科技有限公司2000万羽家禽养殖项目签约仪式举行。"
        "仪式上，双方达成合作，签约引进第四师设施农业养殖场项目落地六十四团。该项目总投资2亿元。"
    )
    assert named(text) == [("2000万羽家禽养殖项目", "新疆绿苇农业科技有限公司")]
    assert [a.value for a in projects(text)[0].amounts] == [2e8]


def test_another_project_at_the_same_ceremony_stays_its_own() -> None:
    text = (
        "7月24日，六十四团与新疆绿苇农业科技有限公司2000万羽家禽养殖项目签约仪式举行。"
        "仪式上，该团还签约引进番茄酱加工项目。"
    )
    assert len(named(text)) == 2


def test_who_pays_in_the_clause_before() -> None:
    text = (
        "近日，绿苇光能投资1.8亿元，在托克逊县建设年产15万吨的番茄酱加工厂。"
        "该加工厂预计可实现年营业收入5.5亿元。"
    )
    (found,) = projects(text)
    assert (found.name, found.company) == ("年产15万吨的番茄酱加工厂", "绿苇光能")
    assert [(a.role, a.value) for a in found.amounts] == [
        ("total_investment", 1.8e8),
        ("annual_sales", 5.5e8),
    ]


def test_a_firms_own_turnover_stays_its_own() -> None:
    text = "绿苇公司投资1.8亿元建设番茄酱加工项目。公司预计今年营业收入5.5亿元。"
    assert [[a.role for a in p.amounts] for p in projects(text)] == [["total_investment"]]


def test_cloth_is_made_by_length_and_roads_are_not() -> None:
    text = "温宿县绿苇纺织产业园项目开工建设，建成后年产100万锭棉纱、1亿米面料，园内道路长3000米。"
    assert [(c.value, c.unit, c.per) for p in projects(text) for c in p.capacities][:2] == [
        (1e6, "锭", "year"),
        (1e8, "米", "year"),
    ]


def test_what_is_built_along_is_a_part() -> None:
    text = "绿苇公司投资5亿元，在温宿县建设20万千瓦光伏发电项目，同步建设储能项目。"
    assert [p.name for p in projects(text)] == ["20万千瓦光伏发电项目"]


def test_pieces_used_are_no_capacity() -> None:
    text = "托克逊县90兆瓦光伏电站项目并网发电，共使用了约30万片单片功率达295瓦的组件。"
    assert [(c.value, c.unit) for p in projects(text) for c in p.capacities] == [(90, "兆瓦")]


def test_a_park_in_brackets_is_what_a_region_is_called_too() -> None:
    text = "上半年，温宿县（金果工业园区）招商引资开工项目36个，到位资金6亿元。"
    assert not projects(text)
