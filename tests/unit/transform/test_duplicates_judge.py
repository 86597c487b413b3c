"""Verdicts on pairs: copies of each kind, and what only looks like a copy."""

from __future__ import annotations

import random
import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.duplicates import Document, cluster, judge
from transform.records import Verdict

JOINING = {"same", "mirror", "syndicated", "excerpt"}

TITLE = "昭苏县晨露乳业年产3万吨奶粉项目开工"
PARAGRAPHS = (
    "5月6日，新疆晨露乳业有限公司年产3万吨奶粉项目在昭苏县开工建设。",
    "该项目计划总投资2.6亿元，占地120亩，分两期建设。一期投资1.4亿元，建设喷粉塔2座，"
    "预计明年9月投产；二期投资1.2亿元，主要建设冷库和检测中心。",
    "新疆晨露乳业有限公司负责人高远说，公司看中的是昭苏草原的奶源，投产后每天可收购鲜奶"
    "300吨，带动周边26个村的养殖户增收，并提供180个就业岗位。",
    "昭苏县商务和工业信息化局局长叶尔兰介绍，该项目由江苏援伊泰州工作组引进，从洽谈到开工"
    "只用了5个月。今年以来，全县已开工建设项目14个。",
)
ORIGINAL = Document(
    "1" * 16,
    "river",
    "http://www.river.example/jj/202405/t20240507_771.html",
    TITLE,
    "2024-05-07",
    "河谷新闻网",
    "\n".join((TITLE, *PARAGRAPHS)),
    outlet="河谷新闻网",
)


def other(
    *paragraphs: str, title: str = TITLE, url: str = "http://copy.example/n/9.html", **more: object
) -> Document:
    """A document of another outlet; of the original's text where no paragraphs are given."""
    text = "\n".join((title, *(paragraphs or PARAGRAPHS)))
    base = replace(ORIGINAL, version_id="2" * 16, source_id="copy", outlet="转载网", credit=None)
    return replace(base, url=url, title=title, text=text, **more)  # type: ignore[arg-type]


def verdict(left: Document, right: Document) -> Verdict:
    pair, back = judge(left, right, 0.9), judge(right, left, 0.9)
    assert pair == back
    assert (pair.left, pair.right) == tuple(sorted((left.version_id, right.version_id)))
    assert 0 <= pair.score <= 1
    assert judge(left, right, 0.4) == pair  # what made them candidates decides nothing
    assert pair.reasons
    return pair.verdict


def lose(text: str, pattern: str) -> str:
    return re.sub(pattern, "\ufffd", text)


LAUNDERED = tuple(lose(p, r"(?<=投资)\d|塔|江") for p in PARAGRAPHS)
SHORTENED = (PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[3])
SIGNED = (f"河谷新闻网讯（记者 周舟）{PARAGRAPHS[0]}", *PARAGRAPHS[1:], "（责任编辑：郑重）")
ELSEWHERE = "http://www.river.example/sy/88.html"
AT_HOME = {"source_id": "river", "credit": "河谷新闻网", "outlet": "河谷新闻网"}


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (other(url=ELSEWHERE, **AT_HOME), "same"),
        (other(*(p.replace("，", ", ") for p in PARAGRAPHS), url=ELSEWHERE, **AT_HOME), "same"),
        (other(*PARAGRAPHS, "（责任编辑：郑重）", url=ELSEWHERE, **AT_HOME), "same"),
        (other(credit="河谷新闻网"), "syndicated"),
        (other(*SIGNED, credit="河谷新闻网"), "syndicated"),
        (other(*SIGNED, credit="河谷新闻网", title="投资2.6亿！草原来了奶粉厂"), "syndicated"),
        (other(credit="转载网"), "mirror"),
        (other(url="http://copy.example/jj/202405/t20240507_771.html"), "mirror"),
        (other(*LAUNDERED, damage_score=0.1), "mirror"),
        (other(*SHORTENED, damage_score=0.1), "mirror"),
        (other(*SHORTENED), "mirror"),
        (other(*PARAGRAPHS[:2]), "excerpt"),
        (other(PARAGRAPHS[1], title="项目"), "excerpt"),
    ],
)
def test_copies(copy: Document, expected: Verdict) -> None:
    assert verdict(ORIGINAL, copy) == expected


def change(old: str, new: str) -> tuple[str, ...]:
    """The paragraphs with `old` made `new` throughout."""
    changed = tuple(p.replace(old, new) for p in PARAGRAPHS)
    assert changed != PARAGRAPHS
    return changed


def test_a_page_that_changed_is_a_revision() -> None:
    for paragraphs in (
        change("2.6亿", "2.9亿"),
        (*PARAGRAPHS, "记者了解到，当地还将配套建设饲草基地。"),
        change("叶尔兰", "巴合提"),
    ):
        assert verdict(ORIGINAL, other(*paragraphs, url=ORIGINAL.url)) == "revision"


@pytest.mark.parametrize("url", [ORIGINAL.url, ELSEWHERE, "http://copy.example/n/9.html"])
def test_no_changed_digit_is_passed_over(url: str) -> None:
    """Each single figure changed, at the same page, the same outlet and another one."""
    text = "\n".join(PARAGRAPHS)
    home = AT_HOME if "river" in url else {"credit": ORIGINAL.credit}
    for place in [m.start() for m in re.finditer(r"\d", text)]:
        digit = "7" if text[place] != "7" else "8"
        changed = f"{text[:place]}{digit}{text[place + 1 :]}".split("\n")
        found = verdict(ORIGINAL, other(*changed, url=url, **home))
        assert found in {"revision", "same_template"}, text[place - 5 : place + 5]


@given(st.data())
def test_no_other_number_is_passed_over(data: st.DataObject) -> None:
    """A figure put for another, of any length, also in a laundered copy."""
    text = "\n".join(PARAGRAPHS)
    figure = data.draw(st.sampled_from(list(re.finditer(r"\d+(?:\.\d+)?", text))))
    number = data.draw(st.decimals(1, 9999, places=1).map(lambda d: f"{d.normalize():f}"))
    changed = text[: figure.start()] + number + text[figure.end() :]
    if float(number) == float(figure.group()):
        return
    copy = other(*changed.split("\n"), damage_score=data.draw(st.sampled_from([0.0, 0.2])))
    assert verdict(ORIGINAL, copy) not in JOINING


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("昭苏县", "特克斯县"),
        ("泰州", "盐城"),
        ("晨露", "金穗"),
        ("一期投资1.4亿元", "一期投资14亿元"),
        ("叶尔兰", "巴合提"),
        ("奶粉", "果汁"),
    ],
)
def test_another_name_or_figure_is_no_copy(old: str, new: str) -> None:
    assert verdict(ORIGINAL, other(*change(old, new), title="另一篇")) not in JOINING


def test_renumbered_texts_are_of_one_template() -> None:
    numbers = iter(str(n) for n in range(11, 99))
    renumbered = [re.sub(r"\d+(?:\.\d+)?", lambda _: next(numbers), p) for p in PARAGRAPHS]
    assert verdict(ORIGINAL, other(*renumbered)) == "same_template"
    moved = [p.replace("昭苏", "新源").replace("晨露", "雪岭") for p in renumbered]
    assert verdict(ORIGINAL, other(*moved)) == "same_template"


def test_weekly_briefs_are_of_one_template() -> None:
    def brief(week: str, *figures: float) -> str:
        started, total, signed, amount = figures
        return (
            f"一周项目（{week}）\n本周，全州新开工项目{started}个，总投资{total}亿元；新签约项目"
            f"{signed}个，签约金额{amount}亿元。各县市抢抓施工黄金期，加快手续办理。"
        )

    one = replace(ORIGINAL, title="一周项目（5月第一周）", text=brief("5月第一周", 6, 9.3, 4, 7.1))
    two = other(url=ELSEWHERE, **AT_HOME)
    two = replace(two, title="一周项目（5月第二周）", text=brief("5月第二周", 8, 12.4, 3, 5.6))
    assert verdict(one, two) == "same_template"


def test_the_same_value_written_otherwise_is_no_change() -> None:
    assert verdict(ORIGINAL, other(*change("1.2亿元", "12000万元"), credit="河谷新闻网")) in JOINING
    assert verdict(ORIGINAL, other(*change("2座", "两座"), credit="河谷新闻网")) in JOINING
    assert verdict(ORIGINAL, other(*change("5个月", "六个月"))) not in JOINING
    assert verdict(ORIGINAL, other(*change("300吨", "３００吨"), credit="河谷新闻网")) in JOINING


def test_a_lost_digit_contradicts_nothing_and_a_wrong_one_beside_it_does() -> None:
    lost = other(*change("2.6亿", "\ufffd.6亿"), damage_score=0.1)
    assert verdict(ORIGINAL, lost) == "mirror"
    wrong = other(*change("2.6亿", "\ufffd.9亿"), damage_score=0.1)
    assert verdict(ORIGINAL, wrong) not in JOINING
    mark = other(*change("项目14个", "项目\ufffd14个"), damage_score=0.1)  # a lost space or mark
    assert verdict(ORIGINAL, mark) == "mirror"
    month = other(*change("5月6日", "5\ufffd6日"), damage_score=0.1)
    assert verdict(ORIGINAL, month) == "mirror"


def test_unrelated_texts() -> None:
    text = "今天白天晴间多云，夜间有小雨。气象部门提醒，出行请注意防范大风。" * 3
    assert verdict(ORIGINAL, other(text, title="天气")) == "none"
    assert verdict(ORIGINAL, replace(other(), text="", title=None)) == "none"
    empty = replace(ORIGINAL, text="", title=None)
    assert verdict(empty, replace(other(), text="", title=None)) != "none"


@given(
    st.text(alphabet="甲乙1.\ufffd，\n", max_size=80),
    st.text(alphabet="甲乙1.\ufffd，\n", max_size=80),
)
def test_any_two_texts_have_a_verdict_both_ways(left: str, right: str) -> None:
    verdict(replace(ORIGINAL, text=left, title=None), replace(other(), text=right, title=None))


def _unlike(letters: str, seed: int) -> str:
    """A long text of no order."""
    return "".join(random.Random(seed).choices(letters, k=120_000))


def test_hostile_texts_take_no_long_time() -> None:
    started = time.process_time()
    for left, right in (
        ("的" * 60_000, "的" * 59_000 + "了"),
        ("ab" * 30_000, "ba" * 30_000),
        ("12" * 30_000, "\ufffd1" * 30_000),
        ("甲" * 30_000, "\ufffd" * 30_000),
        ("1.,~ " * 12_000, "1,~. " * 12_000),
        (_unlike("甲乙丙丁戊", 1), _unlike("己庚辛壬癸", 2)),
    ):
        verdict(replace(ORIGINAL, text=left), replace(other(), text=right))
    assert time.process_time() - started < 20


TOLD = (
    "为了改善各族群众的居住条件，县里投入1.7亿元实施安居富民房工程，惠及农牧民3200户。",
    "近年来，前方指挥部坚持输血与造血并重，把产业援疆摆在突出位置，大力发展纺织服装产业。",
    "园区管委会主任表示，园区实行一站式服务，从注册登记到开工建设全程有专人跟踪办理。",
    "下一步，县里将继续优化营商环境，完善基础设施，为企业落户提供更加有力的支撑。",
)


def bare(key: str, *lines: str) -> Document:
    """A document of which nothing is known but its text."""
    return Document(key, "", "", None, None, None, "\n".join(lines))


def test_a_reworded_title_above_the_same_text_is_a_copy() -> None:
    a = bare("1", "巩留县：纺织产业迈上新台阶", *TOLD)
    b = bare("2", "图文丨这个县的服装企业为何越来越多", *TOLD)
    assert judge(a, b, 1.0).verdict in ("same", "mirror")


def test_notices_that_only_their_titles_tell_apart_are_no_copies() -> None:
    a = bare("1", "巩留县2024年医疗保险参保缴费通告", *TOLD)
    b = bare("2", "昭苏县2024年医疗保险参保缴费通告", *TOLD)
    c = bare("3", "巩留县2023年医疗保险参保缴费通告", *TOLD)
    for left, right in ((a, b), (a, c)):
        assert judge(left, right, 1.0).verdict in ("same_template", "revision")


def test_an_excerpt_among_advertisements_is_an_excerpt() -> None:
    whole = bare("1", "巩留县：纺织产业迈上新台阶", *TOLD, "该县还与高校合作建立了院士工作站。" * 8)
    part = bare(
        "2",
        "热门推荐：点击领取优惠券，扫码关注公众号",
        *TOLD,
        "广告合作请联系客服，本站所有内容均来自网络",
        "上一篇：今日天气预报",
        "今天夜里多云转晴，明天白天有五到六级西北风，请大家注意防风防火，合理安排出行。",
    )
    assert judge(whole, part, 1.0).verdict == "excerpt"


def test_lines_of_the_page_contradict_nothing() -> None:
    a = bare("1", "巩留县：纺织产业迈上新台阶", "4月1日，记者在园区看到。", *TOLD)
    b = bare(
        "2",
        "巩留县：纺织产业迈上新台阶",
        "来源：天池网 2024-06-11",
        "4月1日，记者在园区看到。",
        *TOLD,
        "（责任编辑：周舟）",
    )
    assert judge(a, b, 1.0).verdict in ("same", "mirror", "syndicated")


def test_documents_without_an_address_are_not_the_same_page() -> None:
    a, b = bare("1", "标题一行字", *TOLD), bare("2", "标题一行字", *TOLD, "最后又加了一句别的话。")
    assert "the same page with changed text" not in judge(a, b, 1.0).reasons


def test_a_brand_pasted_over_the_real_name_is_no_copy_of_its_facts() -> None:
    # Two texts that name different firms contradict each other: neither is read for the other.
    swapped = other(*(p.replace("新疆晨露乳业有限公司", "新疆快装优选网") for p in PARAGRAPHS))
    assert verdict(ORIGINAL, swapped) not in JOINING


def test_a_copy_posted_years_later_is_a_mirror_of_the_first() -> None:
    late = other(published_at="2037-11-02")
    assert verdict(ORIGINAL, late) == "mirror"
    members = cluster([late, ORIGINAL], [judge(ORIGINAL, late, 0.9)])
    assert {m.version_id: m.verdict for m in members} == {
        ORIGINAL.version_id: "original",
        late.version_id: "mirror",
    }


def test_menus_and_requests_for_donations_before_the_text_are_no_other_text() -> None:
    menu = ("首页 新闻 财经 体育 娱乐", "本站依靠读者捐款维持，捐款账号见页底，谢谢支持！")
    assert verdict(ORIGINAL, other(*menu, *PARAGRAPHS)) in JOINING
