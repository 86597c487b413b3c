"""Make `bigrams.tsv.gz`: how likely one Chinese character follows another.

Counted over the words of jieba's dictionary (MIT licence) weighted by their frequency, and the
names of places in this package. Run by hand, with jieba installed:
`python -m transform.data.build_bigrams`.
"""

from __future__ import annotations

import gzip
import math
from collections import Counter
from importlib import resources
from itertools import pairwise
from pathlib import Path

LEAST = 3  # counts below this are left out


def main() -> None:
    """Write the table beside this file: two characters and the rounded logarithm of the count."""
    pairs: Counter[str] = Counter()
    words = resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    for line in words.splitlines():
        word, count, *_ = line.split()
        weight = int(count)
        for left, right in pairwise(word):
            pairs[left + right] += weight
        pairs["^" + word[0]] += weight
        pairs[word[-1] + "$"] += weight
    rows = sorted((pair, count) for pair, count in pairs.items() if count >= LEAST)
    text = "".join(f"{pair}\t{round(10 * math.log(count))}\n" for pair, count in rows)
    target = Path(__file__).with_name("bigrams.tsv.gz")
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
