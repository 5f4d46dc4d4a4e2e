"""What is seen of a document before its kind is decided: titles, make-up, and what its words are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from senreport_check.model import Block, BlockKind, Document
from senreport_check.text import plain, squeeze

_TO_SCHOOLS = re.compile(
    r"schools?\s(?:must|should|(?:are|is)\srequired|need\sto|have\sto|will\sneed)"
    r"|governing\sbod(?:y|ies)\b[^.]{0,60}\b(?:must|should|publish)"
    r"|your\s(?:school|setting|academy|report|sen\sinformation|sen\spolicy|website|governing\sbody"
    r"|governors)\b"
    r"|(?:the|a|every|each)\s(?:sen\s)?(?:information\s)?reports?\s(?:must|should|needs?|has\sto)"
    r"|common\smistakes|schools?'?s?\s(?:websites?|reports?)\b|must\sinclude|should\sinclude"
)
_OURSELVES = (" we ", "we'", " our ", " us ", " i ", " my ", "\nwe ", "\nour ", "\ni ")
_POINTER = re.compile(
    r"\((?:pdf|word|docx?)\)|\.(?:pdf|docx?)\b|\bdownload|\bclick\s(?:here|on|the)|\b(?:see|read|view"
    r"|find|follow)\b[^.]{0,40}\b(?:here|link|below|page|tab|website)"
    r"|\bwww\.|https?://|\bpolicy\b[^.]{0,12}$|\bplan\b[^.]{0,14}$|\breport\b[^.]{0,12}$"
)
_NO_TITLE = re.compile(r"\bplease\b|\bthis\s(?:policy|report|document|is)|\breview|\bread\s", re.IGNORECASE)
_TELLS = re.compile(
    r"\bsend?\b|special|polic(?:y|ies)|report|plan\b|offer|inclusion|needs|procedure", re.IGNORECASE
)
_NOT_LINES = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.FOOTER)
_HOME_PATHS = ("", "/home", "/index.html", "/index.php", "/index.htm", "/default.aspx")
TOPICS = (
    ("identif", "spot ", "notice", "find out", "assess"),
    ("senco", "sendco", "ordinator", "inclusion manager", "inclusion lead"),
    ("parent", "carer", "famil", "mum "),
    ("pupil voice", "pupils' view", "child's view", "views of", "involve", "own view"),
    ("review", "progress", "target"),
    ("transition", "transfer", "moving", "next school", "secondary"),
    ("teach", "lesson", "curriculum", "classroom"),
    ("training", "qualif", "trained", "expertise"),
    ("intervention", "small group", "extra help", "additional support", "one to one", "one-to-one", "1:1"),
    ("wellbeing", "well-being", "emotional", "pastoral", "friendship", "nurture", "elsa"),
    ("complain", "unhappy", "not happy"),
    ("local offer", "sendiass", "specialist", "therap", "psycholog"),
    ("ramp", "a lift", "accessib", "toilet", "equipment"),
    ("trips", "clubs", "residential", "outing"),
)
"""The matters a report covers, each by words of which one is usual where it is spoken of."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a document before deciding: titles, length, make-up, and what its words are about."""

    title: str
    text: str
    words: int
    lines: int
    pointers: int
    topics: int
    to_schools: int
    ourselves: int
    asked: bool
    headings: int
    home: bool

    @property
    def pointing(self) -> float:
        """The share of its lines that only point elsewhere."""
        return self.pointers / max(1, self.lines)


def look_at(document: Document, url: str | None) -> Look:
    """Look over a document once; `url` is its address, where known."""
    blocks = document.blocks
    text = plain(document.text)
    low = text.lower()
    lines = [block for block in blocks if block.kind not in _NOT_LINES]
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    titles = _titles(document)
    return Look(
        title=" | ".join(titles),
        text=text,
        words=document.words,
        lines=len(lines),
        pointers=sum(_points(block) for block in lines),
        topics=sum(any(word in low for word in topic) for topic in TOPICS),
        to_schools=len(_TO_SCHOOLS.findall(low)),
        ourselves=sum(low.count(word) for word in _OURSELVES),
        asked=any("?" in title for title in [*titles, *headings[:1]]),
        headings=len(headings),
        home=bool(url) and urlsplit(url or "").path.rstrip("/").lower() in _HOME_PATHS,
    )


def _titles(document: Document) -> list[str]:
    """What may be the document's title: what is marked so, or the first short lines where nothing is."""
    titles = [block.text for block in document.blocks if block.kind is BlockKind.TITLE][:3]
    marked = [title for title in titles if not _NO_TITLE.search(title)]
    told = any(_TELLS.search(title) for title in marked)
    opening = [] if told else [block.text for block in document.blocks[:4] if _is_title_like(block)]
    found = [document.title or "", *marked, *opening]
    return list(dict.fromkeys(squeeze(plain(title)) for title in found if title))


def _is_title_like(block: Block) -> bool:
    short = len(block.text.split()) < 13 and not block.text.rstrip().endswith((".", ":", "!"))
    plain_line = short and not block.links and block.kind is not BlockKind.ROW
    return plain_line and _TELLS.search(block.text) is not None and not _NO_TITLE.search(block.text)


def _points(block: Block) -> bool:
    if len(block.text.split()) > 25:
        return False
    linked = sum(len(link.text) for link in block.links)
    return linked > len(block.text) / 2 or _POINTER.search(block.text.lower()) is not None
