"""Reports of one project over many articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records import key_of
from transform.projects import DatedReport, join
from transform.records import Amount, Evidence, Milestone, ProjectReport, Stage

QUOTE = Evidence(0, 1, "x", 0, 1, "test")


def amount(value: float) -> Amount:
    return Amount("total_investment", value, "CNY", "exact", "planned", QUOTE)


def milestone(stage: Stage, date: str | None) -> Milestone:
    return Milestone(stage, date, "day", date, date, date, "actual", QUOTE)


def report(
    article: str,
    name: str,
    company: str | None = None,
    adcode: str | None = "654024",
    *,
    published: str = "2024-05-01",
    amounts: tuple[Amount, ...] = (),
    milestones: tuple[Milestone, ...] = (),
) -> DatedReport:
    made = ProjectReport(
        report_id=key_of(article, name, company),
        version_id=article,
        name=name,
        aliases=(),
        company=company,
        place=adcode,
        adcode=adcode,
        sector=None,
        amounts=amounts,
        capacities=(),
        milestones=milestones,
        parties=(),
        evidence=QUOTE,
        confidence=0.9,
    )
    return DatedReport(made, published)


FIRM = "新疆沁红食品有限公司"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("年产8万吨番茄制品项目", FIRM), ("沁红食品番茄制品项目", FIRM)),
        (("年产8万吨番茄制品项目", FIRM), ("年产8万吨番茄制品建设项目", "沁红食品")),
        (("年产8万吨番茄制品项目", FIRM), ("年产8万吨番茄制品项目", None)),
    ],
)
def test_one_project(one, other):
    projects, _ = join([report("a", *one), report("b", *other)])
    assert len(projects) == 1
    assert len(projects[0].report_ids) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("年产8万吨番茄制品项目", FIRM), ("年产5万吨番茄制品项目", FIRM)),
        (("纺织产业园一期", FIRM), ("纺织产业园二期", FIRM)),
        (("番茄制品项目", FIRM), ("番茄制品项目", FIRM, "652827")),
        (("技改项目", None, None), ("技改项目", None, None)),
        (("冷库项目", FIRM), ("冷库项目", "江苏农鲜冷链有限公司")),
    ],
)
def test_two_projects(one, other):
    projects, _ = join([report("a", *one), report("b", *other)])
    assert len(projects) == 2
    assert len({p.project_id for p in projects}) == 2


def test_a_project_goes_to_its_best_match_in_an_article():
    told = [
        report("a", "米兰100万千瓦光伏项目"),
        report("b", "米兰100万千瓦光伏项目"),
        report("b", "米兰100万千瓦光伏治沙项目"),
    ]
    projects, _ = join(told)
    assert sorted(len(p.report_ids) for p in projects) == [1, 2]


def test_stage_and_company_are_the_latest():
    told = [
        report("a", "年产8万吨番茄制品项目", FIRM, published="2023-05-01",
               milestones=(milestone("started", "2023-05-01"),)),
        report("b", "年产8万吨番茄制品项目", "沁红食品", published="2024-05-01",
               milestones=(milestone("suspended", "2024-04-01"),)),
        report("c", "年产8万吨番茄制品项目", FIRM, published="2024-09-01",
               milestones=(milestone("in_operation", "2024-09-01"),)),
    ]  # fmt: skip
    (project,), conflicts = join(told)
    assert (project.stage, project.company) == ("in_operation", FIRM)
    assert conflicts == []


def test_contradictions_are_listed_and_nothing_is_chosen():
    told = [
        report("a", "年产8万吨番茄制品项目", FIRM, amounts=(amount(3.6e8),),
               milestones=(milestone("started", "2023-05"),)),
        report("b", "年产8万吨番茄制品项目", FIRM, amounts=(amount(3.2e8),),
               milestones=(milestone("started", "2023-05-10"),)),
    ]  # fmt: skip
    (project,), conflicts = join(told)
    assert [(c.field, {c.left_value, c.right_value}) for c in conflicts] == [
        ("total_investment", {"360000000 CNY", "320000000 CNY"})
    ]
    assert conflicts[0].project_id == project.project_id


def test_a_change_of_company_is_a_contradiction_too():
    told = [
        report("a", "年产500吨羊绒纱项目", "新疆天富绒业有限公司", amounts=(amount(3e8),)),
        report(
            "b", "年产500吨羊绒纱项目", "江苏苏绒控股有限公司", published="2024-08-01",
            amounts=(amount(3e8),),
        ),
    ]  # fmt: skip
    (project,), conflicts = join(told)
    assert project.company == "江苏苏绒控股有限公司"
    assert [c.field for c in conflicts] == ["company"]


@pytest.mark.parametrize("other", [(), (amount(4e8),)])
def test_one_size_and_product_of_two_companies_is_no_identity(other):
    told = [
        report("a", "年产500吨羊绒纱项目", "新疆天富绒业有限公司", amounts=(amount(3e8),)),
        report("b", "年产500吨羊绒纱项目", "江苏苏绒控股有限公司", amounts=other),
    ]
    assert len(join(told)[0]) == 2


NAMES = (
    "番茄制品项目", "年产8万吨番茄制品项目", "番茄制品加工项目", "纺织产业园", "纺织产业园一期", "纺织产业园二期",
    "援疆纺织产业园", "冷库项目", "果蔬冷库建设项目", "红枣冷库项目", "技改项目",
)  # fmt: skip
FIRMS = (None, FIRM, "沁红食品", "江苏农鲜冷链有限公司", "盐洲纱业（伊犁）有限公司")
PLACES = (None, "654024", "654000", "652827")
REPORTS = st.builds(
    report,
    st.sampled_from("abcdef"),
    st.sampled_from(NAMES),
    st.sampled_from(FIRMS),
    st.sampled_from(PLACES),
)


def distinct(told: list[DatedReport]) -> list[DatedReport]:
    """Each report once, every article with one date."""
    by_id = {d.report.report_id: d for d in told}
    return [
        replace(d, published_at=f"2024-0{ord(d.report.version_id) - 96}-01") for d in by_id.values()
    ]


@given(st.lists(REPORTS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(told, random):
    told = distinct(told)
    shuffled = list(told)
    random.shuffle(shuffled)
    key = lambda p: p.project_id  # noqa: E731
    assert sorted(join(told)[0], key=key) == sorted(join(shuffled)[0], key=key)


@given(st.lists(REPORTS, max_size=14), st.sampled_from("abcdef"))
def test_another_article_never_renumbers_other_projects(told, added):
    told = distinct(told)
    before = [d for d in told if d.report.version_id != added]
    new = {d.report.report_id for d in told if d.report.version_id == added}
    old_projects = {p.report_ids: p for p in join(before)[0]}
    for project in join(told)[0]:
        if not new & set(project.report_ids):
            assert old_projects[project.report_ids] == project


@given(st.lists(REPORTS, max_size=14))
def test_every_report_is_in_one_project(told):
    told = distinct(told)
    ids = [i for p in join(told)[0] for i in p.report_ids]
    assert sorted(ids) == sorted(d.report.report_id for d in told)
    assert len({p.project_id for p in join(told)[0]}) == len(join(told)[0])
