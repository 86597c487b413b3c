"""Readable invented news, made of sentence frames: for what needs real language, as restoring does.

The frames and words are our own; names of companies and people are invented.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from benchmarks.generate import words

_PERSON = (
    "县委书记 县长 副县长 局长 总经理 董事长 村党支部书记 工作组组长 驻村干部 项目负责人 车间主任 技术员 合作社理事长"
).split()
_FIELDS = "纺织服装 农产品加工 新能源 新材料 装备制造 生物医药 电子信息 文化旅游 现代物流 畜牧养殖".split()
_BODIES = "发展改革委 商务和工业信息化局 招商局 农业农村局 文化和旅游局 教育局 卫生健康委 住房和城乡建设局".split()
_CITIES = (
    "南京 苏州 无锡 徐州 杭州 宁波 嘉兴 广州 深圳 佛山 济南 青岛 武汉 郑州 长沙 福州 合肥".split()
)
_WORKS = (
    "中小学校舍改造 人民医院住院楼 城乡供水一体化 农村道路硬化 标准化厂房 双语幼儿园 职业技术学校实训楼 高标准农田 "
    "棚户区改造 污水处理厂 光伏电站 冷链物流园 游客服务中心 安居富民房"
).split()
_ENDS = "更加有力的支撑 坚实的保障 新的动力 良好的条件 更多的机会".split()

FRAMES = (
    "{month}月{day}日，记者从{place}{body}了解到，今年以来，全县共实施援疆项目{n}个，安排援疆资金{money}。",
    "走进{place}工业园区，{company}的生产车间里机器轰鸣，工人们正在流水线上忙着赶制订单。",
    "“我们计划在{place}投资{money}，分两期建设{n}条{product}生产线。”{company}{office}{person}说。",
    "“目前，一期项目已经建成投产，二期项目正在安装设备，预计{month}月底可以投入使用。”{person}介绍。",
    "据了解，该项目总投资{money}，占地{n}亩，建成后可年产{product}{n}万{unit}，带动当地{n}名群众就业。",
    "近年来，{donor}援疆前方指挥部坚持“输血”与“造血”并重，把产业援疆摆在突出位置，围绕当地资源优势，大力发展{field}产业。",
    "{place}充分发挥资源优势，立足当地实际，加大招商引资力度，先后引进{field}企业{n}家，协议投资额达{money}。",
    "为了改善各族群众的居住条件，{place}投入{money}实施{work}工程，惠及农牧民{n}户。",
    "下一步，{place}将继续优化营商环境，完善基础设施，为企业落户提供{end}。",
    "{donor}省第{n}批援疆干部{person}告诉记者，来到{place}以后，他走遍了全县的乡镇和村队，对这片土地有了很深的感情。",
    "在{city}举行的招商推介会上，{place}与{n}家企业签订合作协议，内容涉及{field}、{field}等领域。",
    "去年{month}月，{company}与{place}人民政府签约，落户该县工业园区（化工园），主要从事{product}的研发、生产和销售。",
    "{person}是{place}的一名普通村民，过去靠种地为生，一年到头收入不高，如今在家门口的工厂上班，每月能拿到{n}00多元。",
    "该项目由{donor}省援建，总建筑面积{n}00平方米，设计规模为{n}个班，可以解决附近几个村孩子上学难的问题。",
    "“援疆不仅仅是给钱给物，更重要的是帮助当地培养一支带不走的人才队伍。”{donor}援疆{office}{person}深有感触地说。",
    "截至{month}月底，{place}{work}项目已完成投资{money}，占年度计划的{n}%，主体工程全部封顶。",
    "上海、江苏、浙江、广东等19个省市对口支援新疆，在资金、项目、人才等方面给予了大力支持。",
    "{city}市的专家团队先后{n}次来到{place}，开展技术指导和人员培训，手把手地传授种植经验。",
    "今年春天，{place}的农民种下了{n}万亩红花和甜叶菊，订单由{company}统一收购，价格比去年高出一成。",
    "各地各部门要进一步提高认识，压实责任，加强协调，确保项目早日建成、早日见效、早日造福百姓。",
    "活动现场，来自{city}的医生为老人们测血压、听诊、发放常用药品，并耐心解答大家提出的问题。",
    "园区管委会主任{person}表示，园区实行“一站式”服务，从注册登记到开工建设，全程有专人跟踪办理。",
    "{company}投资{money}建设的{product}项目，是当地首个投资过亿元的援疆产业项目，达产后年产值可达{money}，实现利税{money}。",
    "夏日的草原上，牛羊成群，游客们骑马、拍照、品尝马奶，享受着大自然带来的快乐。",
    "由于历史原因，这里的教育基础薄弱，师资力量不足，双方通过结对帮扶、互派教师等方式，推动教学质量稳步提升。",
    "“孩子们的笑容就是对我们最大的鼓励。”支教老师{person}说，“我愿意再留一年。”",
    "当地干部群众说：“这条路修好了，农产品运得出去，日子越过越红火！”",
    "项目建成后，将进一步延伸产业链条，提高农产品附加值，增加财政收入，促进经济结构调整和转型升级。",
    "{place}还设立了{money}的产业发展引导资金，对新办企业给予厂房租金减免、贷款贴息、用工补贴等扶持。",
    "记者在施工现场看到，塔吊林立，车辆穿梭，{n}多名工人正抓紧时间进行基础施工，力争在封冻之前完成主体。",
    "他们还与{city}的高校合作，建立院士工作站，联合攻关关键技术，获得国家发明专利{n}项。",
    "按照规划，到“十四五”末，全县{field}产业总产值将突破{money}，带动就业{n}000人以上。",
    "（记者{person} 通讯员{person}）{month}月{day}日一大早，{place}的{work}施工现场已是一片热闹的景象。",
    "这些年，援疆医疗队做手术{n}例，填补技术空白{n}项，让患者不出远门就能看上专家。",
    "会议指出，要善于运用市场的办法，保护好生态环境，保障好群众利益，处理好发展与稳定的关系。",
    "产品除了供应国内市场，还通过霍尔果斯口岸出口到哈萨克斯坦、乌兹别克斯坦等国家，深受当地消费者欢迎。",
    "该厂使用的5G设备、PVC管材和PE双壁波纹管都由（{city}）总部供应，全县生产总值（GDP）同比增长{n}%。",
)  # fmt: skip
_SLOT = re.compile(r"\{(\w+)\}")


def _number(rng: random.Random) -> str:
    return str(rng.choice((rng.randint(2, 9), rng.randint(10, 99), rng.randint(100, 999))))


def _money(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return f"{rng.randint(11, 990) / 10:g}亿元"
    return f"{rng.randint(100, 99000)}万元"


def _person(rng: random.Random) -> str:
    return rng.choice(words.SURNAMES) + "".join(rng.choices(words.GIVEN, k=rng.randint(1, 2)))


def _company(rng: random.Random) -> str:
    trade = rng.choice(words.TRADES)[0]
    return f"新疆{''.join(rng.sample(words.STEMS, 2))}{trade}有限公司"


_FILL: dict[str, Callable[[random.Random], str]] = {
    "month": lambda r: str(r.randint(1, 12)),
    "day": lambda r: str(r.randint(1, 28)),
    "place": lambda r: r.choice(words.PLACES)[0],
    "body": lambda r: r.choice(_BODIES),
    "n": _number,
    "money": _money,
    "company": _company,
    "product": lambda r: r.choice(words.TRADES)[1],
    "unit": lambda r: r.choice(words.TRADES)[2],
    "office": lambda r: r.choice(_PERSON),
    "person": _person,
    "donor": lambda r: r.choice(words.DONORS),
    "field": lambda r: r.choice(_FIELDS),
    "work": lambda r: r.choice(_WORKS),
    "end": lambda r: r.choice(_ENDS),
    "city": lambda r: r.choice(_CITIES),
}


def article(rng: random.Random) -> str:
    """A title and three to nine paragraphs of one to three sentences, in simplified script."""
    place = rng.choice(words.PLACES)[0]
    lines = [f"{place}：{rng.choice(_FIELDS)}产业迈上新台阶"]
    frames = rng.sample(FRAMES, min(len(FRAMES), rng.randint(8, 22)))
    while frames:
        size = rng.randint(1, 3)
        taken, frames = frames[:size], frames[size:]
        lines.append("".join(_SLOT.sub(lambda m: _FILL[m[1]](rng), frame) for frame in taken))
    return "\n".join(lines)
