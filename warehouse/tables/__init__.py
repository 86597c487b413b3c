"""The tables: what a row is, its columns, its key, how its Parquet is cut.

catalogue (sources and what was fetched)   catalogue.py
articles, versions, copies                 articles.py
facts of one article                       facts.py
projects over many articles                projects.py
runs, checks, what was refused             runs.py
codelists and the dictionary               reference.py
"""

from __future__ import annotations

from typing import Final

from warehouse.tables import articles, catalogue, facts, projects, reference, runs
from warehouse.tables.table import Table

TABLES: Final[dict[str, Table]] = {
    table.name: table
    for module in (catalogue, articles, facts, projects, runs, reference)
    for table in module.TABLES
}

__all__ = ["TABLES", "Table"]
