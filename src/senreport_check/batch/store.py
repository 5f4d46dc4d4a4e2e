"""The store of a run: plan, results and kept documents in the run's folder, written by one process."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from senreport_check.batch.database import Database, open_rehearsal, open_to_read, open_to_write
from senreport_check.batch.faults import damaged
from senreport_check.batch.jobs import Done, Group, Snapshot
from senreport_check.batch.packing import unpack, unpack_document
from senreport_check.batch.terms import Terms, ask_of, entry_from_json, entry_to_json, host_of
from senreport_check.errors import UsageError
from senreport_check.model import Document, Entry, Outcome, RunFacts, SchoolReport, SchoolResult, SourceFacts
from senreport_check.render import json as report_json

FINISHED = (Outcome.CHECKED, Outcome.NOT_FOUND, Outcome.UNREADABLE)
"""What stands until the question changes; any other outcome is tried again."""

_PAGE = 200
_FINISHED = ", ".join(f"'{outcome}'" for outcome in FINISHED)
_ALL = "plan LEFT JOIN results ON results.ask = plan.ask"
_DUE = (
    "plan.host IS NOT NULL AND (results.ask IS NULL"
    f" OR (results.outcome NOT IN ({_FINISHED}) AND results.attempts < :tries))"
)
_KEPT = "SELECT entry, report, attempts, results.host, seconds, original, document FROM plan JOIN results USING (ask)"


@dataclass(frozen=True, slots=True)
class Kept:
    """A school's result with the host it came from, the seconds it took, and the digests of what was kept."""

    result: SchoolResult
    host: str
    seconds: float
    original: str | None
    document: str | None


class Store:
    """One run's store, a context manager. Whatever goes wrong with the file is raised as `UsageError`."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder, self._db = folder, database

    @classmethod
    def write(cls, folder: Path) -> Store:
        """The folder's store, made where there is none; the caller holds the folder's lock."""
        return cls(folder, open_to_write(folder))

    @classmethod
    def read(cls, folder: Path) -> Store:
        """The folder's store to look at, also while a run goes on; there must be a plan in it."""
        store = cls(folder, open_to_read(folder))
        if not store.begun:
            store.close()
            raise UsageError(f"{folder} holds no plan yet: senreport-check batch run SCHOOLS --out {folder} makes one.")
        return store

    @classmethod
    def rehearse(cls, folder: Path) -> Store:
        """A store in memory that knows which results the folder has: what is planned in it is planned nowhere."""
        return cls(folder, open_rehearsal(folder))

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close the file; nothing is lost by not doing so."""
        self._db.close()

    @property
    def begun(self) -> bool:
        """Whether there is a plan."""
        return self._db.one("SELECT 1 FROM meta WHERE name = 'terms'") is not None

    @property
    def terms(self) -> Terms:
        """On what terms the latest command judges."""
        (text,) = self._db.one("SELECT value FROM meta WHERE name = 'terms'")
        with self._sound():
            return Terms.from_json(text)

    def facts(self) -> RunFacts:
        """The run as a whole."""
        terms = self.terms
        return RunFacts(terms.title, terms.today, terms.tool, self._count("SELECT COUNT(*) FROM plan"))

    def begin(self, terms: Terms, entries: Iterable[Entry]) -> None:
        """Put a plan in place of the one there is; results stay, and count wherever the same is asked again.

        A school without an address has its result at once.
        """
        with self._db.transaction():
            self._db.do("DELETE FROM plan")
            self._set(terms)
            for position, entry in enumerate(entries):
                ask = ask_of(entry, terms.judged_by)
                row = (position, entry.key, ask, host_of(entry), entry_to_json(entry))
                self._db.do("INSERT INTO plan VALUES (?, ?, ?, ?, ?)", row)
                if entry.url is None:
                    self._put(ask, _without_website(entry, terms))

    def switch(self, terms: Terms) -> None:
        """Ask the same schools on other terms."""
        with self._db.transaction():
            self._set(terms)
            for (text,) in self._db.all("SELECT entry FROM plan"):
                entry = self._entry(text)
                self._db.do("UPDATE plan SET ask = ? WHERE key = ?", (ask_of(entry, terms.judged_by), entry.key))

    def entries(self) -> Iterator[Entry]:
        """Every school of the plan, in its order."""
        for (text,) in self._db.each("SELECT entry FROM plan ORDER BY position"):
            yield self._entry(text)

    def groups(self, tries: int) -> Iterator[Group]:
        """What is left to do, the fullest hosts first: schools without a result, and failed ones tried less often."""
        hosts = f"SELECT plan.host FROM {_ALL} WHERE {_DUE} GROUP BY 1 ORDER BY COUNT(*) DESC, MIN(position)"
        for (host,) in self._db.all(hosts, {"tries": tries}):
            due = f"SELECT entry FROM {_ALL} WHERE {_DUE} AND plan.host = :host ORDER BY position"
            rows = self._db.all(due, {"tries": tries, "host": host})
            yield Group(host, tuple(self._entry(text) for (text,) in rows))

    def add(self, done: Done, terms: Terms | None = None) -> Outcome:
        """Keep a school's result and what it rests on, all or nothing; on the disk when this returns.

        With terms, the result is kept under those and not under the run's.
        """
        with self._db.transaction():
            ask, entry = self._db.one("SELECT ask, entry FROM plan WHERE key = ?", (done.key,))
            return self._put(ask_of(self._entry(entry), terms.judged_by) if terms else ask, done)

    def has(self, terms: Terms, entry: Entry) -> bool:
        """Whether there is a result for this school under these terms."""
        return self._db.one("SELECT 1 FROM results WHERE ask = ?", (ask_of(entry, terms.judged_by),)) is not None

    def results(self) -> Iterator[SchoolResult]:
        """Every result in the plan's order, one in memory at a time."""
        for kept in self.kept():
            yield kept.result

    def kept(self) -> Iterator[Kept]:
        """The same, with what was kept of each."""
        for row in self._db.each(f"{_KEPT} ORDER BY position"):
            yield self._kept(row)

    def answered(self) -> Iterator[tuple[Entry, str]]:
        """Every school that has a result and the host it came from, in the plan's order, while others are added."""
        query = "SELECT position, entry, results.host FROM plan JOIN results USING (ask)"
        last = -1
        while rows := self._db.all(f"{query} WHERE position > ? ORDER BY position LIMIT {_PAGE}", (last,)):
            for last, text, host in rows:  # noqa: B007 - the next page begins after it
                yield self._entry(text), host

    def find(self, key: str) -> Kept | None:
        """One school's result by its key, None where there is none yet."""
        row = self._db.one(f"{_KEPT} WHERE plan.key = ?", (key,))
        return self._kept(row) if row else None

    def original(self, sha256: str) -> bytes:
        """A checked file as it was fetched."""
        with self._sound():
            return unpack(self._blob(sha256), sha256)

    def document(self, sha256: str) -> Document:
        """A checked document as it was read."""
        with self._sound():
            return unpack_document(self._blob(sha256), sha256)

    def tally(self) -> dict[Outcome, int]:
        """How many schools of the plan came to which outcome, those that did."""
        rows = self._db.all("SELECT outcome, COUNT(*) FROM plan JOIN results USING (ask) GROUP BY 1")
        counted = dict(rows)
        return {outcome: counted[outcome] for outcome in Outcome if outcome in counted}

    def due(self, tries: int) -> int:
        """How many schools are left to do."""
        return self._count(f"SELECT COUNT(*) FROM {_ALL} WHERE {_DUE}", {"tries": tries})

    def fullest_host(self, tries: int) -> int:
        """How many of them share one host, at most."""
        counts = f"SELECT COUNT(*) AS n FROM {_ALL} WHERE {_DUE} GROUP BY plan.host"
        return self._count(f"SELECT COALESCE(MAX(n), 0) FROM ({counts})", {"tries": tries})

    def left_out(self) -> int:
        """How many schools have a result from an earlier plan and are not in this one."""
        return self._count("SELECT COUNT(DISTINCT key) FROM results WHERE key NOT IN (SELECT key FROM plan)")

    def asked_anew(self) -> int:
        """How many schools of the plan have a result, but for another checklist, day, address or setting."""
        return self._count(
            f"SELECT COUNT(*) FROM {_ALL} WHERE results.ask IS NULL"
            " AND EXISTS (SELECT 1 FROM results AS other WHERE other.key = plan.key)"
        )

    def seconds_a_school(self) -> float | None:
        """How long a school took on average, None where no website was visited yet."""
        query = "SELECT AVG(seconds) FROM plan JOIN results USING (ask) WHERE seconds > 0"
        found: float | None = self._db.one(query)[0]
        return found

    def _set(self, terms: Terms) -> None:
        self._db.do("INSERT OR REPLACE INTO meta VALUES ('terms', ?)", (terms.to_json(),))

    def _put(self, ask: str, done: Done) -> Outcome:
        plain = json.loads(done.report)
        for kept in (done.original, done.document):
            self._keep(kept)
        self._db.do(
            "INSERT INTO results VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?) ON CONFLICT (ask) DO UPDATE SET"
            " outcome = excluded.outcome, attempts = attempts + 1, seconds = excluded.seconds, host = excluded.host,"
            " checked_at = excluded.checked_at, report = excluded.report, original = excluded.original,"
            f" document = excluded.document WHERE host <> '' AND outcome NOT IN ({_FINISHED})",
            (
                ask, done.key, plain["outcome"], done.seconds, done.host, plain["checked_at"],
                zlib.compress(done.report), done.original and done.original.sha256,
                done.document and done.document.sha256,
            ),
        )  # fmt: skip
        return Outcome(plain["outcome"])

    def _keep(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self._db.do("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (snapshot.sha256, snapshot.packed))

    def _blob(self, sha256: str) -> bytes:
        row = self._db.one("SELECT packed FROM blobs WHERE sha256 = ?", (sha256,))
        if row is None:
            raise damaged(self._db.path)
        packed: bytes = row[0]
        return packed

    def _kept(self, row: tuple[Any, ...]) -> Kept:
        entry, report, attempts, host, seconds, original, document = row
        with self._sound():
            (found,) = report_json.load(zlib.decompress(report), str(self._db.path))
            return Kept(SchoolResult(self._entry(entry), found, attempts), host, seconds, original, document)

    def _entry(self, text: str) -> Entry:
        with self._sound():
            return entry_from_json(text)

    def _count(self, query: str, values: dict[str, Any] | tuple[()] = ()) -> int:
        return int(self._db.one(query, values)[0])

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """What no longer reads as it was written is a damaged store."""
        try:
            yield
        except (ValueError, TypeError, KeyError, zlib.error) as error:
            raise damaged(self._db.path) from error


def _without_website(entry: Entry, terms: Terms) -> Done:
    report = SchoolReport(
        tool=terms.tool,
        checked_at=datetime.now(UTC),
        school=entry.school,
        source=SourceFacts(entry.website),
        outcome=Outcome.UNREACHABLE,
        reason=entry.problem,
    )
    return Done(entry.key, report_json.line(report), "", 0.0)
