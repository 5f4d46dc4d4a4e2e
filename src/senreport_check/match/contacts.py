"""Ways to reach people: the SENCO's email and phone among all others, and the addresses of outside help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from senreport_check.match.people import Holder
from senreport_check.match.roles import MAYBE, Rank, roles
from senreport_check.model import Block, BlockKind

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w@./-])(?:\+44[ (]*0?\)?|\(?0)[ ]?(?:\d[ )(-]{0,2}){8,9}\d(?![\d@])")
_SENTENCE = re.compile(r"(?<![ .(][A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Miss)(?<!Rev)(?<!ext)(?<!Tel)(?<!tel)[.!?;]\)?(?=\s)|\n")
_SENCO_BOX = re.compile(
    r"senco|sendco|^send?(?:[._\d-]|$)|(?:^|[._-])send?$|inclusion|learning\.?support|additional\.?needs|^sen\.?(?:team|office|dept)"
    r"|^send\.?(?:team|office|dept)|special\.?needs",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:sendiass|\w*iass|sendias|parent partnership|absen(?:ce|t)|attendance|lettings?|helpline|transport|fees|clerk"
    r"|chair\b|governors?|safeguarding|dsl|admissions?|ofsted|nurse|forum|fax|trust head office|head office|council|lunch"
    r"|complain\w*|head(?:teacher|master|mistress)?\s?[:,]|family (?:information|support|worker)|psychologist|camhs|text us"
    r"|emergenc\w+|business manager|local (?:offer|authority)|exams? officer|bookings?|prospectus|virtual school|parent carer"
    r"|designated|teacher of the deaf|advisory|carer|independent|pastoral|wellbeing|club|reporting an? absence)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:him|her|she|he|me|us|them)\b", re.IGNORECASE)
_POINTER = re.compile(
    r"\b(?:contact|speak(?:ing)?\s(?:to|with)|talk\sto|see|ask\s(?:for|to\ssee)|appointments?\s(?:\w+\s)?with|e-?mail"
    r"|ring|phone|call|message|messages?\s(?:\w+\s)?(?:to|for)|reach|touch\swith|meet|approach|chat\swith|come\sto)"
    r"\s+(?:[\w'.]+,?\s+){0,5}$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[A-Z]\w+'s\s+(?:number|phone|email)", re.IGNORECASE)
_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Contact:
    """An email address or phone number as written, and the block it stands in."""

    text: str
    block: int
    score: int


@dataclass(frozen=True, slots=True)
class _Place:
    """What is known of a block before its contacts are weighed."""

    index: int
    text: str
    footer: bool
    headed: bool
    follows: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """The SENCO's email and phone, None where not given, and the block that only points to the SENCO."""

    email: Contact | None = None
    phone: Contact | None = None
    pointer: int | None = None


class _Weigher:
    """Weighs how surely a contact leads to the SENCO, given the surnames that mean the SENCO."""

    def __init__(self, people: Sequence[Holder]) -> None:
        surnames = {part for person in people for part in (person.surname, *person.surname.split("-"))}
        self._keys = tuple({re.sub(r"\W", "", name) for name in surnames if len(name) > 2})
        longest = "|".join(re.escape(person.surname) for person in people)
        self._person = re.compile(rf"\b(?:{longest})\b", re.IGNORECASE) if longest else None

    def names_senco(self, text: str) -> bool:
        """Whether a text mentions the SENCO's post or name."""
        if self._person and self._person.search(text):
            return True
        return bool(MAYBE.search(text)) and any(role.ours and role.rank > Rank.DESCRIBED for role in roles(text))

    def mentions(self, text: str) -> list[int]:
        """Where a text mentions the SENCO's post or name."""
        posts = [role.start for role in roles(text) if role.ours] if MAYBE.search(text) else []
        return posts + ([found.start() for found in self._person.finditer(text)] if self._person else [])

    def others(self, text: str) -> bool:
        """Whether a text speaks of somebody else to contact."""
        if _OTHERS.search(text) or _ELSEWHERE.search(text):
            return True
        return bool(MAYBE.search(text)) and any(not role.ours for role in roles(text))

    def weigh(self, place: _Place, start: int, end: int, since: int) -> int:
        """The weight of what stands at `start` to `end`; `since` is where the contact before it ended."""
        text = place.text
        stop = max((found.end() for found in _SENTENCE.finditer(text, 0, start)), default=0)
        following = _SENTENCE.search(text, end)
        lead = text[max(stop, since) : start]
        tail = text[end : following.start() if following else len(text)]
        score = self._mailbox(text[start:end])
        if self.others(lead) and not self.names_senco(lead):
            return score - 8
        score += 5 if self.names_senco(lead) else 0
        score += 4 if score < 5 and self.names_senco(text[stop:start]) else 0
        score += 4 if self.names_senco(tail) and not EMAIL.search(tail.split("SEN")[0]) else 0
        score += 3 if self.names_senco(text[:stop]) else 0
        score += 2 if _PERSONAL.search(text[stop:start] + tail) else 0
        score += (3 if place.headed else 0) + (3 if place.follows else 0)
        return score - 4 if place.footer else score

    def _mailbox(self, address: str) -> int:
        if "@" not in address:
            return 0
        local, _, domain = address.lower().partition("@")
        if "iass" in address.lower() or domain.endswith((".gov.uk", "nhs.uk", "nhs.net")):
            return -8
        flat = re.sub(r"\W", "", local)
        return 6 if _SENCO_BOX.search(local) or any(key in flat for key in self._keys) else 0


def senco_contacts(blocks: Sequence[Block], texts: Sequence[str], people: Sequence[Holder]) -> Reach:
    """The email and phone given for the SENCO, or for the office as the way to the SENCO.

    `texts` are the blocks' texts with plain quotes and dashes, `people` the SENCOs the document names.
    """
    weigher = _Weigher(people)
    emails: list[Contact] = []
    phones: list[Contact] = []
    for place in _places(blocks, texts, weigher):
        here = list(_weighed(EMAIL, place, weigher))
        sure = any(contact.score >= _ENOUGH for contact in here)
        emails += here + list(_mail_links(blocks[place.index], place, weigher))
        phones += [_beside(contact, sure) for contact in _weighed(PHONE, place, weigher)]
    email, phone = _best(emails), _best(phones)
    pointer = None if email or phone else _pointer(texts, weigher)
    return Reach(email, phone, pointer)


def _beside(phone: Contact, sure_email: bool) -> Contact:
    bonus = 3 if sure_email and phone.score > -1 else 0
    return Contact(phone.text, phone.block, phone.score + bonus)


def _best(contacts: Sequence[Contact]) -> Contact | None:
    best = max(contacts, key=lambda contact: contact.score, default=None)
    return best if best and best.score >= _ENOUGH else None


def _places(blocks: Sequence[Block], texts: Sequence[str], weigher: _Weigher) -> Iterator[_Place]:
    heading, previous = "", -9
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            heading = text
        if not ("@" in text or PHONE.search(text) or block.links):
            previous = index if len(text) < 90 and weigher.names_senco(text) else previous
            continue
        head = block.cells[0] if len(block.cells) > 1 else heading
        footer = block.kind is BlockKind.FOOTER
        headed = not footer and weigher.names_senco(head)
        yield _Place(index, text, footer, headed, follows=previous == index - 1 and len(text) < 90)
        previous = index if len(text) < 90 and (previous == index - 1 or weigher.names_senco(text)) else previous


def _weighed(pattern: re.Pattern[str], place: _Place, weigher: _Weigher) -> Iterator[Contact]:
    since = 0
    for found in pattern.finditer(place.text):
        text = found.group().rstrip(".-")
        if ")" not in text:
            text = text.lstrip("(")
        yield Contact(text, place.index, weigher.weigh(place, found.start(), found.end(), since))
        since = found.end()


def _mail_links(block: Block, place: _Place, weigher: _Weigher) -> Iterator[Contact]:
    """Addresses that stand only behind a link's words."""
    for link in block.links:
        if link.target.lower().startswith("mailto:") and link.text:
            address = link.target[7:].split("?")[0]
            start = place.text.find(link.text)
            if address not in place.text and start >= 0:
                own = weigher.weigh(place, start, start + len(link.text), 0) + weigher.weigh(_Place(0, address, False, False, False), 0, len(address), 0)
                yield Contact(address, place.index, own + (2 if weigher.names_senco(link.text) else 0))


def _pointer(texts: Sequence[str], weigher: _Weigher) -> int | None:
    """The first block that tells parents to contact the SENCO without saying how."""
    for index, text in enumerate(texts):
        for start in weigher.mentions(text):
            if _POINTER.search(text[max(0, start - 80) : start]):
                return index
    return None
