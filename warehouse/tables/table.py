"""What a table says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from warehouse.fields import FIELDS, Field

Keep = Literal["history", "latest", "log"]


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    `keep` says what becomes of a row that changes: "history" moves it to the schema `history`,
    "latest" overwrites it, and a "log" grows with every run, so that it does not make two
    releases differ. `partition` is a column; each of its values is one Parquet file.
    """

    name: str
    en: str
    zh: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    keep: Keep = "latest"
    partition: str | None = None
    published: bool = True

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its columns in order; history tables end in `valid_from`."""
        names = (*self.columns, "valid_from") if self.keep == "history" else self.columns
        return tuple(FIELDS[name] for name in names)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def comment(self) -> str:
        return f"Grain: {self.en} | 粒度：{self.zh}"

    @property
    def schema(self) -> pa.Schema:
        """Arrow schema, with the meaning of each field in its metadata."""
        fields = [
            pa.field(
                f.name,
                f.arrow,
                nullable=f.name not in self.key,
                metadata={"en": f.en, "zh": f.zh, "unit": f.unit, "codelist": f.codelist},
            )
            for f in self.fields
        ]
        return pa.schema(
            fields,
            metadata={
                "table": self.name,
                "grain_en": self.en,
                "grain_zh": self.zh,
                "key": ",".join(self.key),
            },
        )
