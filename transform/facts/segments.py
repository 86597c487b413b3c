"""Whether a clause tells of a company as such."""

from __future__ import annotations

from transform.facts.words import pattern


def about_company(text: str) -> bool:
    """Whether a clause tells of a company as such, not of the project."""
    return bool(pattern("subjects", "company_own", "words").search(text))
