"""Generated articles as web pages, with the menus and lists around them that real pages have,
and reports that follow up on a project."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape
from itertools import islice

from benchmarks.generate import words
from benchmarks.generate.articles import Generated, Project, story

_MENU = "".join(
    f'<li><a href="/{n}/index.html">{name}</a></li>'
    for n, name in enumerate(
        "首页 要闻 时政 经济 社会 文化 旅游 教育 健康 援疆 招商 图片 视频 专题 评论 县市 兵团 公告 党建 人事".split()
    )
)
_FOOT = (
    "<div class='foot'><p>关于我们 | 联系我们 | 版权声明 | 网站地图</p>"
    "<p>新闻热线：0999-0000000　ICP备案：示例00000000号</p><p>未经授权不得转载</p></div>"
)
_FOLLOW_UP = 0.2  # share of project stories that are told of once more


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the truth about it; `copy_of` is the same for pages that are copies."""

    url: str
    html: str
    group: str
    kind: str
    project: Project | None


def follow_up(seed: str, number: int, first: Generated) -> Generated | None:
    """A later report of the story's project, in other words; None where there is none."""
    rng = random.Random(f"{seed}:{number}:later")
    project = first.project
    if project is None or first.kind != "original" or rng.random() >= _FOLLOW_UP:
        return None
    day = date.fromisoformat(project.started) + timedelta(days=rng.randint(120, 500))
    text = "\n".join(
        (
            f"{project.company}{project.name}竣工投产",
            f"{day.month}月{day.day}日，位于{project.place}的{project.company}{project.name}竣工投产。"
            f"该项目总投资{project.total_investment / 1e8:g}亿元，"
            f"{project.started[:4]}年{int(project.started[5:7])}月开工建设。",
            f"企业负责人{rng.choice(words.SURNAMES)}先生说，首批产品已经下线，订单排到了年底。",
        )
    )
    document = replace(
        first.document,
        version_id=f"{first.document.version_id}-later",
        url=f"{first.document.url}.later.html",
        title=text.partition("\n")[0],
        published_at=day.isoformat(),
        text=text,
    )
    return Generated(
        document, f"{first.family}-later", f"{first.group}-later", "follow_up", project
    )


def _html(made: Generated, rng: random.Random) -> str:
    document = made.document
    title, *paragraphs = document.text.split("\n")
    body = "".join(f"<p>　　{escape(p)}</p>\n" for p in paragraphs)
    related = "".join(
        f'<li><a href="/c/{rng.randrange(10**7)}.html">{title[:6]}{n}条相关新闻标题示例</a></li>'
        for n in range(6)
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><div class='nav'><ul>{_MENU}</ul></div><div class='main'><h1>{escape(title)}</h1>"
        f"<div class='info'>{document.published_at} 10:20　来源：{document.credit or ''}</div>"
        f"<div class='content'>{body}</div></div>"
        f"<div class='side'><h3>相关新闻</h3><ul>{related}</ul></div>{_FOOT}</body></html>"
    )


def pages(count: int, seed: str = "1", first_story: int = 0) -> Iterator[Page]:
    """The first `count` pages of the stories from `first_story` on, in their order, each with its
    follow-up behind it."""

    def endless() -> Iterator[Page]:
        number = first_story
        while True:
            made = story(seed, number)
            later = follow_up(seed, number, made[0])
            rng = random.Random(f"{seed}:{number}:page")
            for each in (*made, *((later,) if later else ())):
                yield Page(each.document.url, _html(each, rng), each.group, each.kind, each.project)
            number += 1

    return islice(endless(), count)
