"""What a document is, among all that stands on school websites, with the reasons in plain words."""

from __future__ import annotations

import re

from senreport_check.classify.look import TOPICS, Look, look_at
from senreport_check.model import Document, DocumentKind, Kind
from senreport_check.text import shorten, squeeze

_SEN = re.compile(
    r"\bsend?\b|special\s(?:educational\s)?needs|additional\s(?:\w+\s)?needs|educational\sneeds"
    r"|inclusi(?:on|ve)|learning\ssupport|provision\smap|graduated\s(?:approach|response|provision)|areas\sof\sneed"
    r"|ordinarily\savailable"
    r"|(?:local|school)\soffer|something\sextra|extra\shelp|senc?o?\b|disabilit",
    re.IGNORECASE,
)
_REPORT_NAMED = re.compile(
    r"(?:send?|special\seducational\sneeds(?:\s(?:and|&|/)\s?disabilit\w+)?(?:\s\(send?\))?|inclusion"
    r"|additional\sneeds)[\s-]*(?:\([^)]*\)\s)?"
    r"(?:\w+\s)?(?:information\s)?report|information\sreport|(?:send?|school'?s?|local|core)\soffer"
    r"|information\sand\soffer",
    re.IGNORECASE,
)
_IS_REPORT = re.compile(
    r"\b(?:this|our|is|the)\s(?:\w+\s){0,3}?(?:sen[d]?|special\seducational\sneeds"
    r"|schools?)\s(?:\w+\s){0,2}information\sreport"
    r"|\b(?:this|is|our)\s(?:\w+\s){0,4}(?:sen\s)?information\sreport|required\sto\spublish\sa\sreport",
    re.IGNORECASE,
)
_POLICY = re.compile(r"\bpolic(?:y|ies)\b", re.IGNORECASE)
_PLAN = re.compile(r"accessibility\s(?:\w+\s)?(?:plan|policy|strategy|scheme|action)", re.IGNORECASE)
_OTHER_POLICY = re.compile(
    r"\b(?:anti-?\s?bullying|behaviour|complaints?|admissions?|equalit\w+|safeguarding|child\sprotection"
    r"|attendance|exclusions?|charging"
    r"|medic\w+|first\said|uniform|curriculum|teaching\sand\slearning|assessment|marking"
    r"|looked[\s-]after|eal\b|relationships?|rse\b"
    r"|health\sand\ssafety|e-?\s?safety|online\ssafety|data\sprotection|privacy|homework"
    r"|whistle\s?blowing|intimate\scare|lettings|remote\s"
    r"|pupil\spremium|sports?\spremium|freedom\sof|early\syears|wellbeing|mental\shealth|staff"
    r"|young\scarers|literacy|phonics|careers)\b",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|statement|strategy|code\sof\sconduct|scheme|objectives|protocol|notice)\b",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"\bguidance\b|\bhow\sto\swrite|\btoolkit\b|\bgetting\syour\b|\bchecklist\b|\bmodel\s(?:report"
    r"|policy)|\bframework\sfor\sschools"
    r"|\badvice\s(?:for|to)\s(?:schools|governors|sencos)|\bwhat\sis\sa\b|\bwriting\s(?:your|a|an)\b"
    r"|\brequirements\b|\bexplained\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:this|the|our)\s(?:policy|document)\b(?![^.]{0,80}\b(?:read|alongside|conjunction|separate|see"
    r"|refer))[^.]{0,80}"
    r"\b(?:also|incorporat\w+|includ\w+|contain\w*|combin\w+|forms?|serves?|acts?|is|are"
    r"|doubles)\b[^.]{0,60}\binformation\sreport"
    r"|\bpart\s(?:b|2|two|ii)\b[^.]{0,40}\binformation\sreport",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\bprospectus\b|\bnewsletter\b|\bterm\sdates\b|\bjob\s(?:description|advert)|\bvacanc|\bmenu\b"
    r"|\bminutes\b|\bcalendar\b|\bwelcome\sbooklet"
    r"|\bhandbook\b|\bcurriculum\smap\b|\bofsted\b|\binclusion\sstrategy\b|\bnews\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"\b(?:council|local\sauthority)\b", re.IGNORECASE)
_SCHOOL = re.compile(r"\b(?:schools?|academy|nursery|college|infants?|juniors?|primary|our)\b", re.IGNORECASE)
_HOME = re.compile(r"^\W*(?:welcome\b|home\b)|\bhome\s?page\b", re.IGNORECASE)
_INDEX = re.compile(
    r"\bpolicies\b|\bkey\s(?:information|documents)\b|\bstatutory\sinformation\b|\bdocuments\b"
    r"|\bdownloads?\b|\bsite\s?map\b",
    re.IGNORECASE,
)
_SEN_PROPER = re.compile(
    r"\bsend?\b|special\s(?:educational\s)?needs|additional\s(?:\w+\s)?needs|\binclusion\spolicy",
    re.IGNORECASE,
)


def classify(document: Document, *, url: str | None = None) -> Kind:
    """What a document is; `url`, where known, helps to tell a home page."""
    look = look_at(document, url)
    for rule in _RULES_IN_ORDER:
        kind = rule(look)
        if kind:
            return kind
    return Kind(DocumentKind.OTHER, ("Neither its title nor its words are about how a school supports SEN.",))


def _as_home(look: Look) -> Kind | None:
    if _SEN.search(look.title):
        return None
    welcomes = _HOME.search(look.title) and look.words < 600 and not _OTHER.search(look.title)
    return Kind(DocumentKind.HOME, ("It is the first page of a site.",)) if look.home or welcomes else None


def _as_guidance(look: Look) -> Kind | None:
    told = look.to_schools
    titled = _GUIDANCE.search(look.title)
    if (told >= 4 and told * 3 > look.ourselves) or (titled and told >= 2 and told * 4 > look.ourselves):
        return Kind(DocumentKind.GUIDANCE, ("It tells schools what to publish, not parents what one does.",))
    return None


def _as_plan(look: Look) -> Kind | None:
    found = _PLAN.search(look.title)
    both = _SEN_PROPER.search(look.title) and _POLICY.search(look.title)
    if found and not both and not _REPORT_NAMED.search(look.title):
        return Kind(DocumentKind.ACCESSIBILITY_PLAN, (_titled(found),))
    return None


def _as_other_policy(look: Look) -> Kind | None:
    found, rules = _OTHER_POLICY.search(look.title), _RULES.search(look.title)
    if found and rules and not _SEN_PROPER.search(look.title):
        return Kind(DocumentKind.OTHER_POLICY, (_titled(found),))
    return None


def _as_sen(look: Look) -> Kind | None:
    found = _SEN.search(look.title)
    if not found:
        return None
    report = _REPORT_NAMED.search(look.title)
    if _POLICY.search(look.title):
        return _policy(look, found, both=bool(report or _BOTH.search(look.text)))
    if _is_landing(look):
        return Kind(DocumentKind.LANDING, (_titled(found), "Most of it points to other documents."))
    if look.asked and not report and look.words < 500 and look.headings <= 2 and look.topics < 9:
        return Kind(DocumentKind.FAQ_ITEM, (_titled(found), "It answers one question or few."))
    if report or look.topics >= 5:
        return Kind(DocumentKind.REPORT, (_titled(report or found), _covers(look)))
    return Kind(DocumentKind.LANDING, (_titled(found), "It says too little to be a report."))


def _policy(look: Look, found: re.Match[str], *, both: bool) -> Kind:
    if both:
        reason = "It is called a policy, and serves as the report as well."
        return Kind(DocumentKind.REPORT, (reason, _covers(look)), also=(DocumentKind.POLICY,))
    return Kind(DocumentKind.POLICY, (_titled(found), "It calls itself a policy."))


def _is_landing(look: Look) -> bool:
    if look.words > 600:
        return False
    return look.pointing >= 0.3 or (look.words < 120 and look.pointers > 0)


def _as_other(look: Look) -> Kind | None:
    found = _OTHER.search(look.title)
    if found and not _REPORT_NAMED.search(look.title) and not _POLICY.search(look.title):
        return Kind(DocumentKind.OTHER, (_titled(found),))
    council = _COUNCIL.search(look.title)
    if council and not _SCHOOL.search(look.title):
        return Kind(DocumentKind.OTHER, (_titled(council), "It is the council's, not a school's."))
    return None


def _as_list(look: Look) -> Kind | None:
    if look.pointing >= 0.5 or (_INDEX.search(look.title) and look.pointing >= 0.25):
        return Kind(DocumentKind.INDEX, ("It is mostly a list of links to other documents.",))
    return None


def _by_content(look: Look) -> Kind | None:
    """A document whose title does not tell."""
    opening = look.text[:2500]
    sen = len(_SEN.findall(look.text))
    stated = _IS_REPORT.search(opening)
    if stated and look.topics >= 5:
        return Kind(DocumentKind.REPORT, (f'It calls itself a report: "{shorten(stated.group(), 80)}".',))
    if _POLICY.search(look.title) or _POLICY.search(opening[:300]):
        kind = DocumentKind.POLICY if sen * 60 > look.words else DocumentKind.OTHER_POLICY
        return Kind(kind, ("It calls itself a policy.",))
    if look.topics >= 7 and sen * 80 > look.words:
        return Kind(DocumentKind.REPORT, (_covers(look),))
    return None


def _covers(look: Look) -> str:
    return f"It speaks of {look.topics} of {len(TOPICS)} matters a report covers."


def _titled(found: re.Match[str]) -> str:
    return f'Its title says "{squeeze(found.group())}".'


_RULES_IN_ORDER = (
    _as_home, _as_plan, _as_guidance, _as_other_policy, _as_other, _as_sen, _as_list, _by_content,
)  # fmt: skip
