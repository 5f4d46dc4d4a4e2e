"""Addresses a parent is sent to: the council's Local Offer and the advice services for parents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from senreport_check.match.contacts import EMAIL, PHONE
from senreport_check.model import Block, BlockKind, Link

_WEB = re.compile(
    r"https?://[^\s<>\"')\]]+|www\.[^\s<>\"')\]]+|(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.(?:gov|org|co|nhs|sch"
    r"|ac)\.uk(?:/[^\s<>\"')\]]*)?"
    r"|(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|gov)\b(?:/[^\s<>\"')\]]*)?",
    re.IGNORECASE,
)
_LOCAL_OFFER = re.compile(r"local\s+(?:send\s+)?offer|send\s+(?:local\s+)?(?:directory|hub)", re.IGNORECASE)
_LOCAL_OFFER_ADDRESS = re.compile(r"local[-_]?offer|send[-_]?(?:info|hub|directory)|sendlo", re.IGNORECASE)
_ADVICE = re.compile(
    r"sendias\w*|\biass\b|information,?\s(?:and\s)?advice,?\s(?:and|&)\ssupport|parent\spartnership"
    r"|parents?\sin\spartnership",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"parents?[\s/]?(?:and\s)?carers?'?\s?forum|famil(?:y|ies)\sinformation|\bipsea\b|contact\sa\sfamily"
    r"|support\sgroup",
    re.IGNORECASE,
)
_SERVICES = (
    (_ADVICE, ("sendias", "iass", "advice", "partnership")),
    (_SUPPORT, ("forum", "information", "ipsea", "contact a family", "support group")),
)
"""What a service is called, and words one of which stands wherever it is: far quicker to look for."""
_HERE = re.compile(r"\bhere\b|click|link|website|council", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody or something is reached, as written (None when only mentioned), and its block."""

    text: str | None
    block: int


_REACH = 220


def local_offer(blocks: Sequence[Block], texts: Sequence[str]) -> Address | None:
    """Where the Local Offer is published: an address or a link's target, or the first mention without one.

    `texts` are the blocks' texts with plain quotes and dashes.
    """
    lines = enumerate(zip(blocks, texts, strict=True))
    mentions = [index for index, (block, text) in lines if _LOCAL_OFFER.search(text) or _offer_link(block)]
    found = ((_offer_address(blocks, texts, index), index) for index in mentions)
    return _first(found)


def support_service(blocks: Sequence[Block], texts: Sequence[str]) -> Address | None:
    """How the advice service for parents (SENDIASS), or failing that another support service, is reached."""
    found: list[tuple[str | None, int]] = []
    lows = [text.lower() for text in texts]
    for pattern, signs in _SERVICES:
        maybe = (index for index, low in enumerate(lows) if any(sign in low for sign in signs))
        mentions = [index for index in maybe if pattern.search(texts[index])]
        found += [(_service_contact(blocks, texts, index, pattern), index) for index in mentions]
    return _first(found)


def _first(found: Iterable[tuple[str | None, int]]) -> Address | None:
    mentioned = None
    for text, index in found:
        if text:
            return Address(text, index)
        mentioned = mentioned if mentioned is not None else Address(None, index)
    return mentioned


def _offer_link(block: Block) -> bool:
    return any(_names_offer(link) for link in block.links)


def _names_offer(link: Link) -> bool:
    return bool(_LOCAL_OFFER_ADDRESS.search(link.target) or _LOCAL_OFFER.search(link.text))


def _offer_address(blocks: Sequence[Block], texts: Sequence[str], index: int) -> str | None:
    text = texts[index]
    addresses = [found.group().rstrip(".,;:") for found in _WEB.finditer(text)]
    named = next((address for address in addresses if _LOCAL_OFFER_ADDRESS.search(address)), None)
    mention = _LOCAL_OFFER.search(text)
    following = _WEB.search(text, mention.end(), mention.end() + _REACH) if mention else None
    link = next((link.target for link in blocks[index].links if _leads_to_offer(link)), None)
    near = following.group().rstrip(".,;:") if following else None
    return named or near or link or _next_line(blocks, texts, index)


def _leads_to_offer(link: Link) -> bool:
    return _names_offer(link) or _HERE.search(link.text) is not None


def _next_line(blocks: Sequence[Block], texts: Sequence[str], index: int) -> str | None:
    """An address that makes up the whole of the next block, or stands in the block under a heading."""
    if index + 1 == len(blocks) or blocks[index + 1].kind is BlockKind.FOOTER:
        return None
    alone = _WEB.search(texts[index + 1])
    heading = blocks[index].kind is BlockKind.HEADING
    return alone.group() if alone and (heading or len(texts[index + 1]) < len(alone.group()) + 25) else None


def _service_contact(blocks: Sequence[Block], texts: Sequence[str], index: int, service: re.Pattern[str]) -> str | None:
    text = texts[index]
    mention = service.search(text)
    start = mention.end() if mention else 0
    stop = _LOCAL_OFFER.search(text, start)
    end = min(start + _REACH, stop.start() if stop else len(text))
    found = [hit for pattern in (PHONE, EMAIL, _WEB) if (hit := pattern.search(text, start, end))]
    if found:
        first = min(found, key=lambda hit: hit.start()).group().rstrip(".,;:")
        return first if ")" in first else first.lstrip("(")
    within = _WEB.search(text) or EMAIL.search(text)
    if within and service.search(within.group()):
        return within.group().rstrip(".,;:")
    links = (link.target for link in blocks[index].links if service.search(f"{link.text} {link.target}"))
    return next(links, None) or _next_line(blocks, texts, index)
