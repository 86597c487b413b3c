"""Truth, recall and precision over pairs of articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.generate.articles import Generated

Pair = tuple[str, str]


@dataclass(slots=True)
class Score:
    """Counts of pairs: found rightly, wrongly, missed; wrong and missed ones by kind."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    wrong_kinds: Counter[str] = field(default_factory=Counter)
    missed_kinds: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)


def pairs_of(groups: Iterable[Sequence[str]]) -> Iterator[Pair]:
    """Each unordered pair inside each group, the smaller key first."""
    for members in groups:
        yield from combinations(sorted(members), 2)


def true_pairs(made: Sequence[Generated]) -> set[Pair]:
    """Pairs of copies; two excerpts of one article need not share a word and do not count."""
    groups: dict[str, list[str]] = defaultdict(list)
    kinds = {g.document.version_id: g.kind for g in made}
    for g in made:
        groups[g.group].append(g.document.version_id)
    return {
        (a, b)
        for a, b in pairs_of(groups.values())
        if not (kinds[a] == "excerpt" and kinds[b] == "excerpt")
    }


def _kinds(a: Generated, b: Generated) -> str:
    return "-".join(sorted((a.kind, b.kind)))


def score(made: Sequence[Generated], found: Iterable[Pair]) -> Score:
    """How `found` compares with the truth; pairs of two excerpts count neither way."""
    by_id = {g.document.version_id: g for g in made}
    truth = true_pairs(made)
    result = Score()
    seen: set[Pair] = set()
    for pair in found:
        a, b = by_id[pair[0]], by_id[pair[1]]
        if pair in seen or (a.group == b.group and a.kind == b.kind == "excerpt"):
            continue
        seen.add(pair)
        if pair in truth:
            result.right += 1
        else:
            result.wrong += 1
            result.wrong_kinds[_kinds(a, b)] += 1
            result.examples.append(("wrong", *pair))
    for pair in sorted(truth - seen):
        result.missed += 1
        result.missed_kinds[_kinds(by_id[pair[0]], by_id[pair[1]])] += 1
        result.examples.append(("missed", *pair))
    return result
