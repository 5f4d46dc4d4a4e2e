"""An empty report as a Word document: every question a parent would ask, and what to write under it.

Whatever is no heading stands in square brackets, so that an untouched template answers nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime

from senreport_check.checklist import Checklist, ValueName, by_group
from senreport_check.model import Force, Phase, School, SchoolType
from senreport_check.render.word import Writer

_ASKED_BY = {
    Force.MUST: "The law asks for this",
    Force.SHOULD: "Statutory guidance asks for this",
    Force.ADVICE: "This is good practice",
}
_USE = (
    "How to use this template: write under each heading, then delete everything in square brackets. "
    "Say what your own school does, who does it and when; a few plain sentences are enough."
)
_DATES = ("Date of this review", "Date of the next review")
_APART = (ValueName.REVIEWED, ValueName.READING_EASE)


def write_template(checklist: Checklist, school_type: SchoolType, phase: Phase | None) -> bytes:
    """The template for a school of that type and phase (None: every phase) as the bytes of a Word file."""
    school = School(type=school_type, phase=phase)
    items = [item for item in checklist.items if item.applies.to(school)]
    writer = Writer(checklist.title, datetime.now(UTC))
    writer.title(checklist.title)
    writer.text("[Name of the school]", bold=True)
    for label in _DATES:
        writer.text("[month and year]", label=label)
    writer.text(_bracketed(_USE, *(item.advice for item in items if item.value in _APART)), quiet=True)
    for group, asked in by_group(item for item in items if item.value not in _APART).items():
        writer.heading(group)
        for item in asked:
            writer.heading(item.question, 2)
            writer.text(_bracketed(item.advice))
            writer.text(_bracketed(f"{_ASKED_BY[item.force]}: {item.law}."), quiet=True)
    return writer.content()


def _bracketed(*texts: str) -> str:
    """Instructions as a placeholder; brackets inside them would end it early."""
    text = " ".join(texts).replace("[", "(").replace("]", ")")
    return f"[{text}]"
