"""Words of a text as the phrase language sees them: lower case, with emails, numbers, names and the like marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from senreport_check.text import plain

_TOKEN = re.compile(
    r"[^\W\d_]+(?:'[^\W\d_]+)*(?=[\s,;!?()]|[.:]\s|\Z)"
    r"|(?P<email>[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
    r"|(?P<web>https?://[^\s<>\"]+|www\.[^\s<>\"]+"
    r"|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.(?:org|gov|sch|ac|co|com|net|info)"
    r"(?:\.uk)?\b(?:/[^\s<>\"]*)?)"
    r"|(?P<money>£\s?\d[\d,.]*\d|£\s?\d)"
    r"|(?P<date>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)\b)"
    r"|(?P<phone>(?:\+44\s?|\(?0)\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}\b|0\d{10}\b)"
    r"|(?P<number>\d[\d,]*(?:st|nd|rd|th|%)?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*|&)"
)
PLAIN = "word"
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "sister", "sr"})
_JOINERS = frozenset({"de", "van", "von", "al", "el", "o"})
_STOPS = frozenset(".,:;!?")
_REACHES_ON = re.compile(r"£|\+44|(?<!\d)0\d\d")
"""What may begin a sum or a phone number that goes on after a space."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in order, and the class of each (`word` or a built-in concept)."""

    words: tuple[str, ...]
    kinds: tuple[str, ...]


def tokenise(text: str) -> Tokens:
    """Split a text into its words."""
    words: list[str] = []
    kinds: list[str] = []
    after_title = False
    for found in _TOKEN.finditer(plain(text)):
        kind, raw = found.lastgroup or PLAIN, found.group()
        word = raw.lower()
        if kind == PLAIN:
            named = after_title and raw[0].isupper()
            kind = "person" if named else PLAIN
            if named:
                kinds[-1] = "person"
            after_title = word in _TITLES or (named and (len(raw) == 1 or word in _JOINERS))
        else:
            after_title = False
        words.append(word)
        kinds.append(kind)
    return Tokens(tuple(words), tuple(kinds))


def tokenise_alone(piece: str) -> Tokens | None:
    """The words of what stands between two spaces, None where they may read otherwise with its neighbours."""
    bare = piece[:-1] if piece[-1:] in _STOPS else piece
    tokens = Tokens((bare.lower(),), (PLAIN,)) if bare.isalpha() else tokenise(piece)
    return None if _REACHES_ON.search(piece) or not _TITLES.isdisjoint(tokens.words) else tokens
