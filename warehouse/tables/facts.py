"""What one article says. Only versions whose facts count have rows here."""

from __future__ import annotations

from typing import Final

from warehouse.tables.table import Table

TABLES: Final = (
    Table(
        "mention",
        "one place in a text that names money, a quantity, a date, an organisation, a place, "
        "a person or a stage",
        "文本中对金额、数量、日期、机构、地点、人物或阶段的一处提及",
        ("mention_id", "version_id", "kind", "start_offset", "end_offset", "quote", "rule", "value",
         "value_high", "unit", "per", "bound", "date_start", "date_end", "precision", "name",
         "code", "status", "negated", "published_year"),
        ("mention_id",),
        keep="history",
        partition="published_year",
    ),
    Table(
        "project_report",
        "one project as one article tells it",
        "一篇文章所述的一个项目",
        ("report_id", "project_id", "version_id", "article_id", "source_id", "name", "company",
         "place", "adcode", "sector", "as_of", "confidence", "rules_version", "evidence_id"),
        ("report_id",),
        keep="history",
    ),
    Table(
        "programme_statistic",
        "one figure about many projects or a programme, as one article tells it",
        "一篇文章所述关于多个项目或整个计划的一个数字",
        ("statistic_id", "version_id", "metric", "value", "unit", "value_cny", "bound", "status",
         "period_start", "period_end", "period_words", "cumulative", "region", "adcode", "actor",
         "as_of", "counts_in_totals", "confidence", "rules_version", "evidence_id"),
        ("statistic_id",),
        keep="history",
    ),
    Table(
        "project_group",
        "projects that one article tells of together; the total is never an amount of a member",
        "一篇文章一并报道的项目；总额绝非单个成员的金额",
        ("group_id", "version_id", "members", "exhaustive", "project_count", "total", "value_cny",
         "currency", "bound", "stage", "umbrella", "counts_in_totals", "as_of", "rules_version",
         "evidence_id"),
        ("group_id",),
        keep="history",
    ),
    Table(
        "project_group_member",
        "one named project of a group",
        "项目组中的一个具名项目",
        ("group_id", "report_id", "version_id", "project_id"),
        ("group_id", "report_id"),
        keep="history",
    ),
    Table(
        "evidence",
        "one quote on which facts rest",
        "事实所依据的一处引文",
        ("evidence_id", "version_id", "start_offset", "end_offset", "quote", "sentence_start",
         "sentence_end", "rule", "published_year"),
        ("evidence_id",),
        keep="history",
        partition="published_year",
    ),
)
