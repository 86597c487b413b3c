"""What a table says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from warehouse.fields import FIELDS, Field

Keep = Literal["history", "latest", "log"]

# How a row was got rather than what it says. The first are brought up to date in place, the
# others change only together with the row: neither alone is a change that history keeps.
QUIET = frozenset({"first_seen_at", "fetched_at", "parser_version", "restorer_version"})
ALONGSIDE = frozenset({"rules_version", "extracted_at"})


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    `keep` says what becomes of a row that changes: "history" copies it to the schema `history`,
    "latest" overwrites it, and a "log" grows with every run, so that it does not make two
    releases differ. `partition` is a column, a year or an ISO 8601 text; each year is one Parquet file.
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
    def part(self) -> str | None:
        """SQL of the name of a row's partition, None where the table is one file."""
        if self.partition is None:
            return None
        year = self.partition
        if FIELDS[self.partition].type == "text":
            year = f"TRY_CAST(left({self.partition}, 4) AS SMALLINT)"
        return f"coalesce({year}::VARCHAR, 'none')"

    @property
    def told(self) -> tuple[str, ...]:
        """The columns besides the key whose change is a change of the row."""
        apart = QUIET | ALONGSIDE if self.keep == "history" else frozenset()
        return tuple(c for c in self.columns if c not in self.key and c not in apart)

    @property
    def quiet(self) -> tuple[str, ...]:
        """The columns that are brought up to date in place, past versions notwithstanding."""
        return tuple(c for c in self.columns if self.keep == "history" and c in QUIET)

    @property
    def alongside(self) -> tuple[str, ...]:
        """The columns that are written with a row that is new or changed."""
        return tuple(c for c in self.columns if self.keep == "history" and c in ALONGSIDE)

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
