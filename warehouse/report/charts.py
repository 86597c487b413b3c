"""The charts, as Vega-Lite specifications made with altair. They name their data; the page has it.

Each function gives one specification in one language. Text from the ledger is only ever data.
"""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from warehouse.figures import Language, word

INK: Final = "#22302f"
MUTED: Final = "#6d7a78"
LINE: Final = "#ddd8cc"
PAPER: Final = "#fffdf8"
TEAL: Final = "#0f766e"
OCHRE: Final = "#c2762b"
FONT: Final = (
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Noto Sans CJK SC', "
    "'Microsoft YaHei', sans-serif"
)
# A project's way in five colours.
STEPS: Final = {
    "proposed": "#b9b2a3", "signed": "#d9a441", "approved": "#d9a441",
    "started": "#3f7fb5", "under_construction": "#3f7fb5", "topped_out": "#3f7fb5",
    "commissioning": "#2aa198", "completed": "#0f766e", "in_operation": "#0f766e",
    "at_capacity": "#0b4f4a", "suspended": "#b4453a", "cancelled": "#b4453a",
}  # fmt: skip
_TEXT: Final = {
    "value": ("金额（亿元）", "CNY 100 million"),
    "projects": ("项目数", "Projects"),
    "place": ("地点", "Place"),
    "status": ("状态", "Status"),
    "date": ("日期", "Date"),
    "stage": ("阶段", "Stage"),
    "project": ("项目", "Project"),
    "quote": ("原文", "Quote"),
    "as_of": ("报道日期", "Reported"),
    "year": ("年份", "Year"),
    "who": ("资金来源与地区", "Donor and region"),
    "share": ("占项目的比例", "Share of projects"),
    "map": ("总投资（亿元）", "Total investment, CNY 100 m"),
}


def _t(key: str, language: Language) -> str:
    return _TEXT[key][language != "zh"]


def _finished(chart: Any) -> dict[str, Any]:
    """The specification, in the page's looks."""
    made: dict[str, Any] = (
        chart.configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK, titleColor=MUTED, titleFontWeight="normal", gridColor=LINE,
            domainColor=LINE, tickColor=LINE, labelFontSize=12, titleFontSize=12,
        )
        .configure_legend(
            labelColor=INK, titleColor=MUTED, titleFontWeight="normal", labelFontSize=12,
            titleFontSize=12, orient="top", offset=4, labelLimit=0, titleLimit=0,
        )
        .to_dict()
    )  # fmt: skip
    return made


def tile_map(language: Language) -> dict[str, Any]:
    """Investment by county; data squares, borders, names, values; signals year and level."""
    year = alt.param(name="year", value=0)
    level = alt.param(name="level", value="county")
    x: dict[str, Any] = {"scale": alt.Scale(domain=[-0.9, 17]), "axis": None}
    y: dict[str, Any] = {"scale": alt.Scale(domain=[14.05, -0.4]), "axis": None}
    square = {"x2": "right", "y2": "bottom"}

    def placed(data: str) -> Any:
        return (
            alt.Chart(alt.NamedData(data))
            .transform_calculate(right="datum.col + 0.96", bottom="datum.row + 0.96")
            .transform_calculate(left="datum.col + 0.04", top="datum.row + 0.04")
        )

    plain = placed("squares").mark_rect(fill="#efece3", cornerRadius=3).encode(
        x=alt.X("left:Q", **x), y=alt.Y("top:Q", **y), **square
    )  # fmt: skip
    coloured = (
        placed("values")
        .transform_filter("datum.year == year && datum.level == level")
        .mark_rect(cornerRadius=3, cursor="pointer")
        .encode(
            x=alt.X("left:Q", **x),
            y=alt.Y("top:Q", **y),
            **square,
            color=alt.Color(
                "value:Q",
                scale=alt.Scale(type="sqrt", range=["#d4e9e1", "#7fc0b1", "#2a9284", "#0b4f4a"]),
                legend=alt.Legend(
                    title=_t("map", language), gradientLength=220, gradientThickness=10
                ),
            ),
            tooltip=[
                alt.Tooltip("name:N", title=_t("place", language)),
                alt.Tooltip("value:Q", title=_t("value", language), format=",.2~f"),
                alt.Tooltip("projects:Q", title=_t("projects", language)),
            ],
        )
    )
    lines = alt.Chart(alt.NamedData("borders")).mark_rule(stroke="#8b938f", strokeWidth=1.1)
    lines = lines.encode(x=alt.X("x:Q", **x), y=alt.Y("y:Q", **y), x2="x2", y2="y2")

    def labels(data: str, colour: str) -> Any:
        return (
            alt.Chart(alt.NamedData(data))
            .transform_calculate(mx="datum.col + 0.5", my="datum.row + 0.5")
            .mark_text(fontSize=11, fill=colour, limit=50, cursor="pointer")
            .encode(x=alt.X("mx:Q", **x), y=alt.Y("my:Q", **y), text="label:N")
        )

    on_colour = labels("values", "#ffffff").transform_filter(
        "datum.year == year && datum.level == level && datum.dark"
    )
    groups = (
        alt.Chart(alt.NamedData("names"))
        .mark_text(fontSize=12, fill=MUTED, fontStyle="italic")
        .encode(x=alt.X("x:Q", **x), y=alt.Y("y:Q", **y), text="label:N")
    )
    layers = alt.layer(plain, coloured, lines, labels("squares", "#3d4a48"), on_colour, groups)
    return _finished(layers.add_params(year, level).properties(width=900, height=605))


def by_place(language: Language) -> dict[str, Any]:
    """The places with most investment; data places; signal year."""
    chart = (
        alt.Chart(alt.NamedData("places"))
        .transform_filter("datum.year == year")
        .mark_bar(cornerRadiusEnd=3, height={"band": 0.72}, cursor="pointer")
        .encode(
            x=alt.X("sum(value):Q", title=_t("value", language), axis=alt.Axis(tickCount=5)),
            y=alt.Y(
                "name:N",
                title=None,
                sort=alt.EncodingSortField("value", op="sum", order="descending"),
                axis=alt.Axis(labelLimit=170, domain=False, ticks=False, labelPadding=6),
            ),
            color=alt.Color(
                "status:N",
                title=None,
                scale=alt.Scale(domain=["actual", "planned"], range=[TEAL, "#9fcfc4"]),
                legend=alt.Legend(labelExpr=_labels("status", ("actual", "planned"), language)),
            ),
            order=alt.Order("status:O"),
            tooltip=[
                alt.Tooltip("name:N", title=_t("place", language)),
                alt.Tooltip(f"status_{language}:N", title=_t("status", language)),
                alt.Tooltip("value:Q", title=_t("value", language), format=",.2~f"),
                alt.Tooltip("projects:Q", title=_t("projects", language)),
            ],
        )
        .add_params(alt.param(name="year", value=0))
        .properties(width="container", height={"step": 26})
    )
    return _finished(chart)


def _labels(codelist: str, codes: tuple[str, ...], language: Language) -> str:
    """A Vega expression that words a legend's codes; the words are ours, never the ledger's."""
    words = ", ".join(f"'{c}': '{word(codelist, c, language)}'" for c in codes)
    return f"({{{words}}})[datum.value] || datum.value"


def aid(language: Language) -> dict[str, Any]:
    """Aid funds, one bar a figure, in the order of data aid."""
    chart = (
        alt.Chart(alt.NamedData("aid"))
        .mark_bar(cornerRadiusEnd=3, height={"band": 0.72}, cursor="pointer")
        .encode(
            x=alt.X("value:Q", title=_t("value", language), axis=alt.Axis(tickCount=5)),
            y=alt.Y(
                "label:N",
                title=None,
                sort=None,
                axis=alt.Axis(labelLimit=340, domain=False, ticks=False, labelPadding=6),
            ),
            color=alt.Color(
                "year:O", title=None, scale=alt.Scale(range=["#e3c08a", OCHRE, "#8a4b12"])
            ),
            opacity=alt.Opacity(
                "status:O",
                title=None,
                scale=alt.Scale(domain=["actual", "planned"], range=[1, 0.5]),
                legend=alt.Legend(
                    labelExpr=_labels("status", ("actual", "planned"), language),
                    symbolFillColor=OCHRE,
                ),
            ),
            tooltip=[
                alt.Tooltip("who:N", title=_t("who", language)),
                alt.Tooltip("year:O", title=_t("year", language)),
                alt.Tooltip("value:Q", title=_t("value", language), format=",.2~f"),
                alt.Tooltip(f"status_{language}:N", title=_t("status", language)),
                alt.Tooltip("quote:N", title=_t("quote", language)),
            ],
        )
        .properties(width="container", height={"step": 26})
    )
    return _finished(chart)


def timeline(language: Language) -> dict[str, Any]:
    """The projects' events; data events, and now for the line of the release's day."""
    shown = tuple(STEPS)
    colour = alt.Color(
        "stage:N",
        title=None,
        scale=alt.Scale(domain=list(STEPS), range=list(STEPS.values())),
        legend=alt.Legend(
            labelExpr=_labels("stage", shown, language),
            columns=6 if language == "zh" else 4,
            symbolType="circle",
            symbolOpacity=1,
            symbolStrokeWidth=0,
        ),
    )
    y = alt.Y(
        "name:N",
        title=None,
        sort=alt.EncodingSortField("last", op="max", order="descending"),
        axis=alt.Axis(labelLimit=250, domain=False, ticks=False, grid=True, labelPadding=8),
    )
    x = alt.X(
        "start:T",
        title=None,
        scale=alt.Scale(padding=16),
        axis=alt.Axis(format="%Y-%m", grid=False),
    )
    base = alt.Chart(alt.NamedData("events"))
    spans = base.mark_bar(height=7, cornerRadius=3, opacity=0.45).encode(
        x=x, x2="end:T", y=y, color=colour
    )
    points = base.mark_point(size=110, strokeWidth=2.2, cursor="pointer").encode(
        x=alt.X("middle:T"),
        y=y,
        color=colour,
        fill=alt.condition(
            "datum.status == 'planned'",
            alt.value(PAPER),
            alt.Color("stage:N", scale=alt.Scale(domain=list(STEPS), range=list(STEPS.values()))),
        ),
        shape=alt.Shape(
            "dated:N",
            scale=alt.Scale(domain=["text", "article"], range=["circle", "diamond"]),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("name:N", title=_t("project", language)),
            alt.Tooltip(f"stage_{language}:N", title=_t("stage", language)),
            alt.Tooltip("when:N", title=_t("date", language)),
            alt.Tooltip(f"status_{language}:N", title=_t("status", language)),
            alt.Tooltip("quote:N", title=_t("quote", language)),
            alt.Tooltip("as_of:N", title=_t("as_of", language)),
        ],
    )
    now = alt.Chart(alt.NamedData("now")).mark_rule(strokeDash=[4, 4], stroke=MUTED)
    layers = alt.layer(now.encode(x="day:T"), spans, points)
    return _finished(layers.properties(width="container", height={"step": 30}))


def filled(language: Language) -> dict[str, Any]:
    """How many projects say what; data filled."""
    base = alt.Chart(alt.NamedData("filled")).encode(
        y=alt.Y(
            f"field_{language}:N",
            title=None,
            sort=None,
            axis=alt.Axis(labelLimit=180, domain=False, ticks=False, labelPadding=6),
        )
    )
    x = alt.X(
        "share:Q", title=_t("share", language), scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", tickCount=5),
    )  # fmt: skip
    bars = base.mark_bar(color=TEAL, cornerRadiusEnd=3, height={"band": 0.6}).encode(x=x)
    texts = base.mark_text(align="left", dx=5, color=INK).encode(x=x, text=alt.Text("told:N"))
    return _finished((bars + texts).properties(width="container", height={"step": 28}))


CHARTS: Final = {
    "tile_map": tile_map,
    "by_place": by_place,
    "aid": aid,
    "timeline": timeline,
    "filled": filled,
}
