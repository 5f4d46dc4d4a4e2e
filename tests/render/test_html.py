import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senreport_check.compare import RoundComparison, compare, compare_rounds
from senreport_check.model import Evidence, Verdict
from senreport_check.render import FORMATS, Options
from senreport_check.render.html import address, arcs
from senreport_check.render.words import counts

from .conftest import PAYLOADS, golden_report, poisoned

VOID = {"meta", "br", "img", "input", "link"}
LONG_QUOTE = "The school's own words go on for a while here and name people, places and days. " * 4


class Page(HTMLParser):
    """The tags, attributes and text of a page, and whether every tag is closed in order."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.attributes, self.said, self.open = set(), [], [], []
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)


def page(*reports, **options):
    return FORMATS["html"].write(reports, Options(**options))


def comparison(before, after):
    return FORMATS["html"].write_comparison(compare_rounds([before], [after]))


def test_golden(report, golden):
    golden("report.html", page(report))


def test_golden_of_a_comparison(earlier, report, golden):
    golden("compare.html", comparison(earlier, report))


def test_every_item_is_there_with_its_verdict_evidence_and_advice(report):
    said = " ".join(" ".join(Page(page(report)).said).split())
    for finding in report.findings:
        assert finding.title in said
        assert finding.law in said
        for evidence in finding.evidence:
            assert evidence.quote in said
        if finding.verdict in (Verdict.ABSENT, Verdict.PARTLY, Verdict.UNSURE):
            assert finding.advice in said
            assert finding.message in said
    assert "a reading aid, not legal advice" in said


def test_good_practice_stands_apart_from_the_law(report):
    text = page(report).decode()
    law, rest = text.split("<h2>Statutory guidance and good practice</h2>")
    assert "SEND Code of Practice 6.81" not in law.split("<h2>What the law asks for</h2>")[1]
    assert "SEND Code of Practice 6.81" in rest


def test_a_page_of_a_pdf_is_linked(report):
    address_of_page = "https://www.oakfield.example.sch.uk/docs/SEN%20report%202025.pdf#page=3"
    assert f'href="{address_of_page}"' in page(report).decode()


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (Evidence("q", url="https://www.oakfield.example.sch.uk/send"), "https://www.oakfield.example.sch.uk/send"),
        (Evidence("q", url="javascript:alert(1)"), None),
        (Evidence("q", url="file:///etc/passwd"), None),
        (Evidence("q", url="http://[bad"), None),
    ],
)
def test_only_web_addresses_are_linked(report, evidence, expected):
    assert address(evidence, report) == expected


def test_a_file_on_this_computer_is_not_linked(earlier):
    assert address(Evidence("q", page=2), earlier) is None


def test_quotes_can_be_left_out(report):
    assert b"<blockquote>" in page(report).split(b"Plain language")[0]
    assert b"<blockquote>" not in page(report, evidence=False).split(b"Plain language")[0]


def test_the_ring_is_whole(report):
    parts = arcs(counts(report))
    assert [part.verdict for part in parts] == [Verdict.MET, Verdict.PARTLY, Verdict.ABSENT, Verdict.UNSURE]
    assert 96 < sum(part.length for part in parts) < 100
    assert arcs(counts(replace(report, findings=()))) == []


@settings(max_examples=40, deadline=None)
@given(payload=st.text(max_size=60) | st.sampled_from(PAYLOADS))
def test_no_text_from_a_website_becomes_markup(payload):
    harmless = Page(page(golden_report("oakfield-2025")))
    found = Page(page(poisoned(golden_report("oakfield-2025"), payload)))
    assert found.open == []
    assert found.tags <= harmless.tags
    assert {name for name, _ in found.attributes} <= {name for name, _ in harmless.attributes}
    links = [value for name, value in found.attributes if name == "href"]
    assert [link for link in links if not re.match("https?:|#", link)] == []


@pytest.mark.parametrize("width", [360, 768, 1100])
def test_in_a_browser_nothing_is_requested_complained_of_or_cut(opened, report, earlier, not_found, width):
    pages = (page(report), page(not_found), page(report, earlier, not_found), comparison(earlier, report))
    for content in pages:
        tab = opened(content, width)
        assert tab.problems == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing(opened, report, earlier, not_found):
    name = "axe_playwright_python.sync_playwright"
    axe = pytest.importorskip(name, reason="needs axe-playwright-python").Axe()
    changed = comparison(earlier, report)
    pages = [(page(report, not_found), 1100), (changed, 1100), (page(report), 360), (changed, 360)]
    for content, width in pages:
        found = axe.run(opened(content, width)).response
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
        assert len(found["passes"]) > 15


def test_hostile_text_does_not_run(opened, report):
    hostile = [poisoned(report, payload) for payload in PAYLOADS]
    pairs = RoundComparison(tuple(compare(one, one) for one in hostile), tuple(hostile), tuple(hostile))
    for content in (page(*hostile), *map(page, hostile[:3]), FORMATS["html"].write_comparison(pairs)):
        tab = opened(content)
        assert tab.problems == []
        assert tab.evaluate("window.__ran") is None
        assert tab.evaluate("document.querySelectorAll('script, img, iframe, object, link').length") == 0


def longest(report):
    """The report with every item there only in part, and everything about it at full length."""
    evidence = (Evidence(LONG_QUOTE[:300], page=4), Evidence(LONG_QUOTE[:300], page=5))
    advice = "Say who does it, when, and how a parent hears of it; one or two plain sentences will do. " * 2
    findings = (
        replace(
            finding,
            verdict=Verdict.PARTLY,
            law=f"{finding.law}; SEND Code of Practice 6.79",
            message="It is mentioned in passing, but the report does not say what the school does.",
            advice=advice,
            evidence=evidence,
        )
        for finding in report.findings
    )
    return replace(report, findings=tuple(findings))


def emptiest(report):
    """The report with every item missing."""
    findings = (replace(finding, verdict=Verdict.ABSENT, evidence=()) for finding in longest(report).findings)
    return replace(report, findings=tuple(findings))


def fullest(report):
    """The report with every item met by passages of full length."""
    findings = (replace(finding, verdict=Verdict.MET) for finding in longest(report).findings)
    return replace(report, findings=tuple(findings))


@pytest.mark.parametrize("make", [replace, longest, emptiest, fullest])
def test_it_prints_on_two_to_four_pages(opened, report, make):
    pdfium = pytest.importorskip("pypdfium2")
    printed = opened(page(make(report))).pdf(prefer_css_page_size=True)
    document = pdfium.PdfDocument(io.BytesIO(printed))
    assert 2 <= len(document) <= 4
    assert [round(side) for side in document[0].get_size()] == [595, 842]
