"""Each check finds the row it is for, lets a good one pass, and says what it means."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from extract.errors import WarehouseError
from extract.records import key_of
from warehouse import release
from warehouse.build import open_build
from warehouse.checks import all_checks, run_check, run_checks
from warehouse.sqlfiles import SqlFile

# Check -> (a change that is bad, a change that looks like it and is good).
CASES = {
    "evidence_is_in_its_text": (
        "UPDATE evidence SET quote = '无'",
        "UPDATE evidence SET sentence_start = 1",
    ),
    "mentions_are_in_their_text": (
        "UPDATE mention SET start_offset = 0",
        "UPDATE mention SET rule = 'other'",
    ),
    "keys_are_unique": (
        "INSERT INTO article FROM article",
        "INSERT INTO article SELECT * REPLACE ('another' AS article_id) FROM article",
    ),
    "references_exist": (
        "DELETE FROM evidence",
        "UPDATE project_amount SET project_id = NULL",
    ),
    "codes_are_listed": (
        "UPDATE project_event SET stage = 'digging'",
        "UPDATE project_event SET stage = 'completed'",
    ),
    "facts_count_once": (
        "UPDATE occurrence SET counts = false",
        "UPDATE occurrence SET is_current = false",
    ),
    "totals_count_once": (
        "INSERT INTO project_amount SELECT * REPLACE ('x' AS amount_id, 'y' AS report_id)"
        " FROM project_amount",
        "INSERT INTO project_amount SELECT * REPLACE ('x' AS amount_id, 'y' AS report_id,"
        " false AS counts_in_totals) FROM project_amount",
    ),
    "yuan_amounts_are_in_yuan": (
        "UPDATE project_amount SET value_cny = 1",
        "UPDATE project_amount SET currency = 'USD', value_cny = NULL",
    ),
    "amounts_are_positive": (
        "UPDATE project_amount SET value = -1, value_cny = -1",
        "UPDATE project_amount SET value = 0.5, value_cny = 0.5",
    ),
    "amount_over_1000_yi": (
        "UPDATE project_amount SET value_cny = 1.1e11, value = 1.1e11",
        "UPDATE project_amount SET value_cny = 1e11, value = 1e11",
    ),
    "dates_run_forward": (
        "UPDATE project_event SET date_end = '2000-01-01'",
        "UPDATE project_event SET date_end = date_start",
    ),
    "actual_event_in_the_future": (
        "UPDATE project_event SET date_start = '2025-04-03'",
        "UPDATE project_event SET date_start = '2025-04-02'",  # the night is April 2 in Urumqi
    ),
    "published_in_the_future": (
        "UPDATE article_version SET published_at = '2025-04-04'",
        "UPDATE article_version SET published_at = '2025-04-02T01:00:00+08:00'",
    ),
    "planned_before_signing": (
        "INSERT INTO project_event SELECT * REPLACE ('s' AS event_id, 'signed' AS stage,"
        " DATE '2024-05-01' AS date_start, DATE '2024-05-01' AS date_end) FROM project_event;"
        "UPDATE project_event SET status = 'planned' WHERE stage = 'started'",
        "INSERT INTO project_event SELECT * REPLACE ('s' AS event_id, 'signed' AS stage,"
        " DATE '2024-02-15' AS date_start, DATE '2024-02-15' AS date_end) FROM project_event;"
        "UPDATE project_event SET status = 'planned' WHERE stage = 'started'",
    ),
}
OF_NIGHTS = {"fields_go_empty", "volume_falls", "source_is_silent"}  # tested below
OF_SOURCES = {"facts_fall", "refusals_rise"}  # tested in integration/flows/test_named_sources.py


def test_every_check_is_tested_and_says_what_it_means():
    names = {check.name for check in all_checks()}
    assert names == CASES.keys() | OF_NIGHTS | OF_SOURCES
    for check in all_checks():
        assert check.head["severity"] in ("error", "warn")
        assert len(check.head["explains"]) > 20, check.name


@pytest.fixture(scope="module")
def built(tmp_path_factory, kit):
    with open_build(tmp_path_factory.mktemp("checks")) as con:
        kit.load(con, [kit.tell(0)])
        kit.finish(con)
        yield con


@pytest.mark.parametrize("name", CASES)
def test_a_bad_row_is_found_and_a_good_one_is_not(built, kit, name):
    (check,) = [c for c in all_checks() if c.name == name]
    bad, good = CASES[name]
    assert run_check(built, check, kit.night).bad_rows == 0
    for change, wrong in ((good, False), (bad, True)):
        built.execute("BEGIN")
        built.execute(change)
        found = run_check(built, check, kit.night)
        built.execute("ROLLBACK")
        assert (found.bad_rows > 0) == wrong, (change, found)
        assert (found.sample != "[]") == wrong
        assert found.blocks == (wrong and found.severity == "error")


def _night(con, kit, source, ago, articles, **without):
    """Articles of a source first seen in the night `ago` nights back, fields of them missing."""
    at = kit.night - timedelta(days=ago) + timedelta(minutes=40)  # a night takes its time
    row = {
        "title": "某县项目开工", "published_at": "2025-03-01", "credit": "甲报",
        "text_length": 800, "reporters": ["周一"], "editors": [], "correspondents": [],
        "parse_drift": [], **without,
    }  # fmt: skip
    columns = ", ".join(f"${c} AS {c}" for c in row)
    for number in range(articles):
        version = key_of(source, str(ago), str(number))
        con.execute(
            f"INSERT INTO article_version BY NAME SELECT $v AS version_id, $v AS article_id,"
            f" $s AS source_id, $at::TIMESTAMPTZ AS first_seen_at, {columns}",
            {"v": version, "s": source, "at": at, **row},
        )


def _found(con, kit, name, at=None):
    (check,) = [c for c in all_checks() if c.name == name]
    return json.loads(run_check(con, check, at or kit.night).sample)


@pytest.fixture
def empty(built):
    built.execute("BEGIN")
    built.execute("DELETE FROM article_version")
    yield built
    built.execute("ROLLBACK")


def test_a_field_that_goes_empty_is_named_with_its_source(empty, kit):
    for ago in (1, 2, 28):
        _night(empty, kit, "drifted", ago, 3)
        _night(empty, kit, "steady", ago, 3, credit=None)  # never had one
    _night(empty, kit, "drifted", 0, 6, published_at=None, text_length=20)
    _night(empty, kit, "steady", 0, 6, credit=None)
    found = _found(empty, kit, "fields_go_empty")
    assert [(r["source_id"], r["field"]) for r in found] == [
        ("drifted", "no_body"),
        ("drifted", "no_date"),
    ]
    assert found[0]["now_missing"] == 1 and found[0]["was_missing"] == 0


def test_few_articles_or_older_nights_say_nothing_of_fields(empty, kit):
    _night(empty, kit, "a", 1, 5)
    _night(empty, kit, "a", 0, 4, title=None)
    _night(empty, kit, "b", 40, 9)  # outside the 28 nights
    _night(empty, kit, "b", 0, 9, title=None)
    assert _found(empty, kit, "fields_go_empty") == []


def test_last_night_is_not_tonight(empty, kit):
    """Fetched 40 minutes into last night's run, 23:20 hours before tonight's."""
    _night(empty, kit, "a", 1, 9, title=None)
    _night(empty, kit, "a", 2, 9)
    assert _found(empty, kit, "fields_go_empty") == []


def test_volume_is_compared_with_the_same_weekday(empty, kit):
    for weeks in (7, 14, 21, 28):
        _night(empty, kit, "fell", weeks, 10)
        _night(empty, kit, "same", weeks, 10)
        _night(empty, kit, "small", weeks, 2)
    for ago in range(1, 7):  # busy on other days; this weekday has always been quiet
        _night(empty, kit, "weekday", ago, 30)
        _night(empty, kit, "weekday", ago + 7, 30)
    _night(empty, kit, "weekday", 7, 1)
    _night(empty, kit, "fell", 0, 2)
    _night(empty, kit, "same", 0, 7)
    found = _found(empty, kit, "volume_falls")
    assert found == [{"source_id": "fell", "tonight": 2, "usual": 10.0}]


def test_a_source_is_silent_beyond_its_own_rhythm(empty, kit):
    for ago in (4, 5, 6, 7):
        _night(empty, kit, "daily", ago, 1)
    for ago in (4, 11, 18, 25):
        _night(empty, kit, "weekly", ago, 1)
    _night(empty, kit, "new", 20, 1)
    assert [r["source_id"] for r in _found(empty, kit, "source_is_silent")] == ["daily"]
    later = kit.night + timedelta(days=20)
    silent = [r["source_id"] for r in _found(empty, kit, "source_is_silent", later)]
    assert silent == ["daily", "weekly"]


def test_warnings_are_shown_and_errors_block(tmp_path, kit):
    with open_build(tmp_path) as con:
        kit.load(con, [kit.tell(0)])
        kit.finish(con)
        con.execute("UPDATE project_amount SET value_cny = 2e11, value = 2e11")
        made = release.publish(con, tmp_path, run_id="warned", at=kit.night)
        (told,) = [c for c in made.checks if c["bad_rows"]]
        assert (told["name"], told["severity"]) == ("amount_over_1000_yi", "warn")
        assert "1,000 亿元" in told["explanation"] and told["sample"][0]["value_cny"] == 2e11
        stored = con.execute(
            "SELECT check_name, bad_rows FROM check_result WHERE run_id = 'warned' AND bad_rows > 0"
        ).fetchall()
        assert stored == [("amount_over_1000_yi", 1)]
        con.execute("UPDATE evidence SET quote = '无'")
        with pytest.raises(WarehouseError, match=r"evidence_is_in_its_text: \d+ rows"):
            release.publish(con, tmp_path, run_id="blocked", at=kit.night + timedelta(days=1))
        assert release.current_name(tmp_path) == made.name
        blocked = con.execute(
            "SELECT count(*) FROM check_result WHERE run_id = 'blocked' AND severity = 'error'"
            " AND bad_rows > 0"
        ).fetchall()
        assert blocked == [(1,)]


def test_a_sample_has_at_most_five_rows(built, kit):
    many = SqlFile("many", {"severity": "warn", "explains": "x"}, "SELECT unnest(range(9)) AS n")
    found = run_check(built, many, kit.night)
    assert found.bad_rows == 9 and len(json.loads(found.sample)) == 5
    assert {c.name for c in all_checks()} == {r.check_name for r in run_checks(built, kit.night)}
