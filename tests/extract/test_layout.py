from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from senreport_check.extract.geometry import PageText, Rule, Word, lines_of, merge_rules
from senreport_check.extract.layout import Grid, regions
from senreport_check.extract.order import reading_order


def words(*placed: tuple[str, float, float]) -> list[Word]:
    return [
        Word(part, x + 6 * text.index(part), x + 6 * (text.index(part) + len(part)), base, 10, False)
        for text, x, base in placed for part in text.split()
    ]


def page(
    *placed: tuple[str, float, float], upright: list[Rule] | None = None, level: list[Rule] | None = None
) -> PageText:
    return PageText(1, 600, 800, lines_of(words(*placed), upright or []), upright or [], level or [])


def read(made: PageText) -> list[str]:
    return [
        " ".join(line.text for line in region.lines)
        for part in regions(made)
        for region in ((part.loose or part.cells) if isinstance(part, Grid) else [part])
    ]


def test_border_pieces_are_one_rule() -> None:
    pieces = [Rule(10, 0, 5), Rule(10.4, 5.5, 40), Rule(10, 42, 60), Rule(30, 0, 60), Rule(10, 90, 99)]
    assert merge_rules(pieces) == [Rule(10, 0, 60), Rule(10, 90, 99), Rule(30, 0, 60)]


def test_the_order_of_the_file_is_kept_where_it_makes_sense() -> None:
    made = page(
        ("left one", 50, 100), ("left two", 50, 113), ("right one", 300, 100), ("right two", 300, 113)
    )
    assert read(made) == ["left one left two", "right one right two"]


def test_text_written_up_the_page_is_sorted() -> None:
    made = page(("third", 50, 300), ("second", 50, 200), ("first", 50, 100))
    assert read(made) == ["first", "second", "third"]


def test_a_rule_under_words_is_an_underline_and_no_border() -> None:
    made = page(("a heading", 50, 100), ("and text below it", 50, 130), level=[Rule(102, 50, 104)],
                upright=[Rule(20, 0, 800), Rule(580, 0, 800)])
    regions(made)
    assert made.lines[0].underlined
    assert not made.lines[1].underlined


def test_a_border_must_reach_from_side_to_side() -> None:
    frame = [Rule(20, 10, 790), Rule(580, 10, 790)]
    made = page(("short", 50, 100), ("a longer line of text", 50, 113), upright=frame,
                level=[Rule(10, 20, 580), Rule(790, 20, 580), Rule(106, 45, 90)])
    assert len(read(made)) == 1


def test_a_pair_on_one_height_is_one_line_with_a_tab() -> None:
    assert read(page(("Tel:", 50, 100), ("01632 960123", 300, 100), ("Ask for the office", 50, 150))) == [
        "Tel: 01632 960123", "Ask for the office",
    ]


@given(
    st.lists(
        st.tuples(st.floats(0, 500), st.floats(0, 700), st.floats(1, 200), st.floats(1, 60)), max_size=30
    )
)
def test_every_box_is_read_once(boxes: list[tuple[float, float, float, float]]) -> None:
    order = reading_order([(x, y, x + wide, y + high) for x, y, wide, high in boxes])
    assert sorted(order) == list(range(len(boxes)))


@given(
    st.lists(
        st.tuples(st.sampled_from(["one", "two words", "•", "1."]), st.floats(0, 500), st.floats(20, 780)),
        max_size=40,
    )
)
def test_no_line_is_lost(placed: list[tuple[str, float, float]]) -> None:
    made = page(*placed)
    before = sorted(line.text for line in made.lines)
    after: list[str] = []
    for part in regions(made):
        lines = [line for cell in part.cells for line in cell.lines] if isinstance(part, Grid) else part.lines
        after += [line.text for line in lines]
    assert sorted(" ".join(after).split()) == sorted(" ".join(before).split())
