"""`batch` as people run it: what they see, what it ends with, what is in the folder."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from senreport_check.batch.database import FILE
from senreport_check.batch.lock import held
from senreport_check.batch.store import Store
from senreport_check.cli import options
from senreport_check.cli.app import app
from servers import hurried
from servers.town import KINDS, REPORT, Town

SCHOOLS = len(KINDS)
CHECKED = KINDS.count("report")
pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has one loopback address")


@pytest.fixture(scope="module", autouse=True)
def in_a_hurry() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "fetch_settings", hurried.hurried)
        yield


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with Town(SCHOOLS, latency=0.0) as town:
        yield town


@pytest.fixture(scope="module")
def schools(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "eastmere.csv"
    path.write_text(town.register(), encoding="utf-8")
    return path


def batch(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)])


def run(schools: Path, out: Path, *more: object) -> Result:
    return batch("run", schools, "--out", out, "--workers", 0, *more)


@pytest.fixture(scope="module")
def finished(schools: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that has ended."""
    out = tmp_path_factory.mktemp("finished") / "out"
    done = run(schools, out, "--today", "2026-11-21")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    found = f"{CHECKED} checked, 1 not found, 2 unreachable, 1 refused, 1 unreadable"
    assert f"{SCHOOLS + 1} schools: {found}" in done.stderr
    assert "2 could not be checked: the same command tries them once more." in done.stderr
    return out


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    """A copy of it to play with."""
    return Path(shutil.copytree(finished, tmp_path / "out"))


def reports(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]


def one_line(result: Result) -> str:
    """The last thing said on stderr, which must be an error of one line and no traceback."""
    assert "Traceback" not in result.stderr
    said = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(said) == 1, result.stderr
    return said[0]


def test_a_run_leaves_everything_that_is_promised(out: Path, repository: Path) -> None:
    for name in ("index.html", "summary.csv", "workbook.xlsx"):
        assert (out / name).stat().st_size > 500
    schema = json.loads((repository / "docs" / "contract.schema.json").read_text(encoding="utf-8"))
    for report in reports(out):
        Draft202012Validator(schema).validate(report)
    urns = [*map(str, range(200000, 200000 + SCHOOLS)), "299999"]
    assert [report["school"]["urn"] for report in reports(out)] == urns
    assert reports(out)[-1]["outcome"] == "unreachable"


def test_status_says_how_far_it_is_and_how_to_go_on(out: Path) -> None:
    said = batch("status", out).stdout
    assert f"eastmere: {SCHOOLS + 1} of {SCHOOLS + 1} schools have a result" in said
    assert "as of 21 November 2026" in said
    assert f"{CHECKED}  checked" in said
    assert "Left to do: 2, 2 of them once more" in said
    assert "To go on: senreport-check" in said
    assert "Nothing is left to do" in batch("status", out, "--tries", 1).stdout


def test_the_same_command_tries_again_what_failed_and_no_more(out: Path, schools: Path, town: Town) -> None:
    before = dict(town.asked)
    done = run(schools, out)
    assert done.exit_code == 0
    again = {host for host in town.hosts if town.asked[host] > before.get(host, 0)}
    assert again <= {town.hosts[KINDS.index("busy")], town.hosts[KINDS.index("closed")]}
    with Store.read(out) as store:
        attempts = {result.report.outcome.value: result.attempts for result in store.results() if result.entry.url}
        assert store.terms.today.isoformat() == "2026-11-21"
    assert attempts == {"checked": 1, "not-found": 1, "unreachable": 2, "refused": 2, "unreadable": 1}
    before = dict(town.asked)
    done = run(schools, out, "--tries", 2)
    assert "Nothing is left to do" in done.stderr
    assert before == dict(town.asked)


def test_another_day_is_another_question(out: Path, schools: Path, town: Town) -> None:
    before = town.asked[town.hosts[0]]
    done = run(schools, out, "--today", "2028-01-01", "--urn", "200000")
    assert "Checked before on other terms" in done.stderr
    assert f"Not in this plan any more: {SCHOOLS}." in done.stderr
    assert town.asked[town.hosts[0]] > before
    assert [report["document"]["overdue"] for report in reports(out)] == [True]
    assert f"{CHECKED} checked" in run(schools, out, "--today", "2026-11-21", "--tries", 1).stderr
    assert [report["document"]["overdue"] for report in reports(out)[:CHECKED]] == [False] * CHECKED


@pytest.mark.parametrize(
    ("more", "code"), [([], 0), (["--fail-on", "must"], 3), (["--fail-on", "must", "--urn", "200000"], 1)]
)
def test_the_exit_code_is_that_of_the_run_unless_asked_otherwise(
    out: Path, schools: Path, more: list[str], code: int
) -> None:
    assert run(schools, out, "--tries", 1, *more).exit_code == code


def test_a_dry_run_says_what_would_be_done_and_does_nothing(schools: Path, tmp_path: Path, town: Town) -> None:
    before = dict(town.asked)
    done = run(schools, tmp_path / "new", "--dry-run")
    assert done.exit_code == 0
    assert f"Schools: {SCHOOLS + 1}" in done.stdout
    assert "without a usable website in the register: 1" in done.stdout
    assert f"Left to do: {SCHOOLS}" in done.stdout
    assert "So far" not in done.stdout
    assert f"About {SCHOOLS * 15} requests and " in done.stdout
    assert "30 s a school, as is usual, 1 school at once" in done.stdout
    assert not (tmp_path / "new").exists()
    assert before == dict(town.asked)


def test_a_dry_run_leaves_the_pace_to_a_cluster(schools: Path, tmp_path: Path) -> None:
    done = run(schools, tmp_path / "new", "--dry-run", "--dask", "tcp://127.0.0.1:1")
    assert "how long they take depends on the cluster" in done.stdout


def test_a_dry_run_knows_what_is_done_already(out: Path, schools: Path) -> None:
    content = (out / FILE).read_bytes()
    done = run(schools, out, "--dry-run", "--limit", 3)
    assert "So far: 3 checked" in done.stdout
    assert "Nothing is left to do" in done.stdout
    done = run(schools, out, "--dry-run", "--today", "2030-01-01", "--limit", 2)
    assert "So far: no result that counts" in done.stdout
    assert (out / FILE).read_bytes() == content


def test_show_prints_the_report_as_check_does(out: Path, tmp_path: Path) -> None:
    said = batch("show", out, "200001").stdout
    assert "Mrs Ada Larch" in said
    assert "What is missing" in said
    assert "answers within 1 school days" in " ".join(batch("show", out, "School 1", "--evidence").stdout.split())
    [told] = [report for report in reports(out) if report["school"]["urn"] == "200001"]
    assert json.loads(batch("show", out, "200001", "--format", "json").stdout) == told
    done = batch("show", out, "200001", "-o", tmp_path / "report.html", "--original", tmp_path / "original.html")
    assert done.exit_code == 0
    assert b"Mrs Ada Larch" in (tmp_path / "report.html").read_bytes()
    assert (tmp_path / "original.html").read_text(encoding="utf-8") == REPORT.format(name="School 1", number=1)
    assert "No report was found" in batch("show", out, "200003").stdout


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("123456", "no school of this run has the URN 123456"),
        ("School", "School may be School 0 (200000), School 1 (200001), School 2 (200002) and 5 more: give the URN."),
    ],
)
def test_a_school_that_is_not_there_is_one_line(out: Path, wanted: str, said: str) -> None:
    done = batch("show", out, wanted)
    assert done.exit_code == 2
    assert said in one_line(done)


def test_a_school_without_a_document_has_no_original(out: Path, tmp_path: Path) -> None:
    done = batch("show", out, "200003", "--original", tmp_path / "none.pdf")
    assert done.exit_code == 2
    assert "no document to write" in one_line(done)


def test_export_writes_the_files_again(out: Path) -> None:
    before = (out / "results.jsonl").read_bytes()
    for name in ("index.html", "results.jsonl", "summary.csv"):
        (out / name).unlink()
    done = batch("export", out)
    assert done.exit_code == 0
    assert "index.html" in done.stderr
    assert (out / "results.jsonl").read_bytes() == before
    assert (out / "index.html").stat().st_size > 500


@pytest.fixture
def stricter(repository: Path, tmp_path: Path) -> Path:
    """The checklist as another version of itself."""
    text = (repository / "checklists" / "sen-information-report.toml").read_text(encoding="utf-8")
    path = tmp_path / "stricter.toml"
    version = next(line for line in text.splitlines() if line.startswith("version"))
    path.write_text(text.replace(version, 'version = "2099.1"', 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("workers", [0, 2])
def test_recheck_judges_what_is_kept_and_fetches_nothing(
    out: Path, stricter: Path, town: Town, schools: Path, workers: int
) -> None:
    asked, before = dict(town.asked), reports(out)
    done = batch("recheck", out, "--checklist", stricter, "--workers", workers)
    assert done.exit_code == 0, done.stderr
    after = reports(out)
    assert {report["tool"]["checklist_version"] for report in after} == {"2099.1"}
    for old, new in zip(before, after, strict=True):
        assert {**new, "tool": old["tool"]} == old
    assert run(schools, out, "--checklist", stricter, "--tries", 1).exit_code == 0
    assert batch("recheck", out, "--checklist", "sen-information-report").exit_code == 0
    assert reports(out) == before
    assert asked == dict(town.asked)


def test_recheck_by_another_day_finds_reports_overdue(out: Path, town: Town) -> None:
    asked = dict(town.asked)
    done = batch("recheck", out, "--today", "2029-01-01", "--workers", 0)
    assert done.exit_code == 0
    assert [report["document"]["overdue"] for report in reports(out)[:CHECKED]] == [True] * CHECKED
    assert asked == dict(town.asked)


def test_recheck_of_a_document_that_is_damaged_sends_to_the_website_again(out: Path, stricter: Path) -> None:
    with Store.read(out) as store:
        kept = store.find("200000")
        assert kept is not None
    with sqlite3.connect(out / FILE) as damaging:
        damaging.execute("UPDATE blobs SET packed = x'00' WHERE sha256 = ?", (kept.document,))
    done = batch("recheck", out, "--checklist", stricter, "--workers", 0)
    assert done.exit_code == 0
    assert [report["outcome"] for report in reports(out)[:2]] == ["crashed", "checked"]
    assert "Left to do: 3" in batch("status", out).stdout


WAYS = [["status"], ["export"], ["recheck"], ["show"], ["run"]]


def arguments(way: list[str], out: Path, schools: Path) -> list[object]:
    [name] = way
    if name == "run":
        return ["run", schools, "--out", out, "--workers", 0]
    return [name, out, "200000"] if name == "show" else [name, out]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_folder_from_a_newer_version_is_one_line_and_stays_as_it_is(out: Path, schools: Path, way: list[str]) -> None:
    with sqlite3.connect(out / FILE) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = (out / FILE).read_bytes()
    done = batch(*arguments(way, out, schools))
    assert done.exit_code == 2
    assert "was made by a newer senreport-check" in one_line(done)
    assert (out / FILE).read_bytes() == before


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_damaged_store_is_one_line_and_stays_as_it_is(out: Path, schools: Path, way: list[str]) -> None:
    content = (out / FILE).read_bytes()
    (out / FILE).write_bytes(content[:4096] + b"x" * 50_000)
    done = batch(*arguments(way, out, schools))
    assert done.exit_code == 2
    assert "is damaged" in one_line(done)
    assert (out / FILE).read_bytes() == content[:4096] + b"x" * 50_000


@pytest.mark.parametrize("way", [["run"], ["recheck"]], ids=str)
def test_two_at_once_are_one_line(out: Path, schools: Path, way: list[str]) -> None:
    with held(out):
        done = batch(*arguments(way, out, schools))
        assert batch("status", out).exit_code == 0
        assert batch("export", out).exit_code == 0
    assert done.exit_code == 2
    assert "another run is at work" in one_line(done)


@pytest.mark.parametrize("way", WAYS[:-1], ids=str)
def test_a_folder_without_a_run_is_one_line(tmp_path: Path, schools: Path, way: list[str]) -> None:
    done = batch(*arguments(way, tmp_path, schools))
    assert done.exit_code == 2
    assert "holds no run" in one_line(done)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (["--urn", "1"], 2, "--urn 1"),
        (["--la", "Nowhere"], 2, "--la"),
        (["--today", "soon"], 2, "no date"),
        (["--checklist", "nonsense"], 2, "no checklist called nonsense"),
        (["--contact", "two words"], 4, "contact"),
    ],
)
def test_a_wrong_command_is_one_line(
    tmp_path: Path, schools: Path, more: list[str], code: int, said: str
) -> None:
    done = run(schools, tmp_path / "out", *more)
    assert done.exit_code == code
    assert said in one_line(done)


@pytest.fixture
def volume(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "volume"
    place.mkdir()
    mounted = sys.platform == "linux" and os.geteuid() == 0 and mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", place)
    if not mounted:
        pytest.skip("mounting a disk takes the rights of an administrator")
    yield place
    subprocess.run(["umount", str(place)], check=True, timeout=20)


def mount(*arguments: object) -> bool:
    return subprocess.run(["mount", *map(str, arguments)], check=False, timeout=20, capture_output=True).returncode == 0


def test_a_full_disk_is_one_line_and_the_run_goes_on_when_there_is_room(volume: Path, schools: Path) -> None:
    ballast = volume / "ballast"
    ballast.write_bytes(bytes(1_900_000))
    done = run(schools, volume / "out")
    assert done.exit_code == 2
    assert "full" in one_line(done) or "No space left" in one_line(done)
    mount("-o", "remount,size=60m", volume)
    assert run(schools, volume / "out").exit_code == 0
    assert len(reports(volume / "out")) == SCHOOLS + 1


def test_a_read_only_folder_can_be_looked_at_and_not_written_to(volume: Path, finished: Path, schools: Path) -> None:
    mount("-o", "remount,size=60m", volume)
    shutil.copytree(finished, volume / "out")
    mount("-o", "remount,ro", volume)
    for name in ("run", "recheck", "export"):
        done = batch(*arguments([name], volume / "out", schools))
        assert done.exit_code == 2
        assert "cannot be written" in one_line(done)
    assert "Mrs Ada Larch" in batch("show", volume / "out", "200000").stdout
    assert f"{CHECKED}  checked" in batch("status", volume / "out").stdout
    assert run(schools, volume / "out", "--dry-run").exit_code == 0
    mount("-o", "remount,rw", volume)
    assert batch("export", volume / "out").exit_code == 0
