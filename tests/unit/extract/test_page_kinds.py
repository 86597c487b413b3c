"""The parser over pages of all kinds: the article, the whole article, and nothing but the article."""

from datetime import UTC, datetime

import pytest

from extract.parse import parse
from extract.records import RawPage
from tests.unit.extract.page_kinds import KINDS, STORIES

# A notice of one line is no longer than the replies under it.
LEFT_OUT = {("forum", "short")} | {("big_five", name) for name in STORIES if name != "long"}
CASES = [(kind, story) for kind in KINDS for story in STORIES if (kind, story) not in LEFT_OUT]


@pytest.mark.parametrize(("kind", "story"), CASES)
def test_page(kind, story):
    made = KINDS[kind](STORIES[story])
    body = made.html.encode(made.charset)
    article = parse(RawPage(made.url, "test", datetime(2024, 11, 1, tzinfo=UTC), 200, "", body))
    assert article.paragraphs == made.paragraphs
    assert article.title == made.title
    assert article.published_at == made.published
    if made.credit is not ...:
        assert article.credit == made.credit
    assert set(made.names) <= {*article.reporters, *article.correspondents, *article.editors}
    assert article.captions == made.captions
    assert article.canonical_url == made.more.get("canonical", article.url)
    if "updated" in made.more:
        assert article.updated_at == made.more["updated"]
