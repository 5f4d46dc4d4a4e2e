"""`batch` in trouble: folders that are newer, damaged, held, full or closed, and wrong commands. One line each."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from senreport_check.batch.lock import held
from senreport_check.batch.store import FINISHED, Store
from senreport_check.sources import RUN
from servers.town import Town

from .batching import CHECKED, SCHOOLS, batch, mount, one_line, reports, run

WAYS = [["status"], ["export"], ["recheck"], ["show"], ["run"]]


def arguments(way: list[str], out: Path, schools: Path) -> list[object]:
    [name] = way
    if name == "run":
        return ["run", schools, "--out", out, "--workers", 0]
    return [name, out, "200000"] if name == "show" else [name, out]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_folder_from_a_newer_version_is_one_line_and_stays_as_it_is(out: Path, schools: Path, way: list[str]) -> None:
    with sqlite3.connect(out / RUN) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = (out / RUN).read_bytes()
    done = batch(*arguments(way, out, schools))
    assert done.exit_code == 2
    assert "was made by a newer senreport-check" in one_line(done)
    assert (out / RUN).read_bytes() == before


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_damaged_store_is_one_line_and_stays_as_it_is(out: Path, schools: Path, way: list[str]) -> None:
    content = (out / RUN).read_bytes()
    (out / RUN).write_bytes(content[:4096] + b"x" * 50_000)
    done = batch(*arguments(way, out, schools))
    assert done.exit_code == 2
    assert "is damaged" in one_line(done)
    assert (out / RUN).read_bytes() == content[:4096] + b"x" * 50_000


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


def test_a_folder_of_something_else_is_one_line_and_stays_as_it_is(tmp_path: Path, schools: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear parents", encoding="utf-8")
    done = run(schools, tmp_path)
    assert done.exit_code == 2
    assert "letters.txt" in one_line(done)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


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
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("room", [0, 60_000, 120_000, 200_000, 300_000])
def test_a_full_disk_is_one_line_and_the_run_goes_on_when_there_is_room(
    volume: Path, schools: Path, town: Town, room: int
) -> None:
    (volume / "ballast").write_bytes(bytes(2 * 1024 * 1024 - 8192 - room))
    done = run(schools, volume / "out")
    assert done.exit_code == 2
    assert "full" in one_line(done) or "No space left" in one_line(done)
    mount("-o", "remount,size=60m", volume)
    before, done_before = dict(town.asked), finished_hosts(volume / "out")
    assert run(schools, volume / "out").exit_code == 0
    assert len(reports(volume / "out")) == SCHOOLS + 1
    assert {host: town.asked[host] for host in done_before} == {host: before[host] for host in done_before}


def finished_hosts(out: Path) -> set[str]:
    """The hosts of schools whose results stand."""
    if not (out / RUN).exists():
        return set()
    with Store.write(out) as store:
        results = store.results() if store.begun else ()
        return {urlsplit(each.entry.url).hostname or "" for each in results if each.report.outcome in FINISHED}


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


def test_a_read_only_folder_left_in_the_middle_of_a_run_is_one_line(volume: Path, out: Path) -> None:
    mount("-o", "remount,size=60m", volume)
    with Store.write(out) as store:
        store.switch(store.terms)
        shutil.copytree(out, volume / "out")
    (volume / "out" / f"{RUN}-shm").unlink()
    mount("-o", "remount,ro", volume)
    done = batch("status", volume / "out")
    assert done.exit_code == 2
    assert "was left in the middle of a run" in one_line(done)
    assert f"{CHECKED}  checked" in batch("status", shutil.copytree(volume / "out", out.with_name("copy"))).stdout


def test_when_no_website_answers_the_computer_may_be_offline(tmp_path: Path, finished: Path, schools: Path) -> None:
    nowhere = tmp_path / "nowhere.csv"
    nowhere.write_text("School,Website\nOak,http://127.0.0.1:9/\nElm,\n", encoding="utf-8")
    done = run(nowhere, tmp_path / "out")
    assert done.exit_code == 0
    assert "Not one website could be reached: is this computer online?" in done.stderr
    nowhere.write_text("School,Website\nElm,\n", encoding="utf-8")
    assert "online" not in run(nowhere, tmp_path / "elm").stderr
    assert "online" not in run(schools, finished, "--tries", 1).stderr


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_a_place_for_results_that_is_taken_is_refused_at_once(tmp_path: Path, schools: Path, more: list[str]) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.docx").touch()
    for name, said in (("papers", "is no run's folder, as letter.docx stands in it"), ("papers/letter.docx", "a file")):
        done = run(schools, tmp_path / name, *more)
        assert done.exit_code == 2
        assert said in one_line(done)
