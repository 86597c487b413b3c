"""The industry of a project, by the words of its name and its company's (data/sectors.toml)."""

from __future__ import annotations


def sector(name: str, company: str | None) -> str | None:
    """The code of the sector, None where no word tells it."""
    return None
