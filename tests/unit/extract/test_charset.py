"""Which encoding a page is in, whatever its label says."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.charset import decode
from extract.errors import BrokenInput

TEXT = "开发区的纺织项目今年开工，计划总投资三亿元。"


@pytest.mark.parametrize("label", ["utf-8", "gb2312", "gbk", "big5", "no-such-thing", ""])
def test_utf8_whatever_the_label(label):
    assert decode(TEXT.encode(), f"text/html; charset={label}") == (TEXT, "utf-8")


@pytest.mark.parametrize("label", ["gb2312", "utf-8", "iso-8859-1", ""])
def test_gb18030_whatever_the_label(label):
    page = f'<meta charset="{label}">{TEXT}镕㐀'
    assert decode(page.encode("gb18030")) == (page, "gb18030")


@pytest.mark.parametrize(
    ("bom", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_byte_order_mark_decides(bom, name):
    assert decode(bom + TEXT.encode(name)) == (TEXT, name)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_with_a_label_and_no_mark(name):
    page = f"<html>{TEXT}</html>"
    assert decode(page.encode(name), f"text/html; charset={name}")[0] == page


def test_big5_label_breaks_the_tie_where_gb18030_does_not_fit():
    text = "臺灣經濟部今日公布新的投資計畫，預計明年完工。" * 3
    body = text.encode("big5")
    decoded, _ = decode(body, "text/html; charset=big5")
    assert decoded == text


def test_character_cut_at_the_end_is_left_out():
    assert decode(TEXT.encode()[:-1]) == (TEXT[:-1], "utf-8")


def test_a_few_broken_bytes_cost_only_themselves():
    body = (TEXT * 20).encode() + b"\xff" + TEXT.encode()
    text, name = decode(body)
    assert name == "utf-8"
    assert text == TEXT * 20 + "\ufffd" + TEXT


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"", "empty"), (b" \r\n\0", "empty"), (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "not_text")],
)
def test_refused_with_a_reason(body, reason):
    with pytest.raises(BrokenInput) as caught:
        decode(body)
    assert caught.value.reason == reason


@given(st.binary(max_size=3000))
def test_any_bytes_give_text_or_a_reason(body):
    try:
        text, name = decode(body)
    except BrokenInput as error:
        assert error.reason in ("empty", "not_text")
    else:
        assert isinstance(text, str)
        codecs.lookup(name)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_chinese_round_trips_in_utf8(text):
    assert decode(text.encode()) == (text, "utf-8")
