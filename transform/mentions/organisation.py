"""Organisations: companies, aid teams, government bodies, parks, with their types.

An organisation is found by how its name ends; where it begins is the question. The name reaches
left to the nearest boundary: punctuation, or a word that cannot be inside a name.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from transform.mentions import place
from transform.records import Mention

_NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9（）()·—&-]")
_LONGEST = 34
_OPENERS = {")": "(", "）": "（"}
_GENERIC = re.compile(
    r"^(?:该|本|这|此|上述|全资|控股|下属|旗下|国有|民营|龙头|大型|多家|几家|一批|各|企业|县|州|市|区|省|自治区|"
    r"上市|知名|家|援疆|江苏|集团|母|总|分|子|有限|股份|新|两地|受援地|特色|现代|工业|产业|农业|标准|对口|前方|当地|全县|全州|全市|辖区)*$"
)
_COUNTED = re.compile(r"^[\d一二三四五六七八九十百千两多余近约]+(?:余|多)?(?:家|个|名|户)?$")
_MONEY = re.compile(r"\d[亿万]?元")
_ALIAS = re.compile(r"[（(]以下简称[:：]?[“\"]?([^”\"）)]{2,12})[”\"]?[）)]")


class _Table(NamedTuple):
    suffix: re.Pattern[str]
    types: dict[str, str]
    boundary: re.Pattern[str]
    names: tuple[str, ...]


@cache
def _table() -> _Table:
    path = resources.files("transform.mentions").joinpath("data/organisations.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    types = {word: kind for kind, words in data["suffix"].items() for word in words.split()}
    longest = sorted(types, key=len, reverse=True)
    words = sorted(data["boundary"]["words"].split(), key=len, reverse=True)
    return _Table(
        suffix=re.compile("|".join(map(re.escape, longest))),
        types=types,
        boundary=re.compile("|".join(map(re.escape, words))),
        names=tuple(data["boundary"]["names"].split()),
    )


def find(text: str, places: list[Mention] | None = None) -> list[Mention]:
    """Mentions of organisations: `name` without quotation marks, `code` the type.

    `places` are the mentions of places in the same text, found here where not given.
    """
    table = _table()
    starts = {m.start for m in (places if places is not None else place.find(text))}
    found: list[Mention] = []
    for match in table.suffix.finditer(text):
        kind = table.types[match[0]]
        start = _start(text, match.start(), starts)
        if found and start < found[-1].end:
            previous = found[-1]
            if previous.start <= start and previous.end > match.start():
                continue
            # 江苏援伊·苏州(张家港)工作组产业合作部: a longer name of the same organisation
            start = max(start, previous.end)
            joined = text[previous.end : match.start()]
            if not joined and kind == previous.code:
                found.pop()
                start = previous.start
        name = text[start : match.end()]
        stem = text[start : match.start()]
        if _MONEY.search(stem) or len(stem) < 2 or _GENERIC.match(stem) or _COUNTED.match(stem) or "\ufffd" in name:
            continue
        found.append(
            Mention("organisation", start, match.end(), name, "suffix", name=name, code=kind)
        )
    return found


def _start(text: str, end: int, place_starts: set[int]) -> int:
    """Where the name that ends with the suffix at `end` begins."""
    at = end
    depth = 0
    while at > 0 and end - at < _LONGEST and _NAME.match(text[at - 1]):
        char = text[at - 1]
        if char in "）)":
            depth += 1
        elif char in "（(":
            if depth == 0:
                break
            depth -= 1
        at -= 1
    stem = text[at:end]
    table = _table()
    cut = 0
    for match in table.boundary.finditer(stem):
        if any(
            stem.startswith(n, max(0, match.start() - k)) and match.start() - k >= 0
            for n in table.names
            for k in range(len(n))
            if n[k : k + len(match[0])] == match[0]
        ):
            continue
        if _inside_brackets(stem, match.start()):
            continue
        cut = max(cut, match.end())
    at += cut
    # A name that holds a place after junk begins with that place: 上海市浦东 is one, so the first.
    inside = sorted(s for s in place_starts if at < s < end - 2)
    if inside and inside[0] - at <= 6 and end - at > 14:
        head = text[at : inside[0]]
        if not re.search(r"[（(·]", head) and place.lookup(head) is None:
            at = inside[0]
    return at


def _inside_brackets(stem: str, at: int) -> bool:
    head = stem[:at]
    return head.count("（") + head.count("(") > head.count("）") + head.count(")")


def declared_aliases(text: str, mentions: list[Mention]) -> dict[str, str]:
    """Short names that the text declares: alias -> full name."""
    aliases: dict[str, str] = {}
    for mention in mentions:
        if match := _ALIAS.match(text, mention.end):
            aliases[match[1]] = mention.name or mention.quote
    return aliases


_CORE_END = re.compile(
    r"(?:（[^）]*）|\([^)]*\))?(?:股份|有限责任|有限|集团|责任|控股|公司|科技|实业|工业|发展|投资|贸易|建设|开发)*(?:公司|厂|集团)?$"
)


def core(name: str) -> str:
    """The distinctive part of a company's name: without its place, brackets and legal form."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", name)
    for _ in range(2):
        found = place.find(bare[:12])
        if found and found[0].start == 0 and len(bare) - found[0].end >= 4:
            bare = bare[found[0].end :]
    bare = re.sub(r"^[省市县区州]", "", bare)
    return _CORE_END.sub("", bare) or bare


def same(one: str, other: str) -> bool:
    """Whether two company names may be one: one is within the other, or their cores agree."""
    if one in other or other in one:
        return True
    first, second = core(one), core(other)
    return len(first) >= 2 and len(second) >= 2 and (first in second or second in first)
