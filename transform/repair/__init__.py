"""Restore the text of articles that mirror sites damaged on purpose.

`restore` gives simplified text without glosses, shifted runs decoded, with each change in a
damage report. What stays open is U+FFFD. Undamaged text comes out unchanged.
"""

from __future__ import annotations

import html
import re

from transform.normalise import is_traditional, to_simplified
from transform.records import DamageKind, Restored
from transform.repair.bytemodel import HALF_GLOSS, MARK, UNKNOWN, Scorer, character, run
from transform.repair.mapped import Edit, Mapped

__all__ = ["UNKNOWN", "VERSION", "restore"]

VERSION = "restore-1"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿê"
_HAN = "\\u3400-\\u9fff"
_GLOSS = re.compile(rf"(?<=[{_HAN}])[(（]([a-zü{_TONED}]{{1,7}})[)）]")
_GLOSS_AT_END = re.compile(_GLOSS.pattern + r"$")
# Syllables that carry no tone mark when they are unstressed; alone they prove nothing.
_NEUTRAL = frozenset(
    "a ba bo de di ge la le li ma me men na ne ni qi shang tou xia ya zhe zi fu".split()
)
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|nbsp|amp|quot|lt|gt|ldquo|rdquo|middot|mdash|hellip);", re.I
)
_TAG = re.compile(r"</?(?:p|br|span|div|font|strong|b|a|img|td|tr)\b[^<>\n]{0,200}>", re.I)
_DOUBLED = re.compile(
    r"([,，、；;])[,，、；;]+(?=[^,，、；;])|[,，、]+(?=[。！？；])|(?<=[。！？])[,，、]+"
)
_HALF_WIDTH = re.compile(
    rf"(?<=[{_HAN}”’）》」\d%])[,;?!:](?=[{_HAN}“‘（《「])|(?<=[{_HAN}”’）》]),(?=\d)"
)
_FULL = str.maketrans(",;?!:", "，；？！：")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\xad\x00-\x08\x0b\x0c\x0e-\x1f]+")
_TRIGGER = re.compile(rf"\([a-zü]{{0,5}}[{_TONED}]|\?[！!]|\?[a-z{_TONED}]{{1,6}}\)|{UNKNOWN}")
_LONG = 40  # characters from which one repeated paragraph is no accident


def restore(text: str) -> Restored:
    """Restored text, its damage spans by raw offset, and the share of characters damaged."""
    mapped = Mapped.of(text)
    damaged = bool(_TRIGGER.search(text))
    mapped = _replace(mapped, _INVISIBLE, "", "invisible")
    if "&" in mapped.text:
        mapped = _entities(mapped)
    if "<" in mapped.text:
        mapped = _replace(mapped, _TAG, "", "markup")
    if damaged:
        mapped = _shifted(mapped)
        mapped = _glosses(mapped)
    if is_traditional(mapped.text):
        mapped = _simplify(mapped)
        damaged = damaged or len(mapped.log) > 0
    if damaged:
        mapped = _doubled(mapped)
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


def _is_gloss(syllable: str) -> bool:
    return any(c in _TONED for c in syllable) or syllable in _NEUTRAL


def _glosses(mapped: Mapped) -> Mapped:
    text = mapped.text
    edits = [
        Edit(m.start(), m.end(), "", "gloss") for m in _GLOSS.finditer(text) if _is_gloss(m[1])
    ]
    return mapped.apply(edits)


def _shifted(mapped: Mapped) -> Mapped:
    """Decode the runs that a replacement between two characters shifted by a byte."""
    text = mapped.text
    readers: dict[str, set[str]] = {}
    for match in _GLOSS.finditer(text):
        readers.setdefault(match[1], set()).add(text[match.start() - 1])
    score = Scorer(_GLOSS.sub("", text), readers)
    edits: list[Edit] = []
    at = 0
    while at < len(text):
        mark, half = MARK.search(text, at), HALF_GLOSS.search(text, at)
        found = min(filter(None, (mark, half)), key=lambda m: m.start(), default=None)
        if found is None:
            break
        if found is mark:
            edit = _after_mark(text, found, score)
        else:
            edit = _after_half_gloss(text, found, score)
        if edit:
            edits.append(edit)
        at = max(found.end(), edit.end if edit else 0)
    return mapped.apply(edits)


_MONTH = re.compile(r"[012]月")


def _after_mark(text: str, mark: re.Match[str], score: Scorer) -> Edit | None:
    """`?！…` is 。 and a quotation mark, and what follows up to an ASCII character, shifted."""
    start, end = mark.start(), mark.end()
    if text[end : end + 1] == "?":  # the second byte of the mark took an ASCII byte with it
        closing = _open_quote(text[:start])
        quote = "”" if closing else "“"
        digit = "1" if _MONTH.match(text, end + 1) else UNKNOWN
        return Edit(start, end + 1, f"。{quote}{digit}", "lost", digit != UNKNOWN)
    reading = run(text, end, [0xA1], "。", score)
    if reading is None or reading.text[:1] not in ("”", "“", "）", "》"):
        return None
    if not reading.certain:
        body = reading.text[0] + UNKNOWN * (len(reading.text) - 1)
        return Edit(start, reading.end, "。" + body, "shifted", False)
    certain = UNKNOWN not in reading.text
    return Edit(start, reading.end, "。" + reading.text, "shifted", certain)


def _open_quote(before: str) -> bool:
    """Whether a quotation is open at the end of `before` (its last paragraph counts)."""
    paragraph = before[before.rfind("\n") + 1 :]
    return paragraph.count("“") > paragraph.count("”")


def _after_half_gloss(text: str, gloss: re.Match[str], score: Scorer) -> Edit | None:
    """`當?shù)刭Y`: the gloss stands after the half of a character; its other half follows.

    The glossed character is made of the second byte before and the first byte lost: where the
    document glosses a character so elsewhere, that byte is known.
    """
    start, end = gloss.start(), gloss.end()
    glossed = _GLOSS_AT_END.search(text, max(0, start - 10), start)
    own = glossed.start() if glossed else start
    before = text[own - 1 : own] if own else ""
    known: set[int] = set()
    try:
        trail = before.encode("gbk")[-1]
    except (UnicodeEncodeError, IndexError):
        return None
    for lead in range(0x81, 0xFF):
        if character(trail, lead) in score.glosses.get(gloss[1], ()):
            known.add(lead)
    leads = sorted(known) or range(0x81, 0xFF)
    reading = run(text, end, leads, before, score)
    if reading is None:
        return None
    if not reading.certain:
        return Edit(own, reading.end, UNKNOWN * len(reading.text), "shifted", False)
    return Edit(own, reading.end, reading.text, "shifted", UNKNOWN not in reading.text)


def _simplify(mapped: Mapped) -> Mapped:
    """Traditional to simplified, with phrases; one span for each run of changed characters."""
    edits: list[Edit] = []
    at = 0
    for line in mapped.text.split("\n"):
        simple = to_simplified(line)
        if simple != line:
            if len(simple) == len(line):
                edits += [
                    Edit(at + i, at + i + 1, new, "script")
                    for i, (old, new) in enumerate(zip(line, simple, strict=True))
                    if old != new
                ]
            else:
                edits.append(Edit(at, at + len(line), simple, "script"))
        at += len(line) + 1
    return mapped.apply(edits)


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
