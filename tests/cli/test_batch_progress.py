"""What is shown of a run while it works."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from senreport_check.batch.jobs import Done
from senreport_check.cli.batch import progress, words
from senreport_check.cli.batch.progress import Progress, Tally
from senreport_check.cli.console import TALK
from senreport_check.model import Outcome


def result(host: str, seconds: float) -> Done:
    return Done(host, b"", host, seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in a list to be changed."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def filled(clock: list[float]) -> Tally:
    tally = Tally(50)
    for number in range(10):
        clock[0] += 2.0
        outcome = Outcome.NOT_FOUND if number % 5 == 0 else Outcome.CHECKED
        tally.add(result(f"school{number}.example.sch.uk", 10.0 * number), outcome)
    return tally


def test_how_far_how_fast_what_came_of_it_and_who_is_slow(clock: list[float]) -> None:
    assert filled(clock).lines() == [
        "10 of 50 schools: 30.0 a minute, 1 min left",
        "8 checked, 2 not found",
        "Slowest: school9.example.sch.uk (2 min), school8.example.sch.uk (1 min), school7.example.sch.uk (1 min)",
    ]


def test_the_rate_is_that_of_late(clock: list[float]) -> None:
    tally = Tally(10_000)
    for _ in range(progress.WINDOW):
        clock[0] += 10.0
        tally.add(result("slow.example.sch.uk", 1.0), Outcome.CHECKED)
    for _ in range(progress.WINDOW):
        clock[0] += 0.25
        tally.add(result("quick.example.sch.uk", 1.0), Outcome.CHECKED)
    assert tally.rate == pytest.approx(4.0)


def test_what_is_remembered_does_not_grow() -> None:
    tally = Tally(10_000)
    for number in range(1000):
        tally.add(result(f"school{number}.example.sch.uk", number % 97), Outcome.CHECKED)
    assert len(tally.slowest) == progress.SLOWEST
    assert len(tally._times) == progress.WINDOW


def test_a_pipe_gets_a_plain_line_now_and_then(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(100) as shown:
        for _ in range(100):
            clock[0] += 1.0
            shown(result("larch.example.sch.uk", 1.0), Outcome.CHECKED)
    said = capsys.readouterr().err.splitlines()
    assert said == [
        f"{done} of 100 schools: 1.0 a second, {left} left; {done} checked"
        for done, left in ((30, "1 min"), (60, "40 s"), (90, "10 s"))
    ]


def test_quiet_is_quiet(
    clock: list[float], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TALK, "quiet", True)
    with Progress(100) as shown:
        for _ in range(100):
            clock[0] += 1.0
            shown(result("larch.example.sch.uk", 1.0), Outcome.CHECKED)
    assert capsys.readouterr() == ("", "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_display_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with Progress(4) as shown:
        shown(result("larch.example.sch.uk", 75.0), Outcome.REFUSED)
        assert shown._live is not None
        shown._live.refresh()
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
    for part in ("1 of 4 schools", "1 refused", "Slowest: larch.example.sch.uk (1 min)", "Ctrl-C stops"):
        assert part in text
    assert "\x1b[2K" in screen.getvalue()


@pytest.mark.parametrize("width", [40, 80, 132])
def test_the_display_fits_the_screen(clock: list[float], width: int) -> None:
    shown = Progress(50)
    shown.tally = filled(clock)
    console = Console(width=width, file=io.StringIO())
    with console.capture() as capture:
        console.print(shown._picture())
    lines = [line.rstrip() for line in capture.get().splitlines()]
    assert max(map(len, lines)) <= width
    assert "━" * (min(width, 60) // 5) in lines
    assert lines[-1].endswith("there.")
    if width == 132:
        assert [lines[0], *lines[2:4]] == shown.tally.lines()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "0 s"), (59.4, "59 s"), (59.9, "1 min"), (61, "1 min"), (3590, "1 h"), (8000, "2 h 13 min")],
)
def test_spans_of_time_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said
