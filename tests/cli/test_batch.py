"""`batch` as people run it: what they see, what it ends with, what is in the folder."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from batch.making import TERMS, done, entry
from senreport_check.batch.plan import REQUESTS, SECONDS, census
from senreport_check.batch.store import Store
from senreport_check.cli.batch.options import school
from senreport_check.errors import UsageError
from senreport_check.model import Entry, School
from senreport_check.register import Selection, read, select
from senreport_check.sources import RUN
from servers.town import KINDS, REPORT, Town

from .batching import CHECKED, SCHOOLS, batch, one_line, reports, run


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
    assert "as of 5 October 2026" in said
    assert f"{CHECKED}  checked" in said
    assert "Left to try once more: 2" in said
    assert "To go on: senreport-check" in said
    assert "Nothing is left to do" in batch("status", out, "--tries", 1).stdout


def test_the_same_command_tries_again_what_failed_and_no_more(out: Path, schools: Path, town: Town) -> None:
    before = dict(town.asked)
    done = run(schools, out)
    assert done.exit_code == 0
    assert "This goes on with the run of 5 October 2026: for a new round give another folder." in done.stderr
    again = {host for host in town.hosts if town.asked[host] > before.get(host, 0)}
    assert again <= {town.hosts[KINDS.index("busy")], town.hosts[KINDS.index("closed")]}
    with Store.read(out) as store:
        attempts = {result.report.outcome.value: result.attempts for result in store.results() if result.entry.url}
        assert store.terms.today.isoformat() == "2026-10-05"
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
    assert f"{CHECKED} checked" in run(schools, out, "--today", "2026-10-05", "--tries", 1).stderr
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
    assert f"Run: eastmere\nSchools: {SCHOOLS + 1}\n" in done.stdout
    assert "without a usable website in the register: 1" in done.stdout
    assert f"Left to do: {SCHOOLS}" in done.stdout
    assert "So far" not in done.stdout
    assert f"An estimate: {SCHOOLS * REQUESTS} requests and " in done.stdout
    assert f"({SECONDS:.0f} s a school, 1 school at once)" in done.stdout
    assert not (tmp_path / "new").exists()
    assert before == dict(town.asked)


def test_a_dry_run_leaves_the_pace_to_a_cluster(schools: Path, tmp_path: Path) -> None:
    done = run(schools, tmp_path / "new", "--dry-run", "--dask", "tcp://127.0.0.1:1")
    assert "how long they take depends on the cluster" in done.stdout


def test_a_dry_run_knows_what_is_done_already(out: Path, schools: Path) -> None:
    content = (out / RUN).read_bytes()
    done = run(schools, out, "--dry-run", "--limit", 3)
    assert "So far: 3 checked" in done.stdout
    assert "Nothing is left to do" in done.stdout
    done = run(schools, out, "--dry-run", "--today", "2030-01-01", "--limit", 2)
    assert "So far: no result that counts" in done.stdout
    assert (out / RUN).read_bytes() == content


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
        ("School", "may be School 0 (200000), School 1 (200001), School 2 (200002) and 5 more: give what stands in br"),
    ],
)
def test_a_school_that_is_not_there_is_one_line(out: Path, wanted: str, said: str) -> None:
    done = batch("show", out, wanted)
    assert done.exit_code == 2
    assert said in one_line(done)


def test_a_whole_name_goes_before_a_part_of_one(tmp_path: Path) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(number) for number in (1, 10, 11, 2)])
        for number in (1, 10, 11):
            store.add(done(entry(number)))
        assert school(store, "school 1").result.entry == entry(1)
        assert school(store, "100011").result.entry == entry(11)
        with pytest.raises(UsageError, match="School 2 is not checked yet"):
            school(store, "School 2")


def test_a_school_without_a_name_goes_by_its_address(tmp_path: Path) -> None:
    nameless = [
        Entry(f"{name}-example", School(), f"www.{name}.example.sch.uk", f"https://www.{name}.example.sch.uk/")
        for name in ("oak", "oaklea")
    ]
    with Store.write(tmp_path) as store:
        store.begin(TERMS, nameless)
        with pytest.raises(UsageError, match=r"oak may be www\.oak\.example\.sch\.uk \(oak-example\)"):
            school(store, "oak")
        with pytest.raises(UsageError, match=r"www\.oaklea\.example\.sch\.uk is not checked yet"):
            school(store, "oaklea")


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
    with sqlite3.connect(out / RUN) as damaging:
        damaging.execute("UPDATE blobs SET packed = x'00' WHERE sha256 = ?", (kept.document,))
    done = batch("recheck", out, "--checklist", stricter, "--workers", 0)
    assert done.exit_code == 0
    assert [report["outcome"] for report in reports(out)[:2]] == ["crashed", "checked"]
    assert "Left to try once more: 3" in batch("status", out).stdout


def test_a_dry_run_over_the_register_counts_what_is_chosen(repository: Path, tmp_path: Path) -> None:
    path = repository / "fixtures" / "register" / "edubasealldata20261101.csv"
    done = run(path, tmp_path / "out", "--dry-run", "--phase", "secondary")
    counted = census(select(read(path).entries, Selection(phase=("secondary",))))
    assert f"Schools: {counted.schools}\n" in done.stdout
    assert f"by phase: {counted.schools} secondary\n" in done.stdout
    assert f"Left to do: {counted.schools - counted.without_website}\n" in done.stdout
