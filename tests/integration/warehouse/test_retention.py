"""Logs are kept for as long as was said; the index of the archive, articles and facts for ever."""

from __future__ import annotations

from datetime import timedelta

from warehouse import load
from warehouse.build import open_build
from warehouse.retention import forget_logs


def test_old_logs_go_and_nothing_else(tmp_path, kit):
    with open_build(tmp_path) as con:
        kit.load(con, [kit.tell(0), kit.tell(1)])
        kit.finish(con)
        for age in (10, 500):
            at = kit.night - timedelta(days=age)
            url = f"https://a.example/{age}"
            tried = {"source_id": "a", "url": url, "fetched_at": at, "error": "gone"}
            kept = {"source_id": "a", "url": url + "/", "fetched_at": at, "warc_file": "raw/x"}
            load.load_fetches(con, [tried, kept])
            run = {"run_id": f"r{age}", "started_at": at}
            load.load_run(con, run, [{"run_id": f"r{age}", "source_id": "a"}])
            check = {"run_id": f"r{age}", "check_name": "x", "checked_at": at}
            load.load_table(con, "check_result", [check])
        facts = con.execute("SELECT count(*) FROM project_amount").fetchall()
        assert forget_logs(con, kit.night, 400) == 4
        assert forget_logs(con, kit.night, 400) == 0
        for name in ("run", "run_source", "check_result"):
            assert con.execute(f"SELECT run_id FROM {name}").fetchall() == [("r10",)], name
        left = con.execute("SELECT url FROM main.fetch ORDER BY url").fetchall()
        assert [r[0][18:] for r in left] == ["10", "10/", "500/"]
        assert con.execute("SELECT count(*) FROM project_amount").fetchall() == facts
        assert con.execute("SELECT count(*) FROM article").fetchall() == [(2,)]
