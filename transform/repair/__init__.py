"""Restore the text of articles that mirror sites damaged on purpose.

`restore` gives simplified text without glosses, shifted runs decoded, with each change in a
damage report. What stays open is U+FFFD. Undamaged text comes out unchanged.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left

from transform.normalise import has_traditional, is_traditional, to_simplified
from transform.records import DamageKind, Restored
from transform.repair.choice import Decoder, Reading
from transform.repair.gbk import MARKS
from transform.repair.glosses import (
    RUNS,
    Gloss,
    behind_letters,
    glosses,
    has_half,
    question_follows,
    shown_of,
)
from transform.repair.language import UNKNOWN, Scorer
from transform.repair.mapped import Edit, Mapped

__all__ = ["UNKNOWN", "VERSION", "restore"]

VERSION = "restore-4"
_HAN = "\\u3400-\\u9fff"
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|nbsp|amp|quot|lt|gt|ldquo|rdquo|middot|mdash|hellip);", re.I
)
_TAG = re.compile(r"</?(?:p|br|span|div|font|strong|b|a|img|td|tr)\b[^<>\n]{0,200}>", re.I)
_DOUBLED = re.compile(
    r"([,，、；;])[,，、；;]+(?=[^,，、；;])|[,，、]+(?=[。！？；])|(?<=[。！？])[,，、]+"
)
_OFTEN = 2  # doubled marks from which on they are no slip
_CLOSING = "”’）》」〉】"
_HALF_WIDTH = re.compile(
    rf"(?<=[{_HAN}{_CLOSING}])[,;?!:](?!//|\?\?)|(?<=[0-9A-Za-z%)])[,;?!:](?=[{_HAN}“‘（《「])"
)
_FULL = str.maketrans(",;?!:", "，；？！：")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\xad\x00-\x08\x0b\x0c\x0e-\x1f]+")
_QUESTION = re.compile(rf"[?{UNKNOWN}]")
_MARKED = re.compile(r"\?[！!；](?=[^\x00-\x7f\n])|\?[！!]\?[0-9]")
_MASKED = re.compile(rf"[?{UNKNOWN}]{{3,}}")  # what somebody hid, or another loss
_MONTH = re.compile(rf"{UNKNOWN}(?=0月)")
_LONG = 40  # characters from which one repeated paragraph is no accident


def restore(text: str) -> Restored:
    """Restored text, its damage spans by raw offset, and the share of characters damaged."""
    mapped = Mapped.of(text)
    mapped = _replace(mapped, _INVISIBLE, "", "invisible")
    if "&" in mapped.text:
        mapped = _entities(mapped)
    if "<" in mapped.text:
        mapped = _replace(mapped, _TAG, "", "markup")
    mapped, damaged = _byte_level(mapped)
    if (has_traditional if damaged else is_traditional)(mapped.text):
        mapped = _simplify(mapped)
    if damaged or len(_DOUBLED.findall(mapped.text)) >= _OFTEN:
        mapped = _doubled(mapped)
    if damaged:
        mapped = _full_width(mapped)
    mapped = _repeats(mapped, damaged)
    spans = mapped.spans()
    hurt = sum(s.raw_end - s.raw_start for s in spans if s.kind not in ("script", "punctuation"))
    return Restored(mapped.text, spans, min(1.0, hurt / max(1, len(text))))


def _replace(mapped: Mapped, pattern: re.Pattern[str], by: str, kind: DamageKind) -> Mapped:
    return mapped.apply([Edit(m.start(), m.end(), by, kind) for m in pattern.finditer(mapped.text)])


def _entities(mapped: Mapped) -> Mapped:
    return mapped.apply(
        [
            Edit(m.start(), m.end(), html.unescape(m[0]).replace("\xa0", " "), "entity")
            for m in _ENTITY.finditer(mapped.text)
        ]
    )


def _byte_level(mapped: Mapped) -> tuple[Mapped, bool]:
    """The text without glosses and with shifted runs decoded, and whether there were any."""
    text = mapped.text
    found = glosses(text)
    edits: list[Edit] = []
    if _QUESTION.search(text) and (found or _MARKED.search(text) or has_half(text)):
        edits = _shifted(text, found)
    behind = 1 if question_follows(text, found) else 0
    taken = [False] * (len(text) + 1)
    for edit in edits:
        taken[edit.start : edit.end] = [True] * (edit.end - edit.start)
    for gloss in found + (behind_letters(text) if found else []):
        if not taken[gloss.start]:
            end = gloss.end + (behind if text[gloss.end : gloss.end + 1] == "?" else 0)
            edits.append(Edit(gloss.start, gloss.end if taken[end - 1] else end, "", "gloss"))
    return mapped.apply(sorted(edits)), bool(edits)


def _shifted(text: str, found: list[Gloss]) -> list[Edit]:
    """Decode the runs that a replacement between two characters shifted by a byte."""
    shown = shown_of(text, found)
    spans = sorted(shown.glosses.items())
    decoder = Decoder(shown, Scorer(_cut_out(RUNS.sub(_blank, text), spans)))
    edits: list[Edit] = []
    at = 0
    while place := _QUESTION.search(text, at):
        start = at = place.start()
        if masked := _MASKED.match(text, start):
            at = masked.end()
            continue
        at += 1
        if not (
            text[at : at + 1] in MARKS or text[at : at + 1] in ",!?;:()" or start in shown.halves
        ):
            continue
        if (reading := decoder.read(start, _line_before(text, start, edits, spans))) is None:
            continue
        edits.append(_edit(text, reading))
        at = reading.end
    return edits


def _line_before(text: str, at: int, edits: list[Edit], spans: list[tuple[int, int]]) -> str:
    """What the line says before a place, decoded and without glosses."""
    begin = text.rfind("\n", 0, at) + 1
    changes = [(e.start, e.end, e.text) for e in edits if e.start >= begin]
    low, high = bisect_left(spans, (begin, 0)), bisect_left(spans, (at, 0))
    taken = {n for start, end, _ in changes for n in range(start, end)}
    changes += [(a, b, "") for a, b in spans[low:high] if a not in taken]
    parts = []
    for start, end, by in sorted(changes):
        parts += [text[begin:start], by]
        begin = end
    return "".join((*parts, text[begin:at]))


def _blank(run: re.Match[str]) -> str:
    return "\n" * len(run[0])


def _cut_out(text: str, spans: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    return "".join((*parts, text[at:]))


def _edit(text: str, reading: Reading) -> Edit:
    made = _MONTH.sub("1", reading.text + text[reading.end :][:2])  # only 1 makes a month
    made = made[: len(reading.text)]
    certain = UNKNOWN not in made
    return Edit(reading.start, reading.end, made, "shifted" if certain else "lost", certain)


def _simplify(mapped: Mapped) -> Mapped:
    """Traditional to simplified, with phrases; a span for each changed character.

    A line that becomes longer or shorter is one span.
    """
    simple = to_simplified(mapped.text).split("\n")
    edits: list[Edit] = []
    at = 0
    for old, new in zip(mapped.text.split("\n"), simple, strict=True):
        if len(old) != len(new):
            edits.append(Edit(at, at + len(old), new, "script"))
        at += len(old) + 1
    return mapped.apply(edits).spelled("\n".join(simple), "script")


def _doubled(mapped: Mapped) -> Mapped:
    return mapped.apply(
        [
            Edit(m.start(), m.end(), m[1] or "", "punctuation")
            for m in _DOUBLED.finditer(mapped.text)
        ]
    )


def _full_width(mapped: Mapped) -> Mapped:
    return mapped.apply(
        [
            Edit(m.start(), m.end(), m[0].translate(_FULL), "width")
            for m in _HALF_WIDTH.finditer(mapped.text)
        ]
    )


def _repeats(mapped: Mapped, damaged: bool) -> Mapped:
    """Drop what is a second copy of a block of paragraphs.

    Two in a row that stood before in the same order are a block; a single paragraph counts where
    it is long and the text is damaged elsewhere.
    """
    lines = mapped.text.split("\n")
    if len(set(lines)) == len(lines):
        return mapped
    first: dict[str, int] = {}
    copies: list[bool] = []
    for number, line in enumerate(lines):
        copies.append(len(line) >= 12 and first.get(line, number) < number)
        first.setdefault(line, number)
    edits: list[Edit] = []
    at = 0
    for number, line in enumerate(lines):
        beside = copies[max(0, number - 1) : number + 2].count(True) >= 2
        if copies[number] and (beside or (damaged and len(line) >= _LONG)):
            edits.append(Edit(at - 1, at + len(line), "", "repeat"))
        at += len(line) + 1
    return mapped.apply(edits)
