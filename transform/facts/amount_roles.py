"""What an amount is for: the word that says so, in its clause. The words are in data/roles.toml.

The role word nearest before an amount and behind the amount before it counts, else the one right
behind it, else that of the clause before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from transform.facts.figures import SHARE_OF
from transform.facts.identity import Named
from transform.facts.scan import Scan, Span, within
from transform.facts.words import pattern, table
from transform.mentions.lookup import Lookup, any_of
from transform.records import AmountRole, Mention

PLAIN = ("补助", "资金", "投入", "投资", "出资", "总投资", "支持")
PHASE = re.compile(r"(?:[一二三四首后先前]期|第[一二三](?:期|部分)|起步区|启动区|先导区)")
_CARRIED = re.compile(r"[，,]?(?:达|约|为|超|近|可达|将达|达到|高达|共|共计|总计|逾)*")


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words of data/roles.toml."""

    lookup: Lookup
    roles: dict[str, AmountRole]
    planned: re.Pattern[str]


@cache
def role_words() -> RoleWords:
    """The words that say what an amount is for, and those of what is still to come."""
    lists = table("roles")["roles"]
    roles = {word: role for role, group in lists.items() for word in group}
    planned = any_of(table("roles")["tense"]["planned"])
    return RoleWords(Lookup(roles), roles, re.compile(planned.replace("将", "将(?![军近])")))


def role_of(scan: Scan, money: Mention) -> tuple[AmountRole, str] | None:
    """What an amount is for and the word that says so; None where no word does."""
    clause = scan.clause_at(money.start)
    before = scan.text[floor(scan, money, clause) : money.start]
    after = scan.text[money.end : clause.end]
    if _is_none(before, after):
        return None
    if _TO.fullmatch(before):
        earlier = scan.text[clause.start : floor(scan, money, clause)]
        found = role_words().lookup.spans(earlier)
        return (role_words().roles[found[-1][2]], found[-1][2]) if found else None
    if _AID_BEHIND.match(after):
        return "aid_fund", "援疆资金"  # 投入1800万元援疆资金
    found = role_words().lookup.spans(before)
    if found and _OF_PHASE.match(after):
        return "phase_investment", "期"  # 投入9000万元的二期生产线
    if found:
        word = found[-1][2]
        if word in PLAIN and len(found) > 1 and found[-1][0] - found[-2][1] <= 3:
            word = found[-2][2]  # 援疆资金投入, 中央预算内资金
        return _phased(role_words().roles[word], word, before), word
    if match := re.match(r"(?:的|用于|元)?", after):
        behind = role_words().lookup.spans(after[match.end() : match.end() + 8])
        if behind and behind[0][0] == 0:
            return role_words().roles[behind[0][2]], behind[0][2]
    if PHASE.search(before[-6:]):
        return "phase_investment", "期"
    return _carried(scan, money, clause) if _CARRIED.fullmatch(before) else None


def _is_none(before: str, after: str) -> bool:
    """Whether the words around an amount make it a price, a firm's own, a share, a kind's limit."""
    none = pattern("roles", "none", "words").search(before)
    if none and not (none[0] == "营收" and _ONCE_OPEN.search(before)):
        return True
    if pattern("roles", "none", "after").match(after) or _changed(before, after):
        return True
    if SHARE_OF.match(after):
        return True  # 完成年度投资3.1亿元的45%
    # 首个投资超20亿元的项目
    return bool(_OF_A_KIND.match(after) and _FIRST_OF_KIND.search(before))


def _carried(scan: Scan, money: Mention, clause: Span) -> tuple[AmountRole, str] | None:
    """The role that the clause before gives an amount without words of its own."""
    unit = scan.unit_at(money.start)
    earlier = scan.text[unit.start : clause.start][-24:]
    found = role_words().lookup.spans(earlier)
    if found and pattern("roles", "none", "words").search(earlier) is None:
        return role_words().roles[found[-1][2]], found[-1][2]
    if _MOST.search(scan.text, unit.start, clause.start):
        return "total_investment", "投资"  # 投资额最高的是某项目，达48亿元
    return None


_ONCE_OPEN = re.compile("[投达]产后|建成后|投用后|运营后|预计")  # 达产后预计年营收30亿元
_AID_BEHIND = re.compile(r"(?:的)?(?:援疆|援助|援建|对口援疆|对口支援)(?:专项)?资金")
_OF_A_KIND = re.compile(r"的[\u3400-\u9fff]{0,6}项目")
_FIRST_OF_KIND = re.compile(r"首个|唯一|第[\d一二三四五六七八九十]+个|又一")
_MOST = re.compile(r"投资(?:额|总额|规模|体量)?最[高大多]")
_OF_PHASE = re.compile(r"(?:建设)?的(?:项目)?[一二三四]期(?!项目)")
_FOR = re.compile(
    r"(?:签订|签署|签约|签下|敲定|落地|引进|实施|建设|启动|开工)(?:了)?(?:一个|一项|总额)?[约近超逾]?$"
)


def before_name(scan: Scan, project: Named, money: Mention) -> tuple[AmountRole, str] | None:
    """签订6亿元农机装备总装项目: what stands directly before the name, behind its verb."""
    end = money.end + scan.text.startswith("的", money.end)
    named = any(a.start == end for a in project.anchors)
    signs = named and _FOR.search(scan.text, max(0, money.start - 10), money.start)
    return ("total_investment", "总投资") if signs else None


_TO = re.compile(r"(?:调整|增加|提高|变更|追加|增|扩大|提升|调增|压减|减少|调减)[为至到]")


def _changed(before: str, after: str) -> bool:
    """Whether an amount was replaced by the one behind it: 由2.1亿元调整为2.6亿元."""
    return bool(_TO.match(after) and re.search(r"[由从]原?来?的?$", before))


def floor(scan: Scan, money: Mention, clause: Span) -> int:
    """Where the words that belong to an amount begin: behind the amount before it."""
    before = [m.end for m in within(scan.money, clause) if m.end <= money.start]
    return max([clause.start, *before])


def _phased(role: AmountRole, word: str, before: str) -> AmountRole:
    if role == "total_investment" and "总投资" not in word and PHASE.search(before):
        return "phase_investment"
    return role
