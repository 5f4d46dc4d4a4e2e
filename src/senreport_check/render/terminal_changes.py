"""What changed between two results, for people at a terminal."""

from __future__ import annotations

from rich.console import Console

from senreport_check.compare import Comparison, RoundComparison
from senreport_check.render import changes, words
from senreport_check.render.pen import Pen


def show_comparison(rounds: RoundComparison, console: Console) -> None:
    """Print every pair, and for runs over many schools what stands in one run only."""
    pen = Pen(console)
    for pair in rounds.pairs:
        _pair(pen, pair)
    for heading, reports in changes.one_sided(rounds):
        pen.heading(heading)
        for report in reports:
            pen.point(words.name(report), indent=2, mark="–")
    pen.gap()
    if len(rounds.pairs) != 1 or changes.one_sided(rounds):
        pen.say(changes.outline(rounds), "bold")
    pen.say(words.METHOD[-1], "dim")


def _pair(pen: Pen, pair: Comparison) -> None:
    pen.title(changes.title(pair), changes.versions(pair))
    pen.gap()
    pen.say(changes.headline(pair), "bold")
    for sentence in changes.reasons(pair) + changes.warnings(pair):
        pen.say(sentence)
    if pair.facts:
        pen.gap()
        _facts(pen, pair)
    for section in changes.sections(pair):
        _section(pen, section)


def _facts(pen: Pen, pair: Comparison) -> None:
    table = pen.table()
    table.add_column(no_wrap=True, style="dim")
    for _ in range(2):
        table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    table.add_row("", pen.text("Before", "dim"), pen.text("Now", "dim"))
    for fact in pair.facts:
        sides = (pen.text(side or pen.dash) for side in (fact.before, fact.after))
        table.add_row(pen.text(fact.label), *sides, pen.text("changed" if fact.changed else "", "bold"))
    pen.draw(table)


def _section(pen: Pen, section: changes.Section) -> None:
    pen.heading(f"{section.heading} ({len(section.entries)})")
    if section.brief:
        pen.gap()
    for entry in section.entries:
        if section.brief:
            pen.judged(entry.verdict, entry.title)
        else:
            _entry(pen, entry)


def _entry(pen: Pen, entry: changes.Entry) -> None:
    pen.gap()
    pen.judged(entry.verdict, entry.title, bold=True)
    pen.say(entry.happened, indent=4)
    for label, evidence in entry.quotes:
        page = f" (page {evidence.page})" if evidence.page else ""
        pen.say(f"{label}: “{evidence.quote}”{page}", indent=4)
    if entry.advice:
        pen.point(entry.advice, indent=4)
