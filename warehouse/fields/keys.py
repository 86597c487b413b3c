"""Keys of rows, and columns that name another table's row."""

from __future__ import annotations

from typing import Final

from warehouse.fields.field import Field

FIELDS: Final = (
    Field(
        "article_id",
        "text",
        "Key of an article: a hash of its canonical address",
        "文章主键：规范网址的哈希",
    ),
    Field("version_id", "text", "Key of one text of an article", "文章某一版本文本的主键"),
    Field("current_version_id", "text", "The newest version of the article", "文章的最新版本"),
    Field(
        "source_id",
        "text",
        "Key of the news site, the name of its site file",
        "新闻网站标识，即站点文件名",
    ),
    Field(
        "report_id",
        "text",
        "Key of one project as one article tells it",
        "某篇文章所述某项目的主键",
    ),
    Field("project_id", "text", "Key of a project over many articles", "跨文章的项目主键"),
    Field(
        "evidence_id",
        "text",
        "Key of the quote on which the fact rests",
        "事实所依据引文的主键",
    ),
    Field("amount_id", "text", "Key of an amount", "金额主键"),
    Field("capacity_id", "text", "Key of a capacity", "产能主键"),
    Field("event_id", "text", "Key of a project event", "项目事件主键"),
    Field("party_id", "text", "Key of a party to a project", "项目参与方主键"),
    Field(
        "organisation_id",
        "text",
        "Key of an organisation: a hash of its name",
        "机构主键：名称的哈希",
    ),
    Field("statistic_id", "text", "Key of a programme statistic", "统计数据主键"),
    Field(
        "group_id",
        "text",
        "Key of a group of projects told of together",
        "一并报道的项目组主键",
    ),
    Field(
        "conflict_id",
        "text",
        "Key of a disagreement between two reports",
        "两份报道之间分歧的主键",
    ),
    Field("mention_id", "text", "Key of a mention", "提及主键"),
    Field(
        "rejected_id",
        "text",
        "Key of a refusal: place, stage and reason",
        "拒收记录主键：位置、阶段与原因",
    ),
    Field("run_id", "text", "Key of a run", "运行主键"),
    Field(
        "cluster_id",
        "text",
        "Smallest version_id among the copies of one text",
        "同一文本各副本中最小的版本主键",
    ),
    Field(
        "canonical_id",
        "text",
        "The version that stands for its cluster in published facts",
        "在已发布事实中代表该组副本的版本",
    ),
    Field("left_version_id", "text", "The smaller version_id of a pair", "一对版本中较小的主键"),
    Field("right_version_id", "text", "The larger version_id of a pair", "一对版本中较大的主键"),
    Field("left_report_id", "text", "One of two reports that disagree", "存在分歧的两份报道之一"),
    Field(
        "right_report_id",
        "text",
        "The other of two reports that disagree",
        "存在分歧的两份报道之二",
    ),
)
