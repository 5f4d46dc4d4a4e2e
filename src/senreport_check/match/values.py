"""The values a document gives: its SENCO, how to reach them, its review dates, and outside help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from senreport_check.match.contacts import senco_contacts
from senreport_check.match.people import holders
from senreport_check.match.reviewed import ReviewDates, review_dates
from senreport_check.match.services import Address, local_offer, support_service
from senreport_check.model import Document, Values
from senreport_check.text import plain


@dataclass(frozen=True, slots=True)
class ValueEvidence:
    """The values of a document and where each stands.

    `blocks` maps a value's name (a field of `Values`) to the index of the block it came from; `sencos` has
    one index for each name. `pointer` is a block that sends parents to the SENCO where no email or phone is
    given.
    """

    document: Document
    values: Values = field(default_factory=Values)
    blocks: Mapping[str, int] = field(default_factory=dict)
    sencos: tuple[int, ...] = ()
    pointer: int | None = None
    dates: ReviewDates = field(default_factory=ReviewDates)

    @property
    def local_offer(self) -> Address | None:
        """Where the Local Offer is published, as written; looked for when asked."""
        return local_offer(self.document.blocks, _texts(self.document))

    @property
    def support_service(self) -> Address | None:
        """Where parents get advice, as written; looked for when asked."""
        return support_service(self.document.blocks, _texts(self.document))


def extract(document: Document) -> Values:
    """The values exactly as the document writes them; None or empty where it gives none."""
    return find(document).values


def find(document: Document) -> ValueEvidence:
    """The values of a document, each with the block it stands in."""
    blocks = document.blocks
    texts = _texts(document)
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
        document,
        values=Values(
            senco=tuple(person.name for person in people),
            senco_email=reach.email.text if reach.email else None,
            senco_phone=reach.phone.text if reach.phone else None,
            reviewed=when.reviewed,
            next_review=when.next_review,
        ),
        blocks={name: place for name, place in places.items() if place is not None},
        sencos=tuple(person.block for person in people),
        pointer=reach.pointer,
        dates=when,
    )


def _texts(document: Document) -> list[str]:
    return [plain(block.text) for block in document.blocks]
