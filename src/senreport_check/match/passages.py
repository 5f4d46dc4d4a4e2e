"""Passages: the pieces of a document that are judged, each with its heading and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from senreport_check.match.vocabulary import Hit, Vocabulary, mask_of
from senreport_check.model import Block, BlockKind, Document, Link, Verdict
from senreport_check.text import sentences as cut_sentences
from senreport_check.text import squeeze

_INSTRUCTION = re.compile(r"\[[^\[\]]{0,600}\]|<[^<>@/]{3,200}>|\{[^{}]{3,200}\}")
_LABEL_WORDS = 8
_ANSWER_WORDS = 12
_HEADINGS = (BlockKind.HEADING, BlockKind.TITLE)
_LISTED = (BlockKind.LIST_ITEM, BlockKind.ROW)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, what was found in it, and the bits of all that together."""

    text: str
    found: tuple[Hit, ...]
    mask: int


@dataclass(slots=True)
class Passage:
    """One paragraph, list item, row or footer; `index` is its block's place in the document.

    `heading` is the nearest heading (a row's left cell), `lead` the sentence that introduces a list, `cap` the
    best verdict it may support.
    """

    index: int
    block: Block
    text: str
    heading: str | None
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
    """Cuts documents into passages over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
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
            before = lead
            for label, text in _pieces(block):
                passage = self._passage(_Place(index, block, section, lead), label, text)
                if passage.text:
                    found.append(passage)
                if _leads(block, passage):
                    lead = passage.sentences[-1].text
            if block.kind is BlockKind.ROW and lead is not before:
                lead = None
        return found

    def heading_mask(self, heading: str | None) -> int:
        """The bits found in a heading."""
        if not heading:
            return 0
        if heading not in self._headings:
            self._headings[heading] = mask_of(self._vocabulary.hits(heading))
        return self._headings[heading]

    def _passage(self, place: _Place, label: str | None, text: str) -> Passage:
        read = tuple(self._sentences(_INSTRUCTION.sub("\n", text), place.block.links))
        heading = label or place.section
        return Passage(
            index=place.index,
            block=place.block,
            text=" ".join(sentence.text for sentence in read),
            heading=heading,
            lead=place.lead,
            sentences=read,
            heading_mask=self.heading_mask(heading),
            mask=union(read),
        )

    def _sentences(self, text: str, links: Sequence[Link]) -> Iterator[Sentence]:
        for sentence in cut_sentences(text):
            targets = " ".join(link.target for link in links if link.text in sentence)
            found = tuple(self._vocabulary.hits(f"{sentence} {targets}"))
            yield Sentence(sentence, found, mask_of(found))


def union(sentences: Iterable[Sentence]) -> int:
    """The bits of all sentences together."""
    mask = 0
    for sentence in sentences:
        mask |= sentence.mask
    return mask


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a passage stands: its block, the heading above and the sentence that leads to it."""

    index: int
    block: Block
    section: str | None
    lead: str | None


def _pieces(block: Block) -> list[tuple[str | None, str]]:
    """The passages of a block, each with its row's left cell: a row has one for every paragraph of its cells.

    A short label beside a short answer, such as a post beside a name, stays part of the text.
    """
    if block.kind is not BlockKind.ROW or len(block.cells) < 2:
        return [(None, block.text)]
    label = squeeze(block.cells[0])
    texts = [text for cell in block.cells[1:] for text in cell.split("\n") if text.strip()]
    if not texts:
        return [(None, label)]
    if len(texts) == 1 and _is_label(label) and len(texts[0].split()) <= _ANSWER_WORDS:
        return [(label, f"{label} {texts[0]}")]
    return [(label, text) for text in texts]


def _is_label(text: str) -> bool:
    return len(text.split()) <= _LABEL_WORDS and not text.endswith("?")


def _leads(block: Block, passage: Passage) -> bool:
    """Whether the passage announces what follows: a line ending in a colon that is no list item itself."""
    return block.kind is not BlockKind.LIST_ITEM and passage.text.endswith(":")
