"""Longest known words in a text."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class Lookup:
    """Finds words, the longest at each place, from left to right."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._automaton = AhoCorasick(
            self._words,
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
            store_patterns=False,
        )

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, word) of each, in order, never overlapping."""
        found = self._automaton.find_matches_as_indexes(text)
        return [(start, end, self._words[index]) for index, start, end in found]
