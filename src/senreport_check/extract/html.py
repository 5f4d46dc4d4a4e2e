"""Web pages: bytes to text to tree, what the page says of itself, and the document made of its blocks."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urljoin

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from senreport_check.errors import Unreadable
from senreport_check.extract.html_walk import Walker
from senreport_check.extract.limits import Limits
from senreport_check.extract.plain import BOMS
from senreport_check.extract.settle import settle
from senreport_check.extract.sniff import FileType
from senreport_check.extract.tidy import clean
from senreport_check.model import Document, Fetched, Metadata

DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.I)
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
    "revised",
    "date",
)
CREATED = ("article:published_time", "dcterms.created", "dc.date")
ISO_DATE = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")


def read_html(fetched: Fetched, limits: Limits) -> Document:
    """Read a web page: its own content in order, then what its margins tell.

    Raises `Unreadable` when it is nested or grown beyond the limits.
    """
    text = decode_page(fetched.content, fetched.declared_type)
    if len(text) > limits.text_chars * 4:
        raise Unreadable("The web page is far larger than any report: save its text alone and check that.")
    root = _parse(text)
    _refuse_monster(root, limits)
    walker = Walker(fetched.url, _base(root, fetched.url))
    walker.read(root)
    content, margin = walker.finish()
    document = Document(
        tuple(content), clean(root.findtext(".//title") or "") or None, FileType.HTML,
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        metadata=_metadata(root, fetched),
    )
    return settle(document, margin)


def decode_page(content: bytes, declared_type: str | None) -> str:
    """Bytes to text: by byte order mark, as sent, as declared in the page, as UTF-8, else Windows-1252."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content[len(mark):].decode(encoding, errors="replace")
    sent = re.search(r"charset=[\"']?([\w-]+)", declared_type or "", re.I)
    inside = DECLARED.search(content[:8192])
    said = [sent[1]] if sent else []
    if inside:
        said.append((inside[1] or inside[2]).decode("ascii"))
    for encoding in [*said, "utf-8"]:
        # "latin-1" in a web page means Windows-1252, as every browser reads it.
        codec = "cp1252" if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else encoding
        try:
            return content.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace")


IN_HEAD = frozenset({"title", "meta", "link", "script", "style", "base", "noscript", "template"})


def _parse(text: str) -> HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return _free_the_head(lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser))
    except lxml.etree.ParserError as empty:
        raise Unreadable(
            "The web page is empty: open it in a browser and save what you see as PDF."
        ) from empty


def _free_the_head(root: HtmlElement) -> HtmlElement:
    """Put into the body what the parser left in the head of a page that opens no body of its own."""
    head = root.find("head")
    if head is None:
        return root
    first = next((at for at, each in enumerate(head) if isinstance(each.tag, str) and each.tag not in IN_HEAD), None)
    if first is None:
        return root
    body = root.find("body")
    if body is None:
        body = lxml.etree.SubElement(root, "body")
    for place, element in enumerate(list(head)[first:]):
        body.insert(place, element)
    return root


def _refuse_monster(root: HtmlElement, limits: Limits) -> None:
    depth = deepest = count = 0
    for event, _ in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
        if deepest > limits.html_depth or count > limits.html_elements:
            what = f"{limits.html_depth} levels" if deepest > limits.html_depth else f"{count} elements"
            raise Unreadable(
                f"The web page is nested or grown past {what}: save its text alone and check that."
            )


def _base(root: HtmlElement, url: str | None) -> str | None:
    """The address that relative links begin from; a base that is no address is ignored, as browsers do."""
    base = root.find(".//base[@href]")
    if base is None:
        return url
    target: str = base.get("href") or ""
    if url is None:
        return target if target.startswith(("http:", "https:")) else None
    try:
        return urljoin(url, target)
    except ValueError:
        return url


def _metadata(root: HtmlElement, fetched: Fetched) -> Metadata:
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("http-equiv") or meta.get("itemprop")
        if key and meta.get("content"):
            said.setdefault(key.lower(), meta.get("content") or "")
    stamps = [element.get("datetime") or "" for element in root.iter("time")]
    modified = next(filter(None, (_date(said.get(key, "")) for key in MODIFIED)), None)
    created = next(
        filter(None, (_date(value) for value in [*(said.get(key, "") for key in CREATED), *stamps])), None
    )
    return Metadata(said.get("generator"), created, modified or fetched.last_modified)


def _date(text: str) -> date | None:
    found = ISO_DATE.search(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
