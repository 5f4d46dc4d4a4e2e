"""Old Word files (.doc), through LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from senreport_check.errors import Unreadable
from senreport_check.extract.docx import read_docx
from senreport_check.extract.limits import Limits
from senreport_check.extract.sniff import FileType
from senreport_check.model import Document, Fetched

ADVICE = "open it in Word or LibreOffice, save it as .docx or PDF and check that"
PART_OF_DEADLINE = 0.8
USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def read_doc(fetched: Fetched, limits: Limits) -> Document:
    """Read an old Word file by converting it first.

    Raises `Unreadable` when LibreOffice is not installed, fails, or takes most of `limits.seconds`.
    """
    program = _program()
    if program is None:
        raise Unreadable(f"This is an old Word file (.doc), which needs LibreOffice to be read: {ADVICE}.")
    with tempfile.TemporaryDirectory(prefix="senreport-check-") as folder:
        converted = _convert(program, fetched.content, Path(folder), PART_OF_DEADLINE * limits.seconds)
        document = read_docx(replace(fetched, content=converted), limits)
    return replace(document, content_type=FileType.DOC)


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in USUAL_PLACES if Path(place).is_file()), None)


def _convert(program: str, content: bytes, folder: Path, seconds: float) -> bytes:
    source, profile = folder / "document.doc", (folder / "profile").as_uri()
    source.write_bytes(content)
    try:
        subprocess.run(
            [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx",
             "--outdir", str(folder), str(source)],
            check=True, timeout=seconds, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, creationflags=_no_window(),
        )
        return (folder / "document.docx").read_bytes()
    except (OSError, subprocess.SubprocessError) as failed:
        raise Unreadable(f"LibreOffice could not read this old Word file (.doc): {ADVICE}.") from failed


def _no_window() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
