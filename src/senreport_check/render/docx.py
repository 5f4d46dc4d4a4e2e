"""An action plan as a Word document: the gaps in the order of the law, with room to type what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from senreport_check.compare import Comparison, RoundComparison
from senreport_check.model import Finding, SchoolReport, Verdict
from senreport_check.render import changes, site, words
from senreport_check.render.options import Options
from senreport_check.render.word import Writer

PROMPT = "[Type your paragraph here]"
_FACT_WIDTHS = (38, 62, 62)


def write(reports: Sequence[SchoolReport], options: Options) -> bytes:
    """A plan for each report, each on a new page."""
    title = f"Action plan: {words.name(reports[0])}" if len(reports) == 1 else "Action plans"
    writer = Writer(title, reports[0].checked_at if reports else None)
    for number, report in enumerate(reports):
        if number:
            writer.new_page()
        _plan(writer, report, options)
    _limits(writer)
    return writer.content()


def write_comparison(comparison: RoundComparison, options: Options) -> bytes:
    """What changed, a part for each pair, and the schools that stand in one run only."""
    writer = Writer("What changed", comparison.pairs[0].after.checked_at if comparison.pairs else None)
    for number, pair in enumerate(comparison.pairs):
        if number:
            writer.new_page()
        _pair(writer, pair, options)
    for heading, reports in changes.one_sided(comparison):
        writer.heading(heading)
        for report in reports:
            writer.bullet(words.name(report))
    _limits(writer)
    return writer.content()


def _plan(writer: Writer, report: SchoolReport, options: Options) -> None:
    writer.title(f"Action plan: {words.name(report)}")
    writer.text(words.headline(report), bold=True)
    if report.reason:
        writer.text(report.reason)
    for label, text in words.facts(report):
        writer.text(text, label=label)
    for note in report.notes:
        writer.text(note, label="Note")
    todo = words.to_do(report)
    if todo:
        writer.text(
            "Type under each heading what your school does, then take the paragraphs over into your report. "
            "Short and concrete is best: who does what, and when."
        )
    elif report.findings:
        writer.text("Nothing that is asked of this school is missing.", bold=True)
    for finding in todo:
        _gap(writer, finding, options)
    _broken_links(writer, report)
    met = [finding for finding in report.findings if finding.verdict is Verdict.MET]
    if met:
        writer.heading("What is there already")
        for finding in met:
            writer.bullet(finding.title)


def _gap(writer: Writer, finding: Finding, options: Options) -> None:
    label = words.LABELS[finding.verdict]
    writer.heading(finding.title)
    writer.text(f"{label.mark} {label.word}. {words.basis(finding)}", quiet=True)
    writer.text(finding.message)
    if options.evidence and finding.evidence:
        writer.text(words.it_says(finding))
    if finding.advice:
        writer.text(finding.advice, label="What to write")
    writer.typing_space(PROMPT)
    writer.text("Who: ____________________     By when: ____________________")


def _broken_links(writer: Writer, report: SchoolReport) -> None:
    wrong = [place for place in site.places(report) if place.verdict is not Verdict.MET]
    remarks = site.remarks(report)
    if not wrong and not remarks:
        return
    writer.heading("To put right on the website")
    for place in wrong:
        writer.bullet(f"{place.name}: {place.state}.")
    for remark in remarks:
        writer.bullet(remark)


def _pair(writer: Writer, pair: Comparison, options: Options) -> None:
    writer.title(f"What changed: {changes.title(pair)}")
    writer.text(changes.versions(pair), quiet=True)
    writer.text(changes.headline(pair), bold=True)
    for sentence in changes.reasons(pair) + changes.warnings(pair):
        writer.text(sentence)
    if pair.facts:
        facts = [
            (fact.label, fact.before or "–", f"{fact.after or '–'}{' (changed)' if fact.changed else ''}")
            for fact in pair.facts
        ]
        writer.table(("", "Before", "Now"), facts, _FACT_WIDTHS)
    for section in changes.sections(pair):
        writer.heading(f"{section.heading} ({len(section.entries)})")
        for entry in section.entries:
            _entry(writer, entry, brief=section.brief, quoted=options.evidence)


def _entry(writer: Writer, entry: changes.Entry, *, brief: bool, quoted: bool) -> None:
    if brief:
        writer.bullet(entry.title)
        return
    writer.heading(entry.title, 2)
    writer.text(f"{words.LABELS[entry.verdict].mark} {entry.happened}", quiet=True)
    for label, evidence in entry.quotes if quoted else ():
        page = f" (page {evidence.page})" if evidence.page else ""
        writer.text(f"“{evidence.quote}”{page}", label=label)
    if entry.advice:
        writer.text(entry.advice, label="What to write")


def _limits(writer: Writer) -> None:
    writer.text(" ".join(words.METHOD), quiet=True)
