"""What a document yields beside its passages: values with the words they stand in, dates, reading ease."""

from __future__ import annotations

from datetime import date

from senreport_check.checklist.items import ValueName
from senreport_check.match.language import reading
from senreport_check.match.settle import Grounds
from senreport_check.match.values import ValueEvidence, find
from senreport_check.model import Block, BlockKind, Document, Evidence
from senreport_check.text import QUOTE_LENGTH, shorten, squeeze

_SHOWN = {
    ValueName.SENCO: ("senco",),
    ValueName.SENCO_CONTACT: ("senco_email", "senco_phone"),
    ValueName.REVIEWED: ("reviewed", "next_review"),
}
_BEFORE = 80


def grounds_of(document: Document, today: date) -> Grounds:
    """Extract the values of a document and the evidence of each."""
    found = find(document)
    return Grounds(
        today=today,
        values=found.values,
        quotes={name: _evidence(document, found, fields) for name, fields in _SHOWN.items()},
        reviewed=found.dates.reviewed_on,
        next_review=found.dates.next_review_on,
        contact_pointer=found.pointer is not None,
        reading=reading(document),
    )


def _evidence(document: Document, found: ValueEvidence, fields: tuple[str, ...]) -> tuple[Evidence, ...]:
    """One quote a block that gives one of the values."""
    blocks = {found.blocks[name]: name for name in reversed(fields) if name in found.blocks}
    return tuple(
        Evidence(
            quote=around(squeeze(document.blocks[index].text), _first(getattr(found.values, name))),
            page=document.blocks[index].page,
            heading=_heading(document.blocks, index),
            url=document.blocks[index].url,
            signal=f"value: {name.replace('_', ' ')}",
        )
        for index, name in sorted(blocks.items())
    )


def around(text: str, value: str) -> str:
    """At most 300 characters of the text that hold the value, from a word's beginning."""
    place = text.find(squeeze(value))
    if len(text) <= QUOTE_LENGTH or place < QUOTE_LENGTH - len(value):
        return shorten(text)
    start = text.find(" ", place - _BEFORE) + 1
    return shorten(text[start:])


def _first(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else value[0]


def _heading(blocks: tuple[Block, ...], index: int) -> str | None:
    above = (block.text for block in reversed(blocks[:index]) if block.kind is BlockKind.HEADING)
    return next((squeeze(text) for text in above), None)
