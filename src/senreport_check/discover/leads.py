"""Where to look next: links turned into leads with a score, best first."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from senreport_check import dates
from senreport_check.discover import names
from senreport_check.discover.links import Page, Place, SiteLink
from senreport_check.discover.site import key, worth_asking

STEP_COST = 3
LEAST = 10.0
SERIES = 76.0
FEWEST_PARTS, MOST_PARTS = 3, 24
_GENERIC = frozenset((
    "please", "click", "tap", "here", "download", "view", "open", "read", "more", "link", "see", "pdf",
    "word", "document", "this", "our", "the", "file", "find", "out", "learn", "to", "for", "a", "copy", "kb",
    "mb", "september", "sept", "january", "autumn", "spring", "summer", "term", "version", "year", "full",
    "current",
))


@dataclass(frozen=True, slots=True)
class Lead:
    """One place to look: the `trail` of links from the home page ends with it.

    `parts` are the links of a report spread over several addresses, empty for a single address.
    """

    score: float
    trail: tuple[SiteLink, ...]
    parts: tuple[SiteLink, ...] = ()

    @property
    def link(self) -> SiteLink:
        """The link itself."""
        return self.trail[-1]


@dataclass(frozen=True, slots=True)
class Bearings:
    """What choices depend on besides the link: the home page, the day, the folder given, the school's name.

    `folder` is "/" for a whole site, `school` None where it is not known.
    """

    home: str
    today: date
    folder: str = "/"
    school: str | None = None


class Leads:
    """A queue of leads, best first; every address enters once, and again only with a better score."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Lead]] = []
        self._best: dict[str, float] = {}
        self._taken: set[str] = set()

    def add(self, lead: Lead) -> None:
        """Note a lead."""
        name = _name(lead)
        if lead.score < LEAST or name in self._taken or lead.score <= self._best.get(name, 0.0):
            return
        self._best[name] = lead.score
        heapq.heappush(self._heap, (-lead.score, len(self._best), lead))

    def taken(self, address: str) -> None:
        """Never give this address out (again)."""
        self._taken.add(key(address))

    @property
    def best(self) -> float:
        """The best score left, 0 when nothing is."""
        self._drop_stale()
        return -self._heap[0][0] if self._heap else 0.0

    def pop(self) -> Lead | None:
        """The best lead, never to come again; None when nothing is left."""
        self._drop_stale()
        if not self._heap:
            return None
        lead = heapq.heappop(self._heap)[2]
        self._taken.add(_name(lead))
        return lead

    def _drop_stale(self) -> None:
        while self._heap and _name(self._heap[0][2]) in self._taken:
            heapq.heappop(self._heap)


def _name(lead: Lead) -> str:
    return f"{key(lead.link.url)}{' in parts' if lead.parts else ''}"


def leads_from(page: Page, came_by: Lead | None, bearings: Bearings) -> Iterable[Lead]:
    """Every lead a page gives, the parts of a report spread over several addresses as one."""
    trail = came_by.trail if came_by else ()
    on_sen_page = page_promise(page, came_by) >= names.SEN_PAGE
    parts = series(page, bearings) if on_sen_page else ()
    if parts:
        here = trail or (SiteLink("", page.url, Place.CONTENT, embedded=True),)
        yield Lead(SERIES - STEP_COST * len(trail), here, parts)
    members = {part.url for part in parts}
    for link in page.links:
        score = rate(link, bearings, on_sen_page=on_sen_page)
        if link.url in members:
            score = min(score, names.SECTION)
        if score > 0 and worth_asking(link, bearings.home, promising=score >= names.SEN_PAGE):
            yield Lead(score - STEP_COST * len(trail), (*trail, link))


def page_promise(page: Page, came_by: Lead | None) -> int:
    """How much a page's own name promises, by its link, its address and its title."""
    title = re.split(r"[|»–—]|\s-\s", page.title)[0]
    by_link = names.promise(came_by.link.text) if came_by else 0
    return max(by_link, names.address_promise(page.url), names.promise(title) if urlsplit(page.url).path != "/" else 0)


def rate(link: SiteLink, bearings: Bearings, *, on_sen_page: bool = False) -> float:
    """A link's score: what it is called, where it stands, how new it is; 0 for what is not worth asking."""
    score = float(max(names.promise(link.text), 0.95 * names.address_promise(link.url)))
    if link.place is Place.CONTENT and (link.embedded or _says_nothing(link.text) or score <= names.OTHER):
        score = max(score, 0.9 * names.promise(link.heading))
    if on_sen_page and link.place is Place.CONTENT:
        score = max(score, 80.0 if link.embedded else 52.0 if link.document else 36.0)
    if link.document and score < names.HUB + 1:
        return 0.0
    if link.place is Place.MARGIN:
        score -= 5
    if names.is_plan(link.text) or names.is_sendiass(link.text):
        score = min(score, 20.0)
    return score + _newness(link) / 2 + _nearness(link, bearings) if score > 0 else 0.0


def _says_nothing(text: str) -> bool:
    return all(word in _GENERIC for word in re.findall(r"[a-z]+", text.lower()))


def _newness(link: SiteLink) -> float:
    when = year_of(f"{link.text} {unquote(urlsplit(link.url).path)}")
    return min(max(when.year - 2014, 0), 16) if when else 0.0


def _nearness(link: SiteLink, bearings: Bearings) -> float:
    near = 0.0
    if bearings.folder != "/" and bearings.folder in link.url:
        near += 10
    if bearings.school and names.same_school(bearings.school, link.text):
        near += 45
    return near


@lru_cache(maxsize=names.MOST_KEPT)
def year_of(text: str) -> date | None:
    """The latest date a name gives, None where it gives none."""
    spaced = re.sub(r"[_%+]|(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)|(?<=[a-z])(?=(?:19|20)\d\d)", " ", text)
    return max((found.when for found in dates.find(spaced)), default=None)


def _below(address: str, page: str) -> bool:
    """Whether an address stands below a page's own, as in a side menu of sub-pages."""
    folder = urlsplit(page).path.removesuffix(".html").rstrip("/") + "/"
    return folder != "/" and urlsplit(address).path.startswith(folder)


def series(page: Page, bearings: Bearings) -> tuple[SiteLink, ...]:
    """The links of a page that read like the questions or topics of one report; () when too few do."""
    found: dict[str, SiteLink] = {}
    for link in page.links:
        inside = link.place is Place.CONTENT or _below(link.url, page.url)
        part = inside and key(link.url) != key(page.url) and names.is_part(link.text)
        if part and worth_asking(link, bearings.home, promising=True):
            found.setdefault(key(link.url), link)
    return tuple(found.values())[:MOST_PARTS] if len(found) >= FEWEST_PARTS else ()
