import os
from pathlib import Path

import pytest

from senreport_check.model import (
    DocumentFacts,
    DocumentKind,
    Evidence,
    Finding,
    Force,
    Kind,
    Outcome,
    ReadingEase,
    School,
    SchoolReport,
    SourceFacts,
    Values,
    Verdict,
)
from senreport_check.render.json import load

from .browser import chromium

GOLDEN = Path(__file__).parents[1] / "golden"
PAYLOADS = (
    "<script>window.__ran = 1</script>",
    "\"><img src=x onerror='window.__ran = 1'>",
    "</style></title><svg onload=window.__ran=1>",
    "javascript:window.__ran=1",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://203.0.113.9/","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\x00=1+1",
    "\x1b[2J\x1b]0;owned\x07\x1b[31mred\x9b31m",
    "\u202egnp.exe\u2066 hidden\u200b",
    "[bold red]markup[/] :smile: [link=http://203.0.113.9]x[/link]",
    "| a | b |\n|---|---|\n# heading\n![x](http://203.0.113.9/p.png) <b>bold</b> [x](javascript:alert(1))",
    "half a pair \ud83d and \ufffe and \x0b\x0c",
    "word" * 75,
    "",
)


def golden_report(name):
    """One of the fictional schools' results."""
    path = GOLDEN / f"{name}.json"
    [report] = load(path.read_bytes(), path.name)
    return report


@pytest.fixture
def report():
    """A checked report that holds every verdict and every force."""
    return golden_report("oakfield-2025")


@pytest.fixture
def earlier():
    """The same school a year before: another SENCO, other gaps."""
    return golden_report("oakfield-2024")


@pytest.fixture
def not_found():
    """A school on whose site no report was found."""
    return golden_report("st-swithins")


@pytest.fixture(params=PAYLOADS, ids=lambda payload: ascii(payload)[:24])
def payload(request):
    """A string that a website might hold to do harm."""
    return request.param


@pytest.fixture
def hostile(report, payload):
    """A report in which every piece of text that a website can choose is the payload."""
    return poisoned(report, payload)


def poisoned(report: SchoolReport, payload: str) -> SchoolReport:
    evidence = (Evidence(payload, 3, payload, payload, payload), Evidence(payload, None, payload, payload))
    return SchoolReport(
        tool=report.tool,
        checked_at=report.checked_at,
        school=School(payload, payload, payload),
        source=SourceFacts(payload, payload, payload, payload, "ab" * 32, 1, (payload, payload), 1),
        outcome=Outcome.CHECKED,
        document=DocumentFacts(
            payload,
            Kind(DocumentKind.POLICY, (payload,)),
            pages=1,
            words=2,
            overdue=True,
            reading=ReadingEase(12.0, payload, (payload,), (payload,)),
        ),
        values=Values((payload,), payload, payload, payload, payload),
        findings=tuple(
            Finding(f"{v}-{f}", payload, payload, v, f, payload, 0.5, payload, payload, evidence)
            for v in Verdict
            for f in Force
        ),
        notes=(payload,),
    )


@pytest.fixture
def golden():
    """Compare with a file in tests/golden; with UPDATE_GOLDEN=1 in the environment write it instead."""

    def compare(name: str, content: bytes) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_bytes(content)
        assert content == path.read_bytes(), f"{name} differs: look at it, then run with UPDATE_GOLDEN=1"

    return compare


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def opened(browser):
    """Open content at a width; whatever it requests or writes to the console is an error."""
    tabs = []

    def open_(content, width=1100):
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tabs.append(tab)
        tab.route("**/*", lambda route: route.abort())
        tab.problems = []
        tab.on("request", lambda request: tab.problems.append(request.url))
        tab.on("console", lambda message: tab.problems.append(message.text))
        tab.on("pageerror", lambda error: tab.problems.append(str(error)))
        tab.on("dialog", lambda dialog: (tab.problems.append(dialog.message), dialog.dismiss()))
        tab.set_content(content.decode(), wait_until="load")
        return tab

    yield open_
    for tab in tabs:
        tab.close()
