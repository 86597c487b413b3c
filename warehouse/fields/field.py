"""What a column says of itself."""

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
    """One column. `unit` is "" where it has none; `codelist` names a list of `codelists.csv`."""

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
