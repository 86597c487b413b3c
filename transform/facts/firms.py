"""Which company invests in a project or runs it."""

from __future__ import annotations

import re

from transform.facts.boundary import nouns
from transform.facts.firm_rows import first_of_two, has_its_own
from transform.facts.scan import Scan, Span, kept, within
from transform.facts.words import pattern
from transform.mentions import organisation
from transform.records import Mention

_OFFICE = re.compile(r"(?:副)?(?:总经理|董事长|负责人|厂长|总裁|总工程师|董事局主席|经理|工程师)")
_BUILDS = re.compile(
    r"(?:牵头|共同|全额|负责|规划|出资|统一)?(?:投资|出资|建设|援建|(?:组织)?实施|组建|运营|兴建|承建|打造|接手|承担|开发)"
)
_TAKES = re.compile(
    r"(?:通过|以|经)[^，。]{2,24}(?:整体|全资|成功)?(?:接手|接盘|收购|竞得)(?!了?[\u3400-\u9fff]{2,}公司)"
)
_TAKEN = re.compile(r"接手|接盘|收购")
_FOUNDED = re.compile(r"(?:注册成立|成立|组建)(?:了)?(?:的)?(?:项目公司——)?$|项目公司——$")
_NOT_OWNER = re.compile(
    r"移交|交由|委托|母公司|竞争对手|同行|租给|收购方|监理|设计单位|施工单位|在?原有|同步衔接"
)
_DONATES = re.compile(r"[市省]?(?:首次|投资|出资|捐资|对口)*援建")
# The first tenant of a park builds nothing: 某公司率先进驻.
_TENANT = re.compile(
    r"(?:率先|首批|首家|首个)(?:进驻|入驻|入园|租用|承租)|[^，。]{0,40}达成(?:投资|入驻)?意向"
)
_LETS_IN = re.compile(r"(?:入园|入驻|进驻|驻园)(?:企业)?的?$")
NEXT_NAME = re.compile(
    r"(?:项目|工程|园|中心|基地|线|厂|站)[、；和与及]|[、，；](?:(?:计划|预计)?总?投资)?[\d.]+[万亿]元的"
)
_DEICTIC = re.compile(
    r"[\u3400-\u9fff]{2,4}的公司(?=投资|在|拟|计划|今年|去年|将)|这家[^，。]{0,24}(?:企业|公司)|该公司|这家公司|该企业|后者|(?<![\u3400-\u9fff])公司(?=投资|拟|计划|还|将|又|随后|再|决定|新|追加|建设|今年|去年|准备|打算|斥资)"
    r"|(?<![\u3400-\u9fff])企业(?=拟|计划|将|又|再|决定|追加|准备|打算)"
)


def firm_near(scan: Scan, at: int) -> str | None:
    """The company that the words around a name suggest: before it in its unit, or who speaks."""
    return _quoted(scan, at) or _before(scan, at) or _speaker(scan, at)


def payer(scan: Scan, at: int) -> str | None:
    """The firm that the clause of a name says to pay for it: 某公司投资2.5亿元建设光伏发电项目."""
    clause = scan.clause_at(at)
    for firm in reversed(firms_in(scan, Span(clause.start, at))):
        paid = within(scan.money, Span(firm.end, at))
        return firm.name if paid and "投资" in scan.text[firm.end : at] else None
    return None


_OURS = re.compile(r"(?<![\u3400-\u9fff])(?:公司|企业|集团)(?![\u3400-\u9fff]{0,2}公司)|我们|我司")


def _quoted(scan: Scan, at: int) -> str | None:
    """The firm of whoever says it: “公司计划投资18亿元建设某园区…”某公司总经理说."""
    start = scan.paragraph_start(at)
    opened = scan.text.rfind("“", start, at)
    if opened < 0 or not _OURS.search(scan.text, opened, at):
        return None
    close = scan.text.find("”", opened)
    if close < at or firms_in(scan, Span(opened, at)):
        return None
    behind = firms_in(scan, Span(close, close + 36))
    if not behind or behind[0].start - close > 3 or not _OFFICER.match(scan.text, behind[0].end):
        return None
    return behind[0].name


_OFFICER = re.compile(
    rf"[^，。；]{{0,10}}(?:{_OFFICE.pattern}|法定代表人|主任|部长|总监|创始人|相关人士)"
)


def company_of(
    scan: Scan, named: str | None, owner: str | None, starts: list[int], spans: list[Span]
) -> str | None:
    """The company of a project, None where the text names none.

    `named` is the one that stands with its name, `owner` what else stands before it, `starts` are
    where the name stands, `spans` what is said of it.
    """
    founded = _founded(scan, spans)
    if founded is not None:
        return founded
    taken = _taken_over(scan, spans)
    if taken is not None:
        return taken
    if named:
        unit = scan.unit_at(starts[0])
        lead = [f for f in within(scan.companies, (unit.start, starts[0])) if f.name == named]
        named = (first_of_two(scan, lead[-1]).name if lead else None) or named
        full = [
            o.name or ""
            for o in scan.companies
            if organisation.same(named, o.name or "") and not (o.name or "").endswith("分公司")
        ]
        return max(full, key=len, default=named)
    if owner and (whole := [f for f in scan.companies if (f.name or "").startswith(owner)]):
        return max((f.name or "" for f in whole), key=len)  # 华能某项目 by 华能某公司
    for start in starts:
        found = (
            _behind(scan, start, spans) if owner else _quoted(scan, start) or _before(scan, start)
        )
        found = found or owner or _behind(scan, start, spans)
        if found:
            return found
    firms = [o for span in spans for o in firms_in(scan, span)]
    firms = [o for o in firms if not _NOT_OWNER.search(scan.text[max(0, o.start - 8) : o.start])]
    firms = [o for o in firms if not (_is_tenant(scan, o) or not_its_builder(scan, o))]
    firms = [o for o in firms if not any(_IN_ROW.match(scan.text, at, o.start) for at in starts)]
    firms = [o for o in firms if not has_its_own(scan, o, starts[0])]
    firms = [o for o in firms if not _beyond_a_part(scan, o, starts[0])]
    if firms:
        return firms[0].name
    return (
        _deictic(scan, spans)
        or _named_investor(scan, spans)
        or _team(scan, starts[0], spans)
        or _speaker(scan, starts[0])
        or _only_firm(scan, starts[0])
    )


def _beyond_a_part(scan: Scan, firm: Mention, at: int) -> bool:
    """Whether a firm stands in another part of the name's own sentence: 某小学投用；某公司….

    What such a sentence enumerates are different things.
    """
    sentence = scan.sentence_at(at)
    if not sentence.start <= firm.start < sentence.end:
        return False
    return scan.part_start(sentence.start, at) != scan.part_start(sentence.start, firm.start)


# A项目、B项目、某公司C项目: the firm is C's alone
_IN_ROW = re.compile(r"[^，。；：\n]*(?:项目|工程|园区?|基地)、(?:[^，。；：\n]*、)?$")
_PARENT = re.compile(r"(?:的)?(?:旗下|下属|所属|控股|全资|参股)(?:的)?(?:全资|控股)?(?:子公司)?")


_HOLDS_IT = re.compile(
    r"(?:控股|参股|全资|旗下|下属)的(?:企业|公司|子公司)"
    r"|(?:在[\u3400-\u9fff]{2,6})?(?:设立|成立|投资|出资|注册)[^，。]{0,4}的(?:全资|控股)?(?:子公司|公司|企业)"
)  # 由某集团控股的企业


def firms_in(scan: Scan, span: Span) -> list[Mention]:
    """The companies named in a span, without one that is told of only as another's parent."""
    firms = within(scan.companies, span)
    if not firms:
        return firms
    starts = {o.start for o in firms}
    held_by = _held_by(scan)
    return [o for o in firms if held_by[o.start] != _ASIDE and held_by[o.start] not in starts]


_ASIDE = -1


@kept
def _held_by(scan: Scan) -> dict[int, int | None]:
    """By where a company stands: where the firm behind it stands that may be its own, else None;
    _ASIDE for one that is no party at all."""
    found: dict[int, int | None] = {}
    for firm in scan.companies:
        own = _PARENT.match(scan.text, firm.end)
        found[firm.start] = _ASIDE if _is_aside(scan, firm) else own.end() if own else None
    return found


def _is_aside(scan: Scan, firm: Mention) -> bool:
    """Whether a company is told of only for what it holds, draws, buys or has brought."""
    text = scan.text
    return bool(
        _HOLDS_IT.match(text, firm.end)
        or nouns().generic.match((firm.name or "").removesuffix("合作社"))
        or _DRAWS.search(firm.name or "")
        or _CONTRACTED.match(text, firm.end)
        or _LED_BY.match(text, firm.end)
        or _REPORTS.match(text, firm.end)
        or (_SERVES.match(text, firm.end) and text[firm.start - 1] in "为给向")
        or (_INTRODUCES.match(text, firm.end) and "由" in text[firm.start - 8 : firm.start])
    )


# 在某公司的带动下，A项目、B项目入驻
_LED_BY = re.compile(r"的?(?:带动|支持|帮助|牵头|推动|影响|引领)下")


# 某电力公司的数据显示: whoever counts builds nothing
_REPORTS = re.compile(
    r"(?:的|发布的|提供的)?(?:最新)?(?:数据|统计|监测|资料|报告)[^，。]{0,4}(?:显示|表明)"
)


# 是由“链主”企业某公司引进: who brought the firm.
_INTRODUCES = re.compile(r"(?:牵线|招商)?(?:引进|引荐|招引|引入)(?=[，。；的])")


# 为某公司提供配套服务: a customer builds nothing here.
_SERVES = re.compile(r"(?:等[^，。；]{0,12})?(?:提供|配套|供应|供货|代工|生产(?:配件|部件))")


_DRAWS = re.compile(r"设计|监理|勘察|勘测|造价|工程咨询")  # they plan and watch, others build


# 某公司设计并总承包建设的某项目: whoever draws and builds it for others is no party.
_CONTRACTED = re.compile(
    r"(?:负责)?(?:勘察|设计|监理|施工|总承包|总包)(?:[、并和及](?:勘察|设计|施工|总承包|总包))*(?:建设|施工)?的"
)


def not_its_builder(scan: Scan, firm: Mention) -> bool:
    """Whether a firm that builds for others is told of only with its officer, or as an earlier deed."""
    contracts = _CONTRACTS.search(firm.name or "")
    if _ANY_FIRM.match(firm.name or ""):
        return True  # 与大型食品公司合作
    if scan.text.startswith(("后，", "之后，"), firm.end):
        return True  # 继成立某公司后，又一…: what came before
    start = max(scan.text.rfind(sign, 0, firm.start) for sign in "，。；\n") + 1
    if _CALLED_ON.search(scan.text, start, firm.start):
        return True  # 先后走访甲企业、乙公司
    return bool(contracts and _OFFICE.match(scan.text, firm.end))


_ANY_FIRM = re.compile(r"大型|中型|中小|知名|龙头|相关|有关|当地|本地|外地|各类|专业")
_CALLED_ON = re.compile(r"(?:走访|拜访|参观|调研)了?(?:[^，。；]*、)?$")


def _is_tenant(scan: Scan, firm: Mention) -> bool:
    """Whether a firm is told of as one that moves in: 某公司率先入驻, 首批入园的某公司."""
    led = _LETS_IN.search(scan.text, max(0, firm.start - 8), firm.start)
    return bool(led or _TENANT.match(scan.text, firm.end))


def _before(scan: Scan, at: int) -> str | None:
    """The last company before a name in its unit that is not told of as somebody else."""
    unit = scan.unit_at(at)
    if scan.text.startswith("”的", at - 2):
        return None  # “红柳”的电子商务项目: whose it is stands there, in words that no table knows
    for firm in reversed(firms_in(scan, Span(unit.start, at))):
        if _NOT_OWNER.search(scan.text[max(unit.start, firm.start - 8) : firm.start]):
            continue
        if not_its_builder(scan, firm):
            continue
        if NEXT_NAME.search(scan.text, firm.end, at):
            return None  # it belongs to the name before this one
        return first_of_two(scan, firm).name
    if match := _DEICTIC.search(scan.text, unit.start, at):
        return _last_firm(scan, match.start())
    return _state_firm(scan, unit, at) or _investing(scan, unit, at)


def _state_firm(scan: Scan, unit: Span, at: int) -> str | None:
    """The state firm whose short name stands before what it invests: 国家电投总投资4.6亿元的…项目."""
    clause = scan.clause_at(at)
    for brand in pattern("names", "brands", "always").finditer(scan.text, clause.start, at):
        if _ITS_SUM.match(scan.text, brand.end(), at):
            return brand[0]
    return None


_ITS_SUM = re.compile(
    r"(?:自\d{4}年起|计划|拟|将|预计|累计)*(?:总投资|投资|投入(?=[约近超]?\d)|出资|斥资)"
)


_INVESTS = re.compile(
    r"(?:将|拟|计划|再|已|累计)*(?:在[\u3400-\u9fff]{2,10}?)?投资(?=[约超近逾]?\d)"
)
_NO_FIRM = re.compile(
    r"资金|由|[县市州区省团镇乡村]$|政府|指挥部|工作组|项目|工程|该|公司|我们|总|其中|今年|去年|共|全|年|月|者|基地|园|的|完成|两|双方"
)


def _investing(scan: Scan, unit: Span, at: int) -> str | None:
    """Who invests, by grammar alone, where no table knows the name: 江苏井神盐化将投资6亿元…"""
    for clause in reversed(scan.clauses(Span(unit.start, at))):
        match = _INVESTS.search(scan.text, clause.start, min(clause.end, at))
        if match is None:
            continue
        who = scan.text[clause.start : match.start()].strip("“” ")
        plain = re.fullmatch(r"[\u3400-\u9fff]{4,10}", who)
        return who if plain and not _NO_FIRM.search(who) else None
    return None


def _last_firm(scan: Scan, at: int) -> str | None:
    """The company that 该公司 at `at` stands for: the last one, but not one told of as another's."""
    for firm in reversed(firms_in(scan, Span(0, at))):
        if not _NOT_OWNER.search(scan.text[max(0, firm.start - 8) : firm.start]):
            return firm.name
    return None


def _behind(scan: Scan, at: int, spans: list[Span]) -> str | None:
    """由X公司投资, 与X公司签约 in what is said of the project."""
    for span in spans:
        for firm in firms_in(scan, span):
            if firm.end <= at:
                continue
            left = scan.text[max(span.start, firm.start - 3) : firm.start]
            right = scan.text[firm.end : firm.end + 12]
            if left.endswith("由") and _BUILDS.search(right):
                return firm.name
            if left.endswith("与") and re.match(r"(?:正式)?(?:签|达成|合作|共同)", right):
                return firm.name
    return None


def _founded(scan: Scan, spans: list[Span]) -> str | None:
    """The company that was founded for the project: 注册成立昆玉京枣源公司."""
    for span in spans:
        for firm in firms_in(scan, span):
            if scan.text.startswith(("后", "以来"), firm.end):
                continue  # 继成立某公司后，又一…: what came before
            if _FOUNDED.search(scan.text[max(span.start, firm.start - 10) : firm.start]):
                return firm.name
    return None


def _taken_over(scan: Scan, spans: list[Span]) -> str | None:
    """The company that took a project over: 由江苏苏绒控股有限公司接手."""
    for span in spans:
        for firm in firms_in(scan, span):
            left = scan.text[max(span.start, firm.start - 2) : firm.start]
            if left.endswith("由") and _TAKEN.match(scan.text, firm.end):
                return firm.name
            if _TAKES.match(scan.text, firm.end):
                return firm.name
    return None


def _deictic(scan: Scan, spans: list[Span]) -> str | None:
    for span in spans:
        if match := _DEICTIC.search(scan.text, span.start, span.end):
            return _last_firm(scan, match.start())
    return None


# 由某工作队出资1200万元建设: it pays, others build.
_GIVES = re.compile(r"(?:出资|投入)[约近超]?\d[^，。]*?(?<!援)建")


_INVESTOR_IS = re.compile(r"投资方(?:是|为|系)(?P<who>[\u3400-\u9fff]{4,12})(?=[，。；])")


def _named_investor(scan: Scan, spans: list[Span]) -> str | None:
    """投资方是福建闽威实业: told so, though no table knows the name as a firm's."""
    found = (_INVESTOR_IS.search(scan.text, s.start, s.end) for s in spans)
    return next((m["who"] for m in found if m), None)


def _team(scan: Scan, at: int, spans: list[Span]) -> str | None:
    """An aid team is the company only where it builds: 由天津援疆和田前方指挥部援建."""
    unit = scan.unit_at(at)
    for team in within(scan.organisations, Span(unit.start, at)):
        if within(scan.money, Span(team.end, at)):
            continue  # 投入4300万元兴建: it pays
        if team.code == "aid_team" and re.search(
            r"(?:援建|新建|建设|兴建|修建|打造|捐建|建起)", scan.text[team.end : at]
        ):
            return team.name
    for span in spans:
        for donor in within(scan.places, span):
            if not (donor.code or "65").startswith("65") and _DONATES.match(scan.text, donor.end):
                return donor.name
        for team in within(scan.organisations, span):
            if team.code not in ("aid_team",):
                continue
            left = scan.text[max(span.start, team.start - 2) : team.start]
            built = _BUILDS.match(scan.text, team.end) and not _GIVES.match(scan.text, team.end)
            if left.endswith("由") and built:
                return team.name
    return None


def _speaker(scan: Scan, at: int) -> str | None:
    """The company for which a paragraph's speaker speaks, where it names no other."""
    start = scan.paragraph_start(at)
    end = scan.text.find("\n", start)
    here = firms_in(scan, Span(start, end if end >= 0 else len(scan.text)))
    if len({o.name for o in here}) != 1:
        return None
    if _CONTRACTS.search(here[-1].name or ""):
        return None  # whoever builds for others speaks of the works, too
    return here[-1].name if _OFFICE.match(scan.text, here[-1].end) else None


_CONTRACTS = re.compile(r"建设工程|建筑工程|建筑安装|建工|工程局|路桥|建设集团|市政工程")


_OF_FIRM = re.compile(rf"(?:^|[，。；“”\n])(?:该)?(?:公司|企业){_OFFICE.pattern}", re.MULTILINE)
_FOR_ALL = re.compile(r"工程|学校|医院|幼儿园|道路|管网|安置")


def _only_firm(scan: Scan, at: int) -> str | None:
    """The one company of an article whose manager (公司董事长) speaks before the project is told.

    What a county builds may be told between, and an aid team may build: neither is the firm's.
    """
    firms = firms_in(scan, Span(0, len(scan.text)))
    if not firms or firms[0].end > at or len({o.name for o in firms}) != 1:
        return None
    if _FOR_ALL.search(scan.text, at, scan.clause_at(at).end):
        return None
    return firms[0].name if _OF_FIRM.search(scan.text, firms[0].end, at) else None


_OUTSIDE = re.compile(r"(?:签约|签订|签署|举行|举办|召开|推介|达成|对接|招商)")


def elsewhere(scan: Scan, clause: Span) -> bool:
    """Whether a clause tells of what a firm has in another province: 在包头市投资40亿元建设…."""
    places = within(scan.outside, clause) if scan.outside else []
    if not places or len(places) < len(within(scan.places, clause)):
        return False
    here = [p for p in places if scan.text[p.start - 1 : p.start] in ("在", "于")]
    if here and len(scan.outside) == len(scan.places):
        # An article of another province: only what a firm is said to have there is elsewhere.
        here = here if firms_in(scan, Span(clause.start, here[0].start)) else []
    return bool(here) and not _OUTSIDE.search(scan.text, clause.start, clause.end)
