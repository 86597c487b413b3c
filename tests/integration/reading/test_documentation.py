"""What the documentation shows is so: commands, Python, rules, the notebook, links.

RENEW_GOLDEN=1 writes the notebook's outputs anew, and its page docs/tutorial.md.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import shlex
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from flows import cli, files
from flows.stages import parse_page
from transform.clean import clean
from transform.facts import read
from transform.facts.explain import explain

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted((ROOT / "docs").glob("*.md"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def _fences(path: Path, kind: str) -> list[str]:
    return [body for name, body in FENCE.findall(path.read_text("utf-8")) if name == kind]


@pytest.fixture
def place(sample_home, tmp_path, monkeypatch):
    """A working folder with the samples as `data`, as a reader of the docs has it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YUANJIANG_HOME", raising=False)
    (tmp_path / "data").symlink_to(sample_home)
    (tmp_path / "query.sql").write_text("FROM project LIMIT 1")
    return tmp_path


WRITING = ("run", "ingest", "backfill", "reprocess", "release", "rollback", "sources", "facts")


@pytest.mark.parametrize("name", ["index.md", "index.zh.md"])
def test_the_commands_of_the_quick_start_work(name, place, monkeypatch, capfdbinary):
    lines = "".join(_fences(ROOT / "docs" / name, "sh")).splitlines()
    tried = 0
    for line in lines:
        words = shlex.split(line, comments=True)
        if not words or not words[0].endswith("yuanjiang") or words[1] in WRITING:
            continue
        if ">" in words:
            words = words[: words.index(">")]
        if "<" in words:
            monkeypatch.setattr(sys, "stdin", io.StringIO(Path(words[-1]).read_text()))
            words = words[: words.index("<")]
        monkeypatch.setattr(sys, "argv", ["yuanjiang", *words[1:]])
        with contextlib.suppress(SystemExit):
            cli.main()
        out, err = capfdbinary.readouterr()
        assert b"error" not in err, (line, err.decode())
        assert out or err, line
        tried += 1
    assert tried >= 8
    assert (place / "report.html").is_file() and (place / "projects.xlsx").is_file()


@pytest.mark.parametrize("name", ["python.md", "python.zh.md"])
def test_the_python_of_the_documentation_runs(name, place, capsys):
    namespace: dict[str, Any] = {}
    blocks = _fences(ROOT / "docs" / name, "python")
    assert len(blocks) == 2
    for block in blocks:
        exec(compile(block, name, "exec"), namespace)
    assert namespace["amounts"].num_rows > 5 and namespace["aid"].num_rows > 3
    assert capsys.readouterr().out


@pytest.mark.parametrize("name", ["rules.md", "rules.zh.md"])
def test_the_rules_read_what_their_page_says(name, tmp_path):
    articles = _fences(ROOT / "docs" / name, "article")
    expected = _fences(ROOT / "docs" / name, "facts")
    assert len(articles) == len(expected) == 4
    for article, facts in zip(articles, expected, strict=True):
        file = tmp_path / "article.txt"
        file.write_text(article, "utf-8")
        restored = clean(parse_page(files.read_page(file)))
        told = explain(read(restored))
        # A statistic says whose and when in the line below it.
        lines = [f"{line} {below}" for line, below in pairwise([*told, ""])]
        for fact in facts.splitlines():
            assert any(all(word in line for word in fact.split()) for line in lines), (fact, lines)


def _shown(value: Any) -> dict[str, Any]:
    """A cell's value as notebooks keep it: a picture for a chart, else its repr."""
    if hasattr(value, "to_dict") and hasattr(value, "mark"):
        import vl_convert

        return {"image/svg+xml": vl_convert.vegalite_to_svg(value.to_dict())}
    return {"text/plain": repr(value)}


def _run(source: str, namespace: dict[str, Any]) -> list[dict[str, Any]]:
    """The outputs of one cell: what it printed, and the value of its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    outputs: list[dict[str, Any]] = []
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, "cell", "exec"), namespace)
        value = (
            eval(compile(ast.Expression(last.value), "cell", "eval"), namespace) if last else None
        )
    if printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue()})
    if value is not None:
        outputs.append(
            {"output_type": "execute_result", "execution_count": None, "metadata": {},
             "data": _shown(value)}
        )  # fmt: skip
    return outputs


def _page(cells: list[dict[str, Any]], images: Path) -> str:
    """The notebook as a page."""
    parts = []
    for cell in cells:
        source = "".join(cell["source"])
        parts.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
        for output in cell.get("outputs", []):
            told = output.get("text") or output["data"].get("text/plain")
            if told:
                parts.append(f"```text\n{told.rstrip()}\n```")
            else:
                (images / "tutorial.svg").write_text(output["data"]["image/svg+xml"], "utf-8")
                parts.append("![Investment by place](images/tutorial.svg)")
    return "\n\n".join(parts) + "\n"


def test_the_notebook_runs_from_top_to_bottom(place):
    path = ROOT / "docs" / "tutorial.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    namespace: dict[str, Any] = {}
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code":
            continue
        given = _run("".join(cell["source"]), namespace)
        kinds = [o["output_type"] for o in given]
        if os.environ.get("RENEW_GOLDEN"):
            cell["outputs"] = given
        assert kinds == [o["output_type"] for o in cell["outputs"]], f"cell {number}"
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")
        page = _page(notebook["cells"], ROOT / "docs" / "images")
        (ROOT / "docs" / "tutorial.md").write_text(page, "utf-8")


def _anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in heads}


def test_every_link_of_the_documentation_leads_somewhere():
    pages = [*PAGES, *(ROOT / "docs" / "decisions").glob("*.md"), *ROOT.glob("*.md")]
    broken = []
    for page in pages:
        text = FENCE.sub("", page.read_text("utf-8"))
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            name, _, anchor = target.partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            file = page.parent / name if name else page
            if not file.exists() or (
                anchor and file.suffix == ".md" and anchor not in _anchors(file.read_text("utf-8"))
            ):
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_the_pages_of_the_navigation_are_there_and_those_for_readers_in_both_languages():
    nav = (ROOT / "mkdocs.yml").read_text().split("\nnav:\n")[1]
    listed = re.findall(r"^      - (\S+\.md)$", nav, re.MULTILINE)
    assert [name for name in listed if not (ROOT / "docs" / name).is_file()] == []
    readers = re.findall(r"^      - (\S+\.md)$", nav.split("  - Carry on:")[0], re.MULTILINE)
    assert len(readers) >= 10
    for name in set(readers) - {"tutorial.md"}:  # that one says everything twice
        assert (ROOT / "docs" / name.replace(".md", ".zh.md")).is_file(), name
