"""The same pages with Scrapy, for its own environment: `python scrapy_peer.py BASE PAGES`.

Robots.txt obeyed, no delay, eight requests at a time, nothing logged, bodies checked and dropped: what
`benchmarks.fetch` lets the project's fetcher do. Prints one JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess

WARM = 200


class Pages(scrapy.Spider):
    name = "pages"

    def __init__(self, base: str, pages: int, length: int) -> None:
        super().__init__()
        self.base, self.pages, self.length = base, pages, length
        self.seen = 0
        self.began = (0.0, 0.0, 0)
        self.figures: dict[str, float] = {}

    async def start(self) -> AsyncIterator[Any]:
        for number in range(self.pages + WARM):
            yield scrapy.Request(f"{self.base}{number}", callback=self.parse, dont_filter=True)

    def parse(self, response: Any) -> None:
        assert len(response.body) == self.length
        self.seen += 1
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if self.seen == WARM:
            self.began = time.perf_counter(), time.process_time(), memory
        if self.seen == self.pages + WARM:
            wall, cpu = time.perf_counter() - self.began[0], time.process_time() - self.began[1]
            self.figures = {
                "pages": self.pages,
                "pages_per_second": round(self.pages / wall, 1),
                "cpu_ms_per_page": round(1000 * cpu / self.pages, 3),
                "memory_growth_kb": memory - self.began[2],
            }
            print(json.dumps(self.figures))


if __name__ == "__main__":
    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "CONCURRENT_REQUESTS": 8,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "DOWNLOAD_DELAY": 0,
            "RETRY_ENABLED": True,
        }
    )
    process.crawl(Pages, base=sys.argv[1], pages=int(sys.argv[2]), length=int(sys.argv[3]))
    process.start()
