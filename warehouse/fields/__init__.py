"""Every column once: its type, unit, meaning in English and Chinese, and codelist.

DDL, Parquet schemas and the dictionary are made from these lists and from `warehouse/tables/`.
A column that stands in several tables means the same in each of them.

keys of rows                               keys.py
articles and their texts                   articles.py
facts and their quotes                     facts.py
runs, fetches, refusals, checks            runs.py
codelists, dictionary, takedowns           reference.py
"""

from __future__ import annotations

from typing import Final

from warehouse.fields import articles, facts, keys, reference, runs
from warehouse.fields.field import TYPES, Field

FIELDS: Final[dict[str, Field]] = {
    field.name: field
    for module in (keys, articles, facts, runs, reference)
    for field in module.FIELDS
}

__all__ = ["FIELDS", "TYPES", "Field"]
