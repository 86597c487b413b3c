"""The confidence of projects and statistics: what is told more fully is surer."""

from __future__ import annotations

from tests.unit.transform.facts.test_projects import projects
from transform.facts.confidence import of_statistic

FULL = "5月8日，新疆绿苇板业有限公司年产5万吨板材项目在和静县开工，总投资3亿元。"
BARE = "和静县板材加工项目总投资3亿元。"
WORKS = "和静县第二小学教学楼总投资2100万元，5月8日竣工。"


def test_the_more_is_told_of_a_project_the_surer_it_is() -> None:
    full, bare, works = (projects(text)[0].confidence for text in (FULL, BARE, WORKS))
    assert 0.5 < bare < works < full < 1


def test_each_weakness_lowers_a_statistic() -> None:
    plain = {"dated": True, "told": True, "free": True, "day_sum": False}
    best = of_statistic(**plain)
    for weakness, usual in plain.items():
        assert of_statistic(**{**plain, weakness: not usual}) < best < 1
