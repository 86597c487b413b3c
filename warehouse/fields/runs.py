"""Runs, fetches, refusals and checks."""

from __future__ import annotations

from typing import Final

from warehouse.fields.field import Field

FIELDS: Final = (
    Field("where_found", "text", "Address or file", "网址或文件"),
    Field("processing_stage", "text", "Stage that refused it", "拒收阶段"),
    Field("reason", "text", "Why it was refused", "拒收原因", "", "reason"),
    Field("detail", "text", "Detail", "详情"),
    Field("seen_at", "timestamp", "When it was first seen", "首次出现时间", "UTC"),
    Field("started_at", "timestamp", "Start", "开始时间", "UTC"),
    Field("ended_at", "timestamp", "End", "结束时间", "UTC"),
    Field("seconds", "double", "Time taken", "耗时", "seconds"),
    Field(
        "run_kind",
        "text",
        "Kind of run: nightly, backfill, ingest, reprocess, release, takedown",
        "运行类型",
    ),
    Field("outcome", "text", "Outcome of the run", "运行结果", "", "outcome"),
    Field("error", "text", "Error, null where there was none", "错误；无则为空"),
    Field("found", "bigint", "Links discovered", "发现链接数", "links"),
    Field("fetched", "bigint", "Pages fetched", "抓取页数", "pages"),
    Field("unchanged", "bigint", "Pages that had not changed", "未变化页数", "pages"),
    Field("new_versions", "bigint", "Article versions not seen before", "新版本数", "versions"),
    Field("rejected_count", "bigint", "Pages refused", "拒收页数", "pages"),
    Field("fetch_id", "text", "Key of an attempt: address and time", "抓取主键：网址与时间"),
    Field(
        "http_status",
        "integer",
        "HTTP status; null where no answer came",
        "HTTP 状态码；无应答为空",
    ),
    Field("bytes", "bigint", "Size of the body", "正文字节数", "bytes"),
    Field("body_sha256", "text", "SHA-256 of the body", "正文 SHA-256"),
    Field("etag", "text", "ETag that the server sent", "服务器 ETag"),
    Field("last_modified", "text", "Last-Modified that the server sent", "服务器 Last-Modified"),
    Field("last_seen_at", "timestamp", "When a site last offered it", "网站最近列出的时间", "UTC"),
    Field("last_fetched_at", "timestamp", "When it was last asked for", "最近请求时间", "UTC"),
    Field("content_hash", "text", "Hash of the body last fetched", "最近正文的哈希"),
    Field(
        "unchanged_count",
        "integer",
        "Times in a row that it had not changed",
        "连续未变化次数",
        "times",
    ),
    Field("failures", "integer", "Failures in a row", "连续失败次数", "attempts"),
    Field("next_due_at", "timestamp", "Not to be asked again before", "下次抓取不早于", "UTC"),
    Field("warc_file", "text", "Archive file that holds the page", "存档文件"),
    Field(
        "warc_offset",
        "bigint",
        "Offset of the record in the archive file",
        "存档内偏移",
        "bytes",
    ),
    Field(
        "verified",
        "boolean",
        "Whether the site file was checked against the live site",
        "站点文件是否经实站核对",
    ),
    Field("check_name", "text", "Name of the check, that of its file", "检查名称，即文件名"),
    Field(
        "severity",
        "text",
        "error blocks a release, warn is shown",
        "error 阻止发布，warn 仅提示",
        "",
        "severity",
    ),
    Field("explanation", "text", "What a bad row means", "问题说明"),
    Field("bad_rows", "bigint", "Rows that fail the check", "不合格行数", "rows"),
    Field("sample", "text", "Up to five of them, JSON", "样本（至多五行，JSON）"),
    Field("checked_at", "timestamp", "When it was checked", "检查时间", "UTC"),
)
