"""The same labelled document in every form schools publish: what its verdicts must not depend on.

A labelled document is the corpus's JSON object: `title`, and `blocks` of the kinds title, heading,
paragraph, bullet, row (with `cells`), caption, contents and footer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from senreport_check.model import Block, BlockKind, Document

KINDS = {
    "title": BlockKind.TITLE,
    "heading": BlockKind.HEADING,
    "bullet": BlockKind.LIST_ITEM,
    "footer": BlockKind.FOOTER,
    "caption": BlockKind.PARAGRAPH,
    "contents": BlockKind.PARAGRAPH,
    "paragraph": BlockKind.PARAGRAPH,
}
LEVELS = {"title": 1, "heading": 2}
TAGS = {"title": "h1", "heading": "h2", "bullet": "li", "footer": "footer"}
FORMS = ("html", "docx", "pdf", "table-pdf", "leaflet", "scan")


def document_from_corpus(document: Mapping[str, Any]) -> Document:
    """The labelled document as the `Document` a perfect reader would make of it, footers last."""
    blocks = [_block(block) for block in document["blocks"]]
    ordered = sorted(blocks, key=lambda block: block.kind is BlockKind.FOOTER)
    title = next((block.text for block in blocks if block.kind is BlockKind.TITLE), document.get("title"))
    return Document(tuple(ordered), title=title)


def render_form(document: Mapping[str, Any], form: str) -> bytes:
    """Render a labelled document as one of `FORMS`; raises `KeyError` for any other name."""
    return _writers()[form](document)


def _writers() -> dict[str, Callable[[Mapping[str, Any]], bytes]]:
    from senreport_check.evaluate import forms_docx, forms_pdf  # noqa: PLC0415 - loads the PDF writer

    return {
        "html": render_html,
        "docx": forms_docx.render_docx,
        "pdf": forms_pdf.render_pdf,
        "table-pdf": forms_pdf.render_table,
        "leaflet": forms_pdf.render_leaflet,
        "scan": forms_pdf.render_scan,
    }


def render_html(document: Mapping[str, Any]) -> bytes:
    """Render as a plain web page, with a menu and a cookie notice round it as sites have them."""
    lines = [
        "<!doctype html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        f"<title>{escape(document['title'])}</title></head><body>",
        '<div class="cookie-notice"><p>This site uses cookies.</p><button>Accept</button></div>',
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/policies">Policies</a></li></ul></nav><main>',
    ]
    kinds = [block["kind"] for block in document["blocks"]]
    for index, block in enumerate(document["blocks"]):
        before = kinds[index - 1] if index else ""
        after = kinds[index + 1] if index + 1 < len(kinds) else ""
        lines.append(_html(block, opens=before != block["kind"], closes=after != block["kind"]))
    return "\n".join([*lines, "</main></body></html>"]).encode()


def _block(block: Mapping[str, Any]) -> Block:
    if block["kind"] == "row":
        return Block.row(tuple(_words(cell) for cell in block["cells"]))
    kind = block["kind"]
    return Block(KINDS[kind], _words(block["text"]), LEVELS.get(kind))


def _words(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def _html(block: Mapping[str, Any], *, opens: bool, closes: bool) -> str:
    kind = block["kind"]
    if kind == "row":
        cells = "".join(f"<td>{_lines(cell)}</td>" for cell in block["cells"])
        return ("<table>" if opens else "") + f"<tr>{cells}</tr>" + ("</table>" if closes else "")
    tag = TAGS.get(kind, "p")
    text = f"<{tag}>{_lines(block['text'])}</{tag}>"
    if kind == "bullet":
        return ("<ul>" if opens else "") + text + ("</ul>" if closes else "")
    return text


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
