"""How long logs are kept. Articles, facts and their history are never removed by age.

What the past published is `keep_releases`; what was fetched stays in the raw archive.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import duckdb

from warehouse.merge import transaction

# Log -> SQL of the time of a row; run_source goes with its run.
_TIMES: Final = {
    "fetch": "fetched_at",
    "check_result": "checked_at",
    "run_source": "(SELECT r.started_at FROM run AS r WHERE r.run_id = t.run_id)",
    "run": "started_at",
}


def forget_logs(con: duckdb.DuckDBPyConnection, at: datetime, days: int) -> int:
    """Remove rows of logs that are older than `days` days at `at`; returns their number.

    Of `fetch` only failed attempts go: the others are the index of the archive.
    """
    before = at - timedelta(days=days)
    removed = 0
    with transaction(con):
        for name, time in _TIMES.items():
            spared = " AND warc_file IS NULL" if name == "fetch" else ""
            done = con.execute(
                f"DELETE FROM main.{name} AS t WHERE {time} < ?{spared}", [before]
            ).fetchall()
            removed += int(done[0][0])
    return removed
