"""What discovery hands on: documents found, with the way that led there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from senreport_check.discover.links import SiteLink
from senreport_check.model import Document, DocumentKind, Fetched, Kind, Outcome, Placement

HOME = "home page"
FEWEST_WORDS = 150
FULL_WORDS = 450


class Classify(Protocol):
    """Says what a document is; its address, where known, helps."""

    def __call__(self, document: Document, *, url: str | None = None) -> Kind:
        """The document's kind."""


@dataclass(frozen=True, slots=True)
class Readers:
    """How to read what was fetched: `extract` makes a document of it, `classify` says what that is.

    `extract` may raise `Unreadable` and `Crashed`.
    """

    extract: Callable[[Fetched], Document]
    classify: Classify

    def read(self, fetched: Fetched) -> tuple[Document, Kind]:
        """Both in one."""
        document = self.extract(fetched)
        return document, self.classify(document, url=fetched.url)


@dataclass(frozen=True, slots=True)
class Found:
    """A document found on a site; `steps` are the links that lead to it from the home page.

    For a report spread over several addresses `document` holds them all, each block with its own address,
    and `fetched` is the page that leads to them.
    """

    fetched: Fetched
    document: Document
    kind: Kind
    steps: tuple[SiteLink, ...] = ()

    @property
    def is_report(self) -> bool:
        """Whether it serves as a report, perhaps among other things; a few lines only announce one."""
        named = DocumentKind.REPORT in (self.kind.kind, *self.kind.also)
        return named and self.document.words >= FEWEST_WORDS

    @property
    def is_full(self) -> bool:
        """Whether it is as long as reports are."""
        return self.document.words >= FULL_WORDS

    @property
    def trail(self) -> tuple[str, ...]:
        """The texts of the links followed, from the home page."""
        shown = (step for step in self.steps if step.text or not step.embedded)
        return (HOME, *(step.text or step.url for step in shown))

    @property
    def clicks(self) -> int:
        """How many clicks a parent needs; what a page itself shows takes none."""
        return sum(not step.embedded for step in self.steps)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a site gave: the report, or the outcome and reason why there is none, and what comes nearest.

    `outcome` is `checked` where there is one, `not-found` where there is none, and another where a report
    stands there that could not be had.
    """

    chosen: Found | None
    placement: Placement
    reason: str | None = None
    outcome: Outcome = Outcome.CHECKED
    nearest: Found | None = None

    @property
    def requests(self) -> int:
        """How many requests went over the network."""
        return self.placement.requests
