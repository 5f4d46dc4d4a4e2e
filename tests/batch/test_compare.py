"""Two runs read from their folders, from the store or from results.jsonl alone."""

from __future__ import annotations

import gc
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from senreport_check.batch.compare import compare_folders, read
from senreport_check.batch.store import Store
from senreport_check.cli.app import app
from senreport_check.compare import Movement
from senreport_check.errors import UsageError
from senreport_check.model import Outcome, SchoolReport
from senreport_check.render import json as report_json
from senreport_check.render import overview
from senreport_check.render.overview.gather import Gathering

from .making import TERMS, done, entry

SCHOOLS = 30


@pytest.fixture(scope="module")
def folders(made_up: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The views of two made-up runs, without a store."""
    found = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for year, folder in enumerate(found):
        lines = b"".join(report_json.line(each.report) for each in made_up.results(SCHOOLS, year=year))
        (folder / overview.RESULTS).write_bytes(lines)
    return found


def filled(folder: Path, *outcomes: Outcome) -> Path:
    """A run's store with a school for each outcome."""
    folder.mkdir()
    schools = [entry(number) for number in range(len(outcomes))]
    with Store.write(folder) as store:
        store.begin(TERMS, schools)
        for school, outcome in zip(schools, outcomes, strict=True):
            store.add(done(school, outcome))
    return folder


def test_results_alone_are_enough(folders: tuple[Path, Path], made_up: ModuleType) -> None:
    board = read(folders[0])
    results = list(made_up.results(SCHOOLS))
    assert [row.name for row in board.rows] == [each.entry.school.name for each in results]
    assert board.facts.title == folders[0].name
    assert board.facts.today == made_up.TODAY
    assert read(folders[0] / overview.RESULTS).rows == board.rows


def test_the_store_is_read_where_there_is_one(tmp_path: Path) -> None:
    before = filled(tmp_path / "before", Outcome.CHECKED, Outcome.NOT_FOUND, Outcome.CHECKED)
    after = filled(tmp_path / "after", Outcome.NOT_FOUND, Outcome.CHECKED, Outcome.REFUSED)
    (before / overview.RESULTS).write_text("older views do not count", encoding="utf-8")
    found = compare_folders(before, after)
    assert found.before.facts.title == TERMS.title
    moves = [pair.movement for pair in found.pairs]
    assert moves == [Movement.LOST_REPORT, Movement.NEW_REPORT, Movement.UNSEEN]


def test_one_report_is_in_memory_at_a_time(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[None] = []
    alive: list[int] = []
    add = Gathering.add

    def counting(self: Gathering, result: object) -> None:
        add(self, result)  # type: ignore[arg-type]
        seen.append(None)
        if len(seen) % 12 == 0:
            gc.collect()
            alive.append(sum(type(thing) is SchoolReport for thing in gc.get_objects()))

    gc.collect()
    there = sum(type(thing) is SchoolReport for thing in gc.get_objects())
    monkeypatch.setattr(Gathering, "add", counting)
    compare_folders(*folders)
    assert len(seen) == 2 * SCHOOLS
    assert max(alive) <= there + 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "holds no run: "),
        (b"\n", "holds no result yet"),
        (b'{"schema_version": 1}\n', r"results\.jsonl, line 1, is a damaged result file"),
        (b"\n\nnonsense\n", r"results\.jsonl, line 3, is not a result file"),
        (b"\xff\xfe\n", r"results\.jsonl, line 1, is not a result file \(not UTF-8"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / overview.RESULTS).write_bytes(content)
    with pytest.raises(UsageError, match=said):
        read(tmp_path)


def test_the_command_prints_and_writes(folders: tuple[Path, Path], tmp_path: Path) -> None:
    arguments = ["batch", "compare", *map(str, folders)]
    printed = CliRunner().invoke(app, arguments)
    assert printed.exit_code == 0
    assert "schools are in both runs" in printed.stdout
    for ending, start in ((".html", b"<!DOCTYPE html>"), (".xlsx", b"PK"), (".csv", b"\xef\xbb\xbfSchool,URN")):
        file = tmp_path / f"changes{ending}"
        assert CliRunner().invoke(app, [*arguments, "-o", str(file)]).exit_code == 0
        assert file.read_bytes().startswith(start)


def test_the_command_refuses_before_it_reads(tmp_path: Path) -> None:
    arguments = ["batch", "compare", str(tmp_path / "none"), str(tmp_path / "none")]
    refused = CliRunner().invoke(app, [*arguments, "-o", "changes.docx"])
    assert refused.exit_code == 2
    assert "use html, xlsx or csv" in refused.stderr
    missing = CliRunner().invoke(app, arguments)
    assert missing.exit_code == 2
    assert "none does not exist: " in missing.stderr
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF")
    documents = CliRunner().invoke(app, ["batch", "compare", str(report), str(tmp_path)])
    assert documents.exit_code == 2
    assert "to compare two reports, senreport-check compare OLD NEW" in documents.stderr


def test_a_run_is_not_compared_with_itself(folders: tuple[Path, Path]) -> None:
    with pytest.raises(UsageError, match="is given twice: give the earlier run, then the later one"):
        compare_folders(folders[0], folders[0] / ".." / folders[0].name)
