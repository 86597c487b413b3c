"""Real pages repeated with varied content: the same templates and lengths, other words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from extract.charset import decode
from extract.records import RawPage

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "benchmarks" / "pages"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LABEL = re.compile(r"(<meta[^>]{0,200}?charset\s*=\s*[\"']?)[A-Za-z0-9_-]+", re.I)
# Of three characters in ten another one is shown; those that rules read stay as they are.
_KEPT = set(
    "年月日时分一二三四五六七八九十百千万亿元来源作者记者编辑责任通讯员投资项目公司县市区州"
)
_SHARE = 0.3


def _varied(text: str, rng: random.Random) -> str:
    chars = sorted(set(_CHINESE.findall(text)) - _KEPT)
    others = chars[:]
    rng.shuffle(others)
    table = {
        ord(char): other for char, other in zip(chars, others, strict=True) if rng.random() < _SHARE
    }
    return text.translate(table)


def varied_pages(count: int, folder: Path = SHARED) -> Iterator[tuple[str, str]]:
    """(name, HTML text) of `count` pages: each real page as it is, then again in other words."""
    texts = [
        (path.stem, _LABEL.sub(r"\1utf-8", decode(path.read_bytes())[0], count=1))
        for path in sorted(folder.glob("*.html"))
    ]
    for number in range(count):
        name, text = texts[number % len(texts)]
        round_ = number // len(texts)
        if round_:
            text = _varied(text, random.Random(f"{name}:{round_}"))
        yield f"{name}-{round_}", text


def raw_page(name: str, text: str) -> RawPage:
    """The page as this project takes it."""
    return RawPage(
        url=f"http://bench.test/{name}.html",
        source_id="bench",
        fetched_at=datetime(2025, 1, 2, tzinfo=UTC),
        status=200,
        content_type="text/html; charset=utf-8",
        body=text.encode(),
    )
