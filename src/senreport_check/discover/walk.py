"""The best-first walk over one site, and what it gathers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from senreport_check.discover import names
from senreport_check.discover.choose import is_recent
from senreport_check.discover.found import Found, Readers
from senreport_check.discover.leads import STEP_COST, Bearings, Lead, Leads, leads_from, rate
from senreport_check.discover.links import Page, Place, SiteLink, is_page, read_page
from senreport_check.discover.site import key
from senreport_check.discover.sitemap import sitemap_addresses
from senreport_check.errors import CouldNotCheck
from senreport_check.fetch import Budget, Fetcher
from senreport_check.fetch.settings import BudgetSpent
from senreport_check.model import Block, BlockKind, Document, Fetched

STRONG = 78.0
KEPT_FOR_PLACEMENT = 8
MORE_AFTER_FIRST = 8
NO_WORDS = Document((), content_type="text/html")


@dataclass(frozen=True, slots=True)
class Failure:
    """A lead that could not be read, and why."""

    lead: Lead
    error: CouldNotCheck


class Walk:
    """Walks from a home page; afterwards `found`, `pages` and `failures` hold what came of it.

    `stopped` is the error that ended the walk early, such as a spent budget.
    """

    def __init__(self, fetcher: Fetcher, readers: Readers, budget: Budget, bearings: Bearings) -> None:
        self.fetcher, self.readers, self.budget, self.bearings = fetcher, readers, budget, bearings
        self.found: list[Found] = []
        self.pages: list[Page] = []
        self.failures: list[Failure] = []
        self.stopped: CouldNotCheck | None = None
        self._leads = Leads()
        self._opened: dict[str, Fetched] = {}
        self._schools: set[str] = set()
        self._sitemap_read = False
        self._after_first = 0

    def run(self, home: Fetched) -> None:
        """Walk until a report and its rivals are found, nothing promising is left, or the budget is."""
        self._open(home, None)
        try:
            while (lead := self._next()) is not None:
                self._follow(lead)
        except BudgetSpent as spent:
            self.stopped = spent

    @property
    def reports(self) -> list[Found]:
        """The documents found that serve as a report."""
        return [found for found in self.found if found.is_report]

    def _next(self) -> Lead | None:
        if self.reports:
            self._after_first += 1
            if self._leads.best < self._enough() or self._after_first > MORE_AFTER_FIRST:
                return None
        elif self.budget.used >= self.budget.requests - min(KEPT_FOR_PLACEMENT, self.budget.requests // 5):
            raise BudgetSpent(f"{self.budget.used} requests were made without finding a report: allow more.")
        elif self._leads.best < names.HUB and not self._sitemap_read:
            self._read_sitemap()
        return self._leads.pop()

    def _enough(self) -> float:
        """The score below which no lead is followed any more once there is a report."""
        if self.several_schools and not self.bearings.school:
            return names.SECTION - STEP_COST
        recent = any(is_recent(found, self.bearings.today) for found in self.reports)
        return STRONG if recent else names.SEN_PAGE - 2 * STEP_COST

    @property
    def several_schools(self) -> bool:
        """Whether the site leads to several schools, by the names among its links."""
        return len(self._schools) > 1

    def _follow(self, lead: Lead) -> None:
        try:
            if lead.parts:
                self._assemble(lead)
                return
            fetched = self.fetcher.get(lead.link.url, self.budget)
            if fetched.url and key(fetched.url) != key(lead.link.url):
                if any(key(page.url) == key(fetched.url) for page in self.pages):
                    return
                self._leads.taken(fetched.url)
            if is_page(fetched):
                self._open(fetched, lead)
            else:
                self._judge(fetched, lead.trail)
        except BudgetSpent:
            raise
        except CouldNotCheck as error:
            self.failures.append(Failure(lead, error))

    def _open(self, fetched: Fetched, lead: Lead | None) -> None:
        """Read a web page: as a document where it may be one, and for its links."""
        page = read_page(fetched)
        if page.shell:
            fetched = self.fetcher.render(page.url, self.budget)
            page = read_page(fetched)
        self.pages.append(page)
        self._schools |= {name for link in page.links if (name := names.own_name(link.text))}
        self._opened[key(lead.link.url if lead else page.url)] = fetched
        self._leads.taken(page.url)
        if page.forward and key(page.forward) != key(page.url):
            step = SiteLink("", page.forward, Place.CONTENT, embedded=True)
            self._leads.add(Lead(200.0, (*(lead.trail if lead else ()), step)))
        for other in leads_from(page, lead, self.bearings):
            self._leads.add(other)
        if lead is not None:
            self._judge(fetched, lead.trail)

    def _judge(self, fetched: Fetched, steps: tuple[SiteLink, ...]) -> None:
        self.found.append(Found(fetched, *self.readers.read(fetched), steps))

    def _assemble(self, lead: Lead) -> None:
        """Join the parts of a report spread over several addresses into one document."""
        start = self._opened[key(lead.link.url)]
        here = next((found for found in self.found if found.fetched is start), None)
        if here is not None and here.is_report and here.is_full:
            return
        blocks: list[Block] = []
        try:
            for part in lead.parts:
                blocks += self._part(part, lead)
        finally:
            if blocks:
                told = here.document if here else NO_WORDS
                title = told.title or lead.link.text
                document = replace(told, blocks=(*told.blocks, *blocks), title=title)
                kind = self.readers.classify(document, url=start.url)
                self.found.append(Found(start, document, kind, lead.trail))

    def _part(self, part: SiteLink, lead: Lead) -> list[Block]:
        """The blocks of one part; none, and a failure noted, when it cannot be had."""
        try:
            fetched = self.fetcher.get(part.url, self.budget)
            blocks = _part_blocks(part, self.readers.extract(fetched), fetched.url or part.url)
        except BudgetSpent:
            raise
        except CouldNotCheck as error:
            self.failures.append(Failure(replace(lead, trail=(*lead.trail, part), parts=()), error))
            return []
        self._leads.taken(part.url)
        return blocks

    def _read_sitemap(self) -> None:
        self._sitemap_read = True
        for address in sitemap_addresses(self.bearings.home, self.fetcher, self.budget):
            link = SiteLink("", address, Place.CONTENT)
            score = rate(link, self.bearings)
            if score >= names.HUB:
                self._leads.add(Lead(score - 10, (SiteLink("sitemap.xml", address, Place.CONTENT),)))


def _part_blocks(part: SiteLink, document: Document, address: str) -> list[Block]:
    """A part's blocks with its address on each, under its link's text where it has no heading of its own."""
    blocks = [replace(block, url=address) for block in document.blocks if block.kind is not BlockKind.FOOTER]
    heads = (BlockKind.TITLE, BlockKind.HEADING)
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TITLE:
            blocks[index] = replace(block, kind=BlockKind.HEADING, level=2)
    if not blocks or blocks[0].kind not in heads:
        blocks.insert(0, Block(BlockKind.HEADING, part.text, 2, url=address))
    return blocks
