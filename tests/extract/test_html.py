from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.errors import Unreadable
from senreport_check.extract import Limits
from senreport_check.model import BlockKind, Link

from .making import DOCUMENTS, block, read, rows, shapes, texts

T, H, P, L = BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
F, C, R = BlockKind.FOOTER, BlockKind.CAPTION, BlockKind.ROW
ADDRESS = "https://larkfield.example.sch.uk/key-information/send"


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def saved(name: str) -> bytes:
    return (DOCUMENTS / f"page-{name}.html").read_bytes()


def test_wordpress_page_in_order_without_its_furniture() -> None:
    document = read(saved("wordpress"), url=ADDRESS)
    assert shapes(document) == [
        (T, "SEND"),
        (P, "Our SENCO is Mrs Ada Fennimore: senco@larkfield.example.sch.uk or 01632 960123."),
        (H, "How do you find out that a child needs help?"),
        (P, "Every class teacher screens reading in September."),
        (H, "What if I am not happy?"),
        (P, "Write to the chair of governors."),
        (H, "Reception"),
        (P, "We visit every nursery in June."),
        (H, "Years 1 to 6"),
        (P, "New classes meet for a day in July."),
        (H, "Documents"),
        (L, "Accessibility plan (PDF)"),
        (C, "The ramps and the lift"),
        (R, "Link governor\nMr Owen Tarrant"),
        (F, "Contact\nLarkfield Lane, Wexcombe\nTelephone 01632 960100"),
        (F, "Page last updated 9 October 2023"),
    ]
    assert document.language == "en-GB"
    assert document.metadata.author_tool == "WordPress 6.5"
    assert str(document.metadata.modified) == "2023-10-09"
    assert all(piece.url == ADDRESS for piece in document.blocks)


def test_links_are_absolute_and_addresses_unscrambled() -> None:
    document = read(saved("wordpress"), url=ADDRESS)
    assert block(document, "Our SENCO").links == (
        Link("senco@larkfield.example.sch.uk", "mailto:senco@larkfield.example.sch.uk"),
        Link("01632 960123", "tel:01632960123"),
    )
    assert block(document, "Accessibility plan").links == (
        Link("Accessibility plan (PDF)",
             "https://larkfield.example.sch.uk/key-information/files/accessibility plan.pdf"),
    )


def test_page_saved_by_word() -> None:
    document = read(saved("word"))
    assert shapes(document) == [
        (T, "Larkfield Primary School: SEN Information Report"),
        (H, "Who we help"),
        (
            P,
            "We provide for pupils with needs in all four broad areas. "
            "Last year, that was 41 children – one in six.",
        ),
        (L, "Talk Together, a language group, runs three times a week."),
        (
            R,
            "How will I know how my child is doing?\nWe meet you in October, February and June.\n"
            "You keep a copy of the plan.",
        ),
    ]


def test_wix_page() -> None:
    assert shapes(read(saved("wix"))) == [
        (T, "SEND Information Report"),
        (H, "Who is the SENCO?"),
        (P, "Mrs Ada Fennimore, on Mondays and Tuesdays."),
        (L, "Reading group, daily"),
        (L, "Lego club"),
        (H, "How can I complain?"),
        (P, "See the head teacher first."),
        (C, "Accessibility plan"),
        (F, "Larkfield Lane, Wexcombe. office@larkfield.example.sch.uk"),
    ]


def test_primary_site_page_joins_answers_beside_one_question() -> None:
    document = read(saved("primary-site"))
    assert rows(document) == [
        ("Who can I talk to?", "The class teacher, then the SENCO."),
        ("What training have staff had?", "Autism awareness, every autumn.\nMakaton, two assistants."),
    ]
    assert (H, "Our offer") in shapes(document)
    assert texts(document, P) == [
        "We teach in small groups.", "We borrow equipment from the council.", "SEN Policy 2023",
    ]
    assert texts(document, F) == ["Tel: 01632 960100"]


def test_google_sites_page() -> None:
    assert shapes(read(saved("google-sites"))) == [
        (T, "SEND at Larkfield"),
        (P, "Children are assessed when they start and each half term."),
        (L, "Phonics check, weekly"),
        (H, "Clubs and trips"),
        (P, "Everybody comes on the Year 4 residential."),
    ]


@pytest.mark.parametrize(
    ("head", "declared", "encoding"),
    [
        ("", "text/html; charset=windows-1252", "cp1252"),
        ('<meta charset="iso-8859-1">', None, "cp1252"),
        ("", None, "utf-8"),
        ("", None, "cp1252"),
        ('<meta charset="utf-8">', None, "cp1252"),
        ("", None, "utf-16"),
    ],
)
def test_character_sets_as_sent_declared_or_sniffed(head: str, declared: str | None, encoding: str) -> None:
    content = page("<p>Zoë’s café – £5</p>", head).decode().encode(encoding)
    known = {"declared_type": declared} if declared else {}
    assert texts(read(content, **known), P) == ["Zoë’s café – £5"]


def test_menus_banners_and_scripts_are_left_out() -> None:
    document = read(page(
        '<ul role="navigation"><li>Menu</li></ul><div class="breadcrumb"><a href="/">Home</a></div>'
        '<div id="cookie-banner"><p>We use cookies</p></div><script>alert(1)</script><style>p{}</style>'
        "<form><input value=x><select><option>Pick</option></select></form><p>Kept.</p>"
    ))
    assert shapes(document) == [(P, "Kept.")]


def test_content_in_an_element_with_a_menus_name_is_kept() -> None:
    prose = "The school assesses every pupil each term and tells parents what it found in writing. " * 5
    assert "assesses" in read(page(f'<div class="nav-tabs-content"><p>{prose}</p></div>')).text


def test_layout_tables_are_read_through() -> None:
    document = read(
        page("<table><tr><td><h2>A</h2><p>One.</p></td></tr><tr><td><p>Two.</p></td></tr></table>")
    )
    assert [text for _, text in shapes(document)] == ["A", "One.", "Two."]


def test_a_category_beside_several_rows_is_repeated_in_each() -> None:
    document = read(page(
        "<table><tr><th>Area</th><th>What</th><th>Who</th></tr><tr><td rowspan=2>Reading</td><td>Phonics</td>"
        "<td>TA</td></tr><tr><td>Paired reading</td><td>Year 6</td></tr></table>"
    ))
    assert rows(document)[1:] == [("Reading", "Phonics", "TA"), ("Reading", "Paired reading", "Year 6")]


def test_breaks_part_paragraphs_but_not_sentences() -> None:
    document = read(page("<p>We meet you<br>three times.<br><br>Ring us.<br>• Talk group<br>• Lego club</p>"))
    assert shapes(document) == [
        (P, "We meet you three times."),
        (P, "Ring us."),
        (L, "Talk group"),
        (L, "Lego club"),
    ]


def test_a_base_that_is_no_address_is_ignored() -> None:
    content = page('<p>See <a href="/send">our SEND page</a>.</p>', "<base href='//[a'>")
    found = read(content, url="https://oakfield.example.sch.uk/")
    assert [link.target for block in found.blocks for link in block.links] == ["https://oakfield.example.sch.uk/send"]


def test_bold_line_heads_what_follows() -> None:
    document = read(page("<p><strong>Complaints</strong></p><p>Write to us.</p><p><b>All bold. Yes.</b></p>"))
    assert shapes(document)[0] == (T, "Complaints")
    assert shapes(document)[2] == (P, "All bold. Yes.")


@pytest.mark.parametrize("body", ["<div>" * 60_000 + "x", "<p>x</p>" * 2000])
def test_monstrous_pages_are_refused_with_the_reason(body: str) -> None:
    with pytest.raises(Unreadable, match="nested or grown past"):
        read(page(body), Limits(html_elements=1000))


def test_a_picture_that_leads_to_a_document_stands_for_its_name() -> None:
    document = read(page('<p>Text.</p><a href="plan.pdf"><img alt="Accessibility plan" src="x.png"></a>'))
    assert document.blocks[1].kind is C
    assert document.blocks[1].links == (Link("Accessibility plan", "plan.pdf"),)


def test_the_deepest_page_allowed_is_read() -> None:
    levels = Limits().html_depth - 6
    for opening, closing in (("<div>", "</div>"), ("<b>", "</b>"), ("<table><tr><td>", "</td></tr></table>")):
        count = levels // opening.count("<")
        assert "Deep" in read(page(opening * count + "Deep" + closing * count)).text


def test_empty_pages_are_refused() -> None:
    with pytest.raises(Unreadable):
        read(b"<html><body></body></html>")


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td rowspan=3 colspan=9>",
                "</table>",
                "<li>",
                "<ul>",
                "<dl>",
                "<dt>a",
                "<dd>b",
                "<br>",
                "<h1>",
                "<b>",
                "text ",
                "<details><summary>",
                "<div role=tab aria-controls=x>",
                "<a href='//['>",
                "<!--",
                "<footer>",
                "&#0;",
                "\u202e",
                "<iframe src=a.pdf>",
                "<template>",
                "</body>",
            ]
        ),
        max_size=40,
    )
)
def test_tag_soup_never_breaks_the_reader(pieces: list[str]) -> None:
    try:
        document = read(page("".join(pieces) + "<p>end"))
    except Unreadable:
        return
    assert all(piece.text == piece.text.strip() for piece in document.blocks)


def test_a_page_without_body_loses_nothing() -> None:
    bare = b"<html><title>t</title><nav>Menu</nav><main><h1>SEN</h1><p>Our SENCO is Mrs Oak.</p></main></html>"
    assert shapes(read(bare)) == [(T, "SEN"), (P, "Our SENCO is Mrs Oak.")]
