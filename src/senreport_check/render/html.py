"""Results as one self-contained web page, to read on a screen or to print on A4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from senreport_check.compare import RoundComparison
from senreport_check.model import Evidence, Finding, Force, Link, SchoolReport, Verdict
from senreport_check.render import changes, site, words
from senreport_check.render.clean import one_line
from senreport_check.render.options import Options

TEMPLATES = Path(__file__).parent / "templates"
_GAP = 0.8


def write(reports: Sequence[SchoolReport], options: Options) -> bytes:
    """One page with an article for each report."""
    return render("report.html.j2", reports=reports, evidence=options.evidence, back=None)


def write_linked(report: SchoolReport, back: Link) -> bytes:
    """One report's page among many, with a link back to where they are listed."""
    return render("report.html.j2", reports=[report], evidence=True, back=back)


def write_comparison(comparison: RoundComparison, options: Options) -> bytes:
    """One page with what changed, an article for each pair."""
    return render("compare.html.j2", rounds=comparison, evidence=options.evidence)


@dataclass(frozen=True, slots=True)
class Arc:
    """A verdict's part of the ring; lengths are in hundredths of the way round."""

    verdict: Verdict
    length: float
    start: float


def arcs(counts: Mapping[Verdict, int]) -> list[Arc]:
    """The ring's parts in the order given, a hair's breadth apart."""
    whole = sum(counts.values())
    found, start = [], 0.0
    for verdict, count in counts.items():
        share = 100 * count / whole if whole else 0.0
        if share:
            found.append(Arc(verdict, round(max(share - _GAP, _GAP), 2), round(start, 2)))
        start += share
    return found


def address(evidence: Evidence, report: SchoolReport) -> str | None:
    """Where a passage can be looked up: the web page, or the PDF at its page; None when not on the web."""
    url = evidence.url or report.source.url
    if url is None or not is_web(url):
        return None
    pdf = report.source.content_type == "application/pdf"
    return f"{url.split('#')[0]}#page={evidence.page}" if pdf and evidence.page else url


def is_web(url: str | None) -> bool:
    """Whether an address is one that a page may link to."""
    try:
        return url is not None and urlsplit(one_line(url)).scheme.lower() in ("http", "https")
    except ValueError:
        return False


def _law(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.force is Force.MUST]


def _rest(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.force is not Force.MUST]


def render(template: str, **context: Any) -> bytes:
    """The page made by a template of that name, as UTF-8."""
    return (_environment().get_template(template).render(**context) + "\n").encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: one_line(value) if type(value) is str else value,
    )
    shared = {"words": words, "site": site, "changes": changes}
    environment.globals.update(shared, arcs=arcs, address=address, is_web=is_web, law=_law, rest=_rest)
    return environment
