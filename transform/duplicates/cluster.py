"""Clusters: the versions that tell the same article, and the one to read facts from.

`same`, `mirror` and `syndicated` join two versions. A `revision` or `same_template` verdict keeps
two versions apart, also where a third one resembles both: a copy that lost the very digit in
which two revisions differ goes to the nearer one. An `excerpt` is put under the version that
contains it, and the canonical version then is the containing one, so that no fact is hidden; of
two excerpts that are revisions of each other one only.

The result depends on the set of documents and pairs only, never on their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from transform.duplicates.document import Document, body_of
from transform.duplicates.judge import judge
from transform.duplicates.shingles import fold
from transform.records import ClusterMember, DuplicatePair, Verdict

JOINS: dict[Verdict, int] = {"same": 0, "syndicated": 1, "mirror": 1}
_HEAD = 80  # characters of the body in which an outlet names itself
_DATELINE = re.compile(r"(?:^|[\n（(【])\s*([\u3400-\u9fff]{2,12})讯(?=[\s（(】)）]|\d|记者)")
_OURS = frozenset({"本报", "本网", "本台", "本刊"})
TOGETHER: frozenset[Verdict] = frozenset({*JOINS, "excerpt"})  # what may share a cluster
PARTS: frozenset[Verdict] = frozenset({"revision", "same_template"})


class _Groups:
    """Union-find whose groups may be forbidden to meet."""

    def __init__(self, members: Iterable[str]) -> None:
        self.members = {m: [m] for m in members}
        self.root = {m: m for m in self.members}
        self.apart: dict[str, dict[str, Verdict]] = {}

    def forbid(self, pair: DuplicatePair) -> None:
        self.apart.setdefault(pair.left, {})[pair.right] = pair.verdict
        self.apart.setdefault(pair.right, {})[pair.left] = pair.verdict

    def parted(self, a: str, b: str, *, revised: bool = False) -> bool:
        """Whether a member of the group of root `a` must stay apart from one of root `b`.

        With `revised`, whether one is a revision of the other.
        """
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        return any(
            self.root[other] == a and (not revised or verdict == "revision")
            for member in self.members[b]
            for other, verdict in self.apart.get(member, {}).items()
        )

    def join(self, left: str, right: str) -> bool:
        """Join the groups of `left` and `right`; False where a pair of them must stay apart."""
        a, b = self.root[left], self.root[right]
        if a == b:
            return True
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        if self.parted(a, b):
            return False
        for member in self.members[b]:
            self.root[member] = a
        self.members[a] += self.members.pop(b)
        return True


def _from_elsewhere(document: Document) -> int:
    """0 where the outlet prints its own article, 2 where it prints another's, 1 where unknown.

    What the text says of itself (天池网讯) is stronger than the credit line beside it.
    """
    own = document.outlet or document.credit
    body = document.text.removeprefix(document.title or "")[:_HEAD]
    dateline = _DATELINE.search(body)
    if dateline and own and dateline[1] not in _OURS:
        if not _same_name(dateline[1], own):
            return 2
        return 0 if document.outlet else 1
    if not document.outlet or not document.credit:
        return 1
    return 0 if _same_name(document.credit, document.outlet) else 2


def _same_name(left: str, right: str) -> bool:
    a, b = fold(left), fold(right)
    return bool(a and b) and (a in b or b in a)


def _length(document: Document) -> int:
    return len(fold(body_of(document.text, document.title)))


def _harm(document: Document, length: int, longest: int) -> float:
    """Damage and missing text as one share; up to a tenth is taken for a missing tail line."""
    missing = max(0.0, 0.9 - length / longest) if longest else 0.0
    lost = document.text.count("\ufffd") / max(1, length)
    return round(document.damage_score + missing, 2) + round(lost, 3)


def canonical_of(documents: Sequence[Document]) -> Document:
    """The least damaged, then the original outlet's, the earliest, the fullest, the smallest key."""
    if len(documents) == 1:
        return documents[0]
    lengths = {d.version_id: _length(d) for d in documents}
    longest = max(lengths.values())
    return min(
        documents,
        key=lambda d: (
            _harm(d, lengths[d.version_id], longest),
            _from_elsewhere(d),
            d.published_at or "9999",
            -lengths[d.version_id],
            d.version_id,
        ),
    )


def _contained(pair: DuplicatePair, lengths: dict[str, int]) -> tuple[str, str]:
    """(excerpt, containing version) of an excerpt pair: the longer text contains."""
    left, right = pair.left, pair.right
    if (lengths[left], right) > (lengths[right], left):
        return right, left
    return left, right


def _put_excerpts(
    groups: _Groups, pairs: Sequence[DuplicatePair], by_id: Mapping[str, Document]
) -> dict[str, str]:
    """For the root of each group of excerpts, the root of the group that it is put under.

    A longer group holds a shorter one. The longest are put first, so that a group is put under
    one that holds it or under what that one was put under, and never brings others along.
    """
    excerpts = [pair for pair in pairs if pair.verdict == "excerpt"]
    roots = {groups.root[side] for pair in excerpts for side in (pair.left, pair.right)}
    lengths = {m: len(fold(by_id[m].text)) for root in roots for m in groups.members[root]}
    size = {root: max(lengths[m] for m in groups.members[root]) for root in roots}
    wholes: dict[str, set[tuple[tuple[float, int, int, str], str]]] = {}
    for pair in excerpts:
        part, whole = _contained(pair, lengths)
        a, b = groups.root[part], groups.root[whole]
        if size[a] < size[b]:
            # The fuller family first: a revision's part that did not change stands in both.
            rank = (-round(pair.score, 2), -len(groups.members[b]), -lengths[whole], whole)
            wholes.setdefault(a, set()).add((rank, b))
    tops: dict[str, str] = {}
    under: dict[str, list[str]] = {}
    for root in sorted(wholes, key=lambda r: (-size[r], min(groups.members[r]))):
        for _, whole in sorted(wholes[root]):
            top = tops.get(whole, whole)
            # Excerpts that share a wording may stand in one text, as the items of a weekly brief.
            if groups.parted(root, top) or any(
                groups.parted(root, other, revised=True) for other in under.get(top, ())
            ):
                continue
            tops[root] = top
            under.setdefault(top, []).append(root)
            break
    return tops


def alone(version_id: str) -> ClusterMember:
    """The member of a version that stands for itself."""
    return ClusterMember(version_id, version_id, version_id, "original", 1.0, ())


def cluster(documents: Iterable[Document], pairs: Iterable[DuplicatePair]) -> list[ClusterMember]:
    """One member a document, sorted by version_id; a document without copies is its own cluster.

    `verdict` and `score` are those of the member against the canonical version; "mirror" where
    only a third copy holds the two together, as when they lack different paragraphs.
    """
    by_id = {d.version_id: d for d in documents}
    known = sorted(
        {p for p in pairs if p.left in by_id and p.right in by_id},
        key=lambda p: (JOINS.get(p.verdict, 9), -p.score, p.left, p.right),
    )
    groups = _Groups(by_id)
    for pair in known:
        if pair.verdict in PARTS:
            groups.forbid(pair)
    for pair in known:
        if pair.verdict in JOINS:
            groups.join(pair.left, pair.right)
    tops = _put_excerpts(groups, known, by_id)
    clusters: dict[str, list[str]] = {}
    canonical: dict[str, str] = {}
    for root, members in groups.members.items():
        top = tops.get(root, root)
        clusters.setdefault(top, []).extend(members)
        if top == root:
            canonical[top] = canonical_of([by_id[m] for m in members]).version_id
    told = {(p.left, p.right): p for p in known}
    found: list[ClusterMember] = []
    for top, members in clusters.items():
        first, head = min(members), by_id[canonical[top]]
        for m in members:
            excerpt = groups.root[m] != top
            found.append(_member(by_id[m], first, head, told, excerpt))
    return sorted(found, key=lambda m: m.version_id)


def _member(
    member: Document,
    first: str,
    head: Document,
    told: dict[tuple[str, str], DuplicatePair],
    excerpt: bool,
) -> ClusterMember:
    """A member beside its canonical version; judged here where the two were never compared."""
    key, canonical = member.version_id, head.version_id
    if key == canonical:
        return ClusterMember(key, first, canonical, "original", 1.0, ())
    pair = told.get((min(key, canonical), max(key, canonical))) or judge(member, head, 0.0)
    if excerpt:
        return ClusterMember(key, first, canonical, "excerpt", pair.score, pair.reasons)
    if pair.verdict in JOINS or pair.verdict == "excerpt":
        return ClusterMember(key, first, canonical, pair.verdict, pair.score, pair.reasons)
    return ClusterMember(
        key, first, canonical, "mirror", pair.score, (*pair.reasons, "joined through another copy")
    )
