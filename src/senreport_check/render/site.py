"""What is said of the website: where the report stands, and what the links around it lead to."""

from __future__ import annotations

from dataclasses import dataclass

from senreport_check.model import DocumentKind, LinkState, PlacedLink, SchoolReport, Verdict
from senreport_check.render.words import listed, plural

NAMES = {
    "report": "The report",
    "sen-policy": "SEN policy",
    "accessibility-plan": "Accessibility plan",
    "local-offer": "Local Offer",
    "sendiass": "SENDIASS",
}
_EXPECTED = {
    "report": DocumentKind.REPORT,
    "sen-policy": DocumentKind.POLICY,
    "accessibility-plan": DocumentKind.ACCESSIBILITY_PLAN,
}
_SURE = {*_EXPECTED.values(), DocumentKind.OTHER_POLICY}
_STATES = {
    LinkState.OK: (Verdict.MET, "the link works"),
    LinkState.REDIRECTED: (Verdict.MET, "the link works; the page has moved"),
    LinkState.BLOCKED_UNKNOWN: (Verdict.UNSURE, "the link could not be tried, so try it yourself"),
    LinkState.DEAD: (Verdict.ABSENT, "the link is broken"),
    LinkState.NOT_FOUND: (Verdict.PARTLY, "no link was seen"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One thing the site should lead to: whose mark it gets, what it is, what came of it, and its address."""

    verdict: Verdict
    name: str
    state: str
    url: str | None


def places(report: SchoolReport) -> list[Place]:
    """The links that were looked for; empty when no website was read."""
    return [_place(link) for link in report.placement.links] if report.placement else []


def remarks(report: SchoolReport) -> list[str]:
    """Sentences on the link's name, copies and older reports; empty when no website was read."""
    found = report.placement
    if found is None:
        return []
    said = []
    if found.confusing_name:
        said.append(
            f"The link to the report is called “{found.confusing_name}”: call it “SEN information report”, "
            "the name that parents and inspectors look for."
        )
    if found.copies:
        said.append(f"The same document also stands at {listed(list(found.copies))}: keep one.")
    if found.years:
        count = plural(len(found.years), "other year's report", "other years' reports")
        said.append(f"The site also links to {count}: say which one is this year's.")
    return said


def _place(link: PlacedLink) -> Place:
    verdict, state = _STATES[link.state]
    expected = _EXPECTED.get(link.name)
    if expected and link.kind in _SURE and link.kind is not expected:
        verdict, state = Verdict.UNSURE, f"the link leads to what looks like {link.kind.in_words}"
    return Place(verdict, NAMES.get(link.name, link.name), state, link.leads_to or link.url)
