"""Made-up results of a run over many schools, for pictures and for trying out: the same seed, the same schools.

`python docs/made_up_run.py FOLDER [SCHOOLS]` writes what a run of that many schools shows.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from senreport_check.model import (
    Entry,
    Finding,
    Outcome,
    Phase,
    RunFacts,
    School,
    SchoolReport,
    SchoolResult,
    SchoolType,
    SourceFacts,
    Verdict,
)
from senreport_check.render.json import load

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
TODAY = date(2026, 11, 21)
FIRST = "Alder Ash Beech Birch Bramble Cedar Elm Fern Hazel Heather Holly Juniper Larch Linden Maple Oak Rowan Willow"
SECOND = "bank bridge brook bury combe croft dale field ford gate grove ham hill holme hurst lea meadow moor side wood"
PHASES = {Phase.PRIMARY: 74, Phase.SECONDARY: 14, Phase.NURSERY: 3, Phase.ALL_THROUGH: 2, Phase.MIDDLE: 1}
KINDS = {SchoolType.MAINSTREAM: 90, SchoolType.SPECIAL: 7, SchoolType.OTHER: 3}
OUTCOMES = {Outcome.CHECKED: 830, Outcome.NOT_FOUND: 90, Outcome.UNREACHABLE: 35, Outcome.REFUSED: 20}
OUTCOMES |= {Outcome.UNREADABLE: 20, Outcome.CRASHED: 5}
REASONS = {
    Outcome.NOT_FOUND: "23 pages of the site were read and none of them is a SEN information report.",
    Outcome.UNREACHABLE: "The server did not answer within 20 seconds: try again later.",
    Outcome.REFUSED: "The site's robots.txt does not let programs in: look with a browser.",
    Outcome.UNREADABLE: "The PDF asks for a password: ask the school for one without.",
    Outcome.CRASHED: "Reading the document took more memory than it may: look at it yourself.",
}
STAFF = "Priya Holloway;Tom Ferrier;Ngozi Adeyemi;Lucy Marsh;Owen Price;Hana Sato;Grace Whitlock;Sam Otley"
T = TypeVar("T")
TRUSTS = (None, None, None, "Riverside Learning Trust", "Three Hills Trust", "Beacon Schools Trust")


def results(schools: int, seed: int = 7, year: int = 0) -> Iterator[SchoolResult]:
    """The schools of a run; `year` counts the runs before it: most schools get better, some worse."""
    for number in range(schools):
        yield _result(number, random.Random(f"{seed}/{number}"), random.Random(f"{seed}/{number}/{year}"), year)


def facts(schools: int, year: int = 0) -> RunFacts:
    """The facts of such a run."""
    return RunFacts("Northshire", TODAY.replace(year=TODAY.year + year), _golden("oakfield-2025").tool, schools)


def _result(number: int, always: random.Random, now: random.Random, year: int) -> SchoolResult:
    kind = _drawn(always, KINDS)
    phase = _drawn(always, PHASES) if kind is SchoolType.MAINSTREAM else None
    name = f"{always.choice(FIRST.split())}{always.choice(SECOND.split())}"
    ending = {SchoolType.SPECIAL: "School", SchoolType.OTHER: "Pupil Referral Unit"}.get(
        kind, f"{(phase or '').replace('-', ' ').title()} School"
    )
    school = School(f"{name} {ending}", str(990_000 + number), "Northshire", kind, phase)
    site = f"www.{name.lower()}-{number}.example.sch.uk"
    entry = Entry(school.urn or "", school, site, f"https://{site}/", trust=always.choice(TRUSTS))
    outcome = _drawn(always if always.random() < 0.7 else now, OUTCOMES)
    skill = always.gauss(0, 0.12) + 0.05 * year
    report = _checked(entry, now, skill, year) if outcome is Outcome.CHECKED else _failed(entry, outcome)
    when = report.checked_at.replace(year=report.checked_at.year + year)
    return SchoolResult(entry, replace(report, checked_at=when))


def _failed(entry: Entry, outcome: Outcome) -> SchoolReport:
    report = _golden("st-swithins")
    nearest = report.nearest if outcome is Outcome.NOT_FOUND else None
    source = SourceFacts(entry.website, url=entry.url)
    return replace(
        report, school=entry.school, source=source, outcome=outcome, reason=REASONS[outcome], nearest=nearest
    )


def _checked(entry: Entry, now: random.Random, skill: float, year: int) -> SchoolReport:
    report = _golden("oakfield-2025")
    assert report.document
    age = now.choices((2, 6, 10, 14, 20, 30, 50, None), (30, 24, 12, 12, 8, 4, 3, 7))[0]
    reviewed = None if age is None else _before(TODAY.replace(year=TODAY.year + year), age)
    late = None if age is None else max(age - 12, 0)
    person = now.choice(STAFF.split(";"))
    values = replace(
        report.values,
        senco=(person,),
        senco_email=f"senco@{entry.website.removeprefix('www.')}",
        senco_phone=f"01632 960{now.randrange(1000):03}",
        reviewed=f"{reviewed:%B %Y}" if reviewed else None,
    )
    document = replace(
        report.document,
        title=f"{entry.school.name}: SEN information report",
        reviewed=reviewed,
        overdue=None if late is None else late > 0,
        months_overdue=late,
    )
    source = replace(
        report.source,
        given=entry.website,
        url=f"{entry.url}documents/sen-report.pdf",
        clicks=now.randint(1, 4),
        sha256=f"{now.getrandbits(256):064x}",
    )
    findings = tuple(_finding(finding, entry.school, now, skill, late) for finding in report.findings)
    return replace(
        report, school=entry.school, source=source, document=document, values=values, findings=findings, notes=()
    )


def _finding(finding: Finding, school: School, now: random.Random, skill: float, late: int | None) -> Finding:
    if finding.item == "review-date":
        verdict = Verdict.ABSENT if late is None else Verdict.PARTLY if late else Verdict.MET
    elif finding.item == "adulthood" and school.phase in (Phase.PRIMARY, Phase.NURSERY):
        verdict = Verdict.NOT_APPLICABLE
    else:
        chance = random.Random(finding.item).triangular(0.4, 0.98, 0.9) + skill
        drawn = now.random()
        rest = (Verdict.MET,) if drawn < chance else (Verdict.PARTLY, Verdict.ABSENT, Verdict.ABSENT, Verdict.UNSURE)
        verdict = rest[int(now.random() * len(rest))]
    evidence = finding.evidence if verdict.present else ()
    return replace(finding, verdict=verdict, evidence=evidence)


def _before(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, 1)


def _drawn(chance: random.Random, weights: dict[T, int]) -> T:
    return chance.choices(list(weights), list(weights.values()))[0]


@cache
def _golden(name: str) -> SchoolReport:
    path = GOLDEN / f"{name}.json"
    [report] = load(path.read_bytes(), path.name)
    return report


def main(folder: str, schools: str = "500", year: str = "0") -> None:
    """Write the pages and tables of a made-up run."""
    from senreport_check.render import overview  # noqa: PLC0415 - the script's own use alone

    count = int(schools)
    overview.write(Path(folder), facts(count, int(year)), lambda: results(count, year=int(year)))


if __name__ == "__main__":
    main(*sys.argv[1:])
