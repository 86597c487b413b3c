"""Joint openings on several days, parts of regions, and what only looks like a fact beside them."""

from __future__ import annotations

from tests.unit.transform.facts.told_articles import article
from transform.facts import read
from transform.records import Facts


def facts_of(text: str, published: str = "2024-05-20") -> Facts:
    return read(article(text, published, None))


def stages(text: str) -> dict[str, list[tuple[str, str | None]]]:
    found = facts_of(text).projects
    return {p.name: [(m.stage, m.date) for m in p.milestones] for p in found}


def counted(text: str) -> list[tuple[str, float, str | None, str | None]]:
    found = facts_of(text).statistics
    return [(s.metric, s.value, s.period_start, s.period_end) for s in found]


def test_two_days_named_one_by_one_are_one_time() -> None:
    text = "5月10日、11日两天，霍城县集中开工60个招商引资项目。"
    assert counted(text) == [("projects_started", 60, "2024-05-10", "2024-05-11")]


def test_two_days_that_nobody_joins_stay_apart() -> None:
    text = "5月10日霍城县集中开工60个重点项目，5月11日又集中开工20个重点项目。"
    assert {s[2] for s in counted(text)} == {"2024-05-10", "2024-05-11"}


def test_the_verb_behind_a_row_is_of_each_count() -> None:
    text = "5月10日，霍城县的46个工业项目、14个民生项目陆续开工，总投资达163亿元。"
    assert [s[:2] for s in counted(text)][:2] == [
        ("projects_started", 46),
        ("projects_started", 14),
    ]


def test_a_day_within_the_days_of_the_opening_is_its_own() -> None:
    text = (
        "5月6日至9日，疏勒县、英吉沙县先后举行重点项目集中开工投产活动，43个项目正式开工建设。\n"
        "5月6日，在疏勒县第一批重点项目开工投产仪式上，疏勒铜业产业园项目开工。"
        "园内集中开工项目有：喀什明洁气体项目、莱西机械制造项目、兴泰循环经济项目等10个项目，"
        "总投资14.03亿元。"
    )
    assert stages(text) == {
        "疏勒铜业产业园项目": [("started", "2024-05-06")],
        "喀什明洁气体项目": [("started", "2024-05-06")],
        "莱西机械制造项目": [("started", "2024-05-06")],
        "兴泰循环经济项目": [("started", "2024-05-06")],
    }


def test_projects_that_run_already_are_no_ceremony() -> None:
    text = (
        "今年1—4月，霍城县共执行招商引资项目41个，目前已有25个项目投产。\n"
        "霍城县云杉冷链物流项目总投资3.9亿元。"
    )
    assert stages(text) == {"霍城县云杉冷链物流项目": []}


def test_projects_that_are_carried_out_are_no_project() -> None:
    text = "今年1—4月，霍城县执行招商引资项目中，投资金额亿元以上项目29个，到位资金6亿元。"
    assert facts_of(text).projects == ()


def test_a_park_where_many_began_to_produce_is_none_of_them() -> None:
    text = "5月6日，霍城县南湖工业园集中投产的项目有15家，总投资5.96亿元。"
    assert facts_of(text).projects == ()


def test_counts_of_counties_are_no_size_of_the_project_before() -> None:
    text = (
        "投资10亿元的霍城县30万锭环锭纺项目4月开工。县市引进项目情况为："
        "伊宁市8个，霍城县、尼勒克县各6个。"
    )
    (project,) = facts_of(text).projects
    assert [(c.value, c.unit) for c in project.capacities] == [(300000, "锭")]


def test_a_mark_that_some_divisions_reach_is_no_sum() -> None:
    text = "5月8日，兵团签约项目25个，其中两个师的签约金额超过100亿元，四师签约金额321亿元。"
    values = [s.value for s in facts_of(text).statistics]
    assert 10_000_000_000 not in values
    assert 32_100_000_000 in values


def test_a_class_of_projects_is_no_sum() -> None:
    text = "今年1至3月，霍城县招商引资成效明显，新引进投资2000万以上工业和生产性服务业项目48个。"
    assert [s[:2] for s in counted(text)] == [("projects_signed", 48)]


def test_firms_that_found_one_together_are_not_counted() -> None:
    text = (
        "5月8日，天山盐化工项目在霍城县开工。项目由甲岭矿业有限公司、乙河化工有限公司"
        "两家国有企业共同发起创立，总投资160亿元。"
    )
    assert facts_of(text).statistics == ()


def test_whoever_draws_and_builds_for_others_is_not_the_company() -> None:
    text = (
        "5月8日，绿原建材国际工程集团有限公司设计并总承包建设的天山白杨玻璃有限公司项目"
        "在奇台县举行开工典礼。项目总投资1亿元。"
    )
    (project,) = facts_of(text).projects
    assert project.company == "天山白杨玻璃有限公司"


def test_another_province_is_read_as_at_home() -> None:
    text = "5月8日，大型盐化工项目在滁州市定远县启动，总投资160亿元。"
    (project,) = facts_of(text).projects
    assert project.place == "定远县"
    assert [m.date for m in project.milestones] == ["2024-05-08"]


def test_what_a_firm_builds_elsewhere_is_no_project_of_xinjiang() -> None:
    text = (
        "5月8日，天山白杨玻璃有限公司年产5万吨玻璃项目在奇台县开工，总投资1亿元。"
        "公司还在包头市投资40亿元建设硅材料项目。"
    )
    assert [p.place for p in facts_of(text).projects] == ["奇台县"]


def test_no_city_hides_in_the_verb_to_invest_and_build() -> None:
    text = "5月8日，由天山白杨玻璃有限公司投资兴建的年产5万吨玻璃项目开工。"
    (project,) = facts_of(text).projects
    assert project.place is None


def test_a_plan_of_next_year_does_not_date_the_next_paragraph() -> None:
    text = (
        "5月8日，霍城县实施重点项目219个，明年计划完成投资350亿元。\n"
        "据介绍，累计实施援疆项目509个、总投资8900亿元。"
    )
    assert all((s[2] or "")[:4] != "2025" for s in counted(text) if s[1] in (509, 8.9e11))


def test_who_speaks_for_projects_at_their_joint_opening() -> None:
    text = (
        "5月9日，且末县举行二季度重大项目集中开工仪式。\n"
        "仪式上，且末县沙枣墩水库建设项目和且末县白石1号矿段金矿60万吨/年采选工程项目单位代表作表态发言。\n"
        "本次且末县集中开工项目共有6个，总投资16.11亿元。"
    )
    assert stages(text) == {
        "且末县沙枣墩水库建设项目": [("started", "2024-05-09")],
        "且末县白石1号矿段金矿60万吨/年采选工程项目": [("started", "2024-05-09")],
    }
    assert [p.amounts for p in facts_of(text).projects] == [(), ()]
    assert counted(text) == [
        ("projects_started", 6, "2024-05-09", "2024-05-09"),
        ("investment_total", 1_611_000_000, "2024-05-09", "2024-05-09"),
    ]


def test_who_speaks_for_no_named_project() -> None:
    text = (
        "5月9日，且末县举行二季度重大项目集中开工仪式。副州长出席仪式并宣布项目开工。"
        "仪式上，各项目单位代表作表态发言。"
    )
    assert facts_of(text).projects == ()


def test_what_is_signed_at_a_fair_is_signed_on_its_day() -> None:
    text = (
        "5月9日，霍城县纺织产业专题推介会在南京召开。\n"
        "最后，霍城县与江苏云岭纺织集团有限公司签约了投资两亿元的5万锭环锭纺项目。"
    )
    assert stages(text) == {"5万锭环锭纺项目": [("signed", "2024-05-09")]}


def test_what_was_signed_before_a_fair_has_not_its_day() -> None:
    text = (
        "5月9日，霍城县纺织产业专题推介会在南京召开。\n"
        "此前，霍城县与江苏云岭纺织集团有限公司签约了投资两亿元的5万锭环锭纺项目。"
    )
    assert stages(text) == {"5万锭环锭纺项目": [("signed", None)]}


def test_a_project_that_another_marks_is_none() -> None:
    text = (
        "5月9日，霍城县与江苏云岭纺织股份有限公司签约综合纺织项目，"
        "标志着又一个超20万锭纺纱项目落户霍城县。"
    )
    assert list(stages(text)) == ["综合纺织项目"]


def test_phases_are_of_the_firm_of_the_whole() -> None:
    text = (
        "霍城云岭纺织科技有限公司总投资5亿元，分四期建设气流纺及配套织布项目。"
        "目前，项目三期22万锭纺纱项目已建设完成。"
    )
    found = {p.name: p.company for p in facts_of(text).projects}
    assert found["三期22万锭纺纱项目"] == "霍城云岭纺织科技有限公司"


def test_to_the_end_of_a_month_of_this_year() -> None:
    text = "今年以来，霍城县积极推动招商引资，到4月底，新引进重大产业招商项目100个。"
    assert counted(text) == [("projects_signed", 100, "2024-01-01", "2024-04-30")]


def test_since_a_team_began_its_work() -> None:
    text = "今年3月，霍城县招商工作队到深圳开展工作以来，签订正式投资合同86个，签约资金114.8亿元。"
    assert [s[2:] for s in counted(text)] == [("2024-03-01", "2024-05-20")] * 2


def test_what_there_is_now_is_not_of_the_year_told_before() -> None:
    text = "2022年，霍城县工业园区年产值达880亿元，现入驻企业1774户。"
    assert counted(text)[-1] == ("companies", 1774, None, None)


def test_firms_that_speak_are_not_counted() -> None:
    text = (
        "5月9日，霍城县举行招商引资推介会，宁波企业云岭棉业和杭州企业河谷纺织两家企业进行现身说法。"
    )
    assert facts_of(text).statistics == ()


def test_a_meeting_at_which_projects_begin() -> None:
    text = (
        "2月26日下午，新疆举行2024年一季度全区重大项目调度会。\n"
        "此次霍城热电联产项目、新疆白杨新材料有限公司年产10万吨高纯多晶硅项目、"
        "阿克苏市木林光伏组件项目等72个标志性重大项目开工建设，总投资3184亿元。"
    )
    assert stages(text) == {
        "霍城热电联产项目": [("started", "2024-02-26")],
        "年产10万吨高纯多晶硅项目": [("started", "2024-02-26")],
        "阿克苏市木林光伏组件项目": [("started", "2024-02-26")],
    }


def test_what_began_before_a_meeting_has_not_its_day() -> None:
    text = (
        "2月26日下午，霍城县召开重大项目推进会。\n"
        "目前，霍城县白杨光伏组件项目已开工建设，总投资3亿元。"
    )
    assert stages(text) == {"霍城县白杨光伏组件项目": [("started", None)]}


def test_many_that_began_together_were_started() -> None:
    text = "5月9日，霍城县重点项目开工仪式举行，10个重点产业项目集中开工建设。"
    assert counted(text) == [("projects_started", 10, "2024-05-09", "2024-05-09")]


def test_sites_joined_by_video_are_no_project() -> None:
    text = (
        "5月9日，霍城县重大项目集中开工仪式举行。"
        "开工仪式采取“1个主会场+7个项目现场分会场”视频连线形式。"
    )
    assert facts_of(text).projects == ()


def test_a_good_start_is_no_opening() -> None:
    text = "5月9日，霍城县集中签约仪式上，霍城新兴产业园迎来“开园红”，3个项目签约落户。"
    assert facts_of(text).projects == ()


def test_who_commands_the_works_of_a_park_is_no_project() -> None:
    text = "从霍城产业园项目建设指挥部获悉，预计到2025年，产业园工业总产值将达40亿元。"
    assert facts_of(text).projects == ()


def test_how_many_firms_a_park_holds_is_no_count() -> None:
    text = "霍城轻工产业园今年4月开工，总投资3亿元。园区建成后可吸纳入园企业约300家。"
    assert not [s for s in facts_of(text).statistics if s.metric == "companies"]
