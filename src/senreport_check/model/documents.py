"""What is read: sources, bytes, and documents as blocks in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from senreport_check.model.words import BlockKind, DocumentKind, Phase, SchoolType, SourceKind


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
        cls,
        cells: tuple[str, ...],
        *,
        page: int | None = None,
        url: str | None = None,
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
