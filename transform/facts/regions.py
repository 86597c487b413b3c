"""For which region a programme's figure is told.

The place of Xinjiang named last before the figure in its part of the sentence, else behind it in
its clause, else the one that the aid team is sent to, else the last subject of the paragraph, else
the one of the title or the one that the article names most. Of places in a row (喀什、图木舒克)
none is the region, unless 分别 deals figures out to them. Visitors of a fair are counted where it
is held.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from transform.facts.figures import Figure
from transform.facts.scan import Scan, Span
from transform.records import Mention

_VISITORS = re.compile(r"参会|参加|出席|来自|与会|参展")
_HELD = re.compile(r"在(?P<where>[^，。；在]{2,20}?)(?:成功)?(?:举行|举办|召开)")
_OWN_FIGURES = re.compile(
    r"(?:全区|全年|前\d+个?月|\d+月份?|\d*—?\d+月|上半年|前?[一二三四]季度)*(?:共|已|招商引资)?(?:引进|招商|签约|区外|到位|落实|完成|实现|固定资产|招引|重大|重点|开工)"
)
_HALVES = ("南疆", "北疆", "东疆")
# 伽师县30万锭纺纱等80个项目: where one of them is, not whose they are
_MEMBER = re.compile(
    r"(?![、等和及与])[^，。；、]{2,40}(?:、[^，。；\n]{2,80})?等\d+[个项][^，。；]{0,8}项目"
)
_ROW = re.compile(r"[、和与及]")


class Regions:
    """The places of an article that can be a figure's region."""

    def __init__(self, scan: Scan, organisations: list[Mention]) -> None:
        self._scan = scan
        self._outside = [p for p in scan.places if not _inside(p, organisations)]
        self._all = [p.start for p in self._outside]
        self._usable = [
            p
            for p in self._outside
            if (usable(p) or p.quote in _HALVES) and not _in_bracket(scan.text, p.start)
        ]
        self._starts = [p.start for p in self._usable]
        self._main = _main(scan)

    def outside(self, span: Span) -> list[Mention]:
        """The places in a span that are not part of a company's or a team's name."""
        low, high = bisect_left(self._all, span.start), bisect_left(self._all, span.end)
        return self._outside[low:high]

    def of(
        self,
        figure: Figure,
        metric: str,
        position: int,
        team: Mention | None,
        subject: Mention | None,
        held: str,
    ) -> Mention | None:
        """The region of a figure.

        `position` is its place among figures joined by 、; `team` the aid team before it in its
        sentence; `subject` the last place that was a subject in the paragraph; `held` the words in
        which a fair's place may stand.
        """
        text, at = self._scan.text, figure.mention.start
        if metric in ("people", "companies"):
            where = self._fair(figure, held)
            if where is not None:
                return where
        start = self._scan.part_start(figure.sentence.start, at)
        before = self._between(start, at)
        if before and text.find("等", start, at) >= 0:
            before = [p for p in before if not _MEMBER.match(text, p.end)]
        if before:
            row = self._row(before)
            if len(row) == 1:
                return row[0]
            if "分别" in text[row[-1].end : at] and position < len(row):
                return row[position]
        else:
            behind = self._between(at, figure.clause.end)
            if len(behind) == 1:
                return behind[0]
        sent = self._target(team)
        return sent or subject or self._main

    def _between(self, start: int, end: int) -> list[Mention]:
        return self._usable[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _row(self, places: list[Mention]) -> list[Mention]:
        """The last place, with those that stand in a row with it."""
        row = [places[-1]]
        for place in reversed(places[:-1]):
            gap = self._scan.text[place.end : row[0].start]
            if place.code == row[0].code or not gap:
                continue
            if not _ROW.fullmatch(gap):
                break
            row.insert(0, place)
        return row

    def _target(self, team: Mention | None) -> Mention | None:
        if team is None:
            return None
        inside = (p for p in self._scan.places if team.start <= p.start < team.end and usable(p))
        return next(inside, None)

    def _fair(self, figure: Figure, held: str) -> Mention | None:
        words = self._scan.text[figure.sentence.start : figure.clause.end]
        if not _VISITORS.search(words):
            return None
        found = list(_HELD.finditer(held))
        if not found:
            return None
        where = found[-1]["where"]
        outside = [p for p in self._outside if p.quote in where and not usable(p)]
        return max(outside, key=lambda p: where.find(p.quote), default=None)


def usable(mention: Mention) -> bool:
    """Whether a place is a region below Xinjiang itself."""
    return bool(mention.code and mention.code.startswith("65") and mention.code != "650000")


def _in_bracket(text: str, at: int) -> bool:
    """Whether a place is only counted in: 南疆地区（含吐鲁番、哈密）."""
    opened = text.rfind("（含", max(0, at - 16), at)
    return opened >= 0 and text.find("）", opened, at) < 0


def _inside(mention: Mention, organisations: list[Mention]) -> bool:
    return any(o.start <= mention.start and mention.end <= o.end for o in organisations)


def _main(scan: Scan) -> Mention | None:
    """The place that the title names, else the one that the article names most, else Xinjiang."""
    known = [p for p in scan.places if usable(p)]
    head = _title(scan).end
    titled = [p for p in known if p.start < head]
    whole = next((p for p in scan.places if p.start < head and p.code == "650000"), None)
    if whole is not None and not titled and _OWN_FIGURES.match(scan.text, whole.end):
        return whole  # 2024年新疆引进区外到位资金超9300亿元
    if titled:
        joined = [p for p in titled if p.start == titled[0].end]  # 第三师图木舒克市
        return joined[0] if joined else titled[0]
    counts: dict[str, int] = {}
    for p in known:
        counts[p.code or ""] = counts.get(p.code or "", 0) + 1
    most = max(known, key=lambda p: (counts[p.code or ""], -p.start), default=None)
    if most is not None:
        return most
    return next((p for p in scan.places if p.code == "650000"), None)


def _title(scan: Scan) -> Span:
    return Span(0, max(0, scan.title_end))
