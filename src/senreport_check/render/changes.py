"""A comparison in words: the same sections, in the same order, for every output."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from senreport_check.compare import Change, Comparison, Direction, RoundComparison
from senreport_check.model import Evidence, Finding, SchoolReport, Verdict
from senreport_check.render.words import LABELS, OUTCOMES, listed, name, quoted, reviewed
from senreport_check.text import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One item that moved or stayed: its verdict now, what happened, and the passages on either side."""

    item: str
    title: str
    verdict: Verdict
    happened: str
    quotes: tuple[tuple[str, Evidence], ...]
    advice: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the items under it; `brief` ones need no quotes."""

    heading: str
    entries: tuple[Entry, ...]
    brief: bool = False


DIRECTIONS = {
    Direction.GAINED: "gained",
    Direction.LOST: "lost",
    Direction.UNCHANGED: "unchanged",
    Direction.UNCLEAR: "unclear",
    Direction.NOT_COMPARED: "not compared",
}


def title(pair: Comparison) -> str:
    """What the two results are about."""
    return name(pair.after)


def versions(pair: Comparison) -> str:
    """Which document is set beside which."""
    return f"{_version(pair.before)} → {_version(pair.after)}"


def headline(pair: Comparison) -> str:
    """One sentence with the counts, or why the two cannot be compared."""
    if not pair.comparable:
        return "The two cannot be compared."
    parts: list[str] = []
    for direction, one, many in _COUNTED:
        if count := len(pair.moved(direction)):
            noun = "" if parts else "point " if count == 1 else "points "
            parts.append(f"{count} {noun}{one if count == 1 else many}")
    if pair.moved(Direction.GAINED) or pair.moved(Direction.LOST):
        return f"{listed(parts)}."
    return f"Nothing was gained or lost: {listed(parts)}." if parts else "Nothing was gained or lost."


def reasons(pair: Comparison) -> list[str]:
    """Why a side could not be compared, one sentence a side; nothing when both were checked."""
    sides = (("before", pair.before), ("after", pair.after))
    return [
        f"{label.capitalize()}: {OUTCOMES[report.outcome]}. {report.reason or ''}".strip()
        for label, report in sides
        if not pair.comparable and report.reason
    ]


def warnings(pair: Comparison) -> list[str]:
    """What a governor should know beside the items: a wrong order or school, a date that stood still, other rules."""
    found = []
    if any(fact.label == "Reviewed" and not fact.changed for fact in pair.facts):
        found.append(f"The review date has not changed: both say {pair.after.values.reviewed}.")
    if (dates := _dates(pair)) and dates[0] > dates[1]:
        found.append("The earlier of the two was reviewed after the later one: give the older report first.")
    if _of_two_schools(pair):
        found.append(f"They seem to be of two schools, {name(pair.before)} and {name(pair.after)}: is that meant?")
    if kinds := _two_kinds(pair):
        found.append(f"They seem to be of two kinds: the earlier looks like {kinds[0]}, the later like {kinds[1]}.")
    if pair.before.tool.checklist_version != pair.after.tool.checklist_version:
        found.append("The two were checked against different versions of the checklist.")
    if pair.before.tool.checklist != pair.after.tool.checklist:
        found.append("The two were checked against different checklists.")
    return found


def _dates(pair: Comparison) -> tuple[date, date] | None:
    before, after = (side.document.reviewed if side.document else None for side in (pair.before, pair.after))
    return (before, after) if before and after else None


def _of_two_schools(pair: Comparison) -> bool:
    """Whether each side names a school, and neither name is in the other."""
    before, after = (fold(side.school.name or "") for side in (pair.before, pair.after))
    return pair.comparable and before not in after and after not in before


def _two_kinds(pair: Comparison) -> tuple[str, str] | None:
    """What each side looks like, where the two have nothing in common."""
    before, after = (side.document.kind if side.document else None for side in (pair.before, pair.after))
    if not (before and after) or {before.kind, *before.also} & {after.kind, *after.also}:
        return None
    return before.kind.in_words, after.kind.in_words


def sections(pair: Comparison) -> list[Section]:
    """The items in the order in which people want them; empty sections are left out."""
    lost, gained = pair.moved(Direction.LOST), pair.moved(Direction.GAINED)
    same = pair.moved(Direction.UNCHANGED)
    found = [
        Section("What was lost", _entries(lost)),
        Section("What was gained", _entries(gained)),
        Section("What is unclear on either side, so look yourself", _entries(pair.moved(Direction.UNCLEAR))),
        Section("What is said in other words", _entries(tuple(c for c in same if c.reworded))),
    ]
    for verdict, heading in _STILL:
        kept = tuple(c for c in same if c.finding.verdict is verdict and not c.reworded)
        found.append(Section(heading, _entries(kept), brief=True))
    found.append(Section("Asked in one of the two only", _entries(_asked_once(pair)), brief=True))
    return [section for section in found if section.entries]


def one_sided(rounds: RoundComparison) -> list[tuple[str, tuple[SchoolReport, ...]]]:
    """The schools that stand in one run only, under their headings; empty ones are left out."""
    found = [("Only in the earlier run", rounds.only_before), ("Only in the later run", rounds.only_after)]
    return [(heading, reports) for heading, reports in found if reports]


def outline(rounds: RoundComparison) -> str:
    """One sentence on two runs over many schools."""
    parts = [_counted(len(rounds.pairs), "school is in both runs", "schools are in both runs")]
    if rounds.only_before:
        parts.append(f"{len(rounds.only_before)} only in the earlier one")
    if rounds.only_after:
        parts.append(f"{len(rounds.only_after)} only in the later one")
    return listed(parts) + "."


_COUNTED = (
    (Direction.GAINED, "was gained", "were gained"),
    (Direction.LOST, "was lost", "were lost"),
    (Direction.UNCHANGED, "is unchanged", "are unchanged"),
    (Direction.UNCLEAR, "is unclear", "are unclear"),
)
_STILL = (
    (Verdict.ABSENT, "Still missing"),
    (Verdict.PARTLY, "Still there only in part"),
    (Verdict.MET, "Met both times"),
)


def _asked_once(pair: Comparison) -> tuple[Change, ...]:
    """Items that one side does not have or was not asked for; asked on neither side is no change."""
    return tuple(c for c in pair.moved(Direction.NOT_COMPARED) if _asked(c.before) or _asked(c.after))


def _asked(finding: Finding | None) -> bool:
    return finding is not None and finding.verdict is not Verdict.NOT_APPLICABLE


def _entries(changes: tuple[Change, ...]) -> tuple[Entry, ...]:
    return tuple(_entry(change) for change in changes)


def _entry(change: Change) -> Entry:
    finding = change.finding
    sides = (("Before", change.before), ("Now", change.after))
    quotes = tuple((label, evidence) for label, side in sides if side for evidence in quoted(side)[:1])
    gap = finding.verdict in (Verdict.ABSENT, Verdict.PARTLY)
    return Entry(finding.item, finding.title, finding.verdict, _happened(change), quotes, finding.advice if gap else "")


def _happened(change: Change) -> str:
    before = LABELS[change.before.verdict].word if change.before else "not asked"
    after = LABELS[change.after.verdict].word if change.after else "not asked"
    return f"{after}, as before" if before == after else f"was {before}, now {after}"


def _version(report: SchoolReport) -> str:
    title_ = (report.document.title if report.document else None) or report.source.given
    when = reviewed(report).split(";")[0] if report.values.reviewed else ""
    return f"{title_} ({when})" if when else title_


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
