"""Broken pages made from whole ones: each is an Article or a reason, within time and memory.

    python -m benchmarks.parse.mutate [--count 10000] [--seed 1] [PAGES_DIR]

Without PAGES_DIR the pages are made up. The process has an address space of 2 GB, so a page that
needs more fails; the slowest page and what became of all are printed. Ends with 1 where a page
took longer than the bound or raised what it should not.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from extract.errors import TerminalError
from extract.parse import parse
from extract.records import RawPage

SECONDS = 20.0  # CPU, a page; the heaviest 20 MB page takes about half
MEMORY = 2 * 1024**3
BIG = 20_000_000
EVERY_BIG = 250  # one page in so many has 20 MB

_PARAGRAPH = "<p>开发区的纺织项目于今年三月开工，计划总投资三亿元，预计明年底建成投产。</p>"
SAMPLE = (
    '<html><head><meta charset="utf-8"><title>纺织项目开工建设_某县新闻网</title></head><body>'
    '<div class="nav"><a href="/">首页</a><a href="/n/">新闻</a></div><h1>纺织项目开工建设</h1>'
    "<div>2024-03-05 10:20 来源：某县融媒体中心</div><div class=content>"
    + _PARAGRAPH * 6
    + "</div><div>责任编辑：王某某</div></body></html>"
).encode()

Mutation = Callable[[bytes, random.Random], bytes]


def _cut(page: bytes, rng: random.Random) -> bytes:
    return page[: rng.randrange(len(page) + 1)]


def _flip(page: bytes, rng: random.Random) -> bytes:
    changed = bytearray(page)
    for _ in range(rng.randrange(1, 200)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _nul(page: bytes, rng: random.Random) -> bytes:
    step = rng.randrange(1, 400)
    return b"\0".join(page[i : i + step] for i in range(0, len(page), step))


def _misnest(page: bytes, rng: random.Random) -> bytes:
    pieces = page.split(b">")
    for _ in range(rng.randrange(1, 40)):
        one, other = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        pieces[one], pieces[other] = pieces[other], pieces[one]
    return b">".join(pieces)


def _deep(page: bytes, rng: random.Random) -> bytes:
    tag = rng.choice(
        [b"div", b"table><tr><td", b"font", b"a href=x", b"ul><li", b"span class=title"]
    )
    at = rng.randrange(len(page) + 1)
    return page[:at] + (b"<" + tag + b">") * 50_000 + page[at:]


def _noise(page: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(page) + 1)
    return page[:at] + rng.randbytes(rng.randrange(1, 20_000)) + page[at:]


def _only_noise(page: bytes, rng: random.Random) -> bytes:
    return rng.randbytes(rng.randrange(1, 50_000))


def _other_charset(page: bytes, rng: random.Random) -> bytes:
    name = rng.choice(["gb18030", "utf-16", "utf-16-le", "big5", "shift_jis"])
    return page.decode("utf-8", "ignore").encode(name, "replace")


def _twice(page: bytes, rng: random.Random) -> bytes:
    a, b = sorted((rng.randrange(len(page) + 1), rng.randrange(len(page) + 1)))
    return page[:b] + page[a:b] * rng.randrange(1, 5) + page[b:]


MUTATIONS: tuple[Mutation, ...] = (
    _cut, _flip, _nul, _misnest, _deep, _noise, _only_noise, _other_charset, _twice,
)  # fmt: skip


def _big(page: bytes, rng: random.Random) -> bytes:
    unit = rng.choice(
        [_PARAGRAPH.encode(), b"<br>", b"<a href=x>\xe6\x96\xb0</a>", b"<", b" ", b"&#12", b"\0",
         b"<div class=title>\xe6\xa0\x87", b"2024-01-02 ", "（编辑：".encode(), b"<script>content:'"]
    )  # fmt: skip
    at = rng.randrange(len(page) + 1)
    return page[:at] + unit * (BIG // len(unit)) + page[at:]


def mutated(
    pages: list[bytes], count: int, seed: int, big: bool = True
) -> Iterator[tuple[str, bytes]]:
    """`count` broken pages with the name of what broke them; the same for the same seed."""
    rng = random.Random(seed)
    for number in range(count):
        page = rng.choice(pages)
        if big and number % EVERY_BIG == EVERY_BIG - 1:
            yield "_big", _big(page, rng)
            continue
        change = rng.choice(MUTATIONS)
        yield change.__name__, change(page, rng)


def outcome(body: bytes) -> str:
    """`article`, or the reason why it is none; any other exception passes through."""
    page = RawPage("http://www.example.cn/a/t1.html", "bench", datetime.now(UTC), 200, "", body)
    try:
        parse(page)
    except TerminalError as error:
        return error.reason
    return "article"


def main() -> int:
    """Run and print; 0 where all pages kept the bounds."""
    parser = argparse.ArgumentParser(description="Broken pages through the parser")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("pages", nargs="?", type=Path)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    whole = [p.read_bytes() for p in sorted(options.pages.glob("*.html"))] if options.pages else []
    results: Counter[str] = Counter()
    slowest, raised = (0.0, ""), 0
    for kind, body in mutated(whole or [SAMPLE], options.count, options.seed):
        start = time.process_time()
        try:
            results[outcome(body)] += 1
        except Exception as error:
            raised += 1
            print(f"{kind}, {len(body)} bytes: {error!r}")
        slowest = max(slowest, (time.process_time() - start, f"{kind}, {len(body)} bytes"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(dict(results.most_common()))
    print(
        f"slowest {slowest[0]:.2f} CPU-seconds ({slowest[1]}); peak memory {peak} MB; raised {raised}"
    )
    return int(raised > 0 or slowest[0] > SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
