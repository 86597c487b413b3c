"""Joining night by night gives what joining everything at once gives."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.arrow import from_batch, schema_of, to_batch
from extract.records import key_of
from transform.projects import DatedReport, join
from transform.records import Facts
from warehouse import load
from warehouse.build import open_build
from warehouse.joining import join_reports
from warehouse.settle import OCCURRENCE, settle
from warehouse.takedown import takedown

NAMES = (
    "年产8万吨番茄制品项目",
    "番茄制品项目",
    "果蔬冷库建设项目",
    "果蔬冷库一期项目",
    "标准厂房建设项目",
)
FIRMS = (None, "新疆沁红食品有限公司", "沁红食品", "江苏农鲜冷链有限公司")
PLACES = (None, "654024", "654000")
TOLD = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(FIRMS), st.sampled_from(PLACES)), max_size=3
)
NIGHT = st.lists(st.tuples(st.integers(0, 6), TOLD), min_size=1, max_size=5)
# What counts now, in the shape of DatedReport.
COUNTING = f"""
WITH o AS ({OCCURRENCE}) SELECT report, v.published_at
FROM (SELECT version_id, unnest(projects) AS report FROM input.facts) AS f
JOIN o ON o.version_id = f.version_id AND o.counts
JOIN article_version AS v ON v.version_id = f.version_id
"""


def facts_of(told, listed) -> Facts:
    """Facts of one article with a project for each (name, company, adcode)."""
    (first,) = told.facts.projects
    version = told.article.version_id
    projects = {
        report.report_id: report
        for name, company, adcode in listed
        for report in (
            replace(
                first, report_id=key_of(version, name, company), name=name, aliases=(),
                company=company, adcode=adcode, place=adcode,
            ),
        )
    }  # fmt: skip
    return replace(told.facts, projects=tuple(projects.values()), groups=())


def projects(con) -> set[tuple[object, ...]]:
    rows = con.execute(
        "SELECT p.project_id, p.name, p.company, p.adcode, p.stage, list_sort(p.aliases),"
        " list(m.report_id ORDER BY m.report_id) FROM input.project AS p"
        " JOIN input.project_member AS m USING (project_id) GROUP BY ALL"
    ).fetchall()
    return {(*row[:5], tuple(row[5]), tuple(row[6])) for row in rows}


def all_at_once(con) -> tuple[set[tuple[object, ...]], int]:
    table = con.sql(COUNTING).to_arrow_table().cast(schema_of(DatedReport))
    made, conflicts = join([d for b in table.to_batches() for d in from_batch(DatedReport, b)])
    return {
        (p.project_id, p.name, p.company, p.adcode, p.stage, tuple(sorted(p.aliases)), p.report_ids)
        for p in made
    }, len(conflicts)


@given(nights=st.lists(NIGHT, min_size=1, max_size=3), turn=st.integers(1, 4), gone=st.booleans())
@settings(max_examples=8, deadline=None)
def test_night_by_night_is_as_all_at_once(kit, nights, turn, gone):
    with tempfile.TemporaryDirectory() as home, closing(open_build(Path(home))) as con:
        for number, night in enumerate(nights):
            at = kit.night + timedelta(days=number)
            for article, listed in night:  # the same article again has other facts
                told = kit.tell(article)
                kit.load(con, [told], at)
                load.load_facts(con, to_batch(Facts, [facts_of(told, listed)]), at)
            join_reports(con, at, turn)
            settle(con, at)
            expected, conflicts = all_at_once(con)
            assert projects(con) == expected
            (stored,) = con.execute("SELECT count(*) FROM project_conflict").fetchall()
            assert stored == (conflicts,)
        if gone:
            takedown(con, "url", "https://a.example/0", reason="asked", at=at)
            join_reports(con, at, turn)
            assert projects(con) == all_at_once(con)[0]


def test_a_night_forms_the_projects_that_it_touches_only(tmp_path, kit):
    with closing(open_build(tmp_path)) as con:
        kit.load(con, [kit.tell(n, name=f"{n}号产业园管材加工项目") for n in range(20)])
        assert join_reports(con, kit.night) == 20
        assert join_reports(con, kit.night) == 0
        kit.load(con, [kit.tell(3, 5, "2", night=1, name="3号产业园管材加工项目")])
        assert join_reports(con, kit.night) == 1
