"""Who takes part in a project and as what: investor, builder, operator, introducer, government."""

from __future__ import annotations

import re

from transform.facts.scan import Scan, Span, within
from transform.records import Evidence, Mention, Party, PartyRole

_ROLES: tuple[tuple[PartyRole, re.Pattern[str]], ...] = (
    ("builder", re.compile(r"承建|总承包|施工单位|中标|负责施工")),
    ("operator", re.compile(r"运营|经营|托管|管理")),
)
_INTRODUCES = re.compile(r"牵线|引进|招引|引荐|促成|协调|帮助|推动|对接|邀请|洽谈|搭桥")


def parties(scan: Scan, company: str | None, spans: list[Span], evidence: Evidence) -> list[Party]:
    """The company as investor, and the other bodies that the project's clauses name, by role."""
    found = [Party(company, "investor", evidence)] if company else []
    seen = {company}
    for span in spans:
        for body in within(scan.organisations, span):
            role = _role(scan, body, span)
            if body.name in seen or role is None:
                continue
            seen.add(body.name)
            quote = scan.evidence(body.start, body.end, f"party.{role}")
            found.append(Party(body.name or body.quote, role, quote))
    return found


def _role(scan: Scan, body: Mention, span: Span) -> PartyRole | None:
    clause = scan.clause_at(body.start)
    after = scan.text[body.end : min(clause.end, body.end + 16)]
    before = scan.text[max(clause.start, body.start - 6) : body.start]
    if body.code == "aid_team":
        return "introducer" if _INTRODUCES.search(after) else None
    if body.code == "government":
        return "receiving_government"
    if body.code == "company":
        for role, pattern in _ROLES:
            if pattern.match(after) or pattern.search(before):
                return role
    return None
