"""The confidence of projects and statistics: what is told in full is surer than the rest."""

from __future__ import annotations

from tests.unit.transform.facts.test_projects import projects
from transform.facts.confidence import of_statistic

FULL = "5月8日，新疆绿苇板业有限公司年产5万吨板材项目在和静县开工，总投资3亿元。"
PARTLY = "和静县板材加工项目5月8日开工，总投资3亿元。"
BARE = "和静县板材加工项目总投资3亿元。"
WORKS = "和静县第二小学教学楼总投资2100万元，5月8日竣工。"
WORKS_IN_FULL = "新疆绿苇板业有限公司投资建设的和静县建材产业园5月8日开工，总投资3亿元。"


def sure(text: str) -> float:
    return projects(text)[0].confidence


def test_the_more_is_told_of_a_project_the_surer_it_is() -> None:
    assert 0 < sure(BARE) < sure(PARTLY) < sure(FULL) < 1


def test_works_are_less_sure_than_projects_unless_told_in_full() -> None:
    assert sure(WORKS) < sure(BARE)
    assert sure(WORKS_IN_FULL) == sure(FULL)


def test_only_what_is_told_in_full_is_trusted_far() -> None:
    assert sure(FULL) > 0.8
    assert max(sure(text) for text in (PARTLY, BARE, WORKS)) < 0.7


def test_each_weakness_lowers_a_statistic_and_the_worst_counts() -> None:
    best = of_statistic(dated=True, told=True, free=True)
    weak = [
        of_statistic(dated=False, told=True, free=True),
        of_statistic(dated=True, told=False, free=True),
        of_statistic(dated=True, told=True, free=False),
    ]
    assert all(0 < share < best < 1 for share in weak)
    assert of_statistic(dated=False, told=False, free=False) == min(weak)
