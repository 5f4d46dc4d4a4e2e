"""Ways to reach people: the SENCO's email and phone among all others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from senreport_check.match.names import names
from senreport_check.match.people import Holder
from senreport_check.match.pointers import pointer_to_senco
from senreport_check.match.roles import Rank, Role, roles
from senreport_check.model import Block, BlockKind
from senreport_check.text import plain

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w@./-])(?:\+44[ (]*0?\)?|\(?0)[ ]?(?:\d[ )(-]{0,2}){8,9}\d(?![\d@])")
_SENTENCE = re.compile(
    r"(?<![ .(][A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Miss)(?<!Rev)(?<!ext)(?<!Tel)(?<!tel)[.!?;]\)?(?=\s)|\n"
)
_SENCO_BOX = re.compile(
    r"senco|sendco|^send?(?:[._\d-]|$)|(?:^|[._-])send?$|inclusion|learning\.?support|additional\.?needs"
    r"|^sen\.?(?:team|office|dept)"
    r"|^send\.?(?:team|office|dept)|special\.?needs",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:\w*iass|sendias|parent partnership|absen(?:ce|t)|attendance|lettings?|helpline|transport|fees"
    r"|clerk|chair\b"
    r"|governors?|ofsted|nurse|forum|fax|(?:trust )?head office|council|lunch|complain\w*"
    r"|family (?:information|support)"
    r"|psychologist|camhs|text us|emergenc\w+|business manager|local (?:offer|authority)|exams? officer"
    r"|bookings?"
    r"|prospectus|virtual school|parent carer|teacher of the deaf|advisory|independent|club"
    r"|admissions? (?:team|office\w*)"
    r"|group|administrator|leaflets?|charity|service)\b|[A-Z]\w+'s\s+(?:number|phone|email)",
    re.IGNORECASE,
)
_COLLEAGUES = re.compile(
    r"\b(?:safeguarding|dsl|admissions?|head(?:teacher|master|mistress)?\s?[:,(]|designated|pastoral"
    r"|wellbeing|carer)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:office|reception|front desk|switchboard|secretary|contact number)\b", re.I)
_LABEL = re.compile(r"^\W*(?:t|e|tel|telephone|phone|direct line|e-?mail|contact|number|address)?\W*$", re.IGNORECASE)
_NUMBER_IS = re.compile(
    r"^\W*(?:please\s)?(?:(?:use|try|ring|call|on)\s)?(?:the|our|her|his)\s(?:\w+\s){0,2}?"
    r"(?:number|phone|line|e-?mail|address|extension)\b|^\W*(?:all|both|either|each)\s(?:are\s)?(?:on|at)\b",
    re.IGNORECASE,
)
_ASK_FOR = re.compile(
    r"\b(?:ask(?:ing)?|call|message)\s(?:\w+\s){0,3}?(?:for|to|with)\s(?:him|her|them)\b"
    r"|\b(?:she|he)(?:'ll|\swill)\b|\bpass\s(?:it|them)\son\b",
    re.IGNORECASE,
)
_LEAVE_WORD = re.compile(r"\b(?:messages?|word|appointments?|meeting)\b", re.IGNORECASE)
_VIA_OFFICE = re.compile(
    r"\b(?:via|through|at|contact\w*|ring|call|in|to|by)\s(?:the\s)?(?:main\s)?(?:school\s)?(?:office"
    r"|reception)",
    re.IGNORECASE,
)
_ME = re.compile(r"\b(?:me|us|my)\b", re.IGNORECASE)
_THEM = re.compile(r"\b(?:him|her|she|he|them)\b", re.IGNORECASE)
_SPEAKS = re.compile(r"\b(?:I\s?'?a?m|my\sname\sis)\b", re.IGNORECASE)
_ENOUGH = 5
_LINE = 90
_NEAR = 600
_MAILTO = "mailto:"


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
    after: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """The SENCO's email and phone, None where not given, and the block that only points to the SENCO."""

    email: Contact | None = None
    phone: Contact | None = None
    pointer: int | None = None


def _tail(text: str, end: int) -> str:
    """What follows a contact in its sentence, up to the next contact."""
    near = text[end : end + _NEAR]
    stops = [found.start() for pattern in (_SENTENCE, EMAIL, PHONE) if (found := pattern.search(near))]
    return near[: min(stops, default=len(near))]


class _Weigher:
    """Weighs how surely a contact leads to the SENCO, given the surnames that mean the SENCO."""

    def __init__(self, people: Sequence[Holder]) -> None:
        surnames = {part for person in people for part in (person.surname, *person.surname.split("-"))}
        surnames |= {person.given.lower() for person in people if person.given}
        self._keys = tuple({re.sub(r"\W", "", name) for name in surnames if len(name) > 2})
        called = [name for person in people for name in (person.surname, person.given) if name]
        longest = "|".join(map(re.escape, called))
        self.speaks = False
        self._person = re.compile(rf"\b(?:{longest})\b", re.IGNORECASE) if longest else None

    def names_senco(self, text: str) -> bool:
        """Whether a text mentions the SENCO's post or name."""
        if self._person and self._person.search(text):
            return True
        return any(role.ours for role in _titles(text))

    def mentions(self, text: str) -> list[int]:
        """Where a text mentions the SENCO's post or name."""
        posts = [role.start for role in _titles(text) if role.ours]
        return posts + ([found.start() for found in self._person.finditer(text)] if self._person else [])

    def leads_elsewhere(self, lead: str) -> bool:
        """Whether the words before a contact end with somebody else's."""
        others = [found.end() for found in _OTHERS.finditer(lead) if not self.names_senco(found.group())]
        others += [role.end for role in _titles(lead) if not role.ours]
        ours = self.mentions(lead)
        if not ours and _COLLEAGUES.search(lead):
            return True
        return max(others, default=-1) > max(ours, default=-1)

    def weigh(self, place: _Place, start: int, end: int, since: int) -> int:
        """The weight of what stands at `start` to `end`; `since` is where the contact before it ended."""
        text = place.text
        opening = max(0, start - _NEAR)
        stop = max((found.end() for found in _SENTENCE.finditer(text, opening, start)), default=opening)
        lead = text[max(stop, since) : start]
        score = self.mailbox(text[start:end])
        if self.leads_elsewhere(lead):
            return score - 8
        if self.names_senco(lead):
            score += 5
        elif self.names_senco(text[stop:start]):
            score += 4
        if self.names_senco(_tail(text, end)):
            score += 5
        if self.names_senco(text[opening:stop]):
            score += 5 if _OFFICE.search(lead) or _NUMBER_IS.match(lead) else 3
        score += self._meant(place, text[stop:start], _tail(text, end))
        score += (5 if _OFFICE.search(lead) else 3) if place.headed else 0
        score += (5 if place.asked or _LABEL.match(lead) else 3) if place.follows else 0
        return score - 4 if place.footer else score

    def _meant(self, place: _Place, said: str, tail: str) -> int:
        """The weight of "she" after a paragraph on the SENCO, and of "me" where the SENCO writes."""
        if self.speaks and _ME.search(said):
            return 5
        if place.after and (_THEM.search(said) or _ASK_FOR.search(tail)):
            return 5
        return 2 if _ME.search(said) or _THEM.search(said) or _ASK_FOR.search(tail) else 0

    def mailbox(self, address: str) -> int:
        """The weight of an address by itself: whether it is the SENCO's by its name, or an outsider's."""
        if "@" not in address:
            return 0
        local, _, domain = address.lower().partition("@")
        if "iass" in address.lower() or domain.endswith((".gov.uk", "nhs.uk", "nhs.net")):
            return -8
        flat = re.sub(r"\W", "", local)
        return 6 if _SENCO_BOX.search(local) or any(key in flat for key in self._keys) else 0


def _titles(text: str) -> list[Role]:
    return [*roles(text), *roles(text, Rank.TITLE)]


def senco_contacts(blocks: Sequence[Block], texts: Sequence[str], people: Sequence[Holder]) -> Reach:
    """The email and phone given for the SENCO, or for the office as the way to the SENCO.

    `texts` are the blocks' texts with plain quotes and dashes, `people` the SENCOs the document names.
    """
    weigher = _Weigher(people)
    weigher.speaks = any(_SPEAKS.search(texts[person.block]) for person in people)
    emails: list[Contact] = []
    phones: list[Contact] = []
    for place in _places(blocks, texts, weigher):
        here = list(_weighed(EMAIL, place, weigher))
        sure = any(contact.score >= _ENOUGH for contact in here)
        emails += here + list(_mail_links(blocks[place.index], place, weigher))
        numbers = list(_weighed(PHONE, place, weigher))
        bonus = (5 if len(here) == len(numbers) == 1 else 3) if sure else 0
        phones += [_beside(contact, bonus) for contact in numbers]
    email, phone = _best(emails), _best(phones) or _office_phone(blocks, texts, weigher)
    pointer = None if email or phone else pointer_to_senco(blocks, texts, weigher.mentions)
    return Reach(email, phone, pointer)


def _office_phone(blocks: Sequence[Block], texts: Sequence[str], weigher: _Weigher) -> Contact | None:
    """The office's number, where the document sends parents to the SENCO through the office."""
    if not any(
        _VIA_OFFICE.search(text)
        and (weigher.names_senco(text) or (_LEAVE_WORD.search(text) and weigher.names_senco(before)))
        for before, text in pairwise(["", *texts])
    ):
        return None
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        found = PHONE.search(text) if block.kind is not BlockKind.FOOTER else None
        if found and _OFFICE.search(text[: found.start()][-40:]) and not _OTHERS.search(text):
            return Contact(_bare(found.group()), index, _ENOUGH)
    return None


def _beside(phone: Contact, bonus: int) -> Contact:
    return Contact(phone.text, phone.block, phone.score + bonus) if phone.score > -1 else phone


def _best(contacts: Sequence[Contact]) -> Contact | None:
    best = max(contacts, key=lambda contact: contact.score, default=None)
    return best if best and best.score >= _ENOUGH else None


def _places(blocks: Sequence[Block], texts: Sequence[str], weigher: _Weigher) -> Iterator[_Place]:
    heading, previous = "", -9
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            heading = text
        if not (block.links or "@" in text or _has_phone(text)):
            if len(text) < _LINE and (weigher.names_senco(text) or _is_address(text, previous == index - 1)):
                previous = index
            continue
        head = block.cells[0] if len(block.cells) > 1 else heading
        footer = block.kind is BlockKind.FOOTER
        headed = not footer and weigher.names_senco(head)
        after = index > 0 and weigher.names_senco(texts[index - 1][-_NEAR:])
        asked = len(block.cells) > 1 and _LABEL.match(block.cells[0]) is not None
        follows = len(text) < _LINE and (previous == index - 1 or (after and _is_labelled(text)))
        yield _Place(index, text, footer, headed, follows, after, asked)
        if len(text) < _LINE and (previous == index - 1 or weigher.names_senco(text)):
            previous = index


def _has_phone(text: str) -> bool:
    return ("0" in text or "+" in text) and PHONE.search(text) is not None


def _is_address(text: str, follows: bool) -> bool:
    """Whether a short line below the SENCO's name may stand between it and a number."""
    return follows and not _COLLEAGUES.search(text) and not _OTHERS.search(text) and not any(names(text))


def _is_labelled(text: str) -> bool:
    first = PHONE.search(text) or EMAIL.search(text)
    return first is not None and _LABEL.match(text[: first.start()]) is not None


def _weighed(pattern: re.Pattern[str], place: _Place, weigher: _Weigher) -> Iterator[Contact]:
    since = 0
    for found in pattern.finditer(place.text):
        yield Contact(_bare(found.group()), place.index, weigher.weigh(place, found.start(), found.end(), since))
        since = found.end()


def _bare(found: str) -> str:
    text = found.rstrip(".-")
    return text if ")" in text else text.lstrip("(")


def _mail_links(block: Block, place: _Place, weigher: _Weigher) -> Iterator[Contact]:
    """Addresses that stand only behind a link's words."""
    for link in block.links:
        start = place.text.find(plain(link.text)) if link.text else -1
        address = link.target[len(_MAILTO) :].split("?")[0]
        if start < 0 or not link.target.lower().startswith(_MAILTO) or address in place.text:
            continue
        score = weigher.weigh(place, start, start + len(link.text), 0) + weigher.mailbox(address)
        yield Contact(address, place.index, score + (5 if weigher.names_senco(link.text) else 0))
