"""The running text of a web page's blocks: lines, bold or not, links, scrambled addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from senreport_check.extract.tidy import clean
from senreport_check.model import Block, Link


class TextLine(NamedTuple):
    """One line of a block, and whether all of it is bold."""

    text: str
    bold: bool


@dataclass(slots=True)
class Inline:
    """The running text of one block: its pieces, each bold or not, and its links."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def add(self, text: str | None, bold: bool) -> None:
        """Take in text as it stands in the page, white space being just white space."""
        if text:
            self.pieces.append((text.replace("\n", " "), bold))

    def end_line(self) -> None:
        """Take in a line break."""
        self.pieces.append(("\n", True))

    def text_since(self, start: int) -> str:
        """The text of the pieces from number `start` on."""
        return clean("".join(text for text, _ in self.pieces[start:]))

    def take(self) -> tuple[list[TextLine], list[Link]]:
        """Hand over the lines that hold anything and the links, and start afresh."""
        lines: list[TextLine] = []
        running: list[tuple[str, bool]] = []
        for piece in [*self.pieces, ("\n", True)]:
            if piece[0] != "\n":
                running.append(piece)
                continue
            text = clean("".join(text for text, _ in running))
            if text:
                lines.append(TextLine(text, all(bold for part, bold in running if part.strip())))
            running = []
        links, self.pieces, self.links = self.links, [], []
        return lines, links


def joined(lines: Sequence[TextLine]) -> str:
    """The lines as one."""
    return " ".join(line.text for line in lines)


def paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines kept apart by breaks, except where a sentence plainly runs on."""
    if not lines:
        return
    running = lines[0]
    for line in lines[1:]:
        if line[0].islower() and not running.endswith((".", "?", "!", ":")):
            running = f"{running} {line}"
        else:
            yield running
            running = line
    yield running


def unscrambled(code: str) -> str:
    """Undo the scrambling of addresses some hosts put on every page: each byte XORed with the first."""
    try:
        raw = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(byte ^ raw[0] for byte in raw[1:]).decode("utf-8", "replace") if raw else ""


def is_only_link(block: Block) -> bool:
    """Whether a block is nothing but a link, and not one to write or ring."""
    linked = " ".join(link.text for link in block.links)
    return bool(block.links) and linked.split() == block.text.split() and not any(
        link.target.startswith(("mailto:", "tel:")) for link in block.links
    )
