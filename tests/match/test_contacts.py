from __future__ import annotations

import pytest

from senreport_check.match.contacts import Reach, senco_contacts
from senreport_check.match.people import holders
from senreport_check.model import Block, BlockKind, Link
from senreport_check.text import plain

MAIL = "senco@larchhill.example.sch.uk"
PHONE = "01632 960114"


def reach(*blocks: Block | str) -> Reach:
    made = [block if isinstance(block, Block) else Block(BlockKind.PARAGRAPH, block) for block in blocks]
    texts = [plain(block.text) for block in made]
    return senco_contacts(made, texts, holders(made, texts))


def both(*blocks: Block | str) -> tuple[str | None, str | None]:
    found = reach(*blocks)
    return (found.email.text if found.email else None, found.phone.text if found.phone else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Our SENCO, Mrs Hart, is on {PHONE} or {MAIL}.", (MAIL, PHONE)),
        (f"Ring the office on {PHONE} and ask for the SENCO.", (None, PHONE)),
        ("Mrs Hart, SENCO: l.hart@larchhill.example.sch.uk", ("l.hart@larchhill.example.sch.uk", None)),
        (f"Mrs Hart is our SENCO. Please ring her on ({PHONE.replace(' ', ') ')}.", (None, "(01632) 960114")),
        (f"SENCO {PHONE}. SENDIASS 01632 960621. School nurse 01632 960622.", (None, PHONE)),
        (f"The office: 01632 960100. Absence: 01632 960101. SENDCo (Mr Dale): {PHONE}", (None, PHONE)),
        (f"Mr Dale, SENDCo – {PHONE}. Mr Bell, Assistant SENDCo – 01632 960115.", (None, PHONE)),
    ],
)
def test_what_is_given_for_the_senco(text: str, expected: tuple[str | None, str | None]) -> None:
    assert both(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "To report an absence ring 01632 960331.",
        "Complaints about SEN go to the clerk: clerk@larchhill.example.sch.uk.",
        "Wexshire SENDIASS: 01632 960887, help@wexsendiass.example.org",
        "The SENCO meets parents termly. For transport ring the council on 01632 960640.",
        "The chair of governors can be reached at chair@larchhill.example.sch.uk.",
    ],
)
def test_other_peoples_numbers(text: str) -> None:
    assert both("Our SENCO is Mrs Hart.", text) == (None, None)


def test_a_footer_alone_is_no_contact() -> None:
    assert both("Please speak to the SENCO.", Block(BlockKind.FOOTER, f"Larch Hill School. Tel {PHONE}")) == (
        None,
        None,
    )


def test_a_pointer_is_told_from_a_contact() -> None:
    assert reach("We value families.", "If you are worried please speak to the SENCO.").pointer == 1
    assert reach(f"Please ring the SENCO on {PHONE}.").pointer is None
    assert reach("The SENCO keeps the register.").pointer is None


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.TITLE])
def test_a_question_or_heading_is_no_pointer(kind: BlockKind) -> None:
    question = "How do I get in touch with the SENCO?"
    assert reach(Block(kind, question), "We value families.").pointer is None
    assert reach(Block(kind, "Contact the SENCO"), "We value families.").pointer is None
    assert reach(question, "We value families.").pointer is None
    assert reach(Block(kind, question), "Please speak to the SENCO.").pointer == 1


def test_the_number_of_whoever_is_asked_for() -> None:
    named = "Mr Dafydd Prosser is our SENCo."
    assert both(named, f"Ring the office on {PHONE} and ask for him.") == (None, PHONE)
    assert both(named, f"Messages can be left at the office ({PHONE}).") == (None, PHONE)
    assert both("Sarah Whit - manager and SENCo", "Beth Lom - deputy", f"Text Sarah on {PHONE}.") == (None, PHONE)
    assert both("Mrs Eccles", "SENDCo", "Larch Street Primary School", PHONE) == (None, PHONE)
    assert both("Mrs Eccles", "SENDCo", "Mr Holt", "Headteacher", PHONE) == (None, None)


def test_the_office_counts_where_it_is_the_way_to_the_senco() -> None:
    blocks = (
        f"For more please contact the school office: {PHONE}.",
        "The SENCO, Mrs Hart, sees parents; book via the office.",
    )
    assert both(*blocks) == (None, PHONE)


def test_lines_under_a_heading_and_links_behind_words() -> None:
    assert both(Block(BlockKind.HEADING, "Contacting the SENCO"), f"Phone the office on {PHONE}, marked for her.") == (
        None,
        PHONE,
    )
    assert both("SENCO: Mrs Hart", f"Tel: {PHONE}") == (None, PHONE)
    linked = Block(
        BlockKind.PARAGRAPH,
        "Email our SENCO",
        links=(Link("Email our SENCO", f"mailto:{MAIL}?subject=Hello"),),
    )
    assert both(linked) == (MAIL, None)


def test_she_and_me_mean_the_senco_spoken_of_or_speaking() -> None:
    assert both("Our SENCO is Mrs Hart, who works from Monday to Thursday.", f"She can be reached on {PHONE}.") == (
        None,
        PHONE,
    )
    assert both("I'm Joanna Frith, the SENCO.", "We meet families often.", f"Ring me on {PHONE}.") == (
        None,
        PHONE,
    )
