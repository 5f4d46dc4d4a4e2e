"""What changed between two runs, for people at a terminal: the outline and the schools that moved furthest."""

from __future__ import annotations

from rich.console import Console

from senreport_check.compare import RunComparison
from senreport_check.model import Verdict
from senreport_check.render import words
from senreport_check.render.pen import STYLES, Pen
from senreport_check.render.runs import moves

SHOWN = 10


def show_runs(comparison: RunComparison, console: Console) -> None:
    """Print the counts, the duties that moved, and the first schools of every section."""
    pen = Pen(console)
    pen.title(moves.title(comparison), f"What changed between two runs: {moves.versions(comparison)}")
    pen.gap()
    pen.say(moves.outline(comparison), "bold")
    for sentence in moves.remarks(comparison):
        pen.say(sentence)
    _standings(pen, comparison)
    _rates(pen, comparison)
    for section in moves.sections(comparison):
        _section(pen, section)
    pen.gap()
    pen.say(words.METHOD[-1], "dim")


def _standings(pen: Pen, comparison: RunComparison) -> None:
    pen.heading("Where schools stand")
    table = pen.table()
    table.add_column(no_wrap=True)
    for _ in range(2):
        table.add_column(no_wrap=True, justify="right")
    table.add_row("", pen.text("Before", "dim"), pen.text("Now", "dim"))
    for look, before, after in moves.standings(comparison):
        table.add_row(pen.text(look.word, STYLES[look.tone]), f"{before:,}", f"{after:,}")
    pen.draw(table)


def _rates(pen: Pen, comparison: RunComparison) -> None:
    changed = [change for change in moves.rates(comparison) if change.points]
    if not changed:
        return
    shown = sorted(changed, key=lambda change: abs(change.points or 0), reverse=True)[:SHOWN]
    pen.heading("The duties that moved most" if len(changed) > SHOWN else "The duties that moved")
    table = pen.table()
    table.add_column(overflow="fold")
    for _ in range(3):
        table.add_column(no_wrap=True, justify="right")
    table.add_row("", pen.text("Before", "dim"), pen.text("Now", "dim"), "")
    for change in shown:
        sides = map(pen.text, (words.percent(change.before), words.percent(change.after)))
        style = STYLES[Verdict.MET if (change.points or 0) > 0 else Verdict.ABSENT]
        table.add_row(pen.text(change.duty.title), *sides, pen.text(moves.signed(change.points), style))
    pen.draw(table)


def _section(pen: Pen, section: moves.Section) -> None:
    pen.heading(f"{section.heading} ({len(section.entries):,})")
    for row, happened in section.entries[:SHOWN]:
        pen.point(row.name, indent=2, mark="–")
        if happened:
            pen.say(happened, "dim", indent=4)
    more = len(section.entries) - SHOWN
    if more > 0:
        pen.say(f"… and {more:,} more: -o and a file name ending in .html, .xlsx or .csv gives all.", indent=2)
