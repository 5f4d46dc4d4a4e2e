"""Who holds which post: the titles a SENCO goes by, and those that only sound like it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """How surely words mean the SENCO: the post itself, a title that often holds it, a description."""

    DESCRIBED = 1
    TITLE = 2
    POST = 3


@dataclass(frozen=True, slots=True)
class Role:
    """A mention of the SENCO's post; `ours` is False for assistants, former holders and other schools'."""

    start: int
    end: int
    rank: Rank
    ours: bool
    plural: bool


_AREA = (
    r"(?:special(?:\s+educa\w+)?\s+needs?|educational\s+needs|SEND?|SEN\s?[/&]\s?D"
    r"|additional(?:\s+\w+)?\s+needs"
    r"|inclusion)"
)
_POST = (
    rf"(?:{_AREA}(?:\s?(?:and|&|/)\s?(?:disabilit(?:y|ies)|additional\s+needs|inclusion))?"
    r"(?:\s+\(SEND?\))?\s+co-?\s?ordinators?"
    r"|co-?ordinators?\sfor\s(?:SEND?\b|special(?:\seducational)?\sneeds|additional\sneeds)"
    r"|(?:SEN[DM]?[- ]?CO-?s?|SEND?C0|SEND?\s?/\s?Co|A[EL]N-?Cos?)(?!-?\s?ord))"
)
_FIELD = (
    r"(?:SEND?\s(?:and|&)\sinclusion|SEND?|inclusion(?:\s(?:and|&)\s(?:SEND?|safeguarding|wellbeing))?"
    r"|special\s(?:educational\s)?needs|additional(?:\s(?:educational|learning))?\sneeds|learning\ssupport"
    r"|individual\sneeds|ALS|student\ssupport)"
)
_TITLE = (
    rf"(?:{_FIELD}\s(?:manager|lead(?:er)?)s?"
    rf"|(?:head|director|lead|leader)\s(?:of|for|on)\s{_FIELD}"
    rf"|(?:assistant|deputy|vice)[\s-](?:head(?:teacher)?|principal)\s?(?:[(:,-]|i/c|for|of)\s?{_FIELD}\)?)"
)
_DESCRIBED = (
    r"(?:(?:in\scharge\sof|lead(?:s|ing)?\son|leads|looks?\safter|runs?|oversees?|heads|organises?"
    r"|responsib(?:le|ility)\sfor|(?:responsible|designated|named)\s(?:teacher|person|co-?ordinator)\sfor"
    r"|co-?ordinates?|(?:led|overseen)\sby)\s(?:[\w']+\s){0,8}?"
    r"(?:SEND?\b|special(?:\seducational)?\sneeds|additional(?:\slearning)?\sneeds|inclusion\b"
    r"|learning\ssupport)"
    r"(?:\steam\b)?(?!\s(?:govern|budget|register|pupils|children))|special\sneeds(?=\s?:)|(?<![\w,&/]\s)(?:SEND?|inclusion)(?=\s?[:=]\s))"
)
_PATTERNS = {
    rank: re.compile(rf"\b{pattern}(?!\w)", re.IGNORECASE)
    for rank, pattern in ((Rank.POST, _POST), (Rank.TITLE, _TITLE), (Rank.DESCRIBED, _DESCRIBED))
}
_SIGNS = {
    Rank.POST: (
        "enco",
        "endco",
        "enmco",
        "en co",
        "en-co",
        "end co",
        "end-co",
        "nc0",
        "dc0",
        "/co",
        "lnco",
        "ordinator",
    ),
    Rank.TITLE: ("manager", "lead", "head", "director", "principal"),
    Rank.DESCRIBED: ("needs", "send", "sen", "inclusion", "learning support"),
}
_NOT_OURS = re.compile(
    r"(?:\b(?:assistant|asst\.?|deputy|trainee|associate|former|previous|past|ex|outgoing|shadow|junior?"
    r"|another"
    r"|other|each|every|any|their|his|her|next|receiving|neighbouring|trust(?:'s)?|student|area|county"
    r"|cluster|support|governors?|trustees?)"
    r"(?:\s+(?:primary|secondary|new))?"
    r"|\b(?:new|next|other|receiving|secondary|high|junior|infant|first|middle|previous|primary|feeder"
    r"|sister)"
    r"\s+(?:school|college|academy|setting|schools|phase)'?s?'?|\bjuniors'|\bnot\s+the|\b(?:last"
    r"|old)(?=\s+$))[\s-]+$",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"^\)?\s*(?:left|retired|has\sleft)\b|^(?:'s?)?\s*(?:award|assistant|admin\w*|network|conference"
    r"|cluster|training|qualification|job|helper|team"
    r"|group|governor|link\s+governor|meetings?|until\s(?:\w+\s)?\d|for\s\w+\syears,?\s(?:who\s)?(?:has\s)?(?:left|retired)|here\s+from|\((?:deputy|assistant)\)"
    r"|at\s+(?:the|their|another)\s+(?:secondary|high|new|other|next|junior|receiving)"
    r"|of\s+(?:another|the\s+(?:other|new|next|receiving))|from\s+(?:the|another|other))",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:co|or|er|ad)'?s$", re.IGNORECASE)


def roles(text: str, rank: Rank = Rank.POST) -> Iterator[Role]:
    """Every mention, of one rank, of the SENCO's post in a text with plain quotes and dashes, in order."""
    low = text.lower()
    if not any(map(low.__contains__, _SIGNS[rank])):
        return
    for found in _PATTERNS[rank].finditer(text):
        before = text[max(0, found.start() - 48) : found.start()]
        ours = not _NOT_OURS.search(before) and not _NOT_A_PERSON.match(text[found.end() : found.end() + 40])
        yield Role(found.start(), found.end(), rank, ours, _PLURAL.search(found.group()) is not None)
