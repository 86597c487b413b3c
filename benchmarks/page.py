"""The part of docs/benchmarks.md about the whole way, with its charts, from the recorded results.

    python -m benchmarks.page [--results benchmarks/results] [--docs docs]

It stands between two marker lines; what is around it is written by hand.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import altair as alt

from benchmarks.record import FOLDER

BEGIN = "<!-- the whole way: made by `python -m benchmarks.page` -->"
END = "<!-- end of the whole way -->"
_COLOUR = "#2f6f8f"
Result = dict[str, Any]


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows), ""]


def _bars(rows: list[Result], value: str, title: str, path: Path, series: str = "") -> None:
    chart = (
        alt.Chart(alt.Data(values=rows), width=520, height=alt.Step(26))
        .mark_bar(color=_COLOUR)
        .encode(
            x=alt.X(f"{value}:Q", title=title),
            y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=240)),
        )
    )
    if series:
        chart = chart.encode(color=alt.Color(f"{series}:N"), yOffset=alt.YOffset(f"{series}:N"))
    path.parent.mkdir(parents=True, exist_ok=True)
    chart.save(str(path))


def rivals(result: Result, images: Path) -> list[str]:
    """The stacks on the same pages."""
    times = result["times_trafilatura"]
    rows = [
        [name, f"{each:.2f}", f"{times.get(name, float('nan')):.2f}"]
        for name, each in result["cpu_ms_a_page"].items()
    ]
    _bars(
        [{"name": n, "ms": ms} for n, ms in result["cpu_ms_a_page"].items()],
        "ms", "milliseconds of CPU a page", images / "bench-rivals.svg",
    )  # fmt: skip
    return [
        "### Against what one would otherwise assemble", "",
        f"{result['pages']} real pages, each repeated with other words; CPU time of one process, the"
        " best of three rounds: `python -m benchmarks.whole rivals`.", "",
        *_table(["stack", "ms a page", "times trafilatura's parsing"], rows),
        "![milliseconds of CPU a page](images/bench-rivals.svg)", "",
    ]  # fmt: skip


def scale(results: list[Result], images: Path) -> list[str]:
    """Each stage at each size."""
    stages = list(results[0]["stages"])
    head = ["stage, ms of CPU an article", *(f"{r['articles']:,}" for r in results)]
    rows = [[s, *(f"{r['stages'][s]['cpu_ms_an_article']:.2f}" for r in results)] for s in stages]
    rows.append(["**all**", *(f"**{r['cpu_ms_an_article']:.2f}**" for r in results)])
    more = [r.get("next_chunk") for r in results]
    rows.append(["one more chunk of 100,000, no release",
                 *(f"{sum(m.values()):.2f}" if m else "" for m in more)])  # fmt: skip
    rows.append(["peak memory, GB", *(f"{r['peak_gb']:.2f}" for r in results)])
    for name, label in (
        ("raw_mb", "raw archive"),
        ("build_mb", "build.duckdb"),
        ("release_mb", "release"),
    ):
        rows.append([f"{label}, MB", *(f"{r['disk'][name]:,.0f}" for r in results)])
    for kind, figure in (("duplicates", "recall"), ("duplicates", "precision"),
                         ("projects", "held_once"), ("projects", "of_one_project")):  # fmt: skip
        label = f"{kind}: {figure.replace('_', ' ')}"
        rows.append([label, *(f"{r['right'][kind][figure]:.4f}" for r in results)])
    _bars(
        [
            {"name": s, "ms": r["stages"][s]["cpu_ms_an_article"], "articles": f"{r['articles']:,}"}
            for s in stages
            for r in results
        ],
        "ms", "milliseconds of CPU an article", images / "bench-scale.svg", "articles",
    )  # fmt: skip
    return [
        "### At size", "",
        "Generated pages with known truth (three in ten are copies, one in five tells of a project, a"
        " fifth of the projects is told of twice), in chunks of at most 100,000 as a backfill"
        " makes them, with one release behind the last:"
        " `python -m benchmarks.whole scale`. `held once` is the share of the true projects that the"
        " ledger holds as exactly one; `of one project` the share of its projects that mix none.", "",
        *_table(head, rows),
        "![milliseconds of CPU an article by stage](images/bench-scale.svg)", "",
    ]  # fmt: skip


def night(result: Result, images: Path) -> list[str]:
    """Kinds of nights."""
    labels = {
        "idle_flow_cold": "a Prefect flow that does nothing, first time",
        "idle_flow_warm": "the same again",
        "night_new": f"a night with {result['new_articles']:,} new articles",
        "night_nothing_new": "a night with nothing new",
    }
    rows = [
        [text, f"{result[k]['wall_s']:.1f}", f"{result[k]['cpu_s']:.1f}"]
        for k, text in labels.items()
    ]
    _bars(
        [{"name": text, "s": result[k]["cpu_s"]} for k, text in labels.items()],
        "s", "seconds of CPU", images / "bench-night.svg",
    )  # fmt: skip
    return [
        "### A night", "",
        "The command as an operator runs it, pages served on loopback without gaps:"
        " `python -m benchmarks.whole night`.", "",
        *_table(["", "seconds", "seconds of CPU"], rows),
        "![seconds of CPU](images/bench-night.svg)", "",
    ]  # fmt: skip


def cores(result: Result, images: Path) -> list[str]:
    """One process and two."""
    stages = ("parse", "facts")
    rows = [[s, *(f"{result[s][k]:.2f}" for k in ("one_s", "two_s", "times"))] for s in stages]
    _bars(
        [
            {"name": s, "s": result[s][k], "processes": label}
            for s in stages
            for k, label in (("one_s", "one"), ("two_s", "two"))
        ],
        "s", "seconds", images / "bench-cores.svg", "processes",
    )  # fmt: skip
    return [
        "### Two cores", "",
        f"{result['pages']:,} generated pages, best of three: `python -m benchmarks.whole cores`.", "",
        *_table(["stage", "one process, s", "two processes, s", "times as fast"], rows),
        "![seconds with one and two processes](images/bench-cores.svg)", "",
    ]  # fmt: skip


def profile(result: Result, images: Path) -> list[str]:
    """The dearest modules of each stage."""
    del images
    rows = [
        [name, f"{stage['share']:.0%}",
         ", ".join(f"{module} {share:.0%}" for module, share in stage["modules"].items())]
        for name, stage in result["stages"].items()
    ]  # fmt: skip
    return [
        "### Where the time goes", "",
        f"{result['articles']:,} generated pages: each stage's share of the CPU time, and in it the"
        " own time of modules and libraries (built-in functions count with their callers):"
        " `python -m benchmarks.whole profile`.", "",
        "| stage | share | of it |", "|---|--:|---|",
        *("| " + " | ".join(row) + " |" for row in rows), "",
    ]  # fmt: skip


PARTS = {"whole": rivals, "scale": scale, "night": night, "cores": cores, "profile": profile}


def _measured_on(environment: Result) -> str:
    versions = ", ".join(f"{k} {v}" for k, v in environment["versions"].items())
    return (
        f"Measured {environment['date']} on {environment['cores']} cores ({environment['processor']},"
        f" {environment['system']}), Python {environment['python']}, {versions}."
    )


def main() -> None:
    """Write the part and its charts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=FOLDER)
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    asked = parser.parse_args()
    lines, told = [BEGIN, "## The whole way", ""], ""
    for name, part in PARTS.items():
        path = asked.results / f"{name}.json"
        if path.is_file():
            data = json.loads(path.read_text("utf-8"))
            told = told or _measured_on(data["environment"])
            lines += part(data["result"], asked.docs / "images")
    lines[3:3] = [told, "", "A shared machine is noisy: compare ratios within one table.", ""]
    page = asked.docs / "benchmarks.md"
    text = page.read_text("utf-8") if page.is_file() else f"# Benchmarks\n\n{BEGIN}\n{END}\n"
    if BEGIN not in text:
        text += f"\n{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    page.write_text(before + "\n".join(lines) + END + rest.partition(END)[2], "utf-8")


if __name__ == "__main__":
    main()
