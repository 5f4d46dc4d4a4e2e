"""Smaller shapes, written for the occasion: one matter each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from senreport_check.discover import Discovery, Readers, find
from senreport_check.evaluate.forms import render_form, render_html
from senreport_check.model import BlockKind, LinkState, Outcome, School
from servers.farm import SITES, Farm

CORPUS = SITES.parents[0] / "corpus"
HOST = "shape.example.sch.uk"
Look = Callable[..., Discovery]


def corpus(name: str) -> dict[str, Any]:
    return json.loads((CORPUS / f"{name}.json").read_text("utf-8"))


def page(*links: tuple[str, str], title: str = "School", text: str = "") -> bytes:
    items = "".join(f'<li><a href="{href}">{words}</a></li>' for words, href in links)
    return f"<!doctype html><title>{title}</title><body><p>{text}</p><main><ul>{items}</ul></main>".encode()


@pytest.fixture
def look(farm: Farm, readers: Readers, tmp_path: Path) -> Look:
    """Serve files and discover from the home page; keyword arguments change settings, `path` the start."""

    def discover(
        files: Mapping[str, bytes], *, path: str = "", name: str | None = None, **settings: Any
    ) -> Discovery:
        for file, content in files.items():
            target = tmp_path / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        address = farm.folder(HOST, tmp_path)
        with farm.fetcher(**settings) as fetcher:
            return find(address + path, fetcher, readers, School(name=name), date(2026, 11, 21))

    return discover


def chosen(found: Discovery) -> str:
    assert found.chosen is not None, found.reason
    return str(found.chosen.fetched.url).partition(HOST)[2]


REPORT = render_form(corpus("dev-a10"), "pdf")


@pytest.mark.parametrize("name", [
    "SEN Information Report", "SEND information report 2025", "School Offer", "SEND Offer", "Our Local Offer",
    "Inclusion and SEND policy", "SEND Report", "Information and Offer", "SEND Infomation Reprot",
    "Special Educational Needs and Disabilites Infromation Report", "SEN/D report",
    "SEN(D) Information Report",
])  # fmt: skip
def test_old_new_and_misspelt_names_are_followed(look: Look, name: str) -> None:
    others = [(f"{word} policy", f"/{word}.pdf") for word in ("Behaviour", "Homework", "Uniform")]
    found = look({"index.html": page(*others, (name, "/x/81172.pdf")), "x/81172.pdf": REPORT})
    assert chosen(found) == "/x/81172.pdf"
    assert found.requests <= 4


@pytest.mark.parametrize("forward", [
    b'<meta http-equiv="refresh" content="0; url=/home/welcome.html">',
    b"<script>window.location.href = '/home/welcome.html';</script>",
])
def test_a_home_page_that_sends_on_is_followed(look: Look, forward: bytes) -> None:
    found = look({
        "index.html": b"<!doctype html><body>" + forward,
        "home/welcome.html": page(("SEND report", "/report.pdf")), "report.pdf": REPORT,
    })
    assert chosen(found) == "/report.pdf"


def test_a_page_of_bare_links_leads_on_and_its_parts_are_joined(look: Look) -> None:
    sections: list[tuple[str, list[dict[str, Any]]]] = []
    for block in corpus("dev-b04")["blocks"]:
        if block["kind"] == "heading":
            sections.append((block["text"], []))
        elif sections:
            sections[-1][1].append(block)
    parts = {
        f"send/part{number}.html": render_html({"title": title, "blocks": blocks})
        for number, (title, blocks) in enumerate(sections[:12])
    }
    menu = [(title, f"/send/part{number}.html") for number, (title, _) in enumerate(sections[:12])]
    side = page(*menu, title="SEND").replace(b"<main>", b'<nav class="sidebar">').replace(b"<p></p>", b"")
    found = look({"index.html": page(("SEND", "/send/")), "send/index.html": side, **parts})
    assert chosen(found) == "/send/"
    assert found.chosen is not None
    addresses = {block.url for block in found.chosen.document.blocks}
    assert len(addresses) == 12
    heads = [block.text for block in found.chosen.document.blocks if block.kind is BlockKind.HEADING]
    assert sections[3][0] in heads


def test_a_report_that_cannot_be_read_is_not_a_missing_one(look: Look) -> None:
    link = ("SEN Information Report", "/report.pptx")
    found = look({"index.html": page(link), "report.pptx": b"PK\x03\x04junk"})
    assert (found.chosen, found.outcome) == (None, Outcome.UNREADABLE)
    assert "SEN Information Report" in str(found.reason)


def test_a_report_behind_a_login_is_refused(look: Look) -> None:
    login = b"<!doctype html><title>Log in</title><body><form><input type=password></form>"
    found = look({"index.html": page(("SEN Information Report", "/report.html")), "report.html": login})
    assert (found.chosen, found.outcome) == (None, Outcome.REFUSED)
    assert found.placement.links[1].state is LinkState.BLOCKED_UNKNOWN


def test_a_report_robots_forbids_is_refused(look: Look) -> None:
    found = look({
        "index.html": page(("SEN Information Report", "/files/report.pdf")), "files/report.pdf": REPORT,
        "robots.txt": b"User-agent: *\nDisallow: /files/\n",
    })
    assert found.outcome is Outcome.REFUSED
    assert "robots.txt" in str(found.reason)


def test_a_page_without_date_is_preferred_to_an_old_file(look: Look) -> None:
    old = ("SEN Information Report 2017", "/old.pdf")
    link = b"<a href='/old.pdf'>SEN Report 2017-18</a></main>"
    send = render_html(corpus("own-d04")).replace(b"</main>", link)
    found = look({"index.html": page(("SEND", "/send.html"), old), "send.html": send, "old.pdf": REPORT})
    assert chosen(found) == "/send.html"
    assert [link.target.rpartition("/")[2] for link in found.placement.years] == ["old.pdf"]


def test_the_way_told_is_the_shortest_known(look: Look) -> None:
    found = look({
        "index.html": page(("SEND", "/send.html"), ("Key facts", "/x.html")),
        "send.html": page(("SEN Information Report", "/x.html"), title="SEND"),
        "x.html": render_html(corpus("own-d04")),
    })
    assert found.chosen is not None
    assert (found.chosen.trail, found.chosen.clicks) == (("home page", "Key facts"), 1)


def test_written_addresses_count_as_links(look: Look) -> None:
    report = render_html(corpus("own-d04"))
    found = look({"index.html": page(("SEND report", "/report.html")), "report.html": report})
    addresses = {link.name: link.url for link in found.placement.links}
    assert addresses["local-offer"] == "https://www.estermere.example.gov.uk/localoffer"


def test_another_schools_report_is_not_taken(look: Look) -> None:
    schools = (("Garrow Hill Academy", "/garrow/"), ("Oakhaven Primary School", "/oakhaven/"))
    files = {
        "index.html": page(*schools), "garrow/index.html": page(("SEND Report", "/garrow/report.pdf")),
        "garrow/report.pdf": REPORT, "oakhaven/index.html": page(*schools, title="Oakhaven Primary School"),
    }
    found = look(files, name="Oakhaven Primary School")
    assert found.chosen is None
    assert "Garrow Hill Academy" in str(found.reason)


def test_a_send_page_that_cannot_be_read_is_not_a_missing_report(look: Look) -> None:
    found = look({
        "index.html": page(("SEND", "/send.html"), ("News", "/news.html")), "send.html": page(title="SEND"),
        "robots.txt": b"User-agent: *\nDisallow: /send\n",
    })
    assert (found.chosen, found.outcome) == (None, Outcome.REFUSED)
    assert str(found.reason).startswith("“SEND” is on the site but could not be read.")


def test_a_policy_that_cannot_be_read_changes_nothing(look: Look) -> None:
    links = (("SEND policy", "/files/policy.pdf"), ("Behaviour", "/files/b.pdf"))
    robots = b"User-agent: *\nDisallow: /files\n"
    found = look({"index.html": page(*links), "robots.txt": robots})
    assert (found.chosen, found.outcome) == (None, Outcome.NOT_FOUND)


@pytest.mark.parametrize("file", ["report.html", "report.docx", "report", "report.txt"])
def test_a_type_that_lies_does_not_mislead(look: Look, file: str) -> None:
    found = look({"index.html": page(("SEN Information Report", f"/{file}")), file: REPORT})
    assert chosen(found) == f"/{file}"
    assert found.placement.format == "PDF"


def test_a_web_page_under_the_name_of_a_pdf_is_read(look: Look) -> None:
    report = render_html(corpus("own-d04"))
    found = look({"index.html": page(("SEN Information Report", "/report.pdf")), "report.pdf": report})
    assert found.chosen is not None, found.reason
    assert found.placement.format == "web page"


def test_a_wrong_charset_is_survived(look: Look) -> None:
    report = render_html(corpus("own-d04")).decode().replace("the ", "thé ", 3)
    found = look({"index.html": page(("SEND report", "/r.html")), "r.html": report.encode("cp1252", "replace")})
    assert found.chosen is not None, found.reason
    assert "thé" in found.chosen.document.text


def test_accordion_heads_that_load_their_panels_are_joined(look: Look) -> None:
    headings = [block["text"] for block in corpus("dev-a07")["blocks"] if block["kind"] == "heading"][:10]
    heads = "".join(
        f'<a class="accordion-toggle" aria-expanded="false" href="/panel/{number}">{text}</a>'
        for number, text in enumerate(headings)
    )
    body: list[list[dict[str, Any]]] = []
    for block in corpus("dev-a07")["blocks"]:
        if block["kind"] == "heading":
            body.append([])
        elif body:
            body[-1].append(block)
    panels = {
        f"panel/{number}.html": render_html({"title": text, "blocks": body[number]})
        for number, text in enumerate(headings)
    }
    found = look({
        "index.html": page(("SEND", "/send.html")),
        "send.html": f"<!doctype html><title>SEND</title><body><main>{heads}</main>".encode(), **panels,
    })
    assert chosen(found) == "/send.html"
    assert found.chosen is not None
    assert len({block.url for block in found.chosen.document.blocks}) >= 10


def test_a_click_here_is_known_by_the_heading_above_it(look: Look) -> None:
    report = b"<h2>Our SEN Information Report</h2><p>To read it <a href=/d/a1.pdf>click here</a></p></main>"
    send = page(("Minutes", "/d/minutes.pdf"), title="SEND").replace(b"</main>", report)
    found = look({"index.html": page(("SEND", "/send.html")), "send.html": send, "d/a1.pdf": REPORT})
    assert chosen(found) == "/d/a1.pdf"
    assert found.requests <= 5


def test_a_download_without_a_files_ending_is_followed(look: Look) -> None:
    link = ("Information Report 23-24", "/attachments/download.asp?file=123&type=pdf")
    found = look({
        "index.html": page(("Key Information", "/key.html")), "key.html": page(("Admissions", "/x"), link),
        "attachments/download.asp": REPORT,
    })
    assert chosen(found) == "/attachments/download.asp?file=123&type=pdf"


def test_pages_without_a_telling_name_are_read_in_the_end(look: Look) -> None:
    found = look({
        "index.html": page(("Curriculum", "/c/"), ("Calendar", "/cal/"), ("Year 1", "/y1/")),
        "c/index.html": page(("Maths", "/c/m"), ("SEND", "/c/send.html")),
        "c/send.html": page(("Our paper", "/d/sir.pdf"), title="SEND"), "d/sir.pdf": REPORT,
    })
    assert chosen(found) == "/d/sir.pdf"


def test_an_empty_site_is_an_honest_not_found(look: Look) -> None:
    found = look({"index.html": page(("News", "/news/"), text="Welcome to our school.")})
    assert (found.chosen, found.nearest, found.outcome) == (None, None, Outcome.NOT_FOUND)
    assert str(found.reason).startswith("No SEN information report was found on 1 page: no page")
