"""Truth, recall and precision over pairs of articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.generate.articles import Generated

Pair = tuple[str, str]
# A text in more than so many copies counts by its original's pairs alone; else a few such texts
# would decide the figures.
LARGE = 12


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


def _neutral(a: Generated, b: Generated, sizes: Counter[str]) -> bool:
    """Pairs that count neither way.

    Two excerpts of one article need not share a word, nor need an excerpt and a copy that lacks
    a paragraph; of large families only the pairs with the original count.
    """
    if a.group != b.group:
        return False
    kinds = {a.kind, b.kind}
    if kinds <= {"excerpt", "mirror"} and "excerpt" in kinds:
        return True
    return sizes[a.group] > LARGE and not kinds & {"original", "same_template", "revision"}


def true_pairs(made: Sequence[Generated]) -> set[Pair]:
    """The pairs of copies that count."""
    sizes = Counter(g.group for g in made)
    groups: dict[str, list[Generated]] = defaultdict(list)
    for g in made:
        groups[g.group].append(g)
    return {
        (
            min(a.document.version_id, b.document.version_id),
            max(a.document.version_id, b.document.version_id),
        )
        for members in groups.values()
        for a, b in combinations(members, 2)
        if not _neutral(a, b, sizes)
    }


def _kinds(a: Generated, b: Generated) -> str:
    return "-".join(sorted((a.kind, b.kind)))


def score(made: Sequence[Generated], found: Iterable[Pair]) -> Score:
    """How `found` compares with the truth, over the pairs that count."""
    by_id = {g.document.version_id: g for g in made}
    truth = true_pairs(made)
    sizes = Counter(g.group for g in made)
    result = Score()
    seen: set[Pair] = set()
    for pair in found:
        a, b = by_id[pair[0]], by_id[pair[1]]
        if pair in seen or _neutral(a, b, sizes):
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
