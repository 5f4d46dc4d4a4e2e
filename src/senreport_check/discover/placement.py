"""Where the report stands on the site, and whether what should stand around it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from senreport_check.discover import names
from senreport_check.discover.choose import Choice
from senreport_check.discover.found import Found
from senreport_check.discover.leads import STEP_COST
from senreport_check.discover.links import Place, SiteLink
from senreport_check.discover.site import belongs, is_web, key
from senreport_check.discover.walk import Walk
from senreport_check.errors import CouldNotCheck, Crashed, NotFound, Unreadable
from senreport_check.fetch.guard import NoSuchHost
from senreport_check.fetch.settings import BudgetSpent
from senreport_check.fetch.share import download_address
from senreport_check.model import DocumentKind, Link, LinkState, PlacedLink, Placement
from senreport_check.text import squeeze

TRIES = 2
_SENTENCE = re.compile(r"[.;!?]\s|\n")
_WRITTEN = re.compile(r"\bhttps?://[^\s<>()\"']{4,300}|\bwww\.[^\s<>()\"']{4,300}")
FORMATS = {
    "application/pdf": "PDF", "text/html": "web page", "application/msword": "Word document",
    "text/plain": "text",
    "application/rtf": "RTF document", "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    name: str
    called: Callable[[str], bool]
    outside: bool = False
    kinds: tuple[DocumentKind, ...] = ()


WANTED = (
    _Wanted("sen-policy", names.is_sen_policy, kinds=(DocumentKind.POLICY,)),
    _Wanted("accessibility-plan", names.is_plan, kinds=(DocumentKind.ACCESSIBILITY_PLAN,)),
    _Wanted("local-offer", names.is_local_offer, outside=True),
    _Wanted("sendiass", names.is_sendiass, outside=True),
)


def place(walk: Walk, choice: Choice | None) -> Placement:
    """The facts of placement; linked documents the walk has not read are asked for within the budget."""
    around = [link for wanted in WANTED for link in _around(wanted, walk, choice)]
    links = [*_report_links(walk, choice), *around]
    if choice is None:
        return Placement(links=tuple(links), requests=walk.budget.used)
    report = choice.report
    text = report.steps[-1].text if report.steps else None
    own = report.fetched.url
    return Placement(
        link_text=text, confusing_name=text if text and names.confusing(text) else None,
        format=FORMATS.get(report.document.content_type, report.document.content_type),
        copies=tuple(dict.fromkeys(url for found in choice.copies if (url := found.fetched.url or "") != own)),
        years=tuple(Link(_label(found), found.fetched.url or "") for found in choice.years),
        links=tuple(links), requests=walk.budget.used,
    )


def _label(found: Found) -> str:
    return (found.steps[-1].text if found.steps else "") or found.document.title or ""


def _report_links(walk: Walk, choice: Choice | None) -> Iterator[PlacedLink]:
    """The report's own link, and links by its name that lead nowhere."""
    if choice is None:
        yield PlacedLink("report", LinkState.NOT_FOUND)
    elif choice.report.steps:
        step = choice.report.steps[-1]
        yield _answered("report", step, choice.report.fetched.url, choice.report.kind.kind)
    for failure in walk.failures:
        if failure.lead.score + STEP_COST * len(failure.lead.trail) >= names.OFFER:
            yield _failed("report", failure.lead.link, failure.error)


def _answered(name: str, link: SiteLink, url: str | None, kind: DocumentKind | None) -> PlacedLink:
    moved = url is not None and key(url) not in (key(link.url), key(download_address(link.url)))
    state = LinkState.REDIRECTED if moved else LinkState.OK
    return PlacedLink(name, state, link.url, link.text, leads_to=url if moved else None, kind=kind)


def _failed(name: str, link: SiteLink, error: CouldNotCheck) -> PlacedLink:
    """A link whose target could not be had; one that arrived and could only not be read works all the same."""
    state = LinkState.BLOCKED_UNKNOWN
    if isinstance(error, (NotFound, NoSuchHost)):
        state = LinkState.DEAD
    elif isinstance(error, (Unreadable, Crashed)):
        state = LinkState.OK
    return PlacedLink(name, state, link.url, link.text)


def _around(wanted: _Wanted, walk: Walk, choice: Choice | None) -> Iterator[PlacedLink]:
    """What became of one thing the site should lead to: its first working link, or the broken ones."""
    tried: list[PlacedLink] = []
    for link in _candidates(wanted, walk, choice)[:TRIES]:
        placed = _ask(wanted, link, walk)
        works = placed.state in (LinkState.OK, LinkState.REDIRECTED)
        if works and (not wanted.kinds or placed.kind in wanted.kinds):
            yield placed
            return
        tried.append(placed)
    yield from tried or [PlacedLink(wanted.name, LinkState.NOT_FOUND)]


def _candidates(wanted: _Wanted, walk: Walk, choice: Choice | None) -> list[SiteLink]:
    found: dict[str, SiteLink] = {}
    for link in [*_own_links(choice), *(link for page in reversed(walk.pages) for link in page.links)]:
        at_home = belongs(link.url, walk.bearings.home)
        if wanted.called(link.text) and not (wanted.outside and at_home):
            found.setdefault(key(link.url), link)
    return list(found.values())


def _own_links(choice: Choice | None) -> Iterator[SiteLink]:
    """The report's own links, and the addresses it only writes out, by the words before them."""
    for block in choice.report.document.blocks if choice else ():
        for link in block.links:
            if is_web(link.target):
                named = link.text if link.text and not _WRITTEN.match(link.text) else block.text[:200]
                yield SiteLink(named, link.target, Place.CONTENT)
        for written in _WRITTEN.finditer(block.text):
            before = _SENTENCE.split(block.text[max(0, written.start() - 150) : written.start()])[-1]
            address = written[0].rstrip(".,;:)")
            target = address if address.startswith("http") else f"https://{address}"
            if is_web(target):
                yield SiteLink(squeeze(before), target, Place.CONTENT)


def _ask(wanted: _Wanted, link: SiteLink, walk: Walk) -> PlacedLink:
    """Whether a link works; a document the walk has read is not asked for again."""
    known = next((one for one in walk.found if key(one.fetched.url or "") == key(link.url)), None)
    if known is not None:
        return _answered(wanted.name, link, known.fetched.url, known.kind.kind)
    failed = next((one for one in walk.failures if key(one.lead.link.url) == key(link.url)), None)
    if failed is not None:
        return _failed(wanted.name, link, failed.error)
    try:
        fetched = walk.fetcher.get(link.url, walk.budget)
        kind = None
        if wanted.kinds:
            kind = walk.readers.read(fetched)[1].kind
        return _answered(wanted.name, link, fetched.url, kind)
    except BudgetSpent:
        return PlacedLink(wanted.name, LinkState.BLOCKED_UNKNOWN, link.url, link.text)
    except CouldNotCheck as error:
        return _failed(wanted.name, link, error)
