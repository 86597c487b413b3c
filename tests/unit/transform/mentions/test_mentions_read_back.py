"""A value written in the ways of the news is read back as that value."""

from datetime import date as day
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from transform.mentions import date, money, quantity

HAN = "〇一二三四五六七八九"
FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
BOUNDS = [
    ("{}", "exact"), ("约{}", "approx"), ("近{}", "approx"), ("{}左右", "approx"), ("超{}", "at_least"),
    ("逾{}", "at_least"), ("超过{}", "at_least"), ("{}以上", "at_least"), ("不低于{}", "at_least"),
    ("不少于{}", "at_least"), ("不超过{}", "at_most"), ("不到{}", "at_most"), ("{}以内", "at_most"),
]  # fmt: skip
CURRENCIES = [
    ("{}元", "CNY"), ("{}元人民币", "CNY"), ("人民币{}元", "CNY"), ("{}美元", "USD"), ("{}港元", "HKD"),
    ("{}欧元", "EUR"), ("{}日元", "JPY"), ("{}英镑", "GBP"), ("{}坚戈", "KZT"),
]  # fmt: skip
# A unit as written, its plain unit and what it is worth in it.
UNITS = [
    ("亩", "亩"), ("平方米", "平方米"), ("平方公里", "平方公里"), ("吨", "吨"), ("立方米", "立方米"),
    ("千瓦", "千瓦"), ("兆瓦", "兆瓦"), ("千瓦时", "千瓦时"), ("锭", "锭"), ("头", "头"), ("羽", "羽"),
    ("套", "套"), ("台", "台"), ("户", "户"), ("人", "人"), ("公里", "公里"), ("MW", "兆瓦"),
]  # fmt: skip


def in_han(number):
    """1 to 99 in Chinese numerals: 十, 十二, 三十, 三十一."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{HAN[tens]}十"
    return head + (HAN[ones] if ones else "")


figures = st.tuples(
    st.integers(1, 99_999), st.integers(0, 2), st.sampled_from(list(SCALES)), st.booleans()
)


def written(figure):
    """A figure as text and its value: 3580, 35.8亿, ３５．８万."""
    digits, places, scale, full = figure
    if not scale:
        places = 0
    text = f"{digits / 10**places:.{places}f}"
    value = digits * SCALES[scale] / 10**places
    return (text.translate(FULL) if full else text) + scale, value


@given(figures, st.sampled_from(BOUNDS), st.sampled_from(CURRENCIES))
def test_money(figure, bound, currency):
    number, value = written(figure)
    text = f"项目总投资{bound[0].format(currency[0].format(number))}，占地面积较大。"
    (mention,) = money.find(text)
    assert (mention.value, mention.unit, mention.bound) == (value, currency[1], bound[1])
    assert text[mention.start : mention.end] == mention.quote


@given(
    st.integers(1, 500), st.integers(1, 500), st.sampled_from(["万", "亿"]),
    st.sampled_from(["至", "—", "-", "～", "到"]), st.booleans(),
)  # fmt: skip
def test_ranges_of_money(low, more, scale, joint, both):
    text = f"投资{low}{scale + '元' if both else ''}{joint}{low + more}{scale}元"
    (mention,) = money.find(text)
    assert (mention.value, mention.value_high) == (
        low * SCALES[scale], (low + more) * SCALES[scale],
    )  # fmt: skip


@given(figures, st.sampled_from(BOUNDS), st.sampled_from(UNITS))
def test_quantities(figure, bound, unit):
    number, value = written(figure)
    (mention,) = quantity.find(f"目前已有{bound[0].format(number + unit[0])}，进展顺利。")
    assert (mention.value, mention.unit, mention.bound) == (value, unit[1], bound[1])
    assert money.find(f"目前已有{bound[0].format(number + unit[0])}，进展顺利。") == []


@given(
    st.integers(1, 9999), st.sampled_from(["", "万"]),
    st.sampled_from([("年产{}", "year"), ("日处理{}", "day"), ("{}/年", "year"), ("每年生产{}", "year"), ("日产{}", "day")]),
)  # fmt: skip
def test_rates(number, scale, form):
    (mention,) = quantity.find(f"项目{form[0].format(f'{number}{scale}吨')}。")
    assert (mention.value, mention.per) == (number * SCALES[scale], form[1])


days = st.dates(day(1990, 1, 1), day(2040, 12, 31))


def day_forms(told):
    year, month, dom = told.year, told.month, told.day
    han = "".join(HAN[int(c)] for c in str(year))
    return [
        f"{year}年{month}月{dom}日", f"{year}年{month:02}月{dom:02}日", told.isoformat(),
        f"{year}.{month}.{dom}", f"{year}/{month}/{dom}", f"{year} 年 {month} 月 {dom} 日",
        f"{han}年{in_han(month)}月{in_han(dom)}日", f"{year}年{month}月{dom}日上午",
        f"{year}年{month}月{dom}日".translate(FULL), f"{year}年{month}月{dom}日（星期三）",
    ]  # fmt: skip


@given(days, st.integers(0, 9))
def test_days(told, form):
    text = f"于{day_forms(told)[form]}，开工"
    (mention,) = date.find(text, "2024-05-16")
    assert (mention.date_start, mention.date_end, mention.precision) == (
        told.isoformat(), told.isoformat(), "day",
    )  # fmt: skip
    assert mention.name == told.isoformat()
    assert text[mention.start : mention.end] == mention.quote


@given(days, st.integers(0, 400))
def test_days_without_their_year_are_of_the_last_twelve_months(published, ago):
    """A past day told by month and day, within the reach of news, comes back."""
    told = published - timedelta(days=ago % 200)
    (mention,) = date.find(f"{told.month}月{told.day}日，项目开工", published.isoformat())
    assert mention.date_start == told.isoformat()


@given(days, st.integers(1, 11), st.booleans())
def test_a_bare_month_turns_with_its_verb(published, distance, future):
    month = (published.month - 1 + (distance if future else -distance)) % 12 + 1
    (mention,) = date.find(f"{month}月", published.isoformat())
    turned = date.resolve(mention, published.isoformat(), future)
    assert int(turned.date_start[5:7]) == month
    if future:
        assert published.isoformat() <= turned.date_end
    else:
        assert turned.date_start <= published.isoformat()
    apart = abs(int(turned.date_start[:4]) * 12 + month - published.year * 12 - published.month)
    assert apart == distance


@given(days, st.integers(0, 11), st.integers(1, 3))
def test_spans_of_years_and_months(start, months, years):
    end_year = start.year + years
    month = (start.month + months - 1) % 12 + 1
    text = f"{start.year}年{start.month}月至{end_year}年{month}月"
    (mention,) = date.find(text, "2024-05-16")
    assert mention.name == f"{start.year}-{start.month:02}/{end_year}-{month:02}"
    assert mention.date_start == f"{start.year}-{start.month:02}-01"


@given(
    st.integers(0, 23), st.integers(0, 59),
    st.sampled_from(["{h}时{m}分", "{h:02}:{m:02}", "{h}点{m:02}分"]), days,
)  # fmt: skip
def test_times_of_day(hour, minute, form, told):
    clock = form.format(h=hour, m=minute)
    (mention,) = date.find(f"{told.year}年{told.month}月{told.day}日{clock}，仪式开始", None)
    assert (mention.code, mention.name) == (f"{hour:02}:{minute:02}", told.isoformat())


@given(st.integers(2, 99), st.sampled_from(["年", "个月", "天", "周", "小时"]), st.booleans())
def test_lengths_of_time(number, unit, han):
    words = in_han(number) if han else str(number)
    (mention,) = date.find(f"工程历时{words}{unit}。", "2024-05-16")
    assert (mention.value, mention.unit, mention.rule) == (number, unit, "duration")
