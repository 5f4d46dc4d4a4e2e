"""How much a name promises: link texts and addresses scored from 0 (never) to 100 (the report itself)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from senreport_check.text import fold

REPORT, OFFER, SEN_PAGE, SEN_POLICY, HUB, SECTION, OTHER = 100, 85, 70, 60, 45, 30, 14
ALIKE = 88
LONGEST = 300
MOST_KEPT = 4096
"""Names remembered: a site's menu stands on each of its pages, and most sites' menus are alike."""

_SEN = r"(?:senda?|sen/?d?|s\.e\.n\.?d?\.?|special (?:educational )?needs(?: and disabilit(?:y|ies))?)"
_REPORT = re.compile(
    rf"information report|\b{_SEN}\b(?:\s+\S+){{0,3}} (?:annual )?report\b|\binclusion report\b"
    rf"|\breport (?:on|about|for) {_SEN}\b|\b{_SEN} (?:and inclusion )?information (?:and|&) offer\b"
)
_OFFER = re.compile(
    rf"\b(?:local|school|{_SEN}) offer\b|\bschool'?s? offer\b|\b{_SEN} information\b(?! (?:and|&) advice)"
    rf"|\binformation (?:and|&) offer\b|\bwhat we offer (?:for|children)\b"
)
_POLICY = re.compile(rf"\b(?:{_SEN}|inclusion)\b.{{0,30}}\bpolicy\b|\bpolicy\b.{{0,12}}\b{_SEN}\b")
_PAGE = re.compile(
    rf"\b{_SEN}\b|\binclusion\b|\blearning support\b|\badditional (?:support )?needs\b|\bsend?co\b"
    r"|\blearning needs\b"
)
_SENDING = re.compile(
    r"\bsend (?!offer|information|report|policy|page|provision|and|support|team|at|in|local|$)"
)
_HUB = re.compile(
    r"\bpolic(?:y|ies)\b|\bstatutory\b|\bkey (?:info|information|documents?)\b|\bschool documents?\b"
    r"|\bdocuments?\b|\bcompliance\b|\bdownloads?\b"
)
_SECTION = re.compile(
    r"\babout\b|\bour (?:schools?|academy|college|nursery)\b|\bthe school\b|\bparents?\b|\bcarers?\b"
    r"|\bfamil(?:y|ies)\b|\binformation\b|\bsupport\b|\bpastoral\b|\bprovision\b|\bwell-?being\b|\bneeds\b"
    r"|\b(?:school|academy|college|nursery|infants|juniors)$"
)
_AVOID = re.compile(
    r"\bnews(?:letters?)?\b|\bblogs?\b|\bcalendar\b|\bevents?\b|\bgaller(?:y|ies)\b|\bphotos?\b|\bmenus?\b"
    r"|\buniform\b|\bvacanc(?:y|ies)\b|\bjobs?\b|\bclubs?\b|\bterm dates\b|\bcookies?\b|\bprivacy\b"
    r"|\blog ?in\b|\bcontact us\b"
    r"|\bofsted\b|\bperformance\b|\bresults\b|\bpremium\b|\bbehaviour\b|\bcomplaints?\b|\bbullying\b|\bhomework\b"
    r"|\bsafeguarding\b|\battendance\b|\bcharging\b|\bgdpr\b|\buncategori[sz]ed\b|\btag\b|\bauthor\b"
)
_FUZZY = (
    ("special educational needs information report", REPORT), ("sen information report", REPORT),
    ("send information report", REPORT), ("information and offer", OFFER),
    ("special educational needs", SEN_PAGE), ("statutory information", HUB), ("learning support", SEN_PAGE),
)  # fmt: skip
_PLAN = re.compile(r"\baccessib\w* (?:action )?plan\b|\baccess plan\b|\baccessibility (?:policy|strategy)\b")
_SENDIASS = re.compile(
    r"\bs?endiass?\b|\biass\b|\binformation,? advice and support\b|\bparent partnership\b"
)
_LOCAL_OFFER = re.compile(r"\blocal offer\b")
_QUESTION = re.compile(
    r"\?\s*$|^(?:\d{1,2}[.):]?\s+)?(?:how|what|who|when|where|which|why|will|can|do|does|is|are|if)\b.{8,}"
)
_TOPIC = re.compile(
    r"identif|assess|transition|moving on|complain|training|expertise|consult|involv|progress|evaluat"
    r"|effective|teach|curriculum|environment|equipment|facilit|emotional|social|wellbeing|bully"
    r"|admission|looked after|specialist|agenc|external|services|support|accessib|inclusi|kinds of"
    r"|types of|contact|senco"
)
_COMMON = frozenset((
    "the", "of", "and", "school", "academy", "college", "primary", "secondary", "infant", "infants",
    "junior", "juniors", "nursery", "high", "church", "england", "ce", "rc", "c", "e", "catholic",
    "community", "first", "middle", "special", "st", "saint", "trust", "our", "your", "my", "why",
    "choose", "about", "after", "before", "whole", "new", "home", "starting", "leaving", "sunday",
    "summer", "welcome", "to", "life", "day", "contact",
))
_SCHOOL = re.compile(
    r"\b(?:[A-Z][\w'’]+ (?:and |of |on |the )?){1,5}(?:School|Academy|College|Nursery|Infants|Juniors)\b"
)


@lru_cache(maxsize=MOST_KEPT)
def promise(text: str) -> int:
    """How much a link's text, a heading or a title promises a report behind it."""
    plain = _words(text)
    if not plain:
        return 0
    for pattern, score in ((_REPORT, REPORT), (_OFFER, OFFER), (_POLICY, SEN_POLICY)):
        if pattern.search(plain):
            return score
    alike = max((score for name, score in _FUZZY if _misspelt(name, plain)), default=0)
    if alike < SEN_PAGE and _PAGE.search(plain) and not _SENDING.search(plain):
        return SEN_PAGE
    if alike:
        return alike
    if _AVOID.search(plain):
        return 0
    return HUB if _HUB.search(plain) else SECTION if _SECTION.search(plain) else OTHER


def address_promise(address: str) -> int:
    """How much an address promises, by the words in the last two steps of its path."""
    parts = urlsplit(address)
    steps = [step for step in unquote(parts.path).split("/") if step][-2:]
    scores = [promise(re.sub(r"\.\w{2,5}$", "", step)) for step in steps]
    if not scores:
        return 0
    return max(scores[-1], scores[0] // 2)


def is_plan(text: str) -> bool:
    """Whether a name is that of the accessibility plan."""
    plain = _words(text)
    return bool(_PLAN.search(plain)) or _misspelt("accessibility plan", plain)


def is_sen_policy(text: str) -> bool:
    """Whether a name is that of the SEN policy."""
    return bool(_POLICY.search(_words(text)))


def is_sendiass(text: str) -> bool:
    """Whether a name is that of the advice service for parents."""
    return bool(_SENDIASS.search(_words(text)))


def is_local_offer(text: str) -> bool:
    """Whether a name speaks of a Local Offer."""
    return bool(_LOCAL_OFFER.search(_words(text)))


def is_part(text: str) -> bool:
    """Whether a link's text reads like one question or one statutory topic of a report."""
    plain = _words(text)
    topic = _TOPIC.search(plain) and len(plain) < 90
    return promise(text) < OFFER and bool(_QUESTION.search(plain) or topic)


def confusing(text: str) -> bool:
    """Whether a link's text calls the report something it is not: a Local Offer, or a policy."""
    plain = _words(text)
    named = "information report" in plain
    return not named and bool(_LOCAL_OFFER.search(plain) or re.search(r"\bpolicy\b", plain))


def _apart(name: str) -> str:
    return " ".join(word for word in _words(name).split() if word not in _COMMON)


def _misspelt(name: str, plain: str) -> bool:
    return len(plain) >= len(name) - 3 and fuzz.partial_ratio(name, plain) >= ALIKE


def _words(text: str) -> str:
    return _plain(text[:LONGEST])


@lru_cache(maxsize=MOST_KEPT)
def _plain(text: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[_+\-–—|»›•/]+(?=\S)|[_+|»›•]", " ", text)
    return re.sub(r"\s+", " ", fold(spaced).replace("&", "and")).strip(" .:-")


def own_name(text: str) -> str:
    """The words that set the school named in a text apart from others, "" where none is named."""
    return _apart(school_name(text) or "")


def same_school(name: str, text: str) -> bool:
    """Whether a text speaks of the school of this name, by the words that set it apart."""
    own = _apart(name)
    return bool(own) and fuzz.partial_ratio(own, _plain.__wrapped__(text[:5000])) >= 90


def school_name(text: str) -> str | None:
    """The first school's name in a text, None where it has none."""
    found = _SCHOOL.search(text)
    return found[0] if found else None
