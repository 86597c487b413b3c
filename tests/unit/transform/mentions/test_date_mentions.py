"""Dates and periods: every form told from a publication date, and what cannot be known."""

import re
from datetime import date as day
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.mentions import date

PUBLISHED = "2023-09-14"


def one(text, published=PUBLISHED):
    (mention,) = date.find(text, published)
    return mention


@pytest.mark.parametrize(
    ("text", "name", "precision", "start", "end"),
    [
        ("2019年5月6日签约", "2019-05-06", "day", "2019-05-06", "2019-05-06"),
        ("2019-05-06", "2019-05-06", "day", "2019-05-06", "2019-05-06"),
        ("二〇一九年五月", "2019-05", "month", "2019-05-01", "2019-05-31"),
        ("２０１９年５月", "2019-05", "month", "2019-05-01", "2019-05-31"),
        ("今年3月15日开工", "2023-03-15", "day", "2023-03-15", "2023-03-15"),
        ("8月20日，负责人说", "2023-08-20", "day", "2023-08-20", "2023-08-20"),
        ("预计10月投产", "2023-10", "month", "2023-10-01", "2023-10-31"),
        ("于5月建成", "2023-05", "month", "2023-05-01", "2023-05-31"),
        ("11月中旬试车", "2023-11", "month", "2023-11-11", "2023-11-20"),
        ("6月底完工", "2023-06", "month", "2023-06-25", "2023-06-30"),
        ("月底完工", "2023-09", "month", "2023-09-25", "2023-09-30"),
        ("本月1日开放", "2023-09-01", "day", "2023-09-01", "2023-09-01"),
        ("本月底开工", "2023-09", "month", "2023-09-25", "2023-09-30"),
        ("下月中旬营业", "2023-10", "month", "2023-10-11", "2023-10-20"),
        ("上月签约", "2023-08", "month", "2023-08-01", "2023-08-31"),
        ("年初开工", "2023", "year", "2023-01-01", "2023-02-28"),
        ("去年底投产", "2022", "year", "2022-11-01", "2022-12-31"),
        ("2025年底建成", "2025", "year", "2025-11-01", "2025-12-31"),
        ("年内开工", "2023", "year", "2023-01-01", "2023-12-31"),
        ("今年共签约", "2023", "year", "2023-01-01", "2023-12-31"),
        ("明年建成", "2024", "year", "2024-01-01", "2024-12-31"),
        ("前年启动", "2021", "year", "2021-01-01", "2021-12-31"),
        ("明年一季度投产", "2024-Q1", "quarter", "2024-01-01", "2024-03-31"),
        ("三季度完工", "2023-Q3", "quarter", "2023-07-01", "2023-09-30"),
        ("下半年动工", "2023", "half", "2023-07-01", "2023-12-31"),
        ("今年上半年", "2023", "half", "2023-01-01", "2023-06-30"),
        ("昨日获悉", "2023-09-13", "day", "2023-09-13", "2023-09-13"),
        ("12日，记者看到", "2023-09-12", "day", "2023-09-12", "2023-09-12"),
        ("上周五开工", "2023-09-08", "day", "2023-09-08", "2023-09-08"),
        ("2012年至2015年", "2012/2015", "period", "2012-01-01", "2015-12-31"),
        ("2012—2015年", "2012/2015", "period", "2012-01-01", "2015-12-31"),
        ("1至8月", "2023-01/2023-08", "period", "2023-01-01", "2023-08-31"),
        ("今年1—6月", "2023-01/2023-06", "period", "2023-01-01", "2023-06-30"),
        ("前7个月", "2023-01/2023-07", "period", "2023-01-01", "2023-07-31"),
        ("前三季度", "2023-01/2023-09", "period", "2023-01-01", "2023-09-30"),
        ("8月28日至9月2日", "2023-08-28/2023-09-02", "period", "2023-08-28", "2023-09-02"),
        ("2021年5月至2022年4月", "2021-05/2022-04", "period", "2021-05-01", "2022-04-30"),
        ("“十三五”期间", "2016/2020", "period", "2016-01-01", "2020-12-31"),
        ("十四五时期", "2021/2025", "period", "2021-01-01", "2025-12-31"),
        ("“十四五”末", "2025", "year", "2025-01-01", "2025-12-31"),
        ("第九批援疆干部", "2017/2019", "period", "2017-01-01", "2019-12-31"),
        ("近三年来", "2020-09-14/2023-09-14", "period", "2020-09-14", "2023-09-14"),
        ("未来两年", "2023-09-14/2025-09-13", "period", "2023-09-14", "2025-09-13"),
        ("2021年以来", "2021/2023-09-14", "period", "2021-01-01", "2023-09-14"),
        ("今年以来", "2023/2023-09-14", "period", "2023-01-01", "2023-09-14"),
        ("自2012年起", "2012/2023-09-14", "period", "2012-01-01", "2023-09-14"),
        ("“十四五”以来", "2021/2023-09-14", "period", "2021-01-01", "2023-09-14"),
    ],
)
def test_forms(text, name, precision, start, end):
    mention = one(text)
    assert (mention.name, mention.precision) == (name, precision)
    assert (mention.date_start, mention.date_end) == (start, end)


@pytest.mark.parametrize(
    ("text", "rule", "bound"),
    [
        ("年底前交付", "before", "at_most"),
        ("今年8月底前建成", "before", "at_most"),
        ("2024年以后", "after", "at_least"),
        ("截至8月底", "as_of", None),
    ],
)
def test_words_around_the_date(text, rule, bound):
    mention = one(text)
    assert (mention.rule, mention.bound) == (rule, bound)


def test_as_of_now_ends_at_publication():
    mention = one("截至目前，已开工")
    assert (mention.rule, mention.date_start, mention.date_end) == ("as_of", None, PUBLISHED)


@pytest.mark.parametrize("text", ["日前", "近日", "目前", "近年来", "近期"])
def test_vague_words_have_no_date(text):
    mention = one(text)
    assert (mention.rule, mention.date_start, mention.name) == ("vague", None, None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("历时120天", 120, "天"),
        ("建设期2年", 2, "年"),
        ("工期20个月", 20, "个月"),
        ("预计4年建成", 4, "年"),
    ],
)
def test_durations_have_a_length(text, value, unit):
    mention = one(text)
    assert (mention.rule, mention.value, mention.unit, mention.date_start) == (
        "duration", value, unit, None,
    )  # fmt: skip


@pytest.mark.parametrize(("text", "per"), [("年均投入", "year"), ("每年", "year"), ("日均", "day")])
def test_rates(text, per):
    assert (one(text).rule, one(text).per) == ("rate", per)


@pytest.mark.parametrize(
    "text",
    [
        "占比1/4左右",
        "“当年建设、当年投产”",
        "今年五十二岁",
        "三年级",
        "第一年",
        "一年一度",
        "�月25日",
        "201�年5月",
        "10月1�日",
        "2�日",
        "十分重要",
        "1—10万元",
        "八五折",
        "电话0991-2024123",
    ],
)
def test_no_date(text):
    assert date.find(text, PUBLISHED) == []


def test_words_that_only_contain_a_date_word():
    assert [m.quote for m in date.find("达产后年利税900万元，提前一个月完工", PUBLISHED)] == [
        "一个月"
    ]
    assert [m.rule for m in date.find("岁末年初", PUBLISHED)] == ["vague"]


def test_a_holiday_is_not_the_whole_year():
    assert [(m.rule, m.name) for m in date.find("今年“五一”假期", PUBLISHED)] == [("holiday", None)]


def test_the_same_time_last_year_is_a_comparison():
    assert one("较去年同期增长").rule == "comparison"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2019年8月签约，10月动工", ["2019-08", "2019-10"]),
        ("2021年7月立项，当年10月开工", ["2021-07", "2021-10"]),
        ("2021年7月立项，次年3月开工", ["2021-07", "2022-03"]),
        ("去年11月签约，今年2月备案，5月开工", ["2022-11", "2023-02", "2023-05"]),
        ("6月8日，推介会举行。当天签约9个", ["2023-06-08", "2023-06-08"]),
        ("2020年11月签约。8月开工", ["2020-11", "2023-08"]),
    ],
)
def test_earlier_dates_lend_their_year(text, names):
    assert [m.name for m in date.find(text, PUBLISHED)] == names


@pytest.mark.parametrize(
    ("text", "published", "name"),
    [
        ("12月28日，项目开工", "2024-01-08", "2023-12-28"),
        ("截至12月底", "2024-01-08", "2023-12"),
        ("将于12月28日开工", "2024-01-08", "2024-12-28"),
        ("28日，项目开工", "2024-01-08", "2023-12-28"),
        ("今年5月", "2013", "2013-05"),
        ("今年5月", "2013-08", "2013-05"),
        ("5月", "2013", "2013-05"),
        ("上月", "2013-01", "2012-12"),
        ("上月", "2013", None),
        ("22日，项目开工", "2013", None),
        ("昨日", "2013-08", None),
        ("今年", None, None),
        ("2012年", None, "2012"),
    ],
)
def test_what_publication_leaves_open(text, published, name):
    assert [m.name for m in date.find(text, published)] == [name]


@pytest.mark.parametrize(
    ("text", "future", "name"),
    [
        ("3月", True, "2024-03"),
        ("3月", False, "2023-03"),
        ("12月", False, "2022-12"),
        ("12月", True, "2023-12"),
        ("9月", True, "2023-09"),
        ("9月", False, "2023-09"),
        ("一季度", True, "2024-Q1"),
        ("8月15日", True, "2024-08-15"),
        ("2019年3月", True, "2019-03"),
        ("今年3月", True, "2023-03"),
    ],
)
def test_a_bare_month_turns_with_the_verb(text, future, name):
    assert date.resolve(one(text), PUBLISHED, future).name == name


def test_leap_years_when_turned():
    mention = one("2月", "2023-09-14")
    assert date.resolve(mention, "2023-09-14", future=True).date_end == "2024-02-29"


@given(st.dates(day(1950, 1, 1), day(2049, 12, 31)))
def test_written_dates_read_back(value):
    text = f"{value.year}年{value.month}月{value.day}日"
    mention = one(text)
    assert mention.name == mention.date_start == mention.date_end == value.isoformat()


ALPHABET = "0123456789年月日号季度一二三四五六七八九十零〇今去明前后上下本当同次初底末中内以来起至到-—“”�近过未每全截"


@given(
    st.text(alphabet=ALPHABET, max_size=40),
    st.sampled_from(["2023-09-14", "2024-02-29", "2023-09", "2023", "", None, "x"]),
)
def test_any_text_is_read_without_error(text, published):
    mentions = date.find(text, published)
    assert all(text[m.start : m.end] == m.quote and m.quote for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    for mention in mentions:
        assert "�" not in mention.quote
        if mention.date_start and mention.date_end:
            assert mention.date_start <= mention.date_end
        assert all(
            re.fullmatch(r"\d{4}-\d\d-\d\d", d) for d in (mention.date_start, mention.date_end) if d
        )
        date.resolve(mention, published, future=True)
        date.resolve(mention, published, future=False)
