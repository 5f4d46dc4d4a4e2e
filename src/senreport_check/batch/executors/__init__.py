"""Ways to get schools checked, all with the one interface `jobs.Executor`: here, in several processes, on a cluster.

    executor = make(settings)                                  # a process for every core
    executor = make(settings, Crew(workers=1))                 # one process
    executor = make(settings, Crew(workers=0))                 # this process, one school after another
    executor = make(settings, Crew(cluster="tcp://10.0.0.5:8786"))
    for done in executor.run(iter(groups)): ...

A school's result is the same whichever way it comes about, `checked_at` aside.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from senreport_check.batch.jobs import Executor
from senreport_check.errors import UsageError

if TYPE_CHECKING:
    from senreport_check.check import Settings

__all__ = ["THREADS", "Crew", "cores", "make"]

THREADS = 16
"""Schools one worker has under way: while most of them wait for their websites, one is read and matched."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work.

    `workers` is the number of processes (None: one a core; 0: this process), `threads` the number of schools
    each has under way at once, `cluster` the address of a Dask scheduler, whose workers are then used instead.
    """

    workers: int | None = None
    threads: int = THREADS
    cluster: str | None = None


def make(settings: Settings, crew: Crew = Crew()) -> Executor:
    """The executor for a crew; raises `UsageError` when a cluster is wanted and Dask is not installed."""
    if crew.cluster is not None:
        if find_spec("distributed") is None:
            raise UsageError("Running on a cluster needs Dask: pip install 'senreport-check[cluster]'.")
        from senreport_check.batch.executors.cluster import Cluster  # noqa: PLC0415 - optional

        return Cluster(settings, crew.cluster)
    if crew.workers == 0:
        from senreport_check.batch.executors.inline import Inline  # noqa: PLC0415 - loads the matching

        return Inline(settings)
    from senreport_check.batch.executors.processes import Processes  # noqa: PLC0415 - as above

    return Processes(settings, crew.workers or cores(), crew.threads)


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
