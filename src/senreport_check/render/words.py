"""The words and marks that every output shares, and the sentences that are made of a report's facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from senreport_check.model import (
    DocumentKind,
    Evidence,
    Finding,
    Force,
    Outcome,
    School,
    SchoolReport,
    SchoolType,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A verdict for people: a word, a mark that needs no colour, that mark in ASCII, a bar's fill."""

    word: str
    mark: str
    ascii: str
    fill: str


LABELS = {
    Verdict.MET: Label("met", "✓", "+", "█"),
    Verdict.PARTLY: Label("in part", "~", "~", "▓"),
    Verdict.ABSENT: Label("missing", "✗", "x", "░"),
    Verdict.UNSURE: Label("unclear", "?", "?", "▒"),
    Verdict.NOT_APPLICABLE: Label("not asked", "–", "-", " "),
}
SCORED = (Verdict.MET, Verdict.PARTLY, Verdict.ABSENT, Verdict.UNSURE)
FORCES = {
    Force.MUST: "The law",
    Force.SHOULD: "Statutory guidance",
    Force.ADVICE: "Good practice",
}
ASKED_BY = {
    Force.MUST: "By law",
    Force.SHOULD: "By guidance",
    Force.ADVICE: "Good practice",
}
FORCE_HEADINGS = {
    Force.MUST: "Asked for by the law",
    Force.SHOULD: "Asked for by statutory guidance",
    Force.ADVICE: "Good practice",
}
GAP_HEADINGS = {
    Verdict.ABSENT: "What is missing",
    Verdict.PARTLY: "What is there only in part",
    Verdict.UNSURE: "What is unclear, so look yourself",
}
OUTCOMES = {
    Outcome.CHECKED: "Checked",
    Outcome.NOT_FOUND: "No report was found",
    Outcome.UNREACHABLE: "The website could not be reached",
    Outcome.REFUSED: "The website did not let us in",
    Outcome.UNREADABLE: "The document could not be read",
    Outcome.CRASHED: "Reading the document failed",
}
TYPES = {
    SchoolType.MAINSTREAM: "mainstream school",
    SchoolType.NURSERY: "nursery school",
    SchoolType.SPECIAL: "special school",
    SchoolType.OTHER: "school outside the duty",
}
METHOD = (
    "The document was read item by item against the checklist, and each verdict rests on the passage quoted.",
    "A program cannot tell whether what is written is true or kept to, and it can overlook or misread a "
    "passage: look at the quotation before you act.",
    "This is a reading aid, not legal advice.",
)


def name(report: SchoolReport) -> str:
    """What to call the school: its name, else the document's title, else what the user gave."""
    title = report.document.title if report.document else None
    return report.school.name or title or report.source.given


def asked(report: SchoolReport) -> int:
    """How many items are asked of this school."""
    return len(report.findings) - report.count(Verdict.NOT_APPLICABLE)


def counts(report: SchoolReport) -> dict[Verdict, int]:
    """How many items have each verdict that counts, in the order of the legend."""
    return {verdict: report.count(verdict) for verdict in SCORED}


def headline(report: SchoolReport) -> str:
    """One sentence with the counts, or the outcome when nothing could be checked."""
    if report.outcome is not Outcome.CHECKED:
        return f"{OUTCOMES[report.outcome]}."
    parts = [f"{report.count(Verdict.MET)} of {asked(report)} points are met"]
    for verdict, one, many in _COUNTED:
        count = report.count(verdict)
        if count:
            parts.append(f"{count} {one if count == 1 else many}")
    return listed(parts) + "."


_COUNTED = (
    (Verdict.PARTLY, "is there only in part", "are there only in part"),
    (Verdict.ABSENT, "is missing", "are missing"),
    (Verdict.UNSURE, "is unclear", "are unclear"),
)


def by_force(report: SchoolReport) -> list[tuple[Force, dict[Verdict, int]]]:
    """For each force that is asked of this school, how many items have each verdict."""
    return [
        (force, {verdict: sum(f.verdict is verdict for f in found) for verdict in SCORED})
        for force in Force
        if (found := [f for f in report.findings if f.force is force and f.verdict in SCORED])
    ]


def gaps(report: SchoolReport, verdict: Verdict) -> list[Finding]:
    """The findings with this verdict, the law's first, otherwise in the checklist's order."""
    order = list(Force)
    return sorted((f for f in report.findings if f.verdict is verdict), key=lambda f: order.index(f.force))


def to_do(report: SchoolReport) -> list[Finding]:
    """Everything that needs someone's hand, in the checklist's order: missing, in part, unclear."""
    return [finding for finding in report.findings if finding.verdict in GAP_HEADINGS]


def by_basis(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """The findings under what asks for them: the law first, then guidance and good practice."""
    found = list(findings)
    named = ((force, [f for f in found if f.force is force]) for force in Force)
    return [(FORCE_HEADINGS[force], some) for force, some in named if some]


def groups(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """The findings by statutory group, in the checklist's order; a group that returns is not split."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.group, []).append(finding)
    return list(found.items())


def facts(report: SchoolReport) -> list[tuple[str, str]]:
    """What was checked, as labelled lines: document, where it was found, review, SENCO, school."""
    lines = [("Document", document(report)), ("Found at", found_at(report)), ("Reviewed", reviewed(report))]
    if report.values.senco or report.values.senco_email or report.values.senco_phone:
        lines.append(("SENCO", senco(report)))
    lines.append(("School", _registered(report.school)))
    if report.findings:
        lines.append(("Checked as", school_kind(report.school)))
    lines.append(("Checked on", day(report.checked_at)))
    return [(label, text) for label, text in lines if text]


def _registered(school: School) -> str:
    known = (("URN", school.urn), ("local authority", school.la))
    return ", ".join(f"{label} {value}" for label, value in known if value)


def document(report: SchoolReport) -> str:
    """What the document is: its title, its size, and its kind when it is not a report."""
    found = report.document
    if found is None:
        return ""
    size = [plural(found.pages, "page")] if found.pages else []
    size.append(plural(found.words, "word"))
    kind = "" if found.kind.kind is DocumentKind.REPORT else f"; looks like {found.kind.kind.in_words}"
    scanned = "; read from a scan, so words may be wrong" if found.ocr else ""
    return f"{found.title or 'without a title'} ({', '.join(size)}{kind}{scanned})"


def found_at(report: SchoolReport) -> str:
    """The address or path, and the clicks from the home page when links were followed."""
    source = report.source
    place = source.url or source.path or source.given
    return f"{place} ({plural(source.clicks, 'click')} from the start page)" if source.clicks else place


def reviewed(report: SchoolReport) -> str:
    """When the document was reviewed, in its own words, and whether a review is due."""
    found, written = report.document, report.values.reviewed
    if found is None:
        return ""
    if found.reviewed is None:
        return f"{written} (no date could be made of it)" if written else "no date in the document"
    text = written or month(found.reviewed)
    if not found.overdue:
        return text
    late = f" by {plural(found.months_overdue, 'month')}" if found.months_overdue else ""
    return f"{text}; the yearly review is overdue{late}"


def senco(report: SchoolReport) -> str:
    """The SENCO's name and how to reach them, as the document writes them."""
    values = report.values
    return ", ".join([*values.senco, *filter(None, (values.senco_email, values.senco_phone))])


def school_kind(school: School) -> str:
    """The kind of school it was checked as, and what of that is a guess."""
    kind = TYPES[school.type or SchoolType.MAINSTREAM]
    phase = f"{school.phase.replace('16-plus', '16 plus')} phase" if school.phase else "any phase"
    guessed = sorted({"type", "phase"} & set(school.guessed))
    note = f" ({' and '.join(guessed)} guessed from the text)" if guessed else ""
    return f"{kind}, {phase}{note}"


def has_gaps(report: SchoolReport) -> bool:
    """Whether anything is missing, there only in part, or to be looked at again."""
    return any(report.count(verdict) for verdict in GAP_HEADINGS)


def quoted(finding: Finding) -> tuple[Evidence, ...]:
    """The passages that the verdict rests on: none for a missing item, whatever came nearest."""
    return () if finding.verdict is Verdict.ABSENT else finding.evidence


def it_says(finding: Finding) -> str:
    """The first passage as a sentence of ours, `It says: “…” (page 3)`; empty without a passage."""
    if not finding.evidence:
        return ""
    first = finding.evidence[0]
    label = "The nearest passage" if finding.verdict is Verdict.ABSENT else "It says"
    return f"{label}: “{first.quote}”" + (f" (page {first.page})" if first.page else "")


def basis(finding: Finding) -> str:
    """What asks for the item: `The law: SEND Regulations 2014, Sch 1 ¶9`."""
    return f"{FORCES[finding.force]}: {finding.law}" if finding.law else FORCES[finding.force]


def short_law(law: str) -> str:
    """The first reference alone, with the names of Acts, regulations and Code shortened: `Sch 1 ¶9`."""
    law = law.split(";", maxsplit=1)[0]
    for long, short in _SHORT_LAW:
        law = law.replace(long, short)
    return law


_SHORT_LAW = (
    ("SEND Regulations 2014, ", ""),
    ("Children and Families Act 2014, ", "Act "),
    ("SEND Code of Practice ", "Code "),
)


def short_title(item: str) -> str:
    """An item's id as the few words that stand over a column: `SENCO name`."""
    said = " ".join(_CAPITALS.get(word, word) for word in item.split("-"))
    return said[:1].upper() + said[1:]


_CAPITALS = {"sen": "SEN", "senco": "SENCO", "send": "SEND", "ehc": "EHC"}


def listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 page`, `2 pages`, `3,540 words`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def number(count: int) -> str:
    """`2,000`."""
    return f"{count:,}"


def percent(share: float | None) -> str:
    """`78%` of a share from 0 to 1; a dash where there is none."""
    return "–" if share is None else f"{share:.0%}"


def day(when: date) -> str:
    """`21 November 2026`."""
    return f"{when.day} {when:%B %Y}"


def month(when: date) -> str:
    """`November 2026`."""
    return f"{when:%B %Y}"
