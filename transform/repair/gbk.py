"""The characters of two GBK bytes, and which of them a hidden byte may belong to."""

from __future__ import annotations

from functools import cache, lru_cache

from transform.repair.language import Group, common

MARKS = frozenset("！？；，：（）。、“”《》")
_USED = 20.0  # count in sixty million words below which a character is not sought from half of it
_COMMON = 10000.0  # the same where two pairs vanished in a row


@lru_cache(maxsize=70_000)
def character(lead: int, trail: int) -> str | None:
    """The character of two GBK bytes, None where they are none or a private one."""
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None


@cache
def vanishing() -> dict[int, tuple[int, ...]]:
    """Byte pairs that no GBK reader shows: trail bytes by lead byte."""
    gone: dict[int, list[int]] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x81, 0xFF):  # below that the trail could not lead a next character
            if character(lead, trail) is None:
                gone.setdefault(lead, []).append(trail)
    return {lead: tuple(trails) for lead, trails in gone.items()}


@lru_cache(maxsize=30_000)
def bytes_of(shown: str) -> tuple[int, ...] | None:
    if shown == "€":
        return (0x80,)
    try:
        return tuple(shown.encode("gbk"))
    except UnicodeEncodeError:
        return None


@cache
def _likely(made: str | None) -> bool:
    return made is not None and (common(made) >= _USED or made in MARKS or made in "·—…")


@cache
def pairs() -> tuple[tuple[str | None, ...], ...]:
    """The character of two bytes, by the first and the second."""
    return tuple(tuple(character(lead, trail) for trail in range(256)) for lead in range(256))


@cache
def by_trail(trail: int) -> Group:
    """The characters in use that end in a byte."""
    return Group(c for lead in range(0x81, 0xFF) if _likely(c := character(lead, trail)) and c)


@cache
def by_lead(lead: int) -> Group:
    """The characters in use that begin with a byte."""
    return Group(c for trail in range(0x40, 0xFF) if _likely(c := character(lead, trail)) and c)


@cache
def after_vanished(lead: int, trail: int) -> Group:
    """The characters in use whose first byte vanished as the second of `lead`."""
    firsts = vanishing().get(lead, ())
    return Group(c for first in firsts if _likely(c := character(first, trail)) and c)


@cache
def before_vanished(waiting: int) -> tuple[Group, dict[str, int]]:
    """Characters that may end the waiting byte, and the first byte of what vanished by each."""
    found = {}
    for lead in vanishing():
        one = pairs()[waiting][lead] if waiting > 0 else None
        for made in (one,) if one else after_vanished(-waiting, lead).every if waiting < 0 else ():
            if common(made) >= (_COMMON if waiting < 0 else _USED) or made in MARKS:
                found[made] = lead
    return Group(found), found
