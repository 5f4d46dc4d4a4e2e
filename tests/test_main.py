"""The first moments of the program."""

from __future__ import annotations

import sys

import pytest

from senreport_check.__main__ import main
from senreport_check.cli.exits import Exit


class Interrupting:
    """Stands for a module at whose import somebody presses Ctrl-C."""

    def __getattr__(self, name: str) -> object:
        raise KeyboardInterrupt


def test_an_interrupt_while_loading_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "senreport_check.cli.app", Interrupting())
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == Exit.INTERRUPTED
