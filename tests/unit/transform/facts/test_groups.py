"""Groups: lists and ceremonies, with their count, total and members."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.records import RawPage
from extract.textfile import parse_text
from tests.unit.transform.facts.told_articles import article
from transform.clean import clean
from transform.facts import read
from transform.records import Facts


def facts(text: str) -> Facts:
    return read(article("招商引资再发力\n" + text, "2024-10-20", "招商引资再发力"))


CEREMONY = (
    "10月18日，柯坪县产业招商推介会在杭州市举行。会上集中签约的项目共{n}个，签约总金额9.5亿元。"
    "其中，杭州丝路纺织有限公司投资3亿元，在柯坪县建设针织内衣项目；"
    "浙江天目食品有限公司投资2亿元，在柯坪县建设驼奶加工项目。"
)


def test_a_ceremony_names_some_of_its_projects() -> None:
    found = facts(CEREMONY.format(n=6))
    (group,) = found.groups
    assert (group.count, group.total, group.currency) == (6, 950_000_000, "CNY")
    assert (group.stage, group.exhaustive, len(group.members)) == ("signed", False, 2)
    assert set(group.members) <= {p.report_id for p in found.projects}


def test_a_ceremony_names_all_of_its_projects() -> None:
    (group,) = facts(CEREMONY.format(n=2)).groups
    assert group.exhaustive
    assert len(group.members) == 2


@pytest.mark.parametrize("n", [2, 6])
def test_the_total_is_no_members_amount(n: int) -> None:
    amounts = [a.value for p in facts(CEREMONY.format(n=n)).projects for a in p.amounts]
    assert sorted(amounts) == [200_000_000, 300_000_000]


def test_the_total_is_one_statistic() -> None:
    totals = [s for s in facts(CEREMONY.format(n=6)).statistics if s.value == 950_000_000]
    assert [s.metric for s in totals] == ["investment_signed"]


def test_a_list_has_its_total_and_what_was_done() -> None:
    found = facts(
        "县商务局负责人说，年初开工的项目已投产，今年甲元科技保水肥、乙光数字化提升、丙丁机械管道"
        "等总投资4.2亿元的项目完成签约。"
    )
    (group,) = found.groups
    assert (group.total, group.stage, group.exhaustive) == (420_000_000, "signed", False)
    assert not [a for p in found.projects for a in p.amounts]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，全县共签约项目47个，签约总金额126.8亿元。",  # a year's count
        "推介会上，客商对柯坪县的营商环境给予好评。",
    ],
)
def test_what_is_no_group(text: str) -> None:
    assert facts(text).groups == ()


@pytest.mark.shared
def test_the_groups_of_the_real_articles(shared: Path) -> None:
    reference = json.loads((shared / "benchmarks/facts/seed_reference.json").read_text("utf-8"))
    for document in reference["documents"]:
        path = next((shared / "benchmarks/facts/articles").glob(f"{document['doc_id']}.txt"))
        page = RawPage(
            url=path.name,
            source_id="s",
            fetched_at=datetime(2024, 10, 20, tzinfo=UTC),
            status=200,
            content_type="text/plain",
            body=path.read_bytes(),
        )
        found = read(clean(parse_text(page)))
        told = {(g.get("count"), g.get("total_investment_cny")) for g in document["project_groups"]}
        assert {(g.count, g.total) for g in found.groups} == told
        totals = {total for _, total in told if total}
        assert not [a for p in found.projects for a in p.amounts if a.value in totals]
