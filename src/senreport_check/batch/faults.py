"""What SQLite complains of, as one line for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from senreport_check.errors import UsageError

_PRIMARY = 0xFF
_DAMAGED = "is damaged: put a copy of it back, or begin anew in another folder."
_CLOSED = "cannot be written: choose a folder of your own, on this computer's disk."
_FULL = "the disk is full: make room, then run the same command again. What was done is kept."
_SAID = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: "the disk failed or is full: see to it, then run the same command again.",
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_BUSY: "is held by another program: wait until it has ended, then try again.",
}


def is_closed(error: sqlite3.Error) -> bool:
    """Whether SQLite was kept from writing, be it only its helper files."""
    return _SAID.get(_code(error)) == _CLOSED


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program held the store."""
    return _code(error) == sqlite3.SQLITE_BUSY


def damaged(path: Path) -> UsageError:
    """The complaint about a store whose contents are not what was put there."""
    return UsageError(f"{path}: {_DAMAGED}")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a `UsageError` that names the store and says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        said = _SAID.get(_code(error), f"cannot be used ({error}): begin anew in another folder.")
        raise UsageError(f"{path}: {said}") from error
    except UnicodeDecodeError as error:
        raise damaged(path) from error


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY
