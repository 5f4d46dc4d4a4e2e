from __future__ import annotations

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
