from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from senreport_check.errors import Unreadable
from senreport_check.extract import Limits
from senreport_check.extract.pictures import is_garbled
from senreport_check.model import BlockKind, Link

from .making import A4, Page, block, read, rows, shapes, texts

T, H, P, L = BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
F, R = BlockKind.FOOTER, BlockKind.ROW
LONG = "Every class teacher checks reading, writing and number twice each term and tells"
REST = "parents what was found, what happens next and who will do it."


def test_headings_by_size_and_by_weight() -> None:
    page = Page()
    page.line(60, 70, "Larkfield Primary School", size=20, bold=True)
    page.line(60, 110, "Who helps", size=13, bold=True).lines(60, 130, LONG, REST)
    page.line(60, 170, "Training", bold=True).lines(60, 190, LONG, REST)
    document = read(page.done())
    assert shapes(document) == [
        (T, "Larkfield Primary School"),
        (H, "Who helps"),
        (P, f"{LONG} {REST}"),
        (H, "Training"),
        (P, f"{LONG} {REST}"),
    ]
    assert [piece.level for piece in document.blocks] == [1, 2, None, 3, None]
    assert document.title == "Larkfield Primary School"


def test_paragraphs_end_at_a_gap_and_at_a_short_line() -> None:
    page = Page().lines(
        60, 100, LONG, "and tells you.", "We also meet you in the hall each November, when there is time"
    )
    page.lines(60, 139, "to talk.", LONG)
    assert texts(read(page.done()), P) == [
        f"{LONG} and tells you.",
        "We also meet you in the hall each November, when there is time to talk.",
        LONG,
    ]


def test_bullets_of_every_glyph() -> None:
    page = Page().lines(60, 60, LONG, REST)
    for index, glyph in enumerate("•·–*"):
        page.line(70, 110 + 14 * index, glyph).line(86, 110 + 14 * index, f"Point {index} of the list")
    page.line(70, 180, "o").line(
        86, 180, "An open round one that runs over the end of its line and goes on in the next, so"
    )
    page.line(86, 193, "that it hangs")
    document = read(page.done())
    assert texts(document, L)[:4] == [f"Point {index} of the list" for index in range(4)]
    assert texts(document, L)[4].endswith("so that it hangs")


def test_drawn_bullets_of_printed_web_pages() -> None:
    page = Page().lines(60, 60, LONG, REST)
    for index in range(3):
        page.canvas.circle(70, A4[1] - 106 - 14 * index, 2, fill=1)
        page.line(86, 110 + 14 * index, f"Point {index}")
    assert texts(read(page.done()), L) == ["Point 0", "Point 1", "Point 2"]


def test_running_lines_are_taken_out_and_what_they_tell_kept_once() -> None:
    page = Page()
    for number, word in enumerate(("one", "two", "three", "four"), 1):
        page.line(60, 30, "Larkfield Primary").lines(60, 130, f"Part {word}. {LONG}", REST)
        page.line(60, 810, "Larkfield Lane, 01632 960100").line(500, 810, f"Page {number} of 4").turn_page()
    document = read(page.done())
    assert [text for kind, text in shapes(document) if kind is F] == ["Larkfield Lane, 01632 960100"]
    assert "Larkfield Primary" not in document.text
    assert "of 4" not in document.text
    assert document.blocks[-1].kind is F
    assert document.pages == 4


def test_hyphens_and_ligatures_are_mended() -> None:
    page = Page().lines(
        60, 100, "Teachers look for gaps in speech, language and communi-", "cation, and for well-",
        "being. Wellbeing lessons and well-being plans; dif\ufb01culty.",
    )
    text = read(page.done()).text
    assert "communication, and" in text
    assert "for well-being." in text
    assert "difficulty" in text


def test_a_table_keeps_question_and_answer_together() -> None:
    page = Page().grid([50, 200, 545], [80, 130, 180])
    page.lines(55, 95, "How do you know a child", "needs help?").lines(
        205, 95, "We check each term.", "We ask you."
    )
    page.lines(55, 145, "Who helps?").lines(205, 145, "Mrs Fennimore.")
    assert rows(read(page.done())) == [
        ("How do you know a child needs help?", "We check each term.\nWe ask you."),
        ("Who helps?", "Mrs Fennimore."),
    ]


def test_cells_drawn_line_by_line_do_not_interleave() -> None:
    page = Page().grid([50, 200, 545], [80, 130])
    page.line(55, 95, "How do you know a child").line(205, 95, "The class teacher checks all")
    page.line(55, 108, "needs help?").line(205, 108, "reading each term.")
    assert rows(read(page.done())) == [
        ("How do you know a child needs help?", "The class teacher checks all reading each term.")
    ]


def test_a_table_over_pages_joins_its_split_row_and_drops_its_repeated_header() -> None:
    page = Page().grid([50, 200, 545], [700, 730, 790])
    page.line(55, 718, "You ask").line(205, 718, "We answer")
    page.line(55, 745, "Who helps?").lines(
        205, 745, "Mrs Fennimore, and in her absence the deputy head, who can be"
    )
    page.turn_page().grid([50, 200, 545], [40, 70, 110, 150])
    page.line(55, 58, "You ask").line(205, 58, "We answer")
    page.line(205, 85, "rung at the office.").line(55, 125, "And after?").line(205, 125, "Ring us.")
    assert rows(read(page.done())) == [
        ("You ask", "We answer"),
        ("Who helps?", "Mrs Fennimore, and in her absence the deputy head, who can be rung at the office."),
        ("And after?", "Ring us."),
    ]


def test_a_cell_beside_two_answers_takes_both() -> None:
    page = Page()
    page.canvas.grid([200, 545], [742, 712, 682])
    page.canvas.rect(50, 682, 150, 60)
    page.line(55, 115, "Who helps?").line(205, 115, "Mrs Fennimore.").line(205, 145, "The office.")
    assert rows(read(page.done())) == [("Who helps?", "Mrs Fennimore.\nThe office.")]


def test_tables_without_rules_are_seen_by_their_columns() -> None:
    page = Page()
    for index, question in enumerate(("Who helps?", "Who pays?", "Who checks?")):
        page.line(55, 100 + 50 * index, question).lines(
            205, 100 + 50 * index, f"Answer {index} begins", "and goes on."
        )
    assert rows(read(page.done())) == [
        (question, f"Answer {index} begins and goes on.")
        for index, question in enumerate(("Who helps?", "Who pays?", "Who checks?"))
    ]


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("interleaved", [False, True])
def test_leaflets_are_read_column_by_column(columns: int, interleaved: bool) -> None:
    page = Page((842.0, 595.0))
    width = 780 // columns
    lines = [[f"Column {column} line {line} runs on" if not line else f"and line {line} of {column} too"
              for line in range(8)] for column in range(columns)]
    places = [(column, line) for column in range(columns) for line in range(8)]
    for column, line in sorted(places, key=lambda place: place[::-1] if interleaved else place):
        page.line(30 + column * width, 60 + 13 * line, lines[column][line])
    expected = " ".join(text for column in lines for text in column)
    assert " ".join(read(page.done()).text.split()) == expected


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_rotated_pages_read_level(turn: int) -> None:
    content = Page().line(60, 80, "Who helps", bold=True).lines(60, 100, LONG, REST).done()
    with pypdfium2.PdfDocument(content) as opened:
        opened[0].set_rotation(turn)
        target = io.BytesIO()
        opened.save(target)
    assert texts(read(target.getvalue()), P) == [f"{LONG} {REST}"]


def test_text_turned_on_an_upright_page_reads_level() -> None:
    page = Page()
    page.canvas.rotate(90)
    page.canvas.setFont("Vera", 10)
    for index, text in enumerate((LONG, REST)):
        page.canvas.drawString(60, -100 - 13 * index, text)
    assert texts(read(page.done()), P) == [f"{LONG} {REST}"]


def test_a_frame_round_the_page_is_no_table() -> None:
    page = Page().lines(60, 100, LONG, REST).line(60, 160, "Short line")
    page.canvas.rect(20, 20, 555, 802)
    assert shapes(read(page.done())) == [(P, f"{LONG} {REST}"), (P, "Short line")]


def test_lists_of_contents_are_left_out() -> None:
    page = Page().line(60, 100, "1. Our school ........................ 2").lines(60, 130, LONG, REST)
    assert "........" not in read(page.done()).text


def test_links_keep_their_words_and_target() -> None:
    page = Page().line(60, 100, "Please read our policy before you write")
    page.canvas.linkURL("https://larkfield.example.sch.uk/sen.pdf", (118, 735, 178, 752))
    assert block(read(page.done()), "Please").links == (
        Link("our policy", "https://larkfield.example.sch.uk/sen.pdf"),
    )


def test_addresses_broken_at_a_line_end_are_whole_again() -> None:
    page = Page().lines(
        60,
        100,
        "The local offer stands at https://www.wexshire.example.gov.uk/families/",
        "send-local-offer and in libraries.",
    )
    assert "families/send-local-offer and" in read(page.done()).text


def test_a_document_of_one_page_has_its_footer_found() -> None:
    page = (
        Page()
        .lines(60, 100, LONG, REST)
        .line(60, 815, "Reviewed October 2023", size=8)
        .line(530, 815, "1", size=8)
    )
    assert shapes(read(page.done())) == [(P, f"{LONG} {REST}"), (F, "Reviewed October 2023")]


def test_owners_passwords_are_no_hindrance_and_users_are_explained() -> None:
    locked = {
        who: Page(encrypt=StandardEncryption("open" if who == "user" else "", "own"))
        .line(60, 100, LONG)
        .done()
        for who in ("owner", "user")
    }
    assert LONG in read(locked["owner"]).text
    with pytest.raises(Unreadable, match="password"):
        read(locked["user"])


def test_metadata() -> None:
    page = Page().line(60, 100, LONG)
    page.canvas.setCreator("Word")
    metadata = read(page.done()).metadata
    assert metadata.author_tool == "Word"
    assert metadata.created == date(2000, 1, 1)


def test_too_many_pages_and_too_much_text_are_refused() -> None:
    page = Page()
    for _ in range(4):
        page.line(60, 100, LONG).turn_page()
    content = page.done()
    with pytest.raises(Unreadable, match="4 pages, more than 3"):
        read(content, Limits(pages=3))
    with pytest.raises(Unreadable, match="more than 100 characters"):
        read(content, Limits(text_chars=100))


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"nonsense " * 500])
def test_damaged_files_are_refused(content: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(content)


def test_a_blank_page_is_no_text() -> None:
    with pytest.raises(Unreadable, match="no text"):
        read(Page().turn_page().done())


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        (LONG * 3, False),
        ("".join(chr(ord(letter) - 29) for letter in LONG.replace(" ", "") * 3), True),
        ("\ufffd" * 200, True),
        ("1. Aims" + "." * 300 + "2", False),
        ("020 7946 0123 / 01632 960123; " * 10, False),
    ],
)
def test_fonts_without_a_mapping_are_recognised(text: str, garbled: bool) -> None:
    assert is_garbled(text) is garbled


def test_underlined_lines_head_what_follows() -> None:
    page = Page().line(60, 100, "Who helps").lines(60, 120, LONG, REST)
    page.canvas.line(60, 740, 60 + page.canvas.stringWidth("Who helps", "Vera", 10), 740)
    assert shapes(read(page.done())) == [(T, "Who helps"), (P, f"{LONG} {REST}")]
