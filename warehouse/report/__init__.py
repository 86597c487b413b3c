"""One self-contained HTML page about a release: opens from disk, asks nothing of the network.

with warehouse.open() as con:
    Path("report.html").write_text(render(read(con)), "utf-8")

    data.py    what is shown, as Arrow tables      tiles.py, tiles.csv   the tile map
    charts.py  chart specifications (altair)   page.html, .css, .js  the page

All text of the ledger is hostile: the template escapes it, chart data is JSON without a `<`, only
http(s) addresses become links, and the page's Content-Security-Policy runs no script but its own
three, named by their hashes, and fetches nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any, Final

from extract.errors import WarehouseError
from warehouse.figures import Language, bound, money, number, word
from warehouse.report import tiles
from warehouse.report.data import MOST_PROJECTS, ReportData, read

__all__ = ["ReportData", "read", "render"]

MOST_LINES: Final = 30  # projects in the timeline chart
MOST_BARS: Final = 15
MOST_FIGURES: Final = 40
_MONEY: Final = re.compile(r"(\d+(?:\.\d+)?) ([A-Z]{3})")
LIGHT: Final = 0.45  # of the darkest: from here on a square's label is white
NOWHERE: Final = "未说明 · not said"
_LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
_FILLED: Final = (
    ("company", "企业", "company"),
    ("place", "地点", "place"),
    ("stage", "阶段", "stage"),
    ("amount", "金额", "an amount"),
    ("dated", "有日期的进展", "a dated event"),
    ("two_reports", "两篇以上报道", "two reports or more"),
)


def _file(name: str) -> str:
    return resources.files("warehouse.report").joinpath(name).read_text("utf-8")


def script_json(value: Any) -> str:
    """JSON that may stand in a script element whatever text it holds."""
    text = json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def safe_url(url: str | None) -> str:
    """The address if it is http(s), else "": no other scheme becomes a link."""
    text = (url or "").strip()
    plain = text.lower().startswith(("http://", "https://"))
    return text if plain and not any(c.isspace() or ord(c) < 32 for c in text) else ""


def told(value: str | None, language: Language = "zh") -> str:
    """One side of a contradiction: an amount as money, anything else as it is."""
    match = _MONEY.fullmatch(value or "")
    return money(float(match[1]), match[2], language) if match else value or ""


def _middle(start: date, end: date) -> date:
    return start + (end - start) / 2


def _events(data: ReportData) -> list[dict[str, Any]]:
    """The newest projects' events, each with its span, its middle and its words."""
    last: dict[str, str] = {}
    for row in data.rows("events"):
        if row["date_start"]:
            last[row["project_id"]] = max(last.get(row["project_id"], ""), row["as_of"] or "")
    shown = sorted(last, key=lambda key: (last[key], key), reverse=True)[:MOST_LINES]
    kept = set(shown)
    made = []
    for row in data.rows("events"):
        if row["project_id"] not in kept or not row["date_start"]:
            continue
        start, end = row["date_start"], row["date_end"] or row["date_start"]
        words = {f"stage_{lang}": word("stage", row["stage"], lang) for lang in _LANGUAGES}
        words |= {f"status_{lang}": word("status", row["status"], lang) for lang in _LANGUAGES}
        made.append(
            words
            | {
                "name": row["name"],
                "project": row["project_id"],
                "stage": row["stage"],
                "status": row["status"],
                "start": start.isoformat(),
                "end": (end + timedelta(days=1)).isoformat(),
                "middle": _middle(start, end).isoformat(),
                "when": row["event_date"] or row["as_of"],
                "dated": "text" if row["event_date"] else "article",
                "as_of": row["as_of"],
                "last": last[row["project_id"]],
                "quote": row["quote"],
            }
        )
    return made


def _bars(investment: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Per year (0: all), the places with most, by status."""
    made = []
    years = {tiles.ALL_YEARS} | {row["year"] for row in investment if row["year"]}
    for year in sorted(years):
        sums: dict[tuple[str, str], list[float]] = {}
        for row in investment:
            if year in (tiles.ALL_YEARS, row["year"]):
                entry = sums.setdefault((row["place"] or NOWHERE, row["status"] or ""), [0.0, 0])
                entry[0] += row["value_cny"] / tiles.YI
                entry[1] += row["projects"]
        totals: dict[str, float] = {}
        for (place, _), (value, _) in sums.items():
            totals[place] = totals.get(place, 0.0) + value
        most = set(sorted(totals, key=lambda p: (-totals[p], p))[:MOST_BARS])
        for (place, status), (value, projects) in sorted(sums.items()):
            if place in most:
                words = {f"status_{lang}": word("status", status, lang) for lang in _LANGUAGES}
                made.append(
                    words
                    | {"year": year, "name": place, "status": status}
                    | {"value": round(value, 4), "projects": projects}
                )
    return made


def _aid(data: ReportData) -> list[dict[str, Any]]:
    """One bar a figure: donors with most first, each donor's years in their order."""
    rows = data.rows("aid")
    who = {
        r["statistic_id"]: " → ".join(filter(None, (r["actor"], r["region"]))) or "—" for r in rows
    }
    most: dict[str, float] = {}
    for row in rows:
        name = who[row["statistic_id"]]
        most[name] = max(most.get(name, 0.0), row["value_cny"])

    def place(row: dict[str, Any]) -> tuple[Any, ...]:
        name = who[row["statistic_id"]]
        return -most[name], name, row["year"], row["statistic_id"]

    made: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for row in sorted(rows, key=place)[:MOST_FIGURES]:
        name = who[row["statistic_id"]]
        label = f"{name} · {row['year']}"
        # Two figures of one donor and year are two bars: what parts their labels is not seen.
        seen[label] = seen.get(label, -1) + 1
        label += "\u200b" * seen[label]
        words = {f"status_{lang}": word("status", row["status"], lang) for lang in _LANGUAGES}
        made.append(
            words
            | {
                "label": label,
                "who": name,
                "year": row["year"],
                "status": row["status"],
                "value": round(row["value_cny"] / tiles.YI, 4),
                "quote": row["quote"],
            }
        )
    return made


def _filled(data: ReportData) -> list[dict[str, Any]]:
    row = data.rows("filled")[0]
    every = row["n"] or 1
    return [
        {
            "field_zh": zh,
            "field_en": en,
            "share": row[name] / every,
            "told": f"{row[name]} / {row['n']}",
        }
        for name, zh, en in _FILLED
    ]


def chart_data(data: ReportData) -> dict[str, list[dict[str, Any]]]:
    """The rows that the charts name."""
    investment = data.rows("investment")
    place_names = {row["adcode"]: row["name"] for row in data.rows("places")}
    values, _ = tiles.values(investment, place_names)
    for level in ("county", "prefecture"):
        for year in {row["year"] for row in values}:
            same = [r for r in values if r["level"] == level and r["year"] == year]
            most = max((r["value"] for r in same), default=0.0)
            for row in same:  # the colour scale is a square root
                row["dark"] = most > 0 and (row["value"] / most) ** 0.5 > LIGHT
    return {
        "squares": tiles.squares(),
        "names": tiles.names(),
        "borders": [dict(edge) for edge in tiles.borders()],
        "values": values,
        "places": _bars(investment),
        "aid": _aid(data),
        "events": _events(data),
        "now": [{"day": release_day(data).isoformat()}],
        "filled": _filled(data),
    }


def release_day(data: ReportData) -> date:
    """The day on which the release was made."""
    return datetime.strptime(data.rows("counts")[0]["release"][:8], "%Y%m%d").date()


def _specs() -> dict[str, dict[str, Any]]:
    """Language -> chart -> Vega specification, compiled here: the page only draws."""
    import vl_convert

    from warehouse.report.charts import CHARTS

    return {
        lang: {name: vl_convert.vegalite_to_vega(make(lang)) for name, make in CHARTS.items()}
        for lang in _LANGUAGES
    }


def _projects(data: ReportData) -> list[dict[str, Any]]:
    """The rows of the project table, each with its events, amounts, parties and reports."""
    parts = {name: data.by_project(name) for name in ("events", "amounts", "parties", "reports")}
    made = []
    for row in data.rows("projects"):
        own = {name: grouped.get(row["project_id"], []) for name, grouped in parts.items()}
        totals = [
            a
            for a in own["amounts"]
            if a["amount_role"] == "total_investment" and a["counts_in_totals"]
        ]
        made.append(row | own | {"total": totals[0] if totals else None})
    return made


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def _policy(scripts: Iterable[str]) -> str:
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; "
        "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def render(data: ReportData) -> str:
    """The page. WarehouseError where the libraries that draw it are not installed."""
    try:
        import jinja2
        import vl_convert

        specs = _specs()
    except ImportError as error:
        raise WarehouseError(
            f"the report needs a library that is not installed: {error.name}",
            advice="pip install 'yuanjiang[report]'",
        ) from error
    # Libraries hold the text </script> inside strings; in a page it would end the element.
    library = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").replace(
        "</script", "<\\/script"
    )
    own = _file("page.js")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "url": safe_url, "word": word, "money": money, "number": number, "bound": bound,
        "told": told,
    }  # fmt: skip
    _, homeless = tiles.values(data.rows("investment"), {})
    return environment.from_string(_file("page.html")).render(
        policy=_policy((library, own)),
        style=_file("page.css"),
        library=library,
        script=own,
        payload=script_json({"data": chart_data(data), "specs": specs}),
        counts=data.rows("counts")[0],
        day=release_day(data).isoformat(),
        new=data.rows("new"),
        aid=data.rows("aid"),
        projects=_projects(data),
        most_projects=MOST_PROJECTS,
        conflicts=data.rows("conflicts"),
        freshness=data.rows("freshness"),
        checks=data.rows("checks"),
        rejected=data.rows("rejected"),
        damage=data.rows("damage")[0],
        years=sorted({r["year"] for r in data.rows("investment") if r["year"]}, reverse=True),
        homeless=sum(row["value_cny"] for row in homeless),
        stages=sorted({p["stage"] for p in data.rows("projects") if p["stage"]}),
    )
