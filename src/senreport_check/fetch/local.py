"""Files and standard input, read up to a size."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from senreport_check.errors import Refused, Unreachable, Unreadable
from senreport_check.model import Fetched


def read_file(path: Path, max_bytes: int) -> Fetched:
    """Read one file; raise `Unreachable`, `Refused` or `Unreadable` in one line."""
    try:
        with path.open("rb") as stream:
            content = _read(stream, max_bytes, str(path))
            changed = _changed(path)
    except PermissionError as error:
        raise Refused(f"{path} may not be read: change its permissions, or copy it.") from error
    except OSError as error:
        raise Unreachable(f"{path} cannot be read ({error.strerror}): check path and disk.") from error
    return Fetched(content, path=path, last_modified=changed)


def _changed(path: Path) -> date | None:
    """The day the file was last changed; None for a time that no calendar has."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OverflowError, ValueError):
        return None


def read_stdin(max_bytes: int) -> Fetched:
    """Read a document from standard input; raise `Unreadable` when it is too large."""
    return Fetched(_read(sys.stdin.buffer, max_bytes, "Standard input"))


def _read(stream: BinaryIO, max_bytes: int, name: str) -> bytes:
    content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise Unreadable(f"{name} is larger than {max_bytes // 1_000_000} MB, far more than any report.")
    return content
