"""Articles with three facts each, as Arrow in the shape of the records, made by DuckDB."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import duckdb
import pyarrow as pa

from extract.arrow import schema_of
from extract.records import Article
from transform.records import CleanArticle, Facts

START = datetime(2024, 1, 1, tzinfo=UTC)

PROJECTS = 333_333  # so that each of them is told of three times in a million articles
_FILL = "建设单位负责人介绍，项目采用成熟工艺，配套道路、供水、供电已经接通，用工优先面向本地群众。"

# Names of 50,000 companies that begin differently, as names of companies do.
_SIGNS = "金天华盛元达宏远恒泰瑞丰利安康顺祥润嘉隆鑫源创新兴业永昌吉庆广通联合众诚信德"
_COMPANY = " || ".join(
    f"substr('{_SIGNS}', k % 50000 // {size} % 40 + 1, 1)" for size in (1, 40, 1600)
)

# One article: total investment (fact 1), a start (2), an aid figure (3). Project k = i % PROJECTS.
_TEXT = """
    format('第{}号园区建设纪实', i) || chr(10) ||
    format('{}管业公司{}号园区年产{}万吨管材项目', company, k, k % 90 + 10) ||
    format('总投资{}亿元，{}年{}月开工。', k % 97 + 1, 2010 + k % 15, k % 12 + 1) ||
    format('今年援疆资金{}万元。', i % 9000 + 100) ||
    array_to_string(list_transform(range({fill}), lambda x: '{words}' || (i * 31 + x)), chr(10))
"""


def _evidence(quote: str, rule: str) -> str:
    at = f"(instr(text, {quote}) - 1)::BIGINT"
    return (
        f"{{'start': {at}, 'end': {at} + length({quote}), 'quote': {quote},"
        f" 'sentence_start': 0::BIGINT, 'sentence_end': length(text)::BIGINT, 'rule': '{rule}'}}"
    )


class Batch:
    """Articles `first` to `last` (not included), each with three facts.

    They are of 15 years, or all of `year`: what a night brings is of its own year.
    """

    def __init__(self, first: int, last: int, fill: int = 12, year: int | None = None) -> None:
        self.con = duckdb.connect()
        text = _TEXT.replace("{fill}", str(fill)).replace("{words}", _FILL)
        self.con.execute(
            f"CREATE TABLE base AS SELECT i, k, company, substr(sha256('a' || i), 1, 16) AS version_id,"
            f" {text} AS text, {year or '(2010 + i % 15)'} || '-' || lpad((i % 12 + 1)::VARCHAR, 2, '0')"
            f" || '-15' AS published_at, format('https://s{{}}.example/{{}}.html', i % 40, i) AS url,"
            f" 's' || (i % 40) AS source_id"
            f" FROM (SELECT i, i % {PROJECTS} AS k, {_COMPANY} AS company"
            f" FROM range({first}, {last}) AS r(i))"
        )

    def _as(self, record: type, query: str) -> pa.Table:
        schema = schema_of(record)  # type: ignore[arg-type]
        return self.con.sql(query).to_arrow_table().select(schema.names).cast(schema)

    def articles(self, at: datetime = START) -> pa.Table:
        when = f"'{at.isoformat()}'::TIMESTAMPTZ"
        none = "[]::VARCHAR[]"
        return self._as(
            Article,
            f"SELECT 'a' || version_id AS article_id, version_id, source_id, url,"
            f" url AS canonical_url, {when} AS fetched_at, split_part(text, chr(10), 1) AS title,"
            f" NULL::VARCHAR AS subtitle, published_at, NULL::VARCHAR AS updated_at,"
            f" '样本报' AS credit, {none} AS reporters, {none} AS correspondents, {none} AS editors,"
            f" {none} AS paragraphs, {none} AS captions, NULL::VARCHAR AS next_page,"
            f" 'utf-8' AS charset, {none} AS parse_drift, '1' AS parser_version FROM base",
        )

    def cleaned(self, at: datetime = START) -> pa.Table:
        when = f"'{at.isoformat()}'::TIMESTAMPTZ"
        schema = schema_of(CleanArticle)  # type: ignore[arg-type]
        table = self.con.sql(
            f"SELECT 'a' || version_id AS article_id, version_id, source_id, url,"
            f" {when} AS fetched_at, split_part(text, chr(10), 1) AS title, published_at,"
            f" '样本报' AS credit, text, 0.0::DOUBLE AS damage_score, '1' AS restorer_version"
            " FROM base"
        ).to_arrow_table()
        kind = schema.field("damage").type
        none = pa.array([[]], kind).take(pa.array([0] * table.num_rows, pa.int64()))
        return table.append_column("damage", none).select(schema.names).cast(schema)

    def facts(self, rules: str = "1") -> pa.Table:
        money, start = "format('总投资{}亿元', k % 97 + 1)", "format('{}月开工', k % 12 + 1)"
        aid, name = (
            "format('援疆资金{}万元', i % 9000 + 100)",
            "format('{}号园区年产{}万吨管材项目', k, k % 90 + 10)",
        )
        month = "(2010 + k % 15) || '-' || lpad((k % 12 + 1)::VARCHAR, 2, '0')"
        schema = schema_of(Facts)  # type: ignore[arg-type]
        table = self.con.sql(
            f"""SELECT version_id, [{{'report_id': 'r' || version_id, 'version_id': version_id,
            'name': {name}, 'aliases': []::VARCHAR[], 'company': company || '管业公司',
            'place': '某县' || (k % 90), 'adcode': (654000 + k % 90 + 1)::VARCHAR,
            'sector': NULL::VARCHAR, 'amounts': [{{'role': 'total_investment',
            'value': ((k % 97 + 1) * 1e8)::DOUBLE, 'currency': 'CNY', 'bound': 'exact', 'status': 'planned',
            'evidence': {_evidence(money, "money")}}}], 'milestones': [{{'stage': 'started',
            'date': {month}, 'precision': 'month', 'date_start': {month} || '-01',
            'date_end': {month} || '-28', 'words': {start}, 'status': 'actual',
            'evidence': {_evidence(start, "start")}}}], 'evidence': {_evidence(name, "name")},
            'confidence': 0.9::DOUBLE}}] AS projects,
            [{{'statistic_id': 't' || version_id, 'version_id': version_id, 'metric': 'aid_funds',
            'value': ((i % 9000 + 100) * 1e4)::DOUBLE, 'unit': 'CNY', 'bound': 'exact', 'status': 'actual',
            'period_start': left(published_at, 4) || '-01-01',
            'period_end': left(published_at, 4) || '-12-31', 'period_words': '今年',
            'cumulative': false, 'region': '某县' || (i % 90),
            'adcode': (654000 + i % 90 + 1)::VARCHAR, 'actor': NULL::VARCHAR,
            'evidence': {_evidence(aid, "aid")}, 'confidence': 0.8::DOUBLE}}] AS statistics,
            '{rules}' AS rules_version FROM base"""
        ).to_arrow_table()
        return pa.table([_fit(table, f.name, f.type) for f in schema], schema=schema)


def _lists(rows: int, kind: pa.DataType) -> pa.Array:
    return pa.array([[]], kind).take(pa.array([0] * rows, pa.int64()))


def _fit_array(array: pa.Array, kind: pa.DataType) -> pa.Array:
    """`array` in the shape of `kind`: fields of structs by name, absent lists empty."""
    if pa.types.is_list(kind):
        inner = _fit_array(array.values, kind.value_type)
        return pa.ListArray.from_arrays(array.offsets, inner, type=kind)
    if pa.types.is_struct(kind):
        have = {f.name: array.field(f.name) for f in array.type}
        parts = [
            _fit_array(have[f.name], f.type) if f.name in have else _lists(len(array), f.type)
            for f in kind
        ]
        return pa.StructArray.from_arrays(parts, fields=list(kind))
    return array.cast(kind)


def _fit(table: pa.Table, name: str, kind: pa.DataType) -> pa.Array:
    if name not in table.schema.names:
        return _lists(table.num_rows, kind)
    return _fit_array(table.column(name).combine_chunks(), kind)


def night(number: int) -> datetime:
    """The time of the run of one night."""
    return START + timedelta(days=number)
