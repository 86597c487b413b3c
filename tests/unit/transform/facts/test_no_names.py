"""Words before 项目 that name none, and whose a firm is in a row of names."""

from __future__ import annotations

import pytest

from tests.unit.transform.facts.told_articles import article
from transform.facts import read
from transform.records import ProjectReport

_FACTS = "总投资3亿元，4月2日开工建设。"


def projects(text: str) -> list[ProjectReport]:
    return list(read(article(text, "2024-05-20")).projects)


def names(text: str) -> list[str]:
    return [p.name for p in projects(text)]


@pytest.mark.parametrize(
    "words",
    [
        "疫情防控和重点项目",
        "超亿元项目",
        "压茬推进高质量项目",
        "绿苇公司紧锣密鼓地推进项目",
        "温宿经济开发区开展重点项目",
        "坚持要素跟着项目",
        "县领导出席仪式并宣布项目",
        "全身心扑在项目",
        "除了项目",
        "有力确保了项目",
        "参会人员就项目",
        "县政府坚定不移上项目",
        "切实解决项目",
        "高度重视重大前期项目",
        "规范化推进项目",
        "精心谋划项目",
        "定期调度和项目",
        "开年首个超百亿级项目集群",
    ],
)
def test_what_is_done_names_no_project(words: str) -> None:
    assert names(f"今年以来，{words}{_FACTS}") == []


@pytest.mark.parametrize(
    "name",
    [
        "温宿县超薄玻璃项目",
        "温宿县屋顶光伏整县推进项目",
        "温宿县高度近视防治中心项目",
        "托克逊县疫苗冷链仓储项目",
        "温宿县要素市场交易中心项目",
        "托克逊县种植基地推广项目",
        "温宿县公共文化服务中心项目",
    ],
)
def test_a_thing_that_holds_such_words_is_one(name: str) -> None:
    assert names(f"今年以来，{name}{_FACTS}") == [name]


def test_a_zone_of_projects_is_a_place() -> None:
    text = "位于柳泉项目区的绿苇肉业有限公司投产近一年，生产情况良好，总投资2000万元。"
    assert "柳泉项目" not in names(text)


def test_a_paragraph_about_a_zone_does_not_go_on_about_the_last_project() -> None:
    text = (
        "绿苇新能源有限公司投资5亿元的温宿县风电场开发项目开工建设。\n"
        "位于柳泉项目区的金果肉业有限公司今年再投资2000万元。"
    )
    (found,) = projects(text)
    assert [a.value for a in found.amounts] == [5e8]


def test_of_many_some_are_named() -> None:
    text = "其中，22个重大产业项目中柳泉物流园、金果面粉加工厂等14个项目集中开工。"
    assert set(names(text)) == {"柳泉物流园", "金果面粉加工厂"}


def test_a_ceremony_is_no_part_of_the_name_behind_it() -> None:
    text = "4月2日，温宿县举行项目集中签约活动暨柳泉镇土地整治项目开工仪式，"
    text += "共签约、开工项目18个，总投资56.9亿元。柳泉镇土地整治项目涉及7个村，总投资4.6亿元。"
    (found,) = projects(text)
    assert found.name == "柳泉镇土地整治项目"
    assert [a.value for a in found.amounts] == [4.6e8]


def test_what_leads_a_list_is_done_to_all_of_it() -> None:
    text = "本次集中开工柳泉湾康养开发、北街标准化厂房、金果大酒店等11个项目，总投资54亿元。"
    found = projects(text)
    assert {p.name for p in found} == {"柳泉湾康养开发", "北街标准化厂房", "金果大酒店"}
    assert all([m.stage for m in p.milestones] == ["started"] for p in found)
    assert not any(p.amounts for p in found)


def test_the_sum_of_those_handed_over_is_no_members() -> None:
    text = (
        "本次交付使用的10个援建项目为温宿县人民医院、温宿县文化中心、柳泉镇客运站等，"
        "投入援疆资金共计4.6亿元。"
    )
    assert len(names(text)) == 3
    assert not any(p.amounts for p in projects(text))


def test_a_firm_in_a_row_is_that_of_its_own_name() -> None:
    text = (
        "与此同时，金果3万吨面粉项目、柳泉商博城项目、绿苇置业有限公司星光和园项目、"
        "红柳休闲食品项目也陆续开工建设。"
    )
    found = {p.name: p.company for p in projects(text)}
    assert found["星光和园项目"] == "绿苇置业有限公司"
    assert found["柳泉商博城项目"] is None
    assert [c for n, c in found.items() if "面粉" in n] == [None]


def test_a_firm_told_of_behind_one_name_is_its_own() -> None:
    text = "柳泉面粉加工项目，由绿苇食品有限公司投资3亿元建设，4月2日开工。"
    assert [p.company for p in projects(text)] == ["绿苇食品有限公司"]


def test_a_former_owner_is_not_who_builds() -> None:
    text = "温宿县铝型材生产项目总投资1.2亿元，在原有绿苇门窗有限公司生产线的基础上建设。"
    assert [p.company for p in projects(text)] == [None]


def test_what_is_newly_put_up_holds_no_last_year() -> None:
    text = "绿苇肥料有限公司新上年产10万吨硫酸项目，总投资1亿元。"
    assert names(text) == ["年产10万吨硫酸项目"]


def test_a_university_is_no_firm() -> None:
    text = "柳泉农业大学基础设施、温宿县棚户区改造等25个民生项目开工建设。"
    assert [p.company for p in projects(text)] == [None, None]


def test_whose_it_is_in_quotation_marks_is_not_the_firm_before() -> None:
    text = (
        "其中，“绿苇农业科技有限公司”的核桃深加工项目总投资3000万元，"
        "“红柳淘”的电子商务项目总投资2000万元。"
    )
    found = {p.name: p.company for p in projects(text)}
    assert found == {"核桃深加工项目": "绿苇农业科技有限公司", "电子商务项目": None}


def test_a_firm_that_pays_and_takes_land_stays_the_company() -> None:
    text = "绿苇酒业有限公司投资3亿元、占地200亩的柳泉酒庄项目4月2日开工。"
    assert [p.company for p in projects(text)] == ["绿苇酒业有限公司"]
