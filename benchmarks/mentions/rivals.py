"""The libraries themselves on the same cases: `python rivals.py FOLDER` prints passes as JSON.

Runs in an environment of its own (they need old versions): `pip install jionlp
recognizers-text-suite "emoji<2"` there, then `python -m benchmarks.mentions --rivals ENV/bin/python`.
Imports nothing of this project.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

Judge = Callable[[dict[str, Any]], bool]


def jionlp_judges() -> dict[str, Judge]:
    """Judges of JioNLP by case file."""
    try:
        import jionlp
    except ImportError:
        return {}

    def money(case: dict[str, Any]) -> bool:
        return bool(jionlp.parse_money(case["input"], *case["args"]) == case["expected"])

    def moneys(case: dict[str, Any]) -> bool:
        return bool(jionlp.ner.extract_money(case["input"], **case["kwargs"]) == case["expected"])

    def time(case: dict[str, Any]) -> bool:
        return bool(jionlp.parse_time(case["input"], **case["kwargs"]) == case["expected"])

    def times(case: dict[str, Any]) -> bool:
        return bool(jionlp.ner.extract_time(case["input"], **case["kwargs"]) == case["expected"])

    def location(case: dict[str, Any]) -> bool:
        return bool(jionlp.parse_location(case["input"], **case["kwargs"]) == case["expected"])

    return {
        "jio_location_parser": location,
        "jio_money_parser": money,
        "jio_money_extractor": moneys,
        "jio_time_parser": time,
        "jio_time_extractor": times,
    }


def recognizers_judges() -> dict[str, Judge]:
    """Judges of Recognizers-Text by case file (its public models)."""
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_number import recognize_number, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension
    except ImportError:
        return {}
    from datetime import datetime

    def judge(run: Callable[[dict[str, Any]], list[Any]]) -> Judge:
        def passes(case: dict[str, Any]) -> bool:
            found = run(case)
            if len(found) != len(case["expected"]):
                return False
            return all(_same(got, want) for got, want in zip(found, case["expected"], strict=True))

        return passes

    culture = "zh-cn"
    return {
        "rt_Number_NumberModel": judge(lambda c: recognize_number(c["input"], culture)),
        "rt_Number_PercentModel": judge(lambda c: recognize_percentage(c["input"], culture)),
        "rt_NumberWithUnit_CurrencyModel": judge(lambda c: recognize_currency(c["input"], culture)),
        "rt_NumberWithUnit_DimensionModel": judge(
            lambda c: recognize_dimension(c["input"], culture)
        ),
        "rt_DateTime_DateTimeModel": judge(
            lambda c: recognize_datetime(
                c["input"],
                culture,
                reference=datetime.fromisoformat(c["reference"]) if c.get("reference") else None,
            )
        ),
    }


def _same(got: Any, want: dict[str, Any]) -> bool:
    if got.text.lower() != want["Text"].lower():
        return False
    wanted, resolution = want.get("Resolution", {}), got.resolution or {}
    if "values" in wanted:
        return [_kept(value) for value in resolution.get("values", [])] == [
            _kept(value) for value in wanted["values"]
        ]
    return all(resolution.get(key) == wanted[key] for key in ("value", "unit") if key in wanted)


def _kept(value: dict[str, Any]) -> dict[str, Any]:
    return {key: value.get(key) for key in ("type", "value", "start", "end")}


def main(folder: str) -> None:
    """Print {"passed": {library: {case id: passed}}, "versions": {package: version}}."""
    passed: dict[str, dict[str, bool]] = {}
    for library, judges in (
        ("jionlp", jionlp_judges()),
        ("recognizers", recognizers_judges()),
    ):
        for name, judge in judges.items():
            path = Path(folder) / f"{name}.jsonl"
            for line in path.read_text("utf-8").splitlines() if path.exists() else ():
                case = json.loads(line)
                try:
                    result = judge(case)
                except Exception:  # a library may fail on a case: that case is not met
                    result = False
                passed.setdefault(library, {})[case["id"]] = result
    versions = {}
    for package in ("jionlp", "recognizers-text-suite"):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    json.dump({"passed": passed, "versions": versions}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
