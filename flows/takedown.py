"""Removal on request: out of the tables, the raw archive and the next release, for good."""

from __future__ import annotations

from extract.archive_index import drop_pages
from flows import pipeline, running
from flows.settings import Settings
from flows.steps import Run
from flows.summary import RunSummary
from warehouse import load
from warehouse.takedown import Scope, forget_archive, purge, takedown


def _drop_raw(run: Run) -> int:
    """Take all that is barred out of the raw archive and its index; the records dropped."""
    barred = load.barred(run.con)
    home = run.settings.home
    dropped = 0
    for path in pipeline.archive_files(home):
        gone = drop_pages(path, barred.holds)
        dropped += gone
        if gone:
            forget_archive(run.con, str(path.relative_to(home)))
        if gone and path.exists():
            pipeline.index_archive(run.con, path, home)
    return dropped


def run_takedown(
    settings: Settings,
    scope: Scope,
    target: str,
    reason: str,
    *,
    older_releases: bool = False,
) -> RunSummary:
    """Remove an article (by any of its addresses) or a source everywhere, and publish.

    With `older_releases` the releases that still hold it are removed too. The table `takedown`
    logs it, the summary's warnings say how much was removed. Doing it twice does no harm.
    """

    def work(run: Run) -> None:
        run.log.step(f"removing {target} from the tables")
        removed = takedown(run.con, scope, target, reason=reason, at=run.at)
        run.log.step("removing it from the raw archive")
        records = _drop_raw(run)
        run.log.step("joining projects")
        pipeline.join_projects(run.con, run.at)
        run.summary.warnings.append(
            f"removed: {len(removed.versions)} versions, {removed.rows} rows, {records} raw records"
        )
        running.finish(run)
        if older_releases and run.summary.error is None:
            gone = purge(settings.home)
            run.summary.warnings.append(f"older releases removed: {len(gone)}")

    return running.carry_out("takedown", settings, work)
