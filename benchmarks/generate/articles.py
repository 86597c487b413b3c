"""Generated articles with known truth: copies of each kind, project facts, and look-alikes.

    python -m benchmarks.generate.articles --count 10000 > articles.jsonl

Everything follows from the seed and the number of a story, so that any story can be made alone
and in any order. Three articles in ten are copies (same, mirror, syndicated, excerpt, in equal
parts), one in five tells of a project, and one in six looks like another without being a copy of
it: a revision with one changed figure, a text of the same template, a renumbered text.

Prose is made of some thousand two-character words with the skew of real text, so that shingles
are shared as in news: few by very many articles, most by copies only.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, islice

from benchmarks.generate import words
from extract.records import key_of
from transform.duplicates import Document

COPIES = ("same", "mirror", "syndicated", "excerpt")
LOST = "\ufffd"
_WORDS = 12_000
_TEMPLATES = 1000  # wordings of notices and weekly briefs; a few are used very often


@dataclass(frozen=True, slots=True)
class Project:
    """What a project article states."""

    company: str
    name: str
    place: str
    adcode: str
    total_investment: float  # CNY, planned
    capacity: float
    product: str
    unit: str
    started: str  # ISO date, actual


@dataclass(frozen=True, slots=True)
class Generated:
    """An article as restored, with the truth about it.

    Two articles of the same `group` are copies of each other, unless both are excerpts; of the
    same `family` without being copies, they only look alike.
    """

    document: Document
    family: str
    group: str
    kind: str  # original, a copy's verdict, revision, same_template, renumbered
    project: Project | None


@dataclass(frozen=True, slots=True)
class _Draft:
    title: str
    paragraphs: tuple[str, ...]
    day: date
    outlet: tuple[str, str, str]
    number: int
    project: Project | None = None
    path: str = ""
    credit: str | None = None
    damage: float = 0.0


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    rng = random.Random("words")
    found: dict[str, None] = {}
    chars = words.CHARACTERS
    while len(found) < _WORDS:
        found["".join(rng.choice(chars) for _ in range(2 if rng.random() < 0.8 else 3))] = None
    return list(found), list(accumulate(1 / (rank + 12) for rank in range(_WORDS)))


def _clause(rng: random.Random) -> str:
    names, weights = _vocabulary()
    chosen = rng.choices(names, cum_weights=weights, k=rng.randint(3, 7))
    if rng.random() < 0.4:
        chosen[rng.randrange(1, len(chosen))] += rng.choice("的了在和等为将")
    return "".join(chosen)


def _paragraph(rng: random.Random, length: int) -> str:
    parts: list[str] = []
    size = 0
    while size < length:
        if rng.random() < 0.08:
            clause = rng.choice(words.PHRASES)
        elif rng.random() < 0.12:
            clause = f"{_clause(rng)}{rng.randint(2, 990)}{rng.choice('个户人次亩场')}"
        else:
            clause = _clause(rng)
        parts += (clause, "。" if rng.random() < 0.3 else "，")
        size += len(clause) + 1
    parts[-1] = "。"
    return "".join(parts)


def _length(rng: random.Random) -> int:
    """Letters of an article: log-normal as of regional news, median 650, 95 % under 2,200."""
    return int(min(6000, max(90, rng.lognormvariate(6.48, 0.75))))


def _person(rng: random.Random) -> str:
    return rng.choice(words.SURNAMES) + "".join(rng.choices(words.GIVEN, k=rng.randint(1, 2)))


def _company(rng: random.Random) -> tuple[str, str, str]:
    stem = "".join(rng.sample(words.STEMS, 3))
    trade, product, unit = rng.choice(words.TRADES)
    return f"新疆{stem}{trade}有限公司", product, unit


def _day(rng: random.Random) -> date:
    return date(2019, 1, 1) + timedelta(days=rng.randrange(2200))


def _project_text(rng: random.Random, wording: random.Random) -> _Draft:
    """An article about a project; its figures come of `rng`, its words of `wording`."""
    place, prefecture, code = rng.choice(words.PLACES)
    company, product, unit = _company(rng)
    total = rng.randint(12, 990) / 10
    capacity = rng.randint(1, 60)
    day = _day(rng)
    started = day - timedelta(days=rng.randint(1, 6))
    name = f"年产{capacity}万{unit}{product}项目"
    first = (
        f"{started.month}月{started.day}日，{company}{name}在{prefecture}{place}开工建设。"
        f"该项目计划总投资{total:g}亿元，占地{rng.randint(20, 400)}亩，"
        f"建设生产线{rng.randint(1, 12)}条，"
        f"预计{day.year + 1}年{rng.randint(3, 11)}月建成投产。"
    )
    second = (
        f"{company}负责人{_person(rng)}介绍，达产后年产{product}{capacity}万{unit}，"
        f"可带动就业{rng.randint(30, 900)}人。"
        f"{place}相关负责人{_person(rng)}说，项目由{rng.choice(words.DONORS)}援疆工作队引进。"
    )
    rest = _length(wording) - len(first) - len(second)
    more = tuple(
        _paragraph(wording, 90 + wording.randrange(120)) for _ in range(max(0, rest // 150))
    )
    fact = Project(
        company, name, place, code, total * 1e8, capacity * 1e4, product, unit, started.isoformat()
    )
    title = f"{place}{name}开工"
    return _Draft(title, (first, *more[:1], second, *more[1:]), day, ("", "", ""), 0, fact)


def _news_text(rng: random.Random) -> _Draft:
    place = rng.choice(words.PLACES)[0]
    day = _day(rng)
    length = _length(rng)
    paragraphs = [f"{day.month}月{day.day}日，{place}{_paragraph(rng, min(length, 120))}"]
    while (size := sum(map(len, paragraphs))) < length:
        paragraphs.append(_paragraph(rng, min(length - size, 80 + rng.randrange(160))))
    return _Draft(place + _clause(rng), tuple(paragraphs), day, ("", "", ""), 0)


def _template_text(rng: random.Random, seed: str, template: int) -> _Draft:
    """A notice or weekly brief: words of the template, figures, places and dates of its own."""
    wording = random.Random(f"{seed}:template:{template}")
    places = rng.sample(words.PLACES, 5)
    # Half of them are of the same day: weekly briefs of many counties share their date.
    day = date(2023, 5, 8) if rng.random() < 0.5 else _day(rng)
    paragraphs = []
    for place, _, _ in places[: wording.randint(1, 5)]:
        paragraphs.append(
            f"{place}{_clause(wording)}{rng.randint(2, 80)}个，{_clause(wording)}"
            f"{rng.randint(11, 999) / 10:g}亿元，{_paragraph(wording, wording.randrange(30, 160))}"
            f"{_clause(wording)}{rng.choice(words.TRADES)[1]}{rng.randint(2, 400)}家。"
        )
    lead = f"{day.month}月{day.day}日，{places[0][0]}{_paragraph(wording, 60)}"
    title = f"{places[0][0]}{_clause(wording)}（{day.month}月{day.day}日）"
    return _Draft(title, (lead, *paragraphs), day, ("", "", ""), 0)


def _placed(draft: _Draft, rng: random.Random, number: int) -> _Draft:
    """The draft at an outlet of its own, which credits itself."""
    outlet = rng.choice(words.OUTLETS)
    channel = rng.choice(("xw", "jj", "dkyj", "ms"))
    path = f"/{channel}/{draft.day:%Y%m}/t{draft.day:%Y%m%d}_{number}.html"
    return replace(draft, outlet=outlet, path=path, credit=outlet[2], number=number)


def _document(draft: _Draft) -> Document:
    source_id, host, name = draft.outlet
    url = f"http://{host}{draft.path}"
    text = "\n".join((draft.title, *draft.paragraphs))
    return Document(
        key_of(key_of(url), text),
        source_id,
        url,
        draft.title,
        draft.day.isoformat(),
        draft.credit,
        text,
        draft.damage,
        name,
    )


def _lose(text: str, rng: random.Random, share: float) -> str:
    """Characters lost for good, as restoring marks them; digits among them."""
    letters = list(text)
    for i in range(len(letters)):
        if letters[i] not in "，。\n" and rng.random() < share:
            letters[i] = LOST
    return "".join(letters)


def _same(draft: _Draft, rng: random.Random) -> _Draft:
    """The same outlet prints it in a second channel; half-width marks, other spaces."""
    paragraphs = draft.paragraphs
    if rng.random() < 0.5:
        paragraphs = tuple(p.replace("，", ", ").replace("“", '"') for p in paragraphs)
    return replace(draft, paragraphs=paragraphs, path=f"/sy/{rng.randrange(10**8)}.html")


def _mirror(draft: _Draft, rng: random.Random) -> _Draft:
    outlet = rng.choice(words.MIRRORS)
    copy = replace(draft, outlet=outlet, credit=rng.choice((None, outlet[2])))
    if rng.random() < 0.5:
        copy = replace(copy, path=f"/news/{rng.randrange(10**8)}.html")
    if rng.random() < 0.7:  # laundered, and restored but for what is lost
        share = rng.choice((0.0, 0.002, 0.01, 0.02))
        lost = tuple(_lose(p, rng, share) for p in copy.paragraphs)
        copy = replace(copy, paragraphs=lost, damage=rng.uniform(0.02, 0.2))
    if len(copy.paragraphs) > 3 and rng.random() < 0.3:
        kept = list(copy.paragraphs)
        del kept[rng.randrange(1, len(kept) - 1)]
        copy = replace(copy, paragraphs=tuple(kept))
    if rng.random() < 0.3:
        copy = replace(
            copy, paragraphs=(*copy.paragraphs, f"（来源：{outlet[2]}）更多资讯请关注本站")
        )
    return copy


def _syndicated(draft: _Draft, rng: random.Random) -> _Draft:
    outlet = rng.choice([o for o in words.OUTLETS if o != draft.outlet])
    paragraphs = draft.paragraphs
    if rng.random() < 0.5:
        paragraphs = (f"{draft.outlet[2]}讯（记者 {_person(rng)}）{paragraphs[0]}", *paragraphs[1:])
    if rng.random() < 0.5:
        paragraphs = (*paragraphs, f"（责任编辑：{_person(rng)}）")
    title = draft.title if rng.random() < 0.6 else f"{draft.title[:12]}{_clause(rng)}"
    return replace(
        draft,
        outlet=outlet,
        title=title,
        paragraphs=paragraphs,
        path=f"/c/{draft.day:%Y-%m}/{rng.randrange(10**7)}.htm",
        day=draft.day + timedelta(days=rng.choice((0, 0, 1, 2))),
    )


def _excerpt(draft: _Draft, rng: random.Random) -> _Draft:
    """The first paragraphs, or some sentences of a text of one paragraph."""
    outlet = rng.choice((*words.OUTLETS, *words.MIRRORS))
    if len(draft.paragraphs) > 2:
        paragraphs = draft.paragraphs[: max(1, len(draft.paragraphs) // 2)]
    else:
        sentences = "\n".join(draft.paragraphs).split("。")
        paragraphs = ("。".join(sentences[: max(1, (len(sentences) + 1) // 2)]) + "。",)
    path = f"/z/{rng.randrange(10**8)}.shtml"
    return replace(draft, outlet=outlet, paragraphs=paragraphs, path=path, credit=draft.outlet[2])


_COPY: dict[str, Callable[[_Draft, random.Random], _Draft]] = {
    "same": _same,
    "mirror": _mirror,
    "syndicated": _syndicated,
    "excerpt": _excerpt,
}


def _revised(draft: _Draft, rng: random.Random) -> _Draft | None:
    """The draft with one figure changed; None where it has none to change."""
    text = "\n".join(draft.paragraphs)
    places = [i for i, c in enumerate(text) if c.isdigit() and c != "0"]
    if not places:
        return None
    at = rng.choice(places)
    digit = rng.choice([d for d in "123456789" if d != text[at]])
    changed = tuple((text[:at] + digit + text[at + 1 :]).split("\n"))
    path = draft.path if rng.random() < 0.5 else draft.path.replace("/t", f"/t{rng.randrange(9)}")
    return replace(draft, paragraphs=changed, path=path)


def _copies(rng: random.Random) -> list[str]:
    """Which copies a story has; one in 3,000 is printed by more than a hundred outlets."""
    if rng.random() < 1 / 3000:
        return rng.choices(("mirror", "syndicated"), k=rng.randint(100, 140))
    count = 0
    while rng.random() < 0.315:
        count += 1
    return rng.choices(COPIES, k=count)


def story(seed: str, number: int) -> list[Generated]:
    """An original with its copies, revisions and renumbered texts; the same for the same number."""
    rng = random.Random(f"{seed}:{number}")
    family, roll = f"{seed}-{number}", rng.random()
    if roll < 0.12:
        template = int(_TEMPLATES * rng.random() ** 2)
        draft = _template_text(rng, seed, template)
        family, kind = f"{seed}-t{template}", "same_template"
    elif roll < 0.33:
        draft, kind = _project_text(rng, random.Random(f"{seed}:{number}:w")), "original"
    else:
        draft, kind = _news_text(rng), "original"
    draft = _placed(draft, rng, number)
    group = f"{seed}-{number}"
    found = [Generated(_document(draft), family, group, kind, draft.project)]
    pages = {(draft.outlet, draft.path)}
    for copy in _copies(rng):
        made = _COPY[copy](draft, rng)
        if (made.outlet, made.path) in pages:  # one page shows one text
            made = replace(made, path=f"/h/{rng.randrange(10**8)}.html")
        pages.add((made.outlet, made.path))
        project = draft.project if copy != "excerpt" else None
        found.append(Generated(_document(made), family, group, copy, project))
    if rng.random() < 0.06 and not any(f.kind in ("excerpt", "mirror") for f in found):
        revised = _revised(draft, rng)
        if revised:
            found.append(Generated(_document(revised), family, group + "r", "revision", None))
            if rng.random() < 0.3:
                again = _syndicated(revised, rng)
                found.append(Generated(_document(again), family, group + "r", "syndicated", None))
    if kind == "original" and draft.project and rng.random() < 0.25:
        other = _project_text(
            random.Random(f"{seed}:{number}:f"), random.Random(f"{seed}:{number}:w")
        )
        other = _placed(other, rng, number + 10**9)
        found.append(Generated(_document(other), family, group + "n", "renumbered", other.project))
    return _distinct(found)


def _distinct(found: list[Generated]) -> list[Generated]:
    return list({g.document.version_id: g for g in found}.values())


def articles(count: int, seed: str = "1", first_story: int = 0) -> Iterator[Generated]:
    """The first `count` articles of the stories from `first_story` on, a story at a time."""

    def endless() -> Iterator[Generated]:
        number = first_story
        while True:
            yield from story(seed, number)
            number += 1

    return islice(endless(), count)


def main() -> None:
    """Print generated articles as JSON lines: document, family, group, kind, project."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    for made in articles(options.count, options.seed):
        sys.stdout.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
