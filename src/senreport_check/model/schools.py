"""Schools as a register lists them, and what a run over many of them found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from senreport_check.model.documents import School
from senreport_check.model.results import SchoolReport, Tool


@dataclass(frozen=True, slots=True)
class Entry:
    """One school of a register.

    `key` tells it from every other school of the run and is safe as a file name (the URN where there is one),
    `website` is what stands in the register, `url` the address made of it, None where there is no usable one;
    `problem` then says why in one sentence. `establishment`, `status` and `trust` are the register's words, `la_code`
    its number for the local authority.
    """

    key: str
    school: School
    website: str = ""
    url: str | None = None
    problem: str | None = None
    establishment: str | None = None
    status: str | None = None
    trust: str | None = None
    la_code: str | None = None


@dataclass(frozen=True, slots=True)
class SchoolResult:
    """What came of one school of the register; `attempts` counts how often it was tried."""

    entry: Entry
    report: SchoolReport
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run as a whole: its title, the day it judges dates by, the tool, how many schools it plans."""

    title: str
    today: date
    tool: Tool
    schools: int
