from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from senreport_check.evaluate.forms import document_from_corpus
from senreport_check.match import values
from senreport_check.match.services import local_offer, support_service
from senreport_check.model import Block, BlockKind, Document, Link
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
        found = getattr(values.extract(document_from_corpus(document)), name)
        wanted = document["values"].get(name)
        if (set(found) != set(wanted or ())) if name == "senco" else (found != wanted):
            wrong.append(f"{path.stem}: {found!r} for {wanted!r}")
    assert len(wrong) <= 0.05 * len(CORPUS), wrong


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.stem)
def test_short_documents_in_many_wordings(path: Path) -> None:
    document = labelled(path)
    found = values.extract(document_from_corpus(document))
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


def services(*blocks: Block | str) -> tuple[str | None, str | None]:
    made = [block if isinstance(block, Block) else Block(BlockKind.PARAGRAPH, block) for block in blocks]
    texts = [plain(block.text) for block in made]
    offer, service = local_offer(made, texts), support_service(made, texts)
    return (offer.text if offer else "no mention", service.text if service else "no mention")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Wexshire Local Offer: www.wexshire.example.gov.uk/localoffer.",
            ("www.wexshire.example.gov.uk/localoffer", "no mention"),
        ),
        ("See the Local Offer for more.", (None, "no mention")),
        ("SENDIASS (01632 960555) will help you.", ("no mention", "01632 960555")),
        ("SENDIASS gives free advice.", ("no mention", None)),
        ("Parent carer forum: hello@wexpcf.example.org", ("no mention", "hello@wexpcf.example.org")),
        ("Our local offer: lettings@larchhill.example.sch.uk", (None, "no mention")),
    ],
)
def test_where_outside_help_is_found(text: str, expected: tuple[str | None, str | None]) -> None:
    assert services(text) == expected


def test_links_and_next_lines_count_as_addresses() -> None:
    target = "https://www.wexshire.example.gov.uk/send"
    linked = Block(BlockKind.PARAGRAPH, "Find the Local Offer here", links=(Link("here", target),))
    assert services(linked)[0] == target
    assert services(Block(BlockKind.HEADING, "The Local Offer"), f"It is published at {target}")[0] == target
    assert services("Wexshire SENDIASS", "www.wexsendiass.example.org")[1] == "www.wexsendiass.example.org"


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
