"""Longest known words in a text."""

from __future__ import annotations

from collections.abc import Iterable

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
