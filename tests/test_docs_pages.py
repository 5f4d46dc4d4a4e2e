"""The pages for users: every command in them runs as it stands, what they promise to show is shown, links lead on."""

from __future__ import annotations

import contextlib
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from senreport_check import demo
from senreport_check.cli import options
from senreport_check.cli.app import app
from senreport_check.fetch import FetchSettings
from senreport_check.model import DocumentKind, Verdict
from senreport_check.render.words import GAP_HEADINGS, LABELS

USER_PAGES = ["senco", "governor", "officer"]
PAGES = [*USER_PAGES, "own-checklist", "verdicts"]
COMMAND, WINDOWS_COMMAND = ".venv/bin/senreport-check ", ".venv\\Scripts\\senreport-check "
SITE = "https://www.example.sch.uk/"
SHOWN = {
    "senco": ["What is missing", "Everything that was checked", "Checked as", "What was lost"],
    "governor": ["What was lost", "Reviewed", "Clear, straightforward language"],
    "officer": ["eft to do", "improved or fell behind"],
    "own-checklist": ["othing wrong"],
    "verdicts": ["missing", "unclear"],
}
HOME = """<!doctype html><html lang="en-GB"><head><title>Marlpit Lane Primary School</title></head><body>
<h1>Marlpit Lane Primary School</h1><a href="send-report.pdf">SEN information report</a></body></html>"""
DOCUMENTS = Path("fixtures/sites/demo/documents")
REPORT, POLICY = "SEN Information Report.pdf", "SEN Policy.pdf"


def text_of(repository: Path, page: str) -> str:
    return (repository / "docs" / f"{page}.md").read_text(encoding="utf-8")


def lines_of(text: str, command: str) -> list[str]:
    """What follows the command, for each of its lines in the page."""
    return [line.removeprefix(command) for line in re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE) if command in line]


def posix(line: str) -> str:
    """A line for PowerShell as it reads for other shells."""
    return line.replace("\\", "/")


@pytest.fixture(scope="module")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small school's site on this computer."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text(HOME, encoding="utf-8")
    shutil.copy(repository / DOCUMENTS / REPORT, folder / "send-report.pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "_PLACES", (folder,))
        with demo.serve_demo() as address:
            yield address


@pytest.fixture
def workshop(repository: Path, tmp_path: Path, site: str) -> Path:
    """A folder with every file that the pages speak of."""
    folder = tmp_path / "workshop"
    (folder / "reports").mkdir(parents=True)
    for name in (REPORT, "report.pdf", "report-2026.pdf", "reports/larch.pdf"):
        shutil.copy(repository / DOCUMENTS / REPORT, folder / name)
    for name in ("last-year.pdf", "report-2025.pdf", "reports/rowan.pdf", "policy.docx"):
        shutil.copy(repository / DOCUMENTS / POLICY, folder / name)
    for year, result in ((2026, "oakfield-2024"), (2027, "oakfield-2025")):
        shutil.copy(repository / "tests" / "golden" / f"{result}.json", folder / f"round-{year}.json")
    (folder / "schools.csv").write_text(register(site), encoding="cp1252")
    (folder / "anti-bullying.toml").write_text(example(text_of(repository, "own-checklist")), encoding="utf-8")
    return folder


def register(site: str) -> str:
    """Some schools in the columns of the Department's register, one of them of another authority."""
    schools = [
        ("100001", "Larch Primary School", "Eastmere", site),
        ("100002", "Rowan Primary School", "Eastmere", f"{site}send-report.pdf"),
        ("100003", "Elm Primary School", "Eastmere", ""),
        ("100004", "Oak Primary School", "Westmere", site),
    ]
    columns = "URN,LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),"
    rows = [f"{urn},{la},{name},Community school,Open,Primary,{website}" for urn, name, la, website in schools]
    return "\n".join([f"{columns}PhaseOfEducation (name),SchoolWebsite", *rows, ""])


def example(text: str) -> str:
    """The checklist printed in the page."""
    _, _, rest = text.partition("<!-- example -->\n")
    body, mark, _ = rest.partition("<!-- end -->")
    assert mark
    return "".join(line.removeprefix("    ") for line in body.splitlines(keepends=True))


def run(line: str, folder: Path) -> Result:
    """Run what follows the command's name in the folder."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(app, shlex.split(line))


def shown_by(line: str, folder: Path) -> str:
    """What the line shows on the screen; it must end well and write the file it names."""
    done = run(line, folder)
    assert "Error" not in done.stderr, (line, done.stderr)
    assert done.exit_code == 0 or (done.exit_code == 1 and line.startswith("check ")), (line, done.exception)
    targets = [folder / name for name in re.findall(r" -o (\S+)", line)]
    if line.startswith(("batch run", "batch recheck")) and "--dry-run" not in line:
        targets += [folder / name / "index.html" for name in re.findall(r"(?:--out|recheck) (\S+)", line)]
    for target in targets:
        assert target.stat().st_size > 500, line
    assert bool(done.stdout) != bool(targets), line
    return done.stdout


@pytest.mark.parametrize("page", PAGES)
def test_every_command_runs_and_shows_what_the_page_says(
    repository: Path, page: str, workshop: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = FetchSettings(allow_private=True, pause=0)
    monkeypatch.setattr(options, "fetch_settings", lambda *_, **__: home)
    text = text_of(repository, page)
    lines = lines_of(text, COMMAND)
    assert len(lines) >= 3
    shown = "".join(shown_by(line.replace(SITE, site), workshop) for line in lines)
    for phrase in SHOWN[page]:
        assert phrase in text
        assert phrase in shown


def test_the_program_runs_as_installed(workshop: Path) -> None:
    command = [sys.executable, "-m", "senreport_check", "check", "report-2026.pdf", "-o", "review.html"]
    done = subprocess.run(command, cwd=workshop, capture_output=True, timeout=120, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert (workshop / "review.html").stat().st_size > 500


def test_the_senco_page_names_every_kind_of_gap(repository: Path) -> None:
    for heading in GAP_HEADINGS.values():
        assert f"**{heading}**" in text_of(repository, "senco")


@pytest.mark.parametrize("page", PAGES)
def test_what_windows_is_told_is_the_same(repository: Path, page: str) -> None:
    text = text_of(repository, page)
    lines = lines_of(text, COMMAND)
    for line in lines_of(text, WINDOWS_COMMAND):
        assert posix(line) in lines


@pytest.mark.parametrize("page", USER_PAGES)
def test_a_page_is_short_and_speaks_of_windows(repository: Path, page: str) -> None:
    text = text_of(repository, page)
    assert len(text.split()) <= 600
    assert lines_of(text, WINDOWS_COMMAND)
    assert "not legal advice" in text


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere_and_pictures_are_described(repository: Path, page: str) -> None:
    path = repository / "docs" / f"{page}.md"
    for image, said, target in re.findall(r"(!?)\[([^\]]*)\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        assert (path.parent / name).is_file(), target
        assert not image or len(said) > 40, f"{target} needs a description"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", (path.parent / name).read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings], target
    assert f"(docs/{page}.md)" in (repository / "README.md").read_text(encoding="utf-8")


def test_the_verdicts_are_those_of_the_program(repository: Path) -> None:
    rows = re.findall(r"^\| (\S) ([a-z ]+) \| `([a-z-]+)` \|", text_of(repository, "verdicts"), re.MULTILINE)
    assert rows == [(LABELS[verdict].mark, LABELS[verdict].word, verdict.value) for verdict in Verdict]


def test_the_kinds_of_document_are_those_of_the_program(repository: Path) -> None:
    line = next(line for line in text_of(repository, "own-checklist").splitlines() if line.startswith("At the top:"))
    assert {kind.value for kind in DocumentKind} <= set(re.findall(r"`([a-z-]+)`", line))


def test_the_example_has_every_kind_of_signal_and_a_recital(repository: Path) -> None:
    text = example(text_of(repository, "own-checklist"))
    for part in ("[concepts]", "[[recital]]", "any = [", "partly = [", "none = [", "all = [", "near-miss = ["):
        assert part in text


@pytest.mark.parametrize(
    ("spoilt", "by", "said"),
    [
        ('"form tutor*"', '"form tutor!"', "is no word"),
        ("If you are bullied, always tell someone.", "Tell Mr Gold.", "is met, not partly"),
        ("advice =", "advise =", "unknown key 'advise'"),
    ],
)
def test_a_spoilt_example_is_refused_with_its_reason(workshop: Path, spoilt: str, by: str, said: str) -> None:
    path = workshop / "anti-bullying.toml"
    text = path.read_text(encoding="utf-8")
    assert spoilt in text
    path.write_text(text.replace(spoilt, by), encoding="utf-8")
    done = run("checklists lint anti-bullying.toml", workshop)
    assert done.exit_code == 4
    assert said in done.stderr


@pytest.mark.parametrize(
    ("body", "verdicts"),
    [
        ("You can talk to Mrs Moss.\n\nWe will investigate on the same day. We ring parents.", ["met", "met"]),
        ("You can talk to Mrs Moss.\n\nWe will investigate on the same day.", ["met", "partly"]),
        ("A policy should include:\n- whom to tell, such as Tell your class teacher", ["absent", "absent"]),
        ("Tell your form tutor the quiz answers.", ["absent", "absent"]),
        ("Always tell someone.\n\nWe will investigate on the same day.", ["partly", "partly"]),
    ],
)
def test_the_example_judges_as_the_page_explains(workshop: Path, body: str, verdicts: list[str]) -> None:
    (workshop / "policy.txt").write_text(f"Anti-bullying policy\n\n{body}\n", encoding="utf-8")
    done = run("check policy.txt --checklist anti-bullying.toml --format json", workshop)
    assert [finding["verdict"] for finding in json.loads(done.stdout)["findings"]] == verdicts
