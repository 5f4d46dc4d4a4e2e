from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from senreport_check.evaluate.forms import document_from_corpus
from senreport_check.match import values
from senreport_check.model import Block, BlockKind, Document
from senreport_check.text import plain

ROOT = Path(__file__).parents[2]
CORPUS = sorted((ROOT / "fixtures" / "corpus").glob("*.json"))
SHORT = sorted((ROOT / "fixtures" / "values").glob("*.json"))
NAMES = ("senco", "senco_email", "senco_phone", "reviewed", "next_review")


def labelled(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_values_of_the_corpus(name: str) -> None:
    """At least 95% exact for each value."""
    wrong = []
    for path in CORPUS:
        document = labelled(path)
        found = getattr(values.find(document_from_corpus(document)).values, name)
        wanted = document["values"].get(name)
        if (set(found) != set(wanted or ())) if name == "senco" else (found != wanted):
            wrong.append(f"{path.stem}: {found!r} for {wanted!r}")
    assert len(wrong) <= 0.05 * len(CORPUS), wrong


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.stem)
def test_short_documents_in_many_wordings(path: Path) -> None:
    document = labelled(path)
    found = values.find(document_from_corpus(document)).values
    wanted = document["values"]
    assert set(found.senco) == set(wanted["senco"])
    assert {name: getattr(found, name) for name in NAMES[1:]} == {name: wanted[name] for name in NAMES[1:]}


def test_each_value_is_found_in_its_block() -> None:
    for path in CORPUS:
        document = document_from_corpus(labelled(path))
        found = values.find(document)
        for name, place in found.blocks.items():
            value = getattr(found.values, name)
            words = (value[0] if name == "senco" else value).split()
            said = [word for word in words if word in plain(document.blocks[place].text)]
            assert words[-1] in said or (name == "senco" and words[0] in said), (path.stem, name)


def test_five_thousand_words_take_little_time() -> None:
    blocks: tuple[Block, ...] = ()
    for path in CORPUS:
        blocks += document_from_corpus(labelled(path)).blocks
        document = Document(blocks)
        if document.words > 5000:
            break
    values.find(document)
    start = process_time()
    values.find(document)
    assert process_time() - start < 0.06


@pytest.mark.parametrize(
    "text",
    [
        "SENCO " * 2000,
        "Mrs A " * 2000,
        "0 " * 4000,
        "a." * 4000 + "@",
        "12/12/" * 2000,
        "reviewed " * 2000,
        "\n" * 4000,
    ],
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    document = Document((Block(BlockKind.PARAGRAPH, text), Block(BlockKind.FOOTER, text)))
    start = process_time()
    values.find(document)
    assert process_time() - start < 2
