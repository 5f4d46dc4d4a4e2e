"""The exit codes, in one place (README repeats them)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from senreport_check.model import Force, Outcome, SchoolReport, Verdict


class Exit(IntEnum):
    """What the process ends with."""

    OK = 0
    GAPS = 1
    USAGE = 2
    COULD_NOT_CHECK = 3
    SETTINGS = 4
    INTERRUPTED = 130


class FailOn(StrEnum):
    """From which force on a gap makes the exit code 1."""

    MUST = "must"
    SHOULD = "should"
    NEVER = "never"


_COUNTED = {
    FailOn.MUST: {Force.MUST},
    FailOn.SHOULD: {Force.MUST, Force.SHOULD},
    FailOn.NEVER: set(),
}
_GAPS = (Verdict.ABSENT, Verdict.PARTLY)


def exit_for(reports: Iterable[SchoolReport], fail_on: FailOn) -> Exit:
    """3 when something could not be checked, else 1 when a gap counts, else 0."""
    counted, code = _COUNTED[fail_on], Exit.OK
    for report in reports:
        if report.outcome is not Outcome.CHECKED:
            return Exit.COULD_NOT_CHECK
        if any(finding.verdict in _GAPS and finding.force in counted for finding in report.findings):
            code = Exit.GAPS
    return code
