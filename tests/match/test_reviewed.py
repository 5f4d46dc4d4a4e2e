from __future__ import annotations

from datetime import date

import pytest

from senreport_check.match.reviewed import review_dates
from senreport_check.model import Block, BlockKind, Document, Metadata

BODY = tuple(
    Block(
        BlockKind.PARAGRAPH,
        f"Teachers plan lessons for every child and share them with families, part {count}.",
    )
    for count in range(25)
)


def document(*lines: str, last: str = "", title: str = "SEN Information Report") -> Document:
    opening = tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)
    end = (Block(BlockKind.FOOTER, last),) if last else ()
    return Document((Block(BlockKind.TITLE, title), *opening, *BODY, *end), title=title)


@pytest.mark.parametrize(
    ("line", "reviewed", "following"),
    [
        ("Last reviewed: July 2023", "July 2023", None),
        ("Reviewed annually; last review: July 2023", "July 2023", None),
        (
            "Approved by governors 12 September 2023. Next review: September 2024",
            "12 September 2023",
            "September 2024",
        ),
        ("Date of last review: 14/09/2023    Date of next review: 14/09/2024", "14/09/2023", "14/09/2024"),
        ("Agreed: June 2018 Reviewed: March 2023 Review due: March 2025", "March 2023", "March 2025"),
        ("Policy adopted Sept 22. To be reviewed Sept 23.", "Sept 22", "Sept 23"),
        ("Review date: December 2025. Approved: 4 December 2024.", "4 December 2024", "December 2025"),
        ("Review date: Sept 2023. Next review date: Sept 2024.", "Sept 2023", "Sept 2024"),
        (
            "This report was updated in Autumn 2024 and will be updated again in Autumn 2025.",
            "Autumn 2024",
            "Autumn 2025",
        ),
        (
            "Written by the SENDCo, January 2024, and to be looked at again in January 2025",
            "January 2024",
            "January 2025",
        ),
        ("Version 3, June 2023", "June 2023", None),
        ("Page last updated 03/11/2023 by the school office.", "03/11/2023", None),
        ("Guide rewritten July 2023 and approved by the board 21 September 2023.", "July 2023", None),
        ("September 2023 (approved by governors)", "September 2023", None),
        ("First written autumn 2019. Checked and changed February 2024.", "February 2024", None),
        ("Ratified by Full Governors: 6 March 2025. Review: March 2026.", "6 March 2025", "March 2026"),
        ("SEN Information Report: September 2024", "September 2024", None),
        ("Autumn Term 2024", "Autumn Term 2024", None),
        ("Valid until July 2026. Reviewed in July 2025.", "July 2025", "July 2026"),
        ("Written September 2019; approved by governors March 2023", "March 2023", None),
    ],
)
def test_the_dates_in_an_opening_line(line: str, reviewed: str | None, following: str | None) -> None:
    found = review_dates(document(line))
    assert (found.reviewed, found.next_review) == (reviewed, following)


@pytest.mark.parametrize(
    "line",
    [
        "This report has regard to the SEND Code of Practice (January 2015) and the Equality Act 2010.",
        "Ofsted inspected us in May 2019.",
        "Trust template v4, issued September 2022.",
        "SEND Policy, approved 7 December 2022 (PDF)",
        "Please refer to the Anti-Bullying Policy, agreed November 2021.",
        "Accessibility Plan 2022-25 (click here)",
        "Copyright Larch Hill School 2019.",
        "Next review: [12 months after approval]",
        "This replaces the plan agreed in 2019.",
        "The building opened in 2016.",
        "Reviewed: ____________",
    ],
)
def test_other_dates_are_not_taken(line: str) -> None:
    found = review_dates(document(line, title="Support for children at Larch Hill"))
    assert (found.reviewed, found.next_review) == (None, None)


def test_a_date_in_the_middle_counts_only_when_it_speaks_of_the_document() -> None:
    stray = Block(
        BlockKind.PARAGRAPH,
        "The spelling scheme was updated in May 2022 after parents had told us it did not work well.",
    )
    own = Block(
        BlockKind.PARAGRAPH,
        "This report was last updated in May 2022 and is read by the governors every single year in autumn.",
    )
    assert review_dates(Document((*BODY, stray, *BODY))).reviewed is None
    assert review_dates(Document((*BODY, own, *BODY))).reviewed == "May 2022"


def test_the_title_counts_when_nothing_better_stands() -> None:
    titled = document(title="SEND Information Report 2023-24")
    assert review_dates(titled).reviewed == "2023-24"
    assert review_dates(titled).reviewed_on == date(2023, 9, 1)
    better = document("Approved 9 November 2023", title="SEND Information Report 2023-24")
    assert review_dates(better).reviewed == "9 November 2023"


def test_a_plan_of_three_years_is_no_date() -> None:
    assert review_dates(document(title="Accessibility Plan 2023 to 2026")).reviewed is None


def test_table_rows_and_footers_are_read() -> None:
    rows = (
        Block.row(("Adopted by the Governing Body", "12 June 2024")),
        Block.row(("Date for review", "June 2026")),
    )
    found = review_dates(Document((Block(BlockKind.TITLE, "SEN Policy"), *rows, *BODY)))
    assert (found.reviewed, found.next_review, found.reviewed_block) == ("12 June 2024", "June 2026", 1)
    footer = review_dates(document(last="Rated Good, May 2022. Prospectus printed October 2024."))
    assert footer.reviewed == "October 2024"


def test_metadata_is_no_evidence() -> None:
    hinted = Document(BODY, metadata=Metadata(modified=date(2024, 5, 1)))
    assert review_dates(hinted).reviewed_on is None


def test_a_table_with_column_headings() -> None:
    rows = (Block.row(("Date", "Version", "Next review")), Block.row(("Sept 2023", "3", "Sept 2024")))
    found = review_dates(Document((Block(BlockKind.TITLE, "SEN Policy"), *rows, *BODY)))
    assert (found.reviewed, found.next_review, found.reviewed_block) == ("Sept 2023", "Sept 2024", 2)


@pytest.mark.parametrize("line", ["Mrs Hart, SENDCo, June 2024", "Signed: L. Hart, June 2024"])
def test_a_dated_signature_at_the_end(line: str) -> None:
    signed = Document((Block(BlockKind.TITLE, "Our SEN report"), *BODY, Block(BlockKind.PARAGRAPH, line)))
    assert review_dates(signed).reviewed == "June 2024"


def test_a_question_in_a_table_asks_for_the_date() -> None:
    row = Block.row(("When was this written?", "Autumn 2024, and it will be looked at again in autumn 2025"))
    found = review_dates(Document((*BODY, row, *BODY)))
    assert (found.reviewed, found.next_review) == ("Autumn 2024", "autumn 2025")


def test_a_first_date_needs_no_word_of_its_own() -> None:
    found = review_dates(document("July 2023 (to be reviewed July 2024)", title="Our school"))
    assert (found.reviewed, found.next_review) == ("July 2023", "July 2024")
