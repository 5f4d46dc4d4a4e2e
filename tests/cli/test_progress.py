"""Progress on stderr for what takes longer than a moment, and nothing otherwise."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from senreport_check.cli import progress
from senreport_check.cli.console import TALK
from senreport_check.model import Outcome, School, SchoolReport, Source, SourceFacts, SourceKind, Tool

SOURCE = Source("report.pdf", SourceKind.FILE)
TOOL = Tool("0", "list", "List", "1")
REPORT = SchoolReport(TOOL, datetime.now(UTC), School(), SourceFacts("report.pdf"), Outcome.CHECKED)


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.05)


def slowly(_: Source) -> SchoolReport:
    time.sleep(0.4)
    return REPORT


def test_a_slow_source_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    shown = progress.Progress(1)
    assert shown.through(SOURCE, slowly) is REPORT
    assert "Checking report.pdf" in capsys.readouterr().err


def test_a_quick_source_is_not(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 30.0)
    shown = progress.Progress(1)
    shown.through(SOURCE, lambda _: REPORT)
    assert capsys.readouterr().err == ""


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TALK, "quiet", True)
    shown = progress.Progress(2)
    shown.through(SOURCE, slowly)
    shown.pictures(1, 3)
    assert capsys.readouterr().err == ""


def test_several_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    shown = progress.Progress(2)
    shown.through(SOURCE, slowly)
    shown.through(replace(SOURCE, given="other.pdf"), slowly)
    assert "2 of 2 checked" in capsys.readouterr().err
