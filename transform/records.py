"""What transform hands on: CleanArticle, duplicate verdicts, mentions, facts, projects.

Offsets count characters of `CleanArticle.text`. Codes are those of `warehouse/fields/`.
A fact that the text does not state is None, never a guess.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from extract.records import record

DamageKind = Literal[
    "gloss",
    "shifted",
    "lost",
    "punctuation",
    "entity",
    "markup",
    "repeat",
    "script",
    "width",
    "invisible",
]
Bound = Literal["exact", "approx", "at_least", "at_most"]
Status = Literal["actual", "planned"]
Precision = Literal["day", "month", "quarter", "half", "year", "period"]
AmountRole = Literal[
    "total_investment",
    "phase_investment",
    "fixed_asset_investment",
    "aid_fund",
    "funds_in_place",
    "annual_output_value",
    "annual_sales",
    "annual_tax",
    "annual_profit_tax",
    "other",
]
Stage = Literal[
    "proposed",
    "signed",
    "approved",
    "started",
    "under_construction",
    "topped_out",
    "commissioning",
    "completed",
    "in_operation",
    "at_capacity",
    "suspended",
    "cancelled",
]
Metric = Literal[
    "projects_signed",
    "projects_implemented",
    "projects_started",
    "projects_completed",
    "projects_listed",
    "investment_signed",
    "investment_total",
    "investment_completed",
    "funds_in_place",
    "aid_funds",
    "companies",
    "people",
    "events",
    "jobs",
    "output_value",
    "area",
    "other",
]
PartyRole = Literal[
    "investor", "builder", "operator", "introducer", "receiving_government", "other"
]
MentionKind = Literal["money", "quantity", "date", "organisation", "place", "person", "stage"]
Verdict = Literal["same", "mirror", "syndicated", "excerpt", "revision", "same_template", "none"]


@record
class DamageSpan:
    """One change that restoring made: [raw_start, raw_end) became [start, end)."""

    kind: DamageKind
    raw_start: int
    raw_end: int
    start: int
    end: int
    certain: bool


@record
class Restored:
    """Restored text, its spans in order, and a score: the share of characters damaged, 0 to 1."""

    text: str
    damage: tuple[DamageSpan, ...]
    score: float


@record
class CleanArticle:
    """An article's restored text in simplified script, with what was mended."""

    article_id: str
    version_id: str
    source_id: str
    url: str
    fetched_at: datetime
    title: str | None  # restored; the first line of `text` where not None
    published_at: str | None  # ISO 8601 of reduced precision, see extract.records.Article
    credit: str | None
    text: str  # title and paragraphs, one a line
    damage: tuple[DamageSpan, ...]
    damage_score: float
    restorer_version: str


@record
class Evidence:
    """Where a fact stands: text[start:end] == quote, inside [sentence_start, sentence_end)."""

    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    rule: str  # name of the rule that made the fact


@record
class Mention:
    """One mention with its normal form; fields that its kind does not use are None."""

    kind: MentionKind
    start: int
    end: int
    quote: str
    rule: str
    value: float | None = None  # CNY or original currency; plain unit for quantities
    value_high: float | None = None  # upper end of a range
    unit: str | None = None  # currency code, or the plain unit (平方米, 吨, 项)
    per: str | None = None  # year, month, day
    bound: Bound | None = None
    date_start: str | None = None  # ISO dates
    date_end: str | None = None
    precision: Precision | None = None
    name: str | None = None  # normal form of an organisation, place, person or stage
    code: str | None = None  # adcode, type of organisation, stage code, time of day (10:30)
    status: Status | None = None
    negated: bool = False


@record
class Amount:
    role: AmountRole
    value: float  # in `currency`, whole units
    currency: str  # ISO 4217
    bound: Bound
    status: Status
    evidence: Evidence


@record
class Capacity:
    product: str | None
    value: float
    unit: str  # plain: 3000万平方米 is 30000000 平方米
    per: str | None  # year, month, day
    bound: Bound
    status: Status
    evidence: Evidence


@record
class Milestone:
    stage: Stage
    date: str | None  # 2024-02-27, 2024-02, 2024-Q3, 2024
    precision: Precision | None
    date_start: str | None
    date_end: str | None
    words: str | None  # the date as the text says it
    status: Status
    evidence: Evidence


@record
class Party:
    name: str
    role: PartyRole
    evidence: Evidence


@record
class ProjectReport:
    """One project as one article tells it."""

    report_id: str  # key_of(version_id, name, company)
    version_id: str
    name: str  # as the text names it, shortest complete form
    aliases: tuple[str, ...]
    company: str | None  # investor or operator
    place: str | None  # lowest county or city named for it; else prefecture or park
    adcode: str | None  # GB/T 2260, six digits
    sector: str | None
    amounts: tuple[Amount, ...]
    capacities: tuple[Capacity, ...]
    milestones: tuple[Milestone, ...]
    parties: tuple[Party, ...]
    evidence: Evidence
    confidence: float  # 0 to 1: the share right at first sight (transform.facts.confidence)


@record
class ProgrammeStatistic:
    """A figure about many projects or a programme, never about one project."""

    statistic_id: str  # key_of(version_id, metric, value, unit, period, region)
    version_id: str
    metric: Metric
    value: float
    unit: str
    bound: Bound
    status: Status
    period_start: str | None
    period_end: str | None
    period_words: str | None
    cumulative: bool | None
    region: str | None
    adcode: str | None
    actor: str | None
    evidence: Evidence
    confidence: float


@record
class ProjectGroup:
    """Projects told of together; its total is never an amount of a member."""

    group_id: str
    version_id: str
    members: tuple[str, ...]  # report_ids of the named ones
    exhaustive: bool  # whether the named ones are all
    count: int | None
    total: float | None
    currency: str | None
    bound: Bound | None
    stage: Stage | None
    evidence: Evidence


@record
class Facts:
    """All that one article says."""

    version_id: str
    projects: tuple[ProjectReport, ...]
    statistics: tuple[ProgrammeStatistic, ...]
    groups: tuple[ProjectGroup, ...]
    mentions: tuple[Mention, ...]
    rules_version: str


@record
class DuplicatePair:
    """A verdict about two versions; `left` is the smaller key."""

    left: str
    right: str
    verdict: Verdict
    score: float  # share of the shorter text that stands in the longer, 0 to 1
    reasons: tuple[str, ...]


@record
class ClusterMember:
    """A version's place among its copies; `cluster_id` is the smallest version_id among them."""

    version_id: str
    cluster_id: str
    canonical: str  # version_id of the least damaged, then original, then earliest
    verdict: Verdict | Literal["original"]  # of this member against the canonical one
    score: float
    reasons: tuple[str, ...]


@record
class Project:
    """The same project over many articles."""

    project_id: str  # key_of of the identifying parts of its earliest report; stable
    name: str
    aliases: tuple[str, ...]
    company: str | None
    place: str | None
    adcode: str | None
    sector: str | None
    stage: Stage | None  # the furthest actual stage
    report_ids: tuple[str, ...]


@record
class ProjectConflict:
    """Two reports of one project that disagree; both stay."""

    project_id: str
    field: str  # total_investment, started, company, place ...
    left_report: str
    left_value: str
    right_report: str
    right_value: str
