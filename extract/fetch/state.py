"""What is remembered of each address, and when it is due again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

_FIRST = timedelta(hours=12)
_YOUNG = timedelta(days=14)  # articles older than this are no longer revisited
_AFTER_FAILURE = timedelta(hours=6)
_GIVE_UP = 6


@dataclass(frozen=True, slots=True)
class FetchState:
    """One address. Times are UTC; `next_due` is None where it is not fetched again."""

    url: str
    source_id: str
    first_seen: datetime
    last_seen: datetime
    last_fetched: datetime | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    unchanged_count: int = 0
    failures: int = 0
    next_due: datetime | None = None
    reason: str | None = None  # why it was refused, a code of extract.errors.REASONS


def is_due(state: FetchState | None, now: datetime) -> bool:
    """Whether an address should be fetched: never seen, or its time has come."""
    return state is None or (state.next_due is not None and state.next_due <= now)


def after_success(
    state: FetchState,
    now: datetime,
    *,
    status: int,
    content_hash: str | None,
    etag: str | None,
    last_modified: str | None,
) -> FetchState:
    """The state after an answer. Young articles are revisited for corrections, in growing gaps."""
    changed = content_hash is not None and content_hash != state.content_hash
    count = 0 if changed else state.unchanged_count + 1
    gap = _FIRST * 2 ** min(count, 5)
    young = now - state.first_seen < _YOUNG
    return replace(
        state,
        last_seen=now,
        last_fetched=now,
        status=status,
        etag=etag or state.etag,
        last_modified=last_modified or state.last_modified,
        content_hash=content_hash or state.content_hash,
        unchanged_count=count,
        failures=0,
        next_due=now + gap if young else None,
        reason=None,
    )


def after_failure(state: FetchState, now: datetime, reason: str, *, transient: bool) -> FetchState:
    """The state after an error; a transient one is tried again, six times at the most.

    A page that was not asked for (`left_alone`) is due again and keeps its count.
    """
    if reason == "left_alone":
        return replace(state, last_seen=now, next_due=now, reason=reason)
    failures = state.failures + 1
    again = transient and failures < _GIVE_UP
    return replace(
        state,
        last_seen=now,
        last_fetched=now,
        failures=failures,
        next_due=now + _AFTER_FAILURE * 2 ** (failures - 1) if again else None,
        reason=reason,
    )
