"""Names of schools, documents and files that try to lead elsewhere: nothing is written outside what the user named."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from senreport_check.cli.app import app
from senreport_check.errors import UsageError
from senreport_check.model import Entry, RunFacts, SchoolResult
from senreport_check.render import overview
from senreport_check.render.files import whole
from senreport_check.render.json import load

from .batching import batch
from .test_check import PAGE

TRICKS = (
    "../../outside", "..\\..\\outside", "/outside", "//outside/x", "\\\\server\\share\\x", "C:\\outside", "C:outside",
    "file:///outside", "~/outside", "$HOME/outside", "%TEMP%\\outside", "CON", "nul.html", "com1", "LPT9.txt", "aux ",
    "....//....//outside", ".", "..", ".hidden", "dots...", "blank ", "a:b", "a<b>|?*", "\u202eoutside", "x\u200b/../y",
    "．．／outside", "‥/outside", "x" * 5000, "ｘ" * 300, "index", "summary", "-rf", "--out=/outside", "a\tb", "a;b",
    "`outside`", "$(outside)", "q'\"q", "١٢٣٤٥٦", "１２３４５６", "%2e%2e%2foutside", "\x1b[31m", "name\x00.html",
)  # fmt: skip
TODAY = date(2026, 11, 21)
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
OURS = {"index.html", "summary.csv", "workbook.xlsx", "results.jsonl", "schools"}


def everything(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_names_of_schools_do_not_leave_the_folder_of_a_run(tmp_path: Path) -> None:
    schools, out = tmp_path / "list.csv", tmp_path / "deep" / "er" / "run"
    with schools.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["URN", "School name", "Local authority", "Website"])
        rows.writerows(["", name, name, ""] for name in TRICKS)
        rows.writerows([name, f"School {number}", "", ""] for number, name in enumerate(TRICKS))
    out.mkdir(parents=True)
    before = everything(tmp_path)
    done = batch("run", schools, "--out", out, "--workers", 0)
    assert done.exit_code == 0, done.stderr
    made = everything(tmp_path) - before
    assert made
    assert all(path.is_relative_to(out) for path in made)
    pages = [path.name for path in (out / "schools").iterdir()]
    assert len(pages) > 1.8 * len(TRICKS)
    for name in pages:
        assert re.fullmatch(r"[a-z0-9-]{1,70}\.html", name)
        assert not RESERVED.fullmatch(name)
    assert {path.name for path in out.iterdir() if path.suffix in (".html", ".csv", ".xlsx", ".jsonl")} <= OURS
    links = re.findall(r'href="(schools/[^"]*)"', (out / "index.html").read_text(encoding="utf-8"))
    assert {link.removeprefix("schools/") for link in links} <= set(pages)


@pytest.mark.parametrize("key", ["../../outside", "/outside", "C:\\outside", "..", "con/../../x", "a\x00b", "", "A\n"])
def test_a_tampered_run_does_not_write_outside_its_folder(tmp_path: Path, repository: Path, key: str) -> None:
    [report] = load((repository / "tests" / "golden" / "oakfield-2025.json").read_bytes(), "report")
    (tmp_path / "run").mkdir()
    out = tmp_path / "run" / "out"
    facts = RunFacts("Eastmere", TODAY, report.tool, 1)
    with pytest.raises(UsageError, match="no school's key"):
        overview.write(out, facts, lambda: [SchoolResult(Entry(key, report.school), report)])
    assert {path.relative_to(tmp_path).parts[:2] for path in everything(tmp_path)} == {("run",), ("run", "out")}
    assert list((out / "schools").iterdir()) == []


def test_names_of_documents_choose_no_file(tmp_path: Path) -> None:
    inside = tmp_path / "documents"
    inside.mkdir()
    for number, name in enumerate(TRICKS[:40:8]):
        safe = name.replace("/", "∕").replace("\x00", "")[:80]
        title = PAGE.replace("SEN information report", f"{name} SEN information report")
        (inside / f"{safe}{number}.html").write_text(title, encoding="utf-8")
    before = everything(tmp_path)
    done = CliRunner().invoke(app, ["check", str(inside), "-o", str(tmp_path / "result.html")])
    assert done.exit_code == 1, done.stderr
    assert everything(tmp_path) - before == {tmp_path / "result.html"}


@pytest.mark.parametrize("name", ["x" * 300 + ".html", "no/such/folder/x.html", ".", "document.html/x.html"])
def test_an_output_that_cannot_be_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "document.html").write_text(PAGE, encoding="utf-8")
    before = everything(tmp_path)
    given = [str(tmp_path / "document.html"), "-o", f"{tmp_path}/{name}", "--format", "html"]
    done = CliRunner().invoke(app, ["check", *given])
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert everything(tmp_path) == before


def test_a_link_laid_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    treasure = tmp_path / "treasure"
    treasure.write_bytes(b"keep")
    for name in ("report.html", ".report.html.part"):
        (tmp_path / name).symlink_to(treasure)
    with whole(tmp_path / "report.html") as file:
        file.write(b"new")
    assert treasure.read_bytes() == b"keep"
    assert (tmp_path / "report.html").read_bytes() == b"new"
    assert not (tmp_path / "report.html").is_symlink()
