"""From what stands in a website column to an address that can be asked, or the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from senreport_check.text import shorten, squeeze

LONGEST = 2000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\ufeff]+")
_NOTHING = re.compile(
    r"(?:n\W{0,2}a\W?|none|nil|null|no|no (?:web ?site|web page).*|not (?:available|applicable|known|yet).*|unknown"
    r"|t\W?b\W?[ac]\W?|to (?:be confirmed|follow)|(?:web ?site )?under construction|x+|0|[\W_]*)",
    re.IGNORECASE,
)
_START = re.compile(r"^(?:https?://)?(?:www\b\.?)?", re.IGNORECASE)
_SCHEME = re.compile(
    r"(?<![\w.@/-])(?:[htp]{3,6}(?P<s>s?)\s?(?:[:;.,]{0,2}\s?/{1,4}|[:;])[:;.]?\s*)+", re.IGNORECASE
)
_WWW = re.compile(r"(?<![\w.@-])w{2,4}[.,:;]+\s?(?=\w)", re.IGNORECASE)
_SECOND = re.compile(r"(?<![/:])/(?=www\.)|\s/\s", re.IGNORECASE)
_BEFORE_DOT = re.compile(r"\s+(?=[./]\S)")
_AFTER_DOT = re.compile(r"(?<=\w\.)\s+(?!www\.|https?://)(?=\w)")
_BETWEEN = re.compile(r"[\s,;|\"()<>]+")
_BEGUN = re.compile(r"(?:https?://|www\.)[\w.-]*", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_TOP_LEVEL = re.compile(r"[^\W\d_]+|xn--[a-z0-9-]+")
_FILES = frozenset({"pdf", "doc", "docx", "htm", "html", "php", "asp", "aspx", "jpg", "png", "csv", "xlsx"})


@dataclass(frozen=True, slots=True)
class Address:
    """What a cell gives: the first address that can be asked, else the `problem`; `others` are further addresses."""

    url: str | None
    problem: str | None = None
    others: tuple[str, ...] = ()


def address_of(cell: str) -> Address:
    """Make an address of a website cell: misspelt schemes, spaces and stray dots are put right, nothing is guessed.

    Where no scheme stands it is https.
    """
    text = squeeze(_CONTROL.sub(" ", cell)).strip("'’` ")
    tidy = _tidy(text)
    if _NOTHING.fullmatch(_START.sub("", tidy)):
        return Address(None, "The list gives no website for this school: find its address and check that.")
    found = list({_bare(url): url for url in reversed([*_addresses(tidy)])}.values())[::-1]
    if found:
        return Address(found[0], others=tuple(found[1:]))
    shown = shorten(text, 80)
    if "@" in text:
        return Address(None, f"The list gives an e-mail address ({shown}) where the website should stand.")
    return Address(None, f"“{shown}” in the list is no web address: find the school's site and check that.")


def _tidy(text: str) -> str:
    """The text with schemes as they should be, a blank before each, and no blanks around dots and slashes."""
    text = _SCHEME.sub(lambda found: f" http{found['s'].lower()}://", text.replace("\\", "/"))
    text = _SECOND.sub(" ", _WWW.sub("www.", text))
    return _AFTER_DOT.sub("", _BEFORE_DOT.sub("", text)).strip()


def _addresses(text: str) -> Iterator[str]:
    """The sound addresses of a text in order; one that blanks tore apart within its host is joined again."""
    begun = ""
    for piece in _BETWEEN.split(text):
        joined = begun + piece if begun and not _BEGUN.match(piece) else piece
        url = _url(joined)
        if url:
            yield url
        begun = joined if not url and _BEGUN.fullmatch(joined) else ""


def _url(text: str) -> str | None:
    """The address in its proper form, None where the text is none."""
    scheme, told, rest = text.rpartition("://") if "://" in text else ("https", "", text)
    if scheme.lower() not in ("http", "https") or len(text) > LONGEST:
        return None
    host, tail = re.fullmatch(r"([^/?#]*)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    host = re.sub(r"\.{2,}", ".", host).strip(".").lower()
    tail = tail.rstrip(".,;:'’").lstrip(".")
    url = f"{scheme.lower()}://{host}{tail if tail.startswith('/') else f'/{tail}'}"
    return url if _is_host(host, told=bool(told)) and _parses(url) else None


def _is_host(host: str, *, told: bool) -> bool:
    """Whether a host may be asked; numbers, and a name without dots, only where a scheme says it is an address."""
    name, _, port = host.partition(":")
    labels = name.split(".")
    if told and (name == "localhost" or _is_number(name)):
        return True
    if not all(_LABEL.fullmatch(label) for label in labels) or (port and not port.isdigit()):
        return False
    last, fewest = labels[-1], 3 if labels[0] == "www" else 2
    return len(labels) >= fewest and len(last) > 1 and _TOP_LEVEL.fullmatch(last) is not None and last not in _FILES


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _parses(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.port != 0 and bool(parts.hostname)
    except ValueError:
        return False


def _bare(url: str) -> str:
    """An address without what differs between two spellings of one."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/").lower()
