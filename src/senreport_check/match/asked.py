"""Names that answer what asks for them: a heading, a table's left cell, a column's heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from senreport_check.match.names import Name, names
from senreport_check.match.roles import Rank, Role, roles
from senreport_check.match.tables import columns
from senreport_check.model import Block, BlockKind
from senreport_check.text import plain, squeeze

OTHER_POST = re.compile(
    r"^\s*(?:[,(:-]|is|who\sis)+\s*(?:the|our|an?)?\s*(?:link\s|sen\w*co\w*'s\s(?:deputy|assistant)|send?\sgov|named\s|chair|governor"
    r"|head(?:teacher)?\b|assistant"
    r"|deputy|hlta|teaching|ta\b|elsa|learning\smentor|admin|pastoral|family|clerk|nurse|vice|principal|educational\spsych)",
    re.I,
)
_GONE_AFTER = re.compile(
    r"^(?:'s?)?(?:,\s(?:our\s|the\s)?SEN\w*CO\w*,)?,?\s*"
    r"(?:retire|left\b|leav|is\s+(?:\w+\s+)?(?:on\s+(?:\w+\s+)?leave|away\b)|(?:was|had\sbeen)\s(?!appointed"
    r"|made)(?:\w+\s+){0,3}sen)",
    re.I,
)
_LEADIN = re.compile(
    r"^\W*(?:(?:a|new|now|name|answer|this\syear):\s*|our\s|the\s"
    r"|(?:(?:since|from)\s[\w ]{1,20}?,?\s|currently,?\s|at\spresent,?\s)?(?:that|it|this|she|he)"
    r"(?:'s|\sis|\shas\sbeen|\swould\sbe|\swill\sbe)\s(?:now\s|currently\s|called\s)?)?$",
    re.I,
)
_I_AM = re.compile(r"\bI(?:'m|\sam|'ve\sbeen|\shave\sbeen|\sbecame)\s(?:\w+\s){0,3}$")
_HEADING_LENGTH = 40
_BEGINS = re.compile(r"(?:^|[.!?]\s)$")
_HEADS = (BlockKind.HEADING, BlockKind.TITLE)
_LIST = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.ROW)


@dataclass(frozen=True, slots=True)
class Link:
    """A name tied to the post, the block it stands in, and how surely the words mean the post."""

    name: Name
    block: int
    rank: Rank


def gone(after: str) -> bool:
    """Whether the words after a name say that the person has left the post or is away."""
    return _GONE_AFTER.match(after) is not None


def under_headings(blocks: Sequence[Block], texts: Sequence[str], rank: Rank) -> Iterator[Link]:
    """Names that answer a heading or a table's left cell asking for the SENCO."""
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.ROW and len(block.cells) > 1:
            left = len(block.cells[0])
            head, body, place = texts[index][:left], texts[index][left + 1 :], index
        elif index + 1 < len(blocks) and (block.kind in _HEADS or _asks(texts[index], texts[index + 1])):
            head, body, place = texts[index], texts[index + 1], index + 1
        else:
            continue
        post = next((role for role in roles(head, rank) if role.ours), None)
        if post and post.plural:
            yield from _listed(post, blocks, texts, place)
        elif post:
            yield from _answer(post, body, place)


def _asks(line: str, below: str) -> bool:
    """Whether a paragraph serves as a heading: a numbered or bare line, with a sentence below it."""
    return len(line) < _HEADING_LENGTH and not line.endswith((".", ":")) and below.endswith((".", "?"))


def _listed(post: Role, blocks: Sequence[Block], texts: Sequence[str], place: int) -> Iterator[Link]:
    """The names that begin the lines below a heading that asks for several."""
    for index in range(place, len(blocks)):
        answer = list(_answer(post, texts[index], index)) if blocks[index].kind in _LIST else []
        if not answer:
            return
        yield from answer


def told_below(blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[Link]:
    """The only person named below a heading about the SENCO, where a sentence begins with the name."""
    for index, (head, below) in enumerate(pairwise(blocks)):
        if head.kind is not BlockKind.HEADING or below.kind is not BlockKind.PARAGRAPH:
            continue
        post = next((role for role in roles(texts[index]) if role.ours), None)
        found = list(names(texts[index + 1])) if post else []
        if not post or len(found) != 1 or not found[0].titled:
            continue
        before, after = texts[index + 1][: found[0].start], texts[index + 1][found[0].end :][:60]
        if _BEGINS.search(before) and not OTHER_POST.match(after) and not gone(after):
            yield Link(found[0], index + 1, post.rank)


def signed(blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[Link]:
    """The name below a text whose writer says "I am the SENCO", standing alone as a signature does."""
    writer: Role | None = None
    for index, text in enumerate(texts):
        if writer is None:
            writer = next(
                (
                    post
                    for post in roles(text)
                    if post.ours and _I_AM.search(text[max(0, post.start - 60) : post.start])
                ),
                None,
            )
        elif blocks[index].kind is BlockKind.PARAGRAPH:
            name = next(names(text[:_HEADING_LENGTH]), None)
            if name and name.text == squeeze(text).strip(" .,"):
                yield Link(name, index, writer.rank)


def in_columns(blocks: Sequence[Block], rank: Rank) -> Iterator[Link]:
    """Names standing below a table's column heading."""
    for head, cell, index in columns(blocks):
        post = next((role for role in roles(plain(head), rank) if role.ours), None)
        if post and not any(names(plain(head))):
            yield from _answer(post, plain(cell), index)


def _answer(post: Role, body: str, place: int) -> Iterator[Link]:
    first = next(names(body[:120]), None)
    if not first or OTHER_POST.match(body[first.end : first.end + 60]):
        return
    if _LEADIN.match(body[: first.start]):
        yield Link(Name(squeeze(first.text), first.start, first.end, first.titled), place, post.rank)
