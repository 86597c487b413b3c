"""Programme statistics: what each sentence counts, for which time, and what is none.

Expected lines read `metric value unit start..end`, with `planned` behind a figure that is one.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transform.facts.told_articles import article
from transform.facts import read
from transform.records import ProgrammeStatistic

# An article around each sentence: it tells of aid and investment and gives no figure itself.
TITLE = "产业援疆结硕果"
OPENING = "当地稳步推进招商引资工作。"
YEAR = "2024-01-01..2024-12-31"
LAST = "2023-01-01..2023-12-31"
NO_TIME = "None..None"


def statistics(
    text: str, published: str = "2024-10-20", title: str = TITLE, opening: str = OPENING
) -> list[ProgrammeStatistic]:
    told = article("\n".join(part for part in (title, opening, text) if part), published, title)
    return list(read(told).statistics)


def lines(found: list[ProgrammeStatistic]) -> list[str]:
    return [
        f"{s.metric} {s.value:.12g} {s.unit} {s.period_start}..{s.period_end}"
        + (" planned" if s.status == "planned" else "")
        for s in found
    ]


COUNTED = {
    # counts of projects: the verb tells which (pattern 43)
    "2023年，全州共实施产业援疆项目76个。": [f"projects_implemented 76 project {LAST}"],
    "去年，新源县新签约项目39个。": [f"projects_signed 39 project {LAST}"],
    "今年，全县签下9个招商引资项目。": [f"projects_signed 9 project {YEAR}"],
    "今年以来，师市已有51项工程竣工。": ["projects_completed 51 project 2024-01-01..2024-10-20"],
    "上半年，全市开复工项目219个。": ["projects_started 219 project 2024-01-01..2024-06-30"],
    "10月15日，疏附县举行开工仪式，总投资107.2亿元的32个项目同步启动。": [
        "investment_total 10720000000 CNY 2024-10-15..2024-10-15",
        "projects_started 32 project 2024-10-15..2024-10-15",
    ],
    "去年，深圳完成援建项目64个，其中喀什市50个。": [
        f"projects_completed 64 project {LAST}",
        f"projects_completed 50 project {LAST}",
    ],
    "一季度，疏勒县新开工项目9个，同比多4个。": [
        "projects_started 9 project 2024-01-01..2024-03-31"
    ],
    "今年，开发区计划实施重点项目96个，其中5月底前已开工78个。": [
        f"projects_implemented 96 project {YEAR} planned",
        "projects_started 78 project 2024-01-01..2024-05-31",
    ],
    "2023年，产业园实现工业产值218亿元，今年1至9月达到247亿元。": [
        f"output_value 21800000000 CNY {LAST}",
        "output_value 24700000000 CNY 2024-01-01..2024-09-30",
    ],
    "新的一年，推进乌什县输变电工程，确保6月开工。力争全年完成固定资产投资48亿元。": [
        f"investment_completed 4800000000 CNY {YEAR} planned",
    ],
    "至此，青河县今年签约项目已达19个。": ["projects_signed 19 project 2024-01-01..2024-10-20"],
    "去年，轮台县到位县外资金39.8亿元。": [f"funds_in_place 3980000000 CNY {LAST}"],
    "2018年，无锡援疆实施项目4个。十年间，无锡援疆累计投入资金7600万元。": [
        "projects_implemented 4 project 2018-01-01..2018-12-31",
        f"aid_funds 76000000 CNY {NO_TIME}",
    ],
    "截至8月底，安徽省今年安排的36个援疆项目全部开工。": [
        "projects_started 36 project 2024-01-01..2024-08-31",
    ],
    "今年，全县已完工项目29个，进度位居19个援疆省市前列。": [
        f"projects_completed 29 project {YEAR}"
    ],
    "三年来，昆山援疆工作组撬动社会资本5.7亿元。": [f"investment_total 570000000 CNY {NO_TIME}"],
    "去年，天津援疆支持建设“卫星工厂”63个。": [f"other 63 个 {LAST}"],
    "今年，开发区的目标是引进外资3000万美元。": [f"funds_in_place 30000000 USD {YEAR} planned"],
    "对口支援新星市以来，先后招引蓝岭新材等豫企46家。": [f"companies 46 company {NO_TIME}"],
    "去年，江苏前方指挥部帮助2.4万人住上了新房。": [f"people 24000 person {LAST}"],
    "今年，全地区谋划储备项目120个。": [f"projects_listed 120 project {YEAR}"],
    "一季度，又有4个项目开工建设。": ["projects_started 4 project 2024-01-01..2024-03-31"],
    "2022年，库尔勒市引进疆外项目88个，其中工业项目31个。": [
        "projects_signed 88 project 2022-01-01..2022-12-31",
        "projects_signed 31 project 2022-01-01..2022-12-31",
    ],
    "今年，全县清理闲置项目6个。": [f"other 6 project {YEAR}"],
    # a class of projects is counted, its threshold is no sum (27)
    "今年，全州亿元以上项目开工29个。": [f"projects_started 29 project {YEAR}"],
    "去年，全市签约投资额超10亿元项目45个。": [f"projects_signed 45 project {LAST}"],
    # a total and the remainder (70), parts that go on with the total's verb
    "去年，温泉县共签约项目39个，其中外省项目34个。": [
        f"projects_signed 39 project {LAST}",
        f"projects_signed 34 project {LAST}",
    ],
    "2023年，全县实施援疆项目62个，其中产业类19个、民生类31个、智力类12个。": [
        f"projects_implemented 62 project {LAST}",
        f"projects_implemented 19 project {LAST}",
        f"projects_implemented 31 project {LAST}",
        f"projects_implemented 12 project {LAST}",
    ],
    "今年，全县安排援疆项目20个，已开工18个，完工7个。": [
        f"projects_implemented 20 project {YEAR}",
        f"projects_started 18 project {YEAR}",
        f"projects_completed 7 project {YEAR}",
    ],
    "推介会上，共有21个项目签约。": [f"projects_signed 21 project {NO_TIME}"],
    "今年，园区已有46家企业签订入驻协议，其中28家建成投产。": [
        f"companies 46 company {YEAR}",
        f"companies 28 company {YEAR}",
    ],
    "今年，工作队落实援疆资金9.6亿元，其中计划外资金1.5亿元。": [
        f"aid_funds 960000000 CNY {YEAR}",
        f"aid_funds 150000000 CNY {YEAR}",
    ],
    "今年，全县签订合作协议3份。": [f"projects_signed 3 project {YEAR}"],
    "目前，全市已复工项目20个。": [f"projects_implemented 20 project {NO_TIME}"],
    "去年6月，考察团一行18人到和硕县对接招商工作。": ["people 18 person 2023-06-01..2023-06-30"],
    # agreements of two kinds (61)
    "今年，全市签订合同项目60个，协议项目37个。": [
        f"projects_signed 60 project {YEAR}",
        f"projects_signed 37 project {YEAR}",
    ],
    # denial (68)
    "今年前三季度，全市未按计划开工项目33个。": ["other 33 project 2024-01-01..2024-09-30"],
    # sums and their words (34)
    "去年，全州到位资金271亿元。": [f"funds_in_place 27100000000 CNY {LAST}"],
    "今年，全县实际利用外资1260万美元。": [f"funds_in_place 12600000 USD {YEAR}"],
    "去年，全县合同外资450万美元。": [f"investment_signed 4500000 USD {LAST}"],
    "去年，全县协议引资163亿元。": [f"investment_signed 16300000000 CNY {LAST}"],
    "今年1—9月，全县完成固定资产投资18.6亿元。": [
        "investment_completed 1860000000 CNY 2024-01-01..2024-09-30"
    ],
    "去年，全市固定资产投资完成64亿元。": [f"investment_completed 6400000000 CNY {LAST}"],
    "去年，全县实现工业总产值30亿元，利税2.8亿元。": [  # (35)
        f"output_value 3000000000 CNY {LAST}",
        f"other 280000000 CNY {LAST}",
    ],
    "去年，园区工业增加值45.2亿元。": [f"output_value 4520000000 CNY {LAST}"],
    "2024年，常州市安排援疆资金2.3亿元，其中产业类资金9000万元。": [  # (31)
        f"aid_funds 230000000 CNY {YEAR}",
        f"aid_funds 90000000 CNY {YEAR}",
    ],
    "推介会上，现场签约13个项目，总投资28亿元。": [
        f"projects_signed 13 project {NO_TIME}",
        f"investment_signed 2800000000 CNY {NO_TIME}",
    ],
    "今年，全县集中开工项目23个，总投资68.4亿元。": [
        f"projects_started 23 project {YEAR}",
        f"investment_total 6840000000 CNY {YEAR}",
    ],
    "大会现场签约额38.5亿元，涵盖新能源（14.2亿元）等领域。": [  # (36)
        f"investment_signed 3850000000 CNY {NO_TIME}",
        f"investment_signed 1420000000 CNY {NO_TIME}",
    ],
    # groups (32): the total over named projects is a statistic
    "今年甲元科技保水肥、乙光数字提升、丙机械管道等总投资4.2亿元的项目完成签约。": [
        f"investment_signed 420000000 CNY {YEAR}"
    ],
    # people, jobs, companies, events (42)
    "去年，南疆工作组选派教师120名，培训当地干部2300人次。": [
        f"people 120 person {LAST}",
        f"people 2300 person {LAST}",
    ],
    "今年，全县新增就业1.31万人，提供岗位5000余个。": [
        f"jobs 13100 person {YEAR}",
        f"jobs 5000 person {YEAR}",
    ],
    "去年，园区吸纳就业近600人。": [f"jobs 600 person {LAST}"],
    "去年，指挥部邀请87家企业实地考察。": [f"companies 87 company {LAST}"],
    "去年，指挥部举办招商推介会8场，组织32批次客商来疆考察。": [
        f"events 8 event {LAST}",
        f"events 32 event {LAST}",
    ],
    "去年，和静县接待游客812万人次，实现旅游收入76.5亿元。": [
        f"people 8120000 person {LAST}",
        f"other 7650000000 CNY {LAST}",
    ],
    # shares, rates, growth, completion (44, 45, 46)
    "去年，全县到位资金20亿元，同比增长29.84%。": [
        f"funds_in_place 2000000000 CNY {LAST}",
        f"other 29.84 % {LAST}",
    ],
    "去年，全县外贸进出口额5亿元，增长2.57倍。": [
        f"other 500000000 CNY {LAST}",
        f"other 2.57 倍 {LAST}",
    ],
    "截至9月底，全县援疆项目开工率79.67%。": ["other 79.67 % None..2024-09-30"],
    "今年，全县到位资金9亿元，完成年度计划的92%。": [
        f"funds_in_place 900000000 CNY {YEAR}",
        f"other 92 % {YEAR}",
    ],
    "今年，湖州市安排援疆资金2亿元，八成以上投向民生。": [
        f"aid_funds 200000000 CNY {YEAR}",
        f"other 80 % {YEAR}",
    ],
    # areas, yields, power, things
    "今年，全县棉花种植面积38万亩，产量4.2万吨。": [
        f"area 380000 亩 {YEAR}",
        f"other 42000 吨 {YEAR}",
    ],
    "目前，全县新能源装机规模达到320万千瓦。": [f"other 3200000 千瓦 {NO_TIME}"],
    "五年来，浙江省支持建成安居富民房1.86万户。": [f"other 18600 户 {NO_TIME}"],
}

TIMES = {
    # since (53), as-of (52), plan periods (55), spans (54), rates (56)
    "2023年以来，全州新签约项目152个。": ["projects_signed 152 project 2023-01-01..2024-10-20"],
    "自2010年新一轮援疆启动以来，湖北省累计投入援疆资金14.83亿元。": [
        "aid_funds 1483000000 CNY 2010-01-01..2024-10-20"
    ],
    "“十四五”期间，江西省计划投入援疆资金4.5亿元。": [
        "aid_funds 450000000 CNY 2021-01-01..2025-12-31 planned"
    ],
    "“十二五”期间，江西省投入援疆资金4.5亿元。": ["aid_funds 450000000 CNY 2011-01-01..2015-12-31"],
    "2014年至2016年，该县实施援疆项目54个。": [
        "projects_implemented 54 project 2014-01-01..2016-12-31"
    ],
    "1至7月，全县到位资金12亿元。": ["funds_in_place 1200000000 CNY 2024-01-01..2024-07-31"],
    "截至6月底，全县新签约项目30个。": ["projects_signed 30 project None..2024-06-30"],
    "截至目前，全县已签约项目30个。": [f"projects_signed 30 project {NO_TIME}"],
    "三年来，工作组引进企业28家。": [f"companies 28 company {NO_TIME}"],
    "年均安排1000万元援疆资金支持招商。": [f"aid_funds 10000000 CNY {NO_TIME}"],
    "“十三五”时期，全州投资年均增长7.5%，固定资产投资累计完成2600亿元。": [
        "other 7.5 % 2016-01-01..2020-12-31",
        "investment_completed 260000000000 CNY 2016-01-01..2020-12-31",
    ],
    "第十一批援疆工作队进疆以来，引进企业12家。": [f"companies 12 company {NO_TIME}"],  # (58)
    # as-of within a year that is told
    "今年，全县安排援疆项目17个，截至8月底，已完工9个。": [
        f"projects_implemented 17 project {YEAR}",
        "projects_completed 9 project 2024-01-01..2024-08-31",
    ],
    # in the period, and over all years (69)
    "今年到疆资金103.1亿元，累计到疆资金573.2亿元。": [
        f"funds_in_place 10310000000 CNY {YEAR}",
        f"funds_in_place 57320000000 CNY {NO_TIME}",
    ],
    # a new time replaces the old one
    "去年，全县到位资金9.4亿元；今年一季度，又有4个项目开工，到位资金1.85亿元。": [
        f"funds_in_place 940000000 CNY {LAST}",
        "projects_started 4 project 2024-01-01..2024-03-31",
        "funds_in_place 185000000 CNY 2024-01-01..2024-03-31",
    ],
    # another year's figure beside it
    "今年，全县签约额137.6亿元，较去年的92.3亿元增长近五成。": [
        f"investment_signed 13760000000 CNY {YEAR}",
        f"investment_signed 9230000000 CNY {LAST}",
        f"other 50 % {YEAR}",
    ],
    # lists dealt out by 分别
    "2021年、2022年、2023年分别引进企业42家、57家和65家，累计吸纳就业1.6万人。": [
        "companies 42 company 2021-01-01..2021-12-31",
        "companies 57 company 2022-01-01..2022-12-31",
        f"companies 65 company {LAST}",
        "jobs 16000 person 2021-01-01..2023-12-31",
    ],
    # the year of a meeting's name is no period of its figures
    "10月16日，2024年和田产业招商推介会在长沙举行。此次集中签约项目7个。": [
        "projects_signed 7 project 2024-10-16..2024-10-16"
    ],
    "当地召开2023年招商引资总结会。会上签约项目3个。": [f"projects_signed 3 project {NO_TIME}"],
    # a year holds on over sentences, a day only over its event
    "2023年，南通市安排援疆资金3亿元。全年实施援疆项目40个。": [
        f"aid_funds 300000000 CNY {LAST}",
        f"projects_implemented 40 project {LAST}",
    ],
    "4月25日，纺织项目集中开工仪式在这里举行。\n此次开工的项目共6个，总投资52亿元。": [
        "projects_started 6 project 2024-04-25..2024-04-25",
        "investment_total 5200000000 CNY 2024-04-25..2024-04-25",
    ],
    "今年，全县新签约项目12个，计划总投资8亿元，到位资金2亿元。": [
        f"projects_signed 12 project {YEAR}",
        f"investment_signed 800000000 CNY {YEAR} planned",
        f"funds_in_place 200000000 CNY {YEAR}",
    ],
    # 其中 goes back behind what is told by the way
    "3月1日，项目集中开工仪式在乌苏市举行。此次开工项目8个，年内计划完成投资18亿元，其中能源项目5个。": [
        "projects_started 8 project 2024-03-01..2024-03-01",
        f"investment_completed 1800000000 CNY {YEAR} planned",
        "projects_started 5 project 2024-03-01..2024-03-01",
    ],
    # words of planning that plan nothing
    "去年，工作队锚定目标，实施“育才”行动计划，争取资金3200万元，引进企业21家。": [
        f"aid_funds 32000000 CNY {LAST}",
        f"companies 21 company {LAST}",
    ],
    # plans, and the way back to what has been done
    "今年全县计划实施文旅项目15个，总投资9.4亿元，已开工11个。": [
        f"projects_implemented 15 project {YEAR} planned",
        f"investment_total 940000000 CNY {YEAR} planned",
        f"projects_started 11 project {YEAR}",
    ],
    "展望2025年，广东计划投入援疆资金22.1亿元，力争引进企业60家以上。": [
        "aid_funds 2210000000 CNY 2025-01-01..2025-12-31 planned",
        "companies 60 company 2025-01-01..2025-12-31 planned",
    ],
    "下一步，全县将新增就业岗位5000个。": [f"jobs 5000 person {NO_TIME} planned"],
}

FIELDS = {
    # actor, region, and whether a figure adds up over all years
    "2023年，常州市在尼勒克县安排援疆资金2.3亿元。": ("常州市", "654028", False),
    "江苏援伊前方指挥部累计引进企业38家。": ("江苏援伊前方指挥部", None, True),
    "今年一季度，库车市新建招商引资项目48个。": (None, "652902", None),
    "11月3日，昭苏县招商大会在南京市举行，86家企业参会。": ("昭苏县", "320100", False),
    "据扬州市对口支援新源县工作组统计，去年实施援疆项目54个。": (
        "扬州市对口支援新源县工作组",
        "654025",
        False,
    ),
    "去年，伊宁县工业园区引进企业14家。": ("伊宁县工业园区", "654021", False),
}

NONE = [
    # one project's own
    "该项目总投资3.6亿元，占地150亩，可带动800人就业。",
    "项目建成后，预计年产值可达5亿元。",
    "工程总投资2350万元，改造面积1.2万平方米。",
    # a company's own
    "公司注册资本5000万元，去年营业收入达12.8亿元。",
    "“我们公司去年销售额突破2亿元，现有员工380人。”",
    "天山某某纺织有限公司去年完成产值19亿元。",
    # rules, prices, wages, thresholds
    "对固定资产投资5000万元以上的工业项目，按投资额的2%给予奖励，最高不超过300万元。",
    "企业招用本县户籍员工的，每人每年补贴3000元。",
    "她在园区上班，月工资4200元。",
    "“去年我们收购鲜果5200吨，支付果款4300万元。”公司副总经理说。",
    "去年企业实现产值3.9亿元，产量同比增长9%。",
    "“我们公司在江阴有两家纺织厂。”总经理说。",
    "会议听取15个投资过亿元项目的进展汇报。",
    # people's lives
    "一年半来，周建军带教了4名徒弟，开展新技术11项。医生周建军说，收获很大。",
    "李军家承包了120亩棉花，他说今年多收了3吨。",
    "比赛吸引了来自12个国家的300名选手。",
    "这位援疆干部今年45岁，离家已经600天。",
    "园区为入驻企业提供标准厂房1.2万平方米。",
    "这是该县今年引进的首个投资超20亿元的项目。",
    # what is no count: ordinals, idioms, pronouns, damage
    "第十一批援疆干部人才抵达伊宁。",
    "两个项目建成后，将成为当地的支柱。",
    "这6个项目都在加快建设。",
    "当年签约、当年开工、当年投产。",
    "全县签约****个项目，到位资金*.**亿元。",
    "打造百亿产值特色产业园和千亿级产业集群。",
    # the weather, an accident
    "预计降水量5到12毫米，气温下降8到10摄氏度。",
    "事故造成3人受伤，2辆车受损。",
]


@pytest.mark.parametrize("text", COUNTED)
def test_what_is_counted(text: str) -> None:
    assert lines(statistics(text)) == COUNTED[text]


@pytest.mark.parametrize("text", TIMES)
def test_the_time_that_governs(text: str) -> None:
    assert lines(statistics(text)) == TIMES[text]


@pytest.mark.parametrize("text", FIELDS)
def test_body_region_and_sum(text: str) -> None:
    (found,) = statistics(text)
    assert (found.actor, found.adcode, found.cumulative) == FIELDS[text]


def test_figures_dealt_out_to_regions() -> None:
    found = statistics("去年，高昌区、鄯善县、托克逊县分别完成投资31.2亿元、35.7亿元、16.7亿元。")
    assert [(s.region, s.value) for s in found] == [
        ("高昌区", 3.12e9),
        ("鄯善县", 3.57e9),
        ("托克逊县", 1.67e9),
    ]


SUMMARIES = [
    ("福建援疆：2023年成绩单来了", "2024-01-09"),
    ("这一年，援疆结硕果", "2023-12-28"),
    ("援疆干部回眸过去一年", "2024-02-02"),
]


@pytest.mark.parametrize(("title", "published"), SUMMARIES)
def test_a_summary_is_of_its_year(title: str, published: str) -> None:
    text = "“我们共引进企业33家。”负责人说。\n选派教师92名。预计2024年，引进企业40家。"
    assert lines(statistics(text, published, title)) == [
        f"companies 33 company {LAST}",
        f"people 92 person {LAST}",
        f"companies 40 company {YEAR} planned",
    ]


@pytest.mark.parametrize(
    ("title", "published"),
    [
        ("援疆这一年", "2024-07-01"),  # no turn of the year
        ("2023年伊犁产业招商推介会侧记", "2024-01-09"),  # the year of a fair
    ],
)
def test_what_is_no_summary(title: str, published: str) -> None:
    found = statistics("“我们共引进企业33家。”负责人说。", published, title)
    assert lines(found) == [f"companies 33 company {NO_TIME}"]


def test_what_only_the_title_counts() -> None:
    found = statistics(
        "5月20日，精河县枸杞产业招商会在武汉市举行。", "2021-05-21", "精河县与湖北企业签约5个项目"
    )
    assert lines(found) == ["projects_signed 5 project 2021-05-20..2021-05-20"]


def test_the_title_says_nothing_twice() -> None:
    found = statistics("5月20日，精河县签约5个项目。", "2021-05-21", "精河县签约5个项目")
    assert lines(found) == ["projects_signed 5 project 2021-05-20..2021-05-20"]


def test_this_year_up_to_now() -> None:
    found = statistics("截至目前，尼勒克县今年累计签约项目11个。")
    assert lines(found) == ["projects_signed 11 project 2024-01-01..2024-10-20"]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_statistic(text: str) -> None:
    assert lines(statistics(text)) == []


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "2023年", "今年", "截至目前", "三年来", "2021年、2022年", "其中", "累计", "计划", "较去年的",
            "，", "。", "；", "、", "：", "\n", "“", "”", "（", "）", "等", "分别",
            "全县", "库车市", "湖北省", "江苏援伊前方指挥部", "指挥部", "天山纺织有限公司", "园区",
            "签约", "实施", "引进", "到位资金", "援疆资金", "总投资", "就业", "接待游客", "增长",
            "项目", "企业", "个", "家", "场", "推介会", "亿元", "万人次", "3.2亿元", "12个", "6家", "15%", "近五成",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=80)
@given(FRAGMENTS)
def test_any_text_is_read_and_quoted(text: str) -> None:
    whole = "\n".join(part for part in (TITLE, OPENING, text) if part)
    for item in statistics(text):
        quoted = item.evidence
        assert whole[quoted.start : quoted.end] == quoted.quote
        assert quoted.sentence_start <= quoted.start < quoted.end <= quoted.sentence_end
        assert not item.period_start or not item.period_end or item.period_start <= item.period_end


def test_a_city_that_begins_with_a_number_counts_nothing() -> None:
    text = "5月8日，五家渠市迎来首场签约，12家企业签订投资协议，签约额30亿元。"
    counted = [s.value for s in statistics(text) if s.metric != "investment_signed"]
    assert counted == [12]


def test_the_month_in_the_name_of_a_ceremony_is_no_period() -> None:
    found = lines(statistics("5月8日，新源县举行5月招商项目签约仪式，共签约6个项目。"))
    assert found == ["projects_signed 6 project 2024-05-08..2024-05-08"]
    found = lines(statistics("5月8日，记者获悉，4月，新源县共签约6个项目。"))
    assert found == ["projects_signed 6 project 2024-04-01..2024-04-30"]


def test_the_year_of_a_fair_of_another_year() -> None:
    text = "2022年第八届商品交易会上，新源县签约项目21个。"
    assert lines(statistics(text)) == ["projects_signed 21 project 2022-01-01..2022-12-31"]


def test_the_whole_year_holds_for_the_sentences_behind() -> None:
    text = "去年，新源县引进资金93亿元。\\n试验区全年共招引项目16个。其中，伊宁片区招引7个项目。"
    assert lines(statistics(text, published="2025-01-12"))[1:] == [
        f"projects_signed 16 project {YEAR}",
        f"projects_signed 7 project {YEAR}",
    ]


def test_growth_of_the_places_told_before() -> None:
    text = "2023年，全州到位资金93亿元。增速方面，甲县、乙县居前，增速分别为40.1%、36.3%。"
    assert lines(statistics(text))[1:] == [f"other 40.1 % {LAST}", f"other 36.3 % {LAST}"]


def test_a_class_of_what_an_event_signed() -> None:
    text = "5月8日，新源县签约项目38个。\\n此次签约项目涵盖三类产业。其中，10亿元以上项目12个。"
    found = [(s.metric, s.value) for s in statistics(text)]
    assert found == [("projects_signed", 38), ("projects_signed", 12)]


def test_the_first_fair_of_this_year_is_no_year_long() -> None:
    text = "5月8日，新源县举办推介会。此次推介会是今年首场招商活动，吸引100余家企业参会。"
    assert lines(statistics(text)) == ["companies 100 company 2024-05-08..2024-05-08"]


def test_nothing_is_no_figure() -> None:
    assert statistics("去年，全县共建设农村公路0公里。") == []


def test_an_article_about_all_of_xinjiang_is_of_no_one_prefecture() -> None:
    text = "2023年，新疆引进区外到位资金93亿元。南疆地区（含吐鲁番）引进区外到位资金38亿元。"
    title = "2023年新疆引进区外到位资金超90亿元"
    found = statistics(text, published="2024-01-07", title=title)
    assert [(s.region, s.adcode) for s in found] == [
        ("新疆维吾尔自治区", "650000"), ("南疆", None),
    ]  # fmt: skip


def test_what_many_will_bring_is_the_groups() -> None:
    text = "5月8日，新源县开工项目6个，包括甲科技、乙科技，总投资44.5亿元，预计达产后年产值50亿元，解决就业约2500人。"
    day = "2024-05-08..2024-05-08"
    assert lines(statistics(text)) == [
        f"projects_started 6 project {day}",
        f"investment_total 4450000000 CNY {day}",
        f"output_value 5000000000 CNY {NO_TIME} planned",
        f"jobs 2500 person {NO_TIME} planned",
    ] or [s.metric for s in statistics(text)] == [
        "projects_started", "investment_total", "output_value", "jobs",
    ]  # fmt: skip


def test_what_an_opening_of_projects_counts() -> None:
    text = "5月8日，新源县举行14个工业项目开工活动。此次开工的14个工业项目总投资额214.2亿元。"
    day = "2024-05-08..2024-05-08"
    assert lines(statistics(text)) == [
        f"projects_started 14 project {day}",
        f"investment_total 21420000000 CNY {day}",
    ]


def test_kinds_of_what_was_signed() -> None:
    text = "5月8日，新源县22个项目集中落地签约。今年以来，招商有成效。此次签约22个项目中，一产项目5.1亿元，二产项目3亿元。"
    day = "2024-05-08..2024-05-08"
    assert lines(statistics(text)) == [
        f"projects_signed 22 project {day}",
        f"investment_signed 510000000 CNY {day}",
        f"investment_signed 300000000 CNY {day}",
    ]


def test_major_projects_without_a_verb() -> None:
    text = "今年以来，全县67个重大产业项目年度计划投资37亿元。"
    found = [(s.metric, s.value) for s in statistics(text)]
    assert found == [("projects_implemented", 67), ("investment_total", 3.7e9)]


def test_projects_counted_by_house() -> None:
    text = "5月8日，新源县集中签约。本次落地签约的22个项目，涉及一产项目2家，二产项目12家。"
    found = [(s.metric, s.value) for s in statistics(text)]
    assert found == [("projects_signed", 22), ("projects_signed", 2), ("projects_signed", 12)]


def test_talks_are_listed() -> None:
    text = "5月8日，新源县洽谈农产品深加工、铜材落地加工等意向合作项目3个。"
    assert [(s.metric, s.value) for s in statistics(text)] == [("projects_listed", 3)]


def test_the_year_in_the_name_of_a_talk() -> None:
    text = "5月8日，以“链上”为主题的2024年新源县产业招商恳谈会召开，涉及签约项目16个。"
    assert lines(statistics(text)) == ["projects_signed 16 project 2024-05-08..2024-05-08"]


def test_projects_of_former_years_told_in_a_period() -> None:
    text = "今年1至9月，全州新执行项目113个；往年结转续建项目102个。"
    span = "2024-01-01..2024-09-30"
    assert lines(statistics(text)) == [
        f"projects_implemented 113 project {span}",
        f"projects_implemented 102 project {span}",
    ]


def test_the_verb_inside_a_kind_of_projects() -> None:
    text = "5月8日，新源县28个市级重点建设项目集中开工。"
    assert [s.metric for s in statistics(text)] == ["projects_started"]


def test_a_task_is_a_yardstick() -> None:
    text = "上半年，新源县到位资金18亿元，完成招商引资目标任务32亿元的56.4%。"
    half = "2024-01-01..2024-06-30"
    assert lines(statistics(text)) == [
        f"funds_in_place 1800000000 CNY {half}",
        f"other 56.4 % {half}",
    ]


def test_what_it_was_and_what_it_is() -> None:
    text = "目前，新源县全县牛存栏量从2017年底的3.01万头增加到现在的8万头；新建31个养殖小区。"
    assert lines(statistics(text)) == [f"other 80000 头 {NO_TIME}", f"other 31 个 {NO_TIME}"]


def test_what_is_held_against_the_years_plan_began_in_january() -> None:
    text = "据了解，截至7月底，开发区完成工业增加值21.5亿元，完成全年计划的53.7%。"
    span = "2024-01-01..2024-07-31"
    assert lines(statistics(text)) == [
        f"output_value 2150000000 CNY {span}",
        f"other 53.7 % {span}",
    ]


def test_the_verb_behind_a_list_and_not_inside_its_names() -> None:
    text = "今年以来，甲县棉纺建设项目、乙县5G基础设施建设工程等12个重大项目建成投产。"
    assert [s.metric for s in statistics(text)] == ["projects_completed"]


def test_parts_of_those_started_were_started_too() -> None:
    text = "截至6月底，新源县开工项目58个，完成全年目标的42%。其中：新建项目31个，续建项目27个。"
    span = "2024-01-01..2024-06-30"
    assert lines(statistics(text)) == [
        f"projects_started 58 project {span}",
        f"other 42 % {span}",
        f"projects_started 31 project {span}",
        f"projects_started 27 project {span}",
    ]


def test_parts_of_those_carried_out_are_carried_out() -> None:
    text = "今年以来，新源县实施项目58个。其中：新建项目31个，续建项目27个。"
    assert {s.metric for s in statistics(text)} == {"projects_implemented"}


def test_chains_and_fields_of_projects_are_no_projects() -> None:
    text = "今年，新源县确定60个重点项目，涉及棉花、林果等8个产业链的项目有41个。"
    assert [s.value for s in statistics(text)] == [60, 41]


def test_a_list_led_by_its_sum() -> None:
    text = (
        "8日，阿克苏地区2024年二季度招商引资项目集中签约、开工活动举行。活动现场，计划总投资82.4亿元的"
        "温宿县5万锭气流纺纱、库车市苹果深加工等30个重点项目进行了集中签约，总投资41.5亿元的沙雅县辣椒加工、"
        "拜城县陶瓷生产线等12个项目集中开工。"
    )
    found = statistics(text, published="2024-07-09")
    day = "2024-07-08..2024-07-08"
    assert [(s.metric, s.value, s.region) for s in found] == [
        ("investment_signed", 82.4e8, "阿克苏地区"),
        ("projects_signed", 30, "阿克苏地区"),
        ("investment_total", 41.5e8, "阿克苏地区"),
        ("projects_started", 12, "阿克苏地区"),
    ]
    assert all(line.split(" planned")[0].endswith(day) for line in lines(found))


def test_projects_in_a_quarter_not_in_a_name() -> None:
    text = "8日，某州召开会议。2024年二季度，全州开工项目21个。"
    assert lines(statistics(text)) == ["projects_started 21 project 2024-04-01..2024-06-30"]


def test_a_fair_and_a_size_are_no_projects() -> None:
    text = "新源县在“特色产业合作项目洽谈会”上签约项目21个。千万元以上大项目开工12个。"
    assert not read(article(text, "2024-10-20")).projects
