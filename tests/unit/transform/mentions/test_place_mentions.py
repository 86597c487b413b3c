"""Places: codes, names that several places share, regiments, words that are no places."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.mentions import organisation, place
from transform.mentions.gazetteer import gazetteer


def codes(text):
    return [(m.quote, m.code) for m in place.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目落户巩留。", [("巩留", "654024")]),
        ("客商到克州和博州考察", [("克州", "653000"), ("博州", "652700")]),
        ("在察布查尔县建厂", [("察布查尔县", "654022")]),
        ("库车县更名前", [("库车县", "652902")]),
        ("可克达拉市与白杨市", [("可克达拉市", "659008"), ("白杨市", "659012")]),
        (
            "江苏省苏州市张家港市",
            [("江苏省", "320000"), ("苏州市", "320500"), ("张家港市", "320582")],
        ),
        ("塔城地区和布克赛尔县", [("塔城地区", "654200"), ("和布克赛尔县", "654226")]),
        ("十三师安排援疆资金", [("十三师", "659011")]),
        ("第二十三师和十三师范", []),
        ("第四师六十四团", [("第四师", "659008"), ("六十四团", "659008")]),
        (
            "第八师一四三团和第十四师47团",
            [
                ("第八师", "659001"),
                ("一四三团", "659001"),
                ("第十四师", "659009"),
                ("47团", "659009"),
            ],
        ),
        ("霍城县惠远镇", [("霍城县", "654023"), ("惠远镇", "654023")]),
        ("南疆四地州", [("南疆四地州", None)]),
    ],
)
def test_names_and_codes(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "quote", "code"),
    [
        ("和田新引进企业五家", "和田", "653200"),
        ("和田市招商局说，和田今年开工两个项目", "和田", "653201"),
        ("阿克苏的苹果", "阿克苏", "652900"),
        ("伊宁的企业", "伊宁", "654002"),
        ("伊宁县发布消息，伊宁的企业", "伊宁", "654021"),
        ("昌吉的企业", "昌吉", "652300"),
        ("昌吉市发布消息，昌吉的企业", "昌吉", "652301"),
    ],
)
def test_a_shared_name_is_settled_by_full_names(text, quote, code):
    assert [m.code for m in place.find(text) if m.quote == quote] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "游客泡温泉", "创新和发展", "日照充足的地方", "庆祝重大庆典", "确保定期检查", "和田玉展销",
        "喀什噶尔河边的叶尔羌河", "代表团结合实际", "3团队", "北京路上", "塔里木河",
    ],
)  # fmt: skip
def test_words_that_are_no_places(text):
    assert [m for m in place.find(text) if m.quote not in ("喀什",)] == []


def test_guarded_names_count_beside_their_full_name_or_aid():
    assert codes("福海的羊") == []
    assert codes("福海县与福海")[1] == ("福海", "654323")
    assert codes("日照援疆干部")[0] == ("日照", "371100")


def test_a_county_town_of_many_counties_needs_its_county():
    assert [m.quote for m in place.find("在恰尔巴格乡建厂")] == []
    assert ("恰尔巴格乡", "653130") in codes("巴楚县恰尔巴格乡的合作社")


def test_inside_an_organisation_a_place_is_marked():
    text = "新疆远禾食品有限公司在巩留县建厂，巩留县商务局介绍。"
    places = place.find(text)
    marked = place.inside(places, organisation.find(text, places))
    assert [(m.quote, m.rule) for m in marked] == [
        ("新疆", "inside_organisation"), ("巩留县", "full_name"), ("巩留县", "full_name"),
    ]  # fmt: skip
    lowest = place.lowest(marked)
    assert lowest is not None and lowest.code == "654024"
    assert place.lowest([]) is None


def test_lowest_prefers_counties_and_xinjiang():
    found = place.find("苏州市对口支援伊犁州，张家港市结对巩留县")
    lowest = place.lowest(found)
    assert lowest is not None and lowest.name == "巩留县"


def test_the_county_that_an_offset_stands_under():
    text = "和静县的番茄。\n且末县和若羌县相邻，若羌县的光伏项目并网，年发电。\n该项目"
    at = text.index("年发电")
    county = place.county_of(text, at)
    assert county is not None and county.name == "若羌县"
    county = place.county_of(text, len(text))
    assert county is not None and county.name == "和静县"
    assert place.county_of("无地名", 2) is None


def test_lookups():
    assert place.adcode("伊犁州") == "654000"
    assert place.adcode("克孜勒苏柯尔克孜自治州") == "653000"
    assert place.adcode("江苏") == "320000"
    assert place.adcode("恰尔巴格乡") is None and place.adcode("没有此地") is None
    assert place.official_name("654024") == "巩留县" and place.official_name("000000") is None
    assert place.parent("654024") == "654000" and place.parent("654000") == "650000"
    assert place.parent("650000") is None and place.parent("659001") == "650000"
    assert place.within("654024", "650000") and not place.within("654024", "653000")


def test_all_of_xinjiang_is_there():
    codes = [c for c in gazetteer().names if c.startswith("65")]
    assert sum(place.level(c) == "prefecture" for c in codes) == 14
    assert {f"6590{n:02d}" for n in range(1, 14)} <= set(codes)
    assert len([c for c in codes if place.level(c) == "county"]) == 111
    assert all(place.adcode(gazetteer().names[c]) == c for c in codes)


# The partners of the paired-assistance programme with the number of their prefecture-level cities.
PARTNERS = {
    "河北": 11, "山西": 11, "辽宁": 14, "吉林": 9, "黑龙江": 13, "江苏": 13, "浙江": 11, "安徽": 16, "福建": 9,
    "江西": 11, "山东": 16, "河南": 17, "湖北": 13, "湖南": 14, "广东": 21, "北京": 0, "天津": 0, "上海": 0,
}  # fmt: skip


@pytest.mark.parametrize("partner", PARTNERS)
def test_partner_provinces_and_their_cities_are_there(partner):
    province = place.adcode(partner)
    assert province is not None and place.level(province) == "province"
    cities = [
        c for c in gazetteer().names if c[:2] == province[:2] and place.level(c) == "prefecture"
    ]
    assert len(cities) == PARTNERS[partner]
    for code in cities:
        short = gazetteer().names[code].removesuffix("市")
        assert place.adcode(gazetteer().names[code]) == code
        assert place.adcode(short) in (code, province, None), short  # 吉林 is the province


def test_each_division_of_the_corps_has_the_code_of_its_city():
    cities = {
        "第一师": "阿拉尔市", "第二师": "铁门关市", "第三师": "图木舒克市", "第四师": "可克达拉市", "第五师": "双河市",
        "第六师": "五家渠市", "第七师": "胡杨河市", "第八师": "石河子市", "第九师": "白杨市", "第十师": "北屯市",
        "第十三师": "新星市", "第十四师": "昆玉市",
    }  # fmt: skip
    for division, city in cities.items():
        assert place.adcode(division) == place.adcode(city) is not None
    assert place.adcode("第十一师") is place.adcode("第十二师") is None
    assert place.adcode("深圳市") == "440300"


ALPHABET = st.sampled_from(list("新疆和田市县地区伊宁州团师第一〇五十江苏援镇，。\n（）A1é"))


@given(st.one_of(st.text(max_size=60), st.text(ALPHABET, max_size=60)))
def test_offsets_quotes_and_order_hold_for_any_text(text):
    found = place.find(text)
    assert all(m.quote == text[m.start : m.end] and m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(m.code is None or m.code in gazetteer().names for m in found)
