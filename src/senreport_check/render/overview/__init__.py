"""All the schools of a run: pages, a workbook and tables for people, a line a school for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from senreport_check.errors import UsageError
from senreport_check.model import RunFacts, SchoolResult
from senreport_check.model.rows import Board
from senreport_check.render import json
from senreport_check.render.files import whole
from senreport_check.render.overview import pages, workbook
from senreport_check.render.overview.gather import Gathering

__all__ = ["RESULTS", "write"]

RESULTS = "results.jsonl"


def write(folder: Path, facts: RunFacts, results: Callable[[], Iterable[SchoolResult]]) -> None:
    """Write everything there is to show of a run into `folder`, each file whole or not at all.

    One report is in memory at a time; pages of schools whose result did not change are left as they stand.
    Raises `UsageError` where a file cannot be written, after the others have been.
    """
    schools = folder / pages.SCHOOLS
    schools.mkdir(parents=True, exist_ok=True)
    gathering = Gathering()
    with whole(folder / RESULTS) as file:
        for result in results():
            line = json.line(result.report)
            file.write(line)
            gathering.add(result)
            pages.write_school(schools, result.entry.key, result.report, line)
    board = gathering.board(facts)
    pages.forget_others(schools, {row.key for row in board.rows})
    _write_all(folder, board)


def _write_all(folder: Path, board: Board) -> None:
    """The views of all schools; one that is open in another program does not keep the others from being written."""
    problem: UsageError | None = None
    for name, write_to in (
        ("summary.csv", workbook.summary),
        ("index.html", pages.write_index),
        ("workbook.xlsx", workbook.write),
    ):
        try:
            with whole(folder / name) as file:
                write_to(file, board)
        except UsageError as error:
            problem = problem or error
    if problem:
        raise problem
