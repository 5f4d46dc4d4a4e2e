"""Results as JSON, key for key as the published schema (`docs/contract.schema.json`), and back again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from senreport_check.model import DocumentFacts, Evidence, Finding, Placement, SchoolReport, Verdict
from senreport_check.render.json_read import SCHEMA_VERSION, load
from senreport_check.render.options import Options

if TYPE_CHECKING:
    from senreport_check.compare import Change, Comparison, RoundComparison

__all__ = ["SCHEMA_VERSION", "line", "load", "to_dict", "write", "write_comparison"]

_COMMANDS = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Characters that JSON lets stand and that a terminal or a script would obey."""


def write(reports: Sequence[SchoolReport], options: Options) -> bytes:  # noqa: ARG001
    """One object, or an array when there are several reports; indented UTF-8 ending in a line break."""
    found = [to_dict(report) for report in reports]
    return _encode(found[0] if len(found) == 1 else found, indent=2)


def line(report: SchoolReport) -> bytes:
    """One report on one line, for a file of many (results.jsonl)."""
    return _encode(to_dict(report), indent=None)


def write_comparison(comparison: RoundComparison, options: Options) -> bytes:  # noqa: ARG001
    """What changed, one entry a pair; both sides of every item stand there with their quotes."""
    found = {
        "schema_version": SCHEMA_VERSION,
        "pairs": [_pair(pair) for pair in comparison.pairs],
        "only_before": [to_dict(report) for report in comparison.only_before],
        "only_after": [to_dict(report) for report in comparison.only_after],
    }
    return _encode(found, indent=2)


def to_dict(report: SchoolReport) -> dict[str, Any]:
    """The report as plain dictionaries, lists, strings and numbers in the contract's order of keys."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {
            "name": report.tool.name,
            "version": report.tool.version,
            "checklist": report.tool.checklist,
            "checklist_title": report.tool.checklist_title,
            "checklist_version": report.tool.checklist_version,
        },
        "checked_at": report.checked_at.isoformat(),
        "school": _school(report),
        "source": _source(report),
        "outcome": str(report.outcome),
        "reason": report.reason,
        "document": _document(report.document) if report.document else None,
        "values": {
            "senco": list(report.values.senco),
            "senco_email": report.values.senco_email,
            "senco_phone": report.values.senco_phone,
            "reviewed": report.values.reviewed,
            "next_review": report.values.next_review,
        },
        "findings": [_finding(finding) for finding in report.findings],
        "summary": {str(verdict).replace("-", "_"): report.count(verdict) for verdict in Verdict},
        "notes": list(report.notes),
        "placement": _placement(report.placement) if report.placement else None,
        "nearest": to_dict(report.nearest) if report.nearest else None,
    }


def _school(report: SchoolReport) -> dict[str, Any]:
    school = report.school
    return {
        "name": school.name,
        "urn": school.urn,
        "la": school.la,
        "type": _text(school.type),
        "phase": _text(school.phase),
        "guessed": list(school.guessed),
    }


def _source(report: SchoolReport) -> dict[str, Any]:
    source = report.source
    return {
        "given": source.given,
        "url": source.url,
        "path": source.path,
        "content_type": source.content_type,
        "sha256": source.sha256,
        "bytes": source.bytes,
        "trail": list(source.trail),
        "clicks": source.clicks,
    }


def _document(facts: DocumentFacts) -> dict[str, Any]:
    return {
        "title": facts.title,
        "kind": str(facts.kind.kind),
        "kind_reasons": list(facts.kind.reasons),
        "kind_also": [str(kind) for kind in facts.kind.also],
        "pages": facts.pages,
        "words": facts.words,
        "reviewed": facts.reviewed.isoformat() if facts.reviewed else None,
        "next_review": facts.next_review.isoformat() if facts.next_review else None,
        "overdue": facts.overdue,
        "months_overdue": facts.months_overdue,
        "reading_ease": None if facts.reading.score is None else round(facts.reading.score, 1),
        "reading": {
            "meaning": facts.reading.meaning,
            "long_sentences": list(facts.reading.long_sentences),
            "acronyms": list(facts.reading.acronyms),
        },
        "ocr": facts.ocr,
    }


def _placement(placement: Placement) -> dict[str, Any]:
    return {
        "link_text": placement.link_text,
        "confusing_name": placement.confusing_name,
        "format": placement.format,
        "copies": list(placement.copies),
        "years": [{"text": link.text, "target": link.target} for link in placement.years],
        "links": [
            {
                "name": link.name,
                "state": str(link.state),
                "url": link.url,
                "text": link.text,
                "leads_to": link.leads_to,
                "kind": _text(link.kind),
            }
            for link in placement.links
        ],
        "requests": placement.requests,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "item": finding.item,
        "title": finding.title,
        "group": finding.group,
        "verdict": str(finding.verdict),
        "force": str(finding.force),
        "law": finding.law,
        "score": round(finding.score, 2),
        "message": finding.message,
        "advice": finding.advice,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "quote": evidence.quote,
        "page": evidence.page,
        "heading": evidence.heading,
        "url": evidence.url,
        "signal": evidence.signal,
    }


def _pair(pair: Comparison) -> dict[str, Any]:
    return {
        "before": to_dict(pair.before),
        "after": to_dict(pair.after),
        "comparable": pair.comparable,
        "facts": [
            {"label": fact.label, "before": fact.before, "after": fact.after, "changed": fact.changed}
            for fact in pair.facts
        ],
        "changes": [_change(change) for change in pair.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "item": change.finding.item,
        "title": change.finding.title,
        "direction": str(change.direction),
        "reworded": change.reworded,
        "before": _finding(change.before) if change.before else None,
        "after": _finding(change.after) if change.after else None,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _encode(value: object, *, indent: int | None) -> bytes:
    """UTF-8; what UTF-8 cannot hold (half a surrogate pair) or a terminal obeys is written as JSON's own escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
    escaped = _COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return escaped.encode("utf-8", errors="backslashreplace")
