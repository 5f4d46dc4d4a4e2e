"""Small repairs every reader shares: white space, ligatures, bullets, what looks like a heading."""

from __future__ import annotations

import re

LIGATURES = str.maketrans({
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
    "\u200e": None, "\u200f": None, "\u2028": "\n", "\u2029": "\n", "\u2011": "-", "\u2010": "-",
})
BULLETS = "•‣◦⁃∙▪▫■□●○◆◇➢➤►▶▸✓✔✗✘★☆❖❑❒➔→⇒·¨§"
BULLET = re.compile(rf"\s*(?:(?:[{re.escape(BULLETS)}\ue000-\uf8ff]\s*)+|[-–—*]\s+|o\s+(?=\S))")
NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
LABEL = re.compile(
    rf"[{re.escape(BULLETS)}\ue000-\uf8ff\-–—*o]|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[.)]"
    r"|\d{1,2}(?:\.(?:\d|[12]\d))+\.?"
)
CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|https?://|\bwww\.|\b(?:\+44|0)[\d ()-]{9,}\d|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2}\b")
PAGE_NUMBER = re.compile(
    r"\W*(?:page|pg\.?|p\.?)?\W*(?:\d{1,3}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,3})?\W*(?:page)?\W*", re.I
)
MAX_HEADING_WORDS = 25


def clean(text: str) -> str:
    """One line of text: ligatures mended, invisible characters gone, white space single."""
    return " ".join(text.translate(LIGATURES).split())


def clean_lines(text: str) -> str:
    """Text whose line breaks matter: each line cleaned, empty lines dropped."""
    lines = (clean(line) for line in text.translate(LIGATURES).splitlines())
    return "\n".join(line for line in lines if line)


def strip_bullet(text: str) -> str | None:
    """The text without its leading bullet, or None when it has none."""
    found = BULLET.match(text)
    return text[found.end():].strip() if found and found.end() < len(text.rstrip()) else None


def number(text: str | None, usual: int) -> int:
    """The whole number that a file gives somewhere; the usual one where it gives none or nonsense."""
    try:
        return int(float(text)) if text else usual
    except (ValueError, OverflowError):
        return usual


def may_head(text: str) -> bool:
    """Whether bold text of this wording can be a heading: short, and no finished sentence."""
    return (
        0 < len(text.split()) <= MAX_HEADING_WORDS
        and any(character.isalpha() for character in text)
        and not text.rstrip().endswith((".", ",", ";"))
    )


def tells_something(line: str) -> bool:
    """Whether a running header or footer line is worth keeping: a contact, a date, or a whole sentence."""
    if PAGE_NUMBER.fullmatch(line):
        return False
    return bool(CONTACT.search(line) or DATED.search(line)) or len(line.split()) >= 8
