"""What is found and reported: evidence, findings, values, facts, and the report on one school."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from senreport_check.model.documents import Kind, Link, School
from senreport_check.model.words import DocumentKind, Force, LinkState, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """The document's own words, verbatim but for white space, at most 300 characters, and where they stand."""

    quote: str
    page: int | None = None
    heading: str | None = None
    url: str | None = None
    signal: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found on one item.

    `score` is the calibrated chance, 0 to 1, that a careful reader gives the same verdict.
    """

    item: str
    title: str
    group: str
    verdict: Verdict
    force: Force
    law: str
    score: float
    message: str
    advice: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """Values as the document writes them (CODEBOOK, Values)."""

    senco: tuple[str, ...] = ()
    senco_email: str | None = None
    senco_phone: str | None = None
    reviewed: str | None = None
    next_review: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingEase:
    """How hard a document reads: Flesch reading ease, what it means, long sentences, unexplained acronyms."""

    score: float | None = None
    meaning: str = ""
    long_sentences: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is reported of the document that was checked."""

    title: str | None
    kind: Kind
    pages: int | None
    words: int
    reviewed: date | None = None
    next_review: date | None = None
    overdue: bool | None = None
    months_overdue: int | None = None
    reading: ReadingEase = ReadingEase()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Where the checked bytes came from, as reported."""

    given: str
    url: str | None = None
    path: str | None = None
    content_type: str | None = None
    sha256: str | None = None
    bytes: int = 0
    trail: tuple[str, ...] = ()
    clicks: int = 0


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """One thing a site should lead to: `report`, `sen-policy`, `accessibility-plan`, `local-offer`, `sendiass`.

    `url` is None and `state` is `not-found` where no link to it was seen; `leads_to` is where a redirect ended,
    `kind` what the document behind it turned out to be.
    """

    name: str
    state: LinkState
    url: str | None = None
    text: str | None = None
    leads_to: str | None = None
    kind: DocumentKind | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where on the site the document stands, and what stands around it.

    `confusing_name` is the link's text where that calls the report something it is not, `format` the kind
    of file in plain words, `copies` other addresses of the same document, `years` other years' reports,
    `requests` how many requests finding it took.
    """

    link_text: str | None = None
    confusing_name: str | None = None
    format: str = ""
    copies: tuple[str, ...] = ()
    years: tuple[Link, ...] = ()
    links: tuple[PlacedLink, ...] = ()
    requests: int = 0


@dataclass(frozen=True, slots=True)
class Tool:
    """Which tool and which checklist judged."""

    version: str
    checklist: str
    checklist_title: str
    checklist_version: str
    name: str = "senreport-check"


@dataclass(frozen=True, slots=True)
class SchoolReport:
    """The result for one school or source: all that any output format needs.

    `nearest` is the check of the document that comes nearest to a report, where the site has none.
    """

    tool: Tool
    checked_at: datetime
    school: School
    source: SourceFacts
    outcome: Outcome
    reason: str | None = None
    document: DocumentFacts | None = None
    values: Values = Values()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = field(default=())
    placement: Placement | None = None
    nearest: SchoolReport | None = None

    def count(self, verdict: Verdict) -> int:
        """How many items have this verdict."""
        return Counter(finding.verdict for finding in self.findings)[verdict]
