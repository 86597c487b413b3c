"""What a past night published can be asked for on every later night."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import warehouse
from warehouse import release
from warehouse.build import open_build
from warehouse.macros import macros
from warehouse.marts import marts
from warehouse.tables import TABLES
from warehouse.tables.table import QUIET

KEPT = [t for t in TABLES.values() if t.published and t.keep == "history"]


def _told(con, table, moment=None):
    """The rows of a table without its bookkeeping; with `moment`, as the macro gives them."""
    columns = ", ".join(f'"{c}"' for c in table.columns if c not in QUIET)
    source = f"main.{table.name}" if moment is None else f"as_of_{table.name}(?)"
    given_ = None if moment is None else [moment]
    return con.execute(f"SELECT {columns} FROM {source} ORDER BY ALL", given_).fetchall()


def _publish(home, kit, nights):
    """Publish each night; gives (moment, tables, marts) as the release of that night had them."""
    seen = []
    for number, act in enumerate(nights):
        at = kit.night + timedelta(days=number)
        with open_build(home) as con:
            act(con, at)
            kit.finish(con, at)
            made = release.publish(con, home, run_id=f"r{number}", at=at, keep=99)
        with warehouse.open(home, made.name) as con:
            tables = {t.name: _told(con, t) for t in KEPT}
            shown = {
                m.name: con.execute(f"FROM {m.name} ORDER BY ALL").fetchall()
                for m in marts()
                if m.name not in ("source_freshness", "news_of_the_day")  # show QUIET columns
            }
        seen.append((at, tables, shown))
    return seen


def test_every_past_night_is_seen_as_it_was_published(tmp_path, kit):
    first = [kit.tell(0, name="高端管材加工基地"), kit.tell(1), kit.tell(2)]
    changed = kit.tell(0, 5, "2", night=1, name="高端管材加工基地")
    rival = kit.tell(3, 4, night=2, name="高端管材加工基地")
    bare = kit.replace(
        first[1], facts=kit.replace(first[1].facts, statistics=(), rules_version="2")
    )
    renamed = kit.replace(first[2], clean=kit.replace(first[2].clean, credit="乙报"))

    nights = [
        lambda con, at: kit.load(con, first, at),
        lambda con, at: kit.load(con, [changed], at),  # the site corrects an article
        lambda con, at: kit.load(con, [rival], at),  # another source on the same project
        lambda con, at: None,  # the first article is gone from its site: nothing comes
        lambda con, at: kit.load_copies(con, kit.copies(first[1], first[2]), at),
        lambda con, at: kit.load(con, [bare], at),  # better rules take a fact back
        lambda con, at: kit.load(con, [renamed], at),  # a better parser reads another outlet
    ]
    seen = _publish(tmp_path, kit, nights)
    with warehouse.open(tmp_path) as con:
        for at, tables, shown in seen:
            for table in KEPT:
                assert _told(con, table, at) == tables[table.name], (at, table.name)
            for name, rows in shown.items():
                asked = con.execute(f"FROM as_of_{name}(?) ORDER BY ALL", [at]).fetchall()
                assert asked == rows, (at, name)
        before = con.execute("SELECT count(*) FROM as_of_article('2000-01-01')").fetchall()
        assert before == [(0,)]
        text = con.execute("SELECT text FROM as_of_article_version(?)", [seen[0][0]]).fetchall()
        assert any("3亿元" in row[0] for row in text)


def test_the_corrected_amount_was_added_up_until_it_was_corrected(tmp_path, kit):
    nights = [
        lambda con, at: kit.load(con, [kit.tell(0, 3, name="高端管材加工基地")], at),
        lambda con, at: kit.load(con, [kit.tell(1, 4, name="高端管材加工基地")], at),
    ]
    _publish(tmp_path, kit, nights)
    query = "SELECT sum(value_cny) FROM as_of_project_amount(?) WHERE counts_in_totals"
    with warehouse.open(tmp_path) as con:
        sums = [
            con.execute(query, [kit.night + timedelta(days=n)]).fetchall()[0][0] for n in range(2)
        ]
        counted = con.execute(
            "SELECT count(*) FROM project_amount WHERE counts_in_totals"
        ).fetchall()
    assert sums[0] == 3e8 and sums[1] in (3e8, 4e8)
    assert counted == [(1,)]


def test_facts_say_which_rules_first_gave_them_and_when(tmp_path, kit):
    told = kit.tell(0)
    again = kit.replace(told, facts=kit.replace(told.facts, rules_version="2"))
    later = kit.night + timedelta(days=1)
    query = "SELECT rules_version, extracted_at, valid_from FROM project_amount"
    with open_build(tmp_path) as con:
        kit.load(con, [told])
        kit.finish(con)
        kit.load(con, [again], later)
        kit.finish(con, later)
        assert con.execute(query).fetchall() == [("1", kit.night, kit.night)]
        assert con.execute("SELECT count(*) FROM history.project_amount").fetchall() == [(0,)]
        dearer = kit.tell(0, 5)
        facts = kit.replace(told.facts, projects=dearer.facts.projects, rules_version="3")
        facts = kit.replace(
            facts,
            projects=tuple(
                kit.replace(
                    p, version_id=facts.version_id, report_id=told.facts.projects[0].report_id
                )
                for p in facts.projects
            ),
        )
        last = kit.night + timedelta(days=2)
        kit.load(con, [kit.replace(told, facts=facts)], last)
        kit.finish(con, last)
        assert con.execute(query).fetchall() == [("3", last, last)]
        past = con.execute(
            "SELECT rules_version, extracted_at, valid_to FROM history.project_amount"
        )
        assert past.fetchall() == [("1", kit.night, last)]


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_past_nights_stand_whatever_happens_later(kit, data):
    pool = [
        *(kit.tell(n, name="高端管材加工基地" if n % 2 else "") for n in range(4)),
        *(kit.tell(n, 7, "2", night=2, name="高端管材加工基地") for n in range(2)),
        kit.tell(0, 9, "3", night=3),
    ]
    seen = []
    with tempfile.TemporaryDirectory() as folder, open_build(Path(folder)) as con:
        for macro in ("as_of_article", *(f"as_of_{t.name}" for t in KEPT if t.name != "article")):
            con.execute(macros()[macro][0])
        for number in range(4):
            at = kit.night + timedelta(days=number)
            for told in data.draw(st.lists(st.sampled_from(pool), max_size=4)):
                kit.load(con, [told], at)
            if data.draw(st.booleans()):
                kit.finish(con, at)
            stored = {
                r[0] for r in con.execute("SELECT version_id FROM article_version").fetchall()
            }
            some = [t for t in pool if t.article.version_id in stored]
            if len(some) > 1 and data.draw(st.booleans()):
                alike = data.draw(st.lists(st.sampled_from(some), min_size=2, max_size=3))
                unique = {t.article.version_id: t for t in alike}
                kit.load_copies(con, kit.copies(*unique.values()), at)
            kit.finish(con, at)
            seen.append((at, {t.name: _told(con, t) for t in KEPT}))
        for at, tables in seen:
            for table in KEPT:
                assert _told(con, table, at) == tables[table.name], (at, table.name)


@pytest.mark.parametrize("halves", [2, 3])
def test_a_night_delivered_in_halves_ends_as_delivered_at_once(tmp_path, kit, halves):
    """Settled in between, with rows closed and come back within the night."""
    old = [kit.tell(0, name="高端管材加工基地"), kit.tell(1), kit.tell(2)]
    night = [
        kit.tell(3, 4, night=1, name="高端管材加工基地"),
        kit.tell(0, 5, "2", night=1),
        kit.tell(4),
    ]
    members = kit.copies(old[1], old[2])
    at = kit.night + timedelta(days=1)
    ends = []
    for folder, parts in (("one", 1), ("other", halves)):
        with open_build(tmp_path / folder) as con:
            kit.load(con, old)
            kit.finish(con)
            for part in range(parts):
                kit.load(con, night[part::parts], at)
                if part == 0 and parts > 1:  # a judgement that is taken back
                    kit.load_copies(con, kit.copies(*reversed(old[1:])), at)
                    kit.finish(con, at)
            kit.load_copies(con, members, at)
            kit.finish(con, at)
            ends.append(
                {
                    f"{schema}.{t.name}": con.execute(
                        f"FROM {schema}.{t.name} ORDER BY ALL"
                    ).fetchall()
                    for t in KEPT
                    for schema in ("main", "history")
                }
            )
    assert ends[0] == ends[1]
