"""Organisations: type, where the name begins, short forms, coreference."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.mentions import organisation


def named(text):
    return [(m.name, m.code) for m in organisation.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("由浙江越禾新材料集团有限公司投资建设", "浙江越禾新材料集团有限公司"),
        ("由越禾集团矿山机械有限公司投资", "越禾集团矿山机械有限公司"),
        ("浙江越禾办公用品有限公司在当地投资", "浙江越禾办公用品有限公司"),
        ("记者从新疆昊麦食品有限公司获悉", "新疆昊麦食品有限公司"),
        ("其中，深圳启岚电子有限公司计划投资3亿元", "深圳启岚电子有限公司"),
        ("和田县与武汉江汀旅游公司签约", "武汉江汀旅游公司"),
        ("晟岭能源（若羌）有限公司的光伏项目", "晟岭能源（若羌）有限公司"),
        ("3月18日，广东岭棉纺织集团来访", "广东岭棉纺织集团"),
        ("走进位于阿克苏市的新疆棉韵服饰股份有限公司", "新疆棉韵服饰股份有限公司"),
        ("昆山市晨鸣机械厂年产5万套", "昆山市晨鸣机械厂"),
        ("龙头企业苏华集团", "苏华集团"),
        ("母公司福建海晟控股集团去年", "福建海晟控股集团"),
        ("项目公司——且末昆源新能源有限责任公司", "且末昆源新能源有限责任公司"),
        ("落户疏附县广东岭南木业有限公司", "广东岭南木业有限公司"),
        ("国网新疆电力有限公司", "国网新疆电力有限公司"),
        ("由中建九局承建", "中建九局"),
        ("新疆天岭种业有限责任公司哈密分公司", "新疆天岭种业有限责任公司哈密分公司"),
        ("皮山县金穗农民专业合作社", "皮山县金穗农民专业合作社"),
    ],
)
def test_companies_begin_where_their_name_begins(text, name):
    assert named(text) == [(name, "company")]


def test_the_word_he_between_two_and_within_a_place():
    assert named("由河南裕鸿重工有限公司和和田国鑫公司合资") == [
        ("河南裕鸿重工有限公司", "company"), ("和田国鑫公司", "company"),
    ]  # fmt: skip


def test_the_word_between_two_names_belongs_to_neither():
    assert [n for n, _ in named("新疆越泰（集团）有限责任公司和美禾化工股份有限公司共建")] == [
        "新疆越泰（集团）有限责任公司",
        "美禾化工股份有限公司",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "该公司表示", "公司去年", "成立全资子公司", "一家物流公司", "污水处理厂扩建", "标准化厂房",
        "国内投资的民营股份制有限责任公司", "新建综合楼作为公司总部",
        "7家袜厂开工", "收益归合作社", "园区内企业", "县里的学校", "多个工作组", "指挥部说",
    ],
)  # fmt: skip
def test_generic_words_are_no_names(text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("江苏援伊·苏州(张家港)工作组牵线", "江苏援伊·苏州(张家港)工作组", "aid_team"),
        ("据天津援疆策勒工作组介绍", "天津援疆策勒工作组", "aid_team"),
        ("湖北省对口支援博州工作前方指挥部表示", "湖北省对口支援博州工作前方指挥部", "aid_team"),
        ("江西克州前指联合多部门", "江西克州前指", "aid_team"),
        ("由佛山市对口支援伽师县前方工作组建设", "佛山市对口支援伽师县前方工作组", "aid_team"),
        ("落地巩留县工业园区", "巩留县工业园区", "park"),
        ("霍尔果斯经济开发区南部配套园区", "霍尔果斯经济开发区南部配套园区", "park"),
        ("准东经济技术开发区奇台产业园", "准东经济技术开发区奇台产业园", "park"),
        ("与伊犁州人民政府签约", "伊犁州人民政府", "government"),
        ("鄯善县商务和信息化局局长", "鄯善县商务和信息化局", "government"),
        ("第八师石河子市商务局发布", "第八师石河子市商务局", "government"),
        ("喀什经济开发区管委会", "喀什经济开发区管委会", "government"),
        ("于田县第五中学", "于田县第五中学", "school"),
        ("和田地区人民医院", "和田地区人民医院", "hospital"),
        ("据伊犁日报报道", "伊犁日报", "media"),
        ("中国银行支持", "中国银行", "bank"),
    ],
)
def test_other_bodies(text, name, code):
    assert named(text) == [(name, code)]


def test_party_and_government_are_two_bodies():
    assert named("在巩留县委、政府支持下") == [
        ("巩留县委", "government"),
        ("巩留县政府", "government"),
    ]


def test_short_forms_of_a_company_carry_its_full_name():
    text = "新疆天岭种业有限责任公司（以下简称“天岭种业”）投产。天岭种业负责人说"
    found = [m for m in organisation.find(text) if m.rule == "short_of_full_name"]
    assert {m.quote for m in found} == {"天岭种业"}
    assert {m.name for m in found} == {"新疆天岭种业有限责任公司"}


def test_a_trade_name_in_a_list_of_projects():
    text = "今年禾润科技滴灌带、岚泰机械2万吨管道等项目签约"
    assert [m.name for m in organisation.find(text)] == ["禾润科技", "岚泰机械"]
    assert named("天绒绒业年产百吨项目") == [("天绒绒业", "company")]


def test_a_group_and_a_firm_of_another_place_are_two():
    found = organisation.find("越禾集团、甘泽集团新疆甘泽食品有限公司")
    assert [m.quote for m in found] == ["越禾集团", "甘泽集团", "新疆甘泽食品有限公司"]


def test_a_park_of_a_firm_is_the_firms():
    found = organisation.find("在精河县甘泽科技有限公司电子产业园项目工地")
    assert [(m.quote, m.code) for m in found] == [("精河县甘泽科技有限公司", "company")]


def test_same_company():
    assert organisation.same("江苏苏鹿控股有限公司", "苏鹿控股")
    assert organisation.same("扬州绿牧乳业集团", "绿牧乳业")
    assert not organisation.same("浙江越禾新材料有限公司", "广东岭棉纺织集团")


def test_coreference_inside_the_paragraph():
    text = "新疆昊麦食品有限公司开工。该公司去年成立。\n据天津援疆工作队介绍，指挥部成立了。"
    found = organisation.aliases(text, organisation.find(text))
    by_word = {text[s:e]: name for (s, e), name in found.items()}
    assert by_word == {"该公司": "新疆昊麦食品有限公司", "指挥部": "天津援疆工作队"}


def test_coreference_stays_open_between_two_companies():
    text = "新疆昊麦食品有限公司与深圳启岚电子有限公司签约。\n公司去年成立。"
    assert organisation.aliases(text, organisation.find(text)) == {}


ALPHABET = st.sampled_from(
    list("新疆由和与县公司有限集团工作组援伊（）()·工业园区政府委、的厂该，\n1é")
)


@given(st.one_of(st.text(max_size=60), st.text(ALPHABET, max_size=60)))
def test_offsets_quotes_and_order_hold_for_any_text(text):
    found = organisation.find(text)
    assert all(m.quote == text[m.start : m.end] and m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    spans = organisation.aliases(text, found)
    assert all(0 <= s < e <= len(text) and name for (s, e), name in spans.items())


def test_he_in_a_brand_behind_a_place_joins_nothing():
    assert named("广东惠州瀚和环保有限公司与温宿县签约") == [
        ("广东惠州瀚和环保有限公司", "company")
    ]
    assert named("温宿县和瀚海环保有限公司签约") == [("瀚海环保有限公司", "company")]


def test_the_head_of_a_companys_name_where_it_acts():
    text = "与唐山绿海新能科技股份有限公司签约。唐山绿海今年计划投资5亿元。唐山绿海虾很有名。"
    assert [(m.start, m.name) for m in organisation.find(text)][1:] == [
        (text.index("。唐山") + 1, "唐山绿海新能科技股份有限公司")
    ]
