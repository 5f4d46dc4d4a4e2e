"""Passages: the pieces of a document that are judged, each with its heading and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from senreport_check.match.spelling import Speller
from senreport_check.match.tokens import Tokens, tokenise
from senreport_check.match.vocabulary import Hit, Vocabulary, mask_of
from senreport_check.model import Block, BlockKind, Document, Link, Verdict
from senreport_check.text import sentences as cut_sentences
from senreport_check.text import squeeze

_INSTRUCTION = re.compile(r"\[[^\[\]]{0,600}\]|<[^<>@/]{3,200}>|\{[^{}]{3,200}\}")
_LABEL_WORDS = 8
_HEADINGS = (BlockKind.HEADING, BlockKind.TITLE)
_LISTED = (BlockKind.LIST_ITEM, BlockKind.ROW)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, what was found in it, and the bits of all that together."""

    text: str
    found: tuple[Hit, ...]
    mask: int

    @property
    def hits(self) -> Iterator[tuple[int, int]]:
        """The bit of every phrase found, with the position of its first word."""
        return ((bit, start) for node, start in self.found for bit in node.bits)


@dataclass(slots=True)
class Passage:
    """One paragraph, list item, row or footer; `index` is its block's place in the document.

    `heading` is the nearest heading (a row's left cell), `section` the heading the block stands under,
    `lead` the sentence that introduces a list, `cap` the best verdict it may support.
    """

    index: int
    block: Block
    text: str
    heading: str | None
    section: str | None
    lead: str | None
    sentences: tuple[Sentence, ...]
    heading_mask: int
    mask: int
    cap: Verdict = Verdict.MET

    def keep(self, numbers: Sequence[int]) -> None:
        """Keep only these sentences as what is judged."""
        self.sentences = tuple(self.sentences[number] for number in numbers)
        self.text = " ".join(sentence.text for sentence in self.sentences)
        self.mask = union(self.sentences)

    @property
    def all_masks(self) -> int:
        """The bits of the passage and its heading together."""
        return self.mask | self.heading_mask


class Splitter:
    """Cuts documents into passages over one vocabulary, slips of spelling mended where a speller is given."""

    def __init__(self, vocabulary: Vocabulary, speller: Speller | None = None) -> None:
        self._vocabulary, self._speller = vocabulary, speller
        self._headings: dict[str, int] = {}

    def split(self, document: Document) -> list[Passage]:
        """The document's passages in reading order; headings and titles are not passages themselves."""
        self._headings.clear()
        found: list[Passage] = []
        section: str | None = None
        lead: str | None = None
        for index, block in enumerate(document.blocks):
            if block.kind in _HEADINGS:
                section = squeeze(block.text) if block.kind is BlockKind.HEADING else section
                lead = None
                continue
            if block.kind not in _LISTED:
                lead = None
            passage = self._passage(index, block, section, lead)
            if passage.text:
                found.append(passage)
            if block.kind not in _LISTED and passage.text.endswith(":"):
                lead = passage.sentences[-1].text
        return found

    def heading_mask(self, heading: str | None) -> int:
        """The bits found in a heading."""
        if not heading:
            return 0
        if heading not in self._headings:
            self._headings[heading] = mask_of(self._hits(heading))
        return self._headings[heading]

    def _hits(self, text: str) -> list[Hit]:
        tokens = tokenise(text)
        if self._speller:
            tokens = Tokens(tuple(map(self._speller.mend, tokens.words)), tokens.kinds)
        return self._vocabulary.hits(tokens)

    def _passage(self, index: int, block: Block, section: str | None, lead: str | None) -> Passage:
        label, body = _label_and_body(block)
        read = tuple(self._sentences(_INSTRUCTION.sub("\n", body), block.links))
        text = " ".join(sentence.text for sentence in read)
        heading = label or section
        return Passage(index, block, text, heading, section, lead, read, self.heading_mask(heading), union(read))

    def _sentences(self, text: str, links: Sequence[Link]) -> Iterator[Sentence]:
        for sentence in cut_sentences(text):
            targets = " ".join(link.target for link in links if link.text in sentence)
            found = tuple(self._hits(f"{sentence} {targets}"))
            yield Sentence(sentence, found, mask_of(found))


def union(sentences: Iterable[Sentence]) -> int:
    """The bits of all sentences together."""
    mask = 0
    for sentence in sentences:
        mask |= sentence.mask
    return mask


def _label_and_body(block: Block) -> tuple[str | None, str]:
    """A row's left cell and the rest of it; a short label without a question stays part of the text."""
    if block.kind is not BlockKind.ROW or len(block.cells) < 2:
        return None, block.text
    label, rest = squeeze(block.cells[0]), "\n".join(cell for cell in block.cells[1:] if cell.strip())
    if not rest:
        return None, label
    if len(label.split()) <= _LABEL_WORDS and not label.endswith("?"):
        return label, f"{label} {rest}"
    return label, rest
