"""How rows and cards look in a terminal.

All text of the ledger comes from the network: it is never read as markup, and control characters
(which a terminal would obey) are shown as �.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Column, Table
from rich.text import Text

from flows.log import CONTROL
from warehouse.card import Card
from warehouse.figures import bound, money, word

WIDE = 240  # columns where nothing says how wide the output is


def clean(value: Any) -> str:
    """A value as text that a terminal can show; "" for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{value:.0f}"
    if isinstance(value, list):
        return "、".join(clean(v) for v in value)
    return CONTROL.sub("�", str(value))


def out() -> Console:
    """A console on stdout; a pipe has no width, so nothing is cut off there."""
    shown = Console()
    return shown if shown.is_terminal else Console(width=WIDE)


def rows_table(rows: Any) -> Table:
    """An Arrow table as a table for the terminal."""
    table = Table(*(Column(Text(clean(name)), overflow="fold") for name in rows.column_names))
    for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        table.add_row(*(Text(clean(value)) for value in row))
    return table


def _grid(title: str, rows: list[tuple[str, ...]]) -> list[RenderableType]:
    """A headed part of a card; the last two cells of a row are its quote and its address."""
    if not rows:
        return []
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for number in range(len(rows[0]) - 2):
        grid.add_column(no_wrap=number == 0, overflow="fold")
    grid.add_column(overflow="fold", ratio=1)
    for *cells, quote, url in rows:
        said = Text(f"“{clean(quote)}”" if quote else "")
        said.append(f"\n{clean(url)}" if url else "", style="dim")
        grid.add_row(*(Text(clean(cell)) for cell in cells), said)
    return [Rule(title, align="left", style="dim"), grid]


def _figure(row: dict[str, Any]) -> str:
    return bound(row["bound"]) + money(row["value"], row["currency"])


def _capacity(row: dict[str, Any]) -> str:
    per = f"/{word('per', row['per']).removeprefix('每')}" if row["per"] else ""
    return f"{bound(row['bound'])}{clean(row['value'])}{clean(row['unit'])}{per}"


def _when(event: dict[str, Any]) -> str:
    return event["event_date"] or f"({clean(event['as_of'])})"


def card_view(card: Card) -> RenderableType:
    """A project's card."""
    told = card.as_dict()
    own = told["project"]
    head = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    places = [own["prefecture"], own["place_name"] or own["place"]]
    for label, value in (
        ("项目 project", own["name"]),
        ("别名 also", told["aliases"]),
        ("企业 company", own["company"]),
        ("地点 place", " ".join(filter(None, [*places, own["adcode"]]))),
        ("行业 sector", own["sector"]),
        ("阶段 stage", f"{word('stage', own['stage'])} {own['stage']}" if own["stage"] else None),
        ("报道 reports", f"{own['reports']}（{clean(own['first_as_of'])[:10]} – "
                       f"{clean(own['last_as_of'])[:10]}）"),
        ("key", own["project_id"]),
    ):  # fmt: skip
        if value:
            head.add_row(Text(label, style="dim"), Text(clean(value), style="bold"))
    parts: list[RenderableType] = [head]
    parts += _grid("时间线 timeline", [
        (_when(e), word("stage", e["stage"]), word("status", e["status"]), e["quote"], e["url"])
        for e in told["timeline"]
    ])  # fmt: skip
    parts += _grid("金额 amounts", [
        (word("amount_role", a["amount_role"]), _figure(a), word("status", a["status"]),
         "计入合计" if a["counts_in_totals"] else "不计入合计", a["quote"], a["url"])
        for a in told["amounts"]
    ])  # fmt: skip
    parts += _grid("产能 capacities", [
        (c["product"], _capacity(c), word("status", c["status"]), c["quote"], c["url"])
        for c in told["capacities"]
    ])  # fmt: skip
    parts += _grid("参与方 parties", [
        (p["name"], word("party_role", p["party_role"]), p["quote"], p["url"])
        for p in told["parties"]
    ])  # fmt: skip
    parts += _grid("分歧 contradictions", [
        (c["field"], f"{clean(c['left_value'])} ({clean(c['left_as_of'])})",
         f"{clean(c['right_value'])} ({clean(c['right_as_of'])})", "",
         f"{clean(c['left_url'])} | {clean(c['right_url'])}")
        for c in told["contradictions"]
    ])  # fmt: skip
    parts += _grid("来源 sources", [
        (s["as_of"], s["source"], s["title"], f"副本 {s['copies']}" if s["copies"] else "",
         s["quote"], s["url"])
        for s in told["sources"]
    ])  # fmt: skip
    return Group(*parts)
