"""From a checklist's TOML file to a `Checklist`; the only module that knows where the built-in files lie."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import rtoml

from senreport_check.checklist.items import Checklist
from senreport_check.checklist.lint import Reader, TrustingReader
from senreport_check.errors import ChecklistError, UsageError

LARGEST_MB = 5
MEGABYTE = 1_000_000
DEFAULT = "sen-information-report"
_INSTALLED = Path(__file__).parent.parent / "checklists"
_REPOSITORY = Path(__file__).parents[3] / "checklists"
_TOML_LINE = re.compile(r"\s*at line (\d+) column \d+$")


def builtin_folder() -> Path:
    """The folder of the built-in checklists: inside the wheel, or the repository's in an editable install."""
    return _INSTALLED if _INSTALLED.is_dir() else _REPOSITORY


def builtin_ids() -> list[str]:
    """The ids of the built-in checklists, sorted."""
    return sorted(path.stem for path in builtin_folder().glob("*.toml"))


def find(name: str = DEFAULT) -> Checklist:
    """The checklist of that id, or at that path; the phrases of one that comes with the package are taken as right.

    Raises `UsageError` when there is neither, `ChecklistError` when the file has a mistake.
    """
    if name in builtin_ids():
        return _read(builtin_folder() / f"{name}.toml", TrustingReader)
    path = Path(name)
    if path.is_file():
        return load(path)
    raise UsageError(f"no checklist called {name}: use one of {', '.join(builtin_ids())}, or the path of a file.")


def load(path: Path) -> Checklist:
    """Read and check a checklist file; raises `ChecklistError` naming file, item, line and what was expected."""
    return _read(path, Reader)


def _read(path: Path, reader: type[Reader]) -> Checklist:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_MB * MEGABYTE + 1)
        if len(raw) > LARGEST_MB * MEGABYTE:
            raise ChecklistError(path, f"is larger than {LARGEST_MB} MB: no checklist is.")
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ChecklistError(path, f"is not UTF-8 text ({error.reason}): save it as UTF-8.") from error
    except OSError as error:
        raise ChecklistError(path, f"cannot be read ({error.strerror}).") from error
    return reader(path, text).checklist(_parse(path, text))


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        found = _TOML_LINE.search(str(error))
        problem = _TOML_LINE.sub("", str(error))
        line = int(found.group(1)) if found else len(text.splitlines())
        raise ChecklistError(path, f"is not valid TOML: {problem}.", line=line) from error
