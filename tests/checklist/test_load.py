"""Checklist files: the built-in ones are right, and every mistake is refused by file, item and line."""

from __future__ import annotations

import time
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.checklist import builtin_ids, find, load
from senreport_check.errors import ChecklistError, UsageError
from senreport_check.match.examples import failures
from senreport_check.model import Force, Phase, School, SchoolType

GOOD = """id = "mine"
title = "My list"
version = "1"
in-force-from = 2020-09-01
kinds = ["report"]

[concepts]
pets = ["cat*", "dog*"]

[[item]]
id = "pets"
title = "Pets"
law = "House rules 1"
force = "should"
types = ["mainstream"]
topic = ["@pets"]
advice = "Name the pet."
any = [{ name = "pet kept", has = ["@pets", "keep | keeps"], example = "We keep a cat." }]
[item.messages]
met = "A pet is named."
partly = "Pets are touched on."
absent = "No pet."
[item.examples]
met = ["We keep a cat."]
near-miss = ["We keep a secret."]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    checklist = load(write(tmp_path, GOOD))
    assert [item.id for item in checklist.items] == ["pets"]
    assert list(failures(checklist)) == []


@pytest.mark.parametrize("name", builtin_ids())
def test_built_in_checklists_keep_what_their_examples_promise(name: str) -> None:
    assert list(failures(find(name))) == []


@pytest.mark.parametrize("name", builtin_ids())
def test_built_in_checklists_pass_every_check(name: str) -> None:
    """At start their phrases are taken as right, so that they must be held right here."""
    trusted = find(name)
    assert load(trusted.path) == trusted



def test_every_requirement_is_in_the_checklist() -> None:
    ids = {item.id for item in find().items}
    assert len(ids) == 33
    assert {"kinds-of-sen", "adapt-environment", "review-date", "plain-language", "less-favourable"} <= ids


def test_examples_are_plenty() -> None:
    for item in find().items:
        if item.value is not None:
            continue
        kinds = [example.verdict.value for example in item.examples]
        assert kinds.count("met") >= 3, item.id
        assert kinds.count("absent") >= 2, item.id


def test_good_practice_never_says_must() -> None:
    for item in find().items:
        if item.force is not Force.MUST:
            assert not any(" must " in f" {text.lower()} " for text in (*item.messages.values(), item.advice)), item.id


@pytest.mark.parametrize(
    ("item", "school", "asked"),
    [
        ("identification", School(type=SchoolType.SPECIAL), False),
        ("senco-name", School(type=SchoolType.SPECIAL), False),
        ("senco-name", School(type=SchoolType.NURSERY), True),
        ("adulthood", School(type=SchoolType.MAINSTREAM, phase=Phase.PRIMARY), False),
        ("adulthood", School(type=SchoolType.MAINSTREAM, phase=Phase.SECONDARY), True),
        ("adulthood", School(type=SchoolType.SPECIAL, phase=Phase.PRIMARY), True),
        ("adulthood", School(type=SchoolType.NURSERY, phase=Phase.NURSERY), False),
        ("complaints", School(type=SchoolType.OTHER), True),
    ],
)
def test_whom_an_item_is_asked_of(item: str, school: School, asked: bool) -> None:
    found = find().item(item)
    assert found is not None
    assert found.applies.to(school) is asked


@pytest.mark.parametrize(
    ("old", "new", "line", "item", "said"),
    [
        ('force = "should"', 'force = "shuold"', 14, "pets", "must, should, advice"),
        ('law = "House rules 1"', 'lor = "House rules 1"', 13, "pets", "unknown key 'lor'"),
        ('["@pets", "keep', '["@petz", "keep', 18, "pets", "no concept @petz"),
        ("in-force-from = 2020-09-01", 'in-force-from = "soon"', 4, None, "must be a date"),
        ('types = ["mainstream"]', 'types = ["college"]', 15, "pets", "mainstream"),
        ('met = "A pet is named."', "", 20, "pets", "needs the key 'met'"),
        ('kinds = ["report"]', 'kinds = ["report"', 6, None, "not valid TOML"),
        ('pets = ["cat*", "dog*"]', 'pets = ["@pets"]', 8, None, "refers to itself"),
        ('"cat*", "dog*"', '"Cat!"', 8, None, "is no word"),
        ('"cat*", "dog*"', '".. cat"', 8, None, "must begin with a word"),
        ('pets = ["cat*", "dog*"]', 'Pets = ["cat*"]', 8, None, "concept name 'Pets' must be lower-case"),
        ('has = ["@pets", "keep | keeps"]', "has = []", 18, "pets", "at least one entry in 'has'"),
        ('has = ["@pets",', 'near = 0, has = ["@pets",', 18, "pets", "near must be a number of words from 1"),
        ('id = "pets"', 'id = "My pets"', 11, "My pets", "id must be lower-case words"),
        ("any = [{", 'none = ["cat"]\nany = [{', 18, "pets", "none must be a list of tables"),
        ("[item.messages]", "[item.other]", 19, "pets", "unknown key 'other'"),
    ],
)
def test_a_mistake_is_refused_by_place(
    tmp_path: Path, old: str, new: str, line: int, item: str | None, said: str
) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(ChecklistError) as caught:
        load(path)
    assert (caught.value.item, caught.value.file) == (item, path)
    assert said in caught.value.problem
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= (10 if "needs the key" in said else 1)


def test_an_example_that_does_not_hold_is_named(tmp_path: Path) -> None:
    checklist = load(write(tmp_path, GOOD.replace('met = ["We keep a cat."]', 'met = ["We keep bees."]')))
    assert [item for item, _ in failures(checklist)] == ["pets"]


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UsageError, match="no checklist called nonsense"):
        find("nonsense")


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    with pytest.raises(ChecklistError):
        load(path)


@given(st.sampled_from(GOOD.splitlines()), st.text(max_size=30))
def test_a_changed_line_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, line: str, other: str) -> None:
    path = tmp_path_factory.getbasetemp() / "changed.toml"
    path.write_text(GOOD.replace(line, other, 1), encoding="utf-8", errors="replace")
    with suppress(ChecklistError):
        assert load(path).items


def _with_concepts(*lines: str) -> str:
    """A good checklist with these concepts before its own."""
    return GOOD.replace("[concepts]\n", "\n".join(["[concepts]", *lines, ""]), 1)


HOSTILE = {
    "a number too long to hold": (GOOD + "x = " + "1" * 6000, "not valid TOML"),
    "tables nested without end": ("x = " + "{a=" * 50_000, "not valid TOML"),
    "a chain of concepts": (
        _with_concepts(*(f'c{n} = ["@c{n + 1}"]' for n in range(3000)), 'c3000 = ["cat"]'), "more than 20 deep",
    ),
    "forms that double": (
        _with_concepts(*(f'c{n} = ["@c{n + 1} @c{n + 1}"]' for n in range(12)), 'c12 = ["cat", "dog"]'),
        "more than 20000 words",
    ),
    "one form that doubles": (
        _with_concepts(*(f'c{n} = ["@c{n + 1} @c{n + 1}"]' for n in range(18)), 'c18 = ["cat"]'),
        "more than 20000 words",
    ),
    "gap upon gap": (_with_concepts('wide = ["cat ' + ".. " * 40 + 'dog"]'), "more than 4 gaps"),
    "gaps by way of a concept": (_with_concepts('a = ["cat .. .. dog"]', 'b = ["@a @a @a"]'), "more than 4 gaps"),
    "many large phrases": (
        _with_concepts("large = [" + ", ".join(f'"word{n}"' for n in range(15_000)) + "]").replace(
            '"@pets"', ", ".join(['"@large"'] * 70), 1
        ),
        "more than 1000000 words",
    ),
    "larger than any checklist": (GOOD + "#" * 5_000_001, "larger than 5 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_fill_the_memory_is_refused_at_once(tmp_path: Path, name: str) -> None:
    text, problem = HOSTILE[name]
    path = tmp_path / "hostile.toml"
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    with pytest.raises(ChecklistError, match=problem):
        load(path)
    assert time.process_time() - started < 5


def test_an_empty_concept_stands_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text(_with_concepts("none = []", 'both = ["@none cat", "dog"]'), encoding="utf-8")
    assert load(path).concepts["both"] == ("@none cat", "dog")


@pytest.mark.parametrize(
    ("phrase", "sound"),
    [
        ("a-@pets", True), ("\\u2028@pets", True), ("a\\u00a0@pets", True),
        ("@pets-@pets", False), ("-@", False), ("@", False), ("a@pets", False), ("x\\u001f@cat y", False),
    ],
)  # fmt: skip
def test_odd_phrases_are_read_or_refused(tmp_path: Path, phrase: str, sound: bool) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(GOOD.replace('"@pets"', f'"{phrase}"'), encoding="utf-8")
    with nullcontext() if sound else pytest.raises(ChecklistError):
        assert [item.id for item in load(path).items] == ["pets"]
