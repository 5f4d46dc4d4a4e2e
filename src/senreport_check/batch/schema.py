"""The tables of a run's store, and how an older store becomes one of today."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from senreport_check.errors import UsageError

APPLICATION = 0x53454E52
"""Stands in the file's header: this is a store of ours and no other program's."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE plan (position INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, ask TEXT NOT NULL UNIQUE,"
        " host TEXT, entry TEXT NOT NULL)",
        "CREATE INDEX plan_host ON plan (host)",
        "CREATE TABLE results (ask TEXT PRIMARY KEY, key TEXT NOT NULL, outcome TEXT NOT NULL,"
        " attempts INTEGER NOT NULL, seconds REAL NOT NULL, host TEXT NOT NULL, checked_at TEXT NOT NULL,"
        " report BLOB NOT NULL, original TEXT, document TEXT)",
        "CREATE INDEX results_key ON results (key)",
        "CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, packed BLOB NOT NULL)",
    ),
)
"""Step n takes a store of version n to n + 1; a step once published is never changed, only followed by another.

`plan` is the schools of the latest command in their order; `ask` is the digest of what is asked (school, address,
checklist, day, manner of fetching), so that a result stands for exactly one question and is kept when the
question changes. `blobs` holds compressed contents by the sha256 of what was packed.
"""


_WHOSE = """
SELECT user_version, application_id, EXISTS (SELECT 1 FROM sqlite_master)
FROM pragma_user_version, pragma_application_id
"""
"""One question, as another program may fill the store between two."""


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a store, 0 when it is empty; raises `UsageError` for one of the future or of another program."""
    version, application, filled = connection.execute(_WHOSE).fetchone()
    if filled and application != APPLICATION:
        raise UsageError(f"{path} was not made by senreport-check: choose another folder.")
    if version > len(MIGRATIONS):
        raise UsageError(
            f"{path} was made by a newer senreport-check (its form is {version}, this one knows {len(MIGRATIONS)}):"
            " install the newer version, or choose another folder."
        )
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the store to today's version, step by step, each step whole or not at all, whoever else does the same."""
    while version_of(connection, path) < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            number = version_of(connection, path)
            for statement in MIGRATIONS[number] if number < len(MIGRATIONS) else ():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {min(number + 1, len(MIGRATIONS))}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
