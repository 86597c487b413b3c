"""What a sum or a share of a programme is, and what the sentence has said before it.

A sum goes with the nearest word for money; 总投资 of projects signed is what was signed. A share is
of the kind that its words tell (同比, 占, 完成率). Thresholds and classes are no sums.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from transform.facts.figures import SHARE_OF, Figure
from transform.facts.vocabulary import Word, vocabulary
from transform.records import Metric

GAP = 5  # characters between a noun and the figure behind it: 企业达410余家, 项目共7个
_COMPLETED = re.compile(
    r"完成[^，。；、]{0,12}投资[^，。；、]{0,3}$|投资[^，。；、]{0,2}完成[^，。；、]{0,2}$"
)
MORE_THAN = re.compile(r"(?:同比|[较比][^，。；]{1,6})(?:多|增加|净增|少|减少)了?$|同期(?:的|为)?$")
_THAN_BEFORE = re.compile(r"[较比][^，。；]{2,16}(?:增加|增长|减少|净增|多|少)了?$")
_A_DAY = re.compile(r"(?:日均|单日|每天|每日|平均每)[^，。；]{0,8}$")
_SUMS = {
    "金额",
    "总金额",
    "总投资",
    "总投资额",
    "投资总额",
    "计划总投资",
    "总额",
    "投资额",
    "投资",
    "计划投资",
    "概算总投资",
}
_OF_KINDS: dict[Metric | None, Metric] = {
    "projects_signed": "investment_signed",
    "projects_started": "investment_total",
}
_CLASS = re.compile(r"(?:元)?(?:以[上下])?的(?!\d+[余多]?[个项])(?:[^，。；、]{0,4}项目|企业)")
_RATIOS = {"growth", "rate", "share", "done"}
# A sum that goes on with the one before: 较去年的92.3亿元, 明年增加到12.5亿元, 文旅（14.2亿元）.
_GOES_ON = re.compile(
    r"^[，,]?(?:今年|去年|前|上半年|全年|\d|[年月至季度、—-])+(?:达到?|增至|升至)$|"
    r"[较比与同][^，。；]{1,8}$|^第[一二三]产业(?:实现|完成)?(?:增加值)?$|(?:增加|提高|上升|增|升|扩大)[到至]$|[（(]$"
)
_OF_PLAN = re.compile(r"(?:任务|计划|目标)[^，。；]{0,12}$")
_AHEAD_OF = re.compile(
    r"超(?:时序|序时|时间|均衡)?进度[^，。；]{0,4}$|(?:高于|快于|低于|慢于|超|拉动)[^，。；]{2,14}$|[较比][^，。；]{2,14}(?:加快|回落|减缓|扩大|收窄)了?$"
)
_OF_TRADES = re.compile(r"(?:工业|产业|行业|投资|消费|贸易)[^，。；、]{0,6}(?:分别)?(?:增长|下降)$")
_ITS_GROWTH = re.compile(r"增[速幅](?:分别|依次)?[为达]?$")


class Reading(NamedTuple):
    """A metric with its unit; `told` where the figure's own words tell it, not those before."""

    metric: Metric
    unit: str
    kind: str  # noun counted, dimension measured, or kind of ratio
    told: bool = True


@dataclass(slots=True)
class Said:
    """What the sentence has said so far."""

    aid: bool = False
    region: bool = False  # a region is the subject
    readings: list[tuple[Figure, Reading]] = field(default_factory=list)
    action: Metric | None = None  # what was done with the projects counted last
    action_before: Metric | None = None  # the same of the sentence before
    sum_before: Reading | None = None  # the last sum of the sentence before
    before: str = ""  # the words of the sentence before

    @property
    def last(self) -> Reading | None:
        """The reading before."""
        return self.readings[-1][1] if self.readings else None

    def add(self, figure: Figure, reading: Reading) -> None:
        """Notes a figure that has been read."""
        self.readings.append((figure, reading))
        if reading.unit == "project":
            self.action = reading.metric


# --- shares ---------------------------------------------------------------------------------------


def read_share(figure: Figure, said: Said) -> Reading | None:
    words = vocabulary()
    if figure.unit == "番":
        return None
    if figure.right.startswith(("以上的有", "以下的有", "的有")):
        return None  # 开工率达到60%以上的有9个省市: a mark
    points = figure.unit == "百分点" or figure.left.endswith("进度")
    if points and _AHEAD_OF.search(figure.left):
        return None  # 超序时进度9.5个百分点
    bare = figure.left in ("的", "）的")
    near = figure.lead[-24:] if bare else figure.left[-16:]
    if words.never_ratio.inside(near) or words.never_ratio.inside(figure.right[:5]):
        return None
    if figure.joined and said.last and said.last.kind in _RATIOS:
        return Reading("other", figure.unit, said.last.kind, told=False)
    if bare and _OF_PLAN.search(near):
        return Reading("other", figure.unit, "done")  # 完成目标任务32亿元的56.4%
    word = words.ratio.last(near) or words.ratio.first(figure.right[:10])
    if word is None:
        return None
    told = words.money.inside(figure.lead) or words.nouns.inside(figure.lead)
    told = told or re.search(r"[同环]比|[比较]上年", figure.lead) is not None
    told = told or _OF_TRADES.search(figure.lead) is not None
    # …到位资金居前。增速方面，三地增速分别为40%、36%、30%: of the sum before
    told = told or (said.sum_before is not None and _ITS_GROWTH.search(near) is not None)
    if word.kind != "rate" and not told and not said.readings:
        return None
    return Reading("other", figure.unit, word.kind)


# --- sums -----------------------------------------------------------------------------------------


def _is_no_sum(figure: Figure) -> bool:
    """Whether a figure is a difference, a day's share, a price, a mark that some reach, a yardstick or
    a class of what is counted."""
    if MORE_THAN.search(figure.left) or _THAN_BEFORE.search(figure.lead):
        return True  # 较计划多2.78亿元, 比去年同期3亿元增加了1亿元
    if _A_DAY.search(figure.left) or SHARE_OF.match(figure.rest):
        return True  # 单日平均完成投资500万元, 完成目标任务32亿元的56.4%
    if vocabulary().never_money.inside(figure.left[-10:] + figure.right[:5]):
        return True
    if _REGIONS_REACH.search(figure.lead + _quoted_bound(figure)):
        return True
    if figure.mention.value_high is not None and _CLASS_BETWEEN.match(figure.rest):
        return True
    return _CLASS_COUNTED.search(figure.mention.quote + figure.rest) is not None


def read_sum(figure: Figure, said: Said, words: str) -> Reading | None:
    if _is_no_sum(figure):
        return None
    unit = figure.unit
    word = _money_word(figure)
    if word is None and figure.left.endswith("项目") and said.action in _OF_KINDS:
        # 签约22个项目中，一产项目5.1亿元，二产项目3亿元
        return Reading(_OF_KINDS[said.action], unit, "money", told=False)
    if word is None:
        if not (figure.joined or len(figure.left) <= GAP or _GOES_ON.search(figure.left)):
            return None
        last = next((r for _, r in reversed(said.readings) if r.kind == "money"), None)
        last = last or (said.sum_before if _GOES_ON.search(figure.left) else None)
        return last._replace(told=False) if last else None
    metric = word.kind
    if metric == "plain":
        aid = said.aid or vocabulary().aid.inside(words)
        return Reading("aid_funds" if aid else "other", unit, "money", aid)
    if _CLASS.match(figure.right) and not figure.left.endswith(("等总投资", "等投资")):
        return None  # 首个投资超20亿元的项目: a kind of project
    if _COMPLETED.search(figure.left):
        return Reading("investment_completed", unit, "money")
    if metric == "investment_total" and word.text in _SUMS and _signed(figure, said, words):
        metric = "investment_signed"
    return Reading(cast(Metric, metric), unit, "money")


def _quoted_bound(figure: Figure) -> str:
    """The word of a bound that a mention begins with: 超过百亿元."""
    found = re.match("超过?|突破|逾", figure.mention.quote)
    return found[0] if found else ""


# 有两个师的签约金额超过百亿元: a mark that some reach.
_REGIONS_REACH = re.compile(
    r"[\d一两三四五六七八九十][个]?(?:师|师市|县|市|州|县市|地州|区|园区|乡镇|团场)的?[^，。；\d]{2,10}(?:超过?|突破|逾)$"
)
# 投资2000万以上工业和服务业项目48个: a class of what is counted.
_CLASS_COUNTED = re.compile(r"^[\d.]+[万亿]元?以[上下]的?[^，。；\d、]{0,16}项目\d+[余多]?[个项]")
# 总投资10—30亿元项目22个: a class too
_CLASS_BETWEEN = re.compile(r"元?的?[^，。；、\d]{0,8}(?:项目|工程|企业)\d")
_BETWEEN = ("的", "元", "元的", "已", "已经", "已全部", "全部", "均已")


def _money_word(figure: Figure) -> Word | None:
    """The word for the sum: behind it (1000万元援疆资金), else the nearest before it."""
    money = vocabulary().money
    behind = money.first(figure.right[:8])
    adjacent = behind and (behind.start == 0 or figure.right[: behind.start] in _BETWEEN)
    if behind and adjacent and len(behind.text) > 2 and behind.kind != "investment_total":
        return behind
    return money.last(figure.left) or money.last(figure.lead)


# 总投资122亿元的A、B等52个项目集中开工: what was done with these, whatever was told before
_OF_LIST = re.compile(
    r"的[^，。；]{4,120}?等\d+[个项][^，。；\d]{0,12}项目(?P<deed>[^，。；\d]{2,12})"
)


# 12家企业与该市进行“云签约”，投资总额174亿元
_SIGNED_WITH = re.compile(
    r"(?:与|和|同|向)[^，。；]{2,30}(?:签约|签订|签署)[^，。；]{0,14}[，、][^，。；]{0,8}$"
)


def _signed(figure: Figure, said: Said, words: str) -> bool:
    if "等" in figure.rest and (many := _OF_LIST.match(figure.rest)):
        done = vocabulary().actions.first(many["deed"])
        return done is not None and done.kind == "projects_signed"
    if said.action is not None:
        return said.action == "projects_signed"
    behind = vocabulary().actions.last(figure.rest)
    if behind is None:
        led = _SIGNED_WITH.search(words[: figure.mention.start - figure.sentence.start])
        return led is not None
    return behind.kind == "projects_signed"
