"""Kill -9 at random moments of load and release, with a reader querying all the while.

A worker loads nights of articles and publishes each, and says so only after it is done. After
each kill: what was said to be loaded is there, once; the current release is whole, at least as
new as the last one said to be published, and its files have the sums of its manifest.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb

import warehouse
from benchmarks.warehouse.make import Batch, night
from warehouse import load, release
from warehouse.build import open_build
from warehouse.joining import join_reports
from warehouse.parquet import sha256_of
from warehouse.settle import settle

SIZE = 20  # articles a night


def work(home: Path) -> None:
    """Nights without end, each acknowledged on standard output."""
    with open_build(home) as con:
        while True:
            stored = con.execute("SELECT count(*) FROM article_version").fetchall()[0][0]
            number = stored // SIZE
            made = Batch(number * SIZE, (number + 1) * SIZE, fill=2)
            at = night(number)
            load.load_articles(con, made.articles(at), made.cleaned(at), at)
            print(json.dumps({"loaded": (number + 1) * SIZE}), flush=True)
            load.load_facts(con, made.facts(), night(number))
            join_reports(con, night(number))
            settle(con, night(number))
            release.publish(con, home, run_id=str(number), at=night(number), keep=3)
            print(json.dumps({"published": (number + 1) * SIZE}), flush=True)


class Reader(threading.Thread):
    """Opens the current release again and again; `wrong` lists what a reader must never see."""

    def __init__(self, home: Path) -> None:
        super().__init__(daemon=True)
        self.home, self.wrong, self.reads = home, [], 0
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.is_set():
            found = release.current(self.home)
            if found is None:
                time.sleep(0.05)
                continue
            try:
                with duckdb.connect(str(found.database), read_only=True) as con:
                    articles, versions = con.execute(
                        "SELECT (SELECT count(*) FROM article),"
                        " (SELECT count(DISTINCT version_id) FROM article_version)"
                    ).fetchall()[0]
            except (duckdb.IOException, FileNotFoundError):
                if release.current_name(self.home) == found.name:
                    self.wrong.append(f"{found.name} is current and cannot be opened")
                continue  # pruned between reading the link and opening
            if articles % SIZE or articles != versions:
                self.wrong.append(f"{found.name} holds {articles} articles, {versions} versions")
            self.reads += 1
            time.sleep(0.02)


def _said(output: Path) -> dict[str, int]:
    said = {"loaded": 0, "published": 0}
    for line in output.read_text().splitlines(keepends=True):
        if line.endswith("\n"):
            said.update(json.loads(line))
    return said


def _verify(home: Path, said: dict[str, int]) -> list[str]:
    wrong = []
    with open_build(home) as con:
        rows, keys = con.execute(
            "SELECT count(*), count(DISTINCT version_id) FROM article_version"
        ).fetchall()[0]
    if rows != keys:
        wrong.append(f"{rows - keys} versions doubled")
    if rows < said["loaded"]:
        wrong.append(f"{said['loaded']} articles acknowledged, {rows} there")
    found = release.current(home)
    if found is None:
        return [*wrong, "no release"] if said["published"] else wrong
    if sha256_of(found.database) != found.manifest["database"]["sha256"]:
        wrong.append(f"{found.name}: the database is not the one of the manifest")
    for told in found.manifest["tables"].values():
        for part in told["parts"]:
            if sha256_of(found.path / part["file"]) != part["sha256"]:
                wrong.append(f"{found.name}: {part['file']} differs")
    with warehouse.open(home) as con:
        articles = con.execute("SELECT count(*) FROM article").fetchall()[0][0]
    if articles < said["published"]:
        wrong.append(f"{said['published']} articles published, {articles} readable")
    return wrong


def measure(home: Path, times: int, seed: int = 1) -> dict[str, object]:
    """Kill the worker `times` times; `wrong` is empty where all held."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    chance = random.Random(seed)
    output = home / "said.jsonl"
    reader = Reader(home)
    reader.start()
    wrong: list[str] = []
    most = {"loaded": 0, "published": 0}
    for number in range(times):
        with output.open("w") as file:
            worker = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.warehouse.kill", str(home)], stdout=file
            )
            time.sleep(chance.uniform(0.8, 5.0))
            worker.kill()
            worker.wait()
        said = _said(output)
        most = {name: max(most[name], said[name]) for name in most}
        wrong += [f"kill {number}: {text}" for text in _verify(home, most)]
    reader.stop.set()
    reader.join()
    return {"kills": times, "wrong": wrong + reader.wrong, "reads": reader.reads, **most}


def main(home: Path, times: int) -> None:
    print(json.dumps(measure(home, times), indent=1))


if __name__ == "__main__":
    work(Path(sys.argv[1]))
