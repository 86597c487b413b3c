"""Sketches: what they ignore, and that they stay what they are."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from transform.duplicates import sketch, text_key
from transform.duplicates.align import letters
from transform.duplicates.shingles import KEEP, WIDTH, fold

TEXT = (
    "5月6日，新疆晨露乳业有限公司年产3万吨奶粉项目在昭苏县开工。项目计划总投资2.6亿元，"
    "占地120亩，建设ＵＨＴ生产线4条，预计明年9月投产，可带动就业180人。"
)
SIZE, FIRST = 15, (-8884313751917267764, -6707496678227197264)
KEY = 4630253160754198490


def test_fold_keeps_letters_and_digits_only() -> None:
    assert fold("Ａ（5G） 你好，世界。\ufffd_\n１２") == "a5g你好世界12"
    assert fold("𠮷野家！") == "𠮷野家"
    assert fold("，。 \n") == ""


@given(st.lists(st.sampled_from(list("，。 \n\u3000“”-")), min_size=len(TEXT), max_size=len(TEXT)))
def test_marks_and_spaces_do_not_matter(marks: list[str]) -> None:
    spread = "".join(a + b for a, b in zip(TEXT, marks, strict=True))
    assert sketch(spread) == sketch(TEXT)
    assert text_key(spread) == text_key(TEXT)


def test_widths_and_case_do_not_matter() -> None:
    narrow = TEXT.replace("ＵＨＴ", "uht").replace("，", ",")
    assert sketch(narrow) == sketch(TEXT)


def test_letters_keep_the_marks_inside_numbers() -> None:
    assert letters("增长5.3%，共１，130亿元（3—5亿元）。") == "增长5.3%共1130亿元3~5亿元"
    assert letters("约.5%、�.3亿元 — 12 000人") == "约5%�.3亿元12000人"


LOOSE = re.compile(r"[ ,]+|(?<![0-9�])[.~%]+|[.~]+(?![0-9�])")


@given(st.text(alphabet="12 ,.~%�年万A", max_size=14))
def test_marks_outside_numbers_are_dropped(text: str) -> None:
    assert letters(text) == LOOSE.sub("", text.lower())


@given(st.text(max_size=300))
def test_a_sketch_is_sorted_distinct_and_sampled(text: str) -> None:
    found = sketch(text)
    assert list(found) == sorted(set(found))
    assert all(-(2**63) <= h < 2**63 and h % KEEP == 0 for h in found)
    assert len(found) <= max(1, len(fold(text)) - WIDTH + 1)


@given(st.text(alphabet="甲乙丙丁戊己庚辛", min_size=40, max_size=200), st.text(max_size=50))
def test_what_is_in_a_text_is_in_the_longer_text(part: str, more: str) -> None:
    assert set(sketch(part)) <= set(sketch(part + more)) | set(sketch(more + part))
    assert set(sketch(part)) <= set(sketch(more + part))


def test_stored_sketches_stay_valid() -> None:
    """Sketches are stored: whoever changes the hash must make them all anew."""
    assert len(sketch(TEXT)) == SIZE
    assert sketch(TEXT)[:2] == FIRST
    assert text_key(TEXT) == KEY


def test_lone_surrogates_are_no_error() -> None:
    assert sketch("\ud800" * 9) == ()
