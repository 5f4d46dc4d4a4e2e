"""Which reader reads which type, and what their failures mean."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from senreport_check.errors import CouldNotCheck, Crashed, Unreadable
from senreport_check.extract import Progress
from senreport_check.extract.bounds import bounded
from senreport_check.extract.limits import Limits
from senreport_check.extract.sniff import FileType, sniff
from senreport_check.model import Document, Fetched

Reader = Callable[[Fetched, Limits], Document]
READERS = {
    FileType.HTML: ("html", "read_html"),
    FileType.MHTML: ("mhtml", "read_mhtml"),
    FileType.DOCX: ("docx", "read_docx"),
    FileType.ODT: ("odt", "read_odt"),
    FileType.RTF: ("rtf", "read_rtf"),
    FileType.DOC: ("doc", "read_doc"),
    FileType.TEXT: ("plain", "read_text"),
}


def read(fetched: Fetched, limits: Limits, progress: Progress | None) -> Document:
    """Sniff the type, read with the reader for it, and refuse a document without a word in it.

    Raises `Unreadable`; any failure a reader did not foresee is raised as `Crashed`.
    """
    kind = sniff(fetched.content, fetched.declared_type, fetched.path.name if fetched.path else "")
    try:
        document = bounded(_read_as(kind, fetched, limits, progress), limits)
    except CouldNotCheck:
        raise
    except (MemoryError, RecursionError) as limit:
        raise Crashed(
            "Reading the document took too much memory: save it again, or give it as PDF."
        ) from limit
    except Exception as unforeseen:
        raise Crashed(
            f"The reader for {kind.value} broke on this file ({type(unforeseen).__name__}: {unforeseen}): "
            "save it again, or give it as PDF."
        ) from unforeseen
    if not document.words:
        raise Unreadable("The document was opened but holds no text: check that it is the right file.")
    return document


def _read_as(kind: FileType, fetched: Fetched, limits: Limits, progress: Progress | None) -> Document:
    if kind is FileType.PDF:
        from senreport_check.extract import pdf  # noqa: PLC0415 - as below

        return pdf.read_pdf(fetched, limits, progress)
    # Readers are imported one by one: a run over web pages never loads the Word library.
    module, function = READERS[kind]
    reader: Reader = getattr(import_module(f"senreport_check.extract.{module}"), function)
    return reader(fetched, limits)
