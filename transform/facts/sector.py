"""The industry of a project by the words of its name, else of its company's (data/sectors.toml)."""

from __future__ import annotations

from functools import cache

from transform.facts.words import table


@cache
def _words() -> tuple[tuple[str, str], ...]:
    lists = table("sectors")["sectors"]
    return tuple((word, sector) for sector, group in lists.items() for word in group)


def sector(name: str, company: str | None) -> str | None:
    """The code of the sector, None where no word tells it.

    The word that ends last in the name decides: a Chinese name ends in what the thing is. A park
    is of the industry that its name says, and of `parks` where it says none.
    """
    for text in filter(None, (name, company)):
        found = [
            (text.rfind(word) + len(word), len(word), code)
            for word, code in _words()
            if word in text and code != "parks"
        ]
        if found:
            return max(found)[2]
        if any(word in text for word, code in _words() if code == "parks"):
            return "parks"
    return None
