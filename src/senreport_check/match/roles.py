"""Who holds which post: the titles a SENCO goes by, those that only sound like it, and what links a name to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """How surely a title means the SENCO: the post itself, a title that often holds it, a description."""

    DESCRIBED = 1
    TITLE = 2
    POST = 3


@dataclass(frozen=True, slots=True)
class Role:
    """A mention of the SENCO's post in a text; `ours` is False for assistants, former holders, other schools'."""

    start: int
    end: int
    rank: Rank
    ours: bool
    plural: bool


_NEEDS = r"(?:special(?:\s+educational)?\s+needs?|educational\s+needs|SEND?|SEN\s?/\s?D|additional(?:\s+\w+)?\s+needs|inclusion)"
_COORDINATOR = r"co-?\s?ordinators?"
_POST = (
    r"(?:SEN[DM]?[- ]?CO-?s?|SENC0|SENDC0|SEND?\s?/\s?Co|ALN-?Cos?|AEN-?Cos?|SENDCOORDINATOR"
    rf"|{_NEEDS}(?:\s?(?:and|&|/)\s?(?:disabilit(?:y|ies)|additional\s+needs|inclusion))?(?:\s+\(SEND?\))?\s+{_COORDINATOR}"
    rf"|SEN\s?&\s?D\s+{_COORDINATOR}|special\s+educaitonal\s+needs\s+{_COORDINATOR})"
)
_KIND = (
    r"(?:inclusion|SEND?|SEND?\s(?:and|&)\sinclusion|inclusion\s(?:and|&)\s(?:SEND?|safeguarding|wellbeing)|special\s(?:educational\s)?needs"
    r"|additional(?:\s(?:educational|learning))?\sneeds|learning\ssupport|individual\sneeds|ALS|student\ssupport)"
)
_TITLE = (
    rf"(?:{_KIND}\s(?:manager|lead(?:er)?)s?\b|(?:head|director|lead|leader|assistant\s(?:head(?:teacher)?|principal)\si/c)"
    rf"\s(?:of|for|on)\s{_KIND}|(?:assistant|deputy|vice)[\s-](?:head(?:teacher)?|principal)\s?[(:,-]\s?{_KIND}\)?"
    rf"|assistant\shead(?:teacher)?\si/c\s{_KIND})"
)
_DESCRIBED = (
    r"(?:(?:in\scharge\sof|leads?\son|leading\son|leads|looks\safter|runs|responsib(?:le|ility)\sfor|co-?ordinates[^.]{0,40}for"
    r"|oversees|heads|led\sby|overseen\sby)\s(?:[\w']+\s){0,3}?(?:SEND?\b|special(?:\seducational)?\sneeds|additional(?:\slearning)?\sneeds"
    r"|inclusion\b|learning\ssupport)(?!\s(?:govern|budget|register|pupils|children))|special\sneeds(?=\s?:))"
)
ROLE = re.compile(rf"\b(?:(?P<post>{_POST})|(?P<title>{_TITLE})|(?P<described>{_DESCRIBED}))(?!\w)", re.IGNORECASE)
"""Every title; `SENDCO` and the like stand for themselves, as no other word looks so."""

MAYBE = re.compile(
    r"sen[dm]?-?c[o0]|ordinator|inclusion|learning support|special (?:educational |educaitonal )?needs"
    r"|additional|\bsend?\b|\ba[el]n-?co",
    re.IGNORECASE,
)
"""A cheap test: a text without any of these names no SENCO."""

_NOT_OURS = re.compile(
    r"(?:\b(?:assistant|asst\.?|deputy|trainee|associate|former|previous|past|ex|outgoing|shadow|junior|another|other"
    r"|each|every|any|their|his|her|next|receiving|neighbouring|trust|trainee|student|area|county|cluster|support)"
    r"(?:\s+(?:primary|secondary|new))?"
    r"|\b(?:new|next|other|receiving|secondary|high|junior|infant|first|middle|previous|primary|feeder|sister)"
    r"\s+(?:school|college|academy|setting|schools|phase)'?s?'?|\bjuniors'|\bnot\s+the)[\s-]+$",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"^(?:'s?)?\s*(?:award|assistant|admin\w*|network|conference|cluster|training|qualification|job|helper|team|group"
    r"|governor|link\s+governor|meetings?|at\s+(?:the|their|another)\s+(?:secondary|high|new|other|next|junior|receiving)"
    r"|of\s+(?:another|the\s+(?:other|new|next|receiving))|from\s+(?:the|another|other)|until\b|here\s+from"
    r"|\((?:deputy|assistant)\))",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:co|or)'?s$", re.IGNORECASE)


def roles(text: str) -> Iterator[Role]:
    """Every mention of the SENCO's post in a text with plain quotes and dashes, in order."""
    for found in ROLE.finditer(text):
        rank = Rank[(found.lastgroup or "post").upper()]
        before = text[max(0, found.start() - 48) : found.start()]
        ours = not _NOT_OURS.search(before) and not _NOT_A_PERSON.match(text[found.end() : found.end() + 40])
        yield Role(found.start(), found.end(), rank, ours, _PLURAL.search(found.group()) is not None)
