"""The values a document gives: its SENCO, how to reach them, and its review dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from senreport_check.match.contacts import senco_contacts
from senreport_check.match.people import holders
from senreport_check.match.reviewed import ReviewDates, review_dates
from senreport_check.model import Document, Values
from senreport_check.text import plain


@dataclass(frozen=True, slots=True)
class ValueEvidence:
    """The values of a document and where each stands.

    `blocks` maps a value's name (a field of `Values`) to the index of the block it came from. `pointer` is a
    block that sends parents to the SENCO where no email or phone is given.
    """

    values: Values = field(default_factory=Values)
    blocks: Mapping[str, int] = field(default_factory=dict)
    pointer: int | None = None
    dates: ReviewDates = field(default_factory=ReviewDates)


def find(document: Document) -> ValueEvidence:
    """The values exactly as a document writes them, each with its block; None or empty where it gives none."""
    blocks = document.blocks
    texts = [plain(block.text) for block in blocks]
    people = holders(blocks, texts)
    reach = senco_contacts(blocks, texts, people)
    when = review_dates(document)
    places = {
        "senco": people[0].block if people else None,
        "senco_email": reach.email.block if reach.email else None,
        "senco_phone": reach.phone.block if reach.phone else None,
        "reviewed": when.reviewed_block,
        "next_review": when.next_review_block,
    }
    return ValueEvidence(
        values=Values(
            senco=tuple(person.name for person in people),
            senco_email=reach.email.text if reach.email else None,
            senco_phone=reach.phone.text if reach.phone else None,
            reviewed=when.reviewed,
            next_review=when.next_review,
        ),
        blocks={name: place for name, place in places.items() if place is not None},
        pointer=reach.pointer,
        dates=when,
    )
