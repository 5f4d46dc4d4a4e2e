"""From a school's home page to its SEN information report, and the way there.

    with Fetcher(settings) as fetcher:
        discovery = find("https://www.example.sch.uk/", fetcher, Readers(extract, classify))
    if discovery.chosen is None:
        print(discovery.outcome, discovery.reason)

A report is known by its content, whatever its link is called.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from senreport_check.discover import names
from senreport_check.discover.found import Discovery, Found, Readers
from senreport_check.discover.leads import Bearings
from senreport_check.discover.links import is_page, other_scheme, read_page
from senreport_check.discover.settle import settle
from senreport_check.discover.walk import Walk
from senreport_check.errors import Unreachable, Unreadable
from senreport_check.fetch import Budget, Fetcher
from senreport_check.model import Fetched, Placement, School

__all__ = ["Discovery", "Found", "Readers", "find"]

FORWARDS = 3


def find(
    address: str, fetcher: Fetcher, readers: Readers, school: School = School(), today: date | None = None,  # noqa: B008
) -> Discovery:
    """Find the report from a home page; an address that is itself a document is taken as it is.

    `school.name` chooses among the schools of one site, `today` tells which of several years is the newest.
    Raises what `Fetcher.get` and the readers raise for the address itself; what fails further on is noted.
    """
    start, budget = _reach(address, fetcher)
    given = _as_document(start, readers)
    if given and (given.is_report or not is_page(start)):
        return Discovery(given, Placement(requests=budget.used))
    walk = Walk(fetcher, readers, budget, _bearings(address, start, school, today or date.today()))
    walk.found += [given] if given else []
    walk.run(start)
    return settle(walk)


def _reach(address: str, fetcher: Fetcher) -> tuple[Fetched, Budget]:
    """Arrive at an address, or where nobody answers there at the same with the other scheme; the budget begun."""
    budget = fetcher.settings.budget()
    try:
        return _arrive(address, fetcher, budget), budget
    except Unreachable:
        if (other := other_scheme(address)) is None:
            raise
        budget = fetcher.settings.budget()
        with suppress(Unreachable):
            return _arrive(other, fetcher, budget), budget
        raise


def _arrive(address: str, fetcher: Fetcher, budget: Budget) -> Fetched:
    """The given address, and where a page there sends its reader at once."""
    fetched = fetcher.get(address, budget)
    for _ in range(FORWARDS):
        forward = read_page(fetched).forward if is_page(fetched) else None
        if forward is None or forward == fetched.url:
            break
        fetched = fetcher.get(forward, budget)
    return fetched


def _bearings(address: str, start: Fetched, school: School, today: date) -> Bearings:
    """Where the walk begins; below a site's home page the page's own title says which school is meant."""
    path = urlsplit(address).path
    folder = path if path.endswith("/") else f"{path}/" if "." not in path.rpartition("/")[2] else "/"
    name = school.name
    if name is None and folder not in ("", "/"):
        name = names.school_name(read_page(start).title)
    return Bearings(start.url or address, today, folder or "/", name)


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
