"""The command as people run it: what they see, what it ends with, and what bad input gets."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

PAGE = """<!doctype html><html lang="en-GB"><head><title>SEN information report</title></head><body><main>
<h1>SEN information report, Larch Primary School</h1>
<p>Reviewed September 2026. Next review September 2027.</p>
<h2>Who is the SENCO?</h2><p>Our SENCO is Mrs Ada Larch: senco@larch.example.sch.uk, 01632 960111.</p>
<h2>What if I am unhappy?</h2><p>Speak to the class teacher first. If it is not put right, write to the headteacher,
who answers within ten school days; after that the chair of governors hears your complaint.</p>
</main></body></html>"""


def run(*arguments: str, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "senreport_check", *arguments],
        input=stdin, capture_output=True, timeout=120, check=False, env={**os.environ, "NO_COLOR": "1", **env},
    )  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def one_line(result: subprocess.CompletedProcess[bytes]) -> str:
    """What was said on stderr, which must be one line and no traceback."""
    said = result.stderr.decode().strip()
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1, said
    return said


def test_a_report_is_checked_and_its_gaps_end_in_one(page: Path) -> None:
    result = run("check", str(page), "--today", "2026-11-21")
    assert result.returncode == 1
    assert "What is missing" in result.stdout.decode()
    assert "Mrs Ada Larch" in result.stdout.decode()


def test_json_fits_the_schema_and_quotes_are_verbatim(page: Path, repository: Path) -> None:
    result = run("check", str(page), "--format", "json", "--today", "2026-11-21")
    report = json.loads(result.stdout)
    schema = json.loads((repository / "docs" / "contract.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(report)
    assert report["outcome"] == "checked"
    assert len(report["findings"]) == 33
    assert report["values"]["senco"] == ["Mrs Ada Larch"]
    verdicts = {finding["item"]: finding["verdict"] for finding in report["findings"]}
    assert verdicts["senco-name"] == verdicts["senco-contact"] == verdicts["review-date"] == "met"
    assert verdicts["adulthood"] == "not-applicable"
    words = " ".join(PAGE.split())
    for finding in report["findings"]:
        for evidence in finding["evidence"]:
            assert evidence["quote"] in words
            assert len(evidence["quote"]) <= 300


def test_the_same_input_gives_the_same_bytes(page: Path) -> None:
    def bare() -> dict[str, object]:
        report = json.loads(run("check", str(page), "--format", "json", "--today", "2026-11-21").stdout)
        return {**report, "checked_at": None}

    assert bare() == bare()


@pytest.mark.usefixtures("page")
def test_several_sources_make_an_array(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text(PAGE.replace("Larch", "Rowan"), encoding="utf-8")
    result = run("check", str(tmp_path), "--format", "json")
    assert [Path(each["source"]["path"]).name for each in json.loads(result.stdout)] == ["other.html", "report.html"]


def test_standard_input_is_read() -> None:
    report = json.loads(run("check", "-", "--format", "json", stdin=PAGE.encode()).stdout)
    assert report["source"]["given"] == "-"
    assert report["outcome"] == "checked"


@pytest.mark.parametrize(("fail_on", "code"), [("must", 1), ("should", 1), ("never", 0)])
def test_fail_on_decides_the_exit_code(page: Path, fail_on: str, code: int) -> None:
    assert run("check", str(page), "--fail-on", fail_on).returncode == code


def test_the_file_ending_decides_the_format(page: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    result = run("check", str(page), "-o", str(target))
    assert result.stdout == b""
    assert json.loads(target.read_bytes())["outcome"] == "checked"


def encrypted() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(72, 720, "SEN information report")
    canvas.save()
    return target.getvalue()


def photo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 40), "green").save(target, "JPEG")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.pdf", b"", "empty"),
        ("photo.pdf", photo(), "picture"),
        ("locked.pdf", encrypted(), "password"),
        ("noise.docx", bytes(range(256)) * 9, ""),
    ],
)
def test_an_unreadable_file_is_an_outcome_with_a_reason(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run("check", str(path), "--format", "json")
    report = json.loads(result.stdout)
    assert (result.returncode, report["outcome"], report["findings"]) == (3, "unreadable", [])
    assert said in report["reason"].lower()
    assert b"Traceback" not in result.stderr


@pytest.mark.usefixtures("page")
def test_one_unreadable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a-empty.pdf").write_bytes(b"")
    result = run("check", str(tmp_path), "--format", "json")
    assert [each["outcome"] for each in json.loads(result.stdout)] == ["unreadable", "checked"]
    assert result.returncode == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["check", "nowhere.pdf"], 2, "does not exist"),
        (["check", "www.larch.example.sch.uk"], 2, "https://www.larch.example.sch.uk"),
        (["check", "{page}", "--checklist", "nonsense"], 2, "no checklist called nonsense"),
        (["check", "{page}", "--today", "tomorrow"], 2, "no date"),
        (["check", "{page}", "--format", "papyrus"], 2, "no format called papyrus"),
        (["check", "{page}", "--checklist", "{broken}"], 4, "broken.toml:2"),
        (["check", "{empty}"], 2, "holds no document"),
        (["check", "{page}", "-o", "{empty}"], 2, "ending"),
        (["check", "{page}", "--contact", "two words"], 4, "contact"),
        (["checklists", "lint", "{broken}"], 4, "broken.toml:2"),
        (["evaluate", "{empty}"], 2, "no labelled documents"),
    ],
)
def test_a_wrong_command_gets_one_line(page: Path, tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    broken, empty = tmp_path / "broken.toml", tmp_path / "void"
    broken.write_text('id = "x"\ntitle = 3\nversion = "1"\nin-force-from = 2020-01-01\nkinds = []\n', encoding="utf-8")
    empty.mkdir()
    filled = [each.format(page=page, broken=broken, empty=empty) for each in arguments]
    result = run(*filled)
    assert result.returncode == code
    assert said in one_line(result)


def test_an_unknown_host_is_unreachable() -> None:
    result = run("check", "http://nowhere.invalid/", "--format", "json")
    report = json.loads(result.stdout)
    assert (result.returncode, report["outcome"]) == (3, "unreachable")
    assert "nowhere.invalid" in report["reason"]


def test_alone_it_says_what_to_do_first() -> None:
    result = run()
    assert result.returncode == 0
    assert "senreport-check demo" in result.stdout.decode()


def test_the_demo_finds_and_checks_a_report() -> None:
    result = run("demo", "--format", "json")
    report = json.loads(result.stdout)
    assert result.returncode == 0
    assert report["source"]["content_type"] == "application/pdf"
    assert report["source"]["clicks"] >= 1
    assert {"met", "absent"} <= {finding["verdict"] for finding in report["findings"]}


def test_an_old_console_loses_no_report(page: Path) -> None:
    result = run("check", str(page), PYTHONIOENCODING="cp437", PYTHONUTF8="0")
    assert result.returncode == 1
    assert b"Mrs Ada Larch" in result.stdout


def test_every_published_document_gives_an_outcome(real_documents: list[Path]) -> None:
    result = run("check", *map(str, real_documents), "--format", "json", "--today", "2026-11-21")
    reports = json.loads(result.stdout)
    assert [report["outcome"] for report in reports] == ["checked"] * len(real_documents)
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["check", "find"])
def test_an_address_that_is_none_is_refused_in_words(command: str) -> None:
    result = run(command, "http://[")
    assert result.returncode == 3
    assert "no valid web address" in (result.stdout + result.stderr).decode()
    assert b"Traceback" not in result.stderr
