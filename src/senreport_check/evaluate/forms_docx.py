"""A labelled document as a Word file, written part by part so that no Word writer is needed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape
from typing import Any

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = {"title": "Title", "heading": "Heading2", "bullet": "ListBullet"}
TEXT_WIDTH = 9026
EPOCH = (2023, 9, 1, 9, 0, 0)

TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{WORD}.numbering+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{WORD}.footer+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
PARTS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" '
    'w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    "</w:numbering>"
)


def render_docx(document: Mapping[str, Any]) -> bytes:
    """Render as .docx: titles, headings and bullets by style, rows as ruled tables, footers as the page's."""
    blocks = document["blocks"]
    footer = "".join(_paragraph(block["text"]) for block in blocks if block["kind"] == "footer") or "<w:p/>"
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": PARTS,
        "word/styles.xml": _styles(),
        "word/numbering.xml": NUMBERING,
        "word/footer1.xml": f'<w:ftr xmlns:w="{MAIN}">{footer}</w:ftr>',
        "word/document.xml": _body(blocks),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(
                zipfile.ZipInfo(name, EPOCH),
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{part}',
                compress_type=zipfile.ZIP_DEFLATED,
            )
    return target.getvalue()


def _body(blocks: list[Mapping[str, Any]]) -> str:
    written: list[str] = []
    rows: list[list[str]] = []
    for block in blocks:
        if block["kind"] == "row":
            rows.append(block["cells"])
            continue
        written += _table(rows)
        rows = []
        if block["kind"] != "footer":
            written.append(_paragraph(block["text"], STYLES.get(block["kind"])))
    written += _table(rows)
    return (
        f'<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>{"".join(written)}<w:sectPr>'
        '<w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _paragraph(text: str, style: str | None = None) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    lines = [f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n")]
    return f"<w:p>{look}<w:r>{'<w:br/>'.join(lines)}</w:r></w:p>"


def _table(rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = max(map(len, rows))
    width = TEXT_WIDTH // columns
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return [
        f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(_row(row, width) for row in rows)}</w:tbl><w:p/>"
    ]


def _row(cells: list[str], width: int) -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{''.join(_paragraph(line) for line in cell.split(chr(10)))}</w:tc>"
        for cell in cells
    )
    return f"<w:tr>{written}</w:tr>"


def _styles() -> str:
    bullet = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Sans" '
        'w:hAnsi="Liberation Sans"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
        + _style("Normal", "Normal", "", "", default=' w:default="1"')
        + _style("Title", "Title", "", '<w:b/><w:sz w:val="36"/>')
        + _style("Heading2", "heading 2", '<w:keepNext/><w:outlineLvl w:val="1"/>', '<w:b/><w:sz w:val="26"/>')
        + _style("ListBullet", "List Bullet", bullet, "")
        + "</w:styles>"
    )


def _style(key: str, name: str, paragraph: str, run: str, *, default: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"{default}><w:name w:val="{name}"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )
