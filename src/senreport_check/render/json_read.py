"""Reading a result file back: one object, an array of them, or one a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from senreport_check.errors import UsageError
from senreport_check.model import (
    DocumentFacts,
    DocumentKind,
    Evidence,
    Finding,
    Force,
    Kind,
    Link,
    LinkState,
    Outcome,
    Phase,
    PlacedLink,
    Placement,
    ReadingEase,
    School,
    SchoolReport,
    SchoolType,
    SourceFacts,
    Tool,
    Values,
    Verdict,
)

SCHEMA_VERSION = 1
_T = TypeVar("_T")
_ADVICE = "give a file written by senreport-check with --format json, or a batch's results.jsonl."


def load(content: bytes, name: str) -> list[SchoolReport]:
    """The reports in a result file; `name` is what the messages call it.

    Raises `UsageError` saying what is wrong when the file is not one of ours or was damaged.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not a result file (not UTF-8 text): {_ADVICE}") from error
    return [_load_one(entry, name) for entry in _entries(text, name)]


def _entries(text: str, name: str) -> list[Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _lines(text, name)
    return value if isinstance(value, list) else [value]


def _lines(text: str, name: str) -> list[Any]:
    found = []
    for number, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        try:
            found.append(json.loads(row))
        except (ValueError, RecursionError) as error:  # no JSON, or a number too long to hold
            raise UsageError(f"{name} is not a result file (line {number} is not JSON): {_ADVICE}") from error
    return found


def _load_one(entry: Any, name: str) -> SchoolReport:
    if not isinstance(entry, dict) or "schema_version" not in entry:
        raise UsageError(f"{name} is JSON but no result of this tool: {_ADVICE}")
    if entry["schema_version"] != SCHEMA_VERSION:
        raise UsageError(
            f"{name} has schema version {entry['schema_version']}, this tool reads {SCHEMA_VERSION}: "
            "check the document again with this version."
        )
    try:
        return _report(entry)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        problem = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise UsageError(f"{name} is a damaged result file ({problem}): check the document again.") from error


def _report(entry: dict[str, Any]) -> SchoolReport:
    values = entry["values"]
    return SchoolReport(
        tool=_tool(entry["tool"]),
        checked_at=datetime.fromisoformat(entry["checked_at"]),
        school=_school(entry["school"]),
        source=_source(entry["source"]),
        outcome=Outcome(entry["outcome"]),
        reason=_text(entry["reason"]),
        document=_maybe(_document, entry["document"]),
        values=Values(
            senco=_strings(values["senco"]),
            senco_email=_text(values["senco_email"]),
            senco_phone=_text(values["senco_phone"]),
            reviewed=_text(values["reviewed"]),
            next_review=_text(values["next_review"]),
        ),
        findings=tuple(_finding(finding) for finding in entry["findings"]),
        notes=_strings(entry.get("notes", ())),
        placement=_maybe(_placement, entry.get("placement")),
        nearest=_maybe(_report, entry.get("nearest")),
    )


def _tool(entry: dict[str, Any]) -> Tool:
    return Tool(
        version=_string(entry["version"]),
        checklist=_string(entry["checklist"]),
        checklist_title=_string(entry.get("checklist_title", entry["checklist"])),
        checklist_version=_string(entry["checklist_version"]),
        name=_string(entry["name"]),
    )


def _school(entry: dict[str, Any]) -> School:
    return School(
        name=_text(entry["name"]),
        urn=_text(entry["urn"]),
        la=_text(entry["la"]),
        type=_maybe(SchoolType, entry["type"]),
        phase=_maybe(Phase, entry["phase"]),
        guessed=_strings(entry.get("guessed", ())),
    )


def _source(entry: dict[str, Any]) -> SourceFacts:
    return SourceFacts(
        given=_string(entry["given"]),
        url=_text(entry["url"]),
        path=_text(entry["path"]),
        content_type=_text(entry["content_type"]),
        sha256=_text(entry["sha256"]),
        bytes=int(entry["bytes"]),
        trail=_strings(entry["trail"]),
        clicks=int(entry["clicks"]),
    )


def _document(entry: dict[str, Any]) -> DocumentFacts:
    reading = entry.get("reading", {})
    return DocumentFacts(
        title=_text(entry["title"]),
        kind=Kind(
            DocumentKind(entry["kind"]),
            _strings(entry["kind_reasons"]),
            tuple(DocumentKind(kind) for kind in entry.get("kind_also", ())),
        ),
        pages=_maybe(int, entry["pages"]),
        words=int(entry["words"]),
        reviewed=_maybe(date.fromisoformat, entry["reviewed"]),
        next_review=_maybe(date.fromisoformat, entry["next_review"]),
        overdue=_maybe(bool, entry["overdue"]),
        months_overdue=_maybe(int, entry.get("months_overdue")),
        reading=ReadingEase(
            score=_maybe(float, entry["reading_ease"]),
            meaning=_string(reading.get("meaning", "")),
            long_sentences=_strings(reading.get("long_sentences", ())),
            acronyms=_strings(reading.get("acronyms", ())),
        ),
        ocr=bool(entry["ocr"]),
    )


def _placement(entry: dict[str, Any]) -> Placement:
    return Placement(
        link_text=_text(entry["link_text"]),
        confusing_name=_text(entry["confusing_name"]),
        format=_string(entry["format"]),
        copies=_strings(entry["copies"]),
        years=tuple(Link(_string(link["text"]), _string(link["target"])) for link in entry["years"]),
        links=tuple(_placed(link) for link in entry["links"]),
        requests=int(entry["requests"]),
    )


def _placed(entry: dict[str, Any]) -> PlacedLink:
    return PlacedLink(
        name=_string(entry["name"]),
        state=LinkState(entry["state"]),
        url=_text(entry["url"]),
        text=_text(entry["text"]),
        leads_to=_text(entry["leads_to"]),
        kind=_maybe(DocumentKind, entry["kind"]),
    )


def _finding(entry: dict[str, Any]) -> Finding:
    return Finding(
        item=_string(entry["item"]),
        title=_string(entry.get("title", entry["item"])),
        group=_string(entry.get("group", "")),
        verdict=Verdict(entry["verdict"]),
        force=Force(entry["force"]),
        law=_string(entry["law"]),
        score=float(entry["score"]),
        message=_string(entry["message"]),
        advice=_string(entry["advice"]),
        evidence=tuple(_evidence(evidence) for evidence in entry["evidence"]),
    )


def _evidence(entry: dict[str, Any]) -> Evidence:
    return Evidence(
        quote=_string(entry["quote"]),
        page=_maybe(int, entry["page"]),
        heading=_text(entry["heading"]),
        url=_text(entry["url"]),
        signal=_text(entry["signal"]),
    )


def _maybe(make: Callable[[Any], _T], value: Any) -> _T | None:
    return None if value is None else make(value)


def _strings(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(_string(value) for value in values)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r:.40} stands where text belongs")
    return value


def _text(value: Any) -> str | None:
    return _maybe(_string, value)
