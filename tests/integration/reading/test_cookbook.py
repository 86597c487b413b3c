"""The query cookbook: every query gives rows on the samples; the pages are written from it.

Renew the pages with RENEW_GOLDEN=1 after the samples or the rules changed.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import warehouse
from flows.cli.show import clean

PAGES = {"en": "queries.md", "zh": "queries.zh.md"}
HEADS = {
    "en": """# Queries

Twenty questions to the ledger. Each runs on the current release: `yuanjiang sql "..."`, or in
Python `import warehouse; warehouse.sql("...")`. What they give here is from the bundled samples
(all companies invented):

```sh
yuanjiang run --sample
yuanjiang ingest examples/articles
```

The [data dictionary](dictionary.md) says what each column means.
""",
    "zh": """# 查询

向台账提的二十个问题。都在当前版本上运行：`yuanjiang sql "……"`，或在 Python 中
`import warehouse; warehouse.sql("……")`。下面的结果来自自带样本（企业均为虚构）：

```sh
yuanjiang run --sample
yuanjiang ingest examples/articles
```

各列的含义见[数据字典](dictionary.zh.md)。
""",
}


def _recipes(root: Path) -> list[dict[str, str]]:
    return tomllib.loads((root / "docs" / "queries.toml").read_text("utf-8"))["query"]


def _cell(value: Any) -> str:
    if isinstance(value, float) and not value.is_integer():
        value = round(value, 4)
    return clean(value).replace("|", "\\|")


def _markdown(rows: pa.Table) -> str:
    names = rows.column_names
    lines = ["| " + " | ".join(names) + " |", "|---" * len(names) + "|"]
    lines += ["| " + " | ".join(_cell(row[n]) for n in names) + " |" for row in rows.to_pylist()]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def given(root, sample_home) -> list[pa.Table]:
    with warehouse.open(sample_home) as con:
        return [con.sql(recipe["sql"]).to_arrow_table() for recipe in _recipes(root)]


def test_there_are_twenty_and_each_gives_rows(root, given):
    recipes = _recipes(root)
    assert len(recipes) == 20
    empty = [r["en"] for r, rows in zip(recipes, given, strict=True) if rows.num_rows == 0]
    assert empty == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pages_hold_the_questions_their_sql_and_its_columns(root, given, language):
    """What the rows say moves with the rules; that they are there and named so does not."""
    page = root / "docs" / PAGES[language]
    parts = [HEADS[language]]
    for number, (recipe, rows) in enumerate(zip(_recipes(root), given, strict=True), start=1):
        parts.append(f"## {number}. {recipe[language]}\n")
        parts.append(f"```sql\n{recipe['sql'].strip()}\n```\n")
        parts.append(_markdown(rows) + "\n")
    if os.environ.get("RENEW_GOLDEN"):
        page.write_text("\n".join(parts), "utf-8")
    told = page.read_text("utf-8")
    for recipe, rows in zip(_recipes(root), given, strict=True):
        assert f"\n## {_recipes(root).index(recipe) + 1}. {recipe[language]}\n" in told
        assert recipe["sql"].strip() in told
        assert "| " + " | ".join(rows.column_names) + " |" in told
