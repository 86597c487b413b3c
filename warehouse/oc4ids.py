"""Projects in the shape of OC4IDS 0.9, the Open Contracting for Infrastructure Data Standard.

Source: https://standard.open-contracting.org/infrastructure/latest/en/reference/. Codes come from
the codelist table's column `oc4ids`; what has none there is kept as the project's own
classification. The quotes go along as documents, so that every figure can be followed.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

import duckdb

from warehouse.card import Card, card
from warehouse.codelists import codelists

VERSION = "0.9"
PREFIX = "yuanjiang"


def _standard(codelist: str, wanted: str) -> dict[str, str]:
    """Our code -> the code of OC4IDS' codelist `wanted`."""
    found = {}
    for row in codelists():
        name, _, code = (row["oc4ids"] or "").partition(":")
        if row["codelist"] == codelist and name == wanted:
            found[str(row["code"])] = code
    return found


def _moment(day: date | str | None) -> str | None:
    """OC4IDS wants a date-time; a day is its beginning in Xinjiang's official time."""
    if not day:
        return None
    text = day.isoformat() if isinstance(day, date) else day
    return text if len(text) > 10 else f"{text}T00:00:00+08:00"


def _kept(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is not known: the standard has no null."""
    return {name: value for name, value in record.items() if value not in (None, [], {}, "")}


def _value(row: dict[str, Any]) -> dict[str, Any]:
    return {"amount": row["value"], "currency": row["currency"]}


def _budget(amounts: list[dict[str, Any]]) -> dict[str, Any]:
    """The newest total investment that counts; the standard has no place for `about`."""
    totals = [a for a in amounts if a["amount_role"] == "total_investment" and not a["umbrella"]]
    counted = [a for a in totals if a["counts_in_totals"]] or totals
    if not counted:
        return {}
    newest = max(counted, key=lambda a: (a["as_of"] or "", a["value"] or 0))
    return {"amount": _value(newest), "description": newest["quote"]}


def _milestones(timeline: list[dict[str, Any]]) -> list[dict[str, Any]]:
    status = _standard("status", "milestoneStatus")
    made = []
    for number, event in enumerate(timeline, start=1):
        when = "dateMet" if event["status"] == "actual" else "dueDate"
        # A month is not its first day: the last day by which it is so stands for it.
        made.append(
            _kept(
                {
                    "id": str(number),
                    "title": event["stage"],
                    "status": status.get(event["status"]),
                    when: _moment(event["date_end"] or event["date_start"]),
                    "description": event["quote"],
                }
            )
        )
    return made


def _parties(parties: list[dict[str, Any]]) -> list[dict[str, Any]]:
    roles = _standard("party_role", "partyRole")
    named: dict[str, set[str]] = {}
    for party in parties:
        known = named.setdefault(party["name"], set())
        if party["party_role"] in roles:
            known.add(roles[party["party_role"]])
    return [
        _kept({"id": str(number), "name": name, "roles": sorted(found)})
        for number, (name, found) in enumerate(sorted(named.items()), start=1)
    ]


def _locations(project: dict[str, Any]) -> list[dict[str, Any]]:
    place = project["place_name"] or project["place"]
    if not place:
        return []
    gazetteer = {"scheme": "CN-GBT2260", "identifiers": [project["adcode"]]}
    address = _kept(
        {"locality": place, "region": project["prefecture"], "countryName": "中华人民共和国"}
    )
    record = {"id": "1", "description": place, "address": address}
    return [record | ({"gazetteer": gazetteer} if project["adcode"] else {})]


def _documents(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The articles, each with the sentence that names the project."""
    return [
        _kept(
            {
                "id": str(number),
                "title": source["title"],
                "description": source["quote"],
                "url": source["url"],
                "datePublished": _moment(source["as_of"])
                if len(source["as_of"] or "") == 10
                else None,
                "language": "zh",
                "author": source["source"],
            }
        )
        for number, source in enumerate(told["sources"], start=1)
    ]


def project(made: Card) -> dict[str, Any]:
    """One project of the standard from a card."""
    told = made.as_dict()
    own = told["project"]
    classes = [{"scheme": "yuanjiang-stage", "id": own["stage"]}] if own["stage"] else []
    classes += [{"scheme": "yuanjiang-sector", "id": own["sector"]}] if own["sector"] else []
    return _kept(
        {
            "id": f"{PREFIX}-{own['project_id']}",
            "title": own["name"],
            "updated": _moment(own["last_as_of"]),
            "status": _standard("stage", "projectStatus").get(own["stage"]),
            "additionalClassifications": classes,
            "locations": _locations(own),
            "budget": _budget(told["amounts"]),
            "parties": _parties(told["parties"]),
            "milestones": _milestones(told["timeline"]),
            "documents": _documents(told),
        }
    )


def package(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """A project package of all projects of the release that is open."""
    release = con.execute("SELECT release FROM release").fetchall()[0][0]
    published = datetime.strptime(release.partition(".")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    keys = [row[0] for row in con.execute("SELECT project_id FROM project ORDER BY 1").fetchall()]
    return {
        "version": VERSION,
        "uri": f"urn:{PREFIX}:{release}",
        "publishedDate": published.isoformat(),
        "publisher": {"name": PREFIX},
        "projects": [project(card(con, key)) for key in keys],
    }


def write(told: dict[str, Any], file: BinaryIO) -> None:
    """A package as JSON."""
    file.write(json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n")
