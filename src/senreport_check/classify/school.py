"""What a document's own words tell of its school: name, authority, type and phase."""

from __future__ import annotations

import re
from collections import Counter

from senreport_check.model import BlockKind, Document, Phase, School, SchoolType
from senreport_check.text import plain, squeeze

_KIND = r"(?:School|Academy|College|Nursery|Centre|Federation|Infants?|Juniors?|Primary|High|PRU|Unit)"
_NAME = re.compile(
    r"(?:\bThe\s)?(?:\b(?:St\.?|St|Our)\s)?\b[A-Z][\w'.-]*(?:\s(?:[A-Z][\w'.&-]*|of|and|the|in|on|upon"
    r"|le|de|C\sof\sE|C\.?E\.?|for|&)){0,8}?"
    rf"\s{_KIND}(?:\s(?:and|&)\s[A-Z]\w+)?(?:\s{_KIND})*\b"
)
_NOT_NAMES = re.compile(
    r"^(?:the\s)?(?:special|send?|our|this|local|governing|a|an|mainstream|maintained|secondary|primary"
    r"|high|nursery|welcome|sixth|policy|what|how|all|report)\b(?!\s[A-Z]\w+\s[A-Z])",
    re.IGNORECASE,
)
_LEARNERS = r"(?:pupils|students|learners|children|young\speople)"
_SPECIAL = re.compile(
    r"\bspecial\s(?:day\s)?(?:school|academy)\b|\bother\sspecial\sschools|\bgeneric\slearning\b"
    rf"|\b(?:all|every|each)(?:\sof)?(?:\sour|\sthe)?\s(?:{_LEARNERS}|one\sof\sthem|child"
    rf"|pupil)\s(?:\w+\s)?(?:has|have|is|are)"
    r"\s(?:an?\s)?(?:special|ehc|education,?\shealth|sen\b|autistic|statement)"
    rf"|\bschool\sfor\s(?:\w+\s){{0,6}}?(?:{_LEARNERS}|autism|autistic)\s(?:\w+\s)?with\b"
    r"|\beveryone\s(?:here\s)?has\san\sehc\b"
)
_OTHER = re.compile(
    r"\bpupil\sreferral\b|\bpru\b|\balternative\sprovision\s(?:academy|school|free)|\bhospital\sschool"
    r"|\bindependent\s(?:day\s|boarding\s|special\s)?school"
    r"|\b(?:sixth\sform|further\seducation|fe)\scollege|\bap\sacademy"
)
_NURSERY = re.compile(r"(?<!and\s)(?<!&\s)\bnursery\sschool\b(?!\sand)")
_NAMED_PHASE = (
    (Phase.ALL_THROUGH, re.compile(r"\ball[\s-]through\b|\b[234]\s?(?:-|to)\s?1[689]\b", re.IGNORECASE)),
    (Phase.MIDDLE, re.compile(r"\bmiddle\sschool\b", re.IGNORECASE)),
    (Phase.SIXTEEN_PLUS, re.compile(r"\bsixth\sform\scollege\b|\b16\s?-\s?19\sacademy", re.IGNORECASE)),
    (Phase.PRIMARY, re.compile(r"\b(?:primary|infants?|juniors?|first\sschool)\b(?!\s(?:need|phase))", re.I)),
    (
        Phase.SECONDARY,
        re.compile(
            r"\b(?:secondary|high|grammar|comprehensive|upper|studio|technical|technology)\s(?:school|academy|college)\b"
            r"|\b1[1-4]\s?(?:-|to)\s?1[689]\b"
            r"|\bsecondary\b",
            re.IGNORECASE,
        ),
    ),
)
_OLDER = re.compile(
    r"\bGCSEs?\b|\bA[\s-]levels?\b|\bform\stutors?\b|\bheads?\sof\s(?:year|house)\b|\b(?:Key\sStage\s"
    r"|KS)[345]\b|\bYear\s(?:[89]|1[0-3])\b"
    r"|\bcareers\sadviser|\bsixth\sform(?:ers?)?\b"
)
_YOUNGER = re.compile(
    r"\bReception\b|\bEYFS\b|\b(?:Key\sStage\s|KS)[12]\b|\bphonics\b|\bYear\s[R1-6]\b"
    r"|\bclass\steachers?\b|\bNursery\b|\bplaytimes?\b"
)
_LA = re.compile(
    r"\b(?P<name>[A-Z][\w'-]+(?:(?: (?:and|&|of|upon))? [A-Z][\w'-]+){0,2}?)(?:'s)? (?:SEND )?(?:Local Offer"
    r"|(?:(?:County|Borough|City|District|Metropolitan) )?(?:Borough )?Council|SENDIASS)\b"
)
_LA_SIGNS = ("Local Offer", "Council", "SENDIASS")
_NOT_AREAS = frozenset(
    {
        "the", "our", "school", "your", "send", "local", "for", "see", "a", "an", "find", "from",
        "this", "under", "county", "city", "borough", "parish", "core", "student", "students", "pupil",
        "eco", "youth", "academy", "in", "with", "read", "on", "at", "and", "advice", "visit", "to",
        "how", "click", "here", "by", "sen",
    }
)  # fmt: skip
_SCHOOL = re.compile(r"\b(?:school|academy|college)\b", re.IGNORECASE)
_OPENING = 6


def guess_school(document: Document) -> School:
    """The school as the document's words show it.

    `guessed` names the fields taken from the words; what they do not tell is None.
    """
    titles = plain("\n".join([document.title or "", *(block.text for block in document.blocks[:3])]))
    opening = plain("\n".join([document.title or "", *(block.text for block in document.blocks[:_OPENING])]))
    text = plain(document.text)
    footers = plain("\n".join(block.text for block in document.blocks if block.kind is BlockKind.FOOTER))
    name, la, kind = _name(titles) or _name(footers), _authority(text), _type(opening, text)
    phase = None if kind is SchoolType.SPECIAL else _phase(name or "", titles, text, kind)
    known = {"name": name, "la": la, "type": kind, "phase": phase}
    guessed = tuple(field for field, value in known.items() if value is not None)
    return School(name=name, la=la, type=kind, phase=phase, guessed=guessed)


def _name(titles: str) -> str | None:
    for line in titles.splitlines():
        for found in _NAME.finditer(line.title() if line.isupper() else line):
            placeholder = "[" in line[: found.start()].rpartition("]")[2]
            if not placeholder and not _NOT_NAMES.match(found.group()):
                return squeeze(found.group())
    return None


def _authority(text: str) -> str | None:
    """The authority named most often beside its offer, council or advice service."""
    lines = (line for line in text.split("\n") if any(map(line.__contains__, _LA_SIGNS)))
    named = (found["name"] for line in lines for found in _LA.finditer(line))
    beside = (name.removeprefix("The ").removesuffix("'s") for name in named)
    names = Counter(name for name in beside if name.split()[0].removesuffix("'s").lower() not in _NOT_AREAS)
    return names.most_common(1)[0][0] if names else None


def _type(opening: str, text: str) -> SchoolType | None:
    low = opening.lower()
    if _OTHER.search(low):
        return SchoolType.OTHER
    if _SPECIAL.search(low):
        return SchoolType.SPECIAL
    if _NURSERY.search(low):
        return SchoolType.NURSERY
    return SchoolType.MAINSTREAM if _SCHOOL.search(text) else None


def _phase(name: str, titles: str, text: str, kind: SchoolType | None) -> Phase | None:
    """The phase from the school's name, else from the titles, else from the years and lessons spoken of."""
    if kind is SchoolType.NURSERY:
        return Phase.NURSERY
    for words in (name, titles):
        named = next((phase for phase, pattern in _NAMED_PHASE if pattern.search(words)), None)
        if named:
            return named
    older, younger = len(_OLDER.findall(text)), len(_YOUNGER.findall(text))
    if older + younger < 2:
        return None
    if older > 2 * younger:
        return Phase.SECONDARY
    return Phase.PRIMARY if younger > 2 * older else Phase.ALL_THROUGH if min(older, younger) > 4 else None
