"""Every column once: its type, unit, meaning in English and Chinese, and codelist.

DDL, Parquet schemas and the dictionary are made from this list and from `warehouse/tables/`.
A column that stands in several tables means the same in each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

# Type name -> (Arrow type, DuckDB type).
TYPES: Final[dict[str, tuple[pa.DataType, str]]] = {
    "text": (pa.string(), "VARCHAR"),
    "integer": (pa.int32(), "INTEGER"),
    "bigint": (pa.int64(), "BIGINT"),
    "double": (pa.float64(), "DOUBLE"),
    "boolean": (pa.bool_(), "BOOLEAN"),
    "date": (pa.date32(), "DATE"),
    "timestamp": (pa.timestamp("us", tz="UTC"), "TIMESTAMP WITH TIME ZONE"),
    "texts": (pa.list_(pa.field("element", pa.string())), "VARCHAR[]"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `unit` is "" where it has none; `codelist` names a list of `codelist.csv`."""

    name: str
    type: str
    en: str
    zh: str
    unit: str = ""
    codelist: str = ""

    @property
    def arrow(self) -> pa.DataType:
        return TYPES[self.type][0]

    @property
    def duckdb(self) -> str:
        return TYPES[self.type][1]

    @property
    def comment(self) -> str:
        """English and Chinese in one line, with unit and codelist: the column's comment."""
        extra = "; ".join(
            filter(
                None,
                (
                    f"unit {self.unit}" if self.unit else "",
                    f"codelist {self.codelist}" if self.codelist else "",
                ),
            )
        )
        return f"{self.en}{f' [{extra}]' if extra else ''} | {self.zh}"


def _f(
    name: str, type_: str, en: str, zh: str, unit: str = "", codelist: str = ""
) -> tuple[str, Field]:
    return name, Field(name, type_, en, zh, unit, codelist)


FIELDS: Final[dict[str, Field]] = dict(
    [
        # keys
        _f(
            "article_id",
            "text",
            "Key of an article: a hash of its canonical address",
            "文章主键：规范网址的哈希",
        ),
        _f("version_id", "text", "Key of one text of an article", "文章某一版本文本的主键"),
        _f("current_version_id", "text", "The newest version of the article", "文章的最新版本"),
        _f(
            "source_id",
            "text",
            "Key of the news site, the name of its site file",
            "新闻网站标识，即站点文件名",
        ),
        _f(
            "report_id",
            "text",
            "Key of one project as one article tells it",
            "某篇文章所述某项目的主键",
        ),
        _f("project_id", "text", "Key of a project over many articles", "跨文章的项目主键"),
        _f(
            "evidence_id",
            "text",
            "Key of the quote on which the fact rests",
            "事实所依据引文的主键",
        ),
        _f("amount_id", "text", "Key of an amount", "金额主键"),
        _f("capacity_id", "text", "Key of a capacity", "产能主键"),
        _f("event_id", "text", "Key of a project event", "项目事件主键"),
        _f("party_id", "text", "Key of a party to a project", "项目参与方主键"),
        _f(
            "organisation_id",
            "text",
            "Key of an organisation: a hash of its name",
            "机构主键：名称的哈希",
        ),
        _f("statistic_id", "text", "Key of a programme statistic", "统计数据主键"),
        _f(
            "group_id",
            "text",
            "Key of a group of projects told of together",
            "一并报道的项目组主键",
        ),
        _f(
            "conflict_id",
            "text",
            "Key of a disagreement between two reports",
            "两份报道之间分歧的主键",
        ),
        _f("mention_id", "text", "Key of a mention", "提及主键"),
        _f(
            "rejected_id",
            "text",
            "Key of a refusal: place, stage and reason",
            "拒收记录主键：位置、阶段与原因",
        ),
        _f("run_id", "text", "Key of a run", "运行主键"),
        _f(
            "cluster_id",
            "text",
            "Smallest version_id among the copies of one text",
            "同一文本各副本中最小的版本主键",
        ),
        _f(
            "canonical_id",
            "text",
            "The version that stands for its cluster in published facts",
            "在已发布事实中代表该组副本的版本",
        ),
        _f("left_version_id", "text", "The smaller version_id of a pair", "一对版本中较小的主键"),
        _f("right_version_id", "text", "The larger version_id of a pair", "一对版本中较大的主键"),
        _f("left_report_id", "text", "One of two reports that disagree", "存在分歧的两份报道之一"),
        _f(
            "right_report_id",
            "text",
            "The other of two reports that disagree",
            "存在分歧的两份报道之二",
        ),
        # articles
        _f("url", "text", "Address at which it was seen", "所见网址"),
        _f("canonical_url", "text", "Canonical address", "规范网址"),
        _f("home", "text", "Home page of the site", "网站首页"),
        _f("title", "text", "Title, restored, simplified script", "标题（已修复，简体）"),
        _f("subtitle", "text", "Subtitle as shown", "副标题"),
        _f(
            "text",
            "text",
            "Title and paragraphs, restored, one a line; offsets count its characters from 0",
            "标题与段落（已修复，每行一段）；偏移量从 0 起按字符计",
        ),
        _f("text_length", "integer", "Length of the text", "文本长度", "characters"),
        _f(
            "published_at",
            "text",
            "Time of publication, ISO 8601, as precise as the page says",
            "发布时间，ISO 8601，精度与页面一致",
        ),
        _f("published_year", "integer", "Year of publication", "发布年份", "year"),
        _f(
            "updated_at",
            "text",
            "Time of the last change as the page says, ISO 8601",
            "页面所示更新时间，ISO 8601",
        ),
        _f("credit", "text", "The outlet that the page names as origin (来源)", "页面标注的来源"),
        _f("reporters", "texts", "Reporters named", "记者"),
        _f("correspondents", "texts", "Correspondents named", "通讯员"),
        _f("editors", "texts", "Editors named", "编辑"),
        _f("captions", "texts", "Captions of pictures", "图片说明"),
        _f("charset", "text", "Encoding in which the page was read", "页面编码"),
        _f(
            "parse_drift",
            "texts",
            "Selectors of the site file that matched nothing",
            "站点文件中未命中的选择器",
        ),
        _f(
            "damage_score",
            "double",
            "Share of characters that were damaged, 0 to 1",
            "受损字符占比（0 至 1）",
        ),
        _f("damage_count", "integer", "Changes that restoring made", "修复处数", "changes"),
        _f("parser_version", "text", "Version of the parser's rules", "解析规则版本"),
        _f("restorer_version", "text", "Version of the restorer's rules", "修复规则版本"),
        _f("rules_version", "text", "Version of the fact rules", "事实规则版本"),
        _f("first_seen_at", "timestamp", "When this was first fetched", "首次抓取时间", "UTC"),
        _f("fetched_at", "timestamp", "When this was fetched last", "最近抓取时间", "UTC"),
        _f("versions", "integer", "Versions seen of the article", "已见版本数", "versions"),
        _f(
            "is_current",
            "boolean",
            "Whether it is the newest version of its article",
            "是否为该文章最新版本",
        ),
        _f(
            "counts",
            "boolean",
            "Whether the facts of this version are published: the newest version, and canonical in its cluster",
            "该版本的事实是否发布：最新版本且为该组代表",
        ),
        _f(
            "verdict",
            "text",
            "How this text relates to the other",
            "与另一文本的关系",
            "",
            "verdict",
        ),
        _f(
            "score",
            "double",
            "Weighted share of the shorter text that the longer contains, 0 to 1",
            "较短文本被较长文本包含的加权比例（0 至 1）",
        ),
        _f("reasons", "texts", "Why the verdict is so", "判定理由"),
        # facts
        _f("name", "text", "Name as the text gives it", "文中名称"),
        _f("name_en", "text", "Name in English", "英文名称"),
        _f("alias", "text", "Another name of the project", "项目别名"),
        _f("company", "text", "Company that invests or operates", "投资或运营企业"),
        _f(
            "place",
            "text",
            "Lowest county or city named; else prefecture or park",
            "所述最低一级县市；否则为地州或园区",
        ),
        _f(
            "adcode",
            "text",
            "Code of the place, GB/T 2260, six digits",
            "行政区划代码（GB/T 2260，六位）",
        ),
        _f("prefecture_adcode", "text", "Code of the prefecture", "地州行政区划代码"),
        _f("level", "text", "Level of the place", "行政级别", "", "place_level"),
        _f("sector", "text", "Sector", "行业"),
        _f("stage", "text", "Stage of a project", "项目阶段", "", "stage"),
        _f(
            "status",
            "text",
            "Whether it has happened or is planned",
            "已发生或计划中",
            "",
            "status",
        ),
        _f("bound", "text", "Whether the figure is exact", "数值是否精确", "", "bound"),
        _f("amount_role", "text", "What the money is", "金额性质", "", "amount_role"),
        _f(
            "party_role",
            "text",
            "What the organisation does for the project",
            "参与方角色",
            "",
            "party_role",
        ),
        _f("metric", "text", "What a statistic counts", "统计指标", "", "metric"),
        _f(
            "value",
            "double",
            "Value in its unit or currency, whole units",
            "数值（以其单位或币种计）",
        ),
        _f("value_high", "double", "Upper end of a range", "区间上限"),
        _f(
            "value_cny",
            "double",
            "Value in yuan; null where the currency is another",
            "人民币金额；其他币种为空",
            "CNY",
        ),
        _f("currency", "text", "Currency, ISO 4217", "币种（ISO 4217）"),
        _f("unit", "text", "Plain unit: 平方米, 吨, project, CNY", "基本单位"),
        _f(
            "per", "text", "Period of a rate: year, month or day", "速率周期：年、月或日", "", "per"
        ),
        _f("product", "text", "Product", "产品"),
        _f(
            "event_date",
            "text",
            "Date as precise as the text says: 2024-02-27, 2024-02, 2024-Q3, 2024",
            "日期，精度与文本一致",
        ),
        _f("date_start", "date", "First day that the date covers", "日期范围首日"),
        _f("date_end", "date", "Last day that the date covers", "日期范围末日"),
        _f("precision", "text", "Precision of the date", "日期精度", "", "precision"),
        _f("words", "text", "The date as the text says it", "文中日期原文"),
        _f(
            "as_of",
            "text",
            "Publication of the article that says so, ISO 8601",
            "所据文章的发布时间，ISO 8601",
        ),
        _f("period_start", "date", "First day of the period", "统计期首日"),
        _f("period_end", "date", "Last day of the period", "统计期末日"),
        _f("period_words", "text", "The period as the text says it", "统计期原文"),
        _f(
            "cumulative",
            "boolean",
            "Whether the figure adds up over several periods",
            "是否为累计值",
        ),
        _f("region", "text", "Region that the figure is about", "统计地区"),
        _f("actor", "text", "Who did it: an aid headquarters, a government, a company", "实施主体"),
        _f(
            "confidence",
            "double",
            "Confidence, 0 to 1, calibrated on a development set",
            "置信度（0 至 1）",
        ),
        _f("members", "integer", "Named members of the group", "组内具名项目数", "projects"),
        _f("exhaustive", "boolean", "Whether the named members are all", "具名项目是否为全部"),
        _f(
            "project_count",
            "integer",
            "Projects in the group as the text says",
            "文中所述项目数",
            "projects",
        ),
        _f(
            "total",
            "double",
            "Total of the group, never an amount of one member",
            "项目组总额，绝非单个成员的金额",
        ),
        _f(
            "umbrella",
            "boolean",
            "Whether the amount stands above others that may be known one by one",
            "是否为可能另有分项的汇总金额",
        ),
        _f(
            "counts_in_totals",
            "boolean",
            "Whether to add this one up: at most one row of each fact has true",
            "是否计入合计：同一事实至多一行为真",
        ),
        _f(
            "first_as_of",
            "text",
            "Publication of the earliest article about it, ISO 8601",
            "最早相关文章的发布时间",
        ),
        _f(
            "last_as_of",
            "text",
            "Publication of the latest article about it, ISO 8601",
            "最近相关文章的发布时间",
        ),
        _f("first_year", "integer", "Year in which it was first reported", "首次报道年份", "year"),
        _f("reports", "integer", "Reports of it", "报道数", "reports"),
        _f("field", "text", "What the reports disagree about", "分歧字段"),
        _f("left_value", "text", "What the one report says", "报道一的说法"),
        _f("right_value", "text", "What the other report says", "报道二的说法"),
        _f("kind", "text", "Kind of mention", "提及类型", "", "mention_kind"),
        _f(
            "code",
            "text",
            "Code: of a place, a stage, a type of organisation",
            "代码：地点、阶段或机构类型",
        ),
        _f("negated", "boolean", "Whether the text denies it", "是否被否定"),
        # evidence
        _f(
            "start_offset",
            "integer",
            "First character of the quote in the text, from 0",
            "引文起始偏移（从 0 起）",
            "characters",
        ),
        _f(
            "end_offset",
            "integer",
            "Character after the quote",
            "引文结束偏移（不含）",
            "characters",
        ),
        _f(
            "quote",
            "text",
            "The quote; equal to the text between the offsets",
            "引文；与偏移量之间的文本一致",
        ),
        _f(
            "sentence_start",
            "integer",
            "First character of its sentence",
            "所在句起始偏移",
            "characters",
        ),
        _f(
            "sentence_end",
            "integer",
            "Character after its sentence",
            "所在句结束偏移（不含）",
            "characters",
        ),
        _f("rule", "text", "Rule that made the fact", "所用规则"),
        # runs
        _f("where_found", "text", "Address or file", "网址或文件"),
        _f("processing_stage", "text", "Stage that refused it", "拒收阶段"),
        _f("reason", "text", "Why it was refused", "拒收原因", "", "reason"),
        _f("detail", "text", "Detail", "详情"),
        _f("seen_at", "timestamp", "When it was first seen", "首次出现时间", "UTC"),
        _f("started_at", "timestamp", "Start", "开始时间", "UTC"),
        _f("ended_at", "timestamp", "End", "结束时间", "UTC"),
        _f("seconds", "double", "Time taken", "耗时", "seconds"),
        _f("run_kind", "text", "Kind of run: nightly, backfill, ingest, reprocess", "运行类型"),
        _f("outcome", "text", "Outcome of the run", "运行结果", "", "outcome"),
        _f("error", "text", "Error, null where there was none", "错误；无则为空"),
        _f("found", "bigint", "Links discovered", "发现链接数", "links"),
        _f("fetched", "bigint", "Pages fetched", "抓取页数", "pages"),
        _f("unchanged", "bigint", "Pages that had not changed", "未变化页数", "pages"),
        _f("new_versions", "bigint", "Article versions not seen before", "新版本数", "versions"),
        _f("rejected_count", "bigint", "Pages refused", "拒收页数", "pages"),
        _f("fetch_id", "text", "Key of an attempt: address and time", "抓取主键：网址与时间"),
        _f(
            "http_status",
            "integer",
            "HTTP status; null where no answer came",
            "HTTP 状态码；无应答为空",
        ),
        _f("bytes", "bigint", "Size of the body", "正文字节数", "bytes"),
        _f("body_sha256", "text", "SHA-256 of the body", "正文 SHA-256"),
        _f("etag", "text", "ETag that the server sent", "服务器 ETag"),
        _f("last_modified", "text", "Last-Modified that the server sent", "服务器 Last-Modified"),
        _f("last_seen_at", "timestamp", "When a site last offered it", "网站最近列出的时间", "UTC"),
        _f("last_fetched_at", "timestamp", "When it was last asked for", "最近请求时间", "UTC"),
        _f("content_hash", "text", "Hash of the body last fetched", "最近正文的哈希"),
        _f(
            "unchanged_count",
            "integer",
            "Times in a row that it had not changed",
            "连续未变化次数",
            "times",
        ),
        _f("failures", "integer", "Failures in a row", "连续失败次数", "attempts"),
        _f("next_due_at", "timestamp", "Not to be asked again before", "下次抓取不早于", "UTC"),
        _f("warc_file", "text", "Archive file that holds the page", "存档文件"),
        _f(
            "warc_offset",
            "bigint",
            "Offset of the record in the archive file",
            "存档内偏移",
            "bytes",
        ),
        _f(
            "verified",
            "boolean",
            "Whether the site file was checked against the live site",
            "站点文件是否经实站核对",
        ),
        _f("check_name", "text", "Name of the check, that of its file", "检查名称，即文件名"),
        _f(
            "severity",
            "text",
            "error blocks a release, warn is shown",
            "error 阻止发布，warn 仅提示",
            "",
            "severity",
        ),
        _f("explanation", "text", "What a bad row means", "问题说明"),
        _f("bad_rows", "bigint", "Rows that fail the check", "不合格行数", "rows"),
        _f("sample", "text", "Up to five of them, JSON", "样本（至多五行，JSON）"),
        _f("checked_at", "timestamp", "When it was checked", "检查时间", "UTC"),
        # reference
        _f("table_name", "text", "Table", "表名"),
        _f("column_name", "text", "Column; empty for the table itself", "列名；表本身为空"),
        _f("data_type", "text", "DuckDB type", "DuckDB 类型"),
        _f("field_unit", "text", "Unit", "单位"),
        _f("codelist", "text", "Codelist", "代码表"),
        _f("en", "text", "Meaning in English", "英文说明"),
        _f("zh", "text", "Meaning in Chinese", "中文说明"),
        _f("oc4ids", "text", "Code in OC4IDS 0.9", "OC4IDS 对应代码"),
        _f("iati", "text", "Code in IATI 2.03", "IATI 对应代码"),
        _f(
            "aiddata",
            "text",
            "Status in AidData's Global Chinese Development Finance",
            "AidData 对应状态",
        ),
        _f("takedown_id", "text", "Key of a takedown", "下架主键"),
        _f("scope", "text", "What was removed: url or source", "下架范围：url 或 source"),
        _f("target", "text", "The address or source removed", "下架对象"),
        _f("taken_down_at", "timestamp", "When it was removed", "下架时间", "UTC"),
        _f("removed_rows", "bigint", "Rows removed from all tables", "删除行数", "rows"),
        # history
        _f(
            "valid_from", "timestamp", "The night since which this row is so", "本行生效时间", "UTC"
        ),
        _f("valid_to", "timestamp", "The night at which it ceased to be so", "本行失效时间", "UTC"),
    ]
)
