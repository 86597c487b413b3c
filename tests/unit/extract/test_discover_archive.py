"""An archive by day is asked for the last days each night, and for each day of a period."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from extract.discover import Discovery
from extract.errors import Gone
from extract.sources import Source

SOURCE = Source.model_validate(
    {
        "id": "paper",
        "name": "样报",
        "name_en": "Sample Daily",
        "home": "http://paper.test/",
        "verified": False,
        "hosts": ["paper.test"],
        "archive": {"url": "http://paper.test/{yyyy}-{mm}/{dd}/node_1.htm"},
    }
)


class Days:
    """Answers the front page of each day but one, with one article."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, url: str) -> SimpleNamespace:
        self.asked.append(url)
        if "/02/" in url:
            raise Gone("status 404", where=url)
        page = '<p><a href="content_1.htm">某县年产一万吨管材项目开工</a></p>'
        return SimpleNamespace(body=page.encode())


def test_a_night_asks_for_the_last_three_days_newest_first() -> None:
    days = Days()
    discovery = Discovery(SOURCE, days, date(2024, 3, 3))  # type: ignore[arg-type]
    links = list(discovery.links(lambda url: False))
    assert [url[18:28] for url in days.asked] == ["2024-03/03", "2024-03/02", "2024-03/01"]
    assert [link.url for link in links] == [
        "http://paper.test/2024-03/03/content_1.htm",
        "http://paper.test/2024-03/01/content_1.htm",
    ]
    assert [error.reason for error in discovery.errors] == ["gone"]


def test_a_period_asks_for_each_of_its_days_as_they_are_needed() -> None:
    days = Days()
    discovery = Discovery(SOURCE, days, date(2024, 12, 31))  # type: ignore[arg-type]
    links = discovery.links(lambda url: False, date(2023, 12, 30), date(2024, 1, 1))
    next(links)
    assert len(days.asked) == 1
    assert len(list(links)) == 2
    assert [url[18:28] for url in days.asked] == ["2024-01/01", "2023-12/31", "2023-12/30"]
