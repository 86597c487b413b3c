"""Sources, and what was asked of them."""

from __future__ import annotations

from typing import Final

from warehouse.tables.table import Table

TABLES: Final = (
    Table(
        "source",
        "one news site",
        "一个新闻网站",
        ("source_id", "name", "name_en", "home", "verified"),
        ("source_id",),
    ),
    Table(
        "fetch",
        "one answer that was archived, and where; or one attempt to fetch that failed",
        "一次已存档的应答及其存档位置；或一次失败的抓取",
        (
            "fetch_id",
            "run_id",
            "source_id",
            "url",
            "fetched_at",
            "http_status",
            "bytes",
            "body_sha256",
            "error",
            "warc_file",
            "warc_offset",
        ),
        ("fetch_id",),
        keep="log",
    ),
    Table(
        "fetch_state",
        "one address, and when and how to ask for it again",
        "一个网址及其再次抓取的依据",
        (
            "url",
            "source_id",
            "first_seen_at",
            "last_seen_at",
            "last_fetched_at",
            "http_status",
            "etag",
            "last_modified",
            "content_hash",
            "unchanged_count",
            "failures",
            "next_due_at",
            "reason",
        ),
        ("url",),
        keep="log",
        published=False,
    ),
)
