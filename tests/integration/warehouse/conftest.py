"""Invented articles with facts, as records, and a home folder to load them into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from extract.arrow import to_batch
from extract.records import Article, key_of
from transform.records import (
    Amount,
    Capacity,
    CleanArticle,
    ClusterMember,
    DuplicatePair,
    Evidence,
    Facts,
    Mention,
    Milestone,
    Party,
    ProgrammeStatistic,
    ProjectGroup,
    ProjectReport,
)
from warehouse import load
from warehouse.joining import join_reports
from warehouse.settle import settle

NIGHT = datetime(2025, 4, 1, 18, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    article: Article
    clean: CleanArticle
    facts: Facts


def tell(number: int, yi: int = 3, version: str = "1", night: int = 0, name: str = "") -> Told:
    """Article `number` about a project of `yi` 亿元, in one of its versions."""
    name = name or f"年产{number + 1}万吨管材项目"
    title = f"某县第{number}号工地开工"
    text = f"{title}\n🏗青禾{number}公司{name}总投资{yi}亿元，2024年3月1日开工。今年援疆资金{number + 1}00万元。"
    article_id = key_of(f"https://a.example/{number}")
    version_id = key_of(article_id, version, str(yi))
    fetched = NIGHT + timedelta(days=night)

    def at(quote: str, rule: str) -> Evidence:
        start = text.index(quote)
        return Evidence(start, start + len(quote), quote, 0, len(text), rule)

    url = f"https://a.example/{number}"
    article = Article(
        article_id, version_id, "a", url, url, fetched, title, None, "2025-03-30", None, "甲报",
        ("周一",), (), (), (text,), (), None, "utf-8", (), "1",
    )  # fmt: skip
    clean = CleanArticle(
        article_id, version_id, "a", url, fetched, title, "2025-03-30", "甲报", text, (), 0.0, "1"
    )
    money = at(f"{yi}亿元", "money")
    report = ProjectReport(
        key_of(version_id, name), version_id, name, (f"{name}建设工程",), f"青禾{number}公司", "某县", "654021", None,
        (Amount("total_investment", yi * 1e8, "CNY", "exact", "planned", money),),
        (Capacity("管材", 1e4, "吨", "year", "exact", "planned", at("管材", "unit")),),
        (Milestone("started", "2024-03-01", "day", "2024-03-01", "2024-03-01", "2024年3月1日",
                   "actual", at("2024年3月1日", "date")),),
        (Party(f"青禾{number}公司", "investor", at(f"青禾{number}公司", "party")),),
        at(name, "name"), 0.9,
    )  # fmt: skip
    aid = ProgrammeStatistic(
        key_of(version_id, "aid"), version_id, "aid_funds", (number + 1) * 1e6, "CNY", "exact",
        "actual", "2025-01-01", "2025-12-31", "今年", False, f"某县{number}", "654021", None,
        at(f"{number + 1}00万元", "aid"), 0.8,
    )  # fmt: skip
    group = ProjectGroup(
        key_of(version_id, "group"), version_id, (report.report_id,), False, 2, 9e8, "CNY",
        "exact", "signed", at(title, "group"),
    )  # fmt: skip
    mention = Mention("money", money.start, money.end, money.quote, "money", value=yi * 1e8)
    facts = Facts(version_id, (report,), (aid,), (group,), (mention,), "1")
    return Told(article, clean, facts)


def copies(*told: Told) -> list[ClusterMember]:
    """The first stands for all of them."""
    ids = [t.article.version_id for t in told]
    return [
        ClusterMember(v, min(ids), ids[0], "original" if v == ids[0] else "same", 1.0, ("text",))
        for v in ids
    ]


def load_batch(con, told: list[Told], at: datetime = NIGHT) -> int:
    changed = load.load_articles(
        con,
        to_batch(Article, [t.article for t in told]),
        to_batch(CleanArticle, [t.clean for t in told]),
        at,
    )
    return changed + load.load_facts(con, to_batch(Facts, [t.facts for t in told]), at)


def load_copies(con, members: list[ClusterMember], at: datetime = NIGHT) -> int:
    ids = sorted(m.version_id for m in members)
    pairs = [DuplicatePair(a, b, "same", 1.0, ("text",)) for a, b in pairwise(ids)]
    return load.load_duplicates(
        con, to_batch(DuplicatePair, pairs), to_batch(ClusterMember, members), at
    )


def finish(con, at: datetime = NIGHT) -> int:
    """Join and settle."""
    join_reports(con, at)
    return settle(con, at)


@dataclass(frozen=True)
class Kit:
    night: datetime
    tell: Callable[..., Told]
    copies: Callable[..., list[ClusterMember]]
    load: Callable[..., int]
    load_copies: Callable[..., int]
    finish: Callable[..., int]
    replace: Callable = replace


@pytest.fixture(scope="session")
def kit() -> Kit:
    return Kit(NIGHT, tell, copies, load_batch, load_copies, finish)
