"""What hangs together: connected components, and parts of a bounded size of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


def connected(items: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The components of a graph, each sorted, by their first member; links join known items."""
    parents = {item: item for item in sorted(items)}

    def top(item: str) -> str:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    for one, other in links:
        low, high = sorted((top(one), top(other)))
        parents[high] = low
    found: dict[str, list[str]] = defaultdict(list)
    for item in parents:
        found[top(item)].append(item)
    return list(found.values())


def in_parts(groups: Iterable[list[str]], size: int) -> Iterator[list[list[str]]]:
    """Groups in parts of at least `size` items, the last one excepted; no group is divided."""
    part: list[list[str]] = []
    held = 0
    for group in groups:
        part.append(group)
        held += len(group)
        if held >= size:
            yield part
            part, held = [], 0
    if part:
        yield part
