"""Restoring damaged text: the byte model, glosses, marks, repeats, and what must not change."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generate.prose import article
from benchmarks.repair.__main__ import damaged_articles
from benchmarks.repair.damage import Table, damage, random_table, traditional
from benchmarks.repair.measure import Score, add
from extract.parse import parse
from extract.records import RawPage
from transform.normalise import is_traditional, to_simplified
from transform.repair import UNKNOWN, restore
from transform.repair.mapped import Edit, Mapped
from transform.repair.readings import bare, is_toned

AID = "江蘇援伊前方指揮部開(kāi)展對(duì)口支援，當(dāng)年建設(shè)項(xiàng)目。"


@pytest.mark.parametrize(
    ("shown", "clean"),
    [
        # a gloss between the halves of two characters
        ("當(dāng)?shù)刭Y源優(yōu)勢(shì)", "当地资源优势"),
        ("為當(dāng)?shù)亟?jīng)濟(jì)高質(zhì)量", "为当地经济高质量"),
        ("在青?zhèng)u舉(jǔ)行推介會(huì)", "在青岛举行推介会"),
        ("首(shǒu)?yí)€投資(zī)過(guò)億(yì)元", "首个投资过亿元"),
        ("會(huì)議(yì)指出，要善?qí)哆\\(yùn)用市場(chǎng)", "会议指出，要善于运用市场"),
        ("福建、福??h的產(chǎn)業(yè)", "福建、福海县的产业"),
        # a mark cut out of two characters; a digit swallowed
        ("“達(dá)30億元,利稅2.8億元?!?0月18日", "“达30亿元，利税2.8亿元。”10月18日"),
        ("上?！⒔K(sū)、浙江等省市", "上海、江苏、浙江等省市"),
        # the same where the tool writes its marks half as wide
        ("來(lái)到?:?h(xiàn)，開(kāi)展", "来到福海县，开展"),
        # pairs of bytes that vanished: 董事長, 校合作，建立
        ("有限公司?jìng)麻L(zhǎng)說(shuō)", "有限公司董事长说"),
        ("農(nóng)產(chǎn)品附加值?dān)黾迂?cái)政收入", "农产品附加值，增加财政收入"),
        # a gloss behind a letter: the middle of 在A is 贏
        ("特別(bié)是在A(yíng)I時(shí)代", "特别是在AI时代"),
    ],
)
def test_byte_level_damage(shown: str, clean: str) -> None:
    assert restore(AID + shown).text == restore(AID).text + clean


@pytest.mark.parametrize("shown", ["“措施?!?月25日", "當(dāng)?shù)?00多人", "“措施?!?2月5日"])
def test_a_swallowed_digit_that_nothing_determines_stays_unknown(shown: str) -> None:
    restored = restore(AID + shown)
    assert restored.text.count(UNKNOWN) == 1
    assert any(s.kind == "lost" and not s.certain for s in restored.damage)


def test_the_damaged_places_of_the_two_real_articles(shared: Path) -> None:
    told = {
        "000": ["。”10月18日", "立足当地资源优势", "为当地经济", "。”江苏援伊·苏州"],
        "004": ["。“指挥部与克州", "。”陆永泉说", f"。”{UNKNOWN}月25日"],
    }
    for number, expected in told.items():
        (path,) = (shared / "seeds").glob(f"{number}_*.txt")
        restored = restore(path.read_text("utf-8"))
        for words in expected:
            assert words in restored.text
        assert restored.text.count(UNKNOWN) == (number == "004")
        assert "?" not in restored.text
        kinds = [s.kind for s in restored.damage]
        assert kinds.count("gloss") >= {"000": 270, "004": 70}[number]
        assert kinds.count("repeat") == {"000": 0, "004": 7}[number]


def test_clean_pages_are_not_touched(shared: Path) -> None:
    pages = sorted((shared / "benchmarks/pages").glob("*.html"))
    assert pages
    for path in pages:
        page = RawPage("file:p.html", "test", datetime.now(UTC), 200, "", path.read_bytes())
        text = parse(page).text
        restored = restore(text)
        assert restored.text == (to_simplified(text) if is_traditional(text) else text)
        assert {s.kind for s in restored.damage} <= {"script"}


@pytest.mark.parametrize(
    "text",
    [
        "全省建成(5G)基站1万个，(PVC)管材和(GDP)增长，采用(app)下单、(he)。",
        "朱鹮(huán)栖息在单(shàn)县和六(lù)安。",
        "李赟(yūn)说：“真的?!”他问：你去哪?，没人答。",
        "乾隆年间，著名的瞭望塔。",
        "A&B公司，x<y以内",
        "总投资8.9亿元，\n总投资8.9亿元，\n",
    ],
)
def test_clean_text_stays(text: str) -> None:
    assert restore(text).text == text
    assert restore(text).damage == ()


def test_latin_in_brackets_stays_in_damaged_text() -> None:
    shown = AID + "高鐵、(5G)基站和(PVC)管、經(jīng)濟(jì)總量(GDP)、蘇州(張家港)、小程序(app)"
    for kept in ("(5G)", "(PVC)", "(GDP)", "苏州(张家港)", "(app)"):
        assert kept in restore(shown).text


@pytest.mark.parametrize(
    "gloss",
    [
        "(kāi)",
        "（kāi）",
        "(KĀI)",
        "(kai1)",
        "[kāi]",
        "(k\u0101i)",
        "(ka\u0304i)",
        "(kāi )",
        "(ㄎㄞ)",
    ],
)
def test_spellings_of_a_gloss(gloss: str) -> None:
    shown = f"開{gloss}發區，開{gloss}工，開{gloss}展工作。"
    assert restore(shown).text == "开发区，开工，开展工作。"


def test_glosses_without_tones() -> None:
    shown = "產(chan)業(ye)援疆是開(kai)發(fa)區的項(xiang)目(app)。"
    assert restore(shown).text == "产业援疆是开发区的项目(app)。"


def test_masked_figures_are_left_as_they_are() -> None:
    for masked in ("投資???萬元", "投資****萬元" + "?" * 3000):
        assert restore(AID + masked).text == restore(AID).text + to_simplified(masked)


def test_an_unstressed_syllable_has_no_tone() -> None:
    assert restore("開(kāi)發(fā)區(qū)爲什麽(me)").text == "开发区为什么"


def test_letters_of_other_fonts() -> None:
    assert restore("工業(yè)網(wǎnɡ)當(dɑ̄nɡ)地").text == "工业网当地"
    assert bare("DĀNG") == bare("dang1") == bare("dɑ̄nɡ") == "dang"
    assert bare("lǜ") == bare("lv4") == "lü"
    assert is_toned("dāng")
    assert not is_toned("dang")


def test_simplified_text_with_glossed_traditional_characters() -> None:
    shown = "新疆国容電(diàn)子在鞏(gǒng)留縣(xiàn)工業园区落户。"
    assert restore(shown).text == "新疆国容电子在巩留县工业园区落户。"


def test_a_gloss_that_a_tool_follows_by_a_question_mark() -> None:
    shown = "開(kāi)?發(fā)?區(qū)?的項(xiàng)?目在縣(xiàn)?里。"
    assert restore(shown).text == "开发区的项目在县里。"


def test_doubled_and_half_width_marks() -> None:
    assert restore(AID + "投產(chǎn),,年產(chǎn)值，。達(dá)標,").text.endswith(
        "投产，年产值。达标，"
    )


def test_entities_tags_and_invisible_characters() -> None:
    shown = "他说&ldquo;好&rdquo;，&nbsp;<br/>招商\u200b引资"
    assert restore(shown).text == "他说“好”， 招商引资"


def test_a_repeated_block_goes_and_a_refrain_stays() -> None:
    block = ["县里今年新开工项目十二个，总投资三亿元。", "企业负责人介绍了建设的进度。"]
    text = "\n".join(["标题是这样一行字", *block, "最后一段说的是另外一件事情。", *block])
    assert restore(text).text == "\n".join(
        ["标题是这样一行字", *block, "最后一段说的是另外一件事情。"]
    )
    refrain = "\n".join(["开头", "记者 周舟", "第一段话的内容。", "记者 周舟", "第二段话的内容。"])
    assert restore(refrain).text == refrain


def test_text_cut_in_the_middle_of_a_character() -> None:
    whole = damage("我们说。”江苏援疆干部说。", Table({}, "！")).shown
    for end in range(1, len(whole)):
        restored = restore(AID + whole[:end])
        assert restored.text.startswith(restore(AID).text[:-1])


def test_what_comes_back_of_damaged_articles() -> None:
    score = Score()
    for one in damaged_articles(60, "test"):
        add(score, one, restore(one.shown).text)
    assert score.damaged > 10_000
    assert score.share(score.exact) >= 0.99  # few: 0.996 of a thousand
    assert score.share(score.wrong) <= 0.0005


def test_what_may_be_more_is_not_told_for_certain() -> None:
    # 工人正抓紧 lost a pair of bytes that nothing asks for: 工人抓紧 is as good.
    shown = AID + "599多名工人?sū)?zhuā)緊(jǐn)時(shí)間"
    restored = restore(shown)
    assert "工人抓紧" not in restored.text
    assert any(s.kind == "lost" and not s.certain for s in restored.damage)


@pytest.mark.parametrize(
    ("shown", "clean"),
    [
        # 报 and 较 are simplified: a traditional text holds neither.
        ("到那時，處?kù)渡仙ǖ赖纳暇W電價", f"到那时，处于上升{UNKNOWN}道的上网电价"),
        ("25日降?huò)刂匦脑诮础⒔弦粠?", f"25日降温{UNKNOWN}心在江淮、江南一{UNKNOWN}"),
    ],
)
def test_a_text_is_in_one_script(shown: str, clean: str) -> None:
    assert restore(AID + shown).text == restore(AID).text + clean


def test_undamaged_generated_articles_do_not_change() -> None:
    for number in range(60):
        text = article(random.Random(f"clean {number}"))
        assert restore(text).text == text


@given(st.integers(0, 10_000))
def test_any_clean_offset_maps_to_the_raw_page(number: int) -> None:
    rng = random.Random(number)
    text = article(rng)
    shown = damage(text, random_table(rng, traditional(text), 60)).shown
    restored = restore(shown)
    raw_at = clean_at = 0
    for span in restored.damage:
        assert raw_at <= span.raw_start <= span.raw_end
        assert 0 <= span.start <= span.end <= len(restored.text)
        # What stands between two changes is the same on both sides.
        assert restored.text[clean_at : span.start] == shown[raw_at : span.raw_start]
        raw_at, clean_at = span.raw_end, span.end
    assert restored.text[clean_at:] == shown[raw_at:]


@given(st.text(alphabet="當地(dāng)shù?！，。”“1月0\n<&;,開kKY€\ufffd陸", max_size=60))
def test_nothing_shown_raises(text: str) -> None:
    restored = restore(text)
    assert 0.0 <= restored.score <= 1.0
    again = restore(restored.text)
    assert isinstance(again.text, str)


def test_names_are_found_in_both_scripts() -> None:
    assert to_simplified("張家港市曙光機械廠") == "张家港市曙光机械厂"
    assert "张家港市曙光机械厂" in restore(AID + "張家港市曙光機(jī)械廠").text
    assert restore(AID + "産業園簽約,籤約").text.endswith("产业园签约，签约")


def test_a_place_that_changed_twice_is_named_by_the_first_change() -> None:
    """Whatever order the process gives to a set."""
    marked = Mapped.of("甲" * 40).apply([Edit(n, n + 1, "乙", "width") for n in range(40)])
    twice = marked.apply([Edit(n, n + 1, "丙", "script") for n in range(40)])
    assert {span.kind for span in twice.spans()} == {"width"}


@pytest.mark.parametrize("before", ["", AID])
def test_japanese_keeps_its_letters_and_its_units_are_read(before: str) -> None:
    said = restore(before + "投資額は8億元、年産3萬トンの工場を建設する。").text
    assert said.endswith("は8亿元、年产3万トンの工场を建设する。")


@pytest.mark.parametrize(
    ("shown", "clean"),
    [
        ("産業園籤約，籤訂合同", "产业园签约，签订合同"),
        ("裏麵、乾部、後麵", "里面、干部、后面"),
        ("臺灣企業羣衆爲主", "台湾企业群众为主"),
    ],
)
def test_variants_and_wrong_conversions_of_traditional_script(shown: str, clean: str) -> None:
    assert restore(AID + shown).text.endswith(clean)
    assert restore(shown).text == clean


def test_half_width_marks_throughout_and_spaces_in_figures() -> None:
    shown = "總投資1115.2 億元,共219 個(gè)項(xiàng)目;其中:續(xù)建100個(gè),新建119個(gè)!"
    assert restore(shown).text == "总投资1115.2 亿元，共219 个项目；其中：续建100个，新建119个！"
