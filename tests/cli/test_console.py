"""Every error becomes one line and the right exit code."""

from __future__ import annotations

import pytest
import typer

from senreport_check.cli.console import TALK, guarded
from senreport_check.errors import SettingsError, Unreadable, UsageError


def ends(error: BaseException) -> int:
    def fail() -> None:
        raise error

    with pytest.raises(typer.Exit) as caught:
        guarded(fail)()
    return caught.value.exit_code


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("no such file."), 2, "no such file."),
        (SettingsError("bad setting."), 4, "bad setting."),
        (Unreadable("locked."), 3, "locked."),
        (PermissionError(13, "Permission denied", "report.html"), 2, "report.html: Permission denied."),
        (ModuleNotFoundError("no", name="scipy"), 2, "senreport-check[train]"),
        (ZeroDivisionError("division"), 3, "--debug"),
        (KeyboardInterrupt(), 130, "Stopped."),
        (UsageError("a\x1b[31mb\nc"), 2, "a [31mb c"),
    ],
)
def test_errors(capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str) -> None:
    assert ends(error) == code
    shown = capsys.readouterr().err
    assert said in shown
    assert len(shown.strip().splitlines()) == 1
    assert "\x1b" not in shown


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TALK, "debug", True)

    @guarded
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
