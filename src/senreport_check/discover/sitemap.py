"""The addresses a site's sitemap lists: a second source where menus lead nowhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from senreport_check.discover.site import belongs
from senreport_check.errors import CouldNotCheck
from senreport_check.fetch import Budget, Fetcher
from senreport_check.fetch.settings import BudgetSpent

MOST_FILES = 4
MOST_ADDRESSES = 5000
_LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,2000})", re.I)


def sitemap_addresses(home: str, fetcher: Fetcher, budget: Budget) -> Iterator[str]:
    """The pages in the sitemaps named by robots.txt, or in /sitemap.xml; nothing where there is none."""
    waiting = list(fetcher.sitemaps(home, budget)) or [urljoin(home, "/sitemap.xml")]
    read = 0
    while waiting and read < MOST_FILES:
        address = waiting.pop(0)
        if not belongs(address, home):
            continue
        read += 1
        try:
            text = fetcher.get(address, budget).content.decode("utf-8", errors="replace")
        except BudgetSpent:
            raise
        except CouldNotCheck:
            continue
        found = [html.unescape(match[1]) for match in islice(_LOCATION.finditer(text), MOST_ADDRESSES)]
        if "<sitemapindex" in text[:2000].lower():
            waiting += sorted(found, key=lambda name: "page" not in name)
        else:
            yield from (name for name in found if belongs(name, home))
