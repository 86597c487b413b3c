"""A table, a mart or a query as a file: CSV for Excel, XLSX, Parquet, JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import WarehouseError
from warehouse.fields import FIELDS

ROWS_IN_A_SHEET = 1_048_575  # Excel's own limit, less the head
CHARACTERS_IN_A_CELL = 32_767
WIDEST = 60


def _plain(value: Any) -> Any:
    """A cell: lists and structs as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _guarded(value: Any) -> Any:
    """A cell of a CSV: text that a spreadsheet would run as a formula is quoted with '."""
    value = _plain(value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def to_csv(rows: pa.Table, path: Path) -> None:
    """UTF-8 with a byte order mark, which Excel needs."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows.schema.names)
        for batch in rows.to_batches(10_000):
            columns = [column.to_pylist() for column in batch.columns]
            writer.writerows([_guarded(v) for v in row] for row in zip(*columns, strict=True))


def to_jsonl(rows: pa.Table, path: Path) -> None:
    """One JSON object a line; times in ISO 8601."""
    with path.open("w", encoding="utf-8") as file:
        for batch in rows.to_batches(10_000):
            for row in batch.to_pylist():
                file.write(json.dumps(row, ensure_ascii=False, default=_iso) + "\n")


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def to_parquet(rows: pa.Table, path: Path) -> None:
    """zstd; the meaning of known columns in the fields' metadata."""
    fields = [
        f.with_metadata({"en": FIELDS[f.name].en, "zh": FIELDS[f.name].zh})
        if f.name in FIELDS
        else f
        for f in rows.schema
    ]
    pq.write_table(rows.cast(pa.schema(fields)), path, compression="zstd")


def _width(values: list[Any], head: str) -> int:
    """Width of a column in characters; a Chinese one takes two."""
    longest = max((_shown(v) for v in (head, *values[:200])), default=8)
    return min(WIDEST, longest + 2)


def _shown(value: Any) -> int:
    text = "" if value is None else str(value)
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text[:WIDEST])


def _sheet(book: Any, name: str, rows: pa.Table) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    number = book.add_format({"num_format": "#,##0.##"})
    sheet.freeze_panes(1, 0)
    for place, field in enumerate(rows.schema):
        values = [_plain(v) for v in rows.column(place).to_pylist()]
        sheet.write_string(0, place, field.name, head)
        sheet.set_column(place, place, _width(values, field.name))
        for line, value in enumerate(values, start=1):
            if value is None:
                continue
            if isinstance(value, bool):
                sheet.write_boolean(line, place, value)
            elif isinstance(value, datetime):
                sheet.write_datetime(line, place, value.replace(tzinfo=None), moment)
            elif isinstance(value, date):
                sheet.write_datetime(line, place, value, day)
            elif isinstance(value, float):
                sheet.write_number(line, place, value, number)
            elif isinstance(value, int):
                sheet.write_number(line, place, value)
            else:
                sheet.write_string(line, place, str(value)[:CHARACTERS_IN_A_CELL])
    if rows.num_rows:
        sheet.autofilter(0, 0, rows.num_rows, rows.num_columns - 1)


def _meaning(rows: pa.Table) -> pa.Table:
    """The dictionary sheet: what each column means, as far as the warehouse knows it."""
    known = [FIELDS.get(name) for name in rows.schema.names]
    return pa.table(
        {
            "column": rows.schema.names,
            "unit": [f.unit if f else "" for f in known],
            "codelist": [f.codelist if f else "" for f in known],
            "meaning": [f.en if f else "" for f in known],
            "说明": [f.zh if f else "" for f in known],
        }
    )


def to_xlsx(rows: pa.Table, path: Path) -> None:
    """A typed sheet with widths and filters, and a dictionary sheet. WarehouseError if too long."""
    import xlsxwriter

    if rows.num_rows > ROWS_IN_A_SHEET:
        raise WarehouseError(
            f"{rows.num_rows} rows do not fit in a sheet", where=str(path), advice="export to CSV"
        )
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        _sheet(book, "data", rows)
        _sheet(book, "dictionary", _meaning(rows))


WRITERS: dict[str, Callable[[pa.Table, Path], None]] = {
    ".csv": to_csv,
    ".jsonl": to_jsonl,
    ".parquet": to_parquet,
    ".xlsx": to_xlsx,
}


def export(rows: pa.Table, path: Path) -> None:
    """Write `rows` in the format that the ending of `path` names; WarehouseError if unknown."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise WarehouseError(
            f"no format {path.suffix!r}", where=str(path), advice=f"one of {', '.join(WRITERS)}"
        )
    writer(rows, path)
