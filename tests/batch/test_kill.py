"""The command killed at random moments again and again: in the end it has what an undisturbed run has."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from senreport_check.batch.store import FINISHED, Store
from senreport_check.errors import UsageError
from senreport_check.model import Outcome
from senreport_check.render import json as report_json
from senreport_check.sources import RUN
from servers import hurried
from servers.town import Town

SCHOOLS, KILLS = 49, 20
pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has one loopback address")


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with Town(SCHOOLS) as town:
        yield town


@pytest.fixture
def schools(town: Town, tmp_path: Path) -> Path:
    path = tmp_path / "schools.csv"
    path.write_text(town.register(), encoding="utf-8")
    return path


def start(schools: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, hurried.__file__, "batch", "run", str(schools), "--out", str(out)]
    command += ["--today", "2026-11-21", *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True)


def finish(schools: Path, out: Path) -> None:
    process = start(schools, out)
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 0, said
    assert "Traceback" not in said


def kill(process: subprocess.Popen[str]) -> None:
    """Kill the command alone; whatever it started must end by itself."""
    try:
        started = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        started = []
    process.kill()
    process.communicate(timeout=30)
    assert psutil.wait_procs(started, timeout=20)[1] == []


def finished(out: Path) -> set[str]:
    """The addresses of schools that have a result which stands."""
    if not (out / RUN).exists():
        return set()
    with Store.write(out) as store:
        if not store.begun:
            return set()
        return {result.entry.website for result in store.results() if result.report.outcome in FINISHED}


def found(out: Path) -> dict[str, dict[str, Any]]:
    """Every school's result, and how it is kept; the moment of checking aside."""
    with Store.read(out) as store:
        results = {}
        for kept in store.kept():
            report = {**report_json.to_dict(kept.result.report), "checked_at": None}
            assert kept.result.entry.key not in results
            results[kept.result.entry.key] = {"report": report, "original": kept.original, "document": kept.document}
            if kept.document:
                assert store.document(kept.document).words > 50
                assert b"SEN information report" in store.original(kept.original or "")
        return results


def test_twenty_kills_lose_nothing_and_do_nothing_twice(town: Town, schools: Path, tmp_path: Path) -> None:
    chance, out = random.Random(2026), tmp_path / "killed"
    progress, done, settled = [0], set[str](), dict[str, int]()
    for _ in range(KILLS):
        process = start(schools, out, "--tries", "99", "--workers", "1", "--threads", "4")
        wait_for_requests(town, process, sum(town.asked.values()) + chance.randrange(24))
        time.sleep(chance.uniform(0.0, 0.3))
        kill(process)
        assert done <= finished(out)
        done = finished(out)
        settled = {host: settled.get(host, town.asked[host]) for host in map(host_of, done)}
        assert {host: town.asked[host] for host in settled} == settled
        progress.append(len(done))
    assert len(set(progress)) > 5
    finish(schools, out)
    finish(schools, tmp_path / "undisturbed")
    assert found(out) == found(tmp_path / "undisturbed")
    assert len(found(out)) == SCHOOLS + 1
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["school"]["urn"] for line in lines] == list(found(out))


@pytest.mark.skipif(sys.platform == "win32", reason="a console of one's own would be needed")
@pytest.mark.parametrize("results", [0, 3])
def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(schools: Path, tmp_path: Path, results: int) -> None:
    process = start(schools, tmp_path / "out")
    wait_for_results(tmp_path / "out", results)
    started = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("Stopped: ")
    assert said.splitlines()[-1].endswith("The same command goes on from there.")
    assert psutil.wait_procs(started, timeout=20)[1] == []
    with Store.read(tmp_path / "out") as store:
        kept = list(store.results())
    assert results < len(kept) < SCHOOLS + 1
    assert len((tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()) == len(kept)
    assert (tmp_path / "out" / "index.html").stat().st_size > 1000


def test_two_runs_at_once_are_one_line(schools: Path, tmp_path: Path) -> None:
    first = start(schools, tmp_path / "out")
    wait_for_results(tmp_path / "out")
    at_work = psutil.Process(first.pid)
    at_work.suspend()
    second = start(schools, tmp_path / "out")
    said = second.communicate(timeout=60)[1].splitlines()
    at_work.resume()
    assert second.returncode == 2
    assert said[-1].startswith("Error: another run is at work")
    first.communicate(timeout=120)
    assert first.returncode == 0
    assert len(found(tmp_path / "out")) == SCHOOLS + 1


def host_of(address: str) -> str:
    return address.removeprefix("http://").partition(":")[0]


def wait_for_requests(town: Town, process: subprocess.Popen[str], number: int) -> None:
    """Wait until the town has been asked so often, or the command has ended."""
    while sum(town.asked.values()) < number and process.poll() is None:
        time.sleep(0.01)


def wait_for_results(out: Path, results: int = 3) -> None:
    """Wait until more schools than that have a result, the one without a website first of all."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(UsageError), Store.read(out) as store:
            if sum(store.tally().values()) > results:
                return
        time.sleep(0.05)
    raise AssertionError("no school was done within a minute")


def test_the_kinds_of_schools_come_out_as_they_are(schools: Path, tmp_path: Path) -> None:
    finish(schools, tmp_path / "out")
    with Store.read(tmp_path / "out") as store:
        assert set(store.tally()) == set(Outcome) - {Outcome.CRASHED}
        assert all(result.attempts == 1 for result in store.results())
