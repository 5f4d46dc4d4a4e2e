"""Every output is made from the one `SchoolReport`: `format_for` finds the format, the terminal stands apart.

To add a format, write its module beside these, with `write` and `write_comparison`, and add its line to
`FORMATS`. A module is imported when it is first used, as some of them need heavy libraries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

from senreport_check.errors import UsageError
from senreport_check.model import SchoolReport
from senreport_check.render.options import Options

if TYPE_CHECKING:
    from senreport_check.compare import RoundComparison

__all__ = ["FORMATS", "Format", "Options", "format_for"]


class _Renderer(Protocol):
    def write(self, reports: Sequence[SchoolReport], options: Options) -> bytes: ...

    def write_comparison(self, comparison: RoundComparison, options: Options) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: its name, the endings that ask for it, what it is for, whether it is text.

    `typed_into` says that people write in such a file.
    """

    name: str
    suffixes: tuple[str, ...]
    purpose: str
    text: bool = True
    typed_into: bool = False

    def write(self, reports: Sequence[SchoolReport], options: Options = Options()) -> bytes:  # noqa: B008
        """The reports as the bytes of one file."""
        return self._renderer().write(reports, options)

    def write_comparison(self, comparison: RoundComparison, options: Options = Options()) -> bytes:  # noqa: B008
        """What changed between two runs as the bytes of one file."""
        return self._renderer().write_comparison(comparison, options)

    def _renderer(self) -> _Renderer:
        return cast(_Renderer, import_module(f"{__name__}.{self.name}"))


FORMATS = {
    found.name: found
    for found in (
        Format("html", (".html", ".htm"), "a page to read and print"),
        Format("docx", (".docx",), "an action plan to type the missing paragraphs into", text=False, typed_into=True),
        Format("markdown", (".md", ".markdown"), "text to paste"),
        Format("xlsx", (".xlsx",), "a workbook", text=False),
        Format("csv", (".csv",), "rows for any spreadsheet"),
        Format("text", (".txt",), "what the screen shows"),
        Format("json", (".json",), "for other programs, and to compare with later"),
    )
}


def format_for(name: str | None, path: str | None = None) -> Format:
    """The format of that name, else the one that a file's ending asks for.

    Raises `UsageError` for a name or an ending that no format has.
    """
    if name is not None:
        if name in FORMATS:
            return FORMATS[name]
        choices = ", ".join(f"{found.name} ({found.purpose})" for found in FORMATS.values())
        raise UsageError(f"no format called {name}: use one of {choices}.")
    suffix = PurePath(path or "").suffix.lower()
    for found in FORMATS.values():
        if suffix in found.suffixes:
            return found
    endings = ", ".join(suffix for found in FORMATS.values() for suffix in found.suffixes)
    printed = " For a PDF write .html, open it and print it to PDF." if suffix == ".pdf" else ""
    raise UsageError(f"the ending of {path} names no format: end it in {endings}, or give --format.{printed}")
