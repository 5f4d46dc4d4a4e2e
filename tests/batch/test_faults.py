"""Workers that die and schools that misbehave: every school comes home once, with its right outcome."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import psutil
import pytest

from senreport_check.batch.executors import Crew, child, make
from senreport_check.batch.executors.processes import Processes
from senreport_check.batch.jobs import Done, Group
from senreport_check.check import Settings
from senreport_check.errors import SenReportError
from senreport_check.extract import Limits
from senreport_check.model import Entry

from . import rogue
from .street import BAD, OUTCOMES, groups, settings, street


def outcomes(results: Iterator[Done]) -> dict[str, str]:
    """The outcome of every school, each of which must come home once."""
    found: dict[str, str] = {}
    for done in results:
        assert done.key not in found
        found[done.key] = json.loads(done.report)["outcome"]
    return found


def named(entry: Entry, name: str) -> Entry:
    return replace(entry, school=replace(entry.school, name=name))


def in_a_hurry() -> Settings:
    """Deadlines of a second, so that bad schools cost little."""
    return replace(settings(request_seconds=1.0, school_seconds=20.0), limits=Limits(memory_mb=300, ocr=False))


def test_bad_schools_cost_only_themselves() -> None:
    kinds = ["good"] * 45 + list(BAD)
    with street(kinds[::-1]) as (entries, _):
        found = outcomes(make(in_a_hurry(), Crew(workers=2, threads=8)).run(groups(*entries)))
    assert len(found) == 50
    assert {key: outcome for key, outcome in found.items() if outcome != OUTCOMES[key.split("-")[1]]} == {}


def test_what_a_worker_had_under_way_is_done_by_another() -> None:
    with street(["good"] * 12) as (entries, _):
        executor = Processes(settings(), 2, 3)
        results = executor.run(groups(*entries))
        first = next(results)
        executor._hands[0].process.kill()
        found = outcomes(chain([first], results))
    assert found == {entry.key: "checked" for entry in entries}


def test_the_school_that_kills_its_worker_is_told_from_those_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "serve", rogue.serve)
    with street(["good"] * 9) as (entries, _):
        bad = named(entries[4], "This kills its worker")
        work = [Group("shared", (entries[0], bad, entries[1])), *groups(*entries[2:4], *entries[5:])]
        found = outcomes(Processes(settings(), 2, 4).run(iter(work)))
    assert Counter(found.values()) == {"checked": 8, "crashed": 1}
    assert found[bad.key] == "crashed"


def test_a_school_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "serve", rogue.serve)
    monkeypatch.setattr("senreport_check.batch.executors.processes.LOOK_EVERY", 0.5)
    with street(["good"] * 3) as (entries, _):
        work = groups(named(entries[0], "This never ends"), *entries[1:])
        results = list(Processes(settings(), 1, 2, longest=10.0).run(work))
    reports = {done.key: json.loads(done.report) for done in results}
    assert [reports[entry.key]["outcome"] for entry in entries] == ["crashed", "checked", "checked"]
    assert "check this school by itself" in reports[entries[0].key]["reason"]


def test_workers_that_never_begin_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "serve", rogue.serve_never)
    with street(["good"]) as (entries, _), pytest.raises(SenReportError, match="before they have begun"):
        list(Processes(settings(), 2, 2).run(groups(*entries)))


def test_closing_the_results_stops_everything() -> None:
    with street(["good"] * 3 + ["hang"]) as (entries, _):
        results = make(settings(), Crew(workers=2, threads=2)).run(groups(*entries))
        next(results)
        started = psutil.Process().children(recursive=True)
        results.close()  # type: ignore[attr-defined]  # a generator
        helpers = [one for one in started if "resource_tracker" not in " ".join(_command(one))]
        assert psutil.wait_procs(helpers, timeout=20)[1] == []


SCRIPT = """
import sys
from dataclasses import replace

from senreport_check.batch.executors import Crew, make
from senreport_check.extract import Limits
from batch.street import groups, settings, street

if __name__ == "__main__":
    patient = replace(settings(), limits=Limits(seconds=60, memory_mb=4000, ocr=False))
    with street(["crash"] * 2 + ["hang"] * 2) as (entries, _):
        list(make(patient, Crew(workers=2, threads=4)).run(groups(*entries)))
"""
DEEP_IN_A_DOCUMENT = 200 * 1024 * 1024
"""Bytes that a reading process holds in the midst of the hungry document, and never before."""

SOON = 3.5
"""Seconds in which everybody ends; left to itself, reading that document goes on for longer."""


def test_a_parent_killed_leaves_nobody_behind(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(f"import sys\nsys.path.insert(0, {str(Path(__file__).parents[1])!r})\n{SCRIPT}", encoding="utf-8")
    parent = psutil.Popen([sys.executable, str(script)])
    started: list[psutil.Process] = []
    until = time.monotonic() + 60
    while not any(_deep_in_a_document(one) for one in started):
        assert time.monotonic() < until
        time.sleep(0.05)
        started = parent.children(recursive=True)
    parent.kill()
    parent.wait(timeout=20)
    assert psutil.wait_procs(started, timeout=SOON)[1] == []


def _deep_in_a_document(process: psutil.Process) -> bool:
    try:
        return "reading_process" in " ".join(process.cmdline()) and process.memory_info().rss > DEEP_IN_A_DOCUMENT
    except psutil.Error:
        return False


def test_a_worker_killed_takes_its_reading_processes_along() -> None:
    with street(["crash", "good"]) as (entries, _):
        executor = Processes(replace(settings(), limits=Limits()), 1, 2)
        results = executor.run(groups(*entries))
        next(results)
        worker = psutil.Process(executor._hands[0].process.pid)
        reading = worker.children(recursive=True)
        assert reading
        worker.kill()
        assert psutil.wait_procs(reading, timeout=20)[1] == []
        results.close()  # type: ignore[attr-defined]  # a generator


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_one_slow_reader_holds_nobody_up() -> None:
    """A document that takes its whole deadline to read, and good schools beside it, in one worker."""
    with street(["crash", *["good"] * 8]) as (entries, _):
        slow = replace(settings(), limits=Limits(seconds=12, memory_mb=4000, ocr=False))
        begun = time.monotonic()
        found = {}
        for done in make(slow, Crew(workers=1, threads=4)).run(groups(*entries)):
            found[done.key] = time.monotonic() - begun
    assert max(when for key, when in found.items() if "good" in key) < found["0-crash"]
