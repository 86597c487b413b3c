"""robots.txt as RFC 9309 has it: 4xx allows all, 5xx and silence forbid all for a while."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

MAX_BYTES = 512 * 1024
KEEP_SECONDS = 24 * 3600.0
KEEP_FAILURE_SECONDS = 600.0
MAX_GAP = 120.0  # a longer Crawl-delay is a mistake or a trap; the run's budget is finite


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host, and until when they may be used (seconds of the fetcher's clock)."""

    rules: Protego | None  # None forbids all
    expires: float
    failure: str = ""  # why there are no rules: the host did not give its robots.txt

    def allows(self, url: str, agent: str) -> bool:
        """Whether `agent` may fetch `url`."""
        return self.rules is not None and bool(self.rules.can_fetch(url, agent))

    def gap(self, agent: str) -> float:
        """Seconds between requests that the host asks for, 0 where it asks for none."""
        if self.rules is None:
            return 0.0
        delay = float(self.rules.crawl_delay(agent) or 0.0)
        rate = self.rules.request_rate(agent)
        asked = max(delay, rate.seconds / rate.requests if rate and rate.requests else 0.0)
        return min(asked, MAX_GAP)


def read_robots(status: int | None, body: bytes, now: float, failure: str = "") -> Robots:
    """The rules of an answer; `status` is None where the host did not answer, as `failure` says."""
    if status is None or status >= 500:
        return Robots(None, now + KEEP_FAILURE_SECONDS, failure or f"status {status}")
    text = body[:MAX_BYTES].decode("utf-8", "replace") if status < 300 else ""
    return Robots(Protego.parse(text), now + KEEP_SECONDS)
