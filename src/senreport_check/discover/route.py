"""The shortest way to a document over the pages that were read."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from senreport_check.discover import names
from senreport_check.discover.links import Page, SiteLink
from senreport_check.discover.site import key


def shortest(pages: Sequence[Page], steps: tuple[SiteLink, ...]) -> tuple[SiteLink, ...]:
    """The fewest links from the first page to where `steps` end; `steps` themselves where none are fewer.

    Among several links on one page the one with the plainest name counts.
    """
    if not pages or not steps:
        return steps
    by_address = {key(page.url): page for page in reversed(pages)}
    target = key(steps[-1].url)
    waiting: deque[tuple[Page, tuple[SiteLink, ...]]] = deque([(pages[0], ())])
    seen = {key(pages[0].url)}
    while waiting:
        page, trail = waiting.popleft()
        if len(trail) + 1 >= len(steps):
            return steps
        hits = [link for link in page.links if key(link.url) == target]
        if hits:
            return (*trail, max(hits, key=lambda link: names.promise(link.text)))
        for link in page.links:
            if key(link.url) in by_address and key(link.url) not in seen:
                seen.add(key(link.url))
                waiting.append((by_address[key(link.url)], (*trail, link)))
    return steps
