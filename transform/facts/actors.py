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
from transform.records import Mention

_TEAM = re.compile(r"(?:前方)?指挥部|工作组|工作队|前指|分指")
# What follows a place that is no subject: 江苏的, 济南、青岛, 浙江企业, 广州至喀什.
_NO_SUBJECT = re.compile(
    r"(?:市|省)?(?:[的、和与等至到籍口—（(·《”’]|企业|市场|客商|各地|人民|师傅|方向|商会|举行|举办|召开|推介|路|站|考察)"
)
_HEAD = re.compile(
    r"(?:^|[，,；;：:。、“\s])(?:其中|据悉|目前|截至目前|近年来|[^，,；;：:。]{0,10}以来)?$"
)
_WHOLE = re.compile(
    r"(?:^|[，,；;：:\s])[^，,；;：:]{0,6}?(?:全[县州市区师省疆团镇]|全地区|师市|开发区|园区|各[县地乡团]|农村|城镇|该[县州市区师])"
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
        self._carried: str | None = None  # the actor of the paragraph before
        self._actor: str | None = None
        self._opens = True  # the sentence opens a paragraph
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
        self._opens = paragraph != self._paragraph
        if self._opens:
            self._paragraph = paragraph
            self._carried = self._paragraph_actor or self._carried
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
        sentence = self._sentence
        for mention in self._outside:
            if not sentence.start <= mention.start < sentence.end:
                continue
            code = mention.code or ""
            if code.startswith("65"):
                if self._region_at < 0 and self._is_subject(mention):
                    self._region_at = mention.start
            elif self._donor_at < 0 and self._is_subject(mention):
                self._donor_at, self._donor = mention.start, mention.name
        if self._donor_at >= 0 and (self._team_at < 0 or self._donor_at > self._team_at):
            self._actor = self._donor

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a place stands at the head of a clause, or right behind a time, and acts."""
        text = self._scan.text
        if _NO_SUBJECT.match(text, mention.end):
            return False
        if _HEAD.search(text, max(self._sentence.start - 1, mention.start - 16), mention.start):
            return True
        return any(d.end == mention.start for d in self._scan.dates)

    def aids(self) -> bool:
        """Whether the sentence's subject, named or understood, is an aid team or a donor."""
        if self._actor is not None:
            return True
        return self._region_at < 0 and (self._paragraph_actor or self._carried) is not None

    def region_leads(self) -> bool:
        """Whether a place of Xinjiang, or 全县 and the like, is the sentence's subject."""
        words = self._scan.text[self._sentence.start : self._sentence.end]
        return self._region_at >= 0 or _WHOLE.search(words) is not None

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
            full = len(name) > len("前方指挥部")
            return full and (name != self._last_actor or self._opens)
        return 0 <= self._region_at < at

    def acts(self, at: int) -> bool:
        """Whether an aid team, a donor or a region stands as subject before `at`."""
        return any(0 <= place < at for place in (self._team_at, self._donor_at, self._region_at))

    def company_leads(self, at: int) -> bool:
        """Whether a company is the subject of the clause, or of the sentence, before `at`."""
        text = self._scan.text
        part = max(text.rfind(stop, self._sentence.start, at) for stop in "；;")
        for company in self._companies:
            if not max(self._sentence.start, part) <= company.start < at:
                continue
            head = text[max(self._sentence.start, company.start - 8) : company.start]
            behind = text[company.end : at]
            listed = "、" in behind and "等" in behind
            if listed or _COMPANY_LINK.search(head) or head.endswith("、"):
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
