"""`find` and `compare` as people run them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from senreport_check.demo import serve_demo


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "senreport_check", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_find_shows_the_way_to_the_report() -> None:
    with serve_demo() as address:
        result = run("find", address, "--allow-private")
    assert result.returncode == 0
    assert result.stdout.strip().endswith(".pdf")
    assert "home page >" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_private_address_is_refused_unless_allowed() -> None:
    with serve_demo() as address:
        result = run("find", address)
    assert result.returncode == 3
    assert "--allow-private" in result.stderr


def test_compare_says_what_was_gained_and_lost(tmp_path: Path) -> None:
    page = "<html><title>SEN information report</title><body><h1>SEN information report</h1>{}</body></html>"
    senco = "<p>Our SENCO is Mrs Ada Larch: senco@larch.example.sch.uk.</p>"
    lift = "<h2>Access</h2><p>There is a lift to every floor and a ramp at the main door.</p>"
    (tmp_path / "old.html").write_text(page.format(senco), encoding="utf-8")
    (tmp_path / "new.html").write_text(page.format(senco + lift), encoding="utf-8")
    result = run("compare", str(tmp_path / "old.html"), str(tmp_path / "new.html"))
    assert result.returncode == 0
    assert "lift to every floor" in result.stdout
    for name in ("old", "new"):
        run("check", str(tmp_path / f"{name}.html"), "-o", str(tmp_path / f"{name}.json"))
    again = run("compare", str(tmp_path / "old.json"), str(tmp_path / "new.json"), "--format", "json")
    assert json.loads(again.stdout)


def test_a_file_is_no_website(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.touch()
    result = run("find", str(report))
    assert result.returncode == 2
    assert "report.pdf is a file or folder, not a website: senreport-check check reads it." in result.stderr
