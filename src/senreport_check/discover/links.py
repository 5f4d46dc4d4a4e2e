"""What a web page leads to: its links with their place, its embedded documents, whether it is an empty shell.

Menus and footers, which reading a page leaves out, are what finding needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from senreport_check.extract.html import decode_page
from senreport_check.fetch.disguise import visible_words
from senreport_check.fetch.share import embedded_document
from senreport_check.model import Fetched
from senreport_check.text import squeeze

LONGEST_PAGE = 3_000_000
LONGEST_TEXT = 300
NEAR = 60
MOST_LINKS = 1500
SHELL_WORDS = 25
DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf)(?:$|[?#])", re.I)
_MENU = re.compile(r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|submenu|sidebar|dropdown)(?:$|[-_ ])", re.I)
_MARGIN = re.compile(r"(?:^|[-_ ])(?:footer|social|share|breadcrumbs?|cookies?)(?:$|[-_ ])", re.I)
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"\s]+)", re.I)
_SCRIPTED = re.compile(r"location(?:\.href)?\s*(?:=|\.replace\()\s*\(?['\"]([^'\"\s]+)")
_MONSTER = re.compile(r"<[^<>]{20000,}>?")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "strong", "button")


class Place(StrEnum):
    """Where on its page a link stands."""

    MENU = "menu"
    CONTENT = "content"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link as found: `heading` stands above it, `embedded` means that the page itself shows the target."""

    text: str
    url: str
    place: Place
    heading: str = ""
    embedded: bool = False

    @property
    def document(self) -> bool:
        """Whether the address is that of a file rather than a page."""
        return bool(DOCUMENT.search(self.url))


@dataclass(frozen=True, slots=True)
class Page:
    """A web page as a place to go on from.

    `shell` means that it shows nothing without JavaScript, `forward` is where it sends its reader at once.
    """

    url: str
    title: str
    links: tuple[SiteLink, ...]
    shell: bool = False
    forward: str | None = None


def is_page(fetched: Fetched) -> bool:
    """Whether what was fetched is a web page."""
    head = fetched.content[:2000].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    if head.startswith((b"%pdf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return False
    return "html" in (fetched.declared_type or "") or head.startswith((b"<!doctype", b"<html", b"<?xml"))


def read_page(fetched: Fetched) -> Page:
    """The links of a web page in order; what is nested or grown beyond measure is cut off."""
    root = _parse(decode_page(fetched.content[:LONGEST_PAGE], fetched.declared_type))
    address = fetched.url or ""
    if root is None:
        return Page(address, "", ())
    base_tag = root.find(".//base[@href]")
    base = (_join(address, base_tag.get("href", "")) if base_tag is not None else None) or address
    links = tuple(islice(_links(root, base), MOST_LINKS))
    words = visible_words(fetched.content[:LONGEST_PAGE])
    empty = words < SHELL_WORDS and len(links) < 5 and not any(link.embedded for link in links)
    shell = empty and root.find(".//script") is not None
    title = squeeze(root.findtext(".//title") or "")[:LONGEST_TEXT]
    return Page(address, title, links, shell, _forward(root, base))


def _parse(text: str) -> HtmlElement | None:
    """The page as a tree, without tags of monstrous length, on which the parser would take minutes."""
    text = _MONSTER.sub(" ", text)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.ParserError:
        return None


def _links(root: HtmlElement, base: str) -> Iterator[SiteLink]:
    heading = ""
    for element in root.iter(lxml.etree.Element):
        if element.tag in _HEADINGS and _place(element) is Place.CONTENT:
            text = _text(element)
            heading = text if 0 < len(text) <= 150 else heading
        if element.tag in ("a", "area") and element.get("href"):
            url = _join(base, element.get("href", ""))
            if url:
                yield SiteLink(_name(element), url, _place(element), heading)
        elif element.tag in ("iframe", "frame", "embed", "object"):
            yield from _shown(element, base, heading)
        else:
            yield from _named_files(element, base, heading)


def _shown(element: HtmlElement, base: str, heading: str) -> Iterator[SiteLink]:
    source = element.get("src") or element.get("data-src") or element.get("data")
    url = _join(base, source) if source else None
    if url:
        inner = embedded_document(url)
        target = _join(base, inner) if inner else url
        if target:
            text = squeeze(element.get("title") or "")[:LONGEST_TEXT]
            yield SiteLink(text or heading, target, Place.CONTENT, heading, embedded=True)


def _named_files(element: HtmlElement, base: str, heading: str) -> Iterator[SiteLink]:
    """Files named in attributes of viewers and buttons, such as data-pdf."""
    for name, value in element.attrib.items():
        if name.startswith("data-") and len(value) < 500 and DOCUMENT.search(value):
            url = _join(base, value)
            if url:
                yield SiteLink(_text(element) or heading, url, _place(element), heading, embedded=True)


def _name(element: HtmlElement) -> str:
    """A link's text, or that of its picture, or its title."""
    image = element.find(".//img[@alt]")
    said = (_text(element), image.get("alt") if image is not None else "", element.get("title"))
    text = next((one for one in (*said, element.get("aria-label")) if one and one.strip()), "")
    return squeeze(text)[:LONGEST_TEXT]


def _text(element: HtmlElement) -> str:
    """The text inside an element, as far as it is near."""
    return squeeze(" ".join(islice(element.itertext(), NEAR)))[:LONGEST_TEXT]


def _place(element: HtmlElement) -> Place:
    place = Place.CONTENT
    for parent in islice(element.iterancestors(), NEAR):
        if parent.tag in ("body", "html", "main", "article"):
            break
        named = f"{parent.get('class') or ''} {parent.get('id') or ''}"
        if parent.tag == "nav" or parent.get("role") in ("navigation", "menu") or _MENU.search(named):
            return Place.MENU
        if parent.tag == "footer" or _MARGIN.search(named):
            place = Place.MARGIN
        elif parent.tag == "header":
            place = Place.MENU
    return place


def _join(base: str, target: str) -> str | None:
    try:
        url = urljoin(base, re.sub(r"[\t\r\n]", "", target.strip()))
    except ValueError:
        return None
    return url.partition("#")[0] if url.lower().startswith(("http://", "https://")) else None


def _forward(root: HtmlElement, base: str) -> str | None:
    """Where a page sends its reader at once, by a refresh or by the only line of script it has."""
    refresh = (tag for tag in root.iter("meta") if (tag.get("http-equiv") or "").lower() == "refresh")
    tag = next(refresh, None)
    found = _REFRESH.search(tag.get("content") or "") if tag is not None else None
    if found is None and root.find(".//a") is None:
        scripts = " ".join(script.text or "" for script in root.iter("script"))
        found = _SCRIPTED.search(scripts) if len(scripts) < 500 else None
    return _join(base, found[1]) if found else None


def other_scheme(address: str) -> str | None:
    """The address with http for https or the other way round; None where it names a port."""
    parts = urlsplit(address)
    if parts.netloc != parts.hostname:
        return None
    return parts._replace(scheme="http" if parts.scheme == "https" else "https").geturl()
