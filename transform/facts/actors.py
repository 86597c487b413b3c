"""Who a programme's figure is told of, and for which region.

The actor is the aid team or the donor that the sentence names, else the one the paragraph tells
of; 指挥部 and 工作组 alone are the team named last. A region that counts for itself (库车县新建…)
has no actor; at a ceremony it is the region that holds it. The region is the place of Xinjiang
nearest before the figure in its sentence, else the one that the team is sent to or that the
paragraph, the title or the article names first.
"""

from __future__ import annotations

import re

from transform.facts.figures import Figure
from transform.facts.periods import Period
from transform.facts.scan import Scan, Span
from transform.facts.vocabulary import vocabulary
from transform.mentions import place
from transform.records import Mention

_TEAM = re.compile(r"(?:前方)?指挥部|工作组|工作队|前指|分指")
_DONOR_VERB = re.compile(
    r"(?:省|市)?(?:援疆)?[，,]?(?:共|累计|计划|先后|今年|已|投入|安排|对每|全省|在|拟|将|援建|援疆|向|为|每年|支持)"
)
_REGION_VERB = re.compile(
    r"[，,]?(?:共|累计|新|完成|实施|接待|全|今年|去年|计划|引进|签约|实现|招商|固定资产|已|开工|年|种植|规模|工业|地区|农|林|棉|旅游|外贸|进出口|GDP|一季|上半|前|城镇|转移|核桃)"
)
_COMPANY_LINK = re.compile(
    r"(?:与|和|邀请|引进|推动|协助|包括|拜访|走访|同|来自|引导|组织)[^，。]{0,6}$"
)
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
        self._sentence = Span(0, 0)
        self._paragraph = -1
        self._paragraph_actor: str | None = None
        self._last_team: str | None = None
        self._last_actor: str | None = None
        self._actor: str | None = None
        self._team_at = -1
        self._donor_at = -1
        self._region_at = -1
        self._donor: str | None = None
        self._main = _main_region(scan)
        self._companies = [o for o in scan.organisations if o.code == "company"]
        self._teams = [o for o in scan.organisations if o.code == "aid_team"]
        self._outside = [p for p in scan.places if not _inside(p, self._teams + self._companies)]

    def enter(self, sentence: Span) -> None:
        """Goes on to a sentence."""
        text = self._scan.text
        paragraph = self._scan.paragraph_start(sentence.start)
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._paragraph_actor = None
        self._sentence = sentence
        self._team_at = self._donor_at = self._region_at = -1
        self._actor = None
        team = next((o for o in self._teams if sentence.start <= o.start < sentence.end), None)
        if team is not None:
            self._team_at = team.start
            name = team.name or team.quote
            self._actor = name if len(name) > len("前方指挥部") else self._last_team or name
            self._last_team = self._actor
        elif short := _TEAM.search(text, sentence.start, sentence.end):
            self._team_at, self._actor = short.start(), self._last_team
        self._set_places()
        if self._actor is not None:
            self._paragraph_actor = self._actor

    def _set_places(self) -> None:
        text, sentence = self._scan.text, self._sentence
        for mention in self._outside:
            if not sentence.start <= mention.start < sentence.end:
                continue
            code = mention.code or ""
            if code.startswith("65"):
                if self._region_at < 0 and _REGION_VERB.match(text, mention.end):
                    self._region_at = mention.start
            elif self._donor_at < 0 and _DONOR_VERB.match(text, mention.end):
                self._donor_at, self._donor = mention.start, mention.name
        if self._donor_at >= 0 and (self._team_at < 0 or self._donor_at > self._team_at):
            self._actor = self._donor

    def aids(self) -> bool:
        """Whether the sentence's subject, named or understood, is an aid team or a donor."""
        return self._actor is not None or (
            self._paragraph_actor is not None and self._region_at < 0
        )

    def region_leads(self) -> bool:
        """Whether a place of Xinjiang is the sentence's subject."""
        return self._region_at >= 0

    def is_new_subject(self, at: int) -> bool:
        """Whether the sentence names a team or a place before `at` that was not told of before."""
        team = next(
            (
                o
                for o in self._teams
                if self._sentence.start <= o.start < min(at, self._sentence.end)
            ),
            None,
        )
        if team is not None:
            name = team.name or team.quote
            return len(name) > len("前方指挥部") and name != self._last_actor
        return 0 <= self._region_at < at

    def company_leads(self, clause: int, at: int) -> bool:
        """Whether a company is the subject of the clause, or of the sentence, before `at`."""
        text = self._scan.text
        for company in self._companies:
            if not self._sentence.start <= company.start < at:
                continue
            head = text[max(self._sentence.start, company.start - 8) : company.start]
            if _COMPANY_LINK.search(head):
                continue
            return True
        return False

    def actor(self, figure: Figure, metric: str, period: Period) -> str | None:
        """The body whose figure it is."""
        chosen = self._actor
        if chosen is None and self._region_at < 0:
            chosen = self._paragraph_actor or None
            if chosen is None and period.kind == "day" and metric in _EVENT:
                region = self.region(figure)
                chosen = region.name if region else None
        if chosen is not None:
            self._last_actor = chosen
        return chosen

    def region(self, figure: Figure) -> Mention | None:
        """The place of Xinjiang that the figure is told for."""
        start, at = self._sentence.start, figure.mention.start
        before = [p for p in self._outside if start <= p.start < at and _usable(p)]
        if before:
            return before[-1]
        clause = [p for p in self._outside if at <= p.start < figure.clause.end and _usable(p)]
        if clause:
            return clause[0]
        team = [p for p in self._scan.places if self._team_at <= p.start < at and _usable(p)]
        if self._team_at >= 0 and team:
            return team[0]
        return self._main


def _usable(mention: Mention) -> bool:
    return bool(mention.code and mention.code.startswith("65") and mention.code != "650000")


def _inside(mention: Mention, organisations: list[Mention]) -> bool:
    return any(o.start <= mention.start and mention.end <= o.end for o in organisations)


def _main_region(scan: Scan) -> Mention | None:
    """The place of Xinjiang that the title names, else the one that the article names most."""
    usable = [p for p in scan.places if _usable(p)]
    title_end = scan.text.find("\n") if scan.has_title else 0
    titled = [p for p in usable if p.start < title_end]
    if titled:
        return titled[0]
    counts: dict[str, int] = {}
    for p in usable:
        counts[p.code or ""] = counts.get(p.code or "", 0) + 1
    return max(usable, key=lambda p: (counts[p.code or ""], -p.start), default=None)
