"""Made-up pages of the kinds that Chinese news sites serve, each with what a reader takes from it.

The markup follows the habits of whole classes of publishing systems; names, places and texts are
invented. `KINDS` maps a name to a function that makes the page of a `Story`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Story:
    """An article as it was written."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A page and what it says. `None` is: must be null; `...` is: not looked at."""

    html: str
    url: str
    title: str
    paragraphs: tuple[str, ...]
    published: str | None
    credit: object = ...
    names: tuple[str, ...] = ()  # must be among reporters, correspondents and editors
    captions: tuple[str, ...] = ()
    charset: str = "utf-8"
    more: dict[str, object] = field(default_factory=dict)


STORIES = {
    "long": Story(
        "沙枣县纺织园二期开工 新增就业岗位八百个",
        (
            "10月19日，沙枣县纺织产业园二期项目在县城东郊的开发区动工，参加仪式的有园区企业代表和附近三个乡的群众。",
            "据了解，项目由青禾纺织有限公司投资建设，计划总投资3.2亿元，占地200亩，将建标准厂房6万平方米、新上纺锭10万枚。",
            "“去年一期投产以后，我们村里有四十多人在园区上班，不用再往外跑。”红柳乡居民艾山江说，他的妻子每月能挣三千多元。",
            "开发区管委会负责人介绍，二期预计2025年10月建成，届时年产值可达5亿元，带动就业800人。",
            "援疆指挥部表示，今年还将安排资金2600万元用于园区道路、供水和职工宿舍建设。",
        ),
    ),
    "short": Story(
        "关于城北片区计划停水的通知",
        ("因管网改造，10月21日9时至19时城北片区停水，请居民提前做好储水准备。",),
    ),
    "quotes": Story(
        "白杨镇：一碗拉条子里的旅游账",
        (
            "傍晚的白杨镇热闹起来。街口第三家饭馆里，老板正把面抻得又细又长。",
            "“国庆七天卖了两千多碗。”他说。",
            "为什么游客愿意来？",
            "镇里算过一笔账：修好通往草场的12公里路花了860万元，当年接待游客就翻了一番，住宿收入达到1400万元。",
            "明年，镇里打算把老粮仓改成展馆，再添五十间客房，让游客多住一晚。",
        ),
    ),
    "list": Story(
        "湖畔县公布今年第三批招商项目",
        (
            "湖畔县近日公布今年第三批招商引资项目，共四个，投资总额11.5亿元。具体如下：",
            "一、日产300吨饲料加工项目，投资1.5亿元，选址西部工业园；",
            "二、番茄制品深加工项目，投资3亿元，年处理鲜番茄20万吨；",
            "三、光伏支架制造项目，投资4亿元；",
            "四、冷链物流中心项目，投资3亿元，库容5万吨。",
            "有意者可与湖畔县商务和工业信息化局联系。",
        ),
    ),
}  # fmt: skip

OTHER = (
    "苹果分级线投产在即农户盼着好价钱", "县医院新门诊楼本月底启用", "二十名援疆教师走进牧区小学",
    "今冬供热准备工作全部就绪", "棉花采收过半日交售量创新高", "青年夜校开班首日报名火爆",
    "草原公路服务区开建", "馕产业园订单排到明年三月",
)  # fmt: skip
MENU = "".join(
    f'<a href="/{name}/">{text}</a>'
    for name, text in (
        ("", "首页"), ("yw", "要闻"), ("zw", "政务"), ("jj", "经济"), ("sh", "社会"), ("wh", "文化"), ("sp", "视频"),
        ("lyou", "旅游"), ("zt", "专题"),
    )
)  # fmt: skip
LINKS = "".join(f'<li><a href="/n/{i}.html">{text}</a></li>' for i, text in enumerate(OTHER))
DATED = "".join(
    f'<li><span>2024-09-{i + 10}</span><a href="/n/{i}.html">{text}</a></li>'
    for i, text in enumerate(OTHER)
)
FOOT = (
    '<div class="footer"><p>版权所有 沙枣县融媒体中心 新ICP备00000000号</p>'
    "<p>新闻热线：0999-0000000 违法和不良信息举报电话：0999-0000001</p>"
    "<p>Copyright © 2008-2024 All Rights Reserved 未经书面授权不得转载</p></div>"
)
SITE = "沙枣新闻网"
URL = "http://www.example.cn/yw/202410/t20241020_1024.html"
BARE = "http://www.example.cn/article/1024.html"  # an address without a date


def ps(story: Story, tag: str = "p", indent: str = "　　") -> str:
    return "".join(f"<{tag}>{indent}{text}</{tag}>" for text in story.paragraphs)


def brs(story: Story) -> str:
    return "<br />\n<br />\n".join(f"　　{text}" for text in story.paragraphs)


def head(story: Story, extra: str = "", site: str = f"_{SITE}") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{story.title}{site}</title>'
        f"{extra}</head><body>"
    )


Kind = Callable[[Story], Page]
KINDS: dict[str, Kind] = {}


def kind(make: Kind) -> Kind:
    KINDS[make.__name__] = make
    return make


def page(
    story: Story, html: str, published: str | None, credit: object = ..., **more: object
) -> Page:
    made = Page(html + "</body></html>", URL, story.title, story.paragraphs, published, credit)
    return replace(made, **more)  # type: ignore[arg-type]


@kind
def people(s: Story) -> Page:
    html = head(s, site="--地方频道--人民之声") + (
        f'<div class="nav">{MENU}</div><div class="path">人民之声>>地方</div>'
        f'<div class="text_title"><h1>{s.title}</h1><div class="box01"><div class="fl">2024年10月20日08:30  来源：'
        '<a href="http://paper.example.cn/">沙枣日报</a></div><div class="fr"><a>分享</a></div></div></div>'
        f'<div class="box_con">{ps(s, indent="&#9;")}<div class="edit">(责编：马晓云、陈立)</div>'
        '<div class="paper"><p>分享让更多人看到</p></div></div>'
        f'<div class="p1_02"><h2>推荐阅读</h2><ul>{LINKS}</ul></div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报", names=("马晓云", "陈立"))


@kind
def agency_old(s: Story) -> Page:
    html = head(s, site="-某华网") + (
        f'<div id="header">{MENU}</div><div class="h-news"><div class="h-title">\n{s.title} </div>'
        '<div class="h-info"><span class="h-time"> 2024-10-20 08:30:21</span> <span>来源：\n<em id="source"> 沙枣日报\n</em></span>'
        '</div></div><div id="p-detail">'
        f'{ps(s)}</div><div class="zan-wap">+1</div><div class="p-jc"><span class="tiyi1"><a>【纠错】</a>'
        "<span>责任编辑： 马晓云 </span></span></div>"
        f'<div class="relate"><ul>{LINKS}</ul></div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:21+08:00", "沙枣日报", names=("马晓云",))


@kind
def agency_new(s: Story) -> Page:
    html = head(s, site="-某华网") + (
        '<div class="header-cont clearfix"><div class="header-time left"><span class="year"><em> 2024</em></span>'
        '<span class="day"><em>10</em>/<em>20</em></span><span class="time">08:30:21</span></div><div class="source">来源：沙枣日报</div>'
        f'<div class="head-line clearfix"><h1><span class="title">{s.title}</span><span class="btn-audio"></span></h1></div></div>'
        '<div class="main-left"><span id="detail" class="main-aticle">'
        f'{ps(s)}<p style="text-align:center"><img src="1.jpg"></p></span>'
        '<div class="tiyi1"><a>【纠错】</a><span class="editor">【责任编辑:马晓云 陈立】</span></div></div>'
        f'<div class="columBox"><div class="title">深度观察</div><ul>{LINKS}</ul></div>{FOOT}'
    )
    return page(
        s, html, "2024-10-20T08:30:21+08:00", "沙枣日报", names=("马晓云", "陈立"), url=BARE
    )


@kind
def wire(s: Story) -> Page:
    html = head(s, site="-某新网") + (
        f'<div class="nav">{MENU}</div><div id="nav">首页 → 地方新闻</div><div class="content"><h1 style="display:block">{s.title}</h1>'
        '<div class="left-time"><div class="left-t">2024年10月20日 08:30　来源：<a href="/">某国新闻网</a>'
        '<a href="#cy"> 参与互动</a></div></div><div class="left_zw">'
        f'{ps(s)}<div id="function_code_page"></div></div>'
        '<div class="left_name"><div class="left_name">【编辑:马晓云】</div></div>'
        f'<div class="div624">更多精彩内容请进入社会频道</div><ul>{LINKS}</ul>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "某国新闻网", names=("马晓云",))


@kind
def portal_blue(s: Story) -> Page:
    html = head(
        s,
        '<meta property="article:published_time" content="2024-10-20T08:30:21+08:00">'
        '<meta property="article:author" content="某浪网">'
        f'<meta property="og:title" content="{s.title}">', site="_某浪网",
    ) + (
        f'<h1 class="main-title">{s.title}</h1><div class="top-bar"><div class="date-source"><span class="date">2024年10月20日 08:30</span>'
        '<a class="source" href="/">沙枣日报</a></div></div><div class="article" id="artibody">'
        f'{ps(s)}<p class="show_author">责任编辑：马晓云 SN000 </p></div>'
        '<div class="article-bottom"><div class="keywords">关键字 : <a>园区</a></div><div class="article-notice"><p>'
        '我要反馈</p></div></div><div class="blk-comment">评论 <a>12条评论</a></div>'
        f'<ul class="feed">{LINKS}</ul>{FOOT}'
    )  # fmt: skip
    return page(s, html, "2024-10-20T08:30:21+08:00", "沙枣日报", names=("马晓云",))


@kind
def portal_old(s: Story) -> Page:
    html = (
        f"<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>{s.title}_新闻中心_某浪网</title></head><body>"
        f"<table width=750><tr><td>{MENU}</td></tr></table><table width=750><tr><td width=560><table><tr><th class=f24 height=50><font color=#05006C>"
        f"<h1 id='artibodyTitle'>{s.title}</h1></th></tr><tr><td align=center>http://www.example.cn 2024年10月20日08:30 "
        "<font color=#A20010>沙枣日报</font></td></tr><tr><td class=l17><font id=zoom class=f14>"
        f"{brs(s)}</font></td></tr></table><br>【<a href=#>评论</a>】【<a>收藏此页</a>】【<font>大 中 小</font>】【<a>打印</a>】【<a>关闭</a>】"
        f"</td><td width=180 bgcolor=#eee><table><tr><td>热点专题</td></tr><tr><td><ul>{LINKS}</ul></td></tr></table></td></tr></table>"
        "<center>新闻中心意见反馈留言板 电话：010-00000000 欢迎批评指正<br>Copyright © 1996-2024 某浪公司 版权所有</center>"
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报", charset="gb18030")


@kind
def portal_fox(s: Story) -> Page:
    html = head(
        s,
        f'<meta itemprop="datePublished" content="2024-10-20 08:30"><meta property="og:title" content="{s.title}">',
        site="_园区_项目_县城",
    ) + (
        f'<div class="text-title"><h1>{s.title} <span class="article-tag"></span></h1><div class="article-info">'
        '<span class="time" id="news-time" data-val="1729384200000">2024-10-20 08:30</span>'
        '<span data-role="original-link">来源: <a>沙枣日报</a></span></div></div>'
        f'<article class="article" id="mp-editor"><p data-role="original-title" style="display:none">原标题：{s.title}</p>'
        f'{ps(s, indent="")}<p data-role="editor-name">责任编辑：<span></span><a class="backsohu">返回某狐，查看更多</a></p></article>'
        '<div class="statement">声明：该文观点仅代表作者本人，某狐号系信息发布平台，某狐仅提供信息存储空间服务。</div>'
        '<div class="bottom-relate-wrap"><span class="read-wrap">阅读 (<em>1234</em>)</span></div>'
        f'<div class="comment"><p>支持家乡建设，希望园区越办越好，让大家都有活干。</p></div><div class="groom-read"><ul>{LINKS}</ul></div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报")


@kind
def portal_easy(s: Story) -> Page:
    html = head(s, site="_某易新闻") + (
        f'<div class="post_crumb"><a>某易首页</a>&gt;正文</div><h1 class="post_title">{s.title}</h1>'
        '<div class="post_info"> 2024-10-20 08:30:21　来源: <a href="#" target="_blank">沙枣日报</a><span class="pc-ad"></span>'
        ' <a class="post_jubao" href="/jubao">举报</a></div><div class="post_body">'
        f'{ps(s)}<div class="post_author"><a href="/"><img src="ep.png"></a> 本文来源：沙枣日报 责任编辑： 马晓云_NN0000 </div></div>'
        '<div class="post_statement">特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</div>'
        f'<div class="post_recommends"><h2>相关推荐</h2>{LINKS}</div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:21+08:00", "沙枣日报", names=("马晓云",))


@kind
def portal_easy_old(s: Story) -> Page:
    html = head(s, site="_某易新闻中心") + (
        f'<div class="ep-header">{MENU}</div><h1 id="h1title" class="ep-h1">{s.title}</h1><div class="ep-info cDGray"><div class="left">'
        '2024-10-20 08:30:21　来源: <a id="ne_article_source">沙枣日报</a>(某地)</div><div class="right">有<a>12</a>人参与</div></div>'
        f'<div id="endText" class="end-text"><p class="summary"></p>{ps(s)}<div class="ep-source"><span class="left">'
        '(原标题：县里又开工一个项目)</span></div><div class="ep-editor">马晓云<span class="icon"></span> 本文来源：沙枣日报 责任编辑：马晓云</div></div>'
        f'<div class="ep-keywords-main">关键词阅读：园区</div>{LINKS}{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:21+08:00", "沙枣日报", names=("马晓云",))


@kind
def portal_penguin(s: Story) -> Page:
    data = json.dumps(
        {"title": s.title, "pubtime": "2024-10-20 08:30:21", "media": "沙枣日报"},
        ensure_ascii=False,
    )
    html = head(s, f"<script>window.DATA = {data};</script>", site="_某讯新闻") + (
        f'<div class="qq_conent"><div class="LEFT"><h1>{s.title}</h1><div class="content content-article">'
        f'{ps(s, "p", "")}</div><div id="Status"></div></div><div class="RIGHT"><div class="hot">热点精选</div>{LINKS}</div></div>'
    )
    return page(s, html, "2024-10-20T08:30:21+08:00", url=BARE)


@kind
def portal_phoenix(s: Story) -> Page:
    html = head(s, site="_某凰网") + (
        f'<div id="artical"><h1 itemprop="headline" id="artical_topic">{s.title}</h1><div id="artical_sth" class="clearfix">'
        '<p class="p_time"><span itemprop="datePublished" class="ss01">2024年10月20日 08:30:21</span><br/>'
        '<span>来源：<span itemprop="publisher"><span class="ss03"><a>沙枣日报</a></span></span></span></p>'
        '<h4><a class="participate"><em>12</em>人参与</a><a><em>3</em>评论</a></h4></div><div id="main_content" class="js_selection_area">'
        f'{ps(s)}<p><strong>推荐阅读</strong></p><p><a href="/1">{OTHER[0]}</a></p></div>'
        '<p class="iphone">[责任编辑：马晓云 PN000]</p></div>'
        f'<div class="comment">网友评论 <p>写得真好，希望家乡的园区越来越红火，多些岗位。</p></div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:21+08:00", "沙枣日报", names=("马晓云",))


@kind
def surging_old(s: Story) -> Page:
    html = head(s, site="_浪花号_某湃新闻-The Wave") + (
        f'<div class="newscontent"><h1 class="news_title">{s.title}</h1><div class="news_about"><p>沙枣日报/马晓云</p>'
        "<p>2024-10-20 08:30 <span>来源：<span>某湃新闻</span></span></p></div>"
        f'<div class="news_txt" data-size="standard">{brs(s)}</div>'
        '<div class="news_editor">责任编辑：陈立</div><div class="news_editor">校对：李小强</div>'
        '<div class="go_wave">某湃新闻报料：400-000-0000 &nbsp; 某湃新闻，未经授权不得转载</div></div>'
        f'<div class="news_keyword">关键词 >> <a>园区</a></div><div class="rt">热新闻<ul>{LINKS}</ul></div>'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "某湃新闻", names=("陈立", "李小强"))


@kind
def surging_new(s: Story) -> Page:
    content = ps(s, indent="")
    data = json.dumps(
        {"props": {"detail": {"name": s.title, "content": content}}}, ensure_ascii=False
    )
    html = head(s, site="_某湃号·政务_某湃新闻-The Wave") + (
        f'<div class="index_wrapper__x1"><h1 class="index_title__B8mhI">{s.title}</h1>'
        '<div class="index_left__LfzyH"><div class="ant-space"><span>2024-10-20 08:30</span><span class="split">∙</span><span>来源：某湃新闻·某湃号·政务</span>'
        '</div><div>字号</div></div><div class="index_cententWrap__Jv8jK">'
        f'{content}</div><p class="copyright">特别声明</p><p>本文为某湃号作者或机构在某湃新闻上传并发布，仅代表该作者或机构观点，不代表某湃新闻的观点或立场，某湃新闻仅提供信息发布平台。</p>'
        '<div class="praise">12</div><div><p>评论(2)</p><p>希望越来越好，我们都支持家乡发展。</p></div></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "某湃新闻·某湃号·政务")


@kind
def chat_account(s: Story) -> Page:
    body = "".join(
        f"<section><p style='text-indent:2em'><span>{t}</span></p></section>" for t in s.paragraphs
    )
    html = (
        f'<html><head><meta charset="utf-8"><meta property="og:title" content="{s.title}"><title></title></head><body>'
        f'<div class="rich_media_content" style="display:none"></div><h1 class="rich_media_title" id="activity-name">\n{s.title}\n</h1>'
        '<div id="meta_content"><span class="rich_media_meta rich_media_meta_text">马晓云</span><span id="profileBt"><a>沙枣零距离</a></span>'
        '<em id="publish_time" class="rich_media_meta"></em></div>'
        f'<div class="rich_media_content" id="js_content" style="visibility: hidden;">{body}<p>编辑：陈立</p><p>审核：李小强</p><p>长按识别二维码关注我们</p></div>'
        "<script>var biz=''; var ct = \"1729384221\"; var publish_time = '' || '';</script>"
        '<div id="js_pc_qr_code">微信扫一扫关注该公众号</div>'
    )
    return page(
        s, html, "2024-10-20T08:30:21+08:00", names=("陈立",), url="https://mp.example.cn/s?biz=x"
    )


@kind
def government_notice(s: Story) -> Page:
    html = head(
        s,
        '<meta name="SiteName" content="沙枣县人民政府网"><meta name="ColumnName" content="通知公告">'
        f'<meta name="ArticleTitle" content="{s.title}"><meta name="PubDate" content="2024-10-20 08:30">'
        '<meta name="ContentSource" content="县水务局">',
        site="_通知公告_沙枣县人民政府",
    ) + (
        f'<div class="header">{MENU}</div><div class="wz">当前位置：<a>首页</a>&gt;<a>政务公开</a>&gt;<a>通知公告</a></div>'
        '<table class="zfxxgk"><tr><td>索 引 号</td><td>SZ001/2024-00123</td><td>发布机构</td><td>县水务局</td></tr></table>'
        f'<div class="article"><h1>{s.title}</h1><div class="info"><span>发布日期：2024-10-20 08:30</span><span>信息来源：县水务局</span>'
        "<span>浏览次数：<script>count()</script></span><span>字体：【大】【中】【小】</span></div>"
        f'<div class="TRS_Editor"><style>.TRS_Editor P{{line-height:2}}</style>{ps(s)}</div>'
        '<div class="ewm"><p>扫一扫在手机打开当前页</p></div><div>【打印本页】【关闭窗口】</div>'
        f'<div class="xgk">相关信息<ul>{LINKS}</ul></div></div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "县水务局")


@kind
def county_media(s: Story) -> Page:
    html = head(s, site=" - 沙枣县融媒体中心") + (
        f'<div class="top">{MENU}</div><div class="content_title">{s.title}</div>'
        '<div class="content_info">作者：马晓云 陈立 &nbsp; 来源：沙枣县融媒体中心 &nbsp; 时间：2024-10-20 08:30:21 &nbsp; 点击：<span id=hits>456</span>次</div>'
        f'<div class="content_text">{ps(s, "div")}<div>编辑：李小强</div><div>一审：王小梅</div><div>二审：周正</div><div>终审：赵一平</div></div>'
        f'<div class="sxp"><div>上一篇：<a href=/1>{OTHER[0]}</a></div><div>下一篇：<a href=/2>{OTHER[1]}</a></div></div>{FOOT}'
    )
    return page(
        s, html, "2024-10-20T08:30:21+08:00", "沙枣县融媒体中心", names=("马晓云", "陈立", "李小强")
    )


@kind
def county_lines(s: Story) -> Page:
    """Credits as lines of the text itself, with slashes and bars."""
    html = head(s, site="-沙枣零距离") + (
        f'<h2 class="bt">{s.title}</h2><p class="ly">2024-10-20 08:30 | 来源 | 沙枣发布</p><div class="nr">{ps(s)}'
        "<p>来源 | 沙枣县融媒体中心</p><p>记者 | 马晓云</p><p>通讯员 | 陈立</p><p>编辑丨李小强</p><p>审核 / 王小梅</p><p>监制：周正</p>"
        f"<p>往期推荐</p><p><a href=/1>{OTHER[0]}</a></p><p><a href=/2>{OTHER[1]}</a></p><p>点赞 在看 转发</p></div>{FOOT}"
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", names=("马晓云", "陈立", "李小强"))


@kind
def epaper(s: Story) -> Page:
    html = (
        f'<html><head><meta charset="utf-8"><title>沙枣日报数字报-{s.title}</title></head><body><table><tr><td>'
        f"<table><tr><td>2024年10月20日 星期日</td><td>第03版：经济</td><td><a href=n.htm>版面导航</a></td></tr></table><table><tr><td><ul>{LINKS}</ul></td></tr></table>"
        "</td><td><table><tr><td><a href=a.htm>上一篇</a> <a href=b.htm>下一篇</a> <a>放大+</a> <a>缩小-</a> <a>默认o</a></td></tr>"
        f'<tr><td><span class="font02"></span><strong>{s.title}</strong></td></tr>'
        f'<tr><td><div id="ozoom"><founder-content>{ps(s)}</founder-content></div></td></tr></table></td></tr></table>'
        "<div>版权所有 沙枣日报社 合作：某正数字报刊系统</div>"
    )
    return page(
        s, html, "2024-10-20", url="http://epaper.example.cn/html/2024-10/20/content_1024.htm"
    )


@kind
def forum(s: Story) -> Page:
    html = (
        f'<html><head><meta charset="utf-8"><title>{s.title} - 本地杂谈 -  沙枣论坛 -  Powered by Forum!</title></head><body>'
        f'<div id="nv">{MENU}</div><div id="pt">论坛 › 本地杂谈</div><h1 class="ts"><a>[本地]</a><span id="thread_subject">{s.title}</span></h1>'
        '<div id="postlist"><div id="post_1"><table><tr><td class="pls"><a>红柳</a><p>中级会员</p><dl><dt>积分</dt><dd>345</dd></dl></td><td class="plc">'
        '<div class="authi"><em id="authorposton1">发表于 2024-10-20 08:30:21</em> | <a>只看该作者</a> | <a>倒序浏览</a></div>'
        f'<table><tr><td class="t_f" id="postmessage_1">{brs(s)}</td></tr></table></td></tr></table></div>'
        '<div id="post_2"><table><tr><td class="pls"><a>胡杨</a></td><td class="plc"><em>发表于 2024-10-20 09:12:00</em><div class="t_fsz"><table><tr><td class="t_f">'
        "顶一下楼主，我家就在附近，盼着早点建好。</td></tr></table></div></td></tr></table></div></div>"
        f'<div id="f_pst">您需要登录后才可以回帖 登录 | 立即注册</div>{FOOT}'
    )
    return page(
        s, html, "2024-10-20T08:30:21+08:00", url="http://bbs.example.cn/thread-1024-1-1.html"
    )


@kind
def dede(s: Story) -> Page:
    html = head(s) + (
        f'<div class="place"><strong>当前位置:</strong> <a>主页</a> > <a>要闻</a> > </div><div class="viewbox"><div class="title"><h2>{s.title}</h2></div>'
        '<div class="info"><small>时间:</small>2024-10-20 08:30<small>来源:</small>沙枣日报 <small>作者:</small>马晓云 <small>点击:</small>45次</div>'
        f'<div class="content"><table width="100%"><tr><td>{ps(s, "div")}</td></tr></table></div>'
        '<div class="dede_pages"><ul class="pagelist"></ul></div><div class="newdigg">顶一下 (0) 0% 踩一下 (0) 0%</div></div>'
        f'<div class="boxoff"><strong>------分隔线----------------------------</strong></div><div class="context"><ul><li>上一篇：<a>{OTHER[0]}</a></li><li>下一篇：没有了</li></ul></div>'
        '<div class="mycomment"><form>评价: 中立 好评 差评 验证码: 匿名? 发表评论</form></div>'
        f'<div class="hot mt1"><dl class="tbox"><dt>热点内容</dt><dd><ul>{LINKS}</ul></dd></dl></div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报", names=("马晓云",))


@kind
def blog_press(s: Story) -> Page:
    ld = json.dumps({"@type": "NewsArticle", "headline": s.title, "datePublished": "2024-10-20T00:30:21+00:00",
                     "dateModified": "2024-10-21T00:30:21+00:00"}, ensure_ascii=False)  # fmt: skip
    html = head(s, f'<script type="application/ld+json">{ld}</script>', site=" - 沙枣观察") + (
        f'<header class="site-header">{MENU}</header><article class="post hentry"><header class="entry-header"><h1 class="entry-title">{s.title}</h1>'
        '<div class="entry-meta"><a>沙枣观察</a></div></header><div class="entry-content">'
        f'{ps(s, indent="")}<div class="sharedaddy">分享到：<a>微博</a><a>微信</a></div></div><footer class="entry-footer">分类：<a>经济</a></footer></article>'
        f'<div id="comments"><h3>2条评论</h3><p>内容很实在，希望多报道一些基层的产业项目。</p></div><aside>{LINKS}</aside>{FOOT}'
    )
    return page(
        s,
        html,
        "2024-10-20T08:30:21+08:00",
        url=BARE,
        more={"updated": "2024-10-21T08:30:21+08:00"},
    )


@kind
def tables_of_fonts(s: Story) -> Page:
    html = (
        f"<HTML><HEAD><TITLE>{s.title}</TITLE></HEAD><BODY><A name=top><TABLE width=760><TR><TD>{MENU}</TD></TR></TABLE>"
        f"<TABLE width=760><TR><TD width=150><TABLE><TR><TD><UL>{LINKS}</UL></TD></TR></TABLE></TD><TD><TABLE><TR><TD align=center><FONT size=5><B>{s.title}</B></FONT></TD></TR>"
        "<TR><TD align=center><FONT color=gray>2024-10-20 沙枣日报 马晓云</FONT></TD></TR><TR><TD><FONT size=3>"
        f"{brs(s)}</FONT></TD></TR></TABLE></TD></TR></TABLE><TABLE><TR><TD align=center>Copyright 2001 沙枣县信息中心</TD></TR></TABLE>"
    )
    return page(s, html, "2024-10-20", url=BARE, charset="gb18030")


@kind
def web_forms(s: Story) -> Page:
    html = head(s) + (
        '<form method="post" action="./show.aspx?id=1024" id="form1"><input type="hidden" name="__VIEWSTATE" value="xx">'
        f'<div id="top">{MENU}</div><div><span id="lblTitle">{s.title}</span></div><div>发布人：<span id="lblUser">马晓云</span> 发布时间：<span id="lblTime">2024/10/20 8:30:21</span> 已有<span>123</span>人浏览</div>'
        f'<div><span id="lblContent">{ps(s)}</span></div><div>【<a href="javascript:print()">打印</a>】【<a href="javascript:close()">关闭</a>】</div></form>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:21+08:00", url="http://www.example.cn/show.aspx?id=1024")


@kind
def amp_page(s: Story) -> Page:
    html = (
        f'<!doctype html><html amp lang="zh"><head><meta charset="utf-8"><title>{s.title} | {SITE}</title><link rel="canonical" href="{BARE}">'
        "<style amp-custom>p{margin:0}</style></head><body><amp-sidebar><ul>"
        + LINKS
        + f"</ul></amp-sidebar><article><h1>{s.title}</h1>"
        '<time datetime="2024-10-20T08:30:00+08:00">2024-10-20 08:30</time>'
        f"{ps(s)}<amp-img src=1.jpg></amp-img></article><amp-social-share></amp-social-share>"
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", url="http://www.example.cn/amp/article/1024.html",
                more={"canonical": BARE})  # fmt: skip


@kind
def print_page(s: Story) -> Page:
    html = (
        f'<html><head><meta charset="utf-8"><title>{s.title}</title></head><body onload="window.print()"><a href="{BARE}">返回原文</a><h3>{s.title}</h3>'
        f"<p>2024年10月20日 08:30　来源：沙枣日报</p><hr>{ps(s)}<hr><p>【打印本文】【关闭窗口】</p>"
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报", url="http://www.example.cn/print.php?id=1024",
                more={"canonical": BARE})  # fmt: skip


@kind
def phone_page(s: Story) -> Page:
    html = head(s, site="") + (
        f'<div class="m-top"><a href="/">返回首页</a></div><section class="art"><h1>{s.title}</h1><p class="meta">沙枣日报 10-20 08:30</p>'
        f'<div class="art-c">{ps(s)}</div></section><div class="open-app">打开APP阅读全文</div><div>{LINKS}</div>'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", url="http://m.example.cn/20241020/1024.html")


@kind
def captions_and_table(s: Story) -> Page:
    table = "<table><tr><td>年份</td><td>投资额</td></tr><tr><td>2023年</td><td>1.1亿元</td></tr></table>"
    html = head(s) + (
        f'<h1>{s.title}</h1><div class="info">2024-10-20 08:30 来源：沙枣日报</div><div class="text">'
        f"{ps(s)}<figure><img src=1.jpg><figcaption>图为工人在车间忙碌。</figcaption></figure>{table}</div>{FOOT}"
    )
    cells = ("年份", "投资额", "2023年", "1.1亿元")
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报", captions=("图为工人在车间忙碌。",),
                paragraphs=(*s.paragraphs, *cells))  # fmt: skip


@kind
def related_inside(s: Story) -> Page:
    cut = max(1, len(s.paragraphs) // 2)
    html = head(s) + (
        f'<h1>{s.title}</h1><div class="info">2024-10-20 08:30:21 来源：沙枣日报 记者：马晓云</div><div class="text">'
        + ps(Story(s.title, s.paragraphs[:cut]))
        + f'<div class="relation"><p>相关阅读：<a href=/1>{OTHER[0]}</a></p></div>'
        + ps(Story(s.title, s.paragraphs[cut:]))
        + '<p>（本文图片由受访者提供）</p><p style="text-align:right">（责任编辑：陈立）</p></div>'
        f'<div class="share">分享到：</div><div class="rec"><h3>为您推荐</h3>{LINKS}</div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:21+08:00", "沙枣日报", names=("马晓云", "陈立"))


@kind
def preformatted(s: Story) -> Page:
    text = "\n\n".join(f"　　{t}" for t in s.paragraphs)
    html = head(s) + f"<h2>{s.title}</h2><p>发布日期：2024-10-20</p><pre>{text}</pre>{FOOT}"
    return page(s, html, "2024-10-20")


@kind
def trailing_links(s: Story) -> Page:
    """A notice with attachments, previous and next article, and a code to scan."""
    html = head(s, site="-沙枣县政府") + (
        f'<div class="bt">{s.title}</div><div class="sj">发布时间：2024年10月20日　　来源：县政府办　　作者：　　点击数：<em>12</em></div><div class="zw">{ps(s)}</div>'
        f"<p>上一条：<a href=/1>{OTHER[0]}</a></p><p>下一条：<a href=/2>{OTHER[1]}</a></p><p>扫一扫 分享到朋友圈</p>{FOOT}"
    )
    return page(s, html, "2024-10-20", "县政府办")


@kind
def written_then_published(s: Story) -> Page:
    html = head(s, site="-沙枣县政府") + (
        "<ul class=xx><li>发文机关：沙枣县人民政府</li><li>成文日期：2024年10月18日</li><li>发布日期：2024年10月20日</li></ul>"
        f'<h1>{s.title}</h1><div class="zw">{ps(s)}</div>{FOOT}'
    )
    return page(s, html, "2024-10-20", "沙枣县人民政府", url=BARE)


@kind
def header_clock(s: Story) -> Page:
    html = head(s) + (
        f'<div class="top">今天是：2025年03月01日 星期六 <a>设为首页</a></div><div>{MENU}</div><h1>{s.title}</h1>'
        f'<div class="sub">沙枣日报　2024-10-20　08:30</div><div class="zw">{ps(s)}</div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", url=BARE)


@kind
def nothing_dated(s: Story) -> Page:
    html = head(s) + (
        f'<div>{MENU}</div><h1>{s.title}</h1><div class="zw">{ps(s)}</div><div class="list">最新消息<ul>{DATED}</ul></div>{FOOT}'
    )
    return page(s, html, None, url=BARE)


@kind
def escaped_and_invisible(s: Story) -> Page:
    body = "".join(
        f"<p>&ensp;&ensp;{t[:4]}&#8203;{t[4:9]}\u200c{t[9:]}&nbsp;</p>" for t in s.paragraphs
    )
    html = (
        head(s)
        + f"<h1>{s.title[:3]}&#8203;{s.title[3:]}</h1><div>2024-10-20&nbsp;08:30&emsp;来源：沙枣日报</div><div class=zw>{body}</div>{FOOT}"
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报")


@kind
def nested_tables(s: Story) -> Page:
    rows = "".join(f"<tr><td><table><tr><td>{t}</td></tr></table></td></tr>" for t in s.paragraphs)
    html = head(s) + (
        f"<table><tr><td>{MENU}</td></tr></table><table><tr><td><table><tr><td><b>{s.title}</b></td></tr><tr><td>来源：沙枣日报 2024-10-20 08:30</td></tr>"
        f"<tr><td><table>{rows}</table></td></tr></table></td><td><ul>{LINKS}</ul></td></tr></table>{FOOT}"
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报")


@kind
def held_in_a_textarea(s: Story) -> Page:
    html = head(s) + (
        f'<div class="t-container-title"><h3>{s.title}</h3></div><div class="metadata-info"><span class="time">2024-10-20 08:30</span><span class="source">来源：<a>沙枣日报</a></span></div>'
        f'<div class="la_tool"></div><textarea class="article-content" style="display:none">{ps(s).replace("<", "&lt;").replace(">", "&gt;")}</textarea>'
        f'<textarea class="article-title">{s.title}</textarea>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报")


@kind
def day_first(s: Story) -> Page:
    html = head(
        s, '<meta property="article:published_time" content="2024-10-20T00:30:21+00:00">'
    ) + (
        f'<h1>{s.title}</h1><p class="dates">发表时间：<time datetime="2024-10-20T00:30:21+00:00">20/10/2024 - 08:30</time></p><div class="zw">{ps(s)}</div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:21+08:00", url=BARE)


@kind
def comments_longer_than_the_text(s: Story) -> Page:
    said = "".join(
        f'<div class="comment-item"><span>网友{i}</span><p>我家就住在那一片，去年就听说要建，今年终于动工了，希望质量过硬，也希望多招本地人，工资按时发。</p></div>'
        for i in range(12)
    )
    html = head(s) + (
        f'<h1>{s.title}</h1><div class="info">2024-10-20 08:30 来源：沙枣日报</div><div class="article-content">{ps(s)}</div>'
        f'<div class="comment-list"><h4>全部评论</h4>{said}</div>{FOOT}'
    )
    return page(s, html, "2024-10-20T08:30:00+08:00", "沙枣日报")


@kind
def big_five(s: Story) -> Page:
    title = "紡織園區二期動工 新增就業八百人"
    text = (
        "園區管理處十九日表示，二期工程已經動工，預計明年十月完成，將提供八百個工作機會。",
        "業者指出，這項工程總投資三億元，廠房面積六萬平方公尺，完工之後產能可以增加一倍。",
        "附近居民說，希望工廠多用本地人，也希望道路能夠早日修好，讓大家出入方便。",
    )
    story = Story(title, text)
    html = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5"><title>{title} | 地方 | 聯和新聞網</title></head><body><div>{MENU.translate({ord("页"): "頁", ord("闻"): "聞", ord("务"): "務", ord("经"): "經", ord("济"): "濟", ord("会"): "會", ord("视"): "視", ord("频"): "頻", ord("专"): "專", ord("题"): "題"})}</div><h1>{title}</h1>'
        f'<div class="story_bady_info_author"><span>2024-10-20 08:30</span>聯和報 記者陳立</div><div id="story_body_content">{ps(story)}</div>'
    )
    made = page(story, html, "2024-10-20T08:30:00+08:00", charset="big5")
    return replace(made, url=BARE)
