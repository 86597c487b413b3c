"""The parser over pages of all kinds: the article, the whole article, and nothing but the article."""

from datetime import UTC, datetime

import pytest

from extract.errors import NotAnArticle
from extract.parse import parse
from extract.records import RawPage
from tests.unit.extract.page_kinds import (
    BARE,
    DATED,
    FOOT,
    KINDS,
    LINKS,
    MENU,
    OTHER,
    STORIES,
    Story,
    brs,
    head,
    ps,
)

# A notice of one line is no longer than the replies under it.
LEFT_OUT = {("forum", "short")} | {("big_five", name) for name in STORIES if name != "long"}
CASES = [(kind, story) for kind in KINDS for story in STORIES if (kind, story) not in LEFT_OUT]


@pytest.mark.parametrize(("kind", "story"), CASES)
def test_page(kind, story):
    made = KINDS[kind](STORIES[story])
    body = made.html.encode(made.charset)
    article = parse(RawPage(made.url, "test", datetime(2024, 11, 1, tzinfo=UTC), 200, "", body))
    assert article.paragraphs == made.paragraphs
    assert article.title == made.title
    assert article.published_at == made.published
    if made.credit is not ...:
        assert article.credit == made.credit
    assert set(made.names) <= {*article.reporters, *article.correspondents, *article.editors}
    assert article.captions == made.captions
    assert article.canonical_url == made.more.get("canonical", article.url)
    if "updated" in made.more:
        assert article.updated_at == made.more["updated"]


def read(html, url=BARE, charset="utf-8", content_type=""):
    moment = datetime(2024, 11, 1, tzinfo=UTC)
    return parse(RawPage(url, "test", moment, 200, content_type, html.encode(charset)))


LABELS = {
    "gb18030 as gb2312": ("gb18030", '<meta charset="gb2312">', ""),
    "gb18030 without a label": ("gb18030", "", ""),
    "gb18030 as utf-8": ("gb18030", '<meta charset="utf-8">', "text/html; charset=utf-8"),
    "utf-8 as gbk": ("utf-8", '<meta charset="gbk">', "text/html; charset=gbk"),
    "utf-8 without a label": ("utf-8", "", ""),
    "utf-8 as latin": ("utf-8", '<meta charset="iso-8859-1">', "text/html; charset=ISO-8859-1"),
    "gb18030 as latin": ("gb18030", '<meta charset="iso-8859-1">', ""),
    "utf-16": ("utf-16", '<meta charset="utf-16">', ""),
}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("kind", ["people", "tables_of_fonts", "county_media", "forum"])
def test_encodings_and_labels(kind, label):
    made = KINDS[kind](STORIES["long"])
    charset, meta, header = LABELS[label]
    html = made.html.replace('<meta charset="utf-8">', meta)
    article = read(html, made.url, charset, header)
    assert article.title == made.title
    assert article.paragraphs == made.paragraphs


DAY, MINUTE, SECOND = "2024-10-20", "2024-10-20T08:30:00+08:00", "2024-10-20T08:30:21+08:00"
DETAILS = {
    "2024年10月20日 08:30 来源：沙枣日报": (MINUTE, "沙枣日报", ()),
    "2024年10月20日08:30 来源：沙枣日报 作者：马晓云": (MINUTE, "沙枣日报", ("马晓云",)),
    "来源：沙枣日报 | 发布时间：2024-10-20 08:30:21 | 编辑：陈立": (SECOND, "沙枣日报", ("陈立",)),
    "发布日期：2024-10-20 信息来源：县水务局 浏览次数： 字号：[ 大 中 小 ]": (DAY, "县水务局", ()),
    "日期：2024/10/20　作者：马晓云　来源：沙枣发布　点击：12": (DAY, "沙枣发布", ("马晓云",)),
    "沙枣日报 2024-10-20 08:30": (MINUTE, "沙枣日报", ()),
    "2024-10-20 08:30:21　沙枣日报　马晓云": (SECOND, "沙枣日报", ("马晓云",)),
    "时间：2024.10.20 来源：沙枣县融媒体中心 责编：陈立": (DAY, "沙枣县融媒体中心", ("陈立",)),
    "【字体：大 中 小】 发布时间：2024-10-20 来源：【沙枣日报】": (DAY, "沙枣日报", ()),
    "2024年10月20日 星期日 上午8:30 稿源：沙枣广播电视台": (MINUTE, "沙枣广播电视台", ()),
    "发布于 2024-10-20 08:30 · 沙枣观察": (MINUTE, ..., ()),
    "发布时间: 2024-10-20T08:30:21+08:00 来源: 沙枣日报": (SECOND, "沙枣日报", ()),
    "记者：马晓云 通讯员：陈立 2024-10-20": (DAY, ..., ("马晓云", "陈立")),
    "本报记者 马晓云 陈立　2024年10月20日": (DAY, ..., ("马晓云", "陈立")),
    "文/马晓云　图/陈立　2024-10-20 08:30": (MINUTE, ..., ("马晓云",)),
    "来源：沙枣日报　更新时间：2024-10-21 09:00　发布时间：2024-10-20 08:30": (
        MINUTE, "沙枣日报", (),
    ),
    "来源：《沙枣日报》（第3版）  2024-10-20": (DAY, "沙枣日报", ()),
    "转自：沙枣日报  2024-10-20  阅读量 3.2万": (DAY, "沙枣日报", ()),
    "供稿单位：县水务局 审核：李小强 发布：2024-10-20": (DAY, ..., ("李小强",)),
    "2024-10-2008:30 来源：沙枣日报": (MINUTE, "沙枣日报", ()),
    "会议时间：2024年11月5日9:30　发布时间：2024-10-20": (DAY, ..., ()),
    "今天是2025年1月1日　发布时间：2024-10-20": (DAY, ..., ()),
    "成文日期：2024-10-18　发布日期：2024-10-20　有效期至：2026-10-20": (DAY, ..., ()),
    "更新时间：2024-10-21 09:00": (None, ..., ()),
    "报名截止：2024-11-20": (None, ..., ()),
    "3小时前": (None, ..., ()),
}  # fmt: skip
PLACES = (
    "<div>{}</div>",
    "<p class=info><span>{}</span></p>",
    "<table><tr><td>{}</td></tr></table>",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("line", DETAILS)
def test_lines_of_details(line, place):
    published, credit, names = DETAILS[line]
    story = STORIES["long"]
    html = f"{head(story)}<h1>{story.title}</h1>{place.format(line)}<div>{ps(story)}</div>{FOOT}"
    article = read(html)
    assert article.published_at == published
    if credit is not ...:
        assert article.credit == credit
    assert set(names) <= {*article.reporters, *article.correspondents, *article.editors}
    assert article.paragraphs == story.paragraphs


AROUND = (
    "责任编辑：马晓云", "责编 马晓云", "编辑/马晓云", "编辑丨马晓云", "【责任编辑：马晓云】", "（编辑 马晓云）", "[编辑：马晓云]",
    "来源：沙枣日报", "（来源：沙枣日报）", "来源丨沙枣日报", "稿源：沙枣日报", "新闻来源：沙枣日报", "信息来源：县水务局", "一审：马晓云 二审：陈立 三审：周正",
    "校对：陈立 审核：周正", "审核：周正", "审核人：周正", "监制：周正", "终审：周正", "制作：马晓云", "摄影：陈立", "值班编委：周正",
    "原标题：县里又开工一个项目", "（原标题：县里又开工一个项目）", "本文来源：沙枣日报", "转载请注明出处", "未经授权，不得转载", "版权所有，侵权必究",
    "免责声明：本文仅代表作者个人观点，与本网无关。", "声明：转载此文是出于传递更多信息之目的，若有来源标注错误，请与本网联系，我们将及时更正、删除，谢谢。",
    "凡本网注明“来源：沙枣新闻网”的所有作品，版权均属于沙枣新闻网，转载请必须注明来源。", "以上内容仅供参考，不构成投资建议。",
    "分享到：", "分享到微信朋友圈", "打开微信“扫一扫”，网页打开后点击屏幕右上角分享按钮", "扫一扫在手机打开当前页", "扫码关注沙枣零距离",
    "微信扫一扫：分享", "用微信扫描二维码分享至好友和朋友圈", "长按二维码关注我们", "点击下方卡片关注我们", "更多精彩内容，请关注沙枣零距离",
    "打印本页 关闭窗口", "【打印】【关闭】", "[打印正文] [关闭本页]", "【大 中 小】【打印】【关闭】", "返回顶部", "返回列表", "TOP",
    "上一篇：苹果分级线投产在即", "下一篇：没有了", "上一条: 县医院新门诊楼启用 下一条: 今冬供热准备就绪", "上一页 1 2 3 下一页", "首页 上一页 下一页 尾页",
    "相关新闻", "相关阅读：", "推荐阅读", "延伸阅读", "热点推荐", "往期回顾", "阅读原文", "阅读 1234", "阅读数：1234", "浏览次数：1234次", "点击数：12", "点赞 12",
    "0条评论", "发表评论", "我来说两句", "网友评论", "评论(0)", "收藏", "举报", "纠错", "我要纠错", "投稿邮箱：news@example.cn", "新闻热线：0999-0000000",
    "标签：园区 项目", "关键词：园区 就业", "责任编辑：马晓云 来源：沙枣日报", "编辑：马晓云    校对：陈立    审核：周正", "（完）", "[ 责编：马晓云 ]", "图片来自网络",
    "图源：沙枣日报", "图片来源：沙枣县融媒体中心", "（本文图片由受访者提供）", "文/图 马晓云", "主办：沙枣县委宣传部", "ICP备案：新ICP备00000000号", "| 打印 | 收藏 |",
    "喜欢 0 踩 0", "- END -", "—END—", "★★★", "编辑 马晓云 实习编辑 陈立", "值班主任：周正", "附件下载：", "点击查看附件", "看完记得点赞分享",
)  # fmt: skip


@pytest.mark.parametrize("line", AROUND)
def test_a_line_around_the_article_is_left_out(line):
    story = STORIES["quotes"]
    inside = f"{head(story)}<h1>{story.title}</h1><div class=z>{ps(story)}<p>{line}</p></div>{FOOT}"
    breaks = f"{head(story)}<h1>{story.title}</h1><div>{brs(story)}<br>{line}<br></div>{FOOT}"
    before = f"{head(story)}<h1>{story.title}</h1><p>{line}</p><div>{ps(story)}</div>{FOOT}"
    for html in (inside, breaks, before):
        assert read(html).paragraphs == story.paragraphs


KEPT = (
    "来源是当地牧民多年积累的口述资料，整理工作用了三年。", "编辑部的灯亮到深夜，第二天的报纸头版就是这条消息。",
    "“分享到的不只是钱，还有手艺。”他说。", "下一篇文章怎么写，她还没有想好。", "评论员认为，产业园建设要看长远。",
    "附件厂的老工人都记得那一年。", "上一页是欠账，下一页是订单。", "扫一扫地上的雪，门口就亮堂了。", "一、总投资3亿元", "（三）保障措施",
    "第二章 项目管理", "值班的人说，昨夜一切正常。", "推荐信是乡里写的。", "打印机响了一下午。", "关注就业，就是关注民生。",
    "版权登记费由县里补贴，每件三百元。", "阅读室每天开放八小时。", "记者 2019年第一次来这里时，路还没有通。",
)  # fmt: skip


@pytest.mark.parametrize("line", KEPT)
def test_a_line_of_the_article_that_begins_like_one_around_it_is_kept(line):
    story = STORIES["long"]
    two = story.paragraphs[:2]
    longer = Story(story.title, (*two, line, *story.paragraphs[2:]))
    html = f"{head(story)}<h1>{story.title}</h1><div>{ps(longer)}</div>{FOOT}"
    assert read(html).paragraphs == longer.paragraphs


T = "沙枣县纺织园二期开工 新增就业岗位八百个"
TITLES = {
    "underscore": (f"<title>{T}_沙枣新闻网</title>", f"<h1>{T}</h1>", T),
    "dash": (f"<title>{T}-沙枣新闻网</title>", f"<h1>{T}</h1>", T),
    "many parts": (f"<title>{T}_要闻_新闻_沙枣县人民政府网站</title>", f"<h2>{T}</h2>", T),
    "site first": (f"<title>沙枣新闻网-{T}</title>", f"<div class=bt>{T}</div>", T),
    "no heading": (f"<title>{T} - 沙枣新闻网</title>", "", T),
    "no heading, long site": (f"<title>{T}--沙枣--人民之声</title>", "", T),
    "site only": ("<title>沙枣新闻网</title>", f"<h1>{T}</h1>", T),
    "site only, plain cell": ("<title>沙枣县人民政府</title>", f"<p align=center><strong>{T}</strong></p>", T),
    "empty": ("<title></title>", f"<h1>{T}</h1>", T),
    "none": ("", f"<h1>{T}</h1>", T),
    "og": (f'<title>沙枣新闻网</title><meta property="og:title" content="{T}">', f"<div>{T}</div>", T),
    "logo in h1": (f"<title>{T}_沙枣新闻网</title>", f"<h1 class=logo>沙枣新闻网</h1><h2>{T}</h2>", T),
    "heading cut in title": (f"<title>{T[:12]}..._沙枣新闻网</title>", f"<h1>{T}</h1>", T),
    "space lost in title": (f"<title>{T.replace(' ', '')}_沙枣新闻网</title>", f"<h1>{T}</h1>", T),
    "broken in two": (f"<title>{T}_沙枣新闻网</title>", f"<h1>{T.replace(' ', '<br>')}</h1>", T),
    "quotes": ("<title>“三抓三促”看沙枣丨从一粒棉到一件衣_沙枣新闻网</title>", "<h1>“三抓三促”看沙枣丨从一粒棉到一件衣</h1>",
               "“三抓三促”看沙枣丨从一粒棉到一件衣"),
    "bar in it": ("<title>沙枣这一年 | 牧民定居记 | 沙枣新闻网</title>", "<h1>沙枣这一年 | 牧民定居记</h1>", "沙枣这一年 | 牧民定居记"),
    "short": ("<title>停水通知_沙枣县人民政府</title>", "<h1>停水通知</h1>", "停水通知"),
    "number": ("<title>800个岗位来了！-沙枣新闻网</title>", "<h1>800个岗位来了！</h1>", "800个岗位来了！"),
    "section heading above": (f"<title>{T}_沙枣新闻网</title>", f"<h2>要闻</h2><h1>{T}</h1>", T),
    "related headings below": (f"<title>{T}_沙枣新闻网</title>", f"<h3 class=t>{T}</h3><div class=r><h2>热点新闻</h2></div>", T),
}  # fmt: skip


@pytest.mark.parametrize("name", TITLES)
def test_titles(name):
    above, heading, title = TITLES[name]
    story = STORIES["quotes"]
    html = f"<html><head><meta charset=utf-8>{above}</head><body><div>{MENU}</div>{heading}<div>2024-10-20</div>"
    article = read(f"{html}<div>{ps(story)}</div><ul>{LINKS}</ul>{FOOT}")
    assert article.title == title
    assert article.paragraphs == story.paragraphs


V = "沙枣县：红柳滩上的采棉机"
SHOWN = f"<html><head><meta charset=utf-8><title>{V}_沙枣新闻网</title></head><body><div>{MENU}</div><h1>{V}</h1><p>2024-10-20 08:30 来源：沙枣台</p>"
VIDEO = {
    "element": "<video src=a.mp4 controls></video><p>10月18日，采棉机开进红柳滩。</p>",
    "frame": "<iframe src='http://player.example.cn/v/1'></iframe><p>10月18日，采棉机开进红柳滩。</p>",
    "flash": "<embed src=a.swf><p>10月18日，采棉机开进红柳滩。</p>",
    "named": "<div id=video_player></div><p>10月18日，采棉机开进红柳滩。</p>",
    "script": "<div class=v><script>var player=new Player({url:'a.m3u8'})</script></div><p>10月18日，采棉机开进红柳滩。</p>",
}  # fmt: skip


@pytest.mark.parametrize("name", VIDEO)
def test_video_pages_keep_their_text(name):
    article = read(f"{SHOWN}{VIDEO[name]}<ul>{LINKS}</ul>{FOOT}")
    assert article.title == V
    assert article.published_at == MINUTE
    assert article.paragraphs == ("10月18日，采棉机开进红柳滩。",)


def test_a_video_page_without_any_text_is_kept_with_its_title():
    article = read(f"{SHOWN}<video src=a.mp4></video><ul>{LINKS}</ul>{FOOT}")
    assert (article.title, article.published_at) == (V, MINUTE)
    assert article.paragraphs == ()


def test_a_player_and_no_line_of_text():
    article = read(
        "<html><head><meta property='og:title' content='沙枣县采棉忙'></head><video src=a.mp4></video></html>"
    )
    assert (article.title, article.paragraphs) == ("沙枣县采棉忙", ())


def test_a_picture_story():
    shots = "".join(
        f"<p align=center><img src={i}.jpg></p><p>图为采棉机在红柳滩第{i}条田作业。马晓云 摄</p>" for i in range(1, 5)
    )  # fmt: skip
    article = read(
        f"{SHOWN}<div class=pics><p>10月18日，采棉机开进红柳滩，今年的棉花开始采收。</p>{shots}</div>{FOOT}"
    )
    whole = " ".join((*article.paragraphs, *article.captions))
    assert all(f"第{i}条田作业" in whole for i in range(1, 5))
    assert article.paragraphs[0].startswith("10月18日")


REFUSED = {
    "frames": ("<html><head><title>沙枣新闻网</title></head><frameset cols=20,80><frame src=a.htm><frame src=b.htm></frameset></html>", "no_body"),
    "moved": ('<html><head><meta http-equiv="refresh" content="0;url=http://www.example.cn/new.html"><title>跳转</title></head><body>正在跳转</body></html>', "no_body"),
    "moved by script": ("<html><head><script>location.href='/new.html'</script></head><body></body></html>", "no_body"),
    "deleted": ("<html><title>提示信息</title><body><p>该内容已被发布者删除</p></body></html>", "error_page"),
    "not there": (f"<html><title>页面不存在</title><body><p>很抱歉，您要访问的页面不存在，3秒后返回首页。</p><ul>{LINKS}</ul></body></html>", "error_page"),
    "not there, with news": (f"<html><title>404-沙枣新闻网</title><body><h1>404</h1><p>抱歉，您查看的网页不存在或已被移除！</p><h2>热点新闻</h2><ul>{LINKS * 3}</ul></body></html>", "error_page"),
    "server": ("<html><title>502 Bad Gateway</title><body><center><h1>502 Bad Gateway</h1></center><hr>nginx</body></html>", "error_page"),
    "asp error": ("<html><title>运行时错误</title><body><h1>“/”应用程序中的服务器错误。</h1><h2>运行时错误</h2><p>说明: 服务器上出现应用程序错误。此应用程序的当前自定义错误设置禁止远程查看应用程序错误的详细信息。</p></body></html>", "error_page"),
    "login": ("<html><title>登录 - 沙枣数字报</title><body><form>用户名 <input> 密码 <input> <button>登录</button></form><p>请登录后阅读全文</p></body></html>", "login_wall"),
    "pay": ("<html><title>沙枣日报数字报</title><body><p>您尚未登录，请先登录。付费用户方可阅读当日报纸。</p></body></html>", "login_wall"),
    "slider": ("<html><title>安全验证</title><body><p>为了您的账号安全，请拖动滑块完成拼图</p></body></html>", "captcha"),
    "firewall": ("<html><title>网站防火墙</title><body><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p></body></html>", "captcha"),
    "too often": ("<html><title>提示</title><body><p>您的访问过于频繁，请输入验证码后继续访问。</p></body></html>", "captcha"),
    "browser check": ("<html><title>请稍候…</title><body><noscript>请开启JavaScript</noscript><p>正在检查您的浏览器，请稍候</p></body></html>", "captcha"),
    "channel": (f"<html><title>要闻_沙枣新闻网</title><body><div>{MENU}</div><ul>{DATED * 3}</ul><div>1 2 3 下一页</div>{FOOT}</body></html>", "list_page"),
    "front page": (f"<html><title>沙枣新闻网</title><body><div>{MENU}</div>" + f"<div class=b><h2>要闻</h2><ul>{LINKS}</ul></div>" * 8 + f"{FOOT}</body></html>", "list_page"),
    "front page with leads": (f"<html><title>沙枣新闻网</title><body><div>{MENU}</div>" + "".join(f"<div class=b><h3><a href=/{i}.html>{t}，沙枣县今年再添新动能</a></h3><p>记者从县里获悉，{t}，相关工作正在推进。<a href=/{i}.html>[详细]</a></p></div>" for i, t in enumerate(OTHER)) + f"<ul>{LINKS * 3}</ul>{FOOT}</body></html>", "list_page"),
    "search results": ("<html><title>站内搜索</title><body><div>共找到 123 条结果</div>" + "".join(f"<div><h3><a href=/{i}.html>{t}</a></h3><p>…{t}…</p><p>2024-09-1{i} http://www.example.cn/{i}.html</p></div>" for i, t in enumerate(OTHER)) + "</body></html>", "list_page"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_with_its_reason(name):
    html, reason = REFUSED[name]
    with pytest.raises(NotAnArticle) as caught:
        read(html, url="http://www.example.cn/yw/")
    assert caught.value.reason == reason
