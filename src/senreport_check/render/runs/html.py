"""What changed between two runs, as one self-contained web page."""

from __future__ import annotations

from senreport_check.compare import Movement, RunComparison
from senreport_check.model import Verdict
from senreport_check.render import html, words
from senreport_check.render.overview import sums
from senreport_check.render.overview.standing import sector
from senreport_check.render.runs import moves

_ARCS = {
    Verdict.MET: (Movement.NEW_REPORT, Movement.IMPROVED),
    Verdict.ABSENT: (Movement.FELL_BEHIND, Movement.LOST_REPORT),
    Verdict.UNSURE: (Movement.UNSEEN,),
    Verdict.NOT_APPLICABLE: (Movement.EVEN, Movement.STILL_NONE),
}


def write(comparison: RunComparison) -> bytes:
    """The page: how many schools went which way, how each duty fares, and every school that moved."""
    counts = moves.counted(comparison.pairs)
    arcs = {verdict: sum(counts[movement] for movement in some) for verdict, some in _ARCS.items()}
    groups: dict[str, list[Movement]] = {name: [] for name, _ in sums.by_sector(comparison.after.rows)}
    for pair in comparison.pairs:
        groups[sector(pair.after)].append(pair.movement)
    return html.render(
        "runs.html.j2",
        comparison=comparison,
        moves=moves,
        counts=counts,
        arcs_of=arcs,
        sectors=[(name, some) for name, some in groups.items() if some],
        rates=[change for change in moves.rates(comparison) if change.points is not None],
        better=words.number(arcs[Verdict.MET]),
    )
