"""Figures by the words around them: what shows without aligning that two texts are one template.

A weekly brief says 新增企业12家 where another of its kind says 新增企业31家. The words around a
figure are its setting; a setting that both texts have, with another figure in it, is a figure
changed. Alignment finds the same and more, and takes several times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from transform.duplicates.align import ANCHOR, LOST, common

_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)")
_BEFORE, _BEHIND = 4, 2  # letters of a setting; fewer where another figure stands nearer

Setting = tuple[str, str]


def settings(letters: str) -> dict[Setting, set[str]]:
    """The figures of a text (as `align.letters` gives it) by their setting.

    Figures that touch a lost character are left out: they may be any.
    """
    found: dict[Setting, set[str]] = {}
    parts = _FIGURE.split(letters)
    for before, told, behind in zip(parts[:-2:2], parts[1::2], parts[2::2], strict=True):
        if not before.endswith(LOST) and not behind.startswith(LOST):
            setting = before[-_BEFORE:], behind[:_BEHIND]
            figure = told.rstrip("0").rstrip(".") if "." in told else told  # 5.0 is 5
            found.setdefault(setting, set()).add(figure)
    return found


def changed(
    left: Mapping[Setting, set[str]], right: Mapping[Setting, set[str]]
) -> Iterator[tuple[str, str]]:
    """The least figure of either side for each setting of both that has none in common."""
    for setting, ours in left.items():
        theirs = right.get(setting)
        if theirs is not None and ours.isdisjoint(theirs):
            yield min(ours), min(theirs)


def shared(left: str, right: str) -> float:
    """The share of `left`'s letters that lie in runs of ANCHOR letters found in `right`, 0 to 1."""
    begins = np.flatnonzero(common(left, right, ANCHOR))
    if not len(begins):
        return 0.0
    steps = np.zeros(len(left) + 1, dtype=np.int64)
    np.add.at(steps, begins, 1)
    np.add.at(steps, begins + ANCHOR, -1)
    return float(np.count_nonzero(np.cumsum(steps[:-1])) / len(left))
