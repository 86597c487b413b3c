"""DDL, comments and the dictionary, made from `fields/` and `tables/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

import pyarrow as pa

from warehouse.codelists import codelists
from warehouse.fields import FIELDS, Field
from warehouse.marts import mart_fields, marts
from warehouse.sqlfiles import SqlFile
from warehouse.tables import TABLES, Table

# 1: first version.
# 2: article, article_version, duplicate_pair, organisation and place keep history; facts say when
#    they were extracted (`extracted_at`).
# 3: what of an archive file, and which chunks of a backfill, are done.
# 4: fetch tells of answers in the archive, where no time is measured: `seconds` is gone.
SCHEMA_VERSION = 5

RELEASE: Final = ("this release, one row", "本次发布，仅一行")
RELEASE_FIELDS: Final = (
    Field(
        "release",
        "text",
        "Name of the release: the time of its run, UTC",
        "发布名称（运行时间，UTC）",
    ),
    Field("schema_version", "integer", "Version of the tables' declaration", "表结构版本"),
)


def quoted(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"


def columns_sql(table: Table, *, past: bool = False) -> str:
    """Column definitions; `past` adds `valid_to`, for the table in the schema `history`."""
    parts = [
        f'"{f.name}" {f.duckdb}' + (" NOT NULL" if f.name in table.key else "")
        for f in table.fields
    ]
    if past:
        parts.append(f"valid_to {FIELDS['valid_to'].duckdb} NOT NULL")
    return ", ".join(parts)


def comments(table: Table, prefix: str = "main", *, past: bool = False) -> list[str]:
    """COMMENT statements for the table and each of its columns."""
    name = f'{prefix}."{table.name}"'
    head = f"{table.comment}{' (rows that ceased to be so)' if past else ''}"
    out = [f"COMMENT ON TABLE {name} IS {quoted(head)}"]
    fields = (*table.fields, FIELDS["valid_to"]) if past else table.fields
    return [*out, *_of_columns(name, fields)]


def _of_columns(name: str, fields: Iterable[Field]) -> list[str]:
    return [f'COMMENT ON COLUMN {name}."{f.name}" IS {quoted(f.comment)}' for f in fields]


def mart_comments(mart: SqlFile) -> list[str]:
    """COMMENT statements for a mart and each of its columns."""
    told = (
        f"Mart. Grain: {mart.head['grain']} | 粒度：{mart.head['grain_zh']};"
        f" sources: {mart.head['sources']}; question: {mart.head['question']}"
    )
    table = f"COMMENT ON TABLE {mart.name} IS {quoted(told)}"
    return [table, *_of_columns(mart.name, mart_fields()[mart.name])]


def release_comments() -> list[str]:
    """COMMENT statements for the table `release` of a release's file."""
    table = f"COMMENT ON TABLE release IS {quoted(f'Grain: {RELEASE[0]} | 粒度：{RELEASE[1]}')}"
    return [table, *_of_columns("release", RELEASE_FIELDS)]


def ddl(catalog: str | None = None, *, published_only: bool = False) -> list[str]:
    """Statements that make all tables with their comments, also in an attached database."""
    dot = f"{catalog}." if catalog else ""
    out = [f"CREATE SCHEMA IF NOT EXISTS {dot}history"]
    for table in TABLES.values():
        if published_only and not table.published:
            continue
        out.append(f'CREATE TABLE IF NOT EXISTS {dot}main."{table.name}" ({columns_sql(table)})')
        out += comments(table, f"{dot}main")
        if table.keep == "history":
            made = columns_sql(table, past=True)
            out.append(f'CREATE TABLE IF NOT EXISTS {dot}history."{table.name}" ({made})')
            out += comments(table, f"{dot}history", past=True)
    return out


def _described() -> Iterator[tuple[str, str, str, tuple[Field, ...]]]:
    """Name, grain in English and Chinese, and columns of all that a release holds."""
    for table in TABLES.values():
        if table.published:
            yield table.name, table.en, table.zh, table.fields
    for mart in marts():
        yield mart.name, mart.head["grain"], mart.head["grain_zh"], mart_fields()[mart.name]
    yield "release", *RELEASE, RELEASE_FIELDS


def dictionary_rows() -> list[dict[str, str]]:
    """Rows of the table `dictionary`: tables, marts and all their columns."""
    rows = []
    for name, en, zh, fields in _described():
        blank = {"data_type": "", "field_unit": "", "codelist": ""}
        rows.append({"table_name": name, "column_name": "", "en": en, "zh": zh, **blank})
        rows += [
            {
                "table_name": name,
                "column_name": f.name,
                "data_type": f.duckdb,
                "field_unit": f.unit,
                "codelist": f.codelist,
                "en": f.en,
                "zh": f.zh,
            }
            for f in fields
        ]
    return rows


def reference(name: str) -> pa.Table:
    """The rows of `codelist` or `dictionary` as Arrow, with the declared schema."""
    rows = list(codelists()) if name == "codelist" else dictionary_rows()
    return pa.Table.from_pylist(rows, schema=TABLES[name].schema)


_WORDS = {
    "en": ("Data dictionary", "Grain", "Key", "Mart of", "Question",
           "Column", "Type", "Unit", "Codelist", "Meaning"),
    "zh": ("数据字典", "粒度", "主键", "集市，取自", "问题", "列", "类型", "单位", "代码表", "说明"),
}  # fmt: skip


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def dictionary_markdown(language: Literal["en", "zh"]) -> str:
    """docs/dictionary.md or docs/dictionary.zh.md; `python -m warehouse.schema` writes both."""
    title, grain, key, mart, question, *heads = _WORDS[language]
    shown = {m.name: m.head for m in marts()}
    asked = "question" if language == "en" else "question_zh"
    lines = [f"# {title}", ""]
    for name, en, zh, fields in _described():
        lines += [f"## {name}", "", f"{grain}: {en if language == 'en' else zh}.  "]
        if name in TABLES:
            lines.append(f"{key}: {_listed(TABLES[name].key)}.")
        if name in shown:
            lines.append(f"{mart}: {_listed(shown[name]['sources'].split(', '))}.  ")
            lines.append(f"{question}: {shown[name][asked]}")
        lines += ["", "| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
        for f in fields:
            meaning = getattr(f, language)
            lines.append(f"| `{f.name}` | {f.duckdb} | {f.unit} | {f.codelist} | {meaning} |")
        lines.append("")
    names = sorted({str(row["codelist"]) for row in codelists()})
    for name in names:
        lines += [f"## {'Codelist' if language == 'en' else '代码表'} {name}", ""]
        lines += [
            f"- `{row['code']}`: {row[language]}" for row in codelists() if row["codelist"] == name
        ]
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Write docs/dictionary.md and docs/dictionary.zh.md under the working folder."""
    from pathlib import Path

    Path("docs/dictionary.md").write_text(dictionary_markdown("en"), "utf-8")
    Path("docs/dictionary.zh.md").write_text(dictionary_markdown("zh"), "utf-8")


if __name__ == "__main__":
    main()
