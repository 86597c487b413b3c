"""Names of companies: their core, the short forms that articles use, whether two may be the same."""

from __future__ import annotations

import re
from functools import lru_cache

from transform.mentions.gazetteer import gazetteer

_INDUSTRY = (
    "新材料|科技|能源|硅业|纺织|电子|食品|鞋业|绒业|纱业|毯业|乳业|机械|实业|重工|药业|矿业|果业|"
    "农业|生物|建材|水务|电力|风电|光伏|棉业|服饰|家纺|化工|钢构|物流|控股|集团|牧业|酒业|智能|油脂|塑业|管业|糖业|粮油|石化|光电|制药|板业"
)
_COMPANY_END = re.compile(
    r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?公司$|集团$|(?:农民)?专业合作社$|合作社$|厂$"
)
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """The name without its legal form, its brackets and the places that it begins with."""
    bare = _COMPANY_END.sub("", _BRACKETS.sub("", name)) or name
    entries = gazetteer().entries
    while True:
        for size in range(min(8, len(bare) - 2), 1, -1):
            if bare[:size] in entries:
                bare = bare[size:]
                break
        else:
            return re.sub(r"^[省市县区](?=..)", "", bare)


@lru_cache(maxsize=4096)
def short_forms(name: str) -> tuple[str, ...]:
    """Forms by which an article may go on calling a company: without legal form, place, trade."""
    whole = _COMPANY_END.sub("", _BRACKETS.sub("", name))
    bare = core(name)
    forms = {whole, bare}
    brand = re.split(r"[（(]", name)[0]  # 天山绿源 for 天山绿源（尼勒克）食品有限公司
    if brand != name and len(brand) >= 4 and brand not in gazetteer().entries:
        forms.add(brand)
    trade = re.match(rf"^(.{{2,4}}?)(?:.{{0,8}})?({_INDUSTRY})", bare)
    if trade:
        forms |= {trade[1] + trade[2], trade[1] + "集团", trade[1] + "公司"}
    forms |= {f + end for f in (whole, bare) for end in ("公司", "集团")}
    usable = {f for f in forms if len(f) >= 4 and f != name}
    return tuple(sorted(usable, key=lambda f: (-len(f), f)))


def _bare(name: str) -> str:
    return _COMPANY_END.sub("", _BRACKETS.sub("", name))


def same(left: str, right: str) -> bool:
    """Whether two names may be the same company: equal cores, or one core holds the other."""
    if left == right:
        return True
    a, b = core(left), core(right)
    if a == b:
        # Of 某市能源 and 某省能源集团 only the trade is left: the places tell them apart.
        return len(a) > 2 or _bare(left) in _bare(right) or _bare(right) in _bare(left)
    small, large = sorted((a, b), key=len)
    return len(small) >= 3 and (
        small in large or (large.startswith(small[:2]) and small[-2:] in large)
    )
