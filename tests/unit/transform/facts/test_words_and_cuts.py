"""The quick ways to words and clauses find what the plain ones do."""

import re

from hypothesis import given
from hypothesis import strategies as st

from transform.facts.scan import _ANY_END, Span, _cut_twice, cut
from transform.facts.topic_words import POINTS_BACK
from transform.facts.words import table
from transform.mentions.lookup import any_of

_UNIT_END = re.compile(rf"(?:{_ANY_END.pattern})(?<![，,、：:—])")
SIGNS = "。！；;!？?\n，,、：:—”’」 　\t12a中\r"


@given(
    st.sets(st.text("建设项目开工", min_size=1, max_size=5), min_size=1), st.text("建设项目开工")
)
def test_any_of_finds_the_longest_word_at_each_place(words: set[str], text: str) -> None:
    plain = re.compile("|".join(sorted(words, key=len, reverse=True)))
    assert re.findall(any_of(words), text) == plain.findall(text)


@given(st.text(SIGNS, max_size=20))
def test_units_and_clauses_are_cut_as_one_by_one(text: str) -> None:
    units, clauses = _cut_twice(text)
    assert units.spans() == cut(text, _UNIT_END)
    assert clauses.spans() == cut(text, _ANY_END)


@given(st.text(SIGNS, min_size=1, max_size=20).filter(lambda text: not text.isspace()))
def test_the_clause_around_an_offset_holds_it_or_follows_a_blank(text: str) -> None:
    _, clauses = _cut_twice(text)
    for span in clauses.spans():
        assert clauses.around(span.start) == clauses.around(span.end - 1) == Span(*span)


def test_words_that_take_a_project_up_pass_the_first_look() -> None:
    strong = table("subjects")["back"]["strong"]
    assert [w for w in strong if not any(sign in w for sign in POINTS_BACK)] == []
