"""DDL, comments and the dictionary, made from `fields/` and `tables/`."""

from __future__ import annotations

from typing import Literal

import pyarrow as pa

from warehouse.codelists import codelists
from warehouse.fields import FIELDS
from warehouse.tables import TABLES, Table

# 1: first version.
# 2: article, article_version, duplicate_pair, organisation and place keep history; facts say when
#    they were extracted (`extracted_at`).
# 3: what of an archive file, and which chunks of a backfill, are done.
# 4: fetch tells of answers in the archive, where no time is measured: `seconds` is gone.
SCHEMA_VERSION = 5


def _quoted(text: str) -> str:
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
    out = [f"COMMENT ON TABLE {name} IS {_quoted(head)}"]
    fields = (*table.fields, FIELDS["valid_to"]) if past else table.fields
    out += [f'COMMENT ON COLUMN {name}."{f.name}" IS {_quoted(f.comment)}' for f in fields]
    return out


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


def dictionary_rows() -> list[dict[str, str]]:
    """Rows of the table `dictionary`."""
    rows = []
    for table in TABLES.values():
        if not table.published:
            continue
        blank = {"data_type": "", "field_unit": "", "codelist": ""}
        rows.append(
            {"table_name": table.name, "column_name": "", "en": table.en, "zh": table.zh, **blank}
        )
        rows += [
            {
                "table_name": table.name,
                "column_name": f.name,
                "data_type": f.duckdb,
                "field_unit": f.unit,
                "codelist": f.codelist,
                "en": f.en,
                "zh": f.zh,
            }
            for f in table.fields
        ]
    return rows


def reference(name: str) -> pa.Table:
    """The rows of `codelist` or `dictionary` as Arrow, with the declared schema."""
    rows = list(codelists()) if name == "codelist" else dictionary_rows()
    return pa.Table.from_pylist(rows, schema=TABLES[name].schema)


_WORDS = {
    "en": ("Data dictionary", "Grain", "Key", "Column", "Type", "Unit", "Codelist", "Meaning"),
    "zh": ("数据字典", "粒度", "主键", "列", "类型", "单位", "代码表", "说明"),
}


def dictionary_markdown(language: Literal["en", "zh"]) -> str:
    """docs/dictionary.md or docs/dictionary.zh.md; `python -m warehouse.schema` writes both."""
    title, grain, key, *heads = _WORDS[language]
    lines = [f"# {title}", ""]
    for table in TABLES.values():
        if not table.published:
            continue
        lines += [f"## {table.name}", "", f"{grain}: {getattr(table, language)}.  "]
        lines += [f"{key}: {', '.join(f'`{k}`' for k in table.key)}.", ""]
        lines += ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
        for f in table.fields:
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
