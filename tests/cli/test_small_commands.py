"""The small commands: version, the list of checklists, a checklist of one's own, and what cannot be had."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from senreport_check import __version__
from senreport_check.checklist import builtin_ids
from senreport_check.cli import output
from senreport_check.cli.app import app
from senreport_check.cli.exits import Exit
from senreport_check.errors import UsageError
from senreport_check.render import format_for


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.stdout, done.stderr


def test_the_version_is_told() -> None:
    assert run("--version") == (Exit.OK, f"senreport-check {__version__}\n", "")


def test_every_checklist_is_listed_in_a_line() -> None:
    code, said, _ = run("checklists", "list")
    assert code == Exit.OK
    assert [line.partition(":")[0] for line in said.splitlines()] == list(builtin_ids())


def test_a_checklist_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, _, said = run("checklists", "lint", str(tmp_path / "mine.toml"))
    assert code == Exit.USAGE
    assert "mine.toml does not exist" in said


def test_every_example_that_does_not_hold_is_named(tmp_path: Path, repository: Path) -> None:
    text = (repository / "checklists" / "sen-policy.toml").read_text(encoding="utf-8")
    assert text.count('\nmet = ["') >= 2
    path = tmp_path / "mine.toml"
    path.write_text(text.replace('\nmet = ["', '\nmet = ["Rain fell on the hills.", "', 2), encoding="utf-8")
    code, said, wrong = run("checklists", "lint", str(path))
    assert (code, said) == (Exit.SETTINGS, "")
    assert wrong.count("Rain fell") == 2


def test_a_gate_that_falls_is_told_of_and_fails(tmp_path: Path, repository: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    source = sorted((repository / "fixtures" / "corpus").glob("*.json"))[0]
    (corpus / source.name).write_bytes(source.read_bytes())
    gate = tmp_path / "gate.json"
    code, said, _ = run("evaluate", str(corpus), "--pin", str(gate))
    assert code == Exit.OK
    assert said
    pinned = json.loads(gate.read_text(encoding="utf-8"))
    gate.write_text(json.dumps(raised(pinned)), encoding="utf-8")
    code, _, wrong = run("evaluate", str(corpus), "--gate", str(gate))
    assert code == Exit.GAPS
    assert wrong.strip()


def raised(pinned: object) -> object:
    """The same gate with every share at 1.01, which nothing reaches."""
    if isinstance(pinned, dict):
        return {key: raised(value) for key, value in pinned.items()}
    return 1.01 if isinstance(pinned, float) else pinned


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_file_that_is_no_text_does_not_go_to_the_screen(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="not for the screen: add -o"):
        output.write(b"PK", format_for(form, None), None)


PAGE = "<html><title>SEN information report</title><body><h1>Our report</h1><p>Ask Mrs Moss.</p></body></html>"


def test_what_somebody_wrote_is_never_written_over(tmp_path: Path) -> None:
    report, other, plan = (tmp_path / name for name in ("report.html", "other.html", "plan.docx"))
    for page in (report, other):
        page.write_text(PAGE, encoding="utf-8")
    assert run("check", str(report), "-o", str(plan))[0] == Exit.GAPS
    before = plan.read_bytes()
    for command in (["check", str(report)], ["template"], ["compare", str(report), str(other)]):
        code, _, said = run(*command, "-o", str(plan))
        assert code == Exit.USAGE
        assert "plan.docx is there already, and what stands in it would be lost: give another name after -o." in said
    for command in (["check", str(report)], ["compare", str(other), str(report)]):
        code, _, said = run(*command, "-o", str(report))
        assert code == Exit.USAGE
        assert "report.html is the report itself: give another name after -o." in said
    assert (plan.read_bytes(), report.read_text(encoding="utf-8")) == (before, PAGE)


def test_a_report_is_not_compared_with_itself(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_text(PAGE, encoding="utf-8")
    code, _, said = run("compare", str(report), str(tmp_path / "." / "report.html"))
    assert code == Exit.USAGE
    assert "is given twice: give the earlier report, then the later one." in said
