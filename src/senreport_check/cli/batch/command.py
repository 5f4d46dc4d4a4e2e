"""The command of a run: as typed, to be typed again, and as it has to be after the run was judged anew."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

from senreport_check.cli.console import program
from senreport_check.cli.options import DEFAULT_CHECKLIST

_VALUE = r"""(?:'[^']*'|"[^"]*"|\S+)"""
_JUDGED_BY = {
    name: re.compile(rf""" (?:'--{name}=[^']*'|"--{name}=[^"]*"|--{name}[= ]{_VALUE})""")
    for name in ("checklist", "today")
}


def typed() -> str:
    """This command as typed."""
    return _joined([program(), *sys.argv[1:]])


def judged_anew(command: str, checklist: str, today: str) -> str:
    """The same command with another checklist, and with that day where it names one.

    Where it names none the run keeps the day by itself.
    """
    command, dated = _JUDGED_BY["today"].subn("", command)
    command = _JUDGED_BY["checklist"].sub("", command)
    more = [] if checklist == DEFAULT_CHECKLIST else ["--checklist", checklist]
    more += ["--today", today] if dated else []
    return " ".join([command, _joined(more)]) if more else command


def _joined(words: list[str]) -> str:
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
