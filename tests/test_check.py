"""The pipeline's last line: what nobody foresaw becomes an outcome in one sentence, or a traceback when asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from senreport_check import check
from senreport_check.check import Checker, Settings
from senreport_check.errors import Crashed
from senreport_check.extract import Limits, readers
from senreport_check.model import Document, Fetched, Outcome, Source, SourceKind

TODAY = date(2026, 11, 21)


class Unforeseen(Exception):
    pass


def breaks(*_: object, **__: object) -> Document:
    raise Unforeseen("of all things")


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "report.txt"
    path.write_text("SEN information report\n\nOur SENCO is Mrs Larch.\n", encoding="utf-8")
    return Source(str(path), SourceKind.FILE, path=path)


def test_what_nobody_foresaw_is_an_outcome(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check.Examiner, "examine", breaks)
    with Checker(Settings(today=TODAY)) as checker:
        report = checker.check(source)
    assert report.outcome is Outcome.CRASHED
    assert report.reason == "Reading it broke (Unforeseen): run again with --debug and report it."
    assert report.source.given == source.given


def test_debug_lets_it_through(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check.Examiner, "examine", breaks)
    with Checker(Settings(today=TODAY, debug=True)) as checker, pytest.raises(Unforeseen):
        checker.check(source)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RecursionError("too deep"), "took too much memory"),
        (MemoryError(), "took too much memory"),
        (Unforeseen("of all things"), r"broke on this file \(Unforeseen: of all things\): save it again"),
    ],
)
def test_a_reader_that_breaks_is_told_of(error: Exception, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Document:
        raise error

    monkeypatch.setattr(readers, "_read_as", broken)
    with pytest.raises(Crashed, match=said):
        readers.read(Fetched(b"Our SENCO is Mrs Larch."), Limits(), None)
