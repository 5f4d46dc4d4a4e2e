from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senreport_check.errors import Unreadable
from senreport_check.evaluate.forms import render_form

from .making import read

SOURCE = {
    "title": "SEN report",
    "blocks": [
        {"kind": "title", "text": "SEN report"}, {"kind": "heading", "text": "Who helps"},
        {"kind": "bullet", "text": "Mrs Fennimore"}, {"kind": "row", "cells": ["Who pays?", "The school."]},
        {"kind": "footer", "text": "Reviewed October 2023"},
    ],
}
WHOLE = {form: render_form(SOURCE, form) for form in ("pdf", "docx", "html", "leaflet")}
damage = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), damage, st.floats(0.2, 1))
def test_damaged_files_are_read_as_far_as_they_go_or_refused(
    form: str, spots: list[tuple[float, int]], kept: float
) -> None:
    content = bytearray(WHOLE[form])
    for place, value in spots:
        content[int(place * len(content))] = value
    del content[int(kept * len(content)) :]
    try:
        words = read(bytes(content)).words
    except Unreadable:
        words = 1
    assert words


def text_document() -> bytes:
    document, file = odfdo.Document("text"), io.BytesIO()
    document.body.append(odfdo.Header(1, "SEN report"))
    document.body.append(odfdo.Table("t", width=2, height=2))
    document.body.append(odfdo.List(["Talk group"]))
    document.save(file)
    return file.getvalue()


PACKAGES = {"docx": WHOLE["docx"], "odt": text_document()}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(given: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in given.items():
            package.writestr(name, content)
    return target.getvalue()


def read_or_refused(content: bytes) -> bool:
    """Whether it was read; anything but reading it or refusing it fails."""
    try:
        return bool(read(content).words)
    except Unreadable:
        return False


def damaged_parts(whole: dict[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Each part lost, emptied, cut, without one of its references, or with the content of another."""
    for name, content in whole.items():
        yield {other: kept for other, kept in whole.items() if other != name}
        for instead in (b"", b"<x/>", content[: len(content) // 2], content.replace(b"Target=", b"Goal=", 1)):
            yield whole | {name: instead}
        for other in ("content.xml", "word/document.xml", "[Content_Types].xml"):
            yield whole | {name: whole.get(other, b"<x/>")}


@pytest.mark.parametrize("form", PACKAGES)
def test_parts_that_are_lost_or_mistaken_cost_no_more_than_themselves(form: str) -> None:
    outcomes = [read_or_refused(packed(damaged)) for damaged in damaged_parts(parts(PACKAGES[form]))]
    assert True in outcomes
    assert False in outcomes


@pytest.mark.parametrize("form", PACKAGES)
@pytest.mark.parametrize("value", ["", "-1", "x", "1e400", "nan", "9" * 5000, "2.5", "\u0663"])
def test_numbers_that_are_none_count_as_the_usual_ones(form: str, value: str) -> None:
    whole = parts(PACKAGES[form])
    numbers = re.compile(rb'((?:w:val|outline-level|-repeated|-spanned|w:w)=)"[0-9]+"')
    changed = {name: numbers.sub(rb'\1"' + value.encode() + b'"', content) for name, content in whole.items()}
    assert changed != whole
    assert read_or_refused(packed(changed))


@pytest.mark.parametrize("value", ["", "-1", "x", "1e400", "nan", "9" * 5000, "2.5", "\u0663", "1000000000"])
def test_cells_may_claim_to_cover_anything(value: str) -> None:
    cell = f"<td colspan='{value}' rowspan='{value}'>Who pays?</td><td>The school.</td>"
    assert read(f"<html><body><table><tr>{cell}</tr><tr>{cell}</tr></table></body></html>".encode()).words


def test_a_footer_that_is_named_without_saying_which_costs_no_more_than_itself() -> None:
    whole = parts(WHOLE["docx"])
    nameless = re.compile(rb'(<w:footerReference[^>]*) r:id="[^"]*"')
    whole["word/document.xml"], changed = nameless.subn(rb"\1", whole["word/document.xml"])
    assert changed
    assert "Mrs Fennimore" in " ".join(block.text for block in read(packed(whole)).blocks)


def test_a_word_file_whose_styles_and_footers_are_something_else_is_still_read() -> None:
    whole = parts(WHOLE["docx"])
    types = re.compile(rb'(PartName="/[^"]*(?:styles|footer\d*|core)\.xml" ContentType=)"[^"]*"')
    whole["[Content_Types].xml"], changed = types.subn(rb'\1"text/plain"', whole["[Content_Types].xml"])
    assert changed >= 2
    assert "Mrs Fennimore" in " ".join(block.text for block in read(packed(whole)).blocks)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("form", PACKAGES)
def test_damage_inside_any_packing_is_refused(form: str, packing: int) -> None:
    """Also in the part that tells the type, which is read before any reader is chosen."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as package:
        for name, content in {"mimetype": b"x" * 500, **parts(PACKAGES[form])}.items():
            if name not in package.namelist():
                package.writestr(name, content * 3 if name == "mimetype" else content)
    content = target.getvalue()
    for place in range(38, len(content), 97):
        read_or_refused(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
    for version in (20, 63, 77, 255):
        read_or_refused(content.replace(b"PK\x01\x02\x14\x03", b"PK\x01\x02\x14\x03" + bytes([version]), 1))
