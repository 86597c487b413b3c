"""Runs, what they counted, what was refused, and what the checks found."""

from __future__ import annotations

from typing import Final

from warehouse.tables.table import Table

TABLES: Final = (
    Table(
        "rejected",
        "one page or file that was refused at one stage for one reason",
        "因某一原因在某一阶段被拒收的页面或文件",
        (
            "rejected_id",
            "source_id",
            "where_found",
            "processing_stage",
            "reason",
            "detail",
            "seen_at",
        ),
        ("rejected_id",),
    ),
    Table(
        "run",
        "one run",
        "一次运行",
        (
            "run_id",
            "run_kind",
            "started_at",
            "ended_at",
            "seconds",
            "outcome",
            "fetched",
            "new_versions",
            "rejected_count",
            "error",
        ),
        ("run_id",),
        keep="log",
    ),
    Table(
        "run_source",
        "one source in one run",
        "一次运行中的一个来源",
        (
            "run_id",
            "source_id",
            "found",
            "fetched",
            "unchanged",
            "new_versions",
            "rejected_count",
            "seconds",
            "error",
        ),
        ("run_id", "source_id"),
        keep="log",
    ),
    Table(
        "check_result",
        "one check before one release",
        "一次发布前的一项检查",
        ("run_id", "check_name", "severity", "explanation", "bad_rows", "sample", "checked_at"),
        ("run_id", "check_name"),
        keep="log",
    ),
    Table(
        "takedown",
        "one address or source that was removed on request, and is not stored again",
        "应请求删除且不再收录的一个网址或来源",
        ("takedown_id", "scope", "target", "reason", "detail", "taken_down_at", "removed_rows"),
        ("takedown_id",),
    ),
)
