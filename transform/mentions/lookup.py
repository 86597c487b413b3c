"""Longest known words in a text: by an automaton, or as a pattern among others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick


class Lookup:
    """Finds words, the longest at each place, from left to right."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._find = CharwiseDoubleArrayAhoCorasick(self._words, MATCH_KIND_LEFTMOST_LONGEST).find

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, word) of each, in order, never overlapping."""
        words = self._words
        return [(start, end, words[index]) for start, end, index in self._find(text)]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, by what they have in common.

    `re` tries alternatives one by one: of a hundred words only those that begin alike are left.
    """
    return "|".join(_by_head(set(words)))


def _by_head(words: Collection[str]) -> list[str]:
    """A pattern for each character with which any of the words begin."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words):
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    return [re.escape(head) + tail_of(group) for head, group in tails.items()]


def tail_of(words: list[str]) -> str:
    """A pattern for any of the words, the longest first; for nothing, too, where one is empty."""
    each = _by_head(words)
    if not each:
        return ""
    if "" in words:
        each.append("")  # quicker than a question mark behind
    return f"(?:{'|'.join(each)})"
