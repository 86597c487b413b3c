"""A saved .txt as an Article."""

from datetime import UTC, datetime

import pytest

from extract.errors import BrokenInput
from extract.records import RawPage
from extract.textfile import parse_text


def page(text, **more):
    body = text if isinstance(text, bytes) else text.encode()
    return RawPage("file:a.txt", "files", datetime(2024, 1, 1, tzinfo=UTC), 200, "", body, **more)


def test_title_and_head_line():
    article = parse_text(
        page(
            "纺织项目开工\n发布时间：2024-03-05 来源：某县日报\n项目今日开工。\n\n总投资三亿元。\n"
        )
    )
    assert article.title == "纺织项目开工"
    assert (article.published_at, article.credit) == ("2024-03-05", "某县日报")
    assert article.paragraphs == ("项目今日开工。", "总投资三亿元。")


def test_without_a_head_all_lines_are_paragraphs():
    article = parse_text(page("项目今日开工。\n总投资三亿元。"))
    assert article.title is None
    assert article.published_at is None
    assert article.paragraphs == ("项目今日开工。", "总投资三亿元。")


def test_sidecar_wins():
    text = "标题在此\n发布时间：2024-03-05 来源：某县日报\n正文在此。"
    article = parse_text(page(text, published_at="2013", credit="另一家报"))
    assert (article.published_at, article.credit) == ("2013", "另一家报")


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"", "empty"), (b"\0\1\2\3" * 50, "not_text"), (b"english only", "no_body")],
)
def test_refused_with_a_reason(body, reason):
    with pytest.raises(BrokenInput) as caught:
        parse_text(page(body))
    assert caught.value.reason == reason
    assert caught.value.where == "file:a.txt"
