"""Pages that say "no" under the status of success: not-found pages and log-in pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from senreport_check.errors import NotFound, Refused
from senreport_check.model import Fetched

LOGIN_HOSTS = ("accounts.google.com", "login.microsoftonline.com", "login.live.com", "login.windows.net")
LONGEST = 400
_HEADS = re.compile(rb"<(title|h1)\b[^>]{0,300}>(.{0,300}?)</\1", re.I | re.S)
_SILENT = (b"script", b"style", b"noscript", b"template")
_NOT_FOUND = re.compile(
    rb"\b404\b|not\s+found|can(?:no|')?t\s+be\s+found|could\s+not\s+be\s+found|no\s+longer\s+(?:exists|available)"
    rb"|page\s+does(?:n't|\s+not)\s+exist|nothing\s+found", re.I
)
_LOGIN = re.compile(rb"\b(?:log|sign)(?:[\s-]*|ing\s+)in\b|\blogin\b|password\s+protected", re.I)
_PASSWORD = re.compile(rb"<input\b[^>]{0,500}type\s*=\s*[\"']?password", re.I)


def refuse_disguised(fetched: Fetched) -> Fetched:
    """The answer itself, unless it is a short page that only says "not here" or asks for a log-in.

    Raises `NotFound` or `Refused`.
    """
    address = fetched.url or "The page"
    if (urlsplit(address).hostname or "") in LOGIN_HOSTS:
        raise Refused(
            f"{address.partition('?')[0]} asks to sign in: share the document with anyone who has the link."
        )
    page = fetched.content[:200_000]
    if b"<" not in page[:1000] or page.startswith((b"%PDF", b"PK")):
        return fetched
    heads = b" ".join(found[2] for found in _HEADS.finditer(page))
    words = visible_words(page)
    if words > LONGEST:
        return fetched
    if _NOT_FOUND.search(heads):
        raise NotFound(f"{address} says that the page is not there: look for it from the home page.")
    if _PASSWORD.search(page) and (_LOGIN.search(heads) or words < 60):
        raise Refused(f"{address} asks to log in: give an address that parents can open, or a saved copy.")
    return fetched


def visible_words(page: bytes) -> int:
    """About how many words a web page shows, told in one pass over its bytes."""
    words, silent = 0, b""
    for piece in page.split(b"<"):
        tag, _, text = piece.partition(b">")
        name = tag.split(None, 1)[0].lower().rstrip(b"/") if tag.strip() else b""
        if silent:
            silent = b"" if name == b"/" + silent else silent
        elif name in _SILENT:
            silent = name
        if not silent:
            words += len(text.split())
    return words
