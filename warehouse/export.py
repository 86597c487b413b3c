"""Rows as a file: CSV for Excel, XLSX, Parquet, JSON Lines, JSON.

export(rows, Path("projects.xlsx"))       the ending names the format
write(rows, sys.stdout.buffer, "jsonl")   the same into any binary stream

Text of the ledger comes from the network: a spreadsheet never runs it as a formula.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import WarehouseError
from warehouse.codelists import codelists
from warehouse.fields import FIELDS
from warehouse.marts import mart_fields

ROWS_IN_A_SHEET = 1_048_575  # Excel's own limit, less the head
CHARACTERS_IN_A_CELL = 32_767
WIDEST = 60
BATCH = 10_000


def iso(value: Any) -> str:
    """What JSON has no word for: days and times in ISO 8601."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _plain(value: Any) -> Any:
    """A cell: lists and structs as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=iso)
    return value


def _guarded(value: Any) -> Any:
    """A cell of a CSV: text that a spreadsheet would run as a formula is quoted with '."""
    value = _plain(value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def _csv(rows: pa.Table, file: BinaryIO, encoding: str, cell: Callable[[Any], Any]) -> None:
    text = io.TextIOWrapper(file, encoding=encoding, newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n" if encoding == "utf-8-sig" else "\n")
    writer.writerow(rows.schema.names)
    for batch in rows.to_batches(BATCH):
        columns = [column.to_pylist() for column in batch.columns]
        writer.writerows([cell(v) for v in row] for row in zip(*columns, strict=True))
    text.detach()


def to_csv(rows: pa.Table, file: BinaryIO) -> None:
    """For Excel: UTF-8 with a byte order mark, and no cell is a formula."""
    _csv(rows, file, "utf-8-sig", _guarded)


def to_plain_csv(rows: pa.Table, file: BinaryIO) -> None:
    """For other programs: UTF-8, no mark, the text as it is."""
    _csv(rows, file, "utf-8", _plain)


def to_jsonl(rows: pa.Table, file: BinaryIO) -> None:
    """One JSON object a line; times in ISO 8601."""
    for batch in rows.to_batches(BATCH):
        for row in batch.to_pylist():
            file.write(json.dumps(row, ensure_ascii=False, default=iso).encode() + b"\n")


def to_json(rows: pa.Table, file: BinaryIO) -> None:
    """One JSON array of objects."""
    text = json.dumps(rows.to_pylist(), ensure_ascii=False, default=iso, indent=2)
    file.write(text.encode() + b"\n")


def to_parquet(rows: pa.Table, file: BinaryIO) -> None:
    """zstd; the meaning of known columns in the fields' metadata."""
    fields = [
        f.with_metadata({"en": FIELDS[f.name].en, "zh": FIELDS[f.name].zh})
        if f.name in FIELDS
        else f
        for f in rows.schema
    ]
    pq.write_table(rows.cast(pa.schema(fields)), file, compression="zstd")


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
    of_marts = {f.name: f for fields in mart_fields().values() for f in fields}
    known = [(of_marts | FIELDS).get(name) for name in rows.schema.names]
    return pa.table(
        {
            "column": rows.schema.names,
            "unit": [f.unit if f else "" for f in known],
            "codelist": [f.codelist if f else "" for f in known],
            "meaning": [f.en if f else "" for f in known],
            "说明": [f.zh if f else "" for f in known],
        }
    )


def _codes(rows: pa.Table) -> pa.Table:
    """The sheet of codes: what each code of the codelists in use means."""
    used = {FIELDS[name].codelist for name in rows.schema.names if name in FIELDS}
    listed = [row for row in codelists() if row["codelist"] in used]
    names = {"codelist": "codelist", "code": "code", "meaning": "en", "说明": "zh"}
    return pa.table({head: [row[key] or "" for row in listed] for head, key in names.items()})


def to_xlsx(rows: pa.Table, file: BinaryIO) -> None:
    """A typed sheet with widths and filters, a dictionary sheet, and one of codes if any are used.

    WarehouseError where the rows do not fit in a sheet.
    """
    import xlsxwriter

    if rows.num_rows > ROWS_IN_A_SHEET:
        raise WarehouseError(
            f"{rows.num_rows} rows do not fit in a sheet", advice="export to CSV or Parquet"
        )
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(file, options) as book:
        _sheet(book, "data", rows)
        _sheet(book, "dictionary", _meaning(rows))
        codes = _codes(rows)
        if codes.num_rows:
            _sheet(book, "codes", codes)


WRITERS: dict[str, Callable[[pa.Table, BinaryIO], None]] = {
    "csv": to_csv,
    "json": to_json,
    "jsonl": to_jsonl,
    "parquet": to_parquet,
    "xlsx": to_xlsx,
}


def save(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Make a file whole or not at all: `fill` writes beside it, then it takes the name."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            fill(file)
        part.replace(path)
    except OSError as error:
        raise WarehouseError(
            f"cannot write it: {error.strerror}", where=str(path), advice="give another path"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def export(rows: pa.Table, path: Path) -> None:
    """Write `rows` in the format that the ending of `path` names; WarehouseError if unknown."""
    writer = WRITERS.get(path.suffix.lower().lstrip("."))
    if writer is None:
        endings = ", ".join(f".{name}" for name in WRITERS)
        raise WarehouseError(
            f"no format {path.suffix!r}", where=str(path), advice=f"one of {endings}"
        )
    save(path, lambda file: writer(rows, file))
