"""From the bytes of a document to a `Document` of blocks in reading order.

    from senreport_check.extract import Limits, extract
    document = extract(fetched)                     # in this process, without deadline or memory cap
    document = extract(fetched, Limits(pages=50))

    from senreport_check.extract.worker import Extractor
    with Extractor() as extractor:                  # in a process of its own, started once and reused
        document = extractor.extract(fetched)

The type is sniffed from the bytes; what the server said and the file's suffix only settle doubt between
web page and plain text. Both ways raise `errors.Unreadable` (nothing a reader could read, or a limit was
passed; the text says what to do) and `errors.Crashed` (the reader broke, or passed its time or memory).

What callers may rely on, in every form:
- a title is `TITLE`, section headings `HEADING` with a level from 1, bullets and numbered points
  `LIST_ITEM` without their bullet, everything else `PARAGRAPH`; `CAPTION` is a caption the format marks;
- a table row is `ROW` with its `cells`, the left cell standing as heading for those right of it; paragraphs
  inside a cell are separated by a line break; a row with a single filled cell is no row but plain blocks;
- running headers and footers, and a web page's header, sidebar and footer, are `FOOTER` blocks at the end,
  each line once, and only where they tell something (contact, date, a whole sentence);
- `Block.links` holds links with absolute targets where the page's address is known; `mailto:` and `tel:`
  stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable

from senreport_check.extract.limits import Limits
from senreport_check.model import Document, Fetched

__all__ = ["Limits", "Progress", "extract"]

Progress = Callable[[int, int], None]
"""Called with the number of pictures read and the number there are, while OCR runs."""


def extract(fetched: Fetched, limits: Limits = Limits(), progress: Progress | None = None) -> Document:  # noqa: B008
    """Read a document in this process.

    Raises `Unreadable` with one line of advice, or `Crashed` when a reader broke.
    """
    from senreport_check.extract.readers import read  # noqa: PLC0415 - readers load heavy libraries

    return read(fetched, limits, progress)
