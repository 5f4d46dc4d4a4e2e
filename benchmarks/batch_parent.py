"""One measurement of `batch.py`, made in a fresh process: check schools into a store, as the command does."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from batch_sites import host_of, name_of
from senreport_check.batch.executors import Crew, make
from senreport_check.batch.jobs import Done, Group
from senreport_check.batch.packing import pack
from senreport_check.batch.run import work
from senreport_check.batch.store import Store
from senreport_check.batch.terms import terms_of
from senreport_check.check import Checker, Settings
from senreport_check.fetch import FetchSettings
from senreport_check.model import Entry, Outcome, School, SchoolReport, Source, SourceKind
from senreport_check.render import json as report_json
from senreport_check.render import overview

TODAY = date(2026, 11, 21)


def run(wish: dict[str, Any]) -> dict[str, Any]:
    """Check `schools` at `port` with so many `workers`, or have them `played`; what it took, its peak in MiB."""
    started = time.monotonic()
    settings = Settings(today=TODAY, fetch=FetchSettings(allow_private=True, browser=False, **wish.get("fetch", {})))
    executor = Played(wish["played"]) if "played" in wish else make(settings, Crew(wish["workers"]))
    each: dict[str, float] = {}
    busy = 0.0

    def watch(done: Done, _: Outcome) -> None:
        nonlocal busy
        each[done.key] = done.seconds
        if len(each) == wish["schools"]:
            busy = processor_seconds()

    with TemporaryDirectory() as name, Store.write(Path(name)) as store:
        store.begin(terms_of(settings, title="Benchmark", checklist="sen-information-report"), register(wish))
        work(executor.run(store.groups(3)), store.add, watch)
        seconds = time.monotonic() - started
        kept = sum(path.stat().st_size for path in Path(name).iterdir())
        if "played" in wish:
            overview.write(Path(name) / "pages", store.facts(), store.results)
        peak = peak_mib()
        schools = [summary(result.entry.key, result.report) for result in store.results()]
    return {
        "seconds": seconds, "busy": busy, "peak": peak, "kept": kept, "each": sum(each.values()) / len(each),
        "schools": schools,
    }  # fmt: skip


def peak_mib() -> float:
    """This process's greatest memory; `getrusage` would count that of the process it was started by as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def processor_seconds() -> float:
    """What this process and all it has started have had of the processor."""
    own = psutil.Process()
    return sum(sum(one.cpu_times()[:2]) for one in (own, *own.children(recursive=True)))


def register(wish: dict[str, Any]) -> Iterator[Entry]:
    """The schools the server plays."""
    for number in range(wish["schools"]):
        host = host_of(number)
        yield Entry(str(number), School(name_of(number), str(number)), host, f"http://{host}:{wish['port']}/")


def summary(key: str, report: SchoolReport) -> dict[str, Any]:
    """What is compared of one school's result."""
    requests = report.placement.requests if report.placement else None
    return {"key": key, "outcome": str(report.outcome), "reason": report.reason, "requests": requests}


class Played:
    """An executor that gives out one recorded result again and again, for the memory of the process that keeps it.

    The documents that come with it are random bytes as large as real ones, which nothing can fold into one.
    """

    def __init__(self, report: dict[str, Any]) -> None:
        self._report = report

    def run(self, groups: Iterator[Group]) -> Iterator[Done]:
        """A result for every school."""
        for entry in (entry for group in groups for entry in group.entries):
            self._report["school"]["urn"] = entry.key
            report = json.dumps(self._report).encode() + b"\n"
            original, document = (pack(random.randbytes(size)) for size in (70_000, 12_000))
            yield Done(entry.key, report, entry.website, 1.0, original, document)


def recorded(port: int) -> dict[str, Any]:
    """One real result, to be played back."""
    address = f"http://{host_of(0)}:{port}/"
    with Checker(Settings(today=TODAY, fetch=FetchSettings(allow_private=True, pause=0.0))) as checker:
        return report_json.to_dict(checker.check(Source(address, SourceKind.URL, url=address)))
