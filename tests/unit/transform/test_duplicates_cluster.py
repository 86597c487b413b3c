"""Clusters: what joins, what stays apart, which version is canonical, and no matter the order."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from transform.duplicates import Document, alone, canonical_of, cluster, judge
from transform.records import ClusterMember, DuplicatePair, Verdict

BODY = (
    "4月18日，新疆雪岭食品有限公司年产2万吨番茄酱项目在和硕县投产。",
    "项目总投资1.7亿元，占地95亩，建设生产线3条，产品主要销往沿海省份，预计年产值2.2亿元。",
    "公司负责人齐放介绍，投产后可收购周边8个乡镇的加工番茄，带动210人就业。",
)


def document(key: str, text: str | None = None, **more: object) -> Document:
    made = Document(
        key,
        f"s{key}",
        f"http://{key}.example/x/{key}.html",
        None,
        None,
        None,
        text or "\n".join(BODY),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def pair(left: str, right: str, verdict: Verdict, score: float = 0.9) -> DuplicatePair:
    return DuplicatePair(min(left, right), max(left, right), verdict, score, (verdict,))


def groups(members: list[ClusterMember]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for member in members:
        found.setdefault(member.cluster_id, set()).add(member.version_id)
    return {frozenset(g) for g in found.values()}


def test_copies_join_and_name_their_canonical() -> None:
    documents = [document(k, published_at=f"2024-04-2{k}") for k in "123"]
    members = cluster(documents, [pair("1", "2", "mirror"), pair("2", "3", "syndicated")])
    assert groups(members) == {frozenset("123")}
    # 3 was compared with 2 only; against the canonical 1 it is a mirror.
    assert [m.verdict for m in members] == ["original", "mirror", "mirror"]
    assert {m.canonical for m in members} == {"1"}


def test_copies_that_lack_different_paragraphs_meet_through_a_third() -> None:
    whole = document("3", damage_score=1.0)
    documents = [document("1", BODY[1]), document("2", BODY[0] + BODY[2]), whole]
    members = cluster(documents, [pair("1", "3", "mirror"), pair("2", "3", "mirror")])
    assert [m.verdict for m in members] == ["mirror", "original", "mirror"]
    assert members[0].reasons[-1] == "joined through another copy"


def test_a_document_alone_is_its_own_cluster() -> None:
    expected = ClusterMember("1", "1", "1", "original", 1.0, ())
    assert cluster([document("1")], []) == [expected] == [alone("1")]


def test_templates_and_strangers_do_not_join() -> None:
    documents = [document(k) for k in "123"]
    pairs = [pair("1", "2", "same_template"), pair("2", "3", "none")]
    assert len(groups(cluster(documents, pairs))) == 3


def test_a_revision_is_never_merged_through_a_third() -> None:
    """A copy that lost the changed digit resembles both versions; it goes to the nearer one."""
    first = "\n".join(BODY)
    second = first.replace("1.7亿元", "1.9亿元")
    lost = first.replace("1.7亿元", "1.\ufffd亿元")
    home = {"url": "http://home.example/a/t1.html", "source_id": "home"}
    documents = [
        document("1", first, **home),
        document("2", second, **home),
        document("3", lost, damage_score=0.1),
    ]
    pairs = [judge(a, b, 0.9) for a, b in combinations(documents, 2)]
    assert [p.verdict for p in pairs] == ["revision", "mirror", "mirror"]
    found = groups(cluster(documents, pairs))
    assert found in (
        {frozenset("13"), frozenset("2")},
        {frozenset("23"), frozenset("1")},
    )


def test_the_containing_version_is_canonical_over_its_excerpt() -> None:
    documents = [
        document("1", BODY[0], published_at="2024-04-18"),
        document("2", published_at="2024-04-19", damage_score=0.2),
        document("3", BODY[2], published_at="2024-04-18"),
    ]
    pairs = [pair("1", "2", "excerpt", 1.0), pair("2", "3", "excerpt", 1.0)]
    members = cluster(documents, pairs)
    assert {m.canonical for m in members} == {"2"}
    assert [m.verdict for m in members] == ["excerpt", "original", "excerpt"]


def test_an_excerpt_of_two_versions_goes_under_one_only() -> None:
    documents = [document("1"), document("2", "\n".join(BODY).replace("1.7", "1.9"))]
    documents.append(document("3", BODY[2]))
    pairs = [pair("1", "2", "revision"), pair("1", "3", "excerpt"), pair("2", "3", "excerpt")]
    found = groups(cluster(documents, pairs))
    assert len(found) == 2
    assert not any({"1", "2"} <= g for g in found)


def test_canonical_is_the_least_damaged_then_the_original_then_the_earliest() -> None:
    damaged = document("1", damage_score=0.1, published_at="2024-01-01")
    lossy = document("2", "\n".join(BODY).replace("番茄", "\ufffd茄"), published_at="2024-01-01")
    short = document("3", "\n".join(BODY[:2]), published_at="2024-01-01")
    reprint = document("4", outlet="甲网", credit="乙网", published_at="2024-01-01")
    own = document("5", outlet="乙网", credit="乙网", published_at="2024-01-03")
    later = document("6", outlet="乙网", credit="乙网", published_at="2024-01-04")
    assert canonical_of([damaged, lossy, short, reprint, own, later]) == own
    assert canonical_of([damaged, lossy, short, reprint]) == reprint
    assert canonical_of([later, own]) == own
    assert canonical_of([document("8"), document("7")]).version_id == "7"


def test_an_outlet_that_the_text_names_is_the_original() -> None:
    text = f"（甲网讯 记者 周舟）{BODY[0]}\n{BODY[1]}"
    reprint = document("1", text, credit="乙网", published_at="2024-01-01")
    own = document("2", text, credit="甲网", published_at="2024-01-01")
    assert canonical_of([reprint, own]) == own
    ours = document("3", text.replace("甲网讯", "本报讯"), credit="丙报", outlet="丙报")
    assert canonical_of([reprint, ours]) == ours


def test_excerpts_that_are_revisions_of_each_other_do_not_meet_under_one_text() -> None:
    documents = [document(k, "甲乙丙丁" * (2 if k == "1" else 1)) for k in "12349"]
    pairs = [
        pair("1", "2", "excerpt"),
        pair("1", "3", "excerpt"),
        pair("2", "9", "same"),
        pair("3", "4", "same"),
        pair("4", "9", "revision"),
    ]
    assert groups(cluster(documents, pairs)) == {frozenset("129"), frozenset("34")}
    notices = [*pairs[:-1], pair("4", "9", "same_template")]
    members = cluster(documents, notices)
    assert groups(members) == {frozenset("12349")}
    assert [m.verdict for m in members] == ["original"] + ["excerpt"] * 4


KEYS = "123456789"
VERDICTS: tuple[Verdict, ...] = (
    "same",
    "mirror",
    "syndicated",
    "excerpt",
    "revision",
    "same_template",
)
PAIRS = st.dictionaries(
    st.sampled_from(list(combinations(KEYS, 2))),
    st.tuples(st.sampled_from(VERDICTS), st.sampled_from([0.5, 0.9, 1.0])),
    max_size=20,
).map(lambda d: [pair(a, b, v, s) for (a, b), (v, s) in d.items()])


@given(PAIRS, st.lists(st.integers(1, 6), min_size=9, max_size=9), st.randoms())
def test_order_does_not_matter_and_parts_never_meet(pairs, lengths, rng) -> None:  # type: ignore[no-untyped-def]
    documents = [document(k, "甲乙丙丁" * n) for k, n in zip(KEYS, lengths, strict=True)]
    members = cluster(documents, pairs)
    rng.shuffle(documents)
    rng.shuffle(pairs)
    assert cluster(documents, pairs) == members
    assert [m.version_id for m in members] == list(KEYS)
    for member in members:
        mates = [m for m in members if m.cluster_id == member.cluster_id]
        assert member.cluster_id == min(m.version_id for m in mates)
        assert {m.canonical for m in mates} == {member.canonical}
        assert sum(m.verdict == "original" for m in mates) == 1
    for apart in pairs:
        left, right = (m for m in members if m.version_id in (apart.left, apart.right))
        if apart.verdict == "revision":
            assert left.cluster_id != right.cluster_id
        if apart.verdict == "same_template" and left.cluster_id == right.cluster_id:
            # Two excerpts of one text may differ; two copies of one text may not.
            assert left.verdict == right.verdict == "excerpt"


def test_the_fullest_is_canonical_where_nothing_else_tells() -> None:
    short = document("1", "\n".join((BODY[0] * 8, BODY[1])))
    full = document("2", "\n".join((BODY[0] * 8, BODY[1], "又一句话。")))
    assert canonical_of([short, full]) == full
