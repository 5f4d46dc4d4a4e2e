"""One paragraph of a Word file: its text as a reader sees it, its links, and its look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import lxml.etree
from docx.oxml.exceptions import XmlchemyError

from senreport_check.extract.tidy import clean_lines, number
from senreport_check.model import Link

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE = frozenset({W + "del", W + "moveFrom", FALLBACK, W + "pPr", W + "rPr", W + "delText"})
TRANSPARENT = frozenset(
    {W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "smartTag", W + "customXml"}
)
SPACES = {W + "tab": " ", W + "noBreakHyphen": "-", W + "cr": "\n", W + "ptab": " "}
FIELD_LINK = re.compile(r'HYPERLINK\s+(?!\\l)"?([^"\s]+)')
HEADING_STYLE = re.compile(r"heading\s*([1-9])", re.I)
LOST = (AttributeError, KeyError, XmlchemyError)
"""What the library raises where a file has lost a part, or put another in its place."""

LARGER = 1.15
USUAL_SIZE = 22


@dataclass(slots=True)
class Paragraph:
    """What was read of one paragraph; `boxes` are the text boxes anchored in it, still to be read."""

    text: str = ""
    links: tuple[Link, ...] = ()
    title: bool = False
    level: int | None = None
    item: bool = False
    caption: bool = False
    contents: bool = False
    stands_out: bool = False
    boxes: list[Any] = field(default_factory=list)


def children(parent: Any) -> Iterator[Any]:
    """The element's children, seen through wrappers such as content controls and accepted insertions."""
    for child in parent:
        if child.tag in TRANSPARENT:
            yield from children(child)
        elif child.tag not in GONE:
            yield child


class Looks:
    """The document's styles, as far as they tell headings, list items and sizes."""

    def __init__(self, word: Any) -> None:
        self._word = word
        sheet = _style_sheet(word)
        self._styles = {style.get(W + "styleId"): style for style in sheet.iter(W + "style")}
        defaults = sheet.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
        self._default = number(defaults.get(W + "val"), USUAL_SIZE) if defaults is not None else USUAL_SIZE
        normal = next((key for key, style in self._styles.items() if style.get(W + "default") == "1"), None)
        self._normal = self._from_styles(normal, f"{W}rPr/{W}sz")

    @cached_property
    def body_size(self) -> int:
        """The size, in half points, most of the text is set in."""
        sizes: Counter[int] = Counter()
        for paragraph in self._word.element.body.iter(W + "p"):
            for run in paragraph.iter(W + "r"):
                sizes[self.size(run, paragraph)] += sum(len(text.text or "") for text in run.iter(W + "t"))
        return sizes.most_common(1)[0][0] if sizes else self._default

    def style_of(self, paragraph: Any) -> str | None:
        """The paragraph's style id."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return None if style is None else style.get(W + "val")

    def names(self, style: str | None) -> list[str]:
        """The names of the style and of those it is based on."""
        return [
            (found.find(W + "name").get(W + "val") or "").lower()
            for found in self._chain(style) if found.find(W + "name") is not None
        ]

    def outline(self, paragraph: Any) -> int | None:
        """The heading level from 1 that style or paragraph give, if any."""
        style = self.style_of(paragraph)
        for name in self.names(style):
            if found := HEADING_STYLE.match(name):
                return int(found[1])
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        level = own if own is not None else self._from_styles(style, f"{W}pPr/{W}outlineLvl")
        value = number(level.get(W + "val"), 9) if level is not None else 9
        return value + 1 if 0 <= value < 9 else None

    def listed(self, paragraph: Any) -> bool:
        """Whether the paragraph carries a bullet or number."""
        own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        number = (
            own
            if own is not None
            else self._from_styles(self.style_of(paragraph), f"{W}pPr/{W}numPr/{W}numId")
        )
        return number is not None and number.get(W + "val") != "0"

    def bold(self, run: Any, paragraph: Any) -> bool:
        """Whether a run is set in bold."""
        own = run.find(f"{W}rPr/{W}b")
        found = own if own is not None else self._from_styles(self.style_of(paragraph), f"{W}rPr/{W}b")
        return found is not None and found.get(W + "val") not in ("0", "false", "off")

    def size(self, run: Any, paragraph: Any) -> int:
        """A run's size in half points."""
        own = run.find(f"{W}rPr/{W}sz")
        for found in (own, self._from_styles(self.style_of(paragraph), f"{W}rPr/{W}sz"), self._normal):
            if found is not None:
                return number(found.get(W + "val"), self._default)
        return self._default

    def _chain(self, style: str | None) -> list[Any]:
        chain: list[Any] = []
        while style in self._styles and len(chain) < 20:
            chain.append(self._styles[style])
            based = chain[-1].find(W + "basedOn")
            style = None if based is None else based.get(W + "val")
        return chain

    def _from_styles(self, style: str | None, path: str) -> Any:
        return next(
            (hit for hit in (found.find(path) for found in self._chain(style)) if hit is not None), None
        )


def _style_sheet(word: Any) -> Any:
    """The element of all styles; an empty one where the file has lost it or put another part in its place."""
    try:
        return word.styles.element
    except LOST:
        return lxml.etree.Element(W + "styles")


def read_paragraph(element: Any, part: Any, looks: Looks) -> Paragraph:
    """Read one `w:p` element of a package part."""
    collected = _Collector(part)
    collected.walk(element)
    names = looks.names(looks.style_of(element))
    text = clean_lines("".join(collected.pieces))
    return Paragraph(
        text, tuple(collected.links),
        title=any(name == "title" for name in names),
        level=looks.outline(element) if text else None,
        item=looks.listed(element) or any(name.startswith("list bullet") for name in names),
        caption=any(name == "caption" for name in names),
        contents=any(re.match(r"toc \d", name) for name in names),
        stands_out=_stands_out(element, looks) if text else False,
        boxes=collected.boxes,
    )


def _stands_out(element: Any, looks: Looks) -> bool:
    runs = [
        run for run in element.iter(W + "r")
        if any((text.text or "").strip() for text in run.findall(W + "t"))
        and next(run.iterancestors(W + "txbxContent", W + "del"), None) is None
    ]
    if not runs:
        return False
    large = all(looks.size(run, element) >= looks.body_size * LARGER for run in runs)
    return large or all(looks.bold(run, element) for run in runs)


class _Collector:
    """Gathers a paragraph's text, links and text boxes in one walk."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.pieces: list[str] = []
        self.links: list[Link] = []
        self.boxes: list[Any] = []
        self._field: tuple[str, int] | None = None

    def walk(self, element: Any) -> None:
        """Take in an element's text, and that of the elements in it."""
        for child in children(element):
            tag = child.tag
            if tag == W + "t":
                self.pieces.append(child.text or "")
            elif tag == W + "txbxContent":
                self.boxes.append(child)
            elif tag in SPACES:
                self.pieces.append(SPACES[tag])
            elif tag == W + "br":
                self.pieces.append("\n" if child.get(W + "type") in (None, "textWrapping") else " ")
            elif tag == W + "hyperlink":
                self._link(child, self._target(child.get(R_ID)))
            elif tag == W + "fldSimple":
                found = FIELD_LINK.search(child.get(W + "instr") or "")
                self._link(child, found[1] if found else None)
            elif tag in (W + "instrText", W + "fldChar"):
                self._mark(child)
            elif isinstance(tag, str):
                self.walk(child)

    def _link(self, element: Any, target: str | None) -> None:
        start = len(self.pieces)
        self.walk(element)
        self._close(target, start)

    def _close(self, target: str | None, start: int) -> None:
        text = " ".join("".join(self.pieces[start:]).split())
        if target and text:
            self.links.append(Link(text, target))

    def _target(self, relation: str | None) -> str | None:
        found = self.part.rels.get(relation) if relation else None
        return found.target_ref if found is not None and found.is_external else None

    def _mark(self, element: Any) -> None:
        found = FIELD_LINK.search(element.text or "")
        if found:
            self._field = (found[1], len(self.pieces))
        elif element.get(W + "fldCharType") == "end" and self._field:
            self._close(*self._field)
            self._field = None
