"""Results as Markdown, for pasting into minutes, issues and wikis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from senreport_check.compare import Comparison, RoundComparison
from senreport_check.model import Evidence, Finding, SchoolReport, Verdict
from senreport_check.render import changes, site, words
from senreport_check.render.clean import one_line
from senreport_check.render.options import Options

_SPECIAL = re.compile(
    r"([\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|(?<!\S)[#+=-]|(?<=\d)[.)](?=\s)|&(?=[#\w]+;)|!(?=\[))"
)


def write(reports: Sequence[SchoolReport], options: Options) -> bytes:
    """A section for each report: the gaps with advice, then every item by group with its passage."""
    parts = [line for report in reports for line in _report(report, options)]
    return _encode([*parts, "", *_limits()])


def write_comparison(comparison: RoundComparison, options: Options) -> bytes:
    """A section for each pair, and lists of the schools that stand in one run only."""
    parts = [line for pair in comparison.pairs for line in _pair(pair, options)]
    for heading, reports in changes.one_sided(comparison):
        parts += ["", f"## {heading}", "", *(f"- {_text(words.name(report))}" for report in reports)]
    return _encode([*parts, "", *_limits()])


def _report(report: SchoolReport, options: Options) -> Iterator[str]:
    yield from ("", f"# {_text(words.name(report))}", "", f"**{_text(words.headline(report))}**", "")
    if report.reason:
        yield from (_text(report.reason), "")
    yield from (f"- {label}: {_text(text)}" for label, text in words.facts(report))
    yield from (f"- Note: {_text(note)}" for note in report.notes)
    for verdict, heading in words.GAP_HEADINGS.items():
        yield from _gaps(heading, words.gaps(report, verdict))
    if report.placement:
        yield from ("", "## On the website", "")
        for place in site.places(report):
            yield f"- {_mark(place.verdict)} {_text(place.name)}: {place.state}"
        yield from (f"- {_text(remark)}" for remark in site.remarks(report))
    if report.nearest:
        yield from ("", "## The document that comes nearest", "", _text(words.headline(report.nearest)), "")
        yield from (f"- {label}: {_text(text)}" for label, text in words.facts(report.nearest))
    if report.findings:
        yield from _everything(report, options)


def _gaps(heading: str, findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield from ("", f"## {heading} ({len(findings)})", "")
    for finding in findings:
        said = " ".join(_text(text) for text in (finding.message, finding.advice) if text)
        yield f"- {_mark(finding.verdict)} **{_text(finding.title)}** ({_text(words.basis(finding))}): {said}"


def _everything(report: SchoolReport, options: Options) -> Iterator[str]:
    yield from ("", "## Everything that was checked")
    for group, findings in words.groups(report.findings):
        heads = ["Verdict", "What is asked", "Law"] + ["In the document's own words"] * options.evidence
        yield from ("", f"### {_text(group)}", "", _row(heads), _row(["---"] * len(heads)))
        for finding in findings:
            cells = [_label(finding.verdict), _text(finding.title), _text(finding.law)]
            quote = "".join(_quote(evidence) for evidence in words.quoted(finding)[:1])
            yield _row([*cells, quote] if options.evidence else cells)


def _pair(pair: Comparison, options: Options) -> Iterator[str]:
    yield from ("", f"# {_text(changes.title(pair))}", "", _text(changes.versions(pair)), "")
    yield f"**{_text(changes.headline(pair))}**"
    for sentence in changes.reasons(pair) + changes.warnings(pair):
        yield from ("", _text(sentence))
    if pair.facts:
        yield from ("", _row(["Fact", "Before", "Now", ""]), _row(["---"] * 4))
        for fact in pair.facts:
            sides = [_text(fact.before or "–"), _text(fact.after or "–")]
            yield _row([fact.label, *sides, "changed" if fact.changed else ""])
    for section in changes.sections(pair):
        yield from ("", f"## {section.heading} ({len(section.entries)})", "")
        for entry in section.entries:
            yield from _entry(entry, brief=section.brief, quoted=options.evidence)


def _entry(entry: changes.Entry, *, brief: bool, quoted: bool) -> Iterator[str]:
    if brief:
        yield f"- {_mark(entry.verdict)} {_text(entry.title)}"
        return
    advice = f" {_text(entry.advice)}" if entry.advice else ""
    yield f"- {_mark(entry.verdict)} **{_text(entry.title)}**: {entry.happened}.{advice}"
    if quoted:
        yield from (f"  - {label}: {_quote(evidence)}" for label, evidence in entry.quotes)


def _limits() -> list[str]:
    return ["---", "", " ".join(words.METHOD)]


def _mark(verdict: Verdict) -> str:
    return words.LABELS[verdict].mark.replace("~", r"\~")


def _label(verdict: Verdict) -> str:
    return f"{_mark(verdict)} {words.LABELS[verdict].word}"


def _quote(evidence: Evidence) -> str:
    return f"“{_text(evidence.quote)}”" + (f" (page {evidence.page})" if evidence.page else "")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """Scraped text in which nothing is Markdown."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _encode(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines).strip("\n") + "\n").encode()
