"""Workers on many machines: the home of dask.distributed, through its own client.

Every machine runs `dask worker ADDRESS --nworkers auto --nthreads 16` with this package installed. Schools that
share a host are handed out one after another, to the worker that had the first.
"""

from __future__ import annotations

import threading
from asyncio import CancelledError
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from distributed import Client, Future, KilledWorker, WorkerPlugin, as_completed, get_worker

from senreport_check.batch.jobs import Done, Group
from senreport_check.batch.worker import Worker, crashed
from senreport_check.check import Settings
from senreport_check.errors import SenReportError, UsageError
from senreport_check.model import Entry

PLUGIN = "senreport-check"
PATIENCE = 30
REASON = "Several machines broke over this school: check it by itself to see why."


class Station(WorkerPlugin):
    """What every worker of the cluster holds for the length of a run: our own `Worker`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def setup(self, worker: object) -> None:  # noqa: ARG002 - the library's form
        """Start it."""
        self.worker = Worker(self._settings).__enter__()

    def teardown(self, worker: object) -> None:  # noqa: ARG002 - the library's form
        """Stop it, without waiting for schools under way."""
        threading.Thread(target=self.worker.__exit__, daemon=True).start()


def check(entry: Entry) -> tuple[str, Done]:
    """Check one school, on a worker of the cluster; the worker's address and the result."""
    here = get_worker()
    station = here.plugins[PLUGIN]
    assert isinstance(station, Station)
    return here.address, station.worker.check(entry)


@dataclass(frozen=True, slots=True)
class _Task:
    """A school under way and those of its host still to come; `at` is the worker that had the one before."""

    entry: Entry
    rest: tuple[Entry, ...]
    at: str | None = None


class Cluster:
    """Checks groups on the workers of the scheduler at `address`."""

    def __init__(self, settings: Settings, address: str) -> None:
        self._settings, self._address = settings, address

    def run(self, groups: Iterator[Group]) -> Iterator[Done]:
        """See `jobs.Executor.run`.

        Raises `UsageError` when there is no cluster or no worker there, `SenReportError` when it is lost.
        """
        client = self._connect()
        try:
            with _Desk(client, self._settings) as desk:
                while True:
                    while desk.has_room and (group := next(groups, None)):
                        desk.submit(_Task(group.entries[0], group.entries[1:]))
                    if not desk.tasks:
                        return
                    yield desk.next_done()
        except (OSError, CancelledError) as error:
            raise SenReportError(f"The cluster at {self._address} is lost: run the same command again.") from error
        finally:
            client.close()

    def _connect(self) -> Client:
        try:
            client = Client(self._address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"No cluster answers at {self._address}: start it with dask scheduler.") from error
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            client.close()
            raise UsageError(f"The cluster at {self._address} has no workers: start some with dask worker.") from error
        return client


class _Desk:
    """Hands tasks to a cluster and takes their results; a context manager, as it leaves nothing on the cluster."""

    def __init__(self, client: Client, settings: Settings) -> None:
        self._client = client
        self._settings = replace(settings, fetch=replace(settings.fetch, workers=len(client.nthreads())))
        self.tasks: dict[Future[Any], _Task] = {}
        self._answers = as_completed(loop=client.loop, with_results=True, raise_errors=False)

    def __enter__(self) -> _Desk:
        self._client.register_plugin(Station(self._settings), name=PLUGIN)
        return self

    def __exit__(self, *failure: object) -> None:
        self._client.cancel(list(self.tasks))
        self._client.unregister_worker_plugin(PLUGIN)

    @property
    def has_room(self) -> bool:
        """Whether a worker has nothing to do."""
        threads: dict[str, int] = self._client.nthreads()
        return len(self.tasks) < sum(threads.values())

    def submit(self, task: _Task) -> None:
        """Hand out the task's school."""
        at = [task.at] if task.at else None
        future = self._client.submit(check, task.entry, workers=at, allow_other_workers=bool(at), pure=False)
        self.tasks[future] = task
        self._answers.add(future)

    def next_done(self) -> Done:
        """The next result; its host's next school is handed out at once."""
        future, answer = next(self._answers)
        task = self.tasks.pop(future)
        if future.status == "error":
            error = future.exception()
            if not isinstance(error, KilledWorker):
                raise SenReportError(f"The cluster's workers do not fit this program: {error}.") from error
            at, done = None, crashed(self._settings, task.entry, REASON)
        elif future.status == "finished":
            at, done = answer
        else:
            raise CancelledError
        if task.rest:
            self.submit(_Task(task.rest[0], task.rest[1:], at))
        return done
