"""Times of day, weeks of a month, decades, lengths in several units, impossible days."""

import pytest

from transform.mentions import date

PUBLISHED = "2023-09-14"  # a Thursday


def one(text, published=PUBLISHED):
    (mention,) = date.find(text, published)
    return mention


@pytest.mark.parametrize(
    ("text", "quote", "day", "time"),
    [
        ("9月8日10时30分，开工", "9月8日10时30分", "2023-09-08", "10:30"),
        ("9月8日上午10时许，开工", "9月8日上午10时许", "2023-09-08", "10:00"),
        ("9月8日下午3点半", "9月8日下午3点半", "2023-09-08", "15:30"),
        ("2023-08-01 18:45", "2023-08-01 18:45", "2023-08-01", "18:45"),
        ("8月1日9:30—11:30", "8月1日9:30—11:30", "2023-08-01", "09:30/11:30"),
        ("8月1日0时至24时", "8月1日0时至24时", "2023-08-01", "00:00/24:00"),
        ("昨晚8时20分", "昨晚8时20分", "2023-09-13", "20:20"),
        ("昨日凌晨2点", "昨日凌晨2点", "2023-09-13", "02:00"),
        ("上周五下午4点一刻", "上周五下午4点一刻", "2023-09-08", "16:15"),
        ("8日晚上9点", "8日晚上9点", "2023-09-08", "21:00"),
        ("6号下午两点三刻", "6号下午两点三刻", "2023-09-06", "14:45"),
        ("9月8日中午12时", "9月8日中午12时", "2023-09-08", "12:00"),
        ("9月8日15时20分30秒", "9月8日15时20分30秒", "2023-09-08", "15:20:30"),
        ("9月8日上午", "9月8日上午", "2023-09-08", None),
    ],
)
def test_a_time_of_day_goes_with_its_day(text, quote, day, time):
    mention = one(text)
    assert (mention.quote, mention.date_start, mention.code) == (quote, day, time)
    assert (mention.name, mention.precision) == (day, "day")


def test_a_range_of_days_and_hours():
    mention = one("9月1日零时至9月4日18时")
    assert (mention.name, mention.code) == ("2023-09-01/2023-09-04", "00:00/18:00")


def test_a_time_alone_is_of_the_day_told_in_its_sentence():
    first, second, third = date.find("9月8日开幕，上午11时签约。下午3时散会", PUBLISHED)
    assert [m.rule for m in (first, second, third)] == ["bare_month", "clock", "clock"]
    assert (second.date_start, second.code) == ("2023-09-08", "11:00")
    assert (third.date_start, third.code) == (None, "15:00")


@pytest.mark.parametrize(
    "text",
    [
        "三点建议", "提出5点要求", "同时开工", "比分3:2", "配比1:20", "第三时段", "25:61", "及时", "网址http://10.1.1.1:80",
        "三周一次", "分3次", "上午",
    ],
)  # fmt: skip
def test_what_is_no_time(text):
    assert [m for m in date.find(text, PUBLISHED) if m.rule != "duration"] == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("8月第一周", "2023-08-07", "2023-08-13"),
        ("本月第二周", "2023-09-11", "2023-09-17"),
        ("6月第3个星期日", "2023-06-18", "2023-06-18"),
        ("8月的最后一个星期一", "2023-08-28", "2023-08-28"),
        ("今年第三十七周", "2023-09-11", "2023-09-17"),
        ("2022年第3个月", "2022-03-01", "2022-03-31"),
        ("去年前10天", "2022-01-01", "2022-01-10"),
        ("2021年最后两周", "2021-12-13", "2021-12-26"),
        ("上半月", "2023-09-01", "2023-09-15"),
        ("周三开工", "2023-09-13", "2023-09-13"),
        ("周一至周五", "2023-09-11", "2023-09-15"),
        ("上世纪80年代", "1980-01-01", "1989-12-31"),
        ("20世纪90年代初", "1990-01-01", "1992-12-31"),
        ("七十年代末", "1977-01-01", "1979-12-31"),
        ("1985到89年9月", "1985-01-01", "1989-09-30"),
        ("从2016到2018", "2016-01-01", "2018-12-31"),
        ("四周后开工", "2023-10-09", "2023-10-15"),
        ("三四月份", "2023-03-01", "2023-04-30"),
        ("8月中下旬", "2023-08-11", "2023-08-31"),
        ("2010年对口援疆工作启动以来", "2010-01-01", "2023-09-14"),
        ("“十五五”时期", "2026-01-01", "2030-12-31"),
        ("前两周", "2023-08-31", "2023-09-14"),
        ("近三年多来", "2020-01-01", "2023-09-14"),
    ],
)
def test_parts_of_months_and_years(text, start, end):
    mention = one(text)
    assert (mention.date_start, mention.date_end) == (start, end)


def test_a_month_of_publication_is_enough_for_whole_months():
    mention = one("未来两个月", "2023-09")
    assert (mention.date_start, mention.date_end) == ("2023-09-01", "2023-10-31")


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "bound"),
    [
        ("四年六个月", 54, None, "个月", None),
        ("两年零三个月", 27, None, "个月", None),
        ("8天20小时", 212, None, "小时", None),
        ("36天5小时30分", 36 * 1440 + 330, None, "分钟", None),
        ("一年又一个月21天", 416, None, "天", None),
        ("两天又一个月", 32, None, "天", None),
        ("3至5年", 3, 5, "年", None),
        ("两三年", 2, 3, "年", "approx"),
        ("3年以上", 3, None, "年", "at_least"),
        ("30天以下", 30, None, "天", "at_most"),
        ("3年以上7年以下", 3, 7, "年", "exact"),
        ("一年半", 1.5, None, "年", None),
        ("三年多", 3, None, "年", "approx"),
        ("45分钟", 45, None, "分钟", None),
    ],
)
def test_lengths(text, value, high, unit, bound):
    mention = one(text)
    assert (mention.value, mention.value_high, mention.unit, mention.bound) == (
        value, high, unit, bound,
    )  # fmt: skip
    assert mention.date_start is None


@pytest.mark.parametrize("text", ["2月30日", "2023年2月29日", "6月31日", "本月31日"])
def test_a_day_that_no_calendar_has_is_told_as_impossible(text):
    mention = one(text)
    assert (mention.rule, mention.date_start, mention.name) == ("impossible", None, None)


def test_days_that_not_every_month_or_year_has():
    assert one("29日签约", "2018-03-22").name == "2018-01-29"
    assert one("2月29日签约", "2021-09-18").name == "2020-02-29"
    leap = one("2月29日", "2020-03-22")
    assert [date.resolve(leap, "2020-03-22", f).name for f in (False, True)] == [
        "2020-02-29", "2024-02-29",
    ]  # fmt: skip


def test_round_lengths_have_no_start():
    assert one("十余年来").date_start is one("20多年来").date_start is None


def test_a_list_of_days():
    names = [m.name for m in date.find("8月10日、11日、12日，展会", PUBLISHED)]
    assert names == ["2023-08-10", "2023-08-11", "2023-08-12"]


def test_the_name_of_a_work_is_no_date():
    assert date.find("《明天》首映，《今日新疆》播出", PUBLISHED) == []
