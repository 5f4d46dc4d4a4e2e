"""Plain text: normalising, sentences, words, quotes. Strings in, strings out."""

from __future__ import annotations

import re
import unicodedata

_SAME = {
    "`": "'", "‘": "'", "’": "'", "‛": "'", "´": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "\u00ad": "-", "\u200b": " ", "\u200c": " ", "\u200d": " ", "\ufeff": " ", "\u00a0": " ",
}  # fmt: skip
_STOP = r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])"
_STOPS = re.compile(_STOP)
_ENDS = re.compile(_STOP + r"|\s*\n+\s*|\s*[•●▪◦‣]\s*")
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|St|Sr|Fr|Tel|Ext|No|Nos|Yr|Yrs|Sch|para|paras|Ch|e\.g|i\.e|etc|vs|approx)"
    r"|\b[A-Z])\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 12
QUOTE_LENGTH = 300


def squeeze(text: str) -> str:
    """Every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """The text with curly quotes and the many dashes made plain, character for character (same length)."""
    if text.isascii():
        return text.replace("`", "'")
    for curly, straight in _SAME.items():
        text = text.replace(curly, straight)
    return text


def fold(text: str) -> str:
    """The form in which text is compared: lower case, plain quotes and dashes, single spaces."""
    return squeeze(plain(unicodedata.normalize("NFKC", text))).lower()


def sentences(text: str) -> list[str]:
    """The sentences of a text in order; a line break or bullet ends one, an abbreviation's full stop does not."""
    found: list[str] = []
    start = 0
    # Most texts hold neither line breaks nor bullets, and stops alone are quick to find.
    ends = _STOPS if text.isascii() and "\n" not in text else _ENDS
    for end in ends.finditer(text):
        stop = end.start() + (text[end.start()] in ".!?")
        before = text[max(start, stop - _LONGEST_ABBREVIATION) : stop]
        if "\n" not in end.group() and _ABBREVIATIONS.search(before):
            continue
        found.append(squeeze(text[start:stop]))
        start = end.end()
    found.append(squeeze(text[start:]))
    return [sentence for sentence in found if sentence]


def shorten(text: str, length: int = QUOTE_LENGTH) -> str:
    """The text with single spaces, cut at a word's end to at most `length` characters (nothing added)."""
    text = squeeze(text)
    if len(text) <= length:
        return text
    cut = text.rfind(" ", 0, length + 1)
    return text[: cut if cut > 0 else length]
