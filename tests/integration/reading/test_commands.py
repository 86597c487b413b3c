"""What a reader types: sql, export, project, search, on a release of the sample sites."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rich.console import Console

import warehouse
from extract.errors import WarehouseError
from flows import cli
from flows.cli import show
from warehouse import oc4ids
from warehouse.card import card, find
from warehouse.export import export
from warehouse.figures import money
from warehouse.search import search


@pytest.fixture
def run(sample_home, monkeypatch, capfdbinary):
    """Run the command line in this process; gives (exit code, stdout bytes, stderr text)."""

    def ran(*arguments: str, stdin: str = "") -> tuple[int, bytes, str]:
        monkeypatch.setattr(sys, "argv", ["yuanjiang", *arguments, "--home", str(sample_home)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capfdbinary.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out, err.decode()

    return ran


QUERY = "SELECT name, place, first_as_of FROM project ORDER BY name"


def test_sql_gives_the_same_rows_in_every_format(run):
    code, out, _ = run("sql", QUERY, "-f", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and len(rows) >= 8
    assert json.loads(run("sql", QUERY, "-f", "json")[1]) == rows
    told = run("sql", QUERY, "-f", "csv")[1].decode()
    assert [r["name"] for r in csv.DictReader(io.StringIO(told))] == [r["name"] for r in rows]
    assert pq.read_table(io.BytesIO(run("sql", QUERY, "-f", "parquet")[1])).to_pylist() == rows
    table = run("sql", QUERY)[1].decode()
    assert all(row["name"] in table for row in rows)


def test_sql_reads_standard_input_and_another_release(run, sample_home):
    assert run("sql", "-f", "csv", stdin="SELECT 1 AS one")[1] == b"one\n1\n"
    assert run("sql", "-", "-f", "csv", stdin="SELECT 1 AS one")[1] == b"one\n1\n"
    name = warehouse.sql("SELECT release FROM release", sample_home).column(0)[0].as_py()
    assert run("sql", "SELECT release FROM release", "--release", name, "-f", "csv")[1]
    code, _, told = run("sql", "SELECT 1", "--release", "20000101T000000Z")
    assert code == 1 and "no release 20000101T000000Z" in told


def test_a_mistake_is_one_line_and_nothing_is_written(run, tmp_path):
    code, out, told = run("sql", "SELEC [/red] 1")
    assert (code, out) == (1, b"") and "Parser Error" in told and "Traceback" not in told
    code, _, told = run("export", "no_such_table", str(tmp_path / "x.csv"))
    assert code == 1 and "no_such_table" in told
    code, _, told = run("export", "project", str(tmp_path / "x.doc"))
    assert code == 1 and ".xlsx" in told
    code, _, told = run("export", "project", str(tmp_path / "no" / "x.csv"))
    assert code == 1 and "cannot write" in told
    assert list(tmp_path.iterdir()) == []


def test_nobody_writes_to_a_release(run):
    code, _, told = run("sql", "DELETE FROM project")
    assert code == 1 and "read-only" in told


def test_export_of_tables_marts_and_queries(run, tmp_path):
    for what, name in (
        ("project", "p.csv"),
        ("aid_funds_by_year", "a.jsonl"),
        (QUERY, "q.parquet"),
    ):
        assert run("export", what, str(tmp_path / name))[0] == 0
    raw = (tmp_path / "p.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and "察布查尔".encode() in raw
    assert pq.read_table(tmp_path / "q.parquet").num_rows == raw.count(b"\r\n") - 1
    assert run("export", "project_amount", str(tmp_path / "x.xlsx"))[0] == 0
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        sheets = book.read("xl/workbook.xml").decode()
        assert [name in sheets for name in ('"data"', '"dictionary"', '"codes"')] == [True] * 3
        assert "总投资" in book.read("xl/sharedStrings.xml").decode()
        data = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in data and "<cols>" in data and "<autoFilter" in data


def test_csv_for_excel_runs_no_formula(tmp_path):
    rows = pa.table({"name": ["=HYPERLINK(1)", "@x", "-1+2", "年产5万吨"], "n": [-1, 2, 3, 4]})
    export(rows, tmp_path / "x.csv")
    told = (tmp_path / "x.csv").read_text("utf-8-sig")
    assert told.splitlines()[1:4] == ["'=HYPERLINK(1),-1", "'@x,2", "'-1+2,3"]


def test_projects_in_the_shape_of_oc4ids(run, tmp_path):
    path = tmp_path / "p.json"
    assert run("export", "project", str(path))[0] == 0
    told = json.loads(path.read_text("utf-8"))
    assert {"uri", "publisher", "publishedDate", "projects", "version"} == told.keys()
    ids = [p["id"] for p in told["projects"]]
    assert len(ids) == len(set(ids)) >= 8
    tower = next(p for p in told["projects"] if "风电塔筒" in p["title"])
    assert tower["status"] == "implementation"
    assert tower["budget"]["amount"] == {"amount": 4.6e8, "currency": "CNY"}
    assert tower["locations"][0]["gazetteer"] == {
        "scheme": "CN-GBT2260", "identifiers": ["654022"],
    }  # fmt: skip
    planned = [m for m in tower["milestones"] if m["status"] == "scheduled"]
    assert planned and all("dueDate" in m and "dateMet" not in m for m in planned)
    assert tower["documents"][-1]["url"].startswith("http")
    assert "null" not in path.read_text("utf-8")


def test_a_budget_is_the_newest_total_that_counts():
    def amount(role, value, as_of, counts=True, umbrella=False):
        return {
            "amount_role": role, "value": value, "currency": "CNY", "as_of": as_of,
            "counts_in_totals": counts, "umbrella": umbrella, "quote": f"{value}",
        }  # fmt: skip

    made = oc4ids._budget(
        [
            amount("total_investment", 1.0, "2024-01-01", counts=False),
            amount("total_investment", 2.0, "2025-01-01"),
            amount("total_investment", 9.0, "2026-01-01", umbrella=True),
            amount("phase_investment", 7.0, "2026-01-01"),
        ]
    )
    assert made["amount"]["amount"] == 2.0
    assert oc4ids._budget([amount("aid_fund", 2.0, "2025-01-01")]) == {}


def test_a_card_tells_all_with_its_quotes(run, sample_home):
    code, out, _ = run("project", "风电塔筒")
    told = out.decode()
    assert code == 0
    for part in (
        "4.6亿元",
        "该项目总投资4.6亿元",
        "2025-10",
        "654022",
        "样本新闻网",
        "新疆绿洲风电装备",
    ):
        assert part in told
    made = json.loads(run("project", "风电塔筒", "--json")[1])
    with warehouse.open(sample_home) as con:
        texts = dict(con.execute("SELECT url, text FROM article_version").fetchall())
    for part in ("timeline", "amounts", "parties", "sources"):
        assert made[part]
        assert all(row["quote"] in texts[row["url"]] for row in made[part])


def test_several_projects_are_listed_and_none_is_an_error(run):
    code, out, told = run("project", "年产")
    assert code == 0 and out.decode().count("年产") >= 3 and "give more of the name" in told
    code, out, told = run("project", "某处不存在的项目")
    assert (code, out) == (1, b"") and "no project is named" in told
    assert run("project", " ")[0] == 1


def test_search_wants_all_words_and_counts_copies_once(run, sample_home):
    rows = [
        json.loads(line) for line in run("search", "博乐市", "光伏", "-f", "jsonl")[1].splitlines()
    ]
    assert {row["kind"] for row in rows} == {"project", "article"}
    titles = [row["title"] for row in rows if row["kind"] == "article"]
    assert len(titles) == len(set(titles)) == 2  # one of them was printed again elsewhere
    assert run("search", "博乐市", "床品", "-f", "jsonl")[1] == b""
    code, _, told = run("search", "没有这样的词")
    assert code == 0 and "nothing found" in told
    with warehouse.open(sample_home) as con:
        assert search(con, "  ").num_rows == 0
        assert search(con, "' OR 1=1 --").num_rows == 0
        assert len(search(con, "项目", most=2).to_pylist()) == 2


def test_an_exact_name_wins_over_those_that_hold_it(sample_home):
    with warehouse.open(sample_home) as con:
        name = con.execute("SELECT name FROM project ORDER BY length(name) LIMIT 1").fetchall()[0][
            0
        ]
        assert [m["name"] for m in find(con, name)] == [name]
        with pytest.raises(WarehouseError):
            card(con, "no such key")


def test_hostile_text_reaches_no_terminal():
    rows = pa.table({"a[b]": ["\x1b]0;owned\x07[red]x[/red]", "\u202e反"], "n": [1.0, 2.5]})
    with (console := Console(width=80, file=io.StringIO(), force_terminal=False)).capture() as got:
        console.print(show.rows_table(rows))
    told = got.get()
    assert "\x1b" not in told and "\x07" not in told and "\u202e" not in told
    assert "[red]x[/red]" in told and "a[b]" in told


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [(4.6e8, "CNY", "4.6亿元"), (9.8e7, "CNY", "9,800万元"), (120.0, None, "120元"),
     (5e6, "USD", "500万 USD"), (1.125e8, "CNY", "1.125亿元"), (None, "CNY", "")],
)  # fmt: skip
def test_money_reads_like_the_news(value, currency, shown):
    assert money(value, currency) == shown
    assert money(460e6, "CNY", "en") == "CNY 460 m"


def test_report_writes_one_page(run, tmp_path):
    path = tmp_path / "report.html"
    assert run("report", str(path))[0] == 0
    page = path.read_text("utf-8")
    assert page.lstrip().startswith("<!doctype html>") and "各县投资" in page
