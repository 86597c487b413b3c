"""Articles, their versions, where they were seen, and which are copies of which."""

from __future__ import annotations

from typing import Final

from warehouse.tables.table import Table

TABLES: Final = (
    Table(
        "article",
        "one article at one canonical address, whatever its versions",
        "一个规范网址上的一篇文章（含各版本）",
        ("article_id", "source_id", "canonical_url", "current_version_id", "title", "published_at",
         "published_year", "versions", "first_seen_at"),
        ("article_id",),
    ),
    Table(
        "article_version",
        "one text of an article; a changed text is a new version and the old one stays",
        "文章的一个文本版本；文本变化即为新版本，旧版本保留",
        ("version_id", "article_id", "source_id", "url", "canonical_url", "title", "subtitle",
         "text", "text_length", "published_at", "published_year", "updated_at", "credit",
         "reporters", "correspondents", "editors", "captions", "charset", "parse_drift",
         "damage_score", "damage_count", "parser_version", "restorer_version", "first_seen_at",
         "fetched_at"),
        ("version_id",),
        partition="published_year",
    ),
    Table(
        "occurrence",
        "one version at the address where it was seen, with its place among the copies",
        "某版本出现的网址及其在副本组中的位置",
        ("version_id", "article_id", "source_id", "url", "verdict", "cluster_id", "canonical_id",
         "score", "reasons", "is_current", "counts"),
        ("version_id",),
        keep="history",
    ),
    Table(
        "cluster_member",
        "one version's place among its copies, as it was judged",
        "某版本在副本组中的判定",
        ("version_id", "cluster_id", "canonical_id", "verdict", "score", "reasons"),
        ("version_id",),
        published=False,
    ),
    Table(
        "duplicate_pair",
        "two versions that were compared, and the verdict",
        "两个经比较的版本及判定",
        ("left_version_id", "right_version_id", "verdict", "score", "reasons"),
        ("left_version_id", "right_version_id"),
    ),
)
