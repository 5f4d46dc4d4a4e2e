"""Everything this package raises on purpose.

    SenReportError
    ├── UsageError            an argument that cannot be used           exit 2
    ├── SettingsError         a checklist or setting that is wrong      exit 4
    │   └── ChecklistError    names the file, the item and the line
    └── CouldNotCheck         one source could not be judged            exit 3
        ├── NotFound          the site was read, no report stands there
        ├── Unreachable       no answer: name, connection, time
        ├── Refused           an answer that says no: 401, 403, robots.txt, a private address
        ├── Unreadable        a document arrived and cannot be read
        └── Crashed           reading it broke or passed its limits

`CouldNotCheck` never passes `check.py`: there it becomes the outcome of one school.
"""

from __future__ import annotations

from pathlib import Path

from senreport_check.model import Outcome


class SenReportError(Exception):
    """The root: its text is one line for the person at the keyboard, saying what is wrong and what to do."""


class UsageError(SenReportError):
    """An argument that cannot be used, such as a file that does not exist."""


class SettingsError(SenReportError):
    """A setting or settings file that is wrong."""


class ChecklistError(SettingsError):
    """A mistake in a checklist file.

    `file`, `line` (from 1, None where unknown) and `item` (the id, None outside any item) say where it
    stands, and `problem` what is wrong and what was expected.
    """

    def __init__(self, file: Path, problem: str, *, line: int | None = None, item: str | None = None) -> None:
        self.file, self.problem, self.line, self.item = file, problem, line, item
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: item {item}: {problem}" if item else f"{place}: {problem}")


class CouldNotCheck(SenReportError):
    """One source could not be judged; `outcome` says which way, the text says why and what to do."""

    outcome: Outcome


class NotFound(CouldNotCheck):
    """The site was read and no report stands there."""

    outcome = Outcome.NOT_FOUND


class Unreachable(CouldNotCheck):
    """The server gave no usable answer."""

    outcome = Outcome.UNREACHABLE


class Refused(CouldNotCheck):
    """The server, its robots.txt or our own safety rules said no."""

    outcome = Outcome.REFUSED


class Unreadable(CouldNotCheck):
    """A document arrived and cannot be read."""

    outcome = Outcome.UNREADABLE


class Crashed(CouldNotCheck):
    """Reading a document broke the reader or passed its time or memory limit."""

    outcome = Outcome.CRASHED
