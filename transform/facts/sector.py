"""The industry of a project by the words of its name, else of its company's (data/sectors.toml)."""

from __future__ import annotations

from functools import cache

from transform.facts.words import table


@cache
def _words() -> dict[str, list[tuple[str, str]]]:
    """The words with their sectors by the last character, the longest first."""
    lists = table("sectors")["sectors"]
    found: dict[str, list[tuple[str, str]]] = {}
    for sector, group in lists.items():
        for word in group:
            found.setdefault(word[-1], []).append((word, sector))
    for words in found.values():
        words.sort(key=lambda w: (len(w[0]), w[1]), reverse=True)
    return found


def _last(text: str, *, park: bool) -> str | None:
    """The sector of the word that ends last in the text, the longest of those that end there."""
    words = _words()
    for end in range(len(text), 0, -1):
        for word, code in words.get(text[end - 1], ()):
            if (code == "parks") is park and text.endswith(word, 0, end):
                return code
    return None


def sector(name: str, company: str | None) -> str | None:
    """The code of the sector, None where no word tells it.

    The word that ends last in the name decides: a Chinese name ends in what the thing is. A park
    is of the industry that its name says, and of `parks` where it says none.
    """
    for text in filter(None, (name, company)):
        found = _last(text, park=False) or _last(text, park=True)
        if found:
            return found
    return None
