"""One SQLite file: opened safely, asked and written to, its complaints said in one line."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from senreport_check.batch import schema
from senreport_check.batch.faults import is_busy, is_closed, told
from senreport_check.errors import UsageError
from senreport_check.sources import RUN

SHOWN = 3
_PATIENCE = 30.0
"""Seconds to wait for another program that reads the store."""
_PAUSE = 0.02

Values = tuple[Any, ...] | Mapping[str, Any]


class Database:
    """A store's file; whatever SQLite raises comes out as a `UsageError` that names the file."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection = path, connection

    def close(self) -> None:
        """Close the file; nothing is lost by not doing so."""
        self._connection.close()

    def do(self, statement: str, values: Values = ()) -> None:
        """Run a statement."""
        with told(self.path):
            self._connection.execute(statement, values)

    def one(self, query: str, values: Values = ()) -> Any:
        """The first row of an answer, None where there is none."""
        with told(self.path):
            return self._connection.execute(query, values).fetchone()

    def all(self, query: str, values: Values = ()) -> list[Any]:
        """Every row of an answer at once, for answers that are short."""
        with told(self.path):
            return self._connection.execute(query, values).fetchall()

    def each(self, query: str) -> Iterator[Any]:
        """Every row of an answer, one in memory at a time."""
        with told(self.path):
            rows = self._connection.execute(query)
            yield from iter(rows.fetchone, None)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside, or nothing; on the disk when this is left."""
        with told(self.path):
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def open_to_write(folder: Path) -> Database:
    """The folder's store, made or brought to today's version where needed."""
    path = folder / RUN
    with told(path):
        connection = _connect(path, "rwc")
        try:
            schema.version_of(connection, path)
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")
            schema.migrate(connection, path)
        except BaseException:
            connection.close()
            raise
        return Database(path, connection)


def open_to_read(folder: Path) -> Database:
    """The folder's store, to look at while a run goes on, or where nothing may be written."""
    path = folder / RUN
    if not path.is_file():
        raise no_run(folder)
    with told(path):
        connection, version = _to_read(path)
        if version == len(schema.MIGRATIONS):
            return Database(path, connection)
        connection.close()
    return open_to_write(folder)


def no_run(folder: Path) -> UsageError:
    """What to say of a folder without a run: which folder beside it has one, else how to begin one."""
    if folder.is_dir():
        what = "holds no run"
    else:
        what = "is a file, not the folder of a run" if folder.exists() else "does not exist"
    near = runs_near(folder)
    if near:
        meant = " or ".join(f"“{one}”" for one in near[:SHOWN])
        return UsageError(f"{folder} {what}: did you mean {meant}?")
    return UsageError(
        f"{folder} {what}: give the folder that stands after --out in your batch run command, or begin a run with "
        "senreport-check batch run SCHOOLS --out FOLDER."
    )


def runs_near(folder: Path) -> list[Path]:
    """The folders in this one, or else beside it, that hold a run."""
    for place in (folder, folder.parent):
        with suppress(OSError):
            if found := sorted(one.parent for one in place.glob(f"*/{RUN}")):
                return found
    return []


def open_rehearsal(folder: Path) -> Database:
    """A store in memory, with the folder's results where there are any, their reports and documents left aside."""
    path = folder / RUN
    with told(path):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        schema.migrate(connection, path)
        if path.exists():
            original = open_to_read(folder)
            connection.executemany("INSERT INTO meta VALUES (?, ?)", original.each("SELECT * FROM meta"))
            results = original.each("SELECT ask, key, outcome, attempts, seconds, host, checked_at FROM results")
            connection.executemany("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, x'', NULL, NULL)", results)
            original.close()
        return Database(path, connection)


def _to_read(path: Path) -> tuple[sqlite3.Connection, int]:
    connection = _connect(path, "rw")
    try:
        return connection, schema.version_of(connection, path)
    except BaseException as error:
        connection.close()
        if not (isinstance(error, sqlite3.Error) and is_closed(error)):
            raise
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise UsageError(f"{path} was left in the middle of a run: copy the folder to where you may write, look there.")
    connection = _connect(path, "ro&immutable=1")
    return connection, schema.version_of(connection, path)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the journal that readers do not disturb; SQLite waits for others in all it does but this."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error as error:
            if not is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(address(path.resolve(), mode), uri=True, timeout=_PATIENCE, isolation_level=None)


def address(path: PurePath, mode: str) -> str:
    """A whole path as SQLite's kind of address: a drive stands behind three slashes, a network share behind four."""
    plain = path.as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(plain, safe='/:')}?mode={mode}"
