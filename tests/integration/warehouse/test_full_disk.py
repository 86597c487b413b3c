"""A disk that fills up while loading or releasing costs that load or release and nothing else.

Each case runs twice: with a limit on the size of files (everywhere), and on a real file system of
a few megabytes (where this user may mount one in a namespace of its own).
"""

from __future__ import annotations

import shutil
import subprocess
import sys

import duckdb
import pytest

import warehouse
from benchmarks.warehouse.make import Batch, night
from warehouse import load, release
from warehouse.build import open_build
from warehouse.joining import join_reports
from warehouse.settle import settle

_WORK = """
import resource, signal, sys
from pathlib import Path
from benchmarks.warehouse.make import Batch, night
from warehouse import load, release
from warehouse.build import open_build
from warehouse.settle import settle

home, what, most = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_build(home) as con:
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    done = 0
    try:
        for number in range(2, 200):
            made = Batch(number * 100, (number + 1) * 100, fill=200)
            at = night(number)
            if what == "load":
                load.load_articles(con, made.articles(at), made.cleaned(at), at)
                done += 100
                print("loaded", done, flush=True)
            else:
                con.execute("UPDATE article_version SET credit = ?", [f"outlet {number}"])
                release.publish(con, home, run_id=str(number), at=at, keep=99)
                print("published", number, flush=True)
    except Exception as error:
        print("failed", type(error).__name__, flush=True)
"""


def _small(home) -> None:
    """Two hundred articles, loaded and published."""
    with open_build(home) as con:
        made = Batch(0, 200, fill=200)
        load.load_articles(con, made.articles(night(0)), made.cleaned(night(0)), night(0))
        load.load_facts(con, made.facts(), night(0))
        join_reports(con, night(0))
        settle(con, night(0))
        release.publish(con, home, run_id="first", at=night(0))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    home = tmp_path_factory.mktemp("small")
    _small(home)
    return home


def _run(home, root, what, limit) -> list[str]:
    """The lines of a worker that fills the disk; `limit` in megabytes, 0 for a real small disk."""
    words = [sys.executable, "-c", _WORK, str(home), what, str(limit * 2**20)]
    if not limit:
        size = 3 + sum(p.stat().st_size for p in home.rglob("*") if p.is_file()) // 2**20
        size += 4 if what == "load" else 0
        script = (
            f"mount -t tmpfs -o size={size}m tmpfs /mnt && cp -a {home}/. /mnt/ && "
            f'"$1" -c "$3" /mnt "$5" 0; rm -rf {home}/* && cp -a /mnt/. {home}/'
        )
        words = ["unshare", "-Urm", "sh", "-c", script, "sh", sys.executable, "-c", _WORK, "", what]
    told = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120, cwd=root)
    lines = told.stdout.splitlines()
    assert lines and lines[-1].startswith("failed"), told.stdout + told.stderr
    return lines


def _may_mount() -> bool:
    tool = shutil.which("unshare")
    words = ["unshare", "-Urm", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]
    return bool(tool) and subprocess.run(words, capture_output=True, check=False).returncode == 0


DISKS = [
    pytest.param(6, id="limit"),
    pytest.param(
        0,
        id="disk",
        marks=pytest.mark.skipif(not _may_mount(), reason="no file system can be mounted here"),
    ),
]


@pytest.mark.parametrize("limit", DISKS)
def test_while_loading(small, tmp_path, root, limit):
    home = tmp_path / "home"
    shutil.copytree(small, home, symlinks=True)
    lines = _run(home, root, "load", limit)
    loaded = 200 + sum(line.startswith("loaded") for line in lines) * 100
    with open_build(home) as con:
        rows, keys = con.execute(
            "SELECT count(*), count(DISTINCT version_id) FROM article_version"
        ).fetchall()[0]
        assert rows == keys == loaded  # each batch that was acknowledged, whole, and no other
        at = night(300)
        more = Batch(900_000, 900_010)
        load.load_articles(con, more.articles(at), more.cleaned(at), at)  # and it goes on
        settle(con, at)
        release.publish(con, home, run_id="after", at=at)
    assert warehouse.table("article_version", home).num_rows == loaded + 10


@pytest.mark.parametrize("limit", DISKS)
def test_while_releasing(small, tmp_path, root, limit):
    home = tmp_path / "home"
    shutil.copytree(small, home, symlinks=True)
    most = max(1, release.current(home).database.stat().st_size // 2**20) if limit else 0
    _run(home, root, "release", most)
    with warehouse.open(home) as con:
        assert con.execute("SELECT count(*) FROM article").fetchall() == [(200,)]
    for made in release.releases(home):  # none of them half
        with duckdb.connect(str(made.database), read_only=True) as con:
            assert con.execute("SELECT count(*) FROM article_version").fetchall() == [(200,)]
    with open_build(home) as con:
        made = release.publish(con, home, run_id="ok", at=night(400))
    assert made.is_current and not list((home / "releases").glob(".making-*"))
