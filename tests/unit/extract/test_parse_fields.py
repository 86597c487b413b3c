"""What the parser reads from pages of the kinds that Chinese news sites serve."""

import json
from datetime import UTC, date, datetime

import pytest

from extract.errors import NotAnArticle
from extract.parse import author_line, join_pages, parse
from extract.records import RawPage
from extract.sources import Source, Template

BODY = [
    "3月5日，某县纺织产业园二期项目在开发区开工建设，项目由青禾纺织有限公司投资。",
    "项目计划总投资3.2亿元，占地200亩，建设标准厂房6万平方米，新上纺锭10万枚。",
    "公司负责人介绍，项目预计2025年底建成投产，可吸纳周边乡镇群众800人就业。",
]
P = "".join(f"<p>　　{text}</p>" for text in BODY)
HEAD = "<html><head><title>纺织产业园二期开工_某县新闻网</title></head><body>"
H1 = "<h1>纺织产业园二期开工</h1>"
DETAILS = "<div class=info>2024-03-05 10:20　来源：某县融媒体中心　字号：大 中 小</div>"
MENU = "".join(f"<a href=/c{i}/>频道{i}</a> " for i in range(9))


def raw(html, url="http://www.example.cn/xw/202403/t20240305_1.html", **more):
    body = html if isinstance(html, bytes) else html.encode()
    return RawPage(
        url, "test", datetime(2024, 3, 6, tzinfo=UTC), more.pop("status", 200), "", body, **more
    )


def read(html, **more):
    return parse(raw(html, **more))


def test_plain_page():
    article = read(HEAD + MENU + H1 + DETAILS + P + "<p>责任编辑：王芳 校对：李强</p>")
    assert article.title == "纺织产业园二期开工"
    assert article.published_at == "2024-03-05T10:20:00+08:00"
    assert article.credit == "某县融媒体中心"
    assert article.editors == ("王芳", "李强")
    assert article.paragraphs == tuple(BODY)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" + "<br><br>　　".join(BODY) + "</div>",
        "".join(f"<div>{t}</div>" for t in BODY),
        "<table><tr><td><table><tr><td>"
        + "<br>".join(BODY)
        + "</td></tr></table></td></tr></table>",
        "".join(f"<section><span>{t}</span></section>" for t in BODY),
        "".join(f"<p>{t[:9]}&#8203;\u200b{t[9:]}&nbsp;</p>" for t in BODY),
        "<article>" + "".join(f"<font><p>{t}</p></font>" for t in BODY) + "</article>",
    ],
    ids=["breaks", "divs", "tables", "sections", "entities", "fonts"],
)
def test_layouts(body):
    assert read(HEAD + MENU + H1 + DETAILS + body).paragraphs == tuple(BODY)


@pytest.mark.parametrize(
    "junk",
    [
        "<p>【打印本页】【关闭窗口】</p>",
        "<p>（责任编辑：王芳）</p>",
        "<p>分享到：微信 微博</p>",
        "<p>版权声明：凡注明本网的作品，未经授权不得转载。</p>",
        "<p>上一篇：<a href=1>畜牧项目签约</a></p><p>下一篇：<a href=2>旅游项目签约</a></p>",
        "<p>扫一扫在手机打开当前页</p>",
        "<div>第1页/共1页 上一页|下一页</div>",
        "<div class=comment><p>支持家乡的企业，希望越办越好，让大家在家门口就业。</p></div>",
        "<p>相关新闻</p>" + "<li><a href=x>另一处产业园区今年也要开工建设</a></li>" * 5,
    ],
)
def test_surroundings_are_left_out(junk):
    assert read(HEAD + H1 + DETAILS + "<div>" + P + junk + "</div>").paragraphs == tuple(BODY)


def test_short_notice():
    text = "因线路检修，3月6日城区北部停水八小时，请居民提前储水。"
    html = "<title>停水通知_某县新闻网</title><h1>关于城区停水的通知</h1>"
    article = read(f"{html}{DETAILS}<div><p>{text}</p><p>责任编辑：王芳</p></div>")
    assert article.paragraphs == (text,)


def test_an_end_mark_inside_the_text_cuts_nothing():
    article = read(HEAD + H1 + "<div>" + P + "<p>推荐阅读</p>" + P.replace("县", "州") + "</div>")
    assert len(article.paragraphs) == 6


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2024年3月5日 09:08", "2024-03-05T09:08:00+08:00"),
        ("发布时间：2024/03/05", "2024-03-05"),
        ("2024-03-05 下午 3:07 来源：某报", "2024-03-05T15:07:00+08:00"),
        ("2024-13-45", None),
    ],
)
def test_dates(line, published):
    article = read(HEAD + H1 + f"<div>{line}</div>" + P, url="http://www.example.cn/a.html")
    assert article.published_at == published


def test_footer_date_is_no_publication_date():
    html = HEAD + H1 + P + "<div class=footer>本站自2005-01-01起开通</div>"
    assert read(html, url="http://www.example.cn/a.html").published_at is None


def test_midnight_of_a_meta_element_is_a_day():
    html = HEAD.replace("<body>", '<meta name=PubDate content="2024-03-05 00:00:00">') + H1 + P
    assert read(html, url="http://www.example.cn/a.html").published_at == "2024-03-05"


def test_a_time_stated_in_another_zone_becomes_china_time():
    meta = '<meta property="article:published_time" content="2024-03-05T02:20:00Z">'
    html = HEAD.replace("<body>", meta) + H1 + P
    assert (
        read(html, url="http://www.example.cn/a.html").published_at == "2024-03-05T10:20:00+08:00"
    )


@pytest.mark.parametrize(
    ("lead", "reporters", "correspondents"),
    [
        ("某地新闻网讯（记者 王某 李晓云 通讯员 赵一）", ("王某", "李晓云"), ("赵一",)),
        ("本报讯（记者周正、通讯员艾力·吐尔逊报道）", ("周正",), ("艾力·吐尔逊",)),
        ("某某日报讯（全媒体记者 古丽巴哈尔·买买提）", ("古丽巴哈尔·买买提",), ()),
        ("中新网某地3月5日电（孙 立）", ("孙立",), ()),
        ("某县3月5日电 记者从县政府获悉，", (), ()),
        ("记者在现场看到，", (), ()),
    ],
)
def test_bylines_of_the_lead(lead, reporters, correspondents):
    article = read(HEAD + H1 + DETAILS + P.replace("3月5日，", lead + "3月5日，", 1))
    assert article.reporters == reporters
    assert article.correspondents == correspondents


def test_signature_at_the_end_stays_in_the_text():
    article = read(HEAD + H1 + P.replace("就业。", "就业。（王芳 李晓云）"))
    assert article.reporters == ("王芳", "李晓云")
    assert article.paragraphs[-1].endswith("（王芳 李晓云）")


def test_author_line_joins_names_and_outlet():
    article = read(HEAD + H1 + DETAILS + "<p>本报讯（记者 王芳）</p>" + P)
    assert author_line(article) == "王芳 某县融媒体中心"


def test_captions_apart_and_subtitle():
    html = HEAD + H1 + "<h2 class=subtitle>青禾纺织投资建设新上纺锭十万枚</h2>" + DETAILS
    article = read(html + P + "<figure><img src=1><figcaption>开工现场。某摄</figcaption></figure>")
    assert article.captions == ("开工现场。某摄",)
    assert article.subtitle == "青禾纺织投资建设新上纺锭十万枚"
    assert article.paragraphs[-1] == BODY[-1]


MARKUP = "".join(f"<p>{text}</p>" for text in BODY)
ESCAPED = "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in BODY)


@pytest.mark.parametrize(
    "script",
    [
        "window.DATA=" + json.dumps({"title": "x", "content": MARKUP}, ensure_ascii=False),
        f"var a={{content:'{ESCAPED}'}}",
        "x=" + json.dumps({"articleBody": "\n".join(BODY)}),
    ],
    ids=["json", "escaped", "unicode"],
)
def test_text_held_in_a_script(script):
    assert read(f"{HEAD}{H1}<div id=app></div><script>{script}</script>").paragraphs == tuple(BODY)


def test_canonical_address():
    link = '<link rel="canonical" href="https://www.example.cn/xw/t1.html#top">'
    html = HEAD.replace("<body>", link) + H1 + P
    assert (
        read(html, url="http://m.example.cn/amp/t1.html").canonical_url
        == "https://www.example.cn/xw/t1.html"
    )
    other = html.replace("www.example.cn", "www.other.cn")
    assert read(other).canonical_url == raw("").url


@pytest.mark.parametrize(
    "url",
    [
        "http://a.cn/xw/t1_print.html",
        "http://a.cn/print/xw/t1.html",
        "http://a.cn/xw/t1.html?print=1",
    ],
)
def test_print_view_has_its_articles_address(url):
    assert read(HEAD + H1 + P, url=url).canonical_url == "http://a.cn/xw/t1.html"


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ("<a href=t20240305_1_2.html>下一页</a>", "http://www.example.cn/xw/202403/t20240305_1_2.html"),
        ("<a href='?page=2'>下一页 &gt;</a>", "http://www.example.cn/xw/202403/t20240305_1.html?page=2"),
        ('<script>createPageHTML(3, 0, "t20240305_1", "html");</script>',
         "http://www.example.cn/xw/202403/t20240305_1_1.html"),
        ('<script>createPageHTML(1, 0, "t20240305_1", "html");</script>', None),
        ("<a rel=next href=/xw/202403/t20240306_9.html>下一篇</a>", None),
        ("<a href='javascript:next()'>下一页</a>", None),
    ],
)  # fmt: skip
def test_next_page(pager, following):
    assert read(HEAD + H1 + P + pager).next_page == following


def test_pages_are_joined():
    first = read(HEAD + H1 + DETAILS + P + "<a href=t20240305_1_2.html>下一页</a>")
    more = P.replace("青禾", "绿洲").replace("3.2亿", "5亿").replace("800人", "900人")
    second = read(HEAD + H1 + f"<p>{BODY[-1]}</p>" + more, url=first.next_page)
    whole = join_pages([first, second])
    assert whole.paragraphs[:3] == tuple(BODY)
    assert len(whole.paragraphs) == 6
    assert whole.article_id == first.article_id
    assert whole.version_id not in (first.version_id, second.version_id)
    assert whole.next_page is None
    with pytest.raises(ValueError, match="no page"):
        join_pages([])


LINKS = "".join(
    f"<li><a href=/a{i}.html>第{i}批产业项目在开发区集中开工建设</a> 2024-03-{i:02}</li>"
    for i in range(1, 25)
)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (f"<title>要闻_某县新闻网</title><h2>要闻</h2><ul>{LINKS}</ul>", "list_page"),
        ("<title>404</title><h1>404 Not Found</h1>", "error_page"),
        (
            f"<title>提示</title><p>抱歉，您访问的页面不存在或已被删除。</p><ul>{LINKS[:400]}</ul>",
            "error_page",
        ),
        (
            "<title>用户登录</title><form>账号登录 密码 <input></form><p>请先登录后查看全文</p>",
            "login_wall",
        ),
        ("<title>安全验证</title><p>请拖动滑块完成验证</p>", "captcha"),
        ("<title>访问过于频繁</title><p>请输入验证码后继续访问。</p>", "captcha"),
        ("<title>空</title><div></div>", "no_body"),
    ],
)
def test_refused_with_a_reason(html, reason):
    with pytest.raises(NotAnArticle) as caught:
        read(html)
    assert caught.value.reason == reason
    assert caught.value.where == raw("").url


def test_status_of_an_error_is_an_error_page():
    with pytest.raises(NotAnArticle) as caught:
        read(HEAD + H1 + P, status=404)
    assert caught.value.reason == "error_page"


def test_an_article_about_captchas_and_logins_is_an_article():
    text = P.replace("项目计划", "用户请先登录并输入验证码，页面不存在时请刷新，项目计划")
    assert read(HEAD + H1 + text).title == "纺织产业园二期开工"


def test_list_with_summaries():
    items = "".join(
        f"<div><h3><a href=/a{i}>第{i}批产业项目在开发区集中开工建设</a></h3><p>据介绍，第{i}批项目计划总投资三亿元。</p></div>"
        for i in range(12)
    )
    with pytest.raises(NotAnArticle) as caught:
        read(f"<title>经济_某县新闻网</title>{items}", url="http://www.example.cn/jj/")
    assert caught.value.reason == "list_page"


def test_video_page_is_kept_with_its_text():
    html = HEAD + H1 + DETAILS + "<video src=a.mp4></video><p>视频：项目开工现场。</p>"
    assert read(html).title == "纺织产业园二期开工"


def source(**template):
    return Source(
        id="test", name="测", name_en="t", home="http://a.cn", verified=False, hosts=("a.cn",),
        templates=(Template(**template),),
    )  # fmt: skip


PAGE = (
    HEAD
    + "<div class=bt>纺织产业园二期开工建设</div><div class=ly>某县日报</div><div id=zw>"
    + P
    + "</div>"
)


def test_selectors_of_a_site_file():
    chosen = source(title=".bt", credit=".ly", body="#zw", remove=("#zw p:first-child",))
    article = parse(raw(PAGE), chosen)
    assert article.title == "纺织产业园二期开工建设"
    assert article.credit == "某县日报"
    assert article.paragraphs == tuple(BODY[1:])
    assert article.parse_drift == ()


def test_selector_that_no_longer_matches_is_reported():
    article = parse(raw(PAGE), source(title=".gone", credit=".ly", body="#zw"))
    assert article.parse_drift == ("title",)
    assert article.title == "纺织产业园二期开工建设"  # the heading that is shown
    lost = parse(raw(PAGE), source(title=".bt", body="#gone"))
    assert lost.parse_drift == ("body",)
    assert lost.paragraphs[-1] == BODY[-1]


def test_selector_that_matches_an_empty_element_is_reported():
    article = parse(raw(PAGE + "<div class=leer></div>"), source(body=".leer"))
    assert article.parse_drift == ("body",)
    assert article.paragraphs[-1] == BODY[-1]


def test_template_of_another_time_is_not_tried():
    article = parse(
        raw(HEAD + H1 + DETAILS + P), source(body="#gone", valid_until=date(2020, 1, 1))
    )
    assert article.parse_drift == ()
