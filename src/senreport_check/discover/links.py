"""What a web page leads to: its links with their place, its embedded documents, whether it is an empty shell.

The home of Beautiful Soup. Menus and footers, which reading a page leaves out, are what finding needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from senreport_check.extract.html import decode_page
from senreport_check.fetch.disguise import visible_words
from senreport_check.fetch.share import embedded_document
from senreport_check.model import Fetched
from senreport_check.text import squeeze

LONGEST_PAGE = 3_000_000
MOST_LINKS = 1500
SHELL_WORDS = 25
DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf)(?:$|[?#])", re.I)
_MENU = re.compile(r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|submenu|sidebar|dropdown)(?:$|[-_ ])", re.I)
_MARGIN = re.compile(r"(?:^|[-_ ])(?:footer|social|share|breadcrumbs?|cookies?)(?:$|[-_ ])", re.I)
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"\s]+)", re.I)
_SCRIPTED = re.compile(r"location(?:\.href)?\s*(?:=|\.replace\()\s*\(?['\"]([^'\"\s]+)")
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
    """The links of a web page in order, each address once with its first non-empty text."""
    soup = BeautifulSoup(decode_page(fetched.content[:LONGEST_PAGE], fetched.declared_type), "lxml")
    address = fetched.url or ""
    base_tag = soup.find("base", href=True)
    base = _join(address, str(base_tag["href"])) if isinstance(base_tag, Tag) else address
    links = list(_links(soup, base or address))[:MOST_LINKS]
    title = soup.title.get_text() if soup.title else ""
    words = visible_words(fetched.content)
    empty = words < SHELL_WORDS and len(links) < 5 and not any(link.embedded for link in links)
    shell = empty and soup.find("script") is not None
    return Page(address, squeeze(title), tuple(links), shell, _forward(soup, base or address))


def _links(soup: BeautifulSoup, base: str) -> Iterator[SiteLink]:
    heading = ""
    for element in soup.find_all(True):
        if element.name in _HEADINGS:
            text = squeeze(element.get_text(" "))
            heading = text if 0 < len(text) <= 150 and not _inside_menu(element) else heading
        if element.name in ("a", "area") and element.get("href"):
            url = _join(base, str(element["href"]))
            if url:
                yield SiteLink(_text_of(element), url, _place(element), heading)
        elif element.name in ("iframe", "frame", "embed", "object"):
            yield from _shown(element, base, heading)
        else:
            yield from _named_files(element, base, heading)


def _shown(element: Tag, base: str, heading: str) -> Iterator[SiteLink]:
    source = element.get("src") or element.get("data-src") or element.get("data")
    url = _join(base, str(source)) if source else None
    if url:
        inner = embedded_document(url)
        target = _join(base, inner) if inner else url
        if target:
            text = squeeze(str(element.get("title") or ""))
            yield SiteLink(text or heading, target, Place.CONTENT, heading, embedded=True)


def _named_files(element: Tag, base: str, heading: str) -> Iterator[SiteLink]:
    """Files named in attributes of viewers and buttons, such as data-pdf."""
    for name, value in element.attrs.items():
        file = name.startswith("data-") and isinstance(value, str) and len(value) < 500
        if file and DOCUMENT.search(str(value)):
            url = _join(base, str(value))
            if url:
                text = squeeze(element.get_text(" ")) or heading
                yield SiteLink(text, url, _place(element), heading, embedded=True)


def _text_of(element: Tag) -> str:
    text = squeeze(element.get_text(" "))
    if not text:
        image = element.find("img", alt=True)
        text = squeeze(str(image["alt"])) if isinstance(image, Tag) else ""
    return (text or squeeze(str(element.get("title") or element.get("aria-label") or "")))[:300]


def _place(element: Tag) -> Place:
    place = Place.CONTENT
    for parent in element.parents:
        if parent.name in ("body", "html", "main", "article"):
            break
        named = f"{parent.get('class') or ''} {parent.get('id') or ''}" if parent.attrs else ""
        if parent.name == "nav" or parent.get("role") in ("navigation", "menu") or _MENU.search(named):
            return Place.MENU
        if parent.name == "footer" or _MARGIN.search(named):
            place = Place.MARGIN
        elif parent.name == "header":
            place = Place.MENU
    return place


def _inside_menu(element: Tag) -> bool:
    return _place(element) is not Place.CONTENT


def _join(base: str, target: str) -> str | None:
    try:
        url = urljoin(base, re.sub(r"[\t\r\n]", "", target.strip()))
    except ValueError:
        return None
    return url.partition("#")[0] if url.lower().startswith(("http://", "https://")) else None


def _forward(soup: BeautifulSoup, base: str) -> str | None:
    """Where a page sends its reader at once, by a refresh or by the only line of script it has."""
    tag = soup.find("meta", attrs={"http-equiv": re.compile("^refresh$", re.I)})
    found = _REFRESH.search(str(tag.get("content") or "")) if isinstance(tag, Tag) else None
    if found is None and soup.find("a") is None:
        scripts = " ".join(script.get_text() for script in soup.find_all("script"))
        found = _SCRIPTED.search(scripts) if len(scripts) < 500 else None
    return _join(base, found[1]) if found else None
