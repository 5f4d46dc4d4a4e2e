"""The documents of a run judged again, by another checklist or on another day, without fetching or reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Self

from senreport_check.batch.executors import cores
from senreport_check.batch.executors.inline import Inline
from senreport_check.batch.executors.processes import Processes
from senreport_check.batch.jobs import Done, Executor, Group, Snapshot
from senreport_check.batch.run import Watch, work
from senreport_check.batch.store import Kept, Store
from senreport_check.batch.terms import Terms
from senreport_check.batch.worker import source_of
from senreport_check.check import Checker, Settings, failed
from senreport_check.model import Outcome, SchoolReport
from senreport_check.render import json


def recheck(store: Store, terms: Terms, settings: Settings, workers: int | None, watch: Watch) -> None:
    """Judge every document of the run again and let the new results stand for the run.

    Until all are judged the earlier results stand; stopped, it is taken up again by the same call. What was not
    checked keeps its outcome. Raises what `run.work` raises.
    """
    kind = partial(Judging, store.folder)
    executor: Executor
    executor = Inline(settings, kind) if workers == 0 else Processes(settings, workers or cores(), 1, kind=kind)
    work(executor.run(_groups(store, terms)), lambda done: store.add(done, terms), watch)
    store.switch(terms)


def left(store: Store, terms: Terms) -> int:
    """How many schools have a result that is still to be judged again."""
    return sum(1 for _ in _groups(store, terms))


def _groups(store: Store, terms: Terms) -> Iterator[Group]:
    for entry, host in store.answered():
        if not store.has(terms, entry):
            yield Group(host, (entry,))


class Judging:
    """Judges the documents of the run in a folder by the settings; work for one thread of a process."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder, self._settings = folder, settings
        self._checker = Checker(settings)

    def __enter__(self) -> Self:
        """Nothing needs to be opened: nothing is fetched or read."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Nothing needs to be closed."""

    def run(self, group: Group) -> Iterator[Done]:
        """Judge the schools' documents again."""
        with Store.read(self._folder) as store:
            for entry in group.entries:
                kept = store.find(entry.key)
                if kept is not None:
                    judged, same = json.line(self._again(store, kept)), map(_same, (kept.original, kept.document))
                    yield Done(entry.key, judged, kept.host, kept.seconds, *same)

    def _again(self, store: Store, kept: Kept) -> SchoolReport:
        entry, report = kept.result.entry, kept.result.report
        if kept.document is None:
            return replace(report, tool=self._settings.tool)
        try:
            return self._checker.again(report, entry.school, store.document(kept.document))
        except Exception as error:
            reason = f"Judging its document again broke ({error}): batch run fetches and checks it anew."
            return failed(self._settings, source_of(entry), Outcome.CRASHED, reason)


def _same(sha256: str | None) -> Snapshot | None:
    """What the store has already, without its bytes."""
    return Snapshot(sha256, b"") if sha256 else None
