"""What a project's name does not begin with, what is none, and what belongs to its neighbours."""

from __future__ import annotations

import pytest

from tests.unit.transform.facts.told_articles import article
from transform.facts import read
from transform.records import ProjectReport


def projects(text: str) -> list[ProjectReport]:
    return list(read(article(text, "2024-05-20")).projects)


def names(text: str) -> list[str]:
    return [p.name for p in projects(text)]


def stages(text: str) -> dict[str, list[str]]:
    return {p.name: [m.stage for m in p.milestones] for p in projects(text)}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("我县番茄制品加工项目", "番茄制品加工项目"),
        ("作为签约项目的绿苇中药材种植示范项目", "绿苇中药材种植示范项目"),
        ("园区迎来了开园之作5万吨辣椒加工项目", "5万吨辣椒加工项目"),
        ("温宿县旅游目的地营销中心项目", "温宿县旅游目的地营销中心项目"),
        ("佳木镇家荣果蔬冷藏项目", "佳木镇家荣果蔬冷藏项目"),
        ("佳木镇九家户村养殖项目", "佳木镇九家户村养殖项目"),
        ("作为今年重点之一，九家户村养殖项目", "九家户村养殖项目"),
        ("温宿县农牧结合产业化项目", "温宿县农牧结合产业化项目"),
        ("民营企业500强绿苇钢构项目", "绿苇钢构项目"),
        (
            "年产800万平方米新型节能超薄岩板和8万套橱柜项目",
            "年产800万平方米新型节能超薄岩板和8万套橱柜项目",
        ),
        ("红柳乡家具生产项目", "红柳乡家具生产项目"),
        ("佳木镇实施“佳木镇水果加工服务项目”，项目", "佳木镇水果加工服务项目"),
        ("温宿县我爱家园养老院项目", "温宿县我爱家园养老院项目"),
    ],
)
def test_where_a_name_begins(words: str, name: str) -> None:
    assert names(f"4月2日，{words}开工建设，总投资3亿元。") == [name]


@pytest.mark.parametrize(
    "words",
    [
        "抓大项目",
        "温宿县成功签约两大招商引资项目",
        "谋好项目",
        "大抓新项目",
        "三大重点项目",
        "切实解决好影响项目",
        "春节过后项目",
        "高效率推进项目",
        "又一领军项目",
        "带动能力强的大项目",
        "中省财政资金扶持村集体经济项目",
        "用衔接资金建设项目",
    ],
)
def test_work_with_projects_and_the_sum_of_some_are_none(words: str) -> None:
    assert names(f"4月2日，{words}，总投资30亿元。") == []


def test_a_large_one_is_named_all_the_same() -> None:
    assert names("4月2日，温宿县大棚膜生产项目开工，总投资3亿元。") == ["温宿县大棚膜生产项目"]


def test_a_second_house_is_a_part() -> None:
    text = "今年以来，温宿县加快建设。红柳陶瓷第二栋办公楼主体结构基本建成。"
    assert names(text) == []
    assert names("今年以来，温宿县加快建设。温宿县第二中学办公楼主体结构基本建成。") != []


def test_what_stands_in_a_park_is_not_the_park() -> None:
    assert names("今年以来，佳木镇陶瓷工业园红柳、绿苇陶瓷建成投产。") == []
    assert names("今年以来，佳木镇陶瓷工业园已建成投产。") == ["佳木镇陶瓷工业园"]
    kept = names("佳木镇饲料生产基地拟建成片剂、颗粒剂4条生产线，4月2日开工，投资2亿元。")
    assert kept == ["佳木镇饲料生产基地"]


def test_a_list_begins_behind_its_verb() -> None:
    text = (
        "4月2日，温宿县举行招商引资签约暨重点项目集中开工仪式，涵盖温宿机场快线、红柳庄园、核桃油加工等5个签约项目，"
        "同时集中开工托甫汗镇绕镇公路、佳木镇水库等6个重点项目。"
    )
    assert stages(text) == {
        "温宿机场快线": ["signed"],
        "红柳庄园": ["signed"],
        "核桃油加工": ["signed"],
        "托甫汗镇绕镇公路": ["started"],
        "佳木镇水库": ["started"],
    }


def test_a_place_and_a_trade_are_no_firm() -> None:
    text = "4月2日，温宿县电子线束建设、富硒食品包装生产线、绿苇电子线圈生产线等8个项目集中开工。"
    told = {p.name: p.company for p in projects(text)}
    assert told == {
        "温宿县电子线束建设": None,
        "富硒食品包装生产线": None,
        "绿苇电子线圈生产线": "绿苇电子",
    }


def test_a_firm_of_another_part_of_the_sentence_builds_nothing() -> None:
    school = "投资8000万元、今年3月投入使用的晋绿小学解决了上学难的问题"
    firm = "援疆企业红柳农业开发有限公司把小麦加工成面粉"
    apart = projects(f"温宿县变了样：{school}；{firm}。")
    assert [(p.name, p.company) for p in apart] == [("晋绿小学", None)]


def test_a_body_of_a_kind_builds_nothing() -> None:
    text = "4月2日，温宿县红柳田园综合体项目开工建设，建成后，将成立{}，带动农户参与经营。"
    assert [p.company for p in projects(text.format("乡村旅游合作社"))] == [None]
    assert [p.company for p in projects(text.format("红柳乡村旅游合作社"))] == [
        "红柳乡村旅游合作社"
    ]


def test_what_another_has_done_is_not_the_next_ones() -> None:
    text = "今年以来，温宿县城西大道已完成工程投资4100万元，佳木镇廉租房三期项目完成工程量的80%，计划6月竣工。"
    told = {p.name: [a.value for a in p.amounts] for p in projects(text)}
    assert told.get("佳木镇廉租房三期项目") == []


def test_works_led_by_a_digit_go_on() -> None:
    text = "4月2日，温宿县红柳水库开工建设。\n工程2023年立项，总投资3亿元。"
    assert [a.value for p in projects(text) for a in p.amounts] == [3e8]


def test_what_a_programme_pays_is_no_project() -> None:
    text = "4月2日，佳木镇红柳养殖厂项目开工，计划使用财政扶持村集体经济项目补助资金150万元。"
    assert names(text) == ["佳木镇红柳养殖厂项目"]


def test_a_zone_with_its_years_figures_is_an_office() -> None:
    text = "据了解，温宿工业园区全年招商引资到位资金26亿元，固定资产投资完成14亿元。"
    assert names(text) == []
    assert names("据了解，温宿工业园区二期总投资26亿元，4月2日开工。") != []


def test_what_a_works_is_does_not_name_it() -> None:
    text = "据了解，此项工程为温宿县重要农村公路改建项目，总长18公里，中标价为3020万元。"
    assert names(text) == []
    assert names(text.replace("重要农村公路", "佳木红柳公路")) == ["温宿县佳木红柳公路改建项目"]


def test_who_counts_and_who_is_counted_build_nothing() -> None:
    text = "温宿红柳电力有限公司的数据显示，去年发电1161亿千瓦时。近日，温宿县50万千瓦风电项目并网发电。"
    assert [p.company for p in projects(text)] == [None]
    text = "4月2日，佳木镇蔬菜冷库项目建成，吸引了{}农业种植公司前来投资，总投资2亿元。"
    assert [p.company for p in projects(text.format("5家规模化"))] == [None]


def test_who_called_is_no_part_of_a_firms_name() -> None:
    text = "4月2日，县长一行深入红柳铁合金有限责任公司年产10万吨板材项目，该项目总投资2亿元。"
    assert [p.company for p in projects(text)] == ["红柳铁合金有限责任公司"]


def test_small_words_of_a_brand() -> None:
    text = "投资2.3亿元的新疆有思食品有限公司鲜食玉米项目4月2日开工。温宿县家荣果蔬有限公司投资1亿元的冷藏项目4月2日开工。"
    assert [p.company for p in projects(text)] == ["新疆有思食品有限公司", "温宿县家荣果蔬有限公司"]


def test_sorts_of_projects_and_what_another_holds_are_none() -> None:
    text = "4月2日，5个项目开工。既有壮大集群的产业链延伸项目，也有立足农业的核桃深加工项目，带动力强。"
    assert names(text) == []
    inner = "4月2日，温宿县红柳农业园项目开工，总投资2亿元，还有{}项目{}。"
    assert names(inner.format("采摘", "都包含在内")) == ["温宿县红柳农业园项目"]


def test_one_of_many_parks_and_a_manner_are_no_projects() -> None:
    text = "主题产业园模式打破边界，红柳智能产业园等7大专业园区吸引42个项目入驻，投资21亿元。"
    assert names(text) == []


def test_what_all_of_a_list_will_yield_is_not_one_members() -> None:
    text = (
        "4月2日，温宿县签约6个项目。其中包括红柳集团5万吨番茄酱项目、绿苇集团温宿辣椒项目等，"
        "涵盖多个产业，全部投产后，可实现年产值187亿元。"
    )
    assert [a.value for p in projects(text) for a in p.amounts] == []


def test_a_word_that_reads_as_a_small_sum_is_none() -> None:
    text = (
        "4月2日，温宿县锂电池基地项目开工，总投资60亿元，建成后，将成为年产值最高的三元材料基地。"
    )
    assert [a.value for p in projects(text) for a in p.amounts] == [6e9]


def test_money_given_for_projects_is_no_project() -> None:
    assert names("4月2日，代表团向受援地赠送项目启动资金1.5亿元。") == []


def test_a_phase_and_another_project_are_two() -> None:
    text = "4月2日，红柳矿业一期和绿苇饮品生产线项目开工建设，总投资3亿元。"
    assert "绿苇饮品生产线项目" in names(text)


def test_the_sum_of_those_counted_is_no_named_ones() -> None:
    text = (
        "4月2日，温宿县开工建设项目113个，包括红柳系统创新中心、绿苇航空示范区等，总投资2367亿元。"
    )
    assert [a.value for p in projects(text) for a in p.amounts] == []


def test_what_stands_for_a_trade_names_no_project() -> None:
    text = (
        "4月2日，温宿县隆重举行招商引资项目签约仪式，共计签约项目35个，投资总额超145亿元。"
        "同时还有以上市企业绿苇制药研发中心为代表的生物医药产业项目。"
    )
    assert names(text) == []


def test_a_lists_verb_and_products_are_no_part_of_firms() -> None:
    text = (
        "4月2日，行动带动了绿苇智能装备工厂、通用机械和润滑油设备生产、"
        "红柳柔性新材料研发生产等14个项目集中签约。"
    )
    assert [(p.name, p.company) for p in projects(text)] == [
        ("绿苇智能装备工厂", None),
        ("通用机械和润滑油设备生产", None),
        ("红柳柔性新材料研发生产", None),
    ]
