"""Among the documents found: which is the report, which are copies of it, which are other years'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from senreport_check import dates
from senreport_check.discover import names
from senreport_check.discover.found import Found
from senreport_check.discover.leads import Bearings, year_of
from senreport_check.model import DocumentKind
from senreport_check.text import fold

SAME = 92
SAMPLE = 4000
UNDATED = timedelta(days=600)
RECENT = timedelta(days=500)
_DATED = re.compile(r"\b(?:review|updat|written|publish|approv|agreed|date|academic year|report)", re.I)
_NEXT = re.compile(r"\bnext\b|\bdue\b|\breview date\b|\bto be reviewed\b", re.I)
_NEAREST = (
    DocumentKind.FAQ_ITEM, DocumentKind.POLICY, DocumentKind.LANDING, DocumentKind.GUIDANCE,
    DocumentKind.ACCESSIBILITY_PLAN,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The report chosen, other addresses of the same document, and reports of other years."""

    report: Found
    copies: tuple[Found, ...] = ()
    years: tuple[Found, ...] = ()


def choose(reports: Sequence[Found], bearings: Bearings) -> Choice | None:
    """The newest report of the right school; None where there is none."""
    if not reports:
        return None
    ranked = sorted(reports, key=lambda found: _rank(found, bearings), reverse=True)
    best, others = ranked[0], ranked[1:]
    copies = tuple(found for found in others if same_document(found, best))
    return Choice(best, copies, tuple(found for found in others if found not in copies))


def nearest(found: Sequence[Found]) -> Found | None:
    """What comes nearest to a report among documents that are none; None where nothing comes near."""
    for kind in _NEAREST:
        of_kind = [one for one in found if one.kind.kind is kind]
        if of_kind:
            return max(of_kind, key=lambda one: one.document.words)
    return None


def same_document(one: Found, other: Found) -> bool:
    """Whether two addresses give the same document, small changes aside."""
    if one.fetched.content == other.fetched.content:
        return True
    first, second = (fold(found.document.text[:SAMPLE]) for found in (one, other))
    return dated(one) == dated(other) and fuzz.ratio(first, second, score_cutoff=SAME) > 0


def is_recent(found: Found, today: date) -> bool:
    """Whether a report is whole and of this school year or the last: no newer one need be sought."""
    when = dated(found)
    return found.is_full and when is not None and today - RECENT <= when <= today


def dated(found: Found) -> date | None:
    """When a report says it is from: by its link and file name, its title, or its lines on review."""
    link = found.steps[-1] if found.steps else None
    file = unquote(urlsplit(found.fetched.url or "").path.rpartition("/")[2])
    names_it = [found.document.title or "", file]
    if link is not None:
        names_it.append(link.text)
    named = [when for when in map(year_of, names_it) if when]
    return max(named) if named else _dated_inside(found)


def _dated_inside(found: Found) -> date | None:
    lines = [line for block in found.document.blocks for line in block.text.splitlines() if len(line) < 200]
    told = [line for line in [*lines[:25], *lines[-25:]] if _DATED.search(line)]
    read = [when.when for line in told for when in dates.find(_NEXT.split(line)[0])]
    return max(read, default=found.fetched.last_modified)


def _rank(found: Found, bearings: Bearings) -> tuple[bool, bool, bool, bool, int, int, int]:
    """Right school and folder, full text, a report by its main kind, newest, plainest name, fewest clicks."""
    path = urlsplit(found.fetched.url or "").path
    by_name = bearings.school is not None and names.same_school(bearings.school, found.document.text[:3000])
    near = any(bearings.folder in step.url for step in found.steps)
    when = dated(found)
    if when is None or when > bearings.today:
        when = bearings.today - UNDATED
    name = names.promise(found.steps[-1].text) if found.steps else names.REPORT
    return (
        by_name, bearings.folder in path or near, found.is_full,
        found.kind.kind is DocumentKind.REPORT, (when.year * 12 + when.month + 3) // 12, name, -found.clicks,
    )


def other_schools(reports: Sequence[Found], chosen: Found, bearings: Bearings) -> tuple[str, ...]:
    """The schools the reports name, where the report chosen is not plainly that of the school meant."""
    named = {name for found in reports if (name := names.school_name(_opening(found)))}
    own = names.school_name(_opening(chosen))
    if own is None or (bearings.school and names.same_school(bearings.school, chosen.document.text[:3000])):
        return ()
    return tuple(sorted(named)) if bearings.school or (len(named) > 1 and not _alike(named)) else ()


def _alike(found: set[str]) -> bool:
    first, *rest = sorted(found, key=len)
    return all(fuzz.partial_ratio(fold(first), fold(name)) >= SAME for name in rest)


def _opening(found: Found) -> str:
    first = (block.text for block in found.document.blocks[:6])
    return " \n ".join([found.document.title or "", *first])[:1500]
