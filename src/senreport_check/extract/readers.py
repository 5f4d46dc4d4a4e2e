"""Which reader reads which type, and what their failures mean."""

from __future__ import annotations

from senreport_check.errors import CouldNotCheck, Crashed, Unreadable
from senreport_check.extract import Progress
from senreport_check.extract.limits import Limits
from senreport_check.extract.sniff import FileType, sniff
from senreport_check.model import Document, Fetched


def read(fetched: Fetched, limits: Limits, progress: Progress | None) -> Document:
    """Sniff the type, read with the reader for it, and refuse a document without a word in it.

    Raises `Unreadable`; any failure a reader did not foresee is raised as `Crashed`.
    """
    kind = sniff(fetched.content, fetched.declared_type, fetched.path.name if fetched.path else "")
    try:
        document = _read_as(kind, fetched, limits, progress)
    except CouldNotCheck:
        raise
    except (MemoryError, RecursionError) as limit:
        raise Crashed("Reading the document took too much memory: save it again, or give it as PDF.") from limit
    except Exception as unforeseen:
        raise Crashed(
            f"The reader for {kind.value} broke on this file ({type(unforeseen).__name__}: {unforeseen}): "
            "save it again, or give it as PDF."
        ) from unforeseen
    if not document.words:
        raise Unreadable("The document was opened but holds no text: check that it is the right file.")
    return document


def _read_as(kind: FileType, fetched: Fetched, limits: Limits, progress: Progress | None) -> Document:
    # One import a branch: a run over web pages never loads the PDF library, and the other way round.
    match kind:
        case FileType.PDF:
            from senreport_check.extract import pdf  # noqa: PLC0415

            return pdf.read_pdf(fetched, limits, progress)
        case FileType.HTML:
            from senreport_check.extract import html  # noqa: PLC0415

            return html.read_html(fetched, limits)
        case FileType.DOCX:
            from senreport_check.extract import docx  # noqa: PLC0415

            return docx.read_docx(fetched, limits)
        case FileType.TEXT:
            from senreport_check.extract import plain  # noqa: PLC0415

            return plain.read_text(fetched, limits)
        case FileType.ODT:
            from senreport_check.extract import odt  # noqa: PLC0415

            return odt.read_odt(fetched, limits)
        case FileType.RTF:
            from senreport_check.extract import rtf  # noqa: PLC0415

            return rtf.read_rtf(fetched, limits)
        case FileType.DOC:
            from senreport_check.extract import doc  # noqa: PLC0415

            return doc.read_doc(fetched, limits)
        case FileType.MHTML:
            from senreport_check.extract import mhtml  # noqa: PLC0415

            return mhtml.read_mhtml(fetched, limits)
