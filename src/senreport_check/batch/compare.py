"""Two runs side by side, each read a result at a time from its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from senreport_check.batch.database import no_run
from senreport_check.batch.store import Store
from senreport_check.compare import RunComparison, compare_runs
from senreport_check.errors import UsageError
from senreport_check.model import Entry, SchoolReport, SchoolResult
from senreport_check.model.rows import Board
from senreport_check.render import json
from senreport_check.render.overview import RESULTS
from senreport_check.render.overview.gather import Gathering
from senreport_check.sources import READABLE_SUFFIXES, RUN, same


def compare_folders(before: Path, after: Path) -> RunComparison:
    """What changed from one run to a later one.

    Raises `UsageError` where a folder holds no run or is given twice, and where its results cannot be read.
    """
    if same(before, after):
        raise UsageError(f"{after} is given twice: give the earlier run, then the later one.")
    return compare_runs(read(before), read(after))


def read(folder: Path) -> Board:
    """A run in small: from its store where there is one, else from results.jsonl (the file itself will do too)."""
    gathering = Gathering()
    if (folder / RUN).is_file():
        with Store.read(folder) as store:
            _gather(store.results(), gathering)
            return gathering.board(store.facts())
    file = folder / RESULTS if folder.is_dir() else folder
    if not file.is_file():
        raise no_run(folder)
    if file.suffix.lower() in READABLE_SUFFIXES:
        raise UsageError(f"{file} is a document, not a run: to compare two reports, senreport-check compare OLD NEW.")
    _gather(_lines(file), gathering)
    facts = gathering.facts(file.resolve().parent.name)
    if facts is None:
        raise UsageError(f"{file} holds no result yet: batch run makes some.")
    return gathering.board(facts)


def _gather(results: Iterable[SchoolResult], gathering: Gathering) -> None:
    for result in results:
        gathering.add(result)


def _lines(file: Path) -> Iterator[SchoolResult]:
    """The results of a file, one line in memory at a time."""
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                [report] = json.load(line, f"{file}, line {number},")
                yield SchoolResult(_entry(report, number), report)


def _entry(report: SchoolReport, number: int) -> Entry:
    """What a result tells of its school's place in the register."""
    return Entry(report.school.urn or f"line-{number}", report.school, report.source.given, report.source.url)
