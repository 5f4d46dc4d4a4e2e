"""When a document was last written or reviewed and when it will be next, among all the dates it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from senreport_check import dates
from senreport_check.dates import Grain, Written
from senreport_check.match.names import names
from senreport_check.match.tables import columns
from senreport_check.model import Block, BlockKind, Document
from senreport_check.text import plain, squeeze


class Cue(IntEnum):
    """What the words about a date say happened on it."""

    NEXT = 1
    FIRST = 2
    REVIEWED = 3
    APPROVED = 4
    EITHER = 5
    BARE = 6
    TITLE = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the document's own, what was said of it, and the block it stands in."""

    written: Written
    cue: Cue
    block: int


@dataclass(frozen=True, slots=True)
class ReviewDates:
    """The last and the next review as written and as days, each with its block; None where not given."""

    reviewed: str | None = None
    next_review: str | None = None
    reviewed_on: date | None = None
    next_review_on: date | None = None
    reviewed_block: int | None = None
    next_review_block: int | None = None


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_AGAIN = (
    r"(?:again|afresh|another|re(?:view|vis|new|writ|issu|fresh|plac)\w*|up-?dat\w*|look"
    r"|new\s(?:one|report|version))"
)
_CUES = (
    (Cue.REVIEWED, _any(
        r"\b(?:last|latest|previous|most\srecent)(?:ly)?\s(?:\w+\s)?(?:re-?view|up-?dat|rev(?:\b|is)|check|edit"
        r"|modif|amend|wr[io]t|rewr|look)",
        r"\bdate\s(?:of\s)?(?:last\s)?(?:reviewed|updated|written|revised)", r"\breview\scompleted",
    )),
    (Cue.NEXT, _any(
        r"\bnext\b(?!\ssteps)", r"\bdue\b", r"\bto\sbe\s(?:\w+\s)?(?:re\w+|up-?dated|looked)",
        r"\bvalid\b", r"\b(?:good|current|stands|holds|in\sforce)\s(?:un)?til\b",
        r"\b(?:look|check|read|go|do|see|visit)\w*\s(?:\w+\s){0,2}?again\b",
        r"\bback\son\b", r"\b(?:come|comes|coming|bring|brought)\sback\b", r"\bexpir",
        r"\brevisit\b", r"\bto\sbe\s(?:superseded|replaced)\b",
        r"(?:^|date\s|due\s|\bis\s)for\s(?:re-?)?(?:review|renewal|approval)",
        rf"\b(?:will|'ll|shall|should|must|to|is|are)\s(?:\w+\s){{0,5}}?{_AGAIN}",
        r"\b(?:review|renewal|revision)\s(?:due|by|before|again|until|in)\b", r"\brenewal\b",
        r"\b(?:full|further|future)\sreview",
    )),
    (Cue.FIRST, _any(
        r"\b(?:first|originally|initially)\s(?:\w+\s)?(?:written|agreed|adopted|approved|published"
        r"|issued|produced|drafted|prepared)",
        r"\bestablished\b", r"\bcreat(?:ed|ion)\b", r"\bintroduced\b", r"\bdrafted\b",
    )),
    (Cue.REVIEWED, _any(
        r"\bre-?viewed\b", r"\bup-?dated?\b", r"\bre-?vis(?:ed|ion)\b", r"\bamend(?:ed|ments?)\b",
        r"\bre-?wr(?:itten|ote)\b", r"\bwritten\b",
        r"\bwrote\b", r"\brefreshed\b", r"\bchanged\b", r"\bcompiled\b", r"\bprepared\b", r"\bproduced\b",
        r"\bcompleted\b", r"^\W*checked\b",
        r"\b(?:leaflet|page|report|policy|document|guide|text|information|details|was|this)\s(?:\w+\s){0,2}?checked\b",
        r"\bput\stogether\b", r"\bdrawn\sup\b", r"\bfinalised\b",
        r"\b(?:brought|kept)\sup\sto\sdate\b", r"\bdates\sfrom\b", r"\bedition\b", r"\blooked\s(?:at|over)\b",
        r"\b(?:gone|went)\s(?:through|over)\b", r"\bpublished\b",
        r"\bpublication\b", r"\bissued?\b", r"\bversion\b", r"\bprinted\b", r"\bdated\b",
        r"\b(?:correct|accurate|current)\s(?:as\s)?(?:of|at|on|in|from)\b",
        r"\bas\s(?:of|at)\b", r"\breport\sdate\b",
        r"\bdate\sof\s(?:this\s)?(?:report|policy|document|issue)\b", r"\beffective\b",
    )),
    (Cue.APPROVED, _any(
        r"\bapprov(?:ed|al)\b", r"\bagreed\b", r"\badopt(?:ed|ion)\b", r"\bratif(?:ied|ication)\b",
        r"\bsigned\b", r"\baccepted\b",
        r"\bendorsed\b", r"\bpresented\b", r"\bpolicy\sdate\b", r"\bgovernors'?\smeeting\b",
        r"\bauthori[sz]ed\b", r"\bsign-?\s?off\b", r"\b(?:received|noted)\sby\b",
        r"(?<!with )\b(?:governors|governing\sbo(?:ard|dy)|trustees|committee)(?:'\smeeting)?(?:\sof|\son)?\W*$",
    )),
    (Cue.EITHER, _any(r"\breview\b",)),
)  # fmt: skip
_NOT_ITS_OWN = _any(
    r"\btemplate", r"\bcode\b", r"\bact\b", r"\bregulations?\b", r"\bofsted", r"\bsiams", r"\binspect",
    r"\bcensus", r"\bframework",
    r"(?<!to be )\bsupersed", r"\blast\syear", r"\b(?:old|previous|earlier)\s(?:report|version|policy|one)",
    r"\breplac", r"\bcopyright", r"©", r"\bbuil[dt]", r"\bopened", r"\btraining\b",
    r"\baward", r"\bstandards?\b",
    r"\bsafe\sin\seducation", r"\bbefore\b", r"\bformer\b", r"\bconsult", r"\bjoined", r"\bappointed",
    r"\bqualif", r"\bresults\b",
    r"\bregistered\b", r"\bcharter", r"\bmark\b", r"\bnational\b", r"\bsince\b", r"\bunderpinned",
    r"\bclosing\b", r"\bmember\b",
)  # fmt: skip
_OTHER_DOCUMENT = re.compile(
    r"\b(?P<name>accessibility|anti-?\s?bullying|behaviour|complaints?|equality|medic\w+|safeguarding"
    r"|child\sprotection|admissions?"
    r"|charging|attendance|exclusions?|send?|special\s(?:educational\s)?needs|inclusion|intimate\scare"
    r"|supporting\spupils|curriculum)"
    r"[\w\s&/,-]{0,40}?\b(?P<sort>policy|policies|plan|statement|scheme|objectives|procedures?)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\bthis\s(?:\w+\s){0,5}?(?:report|policy|document|page|plan|guide|offer|information|booklet|leaflet"
    r"|letter|guidance|version)\b"
    r"|\b(?:it|i|we)\b[^.]{0,40}\b(?:wrote|rewr|written|review|update)",
    re.IGNORECASE,
)
_ABOUT = re.compile(  # of lower-case text, where it is found in a seventh of the time
    r"re-?view|up-?(?:\sto\s)?-?dat|check|together|edition|finalis|drawn\sup|looked|agenda|went\s(?:through|over)|\brev\b|sign-?\s?off|revisit|supersed|governors|completed\s?:|revis|amend|wr[io]t|approv|agreed|adopt|ratif|publish|issued?\b|dated?\b|version"
    r"|valid|expir|signed"
)
_DIGITS = re.compile(r"\d\d")
_SENTENCE = re.compile(r"(?<![ .(][A-Z])(?<! rev)[.!?;](?=\s+[\"'(]?[A-Z0-9])|\n|\s{3,}|\s[|•·]\s")
_TITLED = re.compile(r"report|offer|information|policy|send?\b|special|provision|inclusion|plan\b", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_DATE_COLUMN = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:next|re-?view|up-?dated?|revised|approv|adopted|agreed|date)", re.IGNORECASE
)
_FILLERS = re.compile(r"\b(?:academic|school|year|dated?|term)\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"\b(?:mrs?|ms|miss|dr)\b.*\b(?:sen\w*co|head\w*|chair)\b|\bsigned\b", re.IGNORECASE)
_HEAD, _TAIL = 9, 6
_YEAR_LEAD = (5, 9)
_REAPPROVED = timedelta(days=200)


def review_dates(document: Document) -> ReviewDates:
    """The document's own dates, as its words tell them; a file's metadata is not looked at."""
    found = list(_own_dates(document))
    reviewed, following = _choose(found)
    return ReviewDates(
        reviewed=squeeze(reviewed.written.text) if reviewed else None,
        next_review=squeeze(following.written.text) if following else None,
        reviewed_on=reviewed.written.when if reviewed else None,
        next_review_on=following.written.when if following else None,
        reviewed_block=reviewed.block if reviewed else None,
        next_review_block=following.block if following else None,
    )


def _choose(found: Sequence[Dated]) -> tuple[Dated | None, Dated | None]:
    """Of all the dates the one of the last review and the one of the next."""
    latest = {cue: _latest([one for one in found if one.cue is cue]) for cue in Cue}
    following = next((one for one in found if one.cue is Cue.NEXT), None)
    reviewed, approved = latest[Cue.REVIEWED], latest[Cue.APPROVED]
    if reviewed and approved and approved.written.when - reviewed.written.when > _REAPPROVED:
        reviewed = approved
    reviewed = reviewed or approved or latest[Cue.FIRST]
    either = latest[Cue.EITHER]
    if either and following and not reviewed:
        reviewed = either
    elif either and not following and (not reviewed or either.written.when > reviewed.written.when):
        following = either
    return reviewed or latest[Cue.BARE] or latest[Cue.TITLE], following


def _latest(found: Sequence[Dated]) -> Dated | None:
    return max(found, key=lambda one: (one.written.when, one.written.grain), default=None)


def _own_dates(document: Document) -> Iterator[Dated]:
    blocks = document.blocks
    titles = [document.title or "", *(block.text for block in blocks[:5] if block.kind is BlockKind.TITLE)]
    title = (" ".join(titles).strip() or " ".join(block.text for block in blocks[:2])).lower()
    below: dict[int, list[tuple[str, str]]] = {}
    for head, cell, index in columns(blocks):
        if _DATE_COLUMN.search(head):
            below.setdefault(index, []).append((head, cell))
    for index, block in enumerate(blocks):
        if not _DIGITS.search(block.text):
            continue
        asked = len(block.cells) > 1 and len(block.cells[0]) < 60 and _ABOUT.search(block.cells[0].lower())
        edge = bool(asked) or block.kind in (BlockKind.FOOTER, BlockKind.CAPTION)
        margin = edge or index < _HEAD or index >= len(blocks) - _TAIL
        if index in below:
            yield from _dates_below(below[index], index, title)
        elif margin or _ABOUT.search(block.text.lower()):
            yield from _block_dates(block, index, title, margin)


def _dates_below(cells: Sequence[tuple[str, str]], index: int, title: str) -> Iterator[Dated]:
    """The dates in a table's cells, each after its column's heading."""
    for head, cell in cells:
        for written, cue in _cued(plain(f"{head} : {cell}"), title, margin=True, titled=False):
            yield Dated(written, cue, index)


def _block_dates(block: Block, index: int, title: str, margin: bool) -> Iterator[Dated]:
    text = plain(block.text)
    if block.kind is BlockKind.ROW:
        text = text.replace("\n", " : ")
    titled = index < 3 or block.kind is BlockKind.FOOTER
    start = 0
    for end in [*(found.end() for found in _SENTENCE.finditer(text)), len(text)]:
        sentence = text[start:end]
        start = end
        own = margin or _OURS.search(sentence) or len(_WORD.findall(sentence)) < 10
        if own and _DIGITS.search(sentence):
            for written, cue in _cued(sentence, title, margin=margin, titled=titled):
                yield Dated(written, cue, index)


def _cued(sentence: str, title: str, *, margin: bool, titled: bool) -> Iterator[tuple[Written, Cue]]:
    """The dates in a sentence that are the document's own, and what is said of each."""
    found = list(dates.find(sentence))
    previous: Cue | None = None
    for place, written in enumerate(found):
        lead = sentence[found[place - 1].end if place else 0 : written.start]
        tail = sentence[written.end : found[place + 1].start if place + 1 < len(found) else len(sentence)]
        last = place + 1 == len(found)
        cue = None if _elsewhere(lead, title) else _cue(lead) or (_cue_after(tail) if last else None)
        if cue is None and place and previous and not _WORD.search(lead.replace("and", "")):
            cue = previous
        if cue is None and not _elsewhere(sentence, title):
            cue = _uncued(lead if not last else sentence, written, margin, titled)
        previous = cue
        if cue is not None and (written.grain > Grain.YEAR or len(_WORD.findall(lead)) < _YEAR_LEAD[cue is Cue.TITLE]):
            yield written, cue


def _cue(words: str) -> Cue | None:
    return next((cue for cue, pattern in _CUES if pattern.search(words)), None)


def _cue_after(tail: str) -> Cue | None:
    """What the words after a date say, as in "September 2023 (approved by governors)"."""
    cue = None if _NOT_ITS_OWN.search(tail[:40]) else _cue(tail[:40])
    return None if cue is Cue.NEXT else cue


def _uncued(words: str, written: Written, margin: bool, titled: bool) -> Cue | None:
    """A date standing alone at the document's edge, or in its title; `words` are those it stands among."""
    rest = words.replace(written.text, " ")
    others = len(_WORD.findall(_FILLERS.sub(" ", rest)))
    signed = others < 6 and (_SIGNATURE.search(rest) or _is_name(rest.strip(" ,.-\n")))
    if margin and written.grain > Grain.YEAR and (others < 2 or signed):
        return Cue.BARE
    return Cue.TITLE if titled and others < 15 and _TITLED.search(words) else None


def _is_name(words: str) -> bool:
    return any(name.end - name.start == len(words) for name in names(words))


def _elsewhere(words: str, title: str) -> bool:
    """Whether the words before a date make it another document's, a law's or an event's."""
    if _NOT_ITS_OWN.search(words):
        return True
    other = _OTHER_DOCUMENT.search(words)
    return other is not None and not (other["name"].lower() in title and other["sort"].lower() in title)
