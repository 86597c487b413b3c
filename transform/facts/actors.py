"""Who a programme's figure is told of.

The aid team or the donor that stands before the figure in its sentence, else the one the paragraph
tells of, else, in a paragraph that names nobody, the one before it; 指挥部 and 工作组 alone are the
team named last. What a park counts is the park's. A region that counts for itself (库车县新建…) has
no actor; at a ceremony it is the region that holds it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from transform.facts.figures import Figure
from transform.facts.period_settings import Period
from transform.facts.regions import Regions, usable
from transform.facts.scan import Scan, Span
from transform.mentions.lookup import Lookup
from transform.records import Mention

_TEAM = Lookup(["前方指挥部", "指挥部", "工作组", "工作队", "前指", "分指"])
# What follows a place that is no subject: 江苏的, 济南、青岛, 浙江企业, 广州至喀什.
_NO_SUBJECT = re.compile(
    r"(?:市|省)?(?:[的、和与等至到籍口—（(·《”’]|企业|游客|干部|品牌|产品|市场|客商|方面|各地|人民|师傅|方向|商会|举行|举办|召开|推介|路|站|考察)"
)
_HEAD = re.compile(
    r"(?:^|[，,；;：:。“\s])(?:其中|据悉|目前|截至目前|近年来|[^，,；;：:。]{0,10}以来)?$"
)
_WHOLE = re.compile(
    r"(?:^|[，,；;：:\s])[^，,；;：:]{0,6}?(?:全[县州市区师省疆团镇]|全地区|师市|州直|地直|开发区|园区|各[县地乡团]|农村|城镇|该[县州市区师])"
)
_COMPANY_LINK = re.compile(
    r"(?:与|和|邀请|引进|推动|协助|包括|拜访|走访|同|来自|引导|组织)[^，。]{0,6}$"
)
_PARK = re.compile(r"园区|产业园|工业园|开发区")
_PARK_METRICS = {"companies", "jobs", "output_value", "other", "investment_completed"}
_FULL = len("前方指挥部")  # a longer name names a team in full
_EVENT = {
    "projects_signed",
    "investment_signed",
    "companies",
    "people",
    "projects_started",
    "projects_listed",
    "investment_total",
}


class Cast:
    """Reads an article sentence by sentence; the other methods tell of the last one."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._companies = list(scan.companies)
        self._teams = [o for o in scan.organisations if o.code == "aid_team"]
        self._parks = [o for o in scan.organisations if o.code == "park"]
        self._regions = Regions(scan, self._teams + self._companies)
        named = bool(self._teams)  # a short name goes on with one in full
        self._short = [start for start, _, _ in _TEAM.spans(scan.text)] if named else []
        self._dated = {d.end for d in scan.dates}  # where a date ends
        self._sentence = self._before = Span(0, 0)
        self._paragraph = -1
        self._opens = True  # the sentence opens a paragraph
        self._paragraph_actor: str | None = None
        self._carried: str | None = None  # the actor of the paragraph before
        self._last_team: str | None = None
        self._last_actor: str | None = None
        self._team: Mention | None = None
        self._bodies: list[tuple[int, str]] = []  # teams and donors of the sentence
        self._subject: Mention | None = None  # the place that is the sentence's subject
        self._paragraph_place: Mention | None = None
        self._leads: bool | None = None  # a region is the sentence's subject, where asked

    def enter(self, sentence: Span, paragraph: int) -> None:
        """Goes on to a sentence of the paragraph that begins at `paragraph`."""
        self._opens = paragraph != self._paragraph
        if self._opens:
            self._paragraph = paragraph
            self._carried = self._paragraph_actor or self._carried
            self._paragraph_actor = self._paragraph_place = None
        self._before, self._sentence = self._sentence, sentence
        self._leads = None
        self._set_teams()
        self._set_places()
        if self._bodies:
            self._paragraph_actor = self._bodies[-1][1]

    def _set_teams(self) -> None:
        sentence = self._sentence
        teams = [o for o in self._teams if sentence.start <= o.start < sentence.end]
        self._team = teams[0] if teams else None
        self._bodies = []
        for team in teams:
            name = team.name or team.quote
            name = name if len(name) > _FULL else self._last_team or name
            self._last_team = name
            self._bodies.append((team.start, name))
        if not teams and self._last_team is not None:
            at = bisect_left(self._short, sentence.start)
            if at < len(self._short) and self._short[at] < sentence.end:
                self._bodies.append((self._short[at], self._last_team))

    def _set_places(self) -> None:
        self._subject = None
        for mention in self._regions.outside(self._sentence):
            if not mention.code or not self._is_subject(mention):
                continue
            if mention.code.startswith("65"):
                self._subject = self._subject or mention
            else:
                self._bodies.append((mention.start, mention.name or mention.quote))
        self._bodies.sort()
        if self._subject is not None and usable(self._subject):
            self._paragraph_place = self._subject

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a place stands at the head of a clause, or right behind a time, and acts."""
        text = self._scan.text
        if _NO_SUBJECT.match(text, mention.end):
            return False
        if _HEAD.search(text, max(self._sentence.start - 1, mention.start - 16), mention.start):
            return True
        return mention.start in self._dated

    def aids(self) -> bool:
        """Whether the sentence's subject, named or understood, is an aid team or a donor."""
        if self._bodies:
            return True
        return self._subject is None and (self._paragraph_actor or self._carried) is not None

    def region_leads(self) -> bool:
        """Whether a place of Xinjiang, or 全县 and the like, is the sentence's subject."""
        if self._leads is None:
            words = self._scan.text[self._sentence.start : self._sentence.end]
            self._leads = self._subject is not None or _WHOLE.search(words) is not None
        return self._leads

    def is_new_subject(self, at: int) -> bool:
        """Whether the sentence names a team or a place before `at` that was not told of before."""
        if self._team is not None and self._team.start < at:
            name = self._team.name or self._team.quote
            return len(name) > _FULL and (name != self._last_actor or self._opens)
        return self._subject is not None and self._subject.start < at

    def acts(self, at: int) -> bool:
        """Whether an aid team, a donor or a region stands as subject before `at`."""
        told = [place for place, _ in self._bodies]
        if self._subject is not None:
            told.append(self._subject.start)
        return any(place < at for place in told)

    def _part_start(self, at: int) -> int:
        """Where the part of the sentence around `at` begins, behind a ；."""
        return self._scan.part_start(self._sentence.start, at)

    def company_leads(self, at: int) -> bool:
        """Whether a company is the subject of the clause, or of the sentence, before `at`."""
        if not self._companies:
            return False
        text = self._scan.text
        start = self._part_start(at)
        for company in self._companies:
            if not start <= company.start < at:
                continue
            head = text[max(start, company.start - 8) : company.start]
            behind = text[company.end : at]
            listed = "、" in behind and "等" in behind
            if not (listed or _COMPANY_LINK.search(head) or head.endswith("、")):
                return True
        return False

    def actor(self, figure: Figure, metric: str, period: Period) -> str | None:
        """The body whose figure it is."""
        at = figure.mention.start
        before = [name for place, name in self._bodies if place < at]
        chosen = before[-1] if before else None
        subject = self._subject is not None and self._subject.start < at
        if chosen is None:
            chosen = self._park(figure, metric)
        if chosen is None and not self._bodies and not subject:
            chosen = self._paragraph_actor
        if chosen is None and period.kind == "day" and metric in _EVENT:
            holder = self.region(figure, "")
            chosen = holder.name if holder else None
        elif chosen is None and not subject and not self.region_leads():
            chosen = self._carried
        if chosen is not None:
            self._last_actor = chosen
        return chosen

    def _park(self, figure: Figure, metric: str) -> str | None:
        """The park that the words before a figure speak of, by the name that it was given."""
        text, at = self._scan.text, figure.mention.start
        start = self._part_start(at)
        if metric not in _PARK_METRICS or not _PARK.search(text, start, at):
            return None
        named = [o for o in self._parks if o.start < at and len(o.quote) > len("工业园区")]
        return (named[-1].name or named[-1].quote) if named else None

    def is_park(self, figure: Figure) -> bool:
        """Whether the words before a figure speak of a park."""
        text = self._scan.text
        return _PARK.search(text, self._sentence.start, figure.mention.start) is not None

    def region(self, figure: Figure, metric: str, position: int = 0) -> Mention | None:
        """The place that the figure is told for."""
        at = figure.mention.start
        team = self._team if self._team is not None and self._team.start < at else None
        held = self._scan.text[self._before.start : figure.clause.end]
        return self._regions.of(figure, metric, position, team, self._paragraph_place, held)
