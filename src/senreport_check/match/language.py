"""How plainly a document is written: reading ease, its long sentences, and abbreviations it never spells out.

The Code of Practice (6.81) asks for clear, straightforward language; all of this is advice, never a failure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from senreport_check.match.syllables import syllables
from senreport_check.model import BlockKind, Document, ReadingEase
from senreport_check.text import plain, sentences, shorten

_MEANINGS = (
    (80.0, "Very easy to read: plain enough for nearly every parent."),
    (65.0, "Plain English: most parents will read it without effort."),
    (50.0, "Fairly hard: about as demanding as a broadsheet newspaper; many parents will tire of it."),
    (30.0, "Hard: written like an official paper; shorter sentences and everyday words would help parents."),
    (-1e9, "Very hard: written for specialists; most parents will not get far."),
)
_READ = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ROW, BlockKind.CAPTION)
_UNFILLED = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_ABBREVIATION = re.compile(r"[A-Z](?<!\w[A-Z])(?:[A-Z]|[a-z](?=[A-Z])|&(?=[A-Z]))+(?:o\b)?(?=s?\b)")
_AS_WRITTEN = re.compile(r"\w+")
_EVERYDAY = frozenset(
    {
        "UK", "TV", "PDF", "PE", "IT", "ICT", "NHS", "GP", "GCSE", "SAT", "SATS", "BBC", "OK", "AM", "PM",
        "A&E", "RE", "DVD", "CD", "ID", "EU", "USA", "CE", "PTA", "FAQ", "BA", "MA", "MSC", "BED", "PHD",
        "MED", "DT", "II", "III", "IV", "VI", "VII", "VIII", "QR", "PC", "DOC", "ST", "RC", "HTML", "URL",
        "MBE",
    }
)  # fmt: skip
_IN_FULL = {
    "SEN": ("special educational need",),
    "SEND": ("special educational need",),
    "SENCO": ("needs co-ordinator", "needs coordinator"),
    "SENDCO": ("ies co-ordinator", "ies coordinator", "ity co-ordinator", "ity coordinator"),
    "EHCP": ("education, health and care plan", "education health and care plan", "ehc plan"),
    "EHC": ("education, health and care", "education health and care"),
    "LA": ("local authority",),
    "TA": ("teaching assistant",),
    "HLTA": ("higher level teaching assistant",),
    "LSA": ("learning support assistant",),
    "EP": ("educational psycholog",),
    "SALT": ("speech and language therap",),
    "SLT": ("speech and language therap", "senior leadership team"),
    "OT": ("occupational therap",),
    "CAMHS": ("child and adolescent mental health", "children and adolescent mental health"),
    "SEMH": ("social, emotional and mental health",),
    "ASD": ("autistic spectrum", "autism spectrum"),
    "ASC": ("autistic spectrum", "autism spectrum"),
    "ADHD": ("attention deficit",),
    "EAL": ("english as an additional language",),
    "PEP": ("personal education plan",),
    "IEP": ("individual education plan",),
    "CPD": ("professional development",),
    "EYFS": ("early years foundation stage",),
    "KS": ("key stage",),
    "ELSA": ("emotional literacy support",),
    "SENDIAS": ("information, advice and support", "information advice and support"),
}  # fmt: skip
"""Usual abbreviations, and words of which any one spells each out."""
_SMALL = frozenset({"and", "of", "for", "the", "in", "to", "with", "a", "on", "&"})
_GIVEN_AFTER = re.compile(
    r"^s?[\"']?\s*(?:\(|[:=-]\s|stands?\sfor\b|means\b|is\sshort\sfor\b)\s*(?P<words>[^)\n.;]{4,90})",
    re.IGNORECASE,
)
_OPENED = re.compile(r"[(\[]\s?[\"']?$")
_GIVEN_BEFORE = re.compile(r"(?P<words>(?:[\w'&/,-]+\s+){1,10})" + _OPENED.pattern)
LONG = 35
_MOST_SHOWN = 5
_CLOSES = (".", "!", "?", ":", ";", '"', "'", ")")
_LINE_WORDS = 12
_FEWEST_WORDS = 100


def reading(document: Document) -> ReadingEase:
    """Flesch reading ease (None under 100 words) with what it means, the longest sentences over 35 words, and
    the abbreviations nowhere spelt out, as first written.
    """
    read = [sentence for part in _parts(document) for sentence in sentences(part)]
    counted = [(sentence, _WORD.findall(plain(sentence))) for sentence in read]
    score = _ease([words for _, words in counted if words])
    too_long = sorted((pair for pair in counted if len(pair[1]) > LONG), key=lambda pair: -len(pair[1]))
    return ReadingEase(
        score=score,
        meaning="" if score is None else next(text for least, text in _MEANINGS if score >= least),
        long_sentences=tuple(shorten(sentence) for sentence, _ in too_long[:_MOST_SHOWN]),
        acronyms=unexplained(document),
    )


def unexplained(document: Document) -> tuple[str, ...]:
    """The abbreviations a document uses and nowhere spells out, as first written, in order."""
    first: dict[str, str] = {}
    explained: set[str] = set()
    ordinary = set(_AS_WRITTEN.findall(document.text))
    for block in document.blocks:
        text = plain(block.text)
        if block.kind is BlockKind.FOOTER or text.isupper():
            continue
        for found in _ABBREVIATION.finditer(text):
            key = found.group().upper()
            if key in _EVERYDAY or (key.lower() in ordinary and key not in _IN_FULL):
                continue
            first.setdefault(key, found.group())
            if key not in explained and _explains(key, text[: found.start()], text[found.end() :]):
                explained.add(key)
    low = " ".join(plain(document.text).lower().split())
    return tuple(written for key, written in first.items() if key not in explained and not _spelt(key, low))


def _parts(document: Document) -> Iterator[str]:
    """The prose: no headings, no short lines without a stop, nothing in square brackets."""
    for block in document.blocks:
        if block.kind in _READ:
            parts = (_UNFILLED.sub(" ", part).strip() for part in block.cells or (block.text,))
            yield from (part for part in parts if part.endswith(_CLOSES) or part.count(" ") >= _LINE_WORDS)


def _ease(counted: list[list[str]]) -> float | None:
    """Flesch's formula: 206.835 - 1.015 x words a sentence - 84.6 x syllables a word."""
    words = sum(map(len, counted))
    if words < _FEWEST_WORDS:
        return None
    sounded = sum(map(syllables, map(str.lower, chain.from_iterable(counted))))
    return round(206.835 - 1.015 * words / len(counted) - 84.6 * sounded / words, 1)


def _explains(key: str, before: str, after: str) -> bool:
    """Whether the words round an abbreviation spell it out: "Words Here (WH)", "WH (words here)"."""
    given = _GIVEN_BEFORE.search(before[-120:]) if _OPENED.search(before[-4:]) else None
    if given and _initials_end(key, given["words"]):
        return True
    following = _GIVEN_AFTER.match(after)
    if not following:
        return False
    defined = not before.strip() and len(following["words"].split()) > 1
    return defined or _initials_start(key, following["words"])


def _initials_end(key: str, given: str) -> bool:
    words = re.findall(r"[a-z]+", given.lower())
    return any(_made_of(key.lower(), words[start:]) for start in range(len(words)))


def _initials_start(key: str, given: str) -> bool:
    words = re.findall(r"[a-z]+", given.lower())
    return any(_made_of(key.lower(), words[:end]) for end in range(len(words) + 1))


def _made_of(letters: str, words: list[str]) -> bool:
    """Whether the letters are the beginnings (one to three letters) of all these words, small words apart."""
    letters = letters.replace("&", "")
    if not words:
        return not letters
    first, rest = words[0], words[1:]
    for length in range(1, min(3, len(letters)) + 1):
        if first.startswith(letters[:length]) and _made_of(letters[length:], rest):
            return True
    return first in _SMALL and _made_of(letters, rest)


def _spelt(key: str, low: str) -> bool:
    """Whether a usual abbreviation stands in full somewhere in the lower-case text."""
    return any(words in low for words in _IN_FULL.get(key.removesuffix("S"), _IN_FULL.get(key, ())))
