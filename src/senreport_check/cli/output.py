"""Where a result goes: the screen, a pipe or a file, in the format asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from senreport_check.cli.console import TALK
from senreport_check.errors import UsageError
from senreport_check.sources import same, there

if TYPE_CHECKING:
    from rich.console import Console

    from senreport_check.model import SchoolReport
    from senreport_check.render import Format


def deliver(reports: Sequence[SchoolReport], name: str | None, path: Path | None, evidence: bool) -> None:
    """Write the reports as asked; without format or file, print them for a person."""
    form = chosen(name, path)
    if form is not None:
        spare(reports, path)
        write(form.write(reports), form, path)
        return
    from senreport_check.render.terminal import show_all  # noqa: PLC0415 - start-up time

    show_all(reports, console(), evidence=evidence)


def chosen(name: str | None, path: Path | None) -> Format | None:
    """The format asked for by name or by the file's ending; None for the screen.

    Raises `UsageError` for a format there is not, and for a file to type into that is there already: asked before
    anything is checked, it costs nobody's time.
    """
    from senreport_check.render import format_for  # noqa: PLC0415 - start-up time

    if name in (None, "text") and path is None:
        return None
    form = format_for(name, str(path) if path else None)
    if form.typed_into:
        untouched(path)
    return form


def untouched(path: Path | None) -> None:
    """Raise `UsageError` where the file is there already: somebody may have typed into it."""
    if path is not None and there(path):
        raise UsageError(f"{path} is there already, and what stands in it would be lost: give another name after -o.")


def spare(reports: Iterable[SchoolReport], path: Path | None) -> None:
    """Raise `UsageError` where the result would take the place of a document it is about."""
    if path is not None and any(same(Path(given), path) for each in reports if (given := each.source.path)):
        raise UsageError(f"{path} is the report itself: give another name after -o.")


def write(content: bytes, form: Format, path: Path | None) -> None:
    """Write to the file, else to standard output; raises `UsageError` where that cannot be."""
    if path is None:
        if not form.text and sys.stdout.isatty():
            raise UsageError(f"{form.name} is not for the screen: add -o and a file name.")
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write_bytes(content, path)


def write_bytes(content: bytes, path: Path) -> None:
    """Write a file, whole or not at all; raises `UsageError` where that cannot be."""
    from senreport_check.render.files import whole  # noqa: PLC0415 - start-up time

    with whole(path) as file:
        file.write(content)
    TALK.note(f"Written to {path}")


def console() -> Console:
    """The screen; colour and width as rich finds them, plain when piped."""
    from rich.console import Console  # noqa: PLC0415 - start-up time

    return Console(highlight=False, soft_wrap=False)
