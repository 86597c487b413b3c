"""What is read of a project: each form of naming, money, stage and party in sentences of its own.

The numbers in the ids are those of the forms met in real texts: naming (A 1-14), money (B 15-36),
stages and modality (E 59-70).
"""

from __future__ import annotations

import pytest

from tests.unit.transform.facts.told_articles import article
from transform.facts import read
from transform.facts.explain import explain
from transform.records import Facts, ProjectReport


def facts_of(text: str, published: str = "2024-05-20") -> Facts:
    told = article(text, published)
    return read(told)


def projects(text: str, published: str = "2024-05-20") -> list[ProjectReport]:
    return list(facts_of(text, published).projects)


NAMED = {
    "1 size and product": (
        "5月8日，新源县年产6万吨玉米淀粉项目开工。",
        "新源县年产6万吨玉米淀粉项目", None,
    ),
    "2 company before the name": (
        "5月8日，南通海川渔业有限公司年产2万吨鱼饲料项目在尼勒克县开工。",
        "年产2万吨鱼饲料项目", "南通海川渔业有限公司",
    ),
    "3 short name taken up later": (
        "5月8日，南通海川渔业有限公司年产2万吨鱼饲料项目开工。海川渔业鱼饲料项目总投资1.2亿元。",
        "年产2万吨鱼饲料项目", "南通海川渔业有限公司",
    ),
    "5 quoted": (
        "5月8日，麦盖提县“沙海碧湖”生态开发项目开工。", "麦盖提县“沙海碧湖”生态开发项目", None,
    ),
    "6 phase in brackets": (
        "5月8日，皮山县日光温室（二期）项目开工。", "皮山县日光温室（二期）项目", None,
    ),
    "7 two products": (
        "5月8日，沙雅县10万锭棉纺及100万套家纺项目开工。", "沙雅县10万锭棉纺及100万套家纺项目", None,
    ),
    "8 park": ("5月8日，阿拉尔市高端纺织产业园二期竣工。", "阿拉尔市高端纺织产业园二期", None),
    "9 public works": (
        "奎苏镇中学综合教学楼总投资2100万元，5月8日竣工。", "奎苏镇中学综合教学楼", None,
    ),
    "10 investor as agent": (
        "由浙江锦澜纺织集团有限公司投资建设的50万锭纺纱项目5月8日开工。",
        "50万锭纺纱项目", "浙江锦澜纺织集团有限公司",
    ),
    "10 investor as subject": (
        "浙江锦澜纺织集团有限公司拟投资20亿元，在阿克苏市建设50万锭纺纱项目。",
        "50万锭纺纱项目", "浙江锦澜纺织集团有限公司",
    ),
    "10 no noun at the end": (
        "浙江锦澜塑业有限公司投资2亿元在阿克苏市建设年产5万吨塑料滴灌带，计划8月投产。",
        "年产5万吨塑料滴灌带", "浙江锦澜塑业有限公司",
    ),
    "11 aid team": (
        "特克斯县幼儿园扩建工程由昆山援疆工作组援建，总投资900万元，5月8日开工。",
        "特克斯县幼儿园扩建工程", "昆山援疆工作组",
    ),
    "12 founded for it": (
        "种羊繁育项目由天津食品集团出资，注册成立和田津垦奥群公司，总投资2亿元，5月8日开工。",
        "种羊繁育项目", "和田津垦奥群公司",
    ),
    "9 public works whose rooms are told": (
        "；疏附县夕阳红康养中心设养老床位260张，由上海援疆出资5800万元援建。", "疏附县夕阳红康养中心", None,
    ),
    "11 aid team that builds": (
        "泰安市援疆指挥部兴建的岳普湖县蔬菜示范园去年10月交付农户使用。",
        "岳普湖县蔬菜示范园", "泰安市援疆指挥部",
    ),
    "11 aid team that pays": (
        "泰安市援疆指挥部投入4300万元兴建的岳普湖县蔬菜示范园去年10月交付农户使用。",
        "岳普湖县蔬菜示范园", None,
    ),
    "12 told with its parent": (
        "且末县数字物流园5月8日开工，由香港鸿运集团旗下的新疆鸿达供应链有限公司投资。",
        "且末县数字物流园", "新疆鸿达供应链有限公司",
    ),
    "12 held by another": (
        "这家由上海光明食品集团控股的企业，是新疆绿苇板业有限公司。该公司在和静县建设年产5万吨板材项目，"
        "5月8日开工。", "年产5万吨板材项目", "新疆绿苇板业有限公司",
    ),
    "12 a brand and a place": (
        "年初签约的中联尉犁年产15万吨短纤项目，4月已完成备案。", "中联尉犁年产15万吨短纤项目", None,
    ),
    "1 by its size, paid for": (
        "绿苇农业有限公司在巴楚县租下戈壁，总投资9.2亿元建设40公顷玻璃温室，一期去年11月封顶。",
        "40公顷玻璃温室", "绿苇农业有限公司",
    ),
    "10 told as the investor": (
        "温泉县冷水鱼深加工项目，投资方是福建闽威实业，9月试生产。", "温泉县冷水鱼深加工项目", "福建闽威实业",
    ),
    "11 aid team that gives": (
        "福海县湖羊繁育基地由大庆援疆工作队出资1200万元建设，去年10月投用。", "福海县湖羊繁育基地", None,
    ),
    "14 visited, then opened": (
        "走进位于和田县新区的和田县人民医院新院区，人们正在清扫。按照计划，新院区11月10日开始试运行。",
        "和田县人民医院新院区", None,
    ),
    "9 paid for and built": (
        "由湖北援疆资金780万元建成的精河县托托镇冷库也已通过验收。", "精河县托托镇冷库", None,
    ),
    "12 a firm of a province by its trade": (
        "浙江新天纺织30万锭纺纱项目5月8日开工。", "30万锭纺纱项目", "浙江新天纺织",
    ),
    "14 what is inside it, then itself": (
        "5月8日，尼勒克县绿源三号牧场里，奶牛悠闲进食。“牧场总投资6.5亿元，今年3月引进第一批牛。”场长说。",
        "尼勒克县绿源三号牧场", None,
    ),
    "9 heading of a list": (
        "1.民丰县尼雅镇幼儿园改扩建工程。投资1480万元，4月8日开工。", "民丰县尼雅镇幼儿园改扩建工程", None,
    ),
    "1 a workshop that is to be begun": (
        "今年，新疆绿苇渔业有限公司又申请到资金500万元，准备新建一座日加工5吨的鱼片车间，7月动工。",
        "日加工5吨的鱼片车间", "新疆绿苇渔业有限公司",
    ),
    "14 the firm of who spoke": (
        "“只用了3天。”新疆绿苇板业有限公司负责人于海说。于海的公司在和静县建设年产5万吨板材项目，"
        "投资8500万元。", "年产5万吨板材项目", "新疆绿苇板业有限公司",
    ),
    "14 taken up from the next paragraph": (
        "走进库车经济技术开发区的丝路纺织产业园，女工正在巡查。“用工少。”厂长说。\n"
        "这个由宁波援疆干部引进的项目，总投资6亿元，去年5月投产。", "丝路纺织产业园", None,
    ),
    "9 works with a place, by their site": (
        "5月8日，温宿县河西干法水泥熟料生产线项目工地恢复施工。", "温宿县河西干法水泥熟料生产线项目", None,
    ),
    "7 a word that only looks like a verb": (
        "5月8日，哈密荒煤综合利用项目获得核准批复。", "哈密荒煤综合利用项目", None,
    ),
    "14 taken up": (
        "新疆绿苇板业有限公司的板材加工厂5月8日开工。该项目总投资9000万元。",
        "板材加工厂", "新疆绿苇板业有限公司",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMED)
def test_name_and_company(case: str) -> None:
    text, name, company = NAMED[case]
    (project,) = projects(text)
    assert (project.name, project.company) == (name, company)


def test_members_of_a_list_and_their_total() -> None:
    """13, 32: the named of many; what is said of all is nobody's amount."""
    text = "5月8日，巩留县签订苹果分选线改造项目、蜂蜜加工项目等6个项目，总投资3.2亿元。"
    facts = facts_of(text)
    assert {p.name for p in facts.projects} == {"苹果分选线改造项目", "蜂蜜加工项目"}
    assert [p.amounts for p in facts.projects] == [(), ()]
    (group,) = facts.groups
    assert (group.count, group.total, group.exhaustive) == (6, 3.2e8, False)
    assert set(group.members) == {p.report_id for p in facts.projects}


NO_PROJECT = (
    "今年，全县共实施援疆项目76个，安排资金4亿元。",
    "要以项目建设的新成效迎接大会召开。",
    "自治区对固定资产投资5000万元以上的工业项目给予奖励。",
    "他参观了和田市博物馆和于田县第三中学。",
    "第三届足球邀请赛在博乐市体育中心开赛，奖金2万元。",
    "新疆沁红食品有限公司注册资本5000万元，去年营业收入12.8亿元。",
    "会议研究了昭苏机场二期、康养小镇等项目推进中的困难。",
    "浙江援疆医疗队在阿瓦提县人民医院开展手术58例。",
    "全面推进文化润疆工程，实施“一号工程”。",
    "投入资金1.36亿元改造农村管网、新建幼儿园4所。",
    "260多个家庭参加了袋鼠跳、两人三足等8个项目的比拼。",
    "该项目属天津援疆2024年计划内项目，3月20日开工。",
    "库车市第三幼儿园现有12个班。",
    "像这样的传统产业升级项目，阿瓦提县今年还有5个。",
    "今年，准东开发区计划实施重点项目96个，其中5月底前已开工78个，完成投资113亿元。",
    "由天津市第三中心医院牵头的信息化建设也在推进，投入1900万元。",
    "双方将在阿克苏地区共建教育实习基地，5月8日签署协议。",
    "这是辽阳援疆工作队今年引进的第4个产业项目，5月8日开工。",
    "策勒县12所村级幼儿园全部建成。",
    "华源集团2021年就在内蒙古包头市投资40亿元建设了一座10GW单晶工厂，目前满产。",
    "5月8日，阜康产业园阜东区，两个项目同时破土动工，合计投资25.8亿元。",
    "投入资金2.1亿元改造农村自来水管网，惠及群众6万人。",
    "全县坚持项目为王，全年完成投资41亿元，实施重点项目88个。",
)


@pytest.mark.parametrize("text", NO_PROJECT)
def test_no_project(text: str) -> None:
    assert projects(text) == []


HEAD = "5月8日，新疆绿苇板业有限公司年产5万吨板材项目在和静县开工。"
MONEY = {
    "该项目总投资3.6亿元。": ["total_investment 360000000 exact planned"],
    "项目计划投资约5亿元。": ["total_investment 500000000 approx planned"],
    "项目投资3至5亿元。": [
        "total_investment 300000000 at_least planned", "total_investment 500000000 at_most planned",
    ],
    "项目总投资5亿元，其中一期投资2亿元。": [
        "total_investment 500000000 exact planned", "phase_investment 200000000 exact planned",
    ],
    "项目总投资1.2亿元，其中援疆资金945万元，自筹3000万元。": [
        "total_investment 120000000 exact planned", "aid_fund 9450000 exact actual",
        "other 30000000 exact planned",
    ],
    "全部达产后，年产值30亿元，利税2.8亿元。": [
        "annual_output_value 3000000000 exact planned", "annual_profit_tax 280000000 exact planned",
    ],
    "投产后可实现年销售收入1.5亿元、税收2200万元。": [
        "annual_sales 150000000 exact planned", "annual_tax 22000000 exact planned",
    ],
    "目前，项目已完成投资8000万元。": ["other 80000000 exact actual"],
    "项目总投资由4.2亿元追加到9.6亿元。": ["total_investment 960000000 exact planned"],
    "项目固定资产投资1.08亿元。": ["fixed_asset_investment 108000000 exact planned"],
    "公司注册资本5000万元，母公司去年营业收入达12.8亿元。": [],
    "项目投产后每户可增收2万元，每亩节约300元。": [],
    "公司去年在山东实现产值6亿元。": [],
    "今年5月，公司签订2.5亿元的年产5万吨板材项目补充协议。": ["total_investment 250000000 exact planned"],
    "项目分两期建设，一期总投资2亿元；二期今年6月动工，总投资1.6亿元。": [
        "phase_investment 200000000 exact planned", "phase_investment 160000000 exact planned",
    ],
    "今年2月，企业又投入3000万元更新设备。": ["other 30000000 exact actual"],
    "项目批复投资2000万元，实际投入1860万元，企业每年缴纳租金90万元。": [
        "total_investment 20000000 exact planned", "other 18600000 exact actual",
    ],
    "今年，厦门援疆指挥部与和静县就该项目签订协议，计划用两年投入2500万元。": [
        "aid_fund 25000000 exact planned",
    ],
    "目前，项目已完成年度投资3.1亿元的45%。": [],
    "大庆援疆工作队还将投入380万元，为项目新增羊舍3栋。": ["aid_fund 3800000 exact planned"],
    "项目总投资9亿元，其中建设投资8亿元、铺底流动资金2000万元。": [
        "total_investment 900000000 exact planned", "other 800000000 exact planned",
        "other 20000000 exact planned",
    ],
    "这是该县今年引进的首个投资超20亿元的项目。": [],
    "达产后，预计年营业收入30亿元。": ["annual_sales 3000000000 exact planned"],
    "项目由天津援疆资金补助2000万元。": ["aid_fund 20000000 exact actual"],
    "项目分两期，二期公司准备再投3亿元。": ["phase_investment 300000000 exact planned"],
    "集团在山东淄博市投资9亿元建有两个工厂。": [],
    "项目首批8条线4月投产，剩余部分将于国庆前投产，总投资3.6亿元。": [
        "total_investment 360000000 exact planned",
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", MONEY)
def test_amounts(text: str) -> None:
    (project,) = projects(HEAD + text)
    found = [f"{a.role} {a.value:.0f} {a.bound} {a.status}" for a in project.amounts]
    assert found == MONEY[text]


NAME = "新疆绿苇板业有限公司的年产5万吨板材项目"
STAGES = {
    f"{NAME}目前正在洽谈。": ["proposed None actual"],
    f"{NAME}2023年9月签约，11月备案。": ["signed 2023-09 actual", "approved 2023-11 actual"],
    f"{NAME}去年3月奠基，今年4月主体封顶。": ["started 2023-03 actual", "topped_out 2024-04 actual"],
    f"5月6日，{NAME}举行开工仪式。": ["started 2024-05-06 actual"],
    f"{NAME}计划今年11月安装设备，12月中旬投产。": ["in_operation 2024-12 planned"],
    f"{NAME}于4月带料调试，6月底前可投产。": [
        "commissioning 2024-04 actual", "in_operation 2024-06 planned",
    ],
    f"{NAME}去年5月竣工验收，今年1月达产。": ["completed 2023-05 actual", "at_capacity 2024-01 actual"],
    f"{NAME}尚未开工，2022年8月签约。": ["signed 2022-08 actual"],
    f"{NAME}去年9月停工，今年3月复工。": [
        "suspended 2023-09 actual", "under_construction 2024-03 actual",
    ],
    f"{NAME}的开工时间由今年3月推迟至10月。": ["started 2024-10 planned"],
    f"{NAME}今年4月终止实施。": ["cancelled 2024-04 actual"],
    f"{NAME}从开工到投运仅用时7个月，5月1日投产。": ["in_operation 2024-05-01 actual"],
    f"{NAME}因资金问题，今年3月起停工。": ["suspended 2024-03 actual"],
    f"{NAME}由绿苇集团建设运营，去年9月动工。": ["started 2023-09 actual"],
    f"{NAME}原计划今年11月完工，现调整为明年6月底。": [
        "completed 2024-11 planned", "completed 2025-06 planned",
    ],
    f"{NAME}今年3月投料试生产。": ["commissioning 2024-03 actual"],
    f"{NAME}去年5月18日破土时，首批4家企业将投产。": ["started 2023-05-18 actual"],
    f"{NAME}通过验收，9月1日将迎来首批新生。": [
        "completed None actual", "in_operation 2024-09-01 planned",
    ],
    f"{NAME}的街区运营负责人介绍，去年9月动工。": ["started 2023-09 actual"],
    f"{NAME}1号、2号机组分别计划于2025年6月和8月投产。": [
        "in_operation 2025-06 planned", "in_operation 2025-08 planned",
    ],
    f"{NAME}因安全评估未达标，去年9月被叫停。": ["suspended 2023-09 actual"],
    f"{NAME}预计9月底1号、2号车间投产。": ["in_operation 2024-09 planned"],
    f"今年3月，公司启动{NAME}，批复总投资3亿元。": ["started 2024-03 actual"],
    f"{NAME}围墙已建成，自2017年10月起再未施工。": ["suspended 2017-10 actual"],
    f"{NAME}停工前已完成桩基80%，4月复工。": ["under_construction 2024-04 actual"],
    f"5月6日，随着最后一台设备通过试运行，{NAME}正式投产。": ["in_operation 2024-05-06 actual"],
    f"5月6日，{NAME}一号窑炉正式点火。": ["commissioning 2024-05-06 actual"],
    f"{NAME}由绿苇资金扶持、天鹅湖合作社运营，去年9月动工。": ["started 2023-09 actual"],
    f"{NAME}从去年4月拿地到产品下线，用时不到15个月。": ["signed 2023-04 actual"],
    f"2022年7月，公司启动{NAME}建设。": ["started 2022-07 actual"],
    f"{NAME}力争明年5月通过海关验收。": ["completed 2025-05 planned"],
    f"{NAME}2022年5月动工，次年9月投产。": ["started 2022-05 actual", "in_operation 2023-09 actual"],
    f"{NAME}去年12月试生产，年内将正式投产。": [
        "commissioning 2023-12 actual", "in_operation 2024 planned",
    ],
    f"{NAME}将于国庆前投用。": ["in_operation 2024 planned"],
    f"{NAME}在当地工作组争取下，去年6月落户和静县。": ["signed 2023-06 actual"],
    f"{NAME}投产后可带动就业，计划6月开工。": ["started 2024-06 planned"],
    f"5月6日，{NAME}打下第一根桩。": ["started 2024-05-06 actual"],
    f"{NAME}首批8条生产线4月投产，其余预计9月投产。": [
        "in_operation 2024-04 actual", "in_operation 2024-09 planned",
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", STAGES)
def test_milestones(text: str) -> None:
    (project,) = projects(text)
    found = [f"{m.stage} {m.date} {m.status}" for m in project.milestones]
    assert sorted(found) == sorted(STAGES[text])


SIZES = {
    "项目占地690亩，建设生产线13条，年产管材5万吨。": ["690 亩", "13 条", "50000 吨 year"],
    "年产无毛绒800吨、羊绒纱500吨。": ["800 吨 year", "500 吨 year"],
    "日处理鲜奶由300吨提高到500吨。": ["500 吨 day"],
    "建设枣粉、枣汁生产线各1条。": ["1 条", "1 条"],
    "每年可节约标准煤54万吨，高峰时有2600人施工，距县城30公里。": [],
    "日焚烧处理生活垃圾600吨，配1台1.5万千瓦汽轮机组。": ["600 吨 day", "15000 千瓦"],
    "年产20万吨玉米淀粉及10万吨变性淀粉。": ["200000 吨 year", "100000 吨 year"],
    "年产聚乙烯40万吨、聚丙烯40万吨。": ["400000 吨 year", "400000 吨 year"],
    "两辆货车驶入厂区，首批2吨羊肉连夜发往湖州。": [],
    "正申请将规模缩减到3万吨。": [],
    "处理能力由每日2万立方米扩至4万立方米。": ["40000 立方米 day"],
    "年产番茄丁、番茄沙司等1.2万吨。": ["12000 吨 year"],
    "包括一座1.8万座的体育场。": ["18000 座"],
    "将在县城和三个乡镇建设充电桩240个。": ["240 个"],
    "年产乳粉2万吨，年底前形成2万吨产能。": ["20000 吨 year"],
    "现场30多台塔吊、挖掘机同时作业，新建厂房8栋。": ["8 栋"],
    "去年在新疆卖出农机1300多台，2022年奶粉产量1.2万吨。": [],
    "共有160个2.5兆瓦发电单元。": ["160 个"],
    "两栋建筑共投入资金4300万元。": [],
    "项目投产后可带动就业800人，提供保洁岗位30个。": ["800 人", "30 人"],
    "公司现有员工120人，带动2300户牧民增收。": [],
    "铺设管网18.6公里，设床位120张，新增学位270个。": ["18.6 公里", "120 张", "270 个"],
}


@pytest.mark.parametrize("text", SIZES)
def test_capacities(text: str) -> None:
    head = "5月8日，和静县万民乳业综合体项目开工。该项目总投资3亿元。"
    (project,) = projects(head + text)
    found = [
        f"{c.value:.10g} {c.unit}" + (f" {c.per}" if c.per else "") for c in project.capacities
    ]
    assert sorted(found) == sorted(SIZES[text])


def test_short_names_of_two_told_together() -> None:
    text = (
        "近日，墨玉县扎瓦镇肉鸭标准化养殖场和喀瓦克乡驴养殖基地先后建成投用。"
        "肉鸭养殖场总投资1200万元，建设鸭舍9栋。驴养殖基地投资800万元，占地60亩。"
    )
    found = {p.name: [a.value for a in p.amounts] for p in projects(text)}
    assert found == {"墨玉县扎瓦镇肉鸭标准化养殖场": [12000000], "喀瓦克乡驴养殖基地": [8000000]}


def test_another_name_of_the_same() -> None:
    text = (
        "5月8日，沉寂三年的温宿县河西水泥生产线项目复工。今年3月，该项目由浙江尖锋水泥有限公司接手，"
        "更名为“尖锋绿色建材项目”，计划明年7月投产。"
    )
    (project,) = projects(text)
    assert project.name == "温宿县河西水泥生产线项目"
    assert project.aliases == ("尖锋绿色建材项目",)


def test_a_kind_of_thing_takes_up_its_name() -> None:
    told = {
        "疏附县第十二小学5月8日通过竣工验收。\n学校占地48亩，总投资5600万元。": 56e6,
        "和田县供水改扩建工程5月8日通水。\n工程由北京援疆工作组2021年立项，总投资2200万元。": 22e6,
        "5月8日，新疆绿苇板业有限公司板材项目奠基。\n这是该县投资最大的工业项目，总投资9亿元。": 9e8,
        "5月8日，伊宁县家纺产业园厂房封顶。这个由对口支援前方工作组规划的园区，总投资2亿元。": 2e8,
    }
    for text, value in told.items():
        (project,) = projects(text)
        assert [a.value for a in project.amounts] == [value], text


def test_what_is_said_of_both_holds_for_each() -> None:
    text = (
        "墨玉县幸福家园小区投资2860万元，建房260套；喀尔赛镇京玉新村投资1650万元，建房150套。"
        "两个小区均于今年3月开工、4月底竣工。"
    )
    for project in projects(text):
        assert [m.stage for m in project.milestones] == ["started", "completed"]


def test_what_is_built_for_it_is_its_own() -> None:
    text = "5月8日，巴楚县智慧温室项目开工。上海援疆分指为项目配套修建了道路和一座变电站，投入援疆资金4100万元。"
    (project,) = projects(text)
    assert [(a.role, a.value) for a in project.amounts] == [("aid_fund", 41e6)]


def test_a_township_lies_in_the_county_before_it() -> None:
    (project,) = projects("5月8日，尼勒克县喀拉苏镇鱼饲料项目开工。")
    assert project.adcode == "654028"


def test_one_of_those_counted_has_not_their_sum() -> None:
    text = "去年，指挥部引进项目15个，签约金额52亿元，开工9个，其中长春一汽离合器项目当年投产。"
    (project,) = projects(text)
    assert (project.amounts, project.capacities) == ((), ())


def test_a_row_of_names_shares_what_is_said_at_its_end() -> None:
    text = "5月8日，尉犁县短纤项目、和静县板材项目正式投产。"
    found = {p.adcode: [m.stage for m in p.milestones] for p in projects(text)}
    assert found == {"652823": ["in_operation"], "652827": ["in_operation"]}


def test_two_started_together() -> None:
    text = (
        "4月16日，阜康市两个项目同时破土动工。新疆泰昌能源有限公司的煤焦油加氢项目投资16.5亿元。"
        "新疆中禾新材料有限公司的碳纳米材料项目投资9.3亿元。"
    )
    found = [[f"{m.stage} {m.date}" for m in p.milestones] for p in projects(text)]
    assert found == [["started 2024-04-16"]] * 2


def test_a_firm_takes_over() -> None:
    text = (
        "停业两年的库尔勒天鹅商贸城以新名字重新开业。商贸城原由新疆天鹅置业有限公司投资2亿元建成。"
        "去年底，南京栖霞控股集团通过司法拍卖整体接手。"
    )
    (project,) = projects(text)
    assert project.company == "南京栖霞控股集团"


def test_whose_works_this_is() -> None:
    text = "近日，位于昭苏县的灯塔草原旅游区游人如织。该景区提升改造项目投资3150万元，4月28日完工。"
    (project,) = projects(text)
    assert project.name == "灯塔草原旅游区提升改造项目"


PLACES = {
    "5月8日，南通海川渔业有限公司鱼饲料项目在尼勒克县开工。": "654028",
    "霍城县芦草沟镇果蔬保鲜库项目5月8日开工。": "654023",
    "5月8日，尼勒克县与南通海川渔业有限公司在南通签订鱼饲料项目协议。": "654028",
    "5月8日，江苏海川渔业有限公司鱼饲料项目开工。": None,
    "5月8日，江苏海川渔业有限公司鱼饲料项目在十三师开工。": "659011",
}


@pytest.mark.parametrize("text", PLACES)
def test_place(text: str) -> None:
    (project,) = projects(text)
    assert project.adcode == PLACES[text]


def test_phases_told_as_parts_and_as_projects() -> None:
    parts = HEAD + "项目分两期实施，一期今年10月投产，二期2026年底建成。"
    assert len(projects(parts)) == 1
    apart = "5月8日，和静县板材产业园一期竣工。二期于今年4月动工，投资2亿元。"
    assert [p.name for p in projects(apart)] == ["和静县板材产业园一期", "和静县板材产业园二期"]


def test_roles_of_parties() -> None:
    text = (
        "由昆山援疆工作组牵线引进，5月8日，新疆绿苇板业有限公司年产5万吨板材项目在和静县开工，"
        "由中建新疆建工集团有限公司承建。"
    )
    (project,) = projects(text)
    roles = {p.name: p.role for p in project.parties}
    assert roles["新疆绿苇板业有限公司"] == "investor"
    assert roles["昆山援疆工作组"] == "introducer"
    assert roles["中建新疆建工集团有限公司"] == "builder"


def test_each_fact_is_followed_by_its_words() -> None:
    text = HEAD + "该项目总投资3.6亿元，计划今年8月底前建成投产。2023年，全县实施援疆项目12个。"
    lines = explain(facts_of(text))
    for kind, words in (
        ("amount     total_investment 360,000,000 CNY", "该项目总投资3.6亿元"),
        ("milestone  in_operation 2024-08", "计划今年8月底前建成投产"),
        ("capacity", "年产5万吨板材项目"),
    ):
        at = next(i for i, line in enumerate(lines) if kind in line)
        assert words[-6:] in lines[at + 1]
    assert any(line.startswith("statistic") for line in lines)
    assert explain(facts_of("今天天气很好。")) == ["no facts"]


def test_a_company_that_is_not_named_pays_for_a_project_too() -> None:
    (found,) = projects("今年，公司计划投资5亿元建设年产5万吨塑料管材。")
    assert (found.name, found.company) == ("年产5万吨塑料管材", None)
    assert [a.value for a in found.amounts] == [5e8]


def test_the_only_firm_is_whose_manager_spoke_before() -> None:
    text = (
        "5月8日，新疆绿苇板业有限公司的车间里一片忙碌。\n“订单排到了年底。”公司总经理王强说。\n"
        "2022年3月，年产5万吨板材项目开工，总投资3.6亿元。"
    )
    (found,) = projects(text)
    assert found.company == "新疆绿苇板业有限公司"
    (found,) = projects(text.replace("公司总经理", "车间工人"))
    assert found.company is None


def test_an_enterprise_that_goes_on_building_is_the_firm_named_before() -> None:
    first = "5月8日，新疆绿苇板业有限公司年产5万吨板材项目投产。\n"
    found = projects(first + "今年4月，企业又投资8000万元建设家具生产线。")
    assert [p.company for p in found] == ["新疆绿苇板业有限公司"] * 2


def test_a_first_tenant_is_not_who_builds() -> None:
    text = "5月8日，总投资9000万元的和静县制衣产业园竣工，新疆绿苇制衣有限公司率先入驻。"
    (found,) = projects(text)
    assert found.company is None
    (found,) = projects(text.replace("率先入驻", "投资建设"))
    assert found.company == "新疆绿苇制衣有限公司"


def test_a_park_that_counts_projects_is_none() -> None:
    found = facts_of("今年，玛纳斯产业园谋划亿元以上项目21个，总投资230亿元。")
    assert found.projects == ()
    assert [(s.metric, s.value) for s in found.statistics] == [
        ("projects_listed", 21), ("investment_total", 2.3e10),
    ]  # fmt: skip


def test_a_line_of_a_firm_that_the_next_sentence_takes_up() -> None:
    text = "新疆绿苇板业有限公司的秸秆粉碎线正在做最后检修。"
    (found,) = projects(text + "这条线投资1.1亿元，本月底试车。")
    assert (found.name, found.company) == ("秸秆粉碎线", "新疆绿苇板业有限公司")
    assert projects(text + "车间里十分干净。") == []


def test_what_a_firm_opened_this_year() -> None:
    (found,) = projects("这里是新疆绿苇食品有限公司今年投用的核桃精深加工基地。")
    assert (found.name, found.company) == ("核桃精深加工基地", "新疆绿苇食品有限公司")


@pytest.mark.parametrize(
    "lead",
    [
        "5月8日，和静县迎来入夏首场签约，6家企业到场。",
        "5月8日，和静县与来自河南、江苏的6家企业集中签署入园协议。",
    ],
)
def test_the_day_of_a_signing_of_many(lead: str) -> None:
    text = lead + "\n其中，新疆绿苇板业有限公司投资2亿元的年产5万吨板材项目落户和静县。"
    (found,) = projects(text)
    assert [(m.stage, m.date) for m in found.milestones] == [("signed", "2024-05-08")]


def test_firms_that_come_with_projects_are_no_project() -> None:
    text = "5月8日，和静县与6家企业签约，新疆绿苇板业有限公司等6家企业带着项目而来。"
    assert projects(text) == []
