"""One report for people at a terminal: the gaps first, then every item by group, then the passages."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from senreport_check.model import Evidence, Finding, Outcome, SchoolReport, Verdict
from senreport_check.render import site, words
from senreport_check.render.clean import shown
from senreport_check.render.pen import STYLES, Pen

WIDE = 100
BESIDE = 132
_FIRST_LAST = (11, 8)


def show(report: SchoolReport, console: Console, *, evidence: bool = False) -> None:
    """Print one report; `evidence` adds the passages each verdict rests on."""
    pen = Pen(console)
    _head(pen, report)
    for verdict, heading in words.GAP_HEADINGS.items():
        _gaps(pen, heading, words.gaps(report, verdict))
    if report.findings and not words.has_gaps(report):
        pen.gap()
        pen.say("Nothing that is asked of this school is missing.", "bold")
    _website(pen, report)
    if report.nearest:
        _nearest(pen, report.nearest)
    if report.findings:
        _everything(pen, report)
    if evidence:
        _passages(pen, report)
    pen.gap()
    pen.say(words.METHOD[-1], "dim")


def show_all(reports: Sequence[SchoolReport], console: Console, *, evidence: bool = False) -> None:
    """Print several reports, and after them one line for each."""
    for report in reports:
        show(report, console, evidence=evidence)
    if len(reports) > 1:
        _overview(Pen(console), reports)
    if not reports:
        Pen(console).say("Nothing was checked.")


def _head(pen: Pen, report: SchoolReport) -> None:
    pen.title(words.name(report), f"checked against: {report.tool.checklist_title}")
    pen.gap()
    pen.say(words.headline(report), "bold")
    if report.reason:
        pen.say(report.reason)
    if report.findings:
        pen.gap()
        _bar(pen, report)
        _counts(pen, report)
    pen.gap()
    pen.pairs(words.facts(report))
    for note in report.notes:
        pen.gap()
        pen.say(f"Note: {note}")


def _bar(pen: Pen, report: SchoolReport) -> None:
    """One bar of the verdicts' shares; every verdict that occurs gets at least one cell."""
    counts = [(verdict, report.count(verdict)) for verdict in words.SCORED if report.count(verdict)]
    whole = sum(count for _, count in counts)
    if not whole:
        return
    width = min(pen.measure, 72) - 2
    cells = {verdict: max(1, round(width * count / whole)) for verdict, count in counts}
    largest = max(cells, key=lambda verdict: cells[verdict])
    cells[largest] += width - sum(cells.values())
    bar = Text(" ")
    for verdict, length in cells.items():
        bar.append(pen.plain(words.LABELS[verdict].fill) * length, STYLES[verdict])
    pen.draw(bar)


def _counts(pen: Pen, report: SchoolReport) -> None:
    """How many items of each force have each verdict; the marks head the columns."""
    rows = words.by_force(report)
    table = pen.table()
    table.add_column(no_wrap=True)
    for _ in words.SCORED:
        table.add_column(justify="right")
    table.add_row("", *(pen.verdict(verdict) for verdict in words.SCORED))
    for force, counts in rows:
        label = pen.text(f"{words.ASKED_BY[force]}: {sum(counts.values())}")
        table.add_row(label, *(pen.text(str(count) if count else pen.dash) for count in counts.values()))
    pen.draw(table)


def _gaps(pen: Pen, heading: str, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    pen.heading(f"{heading} ({len(findings)})")
    for finding in findings:
        pen.gap()
        pen.judged(finding.verdict, finding.title, bold=True)
        pen.say(finding.message, indent=4)
        if finding.evidence:
            pen.say(words.it_says(finding), indent=4)
        if finding.advice:
            pen.point(finding.advice, indent=4)
        pen.say(words.basis(finding), "dim", indent=4)


def _website(pen: Pen, report: SchoolReport) -> None:
    if not report.placement:
        return
    pen.heading("On the website")
    pen.gap()
    for place in site.places(report):
        pen.judged(place.verdict, f"{place.name}: {place.state}")
    for remark in site.remarks(report):
        pen.point(remark, indent=2)


def _nearest(pen: Pen, nearest: SchoolReport) -> None:
    """The document that comes nearest to a report, in short: what it is and what it lacks."""
    pen.heading("The document that comes nearest")
    pen.gap()
    pen.pairs(words.facts(nearest))
    pen.gap()
    pen.say(words.headline(nearest), "bold")
    for finding in words.gaps(nearest, Verdict.ABSENT):
        pen.judged(finding.verdict, finding.title)


def _everything(pen: Pen, report: SchoolReport) -> None:
    pen.heading("Everything that was checked")
    widths = _widths(pen, report.findings)
    for group, findings in words.groups(report.findings):
        pen.gap()
        pen.say(group, "bold")
        table = pen.table()
        for width in widths:
            table.add_column(width=width)
        for finding in findings:
            table.add_row(*_row(pen, finding, widths))
        pen.draw(table, indent=2, wide=True)


def _widths(pen: Pen, findings: Sequence[Finding]) -> list[int]:
    """The columns' widths: verdict, title, page; the law on a wide screen, the passage on a very wide one."""
    room = pen.width - 2 - len(_FIRST_LAST) * 2 - sum(_FIRST_LAST)
    first, last = _FIRST_LAST
    if pen.width < WIDE:
        return [first, max(room, 10), last]
    title = min(max(cell_len(finding.title) for finding in findings), 46)
    law = min(max(cell_len(words.short_law(finding.law)) for finding in findings), 22)
    left = room - title - law - 4
    return [first, title, last, law] + ([left] if pen.width >= BESIDE else [])


def _row(pen: Pen, finding: Finding, widths: Sequence[int]) -> list[Text]:
    found = words.quoted(finding)
    page = next((f"page {evidence.page}" for evidence in found if evidence.page), "")
    quote = found[0].quote if found else ""
    cells = [
        pen.verdict(finding.verdict),
        pen.text(finding.title),
        pen.text(page, "dim"),
        pen.text(words.short_law(finding.law), "dim"),
        pen.text(f"“{shown(quote, widths[-1] - 3)}”" if quote else "", "dim"),
    ]
    return cells[: len(widths)]


def _passages(pen: Pen, report: SchoolReport) -> None:
    found = [finding for finding in report.findings if words.quoted(finding)]
    if not found:
        return
    pen.heading("In the document's own words")
    for finding in found:
        pen.gap()
        pen.judged(finding.verdict, finding.title, bold=True)
        for evidence in finding.evidence:
            pen.say(f"“{evidence.quote}”", indent=4)
            where = _where(evidence)
            if where:
                pen.say(where, "dim", indent=4)


def _where(evidence: Evidence) -> str:
    page = f"page {evidence.page}" if evidence.page else ""
    heading = f"under “{evidence.heading}”" if evidence.heading else ""
    return ", ".join(filter(None, (page, heading, evidence.url)))


def _overview(pen: Pen, reports: Sequence[SchoolReport]) -> None:
    pen.heading(f"All {len(reports)} results")
    pen.gap()
    table = pen.table()
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.expand = True
    for report in reports:
        table.add_row(pen.text(words.name(report)), _score(pen, report))
    pen.draw(table)


def _score(pen: Pen, report: SchoolReport) -> Text:
    if report.outcome is not Outcome.CHECKED:
        return pen.text(words.OUTCOMES[report.outcome], "bold")
    score = Text()
    for verdict in words.SCORED:
        if count := report.count(verdict):
            score.append(f"{count} ").append_text(pen.verdict(verdict)).append("  ")
    return score
