"""No command lets a terminal's escape sequences through: from documents, names, servers, lists or checklists."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from senreport_check.checklist.load import builtin_folder
from senreport_check.cli import options
from senreport_check.cli.app import app
from senreport_check.cli.console import TALK
from servers import hurried
from servers.faults import Faults, response

BAD = "\x1b]0;owned\x1b_\x1b[2J\x9b31m\u202e"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TAINTED = BAD + "Larch" + BAD + "wood" + BAD
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>{TAINTED} SEN information report</title></head><body><main>
<h1>SEN information report, {TAINTED} Primary School</h1><p>Reviewed{BAD} September 2024.</p>
<h2>Who is the SENCO{BAD}?</h2><p>Our SENCO is Mrs Ada {TAINTED}: <a href="mailto:{BAD}senco@larch.example.sch.uk">
{BAD}senco@larch.example.sch.uk</a>, 01632 960111. &#27;[31m&#155;31m&#7;&#8;\x07\x08 Write to her{BAD}.</p>
<h2>What if I am unhappy?</h2><p>Speak{BAD} to the class teacher first. If it is not put right, write to the
headteacher, who answers within ten school days; after that the <a href="https://larch.example/{BAD}">chair</a> of
governors hears your complaint{BAD}.</p></main></body></html>"""
HOME = f"""<!doctype html><title>{TAINTED}</title><h1>{TAINTED} School</h1><ul>
<li><a href="/send/{BAD}?x={BAD}">SEN information report{BAD}</a></li>
<li><a href="/policy{BAD}">SEN policy{BAD}</a></li><li><a href="https://{BAD}/x">Local Offer{BAD}</a></li></ul>"""


class Said(NamedTuple):
    """What a command printed."""

    stdout: str
    stderr: str


def said(*arguments: object) -> Said:
    """Run a command in this process, without pauses between requests; nothing in what it prints is obeyed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "fetch_settings", hurried.hurried)
        result = CliRunner().invoke(app, [*map(str, arguments)])
    TALK.verbose = False
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    both = result.stdout + result.stderr
    assert both.strip()
    assert OBEYED.findall(both) == []
    return Said(result.stdout, result.stderr)


@pytest.fixture
def faults() -> Iterator[Faults]:
    with Faults() as running:
        yield running


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A report full of escape sequences, under a name that holds one."""
    path = tmp_path / f"report{BAD}.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def site(faults: Faults) -> str:
    """A school whose pages, headers and redirects are full of escape sequences."""
    header = TAINTED.encode("latin-1", "replace").decode("latin-1")
    faults.answer("", response("200 Fine" + header, HOME.encode(), server=header, content_type=f"text/html; {header}"))
    faults.answer("robots.txt", response(f"404 {header}"))
    for number in range(3):
        moved = response(f"302 {header}", location=f"/moved{header}")
        faults.answer(["send", "policy", "moved"][number], moved)
    return faults.url


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "html"])
def test_a_document_and_its_name(page: Path, form: str) -> None:
    shown = said("check", page, "--evidence", "--format", form)
    assert "Larch" in shown.stdout


def test_several_documents_compared_and_told_of(page: Path, tmp_path: Path) -> None:
    broken = tmp_path / f"broken{TAINTED}.pdf"
    broken.write_bytes(b"%PDF-1.7" + BAD.encode())
    text = tmp_path / f"{BAD}.txt"
    text.write_text(f"SEN information report{BAD}\n\nOur SENCO is Mrs {TAINTED}.", encoding="utf-8")
    shown = said("--verbose", "check", page, broken, text)
    assert "damaged" in shown.stdout
    assert f"{tmp_path}/broken" in shown.stderr
    results = tmp_path / f"results{BAD}.json"
    assert "Written to" in said("check", page, text, "-o", results).stderr
    for form in ("text", "json", "csv", "markdown", "html"):
        assert "Larch" in said("compare", results, results, "--format", form).stdout


def test_errors_name_what_is_missing(tmp_path: Path) -> None:
    assert "does not exist" in said("check", tmp_path / f"gone{BAD}.pdf").stderr
    assert "no date" in said("check", tmp_path, "--today", BAD).stderr
    assert "no checklist" in said("checklists", "show", BAD).stderr
    written = said("template", "-o", tmp_path / f"empty{BAD}.docx")
    assert "Written to" in written.stderr


def test_a_server(site: str) -> None:
    said("check", site, "--evidence")
    for address in (f"{site}send", f"{site}{BAD}"):
        said("find", address)


def test_a_usage_line() -> None:
    for wrong in (["check", f"--{BAD}"], [f"x{BAD}"], ["check", "x", "--type", BAD]):
        shown = CliRunner().invoke(app, wrong).stderr
        assert "Error" in shown
        assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown) == []


def test_a_list_of_schools_and_its_run(site: str, tmp_path: Path) -> None:
    schools, out = tmp_path / f"list{BAD}.csv", tmp_path / f"run{BAD}"
    rows = [f"{100000 + number},{TAINTED} {number},{BAD}Fen{BAD},{site}{BAD},{BAD}open{BAD}" for number in range(3)]
    heading = f"URN,School name,LA,Website,Status{BAD}"
    schools.write_text("\n".join([heading, *rows, f"{BAD},{BAD},,http://[{BAD},{BAD}"]), encoding="utf-8")
    asked = ("--workers", 0)
    assert "by kind" in said("batch", "run", schools, "--out", out, "--dry-run", *asked).stdout
    said("--verbose", "batch", "run", schools, "--out", out, *asked)
    assert "result" in said("batch", "status", out).stdout
    assert "Larch" in said("batch", "show", out, "100000").stdout
    assert "may be" in said("batch", "show", out, "Larch").stderr
    said("batch", "show", out, BAD)
    said("batch", "export", out)
    later = shutil.copytree(out, f"{out}-later")
    assert "schools are in both" in said("batch", "compare", out, later).stdout
    said("batch", "compare", out, later, "--format", "csv")
    said("batch", "run", tmp_path / f"none{BAD}.csv", "--out", out)
    said("batch", "status", tmp_path / BAD)


def test_a_checklist(tmp_path: Path, page: Path) -> None:
    own = tmp_path / f"own{BAD}.toml"
    text = (builtin_folder() / "sen-policy.toml").read_text(encoding="utf-8")
    escaped = "".join(f"\\u{ord(char):04x}" for char in BAD)
    own.write_text(re.sub(r'(?m)^((title|law|group|question|version) = ")', rf"\1{re.escape(escaped)}", text), "utf-8")
    assert "items" in said("checklists", "lint", own).stdout
    assert "law" in said("checklists", "show", own).stdout.lower()
    said("check", page, "--checklist", own, "--evidence")
    own.write_text(re.sub('force = ".*?"', f'force = "{re.escape(escaped)}"', text), encoding="utf-8")
    assert "force" in said("checklists", "lint", own).stderr


def test_only_the_console_prints() -> None:
    """Whatever a command says goes through `say` and `tell`; only what is our own word for word may not."""
    folder = Path(options.__file__).parent
    printing = {
        path.name
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "typer.echo", "typer.secho", "click.echo")
    }
    assert printing == {"app.py", "console.py"}
