"""Who wrote, photographed and edited an article, and which outlet it credits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.parse.title import meta
from extract.parse.tree import CHINESE, Element, Line, brief, count_chinese

# The common family names: outside a label only words that begin with one are taken for a name.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳"
    "欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟"
    "邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼"
    "蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄"
    "邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸"
    "奉植衡富尧闭由"
)
_PAIRS = frozenset(
    "欧阳 上官 司马 司徒 诸葛 皇甫 尉迟 公孙 慕容 令狐 东方 端木 夏侯 宇文 长孙 独孤 呼延".split()
)
_NAME = (
    r"(?:[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8}?)+|[\u3400-\u9fff]{2,4}?|"
    r"[\u3400-\u9fff] {1,2}[\u3400-\u9fff])"
)
_GAP = r"(?:[ 、,，/]{1,3})"
_NAMES = rf"{_NAME}(?:{_GAP}{_NAME})*"
_ENDS = (
    r"(?=\s*(?:[）)】\]|｜,，、。；;/]|通讯员|实习|见习|摄影|摄|校对|校审|审核|审校|监制|终审|复审|初审|主编|值班|报道|文|图|编辑|责编|责任|来源|发自|综合|整理|撰|通讯|记者|"
    r"\d|[_A-Za-z(（]|供稿|视频|作者|时间|发布|点击|阅读|浏览|$))"
)
_REPORTER = re.compile(rf"(?:记者|实习生|作者)[：:\s]*(?:[/／|｜丨]\s*)?({_NAMES}){_ENDS}")
_DATELINE = re.compile(rf"(?:电|讯)\s*[（(]\s*({_NAMES})\s*[）)]")
_CORRESPONDENT = re.compile(rf"通讯员[：:\s]*(?:[/／|｜丨]\s*)?({_NAMES}){_ENDS}")
_EDITOR = re.compile(
    rf"(?:责任编辑|责编|编辑|值班主任|主编|编审|责任校对|校对|审核)\s*[：:|｜丨/／\s]\s*({_NAMES}){_ENDS}"
)
# Behind an explicit label any short word is a name, be it of a person, an office or a pen name.
_AUTHOR = re.compile(
    r"(?:作者|撰稿人?|撰文|供稿(?:单位)?|文)\s*[：:]\s*(?P<who>[^\s：:，。,|｜<>《》\d][^\s：:，。,|｜<>]{1,19})"
)
_CREDIT = re.compile(
    r"(?:文章来源|信息来源|新闻来源|稿件来源|来源网站|消息来源|来源单位|来源于?|稿源|转自|出处|发文机关|发布机构|信息提供|发布单位)"
    r"\s*[：:|｜丨]\s*[《【\[“\"]?(?P<credit>[^\s《》【】\[\]|｜”\"（(<：:]{2,30})"
)
_LEAD = re.compile(
    r"^[\s（(]*(?P<credit>[\u3400-\u9fff]{2,10}(?:网|报|社|台))(?:[\u3400-\u9fff]{2,8})?(?:\d+月)?(?:\d+日)?(?:讯|电)"
)
_ABOVE = re.compile(
    r"(?P<credit>[\u3400-\u9fff/]{2,16}(?:网|日报|晚报|报|社|台|客户端|融媒体中心))记者"
)
_SIGNED = re.compile(
    rf"[（(]\s*(?:文/?图?|图/?文|图文|作者|记者|通讯员)?\s*[/／：:]?\s*(?P<names>{_NAMES})\s*(?:[\u3400-\u9fff]{{2,4}}报道|摄影报道|报道|文/图|图/文|摄)?\s*[）)]\s*$"
)
_CREDIT_JUNK = re.compile(
    r"(?:作者|记者|责任编辑|编辑|时间|日期|发布(?:时间|日期|于|人|[:：])|字号|字体|点击|浏览|阅读|打印|评论|访问|\d{4}).*$"
)
_NO_NAME = re.compile(
    r"通讯员|实习生|责编|房产|财经|娱乐|体育|汽车|科技|教育|国内|国际|时政|社会|文化|旅游|健康|军事|"
    r"报道|摄影|采访|获悉|编辑|记者|来源|作者|近日|日前|了解|看到|发现|表示|介绍|联系|今天|昨日|昨天|会议|手记|观察|网络|综合|"
    r"时间|发布|单位|部门|公司|新闻|图片|视频|来自|系统管理员|admin|正在|采写"
)
_DETAIL_JUNK = re.compile(
    r"阅读|浏览|评论|点击|字号|字体|分享|收藏|举报|关注|打印|访问|次数|来源|时间|发布|编辑|作者|首页|正文|广告|参与|下载|"
    r"大$|中$|小$|点赞|人气|推荐|更新|日期|原创|责编|订阅|微信|微博|二维码|上一|下一|返回|手机|登录|注册|搜索|跟贴|首頁|客服|投稿|专题|导航"
)
_OUTLET = re.compile(
    r"(?:网|报|社|台|刊|新闻|客户端|中心|发布|资讯|报道|融媒|杂志|政务|在线|办公室|委|局|政府)$"
)
_DATE = re.compile(
    r"(?:19|20)\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?(?:\s*(?:星期|周)[一二三四五六日])?"
    r"(?:\s*\d{1,2}[:：时]\d{2}(?:分)?(?:[:：]\d{2})?)?"
)

_ADDRESS = re.compile(r"(?:https?://|www\.)[A-Za-z0-9./_-]{1,80}")


@dataclass(frozen=True, slots=True)
class Bylines:
    """Names by role; `credit` is what stands behind 来源."""

    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]
    editors: tuple[str, ...]
    credit: str | None


def is_name(word: str) -> bool:
    """Whether a word looks like a person's name: a family name and one or two characters, or a ·."""
    if re.search("[·•・]", word):
        return not _NO_NAME.search(word)
    if _NO_NAME.search(word):
        return False
    if word[:2] in _PAIRS:
        return 3 <= len(word) <= 4
    return 2 <= len(word) <= 3 and word[0] in _SURNAMES


def _is_labelled_name(word: str) -> bool:
    """Whether a word behind `编辑：` can be a name: pen names begin with any character."""
    return is_name(word) or (2 <= len(word) <= 3 and not _NO_NAME.search(word))


def _split(names: str, is_one: Callable[[str], bool] = is_name) -> list[str]:
    joined = re.sub(
        r"(?<![\u3400-\u9fff·])([\u3400-\u9fff]) {1,2}([\u3400-\u9fff])(?![\u3400-\u9fff·])",
        r"\1\2",
        names,
    )
    found: list[str] = []
    for name in re.split(r"[\s、,，/]+", joined):
        if not is_one(name):
            break
        found.append(name)
    return found


def _all(
    pattern: re.Pattern[str], lines: list[str], is_one: Callable[[str], bool] = is_name
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        for match in pattern.finditer(line):
            found.update(dict.fromkeys(_split(match[1], is_one)))
    return tuple(found)


def credit_of(text: str) -> str | None:
    """The outlet that a line credits, None where it credits none."""
    for match in _CREDIT.finditer(text):
        credit = _CREDIT_JUNK.sub("", match["credit"]).strip("：:，,。-—·;；/|")
        if len(credit) >= 2 and not re.fullmatch(r"[\d\W]+", credit):
            return credit
    return None


_NAMED = re.compile(r"source|laiyuan|(?:^|[\s_-])(?:ly|from|author|zuozhe|editor)", re.I)


def _named_credit(root: Element) -> str | None:
    for element in root.iter("span", "div", "a", "p", "td", "em", "i"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _NAMED.search(name) and len(text := brief(element, 40)) >= 2:
            if credit := credit_of(text):
                return credit
            plain = re.search(r"source|laiyuan", name, re.I) and not re.search(
                r"\d{4}|[：:]$", text
            )
            if plain and CHINESE.search(text) and not _DETAIL_JUNK.search(text):
                return text
    return None


def _unlabelled(head: list[str]) -> tuple[list[str], str | None]:
    """(names, outlet) that stand beside the date without a label, as `石磊/某报` or `某网 2019-…`."""
    for at, line in enumerate(head):
        if not _DATE.search(line) or len(line) > 80:
            continue
        for text in (line, *head[max(0, at - 1) : at], *head[at + 1 : at + 2]):
            rest = _ADDRESS.sub(" ", _DATE.sub(" ", text))
            if len(rest) > 24 or "。" in rest:
                continue
            words = [w for w in re.split(r"[\s|｜·/,，]+", rest) if count_chinese(w) >= 2]
            words = [
                w for w in words if not _DETAIL_JUNK.search(w) and not re.search(r"[：:！？]", w)
            ]
            beside = text is line or "/" in rest
            names = [w for w in words if beside and is_name(w) and len(w) <= 3]
            outlets = [
                w
                for w in words
                if w not in names and 2 <= len(w) <= 12 and (text is line or _OUTLET.search(w))
            ]
            if (names or outlets) and len(words) <= 4:
                return names, outlets[0].strip("《》") if outlets else None
    return [], None


def _signed(body: tuple[str, ...]) -> list[str]:
    """Names in brackets at the end of the article's last lines: all of them names, or none."""
    for paragraph in reversed(body[-4:]):
        if match := _SIGNED.search(paragraph[-60:]):
            words = re.split(r"[\s、,，/]+", match["names"].strip())
            names = _split(match["names"])
            if (names and len(names) == len(words)) or len(names) == len(words) - 1 == 1:
                return names
    return []


def find(
    root: Element,
    lines: list[Line],
    title_at: int | None,
    heading: str | None,
    body: tuple[str, ...],
    byline: str | None = None,
) -> Bylines:
    """Names and credit from the lines about the title and the article's first and last lines.

    `body` is the article's text before its surroundings were trimmed off, `byline` the line that
    a site file names.
    """
    start = title_at or 0
    shown = _with_labels([line.text for line in lines])
    head = [text for text in shown[max(0, start - 4) : start + 14] if len(text) < 200]
    if byline:
        head.insert(0, byline)
    inside = [p[:160] for p in body[:5]] + [p[-160:] for p in body[-6:]]
    below = [text for text in shown[start:] if len(text) < 120]
    tail = [text for text in below if "编辑" in text or "责编" in text][:4]
    names, outlet = _unlabelled([text for text in shown[start : start + 8] if text != heading])
    said_by = [m["who"] for text in head for m in _AUTHOR.finditer(text)]
    dated = _all(_DATELINE, [p[:80] for p in body[:5]])
    reporters = [*_all(_REPORTER, [*head, *inside]), *dated, *said_by, *names, *_signed(body)]
    if not reporters:
        reporters = _meta_author(root)
    credit = _credit(root, head, outlet, inside, below, body)
    # Some columns write the author's name behind 来源.
    reporters += [c for c in map(credit_of, inside) if c and len(c) <= 3 and is_name(c)]
    if credit and is_name(credit) and len(credit) <= 3 and not reporters:
        reporters, credit = [credit], None
    return Bylines(
        reporters=tuple(dict.fromkeys(r for r in reporters if r != credit or is_name(r))),
        correspondents=_all(_CORRESPONDENT, [*head, *inside]),
        editors=_all(_EDITOR, [*head, *tail, *inside], _is_labelled_name),
        credit=credit,
    )


def _with_labels(texts: list[str]) -> list[str]:
    """The lines; one that is a label and no more has the next line behind it (a table's cells)."""
    following = [*texts[1:], ""][: len(texts)]
    return [
        text + after if text.endswith(("：", ":")) and len(text) < 10 and len(after) < 40 else text
        for text, after in zip(texts, following, strict=True)
    ]


def _meta_author(root: Element) -> list[str]:
    said = meta(root, "author", "article:author", "og:article:author") or ""
    return _split(said) if len(said) <= 30 and is_name(re.split(r"[\s、,，/]", said)[0]) else []


def _credit(
    root: Element,
    head: list[str],
    outlet: str | None,
    inside: list[str],
    below: list[str],
    body: tuple[str, ...],
) -> str | None:
    """The credited outlet: what the details say, else the page's meta, else the article's lead."""
    for text in head:
        if credit := credit_of(text):
            return credit
    if credit := _named_credit(root) or meta(
        root, "contentsource", "source", "og:source", "mediaid"
    ):
        return credit
    if outlet:
        return outlet
    for text in (*inside, *(t for t in below if "来源" in t)):
        if credit := credit_of(text):
            return credit
    for text in (*body[:2], *body[-3:]):
        if match := _LEAD.match(text) or _ABOVE.search(text[:60]):
            return match["credit"]
    return None
