"""Codelists, and what every column means, inside the database too."""

from __future__ import annotations

from typing import Final

from warehouse.tables.table import Table

TABLES: Final = (
    Table(
        "codelist",
        "one code of one codelist, with its codes in other standards",
        "某代码表中的一个代码及其与其他标准的对应",
        ("codelist", "code", "en", "zh", "oc4ids", "iati", "aiddata"),
        ("codelist", "code"),
    ),
    Table(
        "dictionary",
        "one column of one table, or the table itself",
        "某表的一列，或表本身",
        ("table_name", "column_name", "data_type", "field_unit", "codelist", "en", "zh"),
        ("table_name", "column_name"),
    ),
)
