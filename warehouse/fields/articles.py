"""What is known of an article and its texts."""

from __future__ import annotations

from typing import Final

from warehouse.fields.field import Field

FIELDS: Final = (
    Field("url", "text", "Address at which it was seen", "所见网址"),
    Field("canonical_url", "text", "Canonical address", "规范网址"),
    Field("home", "text", "Home page of the site", "网站首页"),
    Field("title", "text", "Title, restored, simplified script", "标题（已修复，简体）"),
    Field("subtitle", "text", "Subtitle as shown", "副标题"),
    Field(
        "text",
        "text",
        "Title and paragraphs, restored, one a line; offsets count its characters from 0",
        "标题与段落（已修复，每行一段）；偏移量从 0 起按字符计",
    ),
    Field("text_length", "integer", "Length of the text", "文本长度", "characters"),
    Field(
        "published_at",
        "text",
        "Time of publication, ISO 8601, as precise as the page says",
        "发布时间，ISO 8601，精度与页面一致",
    ),
    Field("published_year", "integer", "Year of publication", "发布年份", "year"),
    Field(
        "updated_at",
        "text",
        "Time of the last change as the page says, ISO 8601",
        "页面所示更新时间，ISO 8601",
    ),
    Field("credit", "text", "The outlet that the page names as origin (来源)", "页面标注的来源"),
    Field("reporters", "texts", "Reporters named", "记者"),
    Field("correspondents", "texts", "Correspondents named", "通讯员"),
    Field("editors", "texts", "Editors named", "编辑"),
    Field("captions", "texts", "Captions of pictures", "图片说明"),
    Field("charset", "text", "Encoding in which the page was read", "页面编码"),
    Field(
        "parse_drift",
        "texts",
        "Selectors of the site file that matched nothing",
        "站点文件中未命中的选择器",
    ),
    Field(
        "damage_score",
        "double",
        "Share of characters that were damaged, 0 to 1",
        "受损字符占比（0 至 1）",
    ),
    Field("damage_count", "integer", "Changes that restoring made", "修复处数", "changes"),
    Field("parser_version", "text", "Version of the parser's rules", "解析规则版本"),
    Field("restorer_version", "text", "Version of the restorer's rules", "修复规则版本"),
    Field(
        "rules_version",
        "text",
        "Version of the rules that first read the fact as it stands",
        "最早得出该事实现状的规则版本",
    ),
    Field(
        "extracted_at",
        "timestamp",
        "The night whose extraction first gave the fact as it stands",
        "最早得出该事实现状的抽取时间",
        "UTC",
    ),
    Field("first_seen_at", "timestamp", "When this was first fetched", "首次抓取时间", "UTC"),
    Field("fetched_at", "timestamp", "When this was fetched last", "最近抓取时间", "UTC"),
    Field("versions", "integer", "Versions seen of the article", "已见版本数", "versions"),
    Field(
        "is_current",
        "boolean",
        "Whether it is the newest version of its article",
        "是否为该文章最新版本",
    ),
    Field(
        "counts",
        "boolean",
        "Whether the facts of this version are published: the newest version, and canonical in its cluster",
        "该版本的事实是否发布：最新版本且为该组代表",
    ),
    Field(
        "verdict",
        "text",
        "How this text relates to the other",
        "与另一文本的关系",
        "",
        "verdict",
    ),
    Field(
        "score",
        "double",
        "Weighted share of the shorter text that the longer contains, 0 to 1",
        "较短文本被较长文本包含的加权比例（0 至 1）",
    ),
    Field("reasons", "texts", "Why the verdict is so", "判定理由"),
)
