from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.errors import Crashed, Unreadable
from senreport_check.extract import Limits, wire
from senreport_check.model import Block, BlockKind, Document, Fetched, Link, Metadata

words = st.text(max_size=30)
links = st.lists(st.builds(Link, words, words), max_size=3).map(tuple)
blocks = st.builds(
    Block,
    st.sampled_from(BlockKind),
    words,
    st.none() | st.integers(1, 6),
    st.lists(words, max_size=3).map(tuple),
    st.none() | st.integers(1, 99),
    st.none() | words,
    links,
)
days = st.none() | st.dates()
documents = st.builds(
    Document,
    st.lists(blocks, max_size=5).map(tuple),
    st.none() | words,
    words,
    st.none() | st.integers(1, 99),
    st.none() | words,
    st.builds(Metadata, st.none() | words, days, days),
    st.booleans(),
)


def through(header: dict[str, object], content: bytes = b"") -> tuple[dict[str, object], bytes]:
    stream = io.BytesIO()
    wire.send(stream, header, content)
    stream.seek(0)
    return wire.receive(stream)


@given(documents)
def test_documents_pass_unchanged(document: Document) -> None:
    assert wire.answered(through(wire.answer(document))[0]) == document


def test_requests_pass_unchanged() -> None:
    fetched = Fetched(
        b"\x00words", "https://larkfield.example.sch.uk/", Path("a.pdf"), "text/html", date(2023, 9, 1)
    )
    limits = Limits(pages=3, ocr=False)
    assert wire.requested(*through(wire.request(fetched, limits), fetched.content)) == (fetched, limits)


def test_errors_pass_by_name_and_no_other_name_is_trusted() -> None:
    with pytest.raises(Unreadable, match="locked"):
        wire.answered(wire.failure(Unreadable("locked")))
    for name in ("ChecklistError", "Path", "nonsense"):
        with pytest.raises(Crashed):
            wire.answered({"error": name, "message": "x"})


def test_half_a_message_is_the_end() -> None:
    stream = io.BytesIO()
    wire.send(stream, {"a": 1})
    with pytest.raises(EOFError):
        wire.receive(io.BytesIO(stream.getvalue()[:-1]))
