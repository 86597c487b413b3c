"""Projects over many articles, and what is known of each."""

from __future__ import annotations

from typing import Final

from warehouse.tables.table import Table

TABLES: Final = (
    Table(
        "project",
        "one project over many articles",
        "跨多篇文章的一个项目",
        ("project_id", "name", "company", "place", "adcode", "sector", "stage", "reports",
         "first_as_of", "last_as_of", "first_year"),
        ("project_id",),
        keep="history",
    ),
    Table(
        "project_alias",
        "one other name of a project",
        "项目的一个别名",
        ("project_id", "alias"),
        ("project_id", "alias"),
        keep="history",
    ),
    Table(
        "project_event",
        "one stage of a project with its date, as one article tells it",
        "一篇文章所述项目的一个阶段及其日期",
        ("event_id", "project_id", "report_id", "version_id", "stage", "status", "event_date",
         "precision", "date_start", "date_end", "words", "as_of", "rules_version", "evidence_id"),
        ("event_id",),
        keep="history",
    ),
    Table(
        "project_amount",
        "one amount of a project, as one article tells it",
        "一篇文章所述项目的一笔金额",
        ("amount_id", "project_id", "report_id", "version_id", "amount_role", "value", "currency",
         "value_cny", "bound", "status", "umbrella", "counts_in_totals", "as_of", "rules_version",
         "evidence_id"),
        ("amount_id",),
        keep="history",
    ),
    Table(
        "project_capacity",
        "one capacity of a project, as one article tells it",
        "一篇文章所述项目的一项产能",
        ("capacity_id", "project_id", "report_id", "version_id", "product", "value", "unit", "per",
         "bound", "status", "as_of", "rules_version", "evidence_id"),
        ("capacity_id",),
        keep="history",
    ),
    Table(
        "project_party",
        "one organisation in one role in a project, as one article tells it",
        "一篇文章所述项目中某机构的一个角色",
        ("party_id", "project_id", "report_id", "version_id", "organisation_id", "name",
         "party_role", "as_of", "rules_version", "evidence_id"),
        ("party_id",),
        keep="history",
    ),
    Table(
        "project_conflict",
        "one point on which two reports of a project disagree; both stay",
        "同一项目两份报道的一处分歧；两者均保留",
        ("conflict_id", "project_id", "field", "left_report_id", "left_value", "right_report_id",
         "right_value"),
        ("conflict_id",),
        keep="history",
    ),
    Table(
        "organisation",
        "one organisation named as company or party of a project",
        "作为项目企业或参与方出现的一个机构",
        ("organisation_id", "name", "reports"),
        ("organisation_id",),
    ),
    Table(
        "place",
        "one place by its code",
        "一个行政区划",
        ("adcode", "name", "level", "prefecture_adcode"),
        ("adcode",),
    ),
)
