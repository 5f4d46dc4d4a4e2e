"""The words of the house as types: what is read, what is found, what is reported.

Everything here is frozen, and nothing here does work beyond deriving one value from another.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path


class Verdict(StrEnum):
    """What the tool says of one item (CODEBOOK wording: met, partly, absent)."""

    MET = "met"
    PARTLY = "partly"
    ABSENT = "absent"
    UNSURE = "unsure"
    NOT_APPLICABLE = "not-applicable"

    @property
    def present(self) -> bool:
        """Whether the document gives something on the item."""
        return self in (Verdict.MET, Verdict.PARTLY)


class Outcome(StrEnum):
    """What came of one source or school."""

    CHECKED = "checked"
    NOT_FOUND = "not-found"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"


class Force(StrEnum):
    """How binding an item is: Act or regulation, statutory guidance, practice."""

    MUST = "must"
    SHOULD = "should"
    ADVICE = "advice"


class SchoolType(StrEnum):
    """The kinds of school whose duties differ (SEND Regulations 2014 reg 51, Schedule 1)."""

    MAINSTREAM = "mainstream"
    NURSERY = "nursery"
    SPECIAL = "special"
    OTHER = "other"


class Phase(StrEnum):
    """Phase of education, in the words of the register."""

    NURSERY = "nursery"
    PRIMARY = "primary"
    MIDDLE = "middle"
    SECONDARY = "secondary"
    SIXTEEN_PLUS = "16-plus"
    ALL_THROUGH = "all-through"


class DocumentKind(StrEnum):
    """What a document is, among those that stand on school websites."""

    REPORT = "report"
    POLICY = "policy"
    LANDING = "landing"
    FAQ_ITEM = "faq-item"
    ACCESSIBILITY_PLAN = "accessibility-plan"
    OTHER_POLICY = "other-policy"
    GUIDANCE = "guidance"
    HOME = "home"
    INDEX = "index"
    OTHER = "other"


class BlockKind(StrEnum):
    """The role of one piece of a document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    ROW = "row"
    CAPTION = "caption"
    FOOTER = "footer"


class LinkState(StrEnum):
    """What stands behind a link; `blocked-unknown` is an answer that does not tell (refused, too slow, 5xx)."""

    OK = "ok"
    REDIRECTED = "redirected"
    BLOCKED_UNKNOWN = "blocked-unknown"
    DEAD = "dead"
    NOT_FOUND = "not-found"


class SourceKind(StrEnum):
    """How a source is reached."""

    FILE = "file"
    STDIN = "stdin"
    URL = "url"


@dataclass(frozen=True, slots=True)
class School:
    """What is known of the school; `guessed` names the fields taken from the document's own words."""

    name: str | None = None
    urn: str | None = None
    la: str | None = None
    type: SchoolType | None = None
    phase: Phase | None = None
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to check: as given by the user, and how to reach it."""

    given: str
    kind: SourceKind
    path: Path | None = None
    url: str | None = None
    school: School = School()


@dataclass(frozen=True, slots=True)
class Fetched:
    """Bytes and where they came from; `declared_type` is what the server said they are."""

    content: bytes
    url: str | None = None
    path: Path | None = None
    declared_type: str | None = None
    last_modified: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link's own words and its absolute target."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document in reading order.

    `text` is the whole text (a row's cells joined by a line break), `level` a heading's depth from 1,
    `cells` a row's cells, `page` counts from 1 (PDF), `url` is the page's address (web).
    """

    kind: BlockKind
    text: str
    level: int | None = None
    cells: tuple[str, ...] = ()
    page: int | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()

    @classmethod
    def row(
        cls, cells: tuple[str, ...], *, page: int | None = None, url: str | None = None,
        links: tuple[Link, ...] = (),
    ) -> Block:
        """Make a table row from its cells."""
        return cls(BlockKind.ROW, "\n".join(cells), cells=cells, page=page, url=url, links=links)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself: a hint in messages, never evidence."""

    author_tool: str | None = None
    created: date | None = None
    modified: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document normalised to blocks in reading order.

    `content_type` is the sniffed media type, `pages` the number of pages (None for web pages and Word
    files), `language` a BCP 47 tag when the file declares one, `ocr` whether any page was read from a picture.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    content_type: str = "text/plain"
    pages: int | None = None
    language: str | None = None
    metadata: Metadata = Metadata()
    ocr: bool = False

    @property
    def text(self) -> str:
        """The whole text, a line a block."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def words(self) -> int:
        """The number of words."""
        return sum(len(block.text.split()) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a document is, why we think so, and what else it is at the same time."""

    kind: DocumentKind
    reasons: tuple[str, ...] = ()
    also: tuple[DocumentKind, ...] = ()


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
