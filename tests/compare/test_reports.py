from dataclasses import replace
from pathlib import Path

import pytest

from senreport_check.compare import Direction, compare, compare_rounds
from senreport_check.model import School, SourceFacts, Verdict
from senreport_check.render.json import load

GOLDEN = Path(__file__).parents[1] / "golden"


def golden_report(name):
    [report] = load((GOLDEN / f"{name}.json").read_bytes(), name)
    return report


@pytest.fixture
def old():
    return golden_report("oakfield-2024")


@pytest.fixture
def new():
    return golden_report("oakfield-2025")


def items(comparison, direction):
    return [change.finding.item for change in comparison.moved(direction)]


def test_gained_lost_and_unclear(old, new):
    found = compare(old, new)
    assert items(found, Direction.GAINED) == ["transition", "support-services"]
    assert items(found, Direction.LOST) == ["complaints"]
    assert items(found, Direction.UNCLEAR) == ["effectiveness"]
    assert items(found, Direction.NOT_COMPARED) == ["adulthood"]
    assert len(found.changes) == len(new.findings)


def test_the_other_way_round_swaps_gained_and_lost(old, new):
    there, back = compare(old, new), compare(new, old)
    assert items(there, Direction.GAINED) == items(back, Direction.LOST)
    assert items(there, Direction.UNCHANGED) == items(back, Direction.UNCHANGED)


def test_a_result_against_itself_has_not_moved(new):
    found = compare(new, new)
    assert items(found, Direction.GAINED) == items(found, Direction.LOST) == []
    assert not any(fact.changed for fact in found.facts)
    assert not any(change.reworded for change in found.changes)


def test_other_words_for_the_same_item_are_noticed(old, new):
    assert [c.finding.item for c in compare(old, new).changes if c.reworded] == ["staff-training"]


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (Verdict.ABSENT, Verdict.PARTLY, Direction.GAINED),
        (Verdict.PARTLY, Verdict.MET, Direction.GAINED),
        (Verdict.MET, Verdict.PARTLY, Direction.LOST),
        (Verdict.PARTLY, Verdict.PARTLY, Direction.UNCHANGED),
        (Verdict.UNSURE, Verdict.MET, Direction.UNCLEAR),
        (Verdict.MET, Verdict.UNSURE, Direction.UNCLEAR),
        (Verdict.NOT_APPLICABLE, Verdict.ABSENT, Direction.NOT_COMPARED),
        (Verdict.UNSURE, Verdict.NOT_APPLICABLE, Direction.NOT_COMPARED),
    ],
)
def test_directions(old, new, before, after, direction):
    first = replace(old, findings=(replace(old.findings[0], verdict=before),))
    second = replace(new, findings=(replace(new.findings[0], verdict=after),))
    assert [change.direction for change in compare(first, second).changes] == [direction]


def test_an_item_that_one_checklist_lacks_is_not_compared(old, new):
    shorter = replace(old, findings=old.findings[1:])
    assert items(compare(shorter, new), Direction.NOT_COMPARED)[0] == "kinds-of-sen"
    assert "kinds-of-sen" in items(compare(new, shorter), Direction.NOT_COMPARED)


def test_facts_are_compared_by_what_they_say_not_how_they_are_spelt(old, new):
    found = {fact.label: fact for fact in compare(old, new).facts}
    assert found["SENCO"].changed
    assert found["Reviewed"].before == "September 2024"
    assert not found["SENCO's telephone"].changed
    spelt = replace(new, values=replace(new.values, senco=("Mrs. Jo  Fernhill",)))
    assert not {fact.label: fact for fact in compare(spelt, new).facts}["SENCO"].changed


def test_what_could_not_be_checked_is_not_compared(new):
    lost = golden_report("st-swithins")
    for found in (compare(lost, new), compare(new, lost)):
        assert not found.comparable
        assert found.changes == () == found.facts


def named(report, **school):
    return replace(report, school=School(**school))


def test_one_against_one_is_a_pair_whatever_it_is_called(old, new):
    found = compare_rounds([named(old, name="A")], [named(new, name="B")])
    assert len(found.pairs) == 1


def test_runs_are_paired_by_urn_then_name_then_file(old, new):
    by_file = [
        replace(named(report), source=SourceFacts("x", path=f"{folder}/oak.pdf"))
        for report, folder in ((old, "2024"), (new, "2025"))
    ]
    before = [named(old, urn="1", name="Elm"), named(old, name="The Ash"), by_file[0], named(old, urn="9")]
    after = [named(new, name="New"), by_file[1], named(new, name="the  ash"), named(new, urn="1", name="E")]
    found = compare_rounds(before, after)
    assert [pair.after for pair in found.pairs] == after[1:]
    assert [pair.before for pair in found.pairs] == [before[2], before[1], before[0]]
    assert found.only_before == (before[3],)
    assert found.only_after == (after[0],)


def test_equal_names_are_paired_one_to_one(old, new):
    before = [named(old, name="Elm") for _ in range(2)]
    found = compare_rounds(before, [named(new, name="Elm") for _ in range(3)])
    assert (len(found.pairs), len(found.only_before), len(found.only_after)) == (2, 0, 1)
