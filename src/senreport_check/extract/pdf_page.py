"""One PDF page through pdfium: its words with place, size and weight, its rules, its links."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from senreport_check.extract.geometry import Line, PageText, Rule, Word, lines_of, merge_rules

WORD = re.compile(r"[^\s\x00\x02\ufffe]+[\x02\ufffe]?")
BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.I)
BOLD_WEIGHT = 600
THIN = 3.0
SMALLEST_DOT, LARGEST_DOT = 1.5, 7.0
MAX_PATH_POINTS = 400
MAX_OBJECTS = 60_000
FORM_DEPTH = 3


class Style(NamedTuple):
    """How a text object is set: size in points, weight, direction in degrees (0, 90, 180, 270; else -1)."""

    size: float
    bold: bool
    angle: int


Place = Callable[[float, float], tuple[float, float]]


def read_page(page: pypdfium2.PdfPage, number: int) -> PageText:
    """Read one page, turned so that most of its text runs level."""
    textpage = page.get_textpage()
    reader = _Words(textpage)
    found = reader.read()
    turns = Counter[int]()
    for style, word in found:
        turns[style.angle] += len(word.text)
    main = turns.most_common(1)[0][0] if turns else 0
    box = page.get_bbox()
    width, height = box[2] - box[0], box[3] - box[1]
    if main in (90, 270):
        width, height = height, width
    place = _placer(main, box)
    uprights, levels, dots = _drawn(page, place)
    lines = lines_of((_placed(word, style, place) for style, word in found if style.angle == main), uprights)
    for angle in (angle for angle in turns if angle not in (main, -1)):
        lines += _turned(found, angle, place, box)
    textpage.close()
    _add_drawn_bullets(lines, dots)
    return PageText(number, width, height, lines, uprights, levels, _links(page, place))


class _Words:
    """Reads a text page's words; what many words share (font, text object) is looked up once."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self.raw = textpage.raw
        self.count = textpage.count_chars()
        self.styles: dict[int, Style] = {}
        self.fonts: dict[int, bool] = {}

    def read(self) -> list[tuple[Style, Word]]:
        """Every word in the file's order, placed as the file places it."""
        x, y, left, right, low, high = (ctypes.c_double() for _ in range(6))
        at_x, at_y, at_left, at_right, at_low, at_high = map(ctypes.byref, (x, y, left, right, low, high))
        raw, origin, box = self.raw, pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetCharBox
        words: list[tuple[Style, Word]] = []
        for found in WORD.finditer(self._text()):
            first, last = found.start(), found.end() - 1
            style = self._style(first)
            origin(raw, first, at_x, at_y)
            start_x, start_y = x.value, y.value
            box(raw, last, at_left, at_right, at_low, at_high)
            if style.angle in (0, -1):
                end = max(right.value, start_x)
            elif style.angle == 90:
                end = max(high.value, start_y)
            else:
                end = left.value if style.angle == 180 else low.value
            words.append((style, Word(found[0], start_x, end, start_y, style.size, style.bold)))
        return words

    def _text(self) -> str:
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = pdfium.FPDFText_GetText(self.raw, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) == self.count:
            return text
        # Characters without a mapping are left out above, which would shift every index after them.
        codes = (pdfium.FPDFText_GetUnicode(self.raw, index) for index in range(self.count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)

    def _style(self, index: int) -> Style:
        handle = pdfium.FPDFText_GetTextObject(self.raw, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in self.styles:
            self.styles[key] = self._look_up(index, handle if key else None)
        return self.styles[key]

    def _look_up(self, index: int, handle: Any) -> Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.raw, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self.raw, index) * math.hypot(matrix.c, matrix.d)
        turn = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
        angle = round(turn / 90) * 90 % 360 if abs(turn - round(turn / 90) * 90) < 5 else -1
        bold = bool(handle) and (
            self._bold(pdfium.FPDFTextObj_GetFont(handle))
            or pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        )
        return Style(size or 10.0, bold, angle)

    def _bold(self, font: Any) -> bool:
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self.fonts:
            length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
            name = ctypes.create_string_buffer(length + 1)
            pdfium.FPDFFont_GetBaseFontName(font, name, length)
            heavy = pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
            self.fonts[key] = bool(BOLD_NAME.search(name.value.decode("latin-1"))) or heavy
        return self.fonts[key]


def _placer(angle: int, box: tuple[float, float, float, float]) -> Place:
    """From the file's coordinates to points right of and below the corner where reading starts."""
    left, bottom, right, top = box
    if angle == 90:
        return lambda x, y: (y - bottom, x - left)
    if angle == 180:
        return lambda x, y: (right - x, y - bottom)
    if angle == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _placed(word: Word, style: Style, place: Place) -> Word:
    """The word in the page's reading frame; as read, its `x1` is where it ends in its own direction."""
    start = place(word.x0, word.base)
    end = place(word.x0, word.x1) if style.angle in (90, 270) else place(word.x1, word.base)
    return Word(word.text, start[0], end[0], start[1], word.size, word.bold)


def _turned(
    found: list[tuple[Style, Word]], angle: int, place: Place, box: tuple[float, float, float, float],
) -> Iterator[Line]:
    """Lines of text that runs in another direction than the page's, boxed as they lie on the page."""
    own, back = _placer(angle, box), _unplacer(angle, box)
    for line in lines_of(_placed(word, style, own) for style, word in found if style.angle == angle):
        corners = [place(*back(x, y)) for x, y in ((line.x0, line.top), (line.x1, line.bottom))]
        xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        yield Line(line.words, xs[0], xs[1], ys[0], ys[1], line.size, 1_000_000 + line.order)


def _unplacer(angle: int, box: tuple[float, float, float, float]) -> Place:
    left, bottom, right, top = box
    if angle == 90:
        return lambda u, v: (v + left, u + bottom)
    if angle == 180:
        return lambda u, v: (right - u, v + bottom)
    if angle == 270:
        return lambda u, v: (right - v, top - u)
    return lambda u, v: (u + left, top - v)


def _drawn(page: pypdfium2.PdfPage, place: Place) -> tuple[list[Rule], list[Rule], list[tuple[float, float]]]:
    """What is drawn: upright rules, level rules, and the middles of small dots."""
    uprights: list[Rule] = []
    levels: list[Rule] = []
    dots: list[tuple[float, float]] = []
    for x0, y0, x1, y1 in _strokes(page):
        (left, top), (right, bottom) = place(x0, y0), place(x1, y1)
        left, right, top, bottom = min(left, right), max(left, right), min(top, bottom), max(top, bottom)
        wide, high = right - left, bottom - top
        if SMALLEST_DOT < wide < LARGEST_DOT and abs(wide - high) < 1:
            dots.append(((left + right) / 2, (top + bottom) / 2))
        elif wide <= THIN < high:
            uprights.append(Rule((left + right) / 2, top, bottom))
        elif high <= THIN < wide:
            levels.append(Rule((top + bottom) / 2, left, right))
    return merge_rules(uprights), merge_rules(levels), dots


def _add_drawn_bullets(lines: list[Line], dots: list[tuple[float, float]]) -> None:
    """Browsers draw bullets as shapes: put a bullet before the line each stands before."""
    for x, y in dots:
        for line in lines:
            if line.top < y < line.bottom and 0 < line.x0 - x < 2.5 * line.size:
                line.words.insert(0, Word("•", x, x, line.base, line.size, line.words[0].bold))
                break


def _strokes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """The page's straight strokes and thin bars, and the four sides of its framed boxes."""
    l, b, r, t = (ctypes.c_float() for _ in range(4))  # noqa: E741
    for handle in _paths(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        if not pdfium.FPDFPageObj_GetBounds(handle, l, b, r, t):
            continue
        x0, y0, x1, y1 = l.value, b.value, r.value, t.value
        if min(x1 - x0, y1 - y0) <= THIN or max(x1 - x0, y1 - y0) < LARGEST_DOT:
            yield x0, y0, x1, y1
        elif _is_stroked(handle):
            yield from _sides(handle)


def _paths(parent: Any, count: Callable[..., int], get: Callable[..., Any], depth: int = 0) -> Iterator[Any]:
    for index in range(min(count(parent), MAX_OBJECTS)):
        handle = get(parent, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield handle
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH:
            yield from _paths(
                handle, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1
            )


def _is_stroked(handle: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    return bool(stroke.value) and pdfium.FPDFPath_CountSegments(handle) <= MAX_PATH_POINTS


def _sides(handle: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight strokes of one drawn path, such as a frame or a whole grid."""
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    start = last = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(handle)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield *last, *point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield *point, *start
        last = point


def _links(page: pypdfium2.PdfPage, place: Place) -> list[tuple[float, float, float, float, str]]:
    links: list[tuple[float, float, float, float, str]] = []
    start, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    document = page.pdf.raw
    while pdfium.FPDFLink_Enumerate(page.raw, start, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        target = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document, action, target, length)
        if pdfium.FPDFLink_GetAnnotRect(link, box):
            (x0, y0), (x1, y1) = place(box.left, box.bottom), place(box.right, box.top)
            uri = target.value.decode("utf-8", "replace").strip()
            links.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), uri))
    return links
