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
        "one attempt to fetch one address",
        "对一个网址的一次抓取",
        (
            "fetch_id",
            "run_id",
            "source_id",
            "url",
            "fetched_at",
            "http_status",
            "bytes",
            "body_sha256",
            "seconds",
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
