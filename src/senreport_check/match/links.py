"""What may stand between a name and the post it holds: the words of holding a post, and nothing else."""

from __future__ import annotations

import re


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_OFFICES = _words(
    "deputy head headteacher headmaster headmistress teacher assistant principal vice lead leader",
    "leading manager director executive inclusion senior class senco sendco sen send learning support",
    "designated safeguarding dsl phase early years eyfs key stage year nursery reception english maths",
    "slt member leadership nasenco qualified ba b ed hons pgce bed med qts ma msc mba npq award",
    "national special needs educational ks1 ks2 ks3 eal aln aen",
)
_SMALL = _words(
    "a an the our this your its s school's academy's school academy setting centre also both and & i c",
    "of who's as part whole primary secondary infant infants junior juniors lower upper sixth form",
    "very own lovely wonderful experienced dedicated friendly permanent person one title officially",
)
_AFTER = _OFFICES | _SMALL | _words(
    "is are am currently presently now called named name names post role roles position duties duty job",
    "jobs held by filled covered done carried out undertaken fulfilled performed shared led acting",
    "interim new present current full time contact details person responsible being has been who she he",
    "holder qualification real her his cover till until easter christmas summer spring autumn",
    "on that's it's me us year july september january april",
)  # fmt: skip
_BEFORE = _OFFICES | _SMALL | _words(
    "leads team is am are who whose has have been acts act acting currently now post role job does do",
    "works work serves serve title proper full time fully holds hold position remains appointed to",
    "taken over on from since in for all she he they i i'm my me takes took fulfils replaces which",
    "means among other things that covering covers duties new called known interim current working",
    "maternity cover with responsibility joined us newly share overall it's statutory agreed be became",
    "become began started up january february march april may june july august september october",
    "november december therefore what code calls law",
)  # fmt: skip
_WORDS = re.compile(r"[\w'&]+")
_STOP = re.compile(r"[.!?;](?=\s)|\[|_{3}|\.{3}|…")
_BRACKETS = re.compile(
    r"\([^()]*\)|,\s(?:appointed|based|as|an?|the|our|or|who|that|which|also|and)\s[^,.;:]{1,70},|\s-\s[^-.;:]{1,70}\s-\s"
)
_WHERE = re.compile(
    r"^\s*(?:team\s)?(?:at|for|of|in|across|within|\w+\sphase|this\syear|(?:also|and)\s[\w\s]{1,20}\slead)\b"
    r"[^,.;:]{0,45}?(?=:|\s?-\s|\bis\b)",
    re.IGNORECASE,
)
_COLLEAGUE = re.compile(
    r"^\s*,\s*(?:(?:our|the|a)\s)?(?:class|head|deputy|assistant|teach|phase|key\sstage|year|principal)(?![^,]*\b(?:and|&))",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^(?:'s\s+name\b|(?:\swas\s+|\))?\.\s+(?:[\w ,]{0,25}?\b(?:she|he|ours|this|that|it)(?:'s|\s+is|\s+has\s+been)\b"
    r"|(?:the\s)?(?:\w+\s)?(?:holder|name|person)\s?(?::|is\b)))",
    re.IGNORECASE,
)
_RESTS = re.compile(
    r"\b(?:rests|lies|sits|falls|belongs|is\sin\sthe\shands|(?:job|role|post)(?:\sover|\son)?)\s(?:with|to|of)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"[\w.+'-]+@[\w.-]+|\(?\b0\d[\d ()-]{8,12}\d")
_ALSO_DOES = re.compile(r"^\s(?:who\s)?[a-z]+s\s[^.;:]{1,60}?\sand(?=\s(?:is|acts|also\sis)\b)")
_AS_THE = re.compile(r"\bas\s(?:(?:our|the|its)\s)?(?:\w+'s\s)?$", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:left|leaves|leaving|retire\w*|resign\w*|step\w*|stood|applied|former\w*|not|until|same|such|well|known"
    r"|train\w*|support\w*|help\w*|assist\w*|govern\w*|qualif\w*|see\w*)\b",
    re.IGNORECASE,
)
_LOOSE = 12
_PAST = re.compile(r"\bwas\b(?!\s(?:appointed|made))|\bhad\b", re.IGNORECASE)
_LONGEST = 120


def after(gap: str) -> int | None:
    """How loosely a name follows the post across a gap (0 is tightest); None when it says something else."""
    if len(gap) > _LONGEST or gap.count("\n") > 1:
        return None
    gap = _BRACKETS.sub(" ", _NAMED.sub(" name", _NUMBERS.sub(" ", _RESTS.sub("is", gap))))
    if _COLLEAGUE.match(gap) or gap.strip() in ("and", "&"):
        return None
    where = _WHERE.match(gap)
    cost = _cost(gap[where.end() :] if where else gap, _AFTER)
    if cost is None and gap.endswith(": ") and gap.count(":") == 1 and "\n" not in gap and not _STOP.search(gap):
        return _LOOSE
    return cost


def before(gap: str) -> int | None:
    """How loosely the post follows a name across this gap; None when the gap says something else."""
    if len(gap) > _LONGEST or _PAST.search(gap):
        return None
    if _AS_THE.search(gap) and not _STOP.search(gap) and not _LEFT.search(gap):
        return _LOOSE
    return _cost(_BRACKETS.sub(" ", _ALSO_DOES.sub(" ", gap.replace("was ", " "))), _BEFORE)


def _cost(gap: str, allowed: frozenset[str]) -> int | None:
    if _STOP.search(gap):
        return None
    words = _WORDS.findall(gap.lower())
    if not all(word in allowed or word.isdigit() for word in words):
        return None
    if not words and (":" in gap or "(" in gap):
        return 3 * gap.count(")") + 2 * gap.count("\n")
    return 1 + len(words) + 2 * (gap.count(",") + gap.count("\n")) + 3 * gap.count(")")
