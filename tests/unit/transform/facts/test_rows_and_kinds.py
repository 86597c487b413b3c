"""Names of products in a row, lists behind what is done, kinds that name none, one total each."""

from __future__ import annotations

import pytest

from tests.unit.transform.facts.told_articles import article
from transform.facts import read
from transform.facts.groups import is_class
from transform.records import ProjectReport


def projects(text: str) -> list[ProjectReport]:
    return list(read(article(text, "2024-05-20")).projects)


def one(text: str) -> ProjectReport:
    found = projects(text)
    assert len(found) == 1, [p.name for p in found]
    return found[0]


def totals(report: ProjectReport) -> list[tuple[str, float]]:
    return [(a.role, a.value) for a in report.amounts]


@pytest.mark.parametrize(
    "words",
    [
        "领导详细了解项目",
        "县里千方百计招引项目",
        "吸引疆内外企业承接项目",
        "最大的奠基项目",
        "绿洽会签约项目",
        "一批高科技项目",
        "重特大项目",
        "社会事业项目",
        "剪彩项目",
    ],
)
def test_states_and_fields_name_no_project(words: str) -> None:
    assert projects(f"今年以来，{words}总投资3亿元，4月2日开工建设。") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "托克逊县绿苇木业有限公司年产3万立方米细木工板、饰面板项目总投资2亿元。",
            "年产3万立方米细木工板、饰面板项目",
        ),
        (
            "总投资0.4亿元的东环路两侧绿化、亮化项目4月2日在托克逊县开工。",
            "东环路两侧绿化、亮化项目",
        ),
        (
            "总投资6亿元的苇原第二工厂及电控箱项目4月2日在托克逊县开工。",
            "苇原第二工厂及电控箱项目",
        ),
        (
            "总投资2亿元的托克逊绿苇机械有限公司（割草机）项目4月2日开工。",
            "托克逊绿苇机械有限公司（割草机）项目",
        ),
        ("红碱滩至若羌铁路建设项目4月2日开工。", "红碱滩至若羌铁路建设项目"),
        ("喀什绿苇2×35万千瓦热电项目总投资30亿元。", "喀什绿苇2×35万千瓦热电项目"),
    ],
)
def test_a_name_is_whole(text: str, name: str) -> None:
    assert one(text).name == name


def test_a_park_and_a_project_behind_one_sum_are_two() -> None:
    found = projects("总投资5亿元的绿苇产业园、板材加工项目4月2日在托克逊县开工。")
    assert "绿苇产业园、板材加工项目" not in [p.name for p in found]


def test_the_first_word_of_a_brand_joins_nothing() -> None:
    found = one("福州和泰食品有限公司建设的和泰二期肉制品加工项目，总投资1.2亿元。")
    assert found.name == "和泰二期肉制品加工项目"
    assert found.company == "福州和泰食品有限公司"


def test_what_it_is_names_no_second_project() -> None:
    found = one(
        "总投资8亿元的托克逊县红碱滩修复项目，将打造成集康养、体育为一体的旅游项目，4月2日开工。"
    )
    assert found.name == "托克逊县红碱滩修复项目"


def test_the_largest_project_is_the_one_named() -> None:
    found = one("最大的项目为托克逊县河东棚户区改造项目，总投资23亿元，4月2日开工。")
    assert (found.name, totals(found)) == (
        "托克逊县河东棚户区改造项目",
        [("total_investment", 2.3e9)],
    )


def test_a_list_behind_what_is_done_names_its_members() -> None:
    found = projects(
        "今年，托克逊县加快建设托克逊机场改扩建、红碱滩绕城高速（西线）、绿苇科技产业园，"
        "新开工建设绿苇公司年产5万吨碳纤维项目。"
    )
    told = {p.name: p.milestones[0].stage for p in found if p.milestones}
    assert told["托克逊机场改扩建"] == "under_construction"
    assert told["红碱滩绕城高速（西线）"] == "under_construction"


@pytest.mark.parametrize(
    "text",
    [
        "今年，托克逊县加快建设标准厂房、道路管网，新增就业300人。",
        "推介会涉及生态环境治理、特色农业开发、康养旅游开发等七大类86个重点项目，总投资166亿元。",
    ],
)
def test_fields_in_a_row_are_no_projects(text: str) -> None:
    assert projects(text) == []


def test_members_told_with_and_are_two() -> None:
    found = projects(
        "4月2日，托克逊县举行集中签约仪式，签约的项目包括绿苇板材加工项目、红枣分选项目"
        "以及棉籽油精炼项目、羊毛纺纱项目等。"
    )
    assert {"红枣分选项目", "棉籽油精炼项目"} <= {p.name for p in found}


def test_the_firm_of_a_neighbour_in_the_list_is_not_its_own() -> None:
    found = projects(
        "绿苇集团电缆附件制造、红碱滩智能装备制造、苇湖年产30万套座椅等一批重大项目如期投产。"
    )
    firms = {p.name: p.company for p in found}
    assert firms["红碱滩智能装备制造"] is None
    assert firms["苇湖年产30万套座椅"] is None  # two characters may be a place as well as a brand


def test_words_before_the_size_of_a_member_are_whose_it_is() -> None:
    found = projects("4月2日，昊苇部件年产40万套内饰件、红碱滩钢化玻璃加工等16个项目正式签约。")
    assert found[0].company == "昊苇部件"


def test_a_tenant_is_not_the_builder_of_its_park() -> None:
    found = one(
        "在位于托克逊县绿苇产业园的新疆红碱滩家居有限公司，工人正在缝纫。"
        "托克逊县绿苇产业园占地20平方公里，总投资34亿元。"
    )
    assert found.company is None


def test_what_is_spent_so_far_is_no_second_total() -> None:
    found = one(
        "托克逊县绿苇合成氨项目总投资28亿元。目前，该项目累计投资2.9亿元，"
        "预计年内项目投资额将达到18亿元。"
    )
    assert totals(found) == [("total_investment", 2.8e9), ("other", 2.9e8), ("other", 1.8e9)]


def test_the_sum_of_a_class_is_no_members() -> None:
    found = one(
        "4月2日，托克逊县重点项目开工。总投资0.8亿元的绿苇印染技改项目进展顺利。"
        "基础设施类3项，总投资规模1.5亿元。"
    )
    assert totals(found) == [("total_investment", 8e7)]


def test_the_first_phase_of_the_park_is_the_park() -> None:
    found = one(
        "托克逊县绿苇产业园总投资120亿元，占地3000亩。目前，产业园一期已完成8万平方米厂房施工。"
        "其中，一期总投资40亿元。"
    )
    assert totals(found) == [("total_investment", 1.2e10), ("phase_investment", 4e9)]


def test_jobs_are_no_capacity_in_pieces() -> None:
    found = one("托克逊县绿苇轮毂项目总投资5亿元，建成达产后将提供就业岗位2000余个；三季度投产。")
    assert [(c.product, c.value, c.unit) for c in found.capacities] == [("就业", 2000, "人")]


@pytest.mark.parametrize(
    "words",
    [
        "据该项目",
        "生产情况和重点项目",
        "发挥好园区",
        "投资1亿元的第一期项目",
    ],
)
def test_words_about_the_one_told_of_name_no_other(words: str) -> None:
    found = one(f"托克逊县绿苇板材项目总投资3亿元。{words}已于4月2日开工建设。")
    assert found.name == "托克逊县绿苇板材项目"


def test_a_park_in_relation_to_what_is_done_is_no_project() -> None:
    text = "托克逊县以“一区三镇”工业走廊园区为载体，推动12个项目开工，总投资3亿元。"
    assert projects(text) == []


def test_what_a_park_is_names_no_second_park() -> None:
    found = one(
        "绿苇汽配产业园是托克逊县规划建设的配套齐全的现代化工业园区，占地800亩，总投资30亿元。"
    )
    assert (found.name, totals(found)) == ("绿苇汽配产业园", [("total_investment", 3e9)])


def test_a_brand_that_is_a_project() -> None:
    found = one("绿苇塑胶是托克逊县2023年引进的工业项目，计划总投资8亿元，建设20条薄膜生产线。")
    assert (found.name, found.company) == ("绿苇塑胶", "绿苇塑胶")
    assert totals(found) == [("total_investment", 8e8)]


def test_it_is_a_project_names_none() -> None:
    assert projects("它是托克逊县2023年引进的工业项目，计划总投资8亿元。") == []


def test_a_dash_tells_the_same_project_again() -> None:
    found = one(
        "新疆绿苇集团有限公司镁基新材料一体化项目——年产2万吨金属镁建设项目4月2日在托克逊县开工。"
    )
    assert found.name == "镁基新材料一体化项目"
    assert [(c.value, c.unit, c.per) for c in found.capacities] == [(20000, "吨", "year")]


@pytest.mark.parametrize(
    "text",
    [
        "托克逊县规划建设10万头生猪养殖、20万头生猪屠宰等项目的循环产业园。",
        "托克逊县打造红碱滩葡萄园、绿苇棉花园等5个农业示范园和3个村。",
        "红碱滩旅游、绿苇刺绣等6个村集体致富。",
    ],
)
def test_rows_that_describe_or_count_others_are_no_members(text: str) -> None:
    assert projects(text) == []


def test_whose_the_members_are_is_no_part_of_a_name() -> None:
    found = projects(
        "托克逊园区2023年承担的绿苇医疗、红碱滩零部件产业园等9个重点项目总投资26亿元。"
    )
    assert found[0].name == "绿苇医疗"


def test_what_a_province_has_is_no_size() -> None:
    found = one(
        "4月2日，随着托克逊县绿苇2万千瓦光伏电站并网发电，新疆光伏装机容量达到100.5万千瓦。"
    )
    assert [(c.value, c.unit) for c in found.capacities] == [(20000, "千瓦")]


def test_a_power_firms_brand_before_its_plant() -> None:
    assert one("4月2日，华电红碱滩2万千瓦光伏电站在托克逊县建成并网。").company == "华电"


def test_each_of_a_row_led_by_its_sum_is_one() -> None:
    found = projects(
        "4月2日，托克逊县15个项目开工，有总投资3.3亿元的绿苇电力节能变压器、总投资2.6亿元的红碱滩实业有限公司冶金阀门、"
        "1.5亿元的苇湖造船等重大项目。"
    )
    told = {p.name: (p.company, totals(p)) for p in found}
    assert told["绿苇电力节能变压器"] == (None, [("total_investment", 3.3e8)])
    assert told["冶金阀门"] == ("红碱滩实业有限公司", [("total_investment", 2.6e8)])
    assert told["苇湖造船"] == (None, [("total_investment", 1.5e8)])


def test_sums_in_a_row_of_other_things_name_nothing() -> None:
    text = "今年，托克逊县争取上级资金3.3亿元的任务、招商引资12亿元的目标全部完成。"
    assert projects(text) == []


def test_all_that_are_told_one_by_one_are_members() -> None:
    found = projects(
        "托克逊县今年开工3个交通项目。交通项目分别是红碱滩机场迁建工程、苇湖至托克逊沙漠公路、绿苇农村公路建设。"
    )
    assert [p.name for p in found] == [
        "红碱滩机场迁建工程",
        "苇湖至托克逊沙漠公路",
        "绿苇农村公路建设",
    ]


def test_a_road_by_the_first_characters_of_its_ends() -> None:
    found = one("4月2日，精河至阿拉山口高速公路项目复工。精阿高速全长68公里，计划今年建成。")
    assert [(c.value, c.unit) for c in found.capacities] == [(68, "公里")]


def test_the_size_tells_the_only_project_again() -> None:
    found = one(
        "4月2日，托克逊绿苇示范区50万锭棉纺项目开工，总投资26亿元。县领导说，50万锭纺织项目落地意义重大。"
    )
    assert found.name == "托克逊绿苇示范区50万锭棉纺项目"


def test_two_counties_with_plants_of_one_size_have_two() -> None:
    found = projects("4月2日，托克逊县20万千瓦光储项目、鄯善县20万千瓦光储项目同步开工建设。")
    assert len(found) == 2


def test_what_a_row_of_places_gets_is_no_place() -> None:
    found = one(
        "红碱滩引水工程总投资40亿元，建成后可保障乌苏市、奎屯市、胡杨河市近200万亩农田用水。"
    )
    assert (found.place, found.capacities) == (None, ())


def test_what_these_many_yield_is_nobodys() -> None:
    found = projects(
        "4月2日，托克逊县10个项目开工，包括绿苇成套装备项目、红碱滩航空配件项目等。这批重大项目投产后预计年产值35亿元。"
    )
    assert [p.amounts for p in found] == [(), ()]


@pytest.mark.parametrize(
    "words",
    ["全力以赴为项目", "各种煤电和煤化工项目", "聚焦都市农业重大项目", "绿苇等优质项目"],
)
def test_many_and_small_words_before_it_name_no_project(words: str) -> None:
    assert projects(f"托克逊县{words}建设提供服务，总投资3亿元。") == []


def test_what_the_park_holds_is_part_of_it() -> None:
    found = one(
        "2009年5月，绿苇集团投资建设的红碱滩煤化工工业园在托克逊县奠基。该工业园总投资230亿元，占地8000亩，"
        "项目包括年产55亿立方米煤制天然气、70万吨焦油加氢项目和年产200万吨水泥项目。"
    )
    assert found.name == "红碱滩煤化工工业园"
    assert totals(found) == [("total_investment", 2.3e10)]


def test_members_of_a_list_at_the_ceremony_took_part() -> None:
    found = projects(
        "3月1日，托克逊县举行一季度重大项目集中开工仪式，12个重大项目集中开工，总投资58亿元。\n"
        "绿苇卫浴产业园项目、346国道红碱滩至苇湖段改扩建项目等项目将壮大该县产业。"
    )
    told = {p.name: [(m.stage, m.date) for m in p.milestones] for p in found}
    assert told["346国道红碱滩至苇湖段改扩建项目"] == [("started", "2024-03-01")]


def test_members_with_a_time_of_their_own_did_not() -> None:
    found = projects(
        "3月1日，托克逊县举行一季度重大项目集中开工仪式，12个重大项目集中开工，总投资58亿元。\n"
        "今年，绿苇卫浴产业园项目、红碱滩改扩建项目等项目将壮大该县产业。"
    )
    assert found == []


def test_of_two_firms_that_invest_together_the_first() -> None:
    found = one(
        "新疆绿苇纺织有限公司与红碱滩棉业集团共同投资的托克逊7万锭精梳项目近日竣工，总投资3.6亿元。"
    )
    assert found.company == "新疆绿苇纺织有限公司"


def test_the_firm_that_is_theirs() -> None:
    found = one(
        "托克逊绿苇纺织有限公司是由浙江红碱滩股份有限公司和江苏苇湖有限公司联合投资新建，总投资5亿元，建设3万头气流纺项目。"
    )
    assert found.company == "托克逊绿苇纺织有限公司"


def test_where_a_research_institute_sits_is_no_place_of_the_project() -> None:
    found = one("托克逊县与和田食用菌研究所合作。托克逊县绿苇食用菌项目总投资3.2亿元。")
    assert found.place == "托克逊县"


@pytest.mark.parametrize(
    "text",
    [
        "托克逊旅游局项目办主任说，一共投资了900万元。",
        "“园区距离红碱滩东高速口1公里，今年九月就可以交付使用。”",
    ],
)
def test_offices_and_ways_are_no_projects(text: str) -> None:
    assert projects(text) == []


def test_each_of_a_row_has_the_one_who_invests_in_it() -> None:
    found = projects(
        "截至目前，全师农工合作社达到131家，绿苇乳业投资5.5亿元的奶牛牧场项目、红碱建邦投资50亿元的养殖综合体项目等正在建设。"
    )
    assert [p.company for p in found] == ["绿苇乳业", "红碱建邦"]


def test_where_the_guests_come_from_is_no_place() -> None:
    found = one("托克逊县招商有方。库尔勒客商投资5亿元建设的绿苇铜业项目正在进行土建。")
    assert found.place == "托克逊县"


def test_what_lies_between_two_cities_is_in_neither() -> None:
    found = one("位于乌鲁木齐市、昌吉市间的绿苇河谷公园项目总投资3亿元。")
    assert found.place is None


def test_what_a_firm_does_in_a_row_is_one_name() -> None:
    found = one("托克逊绿苇食品有限公司生猪屠宰、肉品深加工项目正式投产。")
    assert (found.name, found.company) == ("生猪屠宰、肉品深加工项目", "托克逊绿苇食品有限公司")


def test_a_park_that_fills_is_no_members_output() -> None:
    found = projects(
        "在红碱滩集团的带动下，苇湖集团纺织项目、绿苇矿山机械制造项目等将于年底前入驻，三年后入园项目将达50个，"
        "园区产值将达100亿元。"
    )
    told = {p.name: p for p in found}
    assert told["绿苇矿山机械制造项目"].company is None
    assert told["绿苇矿山机械制造项目"].amounts == told["绿苇矿山机械制造项目"].capacities == ()


def test_a_project_with_a_ceremony_of_its_own() -> None:
    found = one(
        "4月4日，托克逊县与东莞市绿苇电池有限公司举行新能源电池制造及配套产业项目签约仪式。项目总投资25.6亿元，分两期建设。"
    )
    assert found.name == "新能源电池制造及配套产业项目"
    assert totals(found) == [("total_investment", 2.56e9)]


@pytest.mark.parametrize(
    "words",
    [
        "第二届绿洲博览会托克逊县项目签约仪式",
        "招商引资项目签约仪式",
        "托克逊县产业招商推介暨项目签约仪式",
    ],
)
def test_ceremonies_for_many_name_none(words: str) -> None:
    assert projects(f"4月4日，{words}举行，签约总投资25亿元。") == []


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ("绿苇新能源", False),
        ("红苇锂业", False),
        ("生物医药", True),
        ("装备制造", True),
    ],
)
def test_a_brand_is_no_field(item: str, field: bool) -> None:
    assert is_class(item) is field


def test_brands_in_a_counted_row_are_members() -> None:
    found = projects(
        "托克逊县引进企业15家，其中绿苇新能源、红碱滩锂业、苇湖锂电等5个项目已正式开工建设。"
    )
    assert [p.name for p in found] == ["绿苇新能源", "红碱滩锂业", "苇湖锂电"]


def test_what_two_have_together_is_neithers() -> None:
    found = projects(
        "4月2日，托克逊绿苇新材料项目和红碱滩储能项目签约仪式举行，两个项目投资总额达29亿元。其中，绿苇新材料项目计划总投资25亿元。"
    )
    assert [totals(p) for p in found if "绿苇" in p.name] == [[("total_investment", 2.5e9)]]


def test_one_named_of_many_has_not_their_sum() -> None:
    found = projects(
        "4月2日，托克逊县共有绿苇储能制造中心等9个项目集中开工，项目计划总投资176亿元。"
    )
    assert [p.amounts for p in found] == [()]


def test_a_works_told_by_where_it_lies_and_what_it_is() -> None:
    found = one(
        "红碱滩水利枢纽位于托克逊县，是一座具有防洪、灌溉等效益的水利工程。工程总投资78亿元。"
    )
    assert (found.name, totals(found)) == ("红碱滩水利枢纽", [("total_investment", 7.8e9)])


def test_what_kind_of_works_leads_the_name() -> None:
    found = one("兵团重大水利工程红碱滩引水工程项目总投资42亿元，4月2日在托克逊县开工。")
    assert found.name == "红碱滩引水工程项目"


def test_a_state_firm_by_its_brand_pays() -> None:
    found = one("中石化自2009年起投入1亿元建立托克逊县绿苇小学，去年建成。每年补贴100万元。")
    assert found.company == "中石化"
    assert [a.value for a in found.amounts] == [1e8]


@pytest.mark.parametrize(
    "text",
    [
        "6月27日，安徽省委常委、托克逊县委书记等出席并见证项目签约，总投资172亿元。",
        "1月24日，托克逊县召开全市工业项目推进会，2021年开工项目总投资3亿元。",
        "助力项目早日投产，总投资3亿元。",
        "落地项目快见效、见效项目快达产，总投资3亿元。",
        "10月10日，县招商引资和营商环境服务中心通报了签约情况，总投资41亿元。",
        "2月28日，托克逊县工业园区、县招商局主要负责人分别与客商签约，总投资67亿元。",
        "一季度，新疆近九成重大工业项目开工，总投资41亿元。",
    ],
)
def test_people_offices_and_shares_are_no_projects(text: str) -> None:
    assert projects(text) == []


def test_where_it_lies_is_no_phase() -> None:
    found = one(
        "托克逊县标准厂房建设项目强力推进。项目位于工业园区二期，总投资4500万元，建设4栋厂房。"
    )
    assert found.name == "托克逊县标准厂房建设项目"
    assert totals(found) == [("total_investment", 4.5e7)]


def test_whom_they_called_on_builds_nothing_here() -> None:
    found = one("去年，托克逊县领导先后走访绿苇电子科技有限公司等企业，红碱滩棉籽油项目已开工。")
    assert found.company is None


def test_money_from_outside_is_no_projects() -> None:
    found = projects("去年，红碱滩新材料项目开工，共签约10个项目合作协议，引进县外资金28.97亿元。")
    assert all(p.amounts == () for p in found)


def test_where_the_firm_is_from_is_no_place() -> None:
    found = one(
        "10月30日，定远县举行项目集中签约仪式。总投资5.5亿元的苏州绿苇年产4万吨涂料项目开工。"
    )
    assert found.place == "定远县"


@pytest.mark.parametrize(
    "text",
    [
        "托克逊县举行第二次招商引资项目签约仪式，总投资41亿元。",
        "目前已有多家企业前来洽谈石化项目合作事宜，预计产值150亿元。",
        "托克逊县争取资金储备畜牧产业发展项目，羊圈正在施工。",
        "狠抓招商比项目投资，托克逊县1至5月完成投资44亿元。",
        "这些奶牛养殖小区的建设投资额为4262万元。",
        "金华市制定《推进“百村千厂”工程建设的意见》，托克逊县总投资11.8亿元。",
    ],
)
def test_trades_times_and_slogans_name_no_project(text: str) -> None:
    assert projects(text) == []


def test_a_trade_that_a_firm_pays_for_is_one() -> None:
    found = one("4月2日，托克逊绿苇公司投资5亿元建设石化项目，年底投产。")
    assert (found.name, totals(found)) == ("石化项目", [("total_investment", 5e8)])


def test_a_base_and_a_park_of_another_place_are_two() -> None:
    found = projects(
        "9月19日，新疆绿苇材料有限公司光学膜生产基地和托克逊检测产业园开工。"
        "托克逊检测产业园由红碱滩集团投资建设，总投资9亿元。"
    )
    told = {p.name: p.company for p in found}
    assert told["托克逊检测产业园"] == "红碱滩集团"


def test_what_another_has_completed_is_not_its_own() -> None:
    found = one(
        "托克逊县红碱滩水电站正抓紧大坝混凝土浇筑工程，累计完成投资3亿元；绿苇沼煤矿完成投资741万元，占总投资的17.2%。"
    )
    assert found.name == "托克逊县红碱滩水电站"
    assert totals(found) == [("other", 3e8)]


def test_members_of_those_counted_before_need_no_stage() -> None:
    found = projects(
        "双方确立了23个援助的民生类项目。其中包括红碱滩棚户区改造、苇湖排水二期改扩建、绿苇果树滴灌工程等项目。"
    )
    assert [p.name for p in found] == ["红碱滩棚户区改造", "苇湖排水二期改扩建", "绿苇果树滴灌工程"]


def test_a_row_of_what_was_built_names_its_first_without_the_verb() -> None:
    found = projects(
        "托克逊县引来一批企业，建成绿苇18万吨甲醇、红碱滩化工5万吨溶剂油等重点化工项目。"
    )
    assert [p.name for p in found] == ["绿苇18万吨甲醇", "红碱滩化工5万吨溶剂油"]
    assert [c.product for p in found for c in p.capacities] == ["甲醇", "溶剂油"]


def test_a_size_before_the_word_for_others_is_of_no_thing() -> None:
    found = projects("去年，绿苇铝业80万吨电解铝、红碱滩纺织15万锭等重点项目建成投产。")
    assert [c.product for p in found for c in p.capacities] == ["电解铝", None]


def test_where_the_firms_of_a_row_are_from_is_no_place() -> None:
    found = projects(
        "10月30日，定远县举行集中签约仪式。签约的项目共2个，分别是总投资5亿元的苏州绿苇涂料年产4万吨涂料项目，"
        "总投资1亿元的红碱滩覆铜板项目。"
    )
    assert [p.place for p in found] == ["定远县", "定远县"]


def test_a_place_of_another_province_after_at_is_one() -> None:
    found = one("10月30日，定远县绿苇公司举行开工仪式。在苏州投资5亿元的红碱滩涂料项目开工。")
    assert found.place == "苏州"


@pytest.mark.parametrize(
    "text",
    [
        "托克逊县从引进壮大、产业配套、上下游延伸三个层面打造项目，9月4日签约。",
        "去年，托克逊县实施安居富民、定居兴牧、“双语”教育等重点项目1467个。",
        "托克逊县将努力提高项目履约率，签约项目全部开工。",
        "托克逊县各乡都拿出了特色项目推介，现场签约。",
        "绿苇公司计划建设16栋仓库、一栋办公楼、一栋宿舍楼等18个单体建筑。",
        "托克逊县6月开工项目26个，总投资69亿元，先进制造业项目占一半，涉及现代农业、生态环境项目等。",
        "托克逊县投资1.5亿元，分别建设三种大棚，6月开工。",
    ],
)
def test_layers_kinds_of_many_and_buildings_are_no_projects(text: str) -> None:
    assert projects(text) == []


def test_works_named_of_very_many_are_members() -> None:
    found = projects("去年，托克逊县实施红碱滩供水工程、绿苇大桥等467个重点项目。")
    assert [p.name for p in found] == ["红碱滩供水工程", "绿苇大桥"]


def test_a_row_of_works_under_way_is_a_list() -> None:
    found = projects(
        "托克逊县苇湖轻合金、G236红碱滩至苇湖段公路改建工程、绿苇高端装备及组件等续建项目顺利推进。"
    )
    assert [p.milestones[0].stage for p in found] == ["under_construction"] * 3


def test_what_goes_with_cars_is_a_field() -> None:
    assert (
        projects("托克逊县与汽车配套的混合动力发动机、汽车轮毂、车用座椅等10个配套项目签约。") == []
    )


def test_what_a_sum_pays_for_and_begins_is_one() -> None:
    found = one("近日，投资40亿元的绿苇锂能新能源电池在托克逊县正式开工。")
    assert (found.name, totals(found)) == ("绿苇锂能新能源电池", [("total_investment", 4e9)])


@pytest.mark.parametrize(
    "what", ["合作协议", "重点产业", "10家企业", "红碱滩公司", "第一期项目于日前"]
)
def test_what_is_no_thing_is_not_paid_for(what: str) -> None:
    assert projects(f"近日，投资40亿元的{what}在托克逊县正式开工。") == []


def test_what_a_project_builds_is_no_other() -> None:
    found = one(
        "红碱滩智能制造中心项目由绿苇新能源科技有限公司投资建设，计划投资130亿元，"
        "建设年产50GWh储能锂电池及18GWh储能模组生产线。"
    )
    assert found.name == "红碱滩智能制造中心项目"


def test_what_works_lead_on_is_no_project() -> None:
    assert projects("绿苇乡的鞋厂是农产品加工业带动其他项目崛起的典型，完成投资2800万元。") == []
    assert projects("绿苇乡注重以农产品加工业带动项目建设，完成投资2800万元。") == []


def test_a_firm_of_no_name_builds_nothing() -> None:
    found = one("绿苇镇总投资2100万元的红碱滩玉米基地项目开工，与大型食品公司深度合作。")
    assert found.company is None


def test_one_of_many_firms_is_no_project() -> None:
    assert (
        projects("绿苇集团是该乡的龙头企业之一，目前投资300万元的面粉线投产，日加工200吨。") == []
    )


def test_all_that_were_counted_are_named_in_the_next_sentence() -> None:
    found = projects(
        "2月5日，托克逊县举行集中开工活动。本次集中开工建设的3个项目，涉及教育、农业等多个领域。"
        "分别是红碱滩幼儿园建设项目、水毁堤防修复工程和绿苇镇柑桔产业发展项目。"
    )
    assert [p.name for p in found] == [
        "红碱滩幼儿园建设项目", "水毁堤防修复工程", "绿苇镇柑桔产业发展项目",
    ]  # fmt: skip


def test_rows_of_what_began_together_have_its_stage() -> None:
    found = projects(
        "此次集中复工开工的重点项目有工业项目24项，年度计划投资53亿元，分别是红碱本部焦炉优化升级、苇湖罩式炉改造等项目；"
        "社会项目6项，年度计划投资8亿元，分别是绿苇幼儿园、红碱滩物流港等项目。"
    )
    assert len(found) == 4
    assert {m.stage for p in found for m in p.milestones} == {"started"}


def test_what_began_at_the_ceremony_too_is_a_row() -> None:
    found = projects(
        "此次集中开工项目还包括绿苇生物质发电、千亿级设施农业、红碱路东段基础设施建设等重点项目。"
    )
    assert [p.name for p in found] == ["绿苇生物质发电", "红碱路东段基础设施建设"]


def test_sized_lines_of_firms_are_projects_where_a_stage_is_told() -> None:
    found = projects(
        "绿沅牧业公司30万只肉羊屠宰加工生产线已投产；宏绿建材公司80万立方米新型材料生产线，土建工程已开工。"
    )
    assert [(p.name, p.company) for p in found] == [
        ("30万只肉羊屠宰加工生产线", "绿沅牧业公司"), ("80万立方米新型材料生产线", "宏绿建材公司"),
    ]  # fmt: skip
    assert projects("绿沅公司30万只肉羊屠宰加工生产线采用新工艺。") == []


def test_the_contents_of_a_project_are_no_others() -> None:
    found = one(
        "4月11日，红碱循环一体化项目开工，计划总投资89亿元，主要建设内容为氯碱化工和2×350MW发电机组项目；"
        "配套建设3×50MW余热发电机组项目。"
    )
    assert found.name == "红碱循环一体化项目"


def test_trades_in_a_row_are_no_members() -> None:
    assert (
        projects("此次开工的有工业项目2项，总投资5亿元；基础设施、社会民生等政府投资项目18项。")
        == []
    )


def test_a_group_with_its_town_in_brackets_is_one_firm() -> None:
    found = one("绿苇科技集团（深圳）有限公司投资30亿元的智能制造产业项目在托克逊县开工。")
    assert found.company == "绿苇科技集团（深圳）有限公司"


def test_the_firm_of_the_first_of_a_row_is_not_that_of_the_last() -> None:
    found = projects(
        "当天开工的甘肃绿星啤酒厂新厂区建设项目、苇湖镇污水处理厂二期项目、红碱苹果产业项目等14个重点项目，总投资25.3亿元。"
    )
    assert [p.company for p in found if "红碱" in p.name or "苇湖" in p.name] == [None, None]
