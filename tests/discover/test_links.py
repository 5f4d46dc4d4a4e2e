"""Links, names and hostile pages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senreport_check.discover import names
from senreport_check.discover.links import Page, Place, is_page, read_page
from senreport_check.discover.site import belongs, is_web, key
from senreport_check.model import Fetched

HOME = "https://www.a.example.sch.uk/"


def read(text: str) -> Page:
    return read_page(Fetched(text.encode(), url=HOME, declared_type="text/html"))


def test_links_know_their_place_text_and_heading() -> None:
    page = read("""<title>SEND | A</title><body><nav><a href=/about>About</a></nav><main><h2>SEN Information
        Report</h2><p><a href='docs/r 1.pdf'>2024</a> <a href=x>
        <img alt="Picture's text" src=p.png></a></p></main>
        <footer><a href=/policies title="Our policies"></a></footer>""")
    found = [(link.text, link.url, link.place) for link in page.links]
    assert found == [
        ("About", HOME + "about", Place.MENU),
        ("2024", HOME + "docs/r 1.pdf", Place.CONTENT),
        ("Picture's text", HOME + "x", Place.CONTENT), ("Our policies", HOME + "policies", Place.MARGIN),
    ]
    assert page.links[1].heading == "SEN Information Report"
    assert page.links[1].document
    assert page.title == "SEND | A"


@pytest.mark.parametrize("tag", [
    "<iframe src=/r.pdf></iframe>", "<embed src=/r.pdf>", "<object data=/r.pdf></object>",
    "<frame src=/r.pdf>",
    "<div data-pdf=/r.pdf></div>", "<iframe data-src='/pdfjs/viewer.html?file=/r.pdf'></iframe>",
    "<iframe src='https://docs.google.com/gview?url=https://www.a.example.sch.uk/r.pdf'></iframe>",
])  # fmt: skip
def test_what_a_page_shows_is_a_link_without_a_click(tag: str) -> None:
    tag = f"<frameset>{tag}</frameset>" if tag.startswith("<frame ") else f"<body><h1>SEND</h1>{tag}"
    (link,) = read(tag).links
    assert (link.url, link.embedded) == (HOME + "r.pdf", True)


def test_an_empty_shell_is_known_from_a_short_page() -> None:
    assert read("<div id=root></div><script src=/app.js></script><noscript>Please enable it</noscript>").shell
    assert not read("<h1>Welcome</h1><p>" + "word " * 40 + "</p><script></script>").shell
    assert not read("<h1>Welcome</h1>").shell


def test_other_schemes_and_broken_addresses_are_no_links() -> None:
    page = read(
        "<a href='mailto:a@b'>m</a><a href='javascript:x'>j</a><a href='http://[x'>b</a><a href='#top'>t</a>"
    )
    assert [link.url for link in page.links] == [HOME]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000) | st.text(alphabet="<>/ahrefscipt='\" =&;x\n", max_size=2000).map(str.encode))
def test_any_bytes_are_read_as_some_page(content: bytes) -> None:
    fetched = Fetched(content, url=HOME, declared_type="text/html")
    if is_page(fetched):
        for link in read_page(fetched).links:
            assert is_web(link.url)
            key(link.url)


@pytest.mark.parametrize("content", [
    "<div>" * 50_000, "<strong>" * 30_000 + "<a href=/x>x</a>", "<a href=/x>SEN report" * 20_000,
    "<div " + "data-x=a.pdf " * 50_000 + ">", "<script " * 50_000, "<" * 500_000, "<ul>" + "<li>" * 30_000,
])  # fmt: skip
def test_monstrous_pages_are_read_in_bounded_time(content: str) -> None:
    started = time.monotonic()
    read(content)
    assert time.monotonic() - started < 5


@given(st.text(max_size=400))
def test_any_text_has_a_promise(text: str) -> None:
    assert 0 <= names.promise(text) <= 100
    names.is_part(text)
    names.confusing(text)


@pytest.mark.parametrize(("better", "worse"), [
    ("SEN Information Report", "SEND policy"), ("SEND", "Policies"), ("SEND policy", "Policies"),
    ("Statutory information", "About us"), ("Parents", "Term dates"), ("Inclusion", "Curriculum"),
    ("SEND Offer", "Send us a message"), ("Our school", "Newsletters"),
    ("Information report", "Ofsted report"),
])  # fmt: skip
def test_names_are_ranked_as_a_parent_would(better: str, worse: str) -> None:
    assert names.promise(better) > names.promise(worse)


@pytest.mark.parametrize(("address", "least"), [
    ("https://a.example/wp-content/SENInformationReport.pdf", 90), ("https://a.example/page/?title=SEND", 0),
    ("https://a.example/docs/SEN%20Information%20Report%202024.pdf", 100),
    ("https://a.example/our-school/send/", 70),
    ("https://a.example/send/documents", 35),
])  # fmt: skip
def test_addresses_promise_too(address: str, least: int) -> None:
    assert names.address_promise(address) >= least


def test_confusing_names_are_told_apart() -> None:
    assert names.confusing("Our Local Offer")
    assert names.confusing("SEND Policy 2024")
    assert not names.confusing("SEN Policy and Information Report")
    assert not names.confusing("SEND Offer")


def test_one_address_has_one_key() -> None:
    assert key("http://www.A.example/send/index.html#x") == key("https://a.example/send")
    assert key("https://a.example/x?b=2&a=1&utm_source=y") == key("https://a.example/x?a=1&b=2")
    assert key("https://a.example/x?id=1") != key("https://a.example/x?id=2")


def test_a_site_has_its_host_and_those_below() -> None:
    assert belongs("https://docs.a.example.sch.uk/x", HOME)
    assert belongs("http://a.example.sch.uk/x", HOME)
    assert not belongs("https://b.example.sch.uk/x", HOME)
    assert not belongs("https://nota.example.sch.uk/x", HOME)
