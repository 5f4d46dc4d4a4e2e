"""What a walk comes to: the report, or the outcome and the reason why there is none."""

from __future__ import annotations

import time
from dataclasses import replace

from senreport_check.discover import names
from senreport_check.discover.choose import choose, nearest, other_schools
from senreport_check.discover.found import Discovery, Found
from senreport_check.discover.placement import place
from senreport_check.discover.route import shortest
from senreport_check.discover.walk import Failure, Walk
from senreport_check.errors import NotFound, Unreachable
from senreport_check.model import DocumentKind, Outcome

NONE_SEEN = "no page or document on SEN"
WHAT = {
    DocumentKind.POLICY: "only a SEN policy", DocumentKind.LANDING: "only a page of links",
    DocumentKind.FAQ_ITEM: "only answers to single questions", DocumentKind.GUIDANCE: "only guidance",
    DocumentKind.ACCESSIBILITY_PLAN: "only an accessibility plan",
}


def settle(walk: Walk) -> Discovery:
    """Choose the report and gather the facts round it, or say why there is none."""
    walk.found = [replace(one, steps=shortest(walk.pages, one.steps)) for one in walk.found]
    choice = choose(walk.reports, walk.bearings)
    several: tuple[str, ...] = ()
    if choice and walk.several_schools:
        several = other_schools(walk.reports, choice.report, walk.bearings)
    placement = place(walk, None if several else choice)
    if choice and not several:
        return Discovery(choice.report, placement)
    near = choice.report if choice else nearest(walk.found)
    outcome, reason = (Outcome.NOT_FOUND, _several(several)) if several else _why(walk, near)
    return Discovery(None, placement, reason, outcome, near)


def _several(schools: tuple[str, ...]) -> str:
    return (
        f"The site holds reports of several schools ({', '.join(schools[:6])}): "
        "give the address of one school's own pages, or its name."
    )


def _promise(failure: Failure) -> int:
    """How likely it is that what could not be had was the report, or the way to it."""
    link = failure.lead.link
    heading = names.promise(link.heading) if names.promise(link.text) <= names.OTHER else 0
    return max(names.promise(link.text), names.address_promise(link.url), heading)


def _why(walk: Walk, near: Found | None) -> tuple[Outcome, str]:
    """A report that is there but could not be had is not a missing one; nor is one on a site too slow."""
    for failure in sorted(walk.failures, key=lambda one: -_promise(one)):
        link, error = failure.lead.link, failure.error
        least = names.HUB if isinstance(error, Unreachable) else names.SEN_PAGE
        if _promise(failure) >= least and not isinstance(error, NotFound):
            return error.outcome, f"“{link.text or link.url}” is on the site but could not be read. {error}"
    if walk.stopped and time.monotonic() >= walk.budget.deadline:
        return Outcome.UNREACHABLE, str(walk.stopped)
    what = WHAT.get(near.kind.kind, NONE_SEEN) if near else NONE_SEEN
    limit = f" {walk.stopped}" if walk.stopped else ""
    pages = f"{len(walk.pages)} page{'s' if len(walk.pages) != 1 else ''}"
    reason = f"No SEN information report was found on {pages}: {what} stands there.{limit}"
    return Outcome.NOT_FOUND, reason
