from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.compare import Movement, compare_runs
from senreport_check.model import Force, Outcome, RunFacts, Tool
from senreport_check.model.rows import Board, Duty, Row

DUTIES = (
    Duty("complaints", "How to complain", "Families", Force.MUST, "Sch 1 ¶9"),
    Duty("bullying", "Preventing bullying", "The Code", Force.SHOULD, "Code 6.79"),
    Duty("plain-language", "Plain language", "The Code", Force.ADVICE, "Code 6.81"),
)
FACTS = RunFacts("Northshire", date(2026, 11, 21), Tool("1", "c", "C", "1"), 1)


def board(*rows, duties=DUTIES):
    return Board(FACTS, duties, rows)


def row(verdicts="mmm", **fields):
    return Row(**{"key": "1", "name": "A", "urn": "1", "outcome": Outcome.CHECKED, "verdicts": verdicts, **fields})


def pair(before, after):
    [found] = compare_runs(board(before), board(after)).pairs
    return found


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("aam", "mam", Movement.IMPROVED),
        ("aam", "pam", Movement.IMPROVED),
        ("mmm", "amm", Movement.FELL_BEHIND),
        ("mmm", "mpm", Movement.FELL_BEHIND),
        ("mam", "amm", Movement.EVEN),
        ("mam", "mam", Movement.EVEN),
        ("mma", "mmm", Movement.EVEN),
        ("uam", "mam", Movement.EVEN),
        ("nam", "mam", Movement.EVEN),
        ("m", "mma", Movement.EVEN),
    ],
)
def test_law_and_guidance_gained_and_lost_tell_which_way_a_school_went(before, after, expected):
    assert pair(row(before), row(after)).movement is expected
    assert pair(row(after), row(before)).movement is _REVERSED.get(expected, expected)


_REVERSED = {Movement.IMPROVED: Movement.FELL_BEHIND, Movement.FELL_BEHIND: Movement.IMPROVED}


def test_what_was_gained_and_lost_is_named():
    found = pair(row("am"), row("mp"))
    assert [duty.item for duty in found.gained] == ["complaints"]
    assert [duty.item for duty in found.lost] == ["bullying"]


def test_new_and_lost_reports_and_what_cannot_be_told():
    had, none = row(), row("", outcome=Outcome.NOT_FOUND)
    assert pair(none, had).movement is Movement.NEW_REPORT
    assert pair(had, none).movement is Movement.LOST_REPORT
    assert pair(none, none).movement is Movement.STILL_NONE
    seen, unseen = (Outcome.CHECKED, Outcome.NOT_FOUND), list(Outcome)[2:]
    for one, other in (*product(seen, unseen), *product(unseen, seen), *product(unseen, unseen)):
        assert pair(row("", outcome=one), row("", outcome=other)).movement is Movement.UNSEEN


def test_a_later_review_date_is_a_renewal():
    old, new = date(2025, 9, 1), date(2026, 9, 1)
    assert pair(row(reviewed=old), row(reviewed=new)).renewed
    assert not pair(row(reviewed=new), row(reviewed=old)).renewed
    assert not pair(row(reviewed=old), row(reviewed=old)).renewed
    assert not pair(row(), row(reviewed=new)).renewed


def test_schools_are_paired_by_urn_then_by_name_and_authority():
    before = (
        row(name="Elm", urn="1"),
        row(name="Ash", urn="2", la="East"),
        row(name="Ash", urn="3", la="West"),
        row(name="Gone", urn="9"),
    )
    after = (
        row(name="ASH ", urn="7", la="West"),
        row(name="Elm Academy", urn="1"),
        row(name="Ash", urn="8", la="North"),
    )
    found = compare_runs(board(*before), board(*after))
    assert [(one.before.urn, one.after.urn) for one in found.pairs] == [("3", "7"), ("1", "1")]
    assert [one.urn for one in found.only_before] == ["2", "9"]
    assert [one.urn for one in found.only_after] == ["8"]


def test_duties_are_set_side_by_side_by_id_wherever_they_stand():
    before = board(row("am"), duties=(DUTIES[0], DUTIES[1]))
    after = board(row("ma"), duties=(DUTIES[1], DUTIES[0]))
    [found] = compare_runs(before, after).pairs
    assert found.movement is Movement.EVEN
    other = board(row("a"), duties=(Duty("new", "New", "G", Force.MUST, ""),))
    [found] = compare_runs(before, other).pairs
    assert (found.gained, found.lost) == ((), ())


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["1", "2", None])), max_size=6), st.data())
def test_every_school_stands_somewhere_once(keys, data):
    rows = [row(name=name, urn=urn, key=str(number)) for number, (name, urn) in enumerate(keys)]
    others = data.draw(st.permutations(rows))[: data.draw(st.integers(0, len(rows)))]
    found = compare_runs(board(*rows), board(*others))
    assert len(found.pairs) + len(found.only_before) == len(rows)
    assert len(found.pairs) + len(found.only_after) == len(others)
    assert len({one.before.key for one in found.pairs}) == len(found.pairs)
