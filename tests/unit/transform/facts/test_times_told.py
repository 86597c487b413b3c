"""For which time figures hold, and at what stage projects are, in the words of later real articles.

Expected figures read `metric value start..end`, stages `stage date` with `planned` behind a plan.
"""

from __future__ import annotations

import pytest

from tests.unit.transform.facts.told_articles import article
from transform.facts import read

OPENING = "当地稳步推进援疆和招商引资工作。\n"
PUBLISHED = "2024-10-20"


def figures(text: str, published: str = PUBLISHED) -> list[str]:
    found = read(article(OPENING + text, published)).statistics
    return [f"{s.metric} {s.value:.12g} {s.period_start}..{s.period_end}" for s in found]


def stages(text: str, published: str = PUBLISHED) -> dict[str, list[str]]:
    found = read(article(text, published)).projects
    return {
        p.name: [
            f"{m.stage} {m.date}" + (" planned" if m.status == "planned" else "")
            for m in p.milestones
        ]
        for p in found
    }


FIGURES = {
    # what was planned at the beginning of the year was not done in its first months
    "截至9月底，年初计划的资金均已到位，全县已开工援疆项目57个。": [
        "projects_started 57 None..2024-09-30"
    ],
    "年初，全县开工援疆项目57个。": ["projects_started 57 2024-01-01..2024-02-29"],
    # to a month's end, of this year
    "截至7月底，今年全县到位资金13.1亿元。计划新建援疆项目22个。": [
        "funds_in_place 1310000000 2024-01-01..2024-07-31",
        "projects_implemented 22 2024-01-01..2024-07-31",
    ],
    "截至7月底，去年签约的项目到位资金13.1亿元。": ["funds_in_place 1310000000 None..2024-07-31"],
    # a sum over years has no time; what follows goes on with this year's
    "今年，全县到位资金3.1亿元，五年累计到位73.2亿元。签约项目12个。": [
        "funds_in_place 310000000 2024-01-01..2024-12-31",
        "funds_in_place 7320000000 None..None",
        "projects_signed 12 2024-01-01..2024-12-31",
    ],
    # the day on which a reporter heard of it
    "记者昨日从市发改委获悉，全市开工重点项目131个。": ["projects_started 131 None..None"],
    "昨日，全市集中开工重点项目131个。": ["projects_started 131 2024-10-19..2024-10-19"],
    # what is planned for a year
    "全市31个重点项目年度计划投资83.4亿元。": [
        "projects_implemented 31 2024-01-01..2024-12-31",
        "investment_total 8340000000 2024-01-01..2024-12-31",
    ],
    # 元 is January
    "元至9月，全县新签约项目48个，到位资金12亿元。": [
        "projects_signed 48 2024-01-01..2024-09-30",
        "funds_in_place 1200000000 2024-01-01..2024-09-30",
    ],
    # the event told of before
    "10月8日，某市举行第四季度项目集中开工活动。此次共有98个项目集中开工。": [
        "projects_started 98 2024-10-08..2024-10-08"
    ],
    "10月8日，某市举行项目集中开工仪式。\n据了解，本次集中开工的项目涉及多个领域。包含市政项目18个。": [
        "projects_started 18 2024-10-08..2024-10-08"
    ],
    "10月8日，某市举行项目集中开工仪式。\n据了解，该市环境优良。包含市政项目18个。": [],
    "10月8日，某市集中开工项目90个，总投资82亿元。集中投产项目18个，总投资7亿元。": [
        "projects_started 90 2024-10-08..2024-10-08",
        "investment_total 8200000000 2024-10-08..2024-10-08",
        "projects_completed 18 2024-10-08..2024-10-08",
        "investment_total 700000000 2024-10-08..2024-10-08",
    ],
    # those that are to begin are not those that began
    "一季度，6个新开工项目中，3个项目已开工建设。": ["projects_started 3 2024-01-01..2024-03-31"],
    "一季度，全县6个新开工项目总投资3亿元。": [
        "projects_started 6 2024-01-01..2024-03-31",
        "investment_total 300000000 2024-01-01..2024-03-31",
    ],
    # how far ahead of the plan is no share
    "今年1—9月，全市完成投资72.4亿元，完成年度计划的82%，超序时进度9.5个百分点。": [
        "investment_completed 7240000000 2024-01-01..2024-09-30",
        "other 82 2024-01-01..2024-09-30",
    ],
    # people without work are not people at work; cadres of an aid team are counted as such
    "去年，全县选派32名教师、41名未就业大学生赴江苏培训。": [
        "people 32 2023-01-01..2023-12-31",
        "people 41 2023-01-01..2023-12-31",
    ],
    "去年，全县新增41名大学生就业。": ["jobs 41 2023-01-01..2023-12-31"],
    "新一轮2541名援疆干部中，党政干部753名，占总数的30%。": [
        "people 2541 None..None",
        "people 753 None..None",
        "other 30 None..None",
    ],
    "全县有党政干部753名。": [],
    # to a month's end; of the year told before, or of the months told before
    "至8月底，全县引进8个项目，总投资25.5亿元。": [
        "projects_signed 8 None..2024-08-31",
        "investment_signed 2550000000 None..2024-08-31",
    ],
    "今年，全县计划开工项目62个。截止9月底，已开工52个。按行业分，工业项目50项，完成投资26亿元。": [
        "projects_started 62 2024-01-01..2024-12-31",
        "projects_started 52 2024-01-01..2024-09-30",
        "projects_started 50 2024-01-01..2024-09-30",
        "investment_completed 2600000000 2024-01-01..2024-09-30",
    ],
    "2024年1—9月，全市完成投资32亿元。9月单月全市开工项目3个。截至9月底，全市竣工项目7个。": [
        "investment_completed 3200000000 2024-01-01..2024-09-30",
        "projects_started 3 2024-09-01..2024-09-30",
        "projects_completed 7 2024-01-01..2024-09-30",
    ],
    # what it was a year ago, a day's share, and what drew the rest up
    "前三季度，全旗完成投资75亿元，比去年同期73亿元增加了2亿元，同比增长2.1%，拉动全旗投资增长7.2个百分点。": [
        "investment_completed 7500000000 2024-01-01..2024-09-30",
        "other 2.1 2024-01-01..2024-09-30",
    ],
    "今年，全县不停工重大项目共37个，单日平均完成投资5020万元。": [
        "projects_implemented 37 2024-01-01..2024-12-31"
    ],
    "今年，全县停工项目37个。": ["other 37 2024-01-01..2024-12-31"],
    # a task is a yardstick, and its sum beside it
    "截止6月底，今年全县到位资金25亿元，完成市上全年任务（42.5亿元）的59.94%。": [
        "funds_in_place 2500000000 2024-01-01..2024-06-30",
        "other 59.94 2024-01-01..2024-06-30",
    ],
    "1—9月，全县到位资金25亿元，完成1—12月目标任务的59%，超进度2.3%。": [
        "funds_in_place 2500000000 2024-01-01..2024-09-30",
        "other 59 2024-01-01..2024-09-30",
    ],
    # which projects, not when
    "去年签约的36个援疆项目均已开工。": ["projects_started 36 None..None"],
    "去年签约36个援疆项目。": ["projects_signed 36 2023-01-01..2023-12-31"],
    "1—9月，全县签约项目16个，其中，本年度签约并投产项目3个。": [
        "projects_signed 16 2024-01-01..2024-09-30",
        "projects_completed 3 2024-01-01..2024-09-30",
    ],
    "去年，全县履约项目16个，入驻企业57家，其中规模以上26家。": [
        "projects_implemented 16 2023-01-01..2023-12-31",
        "companies 57 2023-01-01..2023-12-31",
        "companies 26 2023-01-01..2023-12-31",
    ],
    "去年，全县接收援疆干部人才共25人，党政干部6人，专技人才19人，11人获评优秀援疆干部。": [
        "people 25 2023-01-01..2023-12-31",
        "people 6 2023-01-01..2023-12-31",
        "people 19 2023-01-01..2023-12-31",
    ],
    # what was signed, of which the sentence before told
    "10月8日，某市举行推介会，现场签约97个项目。合同项目60个，签约金额140亿元。": [
        "projects_signed 97 2024-10-08..2024-10-08",
        "projects_signed 60 2024-10-08..2024-10-08",
        "investment_signed 14000000000 2024-10-08..2024-10-08",
    ],
    "10月8日，某市举行推介会，现场签约97个项目。该市累计签约项目160个。": [
        "projects_signed 97 2024-10-08..2024-10-08",
        "projects_signed 160 None..None",
    ],
    "10月8日，12家企业与某市进行“云签约”，投资总额174亿元。": [
        "companies 12 2024-10-08..2024-10-08",
        "investment_signed 17400000000 2024-10-08..2024-10-08",
    ],
    "某协会目前有200多家会员单位。": [],
    "在昌吉高新区，两个新型建材项目也相继投产。": ["projects_completed 2 None..None"],
    "此次开工的8个项目是2024年全州首批集中开工的项目，总投资51亿元。": [
        "projects_started 8 None..None",
        "investment_total 5100000000 None..None",
    ],
    # a bare January to December, told in January
    "今年，全县新签项目24个，新提报项目12个。": [
        "projects_signed 24 2024-01-01..2024-12-31",
        "projects_listed 12 2024-01-01..2024-12-31",
    ],
    # a year told by the way among what was done in five
    "五年来，工作组累计投入援疆资金4.2亿元；成功打造一批景点，2023年，全县实现旅游收入47亿元；累计带动就业1000人。": [
        "aid_funds 420000000 None..None",
        "other 4700000000 2023-01-01..2023-12-31",
        "jobs 1000 None..None",
    ],
    # a time behind the figure, and one long gone before 目前
    "2024年，全区推进项目建设，A路、B路等14个公路项目上半年开工建设。": [
        "projects_started 14 2024-01-01..2024-06-30"
    ],
    "2021年底，该县开始建设石材产业园，目前入驻企业已有14家。": ["companies 14 None..None"],
    "今年，该县建设石材产业园，目前入驻企业已有14家。": ["companies 14 2024-01-01..2024-12-31"],
    # parts of all, and what goes on in the next sentence
    "今年，全省安排重点项目38个。其中竣工项目19个，续建项目9个。": [
        "projects_implemented 38 2024-01-01..2024-12-31",
        "projects_completed 19 2024-01-01..2024-12-31",
        "projects_implemented 9 2024-01-01..2024-12-31",
    ],
    "今年，续建项目82个，已全部开工。": ["projects_started 82 2024-01-01..2024-12-31"],
    "截至目前，全市重点项目开工9项。完成投资11亿元，完成年度计划的73%。": [
        "projects_started 9 None..None",
        "investment_completed 1100000000 None..None",
        "other 73 None..None",
    ],
    "前三季度，全州产业项目提速，非石油工业增长12.1%。": ["other 12.1 2024-01-01..2024-09-30"],
    "今年，全县开工项目32个，总投资10—30亿元项目22个。": [
        "projects_started 32 2024-01-01..2024-12-31",
        "projects_started 22 2024-01-01..2024-12-31",
    ],
    "截至4月30日，19个援疆省市今年资金到疆45.8亿元，到疆率达到80%以上的有6个省市。": [
        "funds_in_place 4580000000 2024-01-01..2024-04-30"
    ],
    "截至4月30日，19个援疆省市去年资金到疆45.8亿元。": [
        "funds_in_place 4580000000 2023-01-01..2023-12-31"
    ],
    # how much faster is no share; 未就业 is no job
    "上半年，全州完成投资13亿元，增长13.1%，增幅较第一季度加快0.3个百分点。": [
        "investment_completed 1300000000 2024-01-01..2024-06-30",
        "other 13.1 2024-01-01..2024-06-30",
    ],
    "上半年，全州实现生产总值45亿元，同比增长19.6%。第一产业4亿元，增长8.5%。": [
        "output_value 4500000000 2024-01-01..2024-06-30",
        "other 19.6 2024-01-01..2024-06-30",
        "output_value 400000000 2024-01-01..2024-06-30",
        "other 8.5 2024-01-01..2024-06-30",
    ],
    "今年，全县选送第二批41名未就业高校毕业生赴津培训。": ["people 41 2024-01-01..2024-12-31"],
    "10月8日，在招商会上，该县与上海明源能源有限公司签约，签约额总计9亿元。": [
        "investment_signed 900000000 2024-10-08..2024-10-08"
    ],
    # a range of money is two sums
    "今年，全县计划完成投资300—350亿元。": [
        "investment_completed 30000000000 2024-01-01..2024-12-31",
        "investment_completed 35000000000 2024-01-01..2024-12-31",
    ],
    # all of them have begun, or shall
    "今年，续建项目13个目前已全部开工，新建项目58个预计5月份全部开工。": [
        "projects_started 13 2024-01-01..2024-12-31",
        "projects_started 58 2024-01-01..2024-12-31",
    ],
    "上半年，全县有中长期援疆干部人才176名，短期48名，合计224名。": [
        "people 176 2024-01-01..2024-06-30",
        "people 48 2024-01-01..2024-06-30",
        "people 224 2024-01-01..2024-06-30",
    ],
    "今年前9月，该试验区实现工业产值3亿元。": ["output_value 300000000 2024-01-01..2024-09-30"],
    "今年前9月，该基地实现工业产值3亿元。": [],
}

STAGES = {
    # a site at which workers are seen, beside plans
    "10月5日，在沙湾市汇源乳业加工项目施工现场，工人们干得正欢。该项目总投资3亿元，预计2026年投产。": {
        "沙湾市汇源乳业加工项目": ["in_operation 2026 planned", "under_construction None"]
    },
    "10月5日，在沙湾市汇源乳业加工项目现场，工人们正忙着铺设管道。该项目总投资3亿元，预计2026年投产。": {
        "沙湾市汇源乳业加工项目": ["in_operation 2026 planned", "under_construction None"]
    },
    "10月5日，领导来到沙湾市汇源乳业加工项目现场调研。该项目总投资3亿元，预计2026年投产。": {
        "沙湾市汇源乳业加工项目": ["in_operation 2026 planned"]
    },
    "沙湾汇源乳业加工项目总投资3亿元，预计2026年投产。": {
        "沙湾汇源乳业加工项目": ["in_operation 2026 planned"]
    },
    # a part is not the whole
    "山口水电站工程总投资9亿元，4台机组已并网发电。": {"山口水电站工程": []},
    "山口水电站工程总投资9亿元，4台机组全部并网发电。": {"山口水电站工程": ["in_operation None"]},
    # within the year, said without a word of the past
    "沙湾汇源乳业加工项目总投资3亿元，年内建成投入使用。": {
        "沙湾汇源乳业加工项目": ["in_operation 2024 planned"]
    },
    "沙湾汇源乳业加工项目总投资3亿元，年内已建成投入使用。": {
        "沙湾汇源乳业加工项目": ["in_operation 2024"]
    },
    # who plans ahead proposes nothing
    "沙湾汇源乳业加工项目总投资3亿元，我们提前谋划，6月开工。": {
        "沙湾汇源乳业加工项目": ["started 2024-06"]
    },
    "沙湾汇源乳业加工项目总投资3亿元，力争在12月底前完成七个单体主体结构施工。": {
        "沙湾汇源乳业加工项目": ["topped_out 2024-12 planned"]
    },
    # works told in words of more than one piece
    "沙湾汇源电厂项目总投资3亿元，已进入全面建设阶段。": {
        "沙湾汇源电厂项目": ["under_construction None"]
    },
    "沙湾汇源电厂项目总投资3亿元，将于12月进入全面建设阶段。": {"沙湾汇源电厂项目": []},
    "沙湾汇源电厂项目总投资3亿元，已经完成了三栋厂房主体结构建设。": {
        "沙湾汇源电厂项目": ["topped_out None"]
    },
    "沙湾汇源电厂项目总投资3亿元，正在完成厂房主体结构建设。": {"沙湾汇源电厂项目": []},
    "8月13日，沙湾汇源电厂项目2号机组通过168小时满负荷试运行，正式投产发电。": {
        "沙湾汇源电厂项目": ["in_operation 2024-08-13"]
    },
    "8月13日，沙湾汇源电厂项目2号机组进行满负荷试运行。": {
        "沙湾汇源电厂项目": ["commissioning 2024-08-13"]
    },
    # what workers are at, and what is all done
    "沙湾汇源电厂项目总投资3亿元，工人们正在安装调试机组。": {"沙湾汇源电厂项目": []},
    "沙湾汇源电厂项目总投资3亿元，机组已进入调试。": {"沙湾汇源电厂项目": ["commissioning None"]},
    "沙湾汇源电厂、天润物流园等5个项目已全部完成。": {
        "沙湾汇源电厂": ["completed None"],
        "天润物流园": ["completed None"],
    },
    # some of it, what lies beside it, and how many others
    "沙湾汇源住宅小区项目总投资3亿元，现有26栋完成主体封顶。": {"沙湾汇源住宅小区项目": []},
    "沙湾汇源住宅小区项目总投资3亿元，26栋楼已全部完成主体封顶。": {
        "沙湾汇源住宅小区项目": ["topped_out None"]
    },
    "沙湾汇源电厂项目总投资3亿元，配套设施大棚将于11月开工建设。": {"沙湾汇源电厂项目": []},
    "沙湾汇源电厂项目已完工。预计11月底完工的有6项。": {"沙湾汇源电厂项目": ["completed None"]},
    "沙湾汇源供水工程总投资3亿元，计划年底前完成管道的开挖、安装。": {"沙湾汇源供水工程": []},
    "沙湾汇源供水工程总投资3亿元，6月基坑正式开挖。": {"沙湾汇源供水工程": ["started 2024-06"]},
    "沙湾汇源供水工程总投资3亿元，目前主体施工任务已基本完成。": {
        "沙湾汇源供水工程": ["topped_out None"]
    },
    # who attends a ceremony, and the feast at it
    "10月8日，省代表团参加了由我省援建、我公司监理的沙湾市师资培训中心项目交钥匙仪式。": {
        "沙湾市师资培训中心项目": ["completed 2024-10-08"]
    },
    "10月8日，沙湾市汇源电厂项目建设现场彩旗飘扬，该项目举行点火仪式，总投资3亿元。": {
        "沙湾市汇源电厂项目": ["in_operation 2024-10-08"]
    },
    # the rest is something else; so is another building's frame
    "沙湾汇源餐厅项目主体已经完工，其余项目将于明年9月建成。": {
        "沙湾汇源餐厅项目": ["topped_out None"]
    },
    "沙湾汇源教学楼项目总投资3亿元，计划明年1月前完成砌筑和食堂主体工程。": {
        "沙湾汇源教学楼项目": []
    },
    # the kind that closes a list
    "全县公路项目9个，包括沙湾至独山子公路项目、沙湾至奎屯公路项目等6个续建项目。": {
        "沙湾至独山子公路项目": ["under_construction None"],
        "沙湾至奎屯公路项目": ["under_construction None"],
    },
    # what is seen on a day, and numbers of halls that look like days
    "9月11日，记者获悉沙湾市冷链物流项目将于年底竣工。当日，记者在现场看到，5栋配套用房已完工。": {
        "沙湾市冷链物流项目": ["completed 2024 planned"]
    },
    "8月26日，记者走访沙湾市粮食仓储项目看到，1号、2号、3号物流仓库主体工程已经完工。项目总投资3亿元。": {
        "沙湾市粮食仓储项目": ["topped_out None"]
    },
    # a firm by where it settled, and half a year that has not gone by
    "10月6日，落户沙湾市的首家企业汇源玻璃有限公司，总投资3亿元的浮法玻璃生产线正式投产运行。": {
        "浮法玻璃生产线": ["in_operation 2024-10-06"]
    },
    "沙湾汇源电厂项目总投资3亿元，下半年开工建设。": {"沙湾汇源电厂项目": ["started 2024 planned"]},
    # nearly done is not done
    "沙湾汇源医院项目总投资3亿元，已进入竣工收尾阶段。": {
        "沙湾汇源医院项目": ["under_construction None"]
    },
    # what is told of as many as were named
    "沙湾汇源电厂项目总投资3亿元。天润物流园项目总投资2亿元。\n目前，两个项目均已封顶，计划12月竣工。": {
        "沙湾汇源电厂项目": ["topped_out None", "completed 2024-12 planned"],
        "天润物流园项目": ["topped_out None", "completed 2024-12 planned"],
    },
    "沙湾汇源电厂项目总投资3亿元。\n目前，该县另有两个项目均已封顶。": {"沙湾汇源电厂项目": []},
    "乌将铁路扩能项目总投资3亿元，已建成投运。": {"乌将铁路扩能项目": ["in_operation None"]},
}


@pytest.mark.parametrize("text", FIGURES)
def test_the_time_of_figures(text: str) -> None:
    assert figures(text) == FIGURES[text]


@pytest.mark.parametrize("text", STAGES)
def test_the_stage_of_a_project(text: str) -> None:
    assert stages(text) == STAGES[text]


def test_months_without_a_year_told_in_january_are_of_the_year_before() -> None:
    text = "1—12月，全县招商引资项目到位资金71亿元。"
    assert figures(text, "2011-01-05") == ["funds_in_place 7100000000 2010-01-01..2010-12-31"]
    assert figures(text, "2010-12-29") == ["funds_in_place 7100000000 2010-01-01..2010-12-31"]


def test_water_is_not_let_into_traffic() -> None:
    text = "沙湾汇源物流园项目总投资3亿元，带动交通水利发展，去年开工。"
    assert stages(text) == {"沙湾汇源物流园项目": ["started 2023"]}
