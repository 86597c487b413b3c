"""Figures and codes as people read them, in Chinese and English."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from warehouse.codelists import codelists

Language = Literal["zh", "en"]
BOUNDS: Final = {"approx": "约", "at_least": "≥", "at_most": "≤"}
_BOUNDS_EN: Final = {"approx": "≈", "at_least": "≥", "at_most": "≤"}
_SIZES: Final = {
    "zh": ((1e8, "亿"), (1e4, "万")),
    "en": ((1e9, " bn"), (1e6, " m"), (1e3, " k")),
}
# Words shorter than the codelist's, for labels.
_SHORT: Final = {
    ("status", "actual"): ("已发生", "actual"),
    ("status", "planned"): ("计划", "planned"),
}


def bound(code: str | None, language: Language = "zh") -> str:
    """约, ≥, ≤ before a figure; "" where it is exact."""
    return (BOUNDS if language == "zh" else _BOUNDS_EN).get(code or "", "")


def number(value: float, digits: int = 4) -> str:
    """1234.5 as 1,234.5, without trailing zeros."""
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: float | None, currency: str | None = "CNY", language: Language = "zh") -> str:
    """An amount as the news gives it: 4.6亿元, 9,800万元; in English CNY 460 m; "" for None."""
    if value is None:
        return ""
    size, name = next((s for s in _SIZES[language] if abs(value) >= s[0]), (1.0, ""))
    figure = number(value / size, 4 if size > 1 else 2) + name
    if language == "en":
        return f"{currency or 'CNY'} {figure}"
    return figure + ("元" if currency in (None, "CNY") else f" {currency}")


@cache
def _words() -> dict[tuple[str, str], tuple[str, str]]:
    listed = {
        (str(r["codelist"]), str(r["code"])): (str(r["zh"]), str(r["en"])) for r in codelists()
    }
    return listed | _SHORT


def word(codelist: str, code: str | None, language: Language = "zh") -> str:
    """What a code means; the code itself where no list has it, "" for None."""
    zh, en = _words().get((codelist, code or ""), (code or "", code or ""))
    return zh if language == "zh" else en
