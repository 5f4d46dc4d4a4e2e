"""From a school's home page to its SEN information report, and the way there.

    readers = Readers(extract, classify)
    with Fetcher(settings) as fetcher:
        discovery = find("https://www.example.sch.uk/", fetcher, readers)
    if discovery.chosen is None:
        print(discovery.reason)

A report is known by its content, whatever its link is called.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from senreport_check.discover.choose import choose, nearest, other_schools
from senreport_check.discover.found import Discovery, Found, Readers
from senreport_check.discover.leads import Bearings
from senreport_check.discover.links import is_page
from senreport_check.discover.placement import place
from senreport_check.discover.route import shortest
from senreport_check.discover.walk import Walk
from senreport_check.errors import Unreadable
from senreport_check.fetch import Fetcher
from senreport_check.model import DocumentKind, Fetched, Placement, School

__all__ = ["Discovery", "Found", "Readers", "find"]

NONE_SEEN = "no page or document on SEN"
WHAT = {
    DocumentKind.POLICY: "only a SEN policy", DocumentKind.LANDING: "only a page of links",
    DocumentKind.FAQ_ITEM: "only answers to single questions", DocumentKind.GUIDANCE: "only guidance",
    DocumentKind.ACCESSIBILITY_PLAN: "only an accessibility plan",
}


def find(
    address: str, fetcher: Fetcher, readers: Readers, school: School = School(), today: date | None = None,  # noqa: B008
) -> Discovery:
    """Find the report from a home page; an address that is itself a document is taken as it is.

    `school.name` chooses among the schools of one site, `today` tells which of several years is the newest.
    Raises what `Fetcher.get` and the readers raise for the address itself; what fails further on is noted.
    """
    budget = fetcher.settings.budget()
    start = fetcher.get(address, budget)
    given = _as_document(start, readers)
    if given and (given.is_report or not is_page(start)):
        return Discovery(given, Placement(requests=budget.used), seen=1, requests=budget.used)
    bearings = Bearings(start.url or address, school.name)
    walk = Walk(fetcher, readers, budget, bearings)
    walk.found += [given] if given else []
    walk.run(start)
    return _settle(walk, bearings, today or date.today())


def _as_document(start: Fetched, readers: Readers) -> Found | None:
    """The given address as a document: any file, and a web page below the home page; None for a home page."""
    if is_page(start) and urlsplit(start.url or "").path in ("", "/"):
        return None
    try:
        document, kind = readers.read(start)
    except Unreadable:
        if is_page(start):
            return None
        raise
    return Found(start, document, kind)


def _settle(walk: Walk, bearings: Bearings, today: date) -> Discovery:
    walk.found = [replace(one, steps=shortest(walk.pages, one.steps)) for one in walk.found]
    choice = choose(walk.reports, bearings, today)
    several = other_schools(walk.reports, choice.report, bearings) if choice else ()
    placement = place(walk, None if several else choice)
    if choice and not several:
        return Discovery(choice.report, placement, seen=len(walk.found), requests=walk.budget.used)
    near = choice.report if choice else nearest(walk.found)
    reason = _several(several) if several else _reason(walk, near)
    return Discovery(None, placement, reason, near, len(walk.found), walk.budget.used)


def _several(schools: tuple[str, ...]) -> str:
    return (
        f"The site holds reports of several schools ({', '.join(schools[:6])}): "
        "give the address of one school's own pages, or its name."
    )


def _reason(walk: Walk, near: Found | None) -> str:
    what = WHAT.get(near.kind.kind, NONE_SEEN) if near else NONE_SEEN
    limit = f" {walk.stopped}" if walk.stopped else ""
    return f"No SEN information report was found on {len(walk.pages)} pages: {what} stands there.{limit}"
