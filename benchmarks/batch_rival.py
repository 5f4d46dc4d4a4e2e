"""The rival of `batch.py`: what one would script in an afternoon, Scrapy, pdfplumber and keywords.

    python benchmarks/batch_rival.py PORT SCHOOLS

It walks every page of every school, reads each PDF it meets and counts an item as present when one of its words
stands anywhere in the text. Needs `pip install '.[benchmarks]'`. A line of JSON on stdout tells schools and seconds.
"""

from __future__ import annotations

import io
import json
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import scrapy
from scrapy.crawler import CrawlerProcess

from batch_sites import host_of

KEYWORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("keywords.toml").read_text("utf-8"))
SETTINGS = {
    "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": 32, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "RETRY_ENABLED": False, "DEPTH_LIMIT": 2,
}  # fmt: skip


class Walk(scrapy.Spider):
    """Every page of every school but the calendar, and what its PDFs say."""

    name = "walk"
    found: dict[str, dict[str, bool]] = {}  # noqa: RUF012 - read when the walk is over

    def parse(self, response: Any, **_: Any) -> Iterator[Any]:
        """One answer: a PDF to search, or a page to go on from."""
        if response.body.startswith(b"%PDF"):
            with pdfplumber.open(io.BytesIO(response.body)) as pdf:
                text = "\n".join(page.extract_text() or "" for page in pdf.pages).lower()
            self.found[response.url] = {item: any(word in text for word in words) for item, words in KEYWORDS.items()}
            return
        for link in response.css("a::attr(href)").getall():
            if link.startswith("/") and not link.startswith("/calendar"):
                yield response.follow(link, self.parse)


def main() -> None:
    port, schools = int(sys.argv[1]), int(sys.argv[2])
    started = time.monotonic()
    process = CrawlerProcess(SETTINGS)
    process.crawl(Walk, start_urls=[f"http://{host_of(number)}:{port}/" for number in range(schools)])
    process.start()
    print(json.dumps({"schools": len(Walk.found), "seconds": time.monotonic() - started}))


if __name__ == "__main__":
    main()
