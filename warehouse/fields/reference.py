"""Codelists, the dictionary, takedowns, and the columns of history."""

from __future__ import annotations

from typing import Final

from warehouse.fields.field import Field

FIELDS: Final = (
    Field("table_name", "text", "Table", "表名"),
    Field("column_name", "text", "Column; empty for the table itself", "列名；表本身为空"),
    Field("data_type", "text", "DuckDB type", "DuckDB 类型"),
    Field("field_unit", "text", "Unit", "单位"),
    Field("codelist", "text", "Codelist", "代码表"),
    Field("en", "text", "Meaning in English", "英文说明"),
    Field("zh", "text", "Meaning in Chinese", "中文说明"),
    Field("oc4ids", "text", "Code in OC4IDS 0.9", "OC4IDS 对应代码"),
    Field("iati", "text", "Code in IATI 2.03", "IATI 对应代码"),
    Field(
        "aiddata",
        "text",
        "Status in AidData's Global Chinese Development Finance",
        "AidData 对应状态",
    ),
    Field("takedown_id", "text", "Key of a takedown", "下架主键"),
    Field("scope", "text", "What was removed: url or source", "下架范围：url 或 source"),
    Field("target", "text", "The address or source removed", "下架对象"),
    Field("taken_down_at", "timestamp", "When it was removed", "下架时间", "UTC"),
    Field(
        "removed_rows",
        "bigint",
        "Rows removed from all tables; 0 for the further addresses of one removal",
        "删除行数",
        "rows",
    ),
    Field("valid_from", "timestamp", "The night since which this row is so", "本行生效时间", "UTC"),
    Field("valid_to", "timestamp", "The night at which it ceased to be so", "本行失效时间", "UTC"),
)
