"""The small commands: version, checklists, comparing results, the template, and what cannot be had."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from senreport_check import __version__
from senreport_check.checklist import builtin_ids
from senreport_check.cli import output
from senreport_check.cli.exits import Exit
from senreport_check.errors import UsageError
from senreport_check.render import format_for

from .calling import run


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


@pytest.mark.parametrize("form", [[], ["--format", "json"]], ids=["screen", "json"])
def test_two_results_that_cannot_be_compared_end_in_three(repository: Path, form: list[str]) -> None:
    golden = repository / "tests" / "golden"
    code, said, _ = run("compare", str(golden / "st-swithins.json"), str(golden / "oakfield-2025.json"), *form)
    assert code == Exit.COULD_NOT_CHECK
    assert ("cannot be compared" in said) if not form else (json.loads(said)["pairs"][0]["comparable"] is False)


@pytest.mark.parametrize(
    ("years", "warning"),
    [(("2025", "2024"), "give the older report first"), (("2025", "2025"), "The review date has not changed")],
)
def test_an_order_or_a_date_that_cannot_be_meant_is_warned_of(
    tmp_path: Path, repository: Path, years: tuple[str, str], warning: str
) -> None:
    for name, year in zip(("old.json", "new.json"), years, strict=True):
        (tmp_path / name).write_bytes((repository / "tests" / "golden" / f"oakfield-{year}.json").read_bytes())
    code, said, _ = run("compare", str(tmp_path / "old.json"), str(tmp_path / "new.json"))
    assert code == Exit.OK
    assert warning in " ".join(said.split())


def test_the_template_is_a_word_file_and_nothing_else(tmp_path: Path) -> None:
    code, said, wrong = run("template", "-o", str(tmp_path / "report.pdf"))
    assert (code, said) == (Exit.USAGE, "")
    assert "report.pdf" in wrong
    assert ".docx" in wrong
    assert list(tmp_path.iterdir()) == []
    assert run("template", "-o", str(tmp_path / "report.docx"))[0] == Exit.OK
    assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("report.pdf", "check report.pdf"),
        ("SEN Report.docx", 'check "SEN Report.docx"'),
        ("https://www.a-school.example/", "check https://www.a-school.example/"),
    ],
)
def test_a_document_in_a_commands_place_is_told_its_command(given: str, told: str) -> None:
    code, said, wrong = run(given)
    assert (code, said) == (Exit.USAGE, "")
    assert told in " ".join(wrong.split())


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


def test_a_day_that_is_none_is_refused_where_it_is_not_needed(repository: Path) -> None:
    golden = repository / "tests" / "golden"
    results = [str(golden / f"oakfield-{year}.json") for year in ("2024", "2025")]
    code, _, said = run("compare", *results, "--today", "soon")
    assert code == Exit.USAGE
    assert "soon" in said
