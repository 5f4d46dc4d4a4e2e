"""Labelled material: documents of a corpus, published documents beside their labels, single passages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from senreport_check.errors import UsageError
from senreport_check.match.examples import document_of
from senreport_check.model import Document, Verdict

LABELS = "labels.jsonl"
ORIGINALS = "orig"
ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document as labelled by its readers (CODEBOOK); `content` is the corpus object, `path` a real file.

    `aside` marks a document that the checklist's signals were written without sight of.
    """

    id: str
    verdicts: dict[str, Verdict]
    disputed: frozenset[str]
    values: dict[str, Any]
    kind: str | None
    content: dict[str, Any] | None = None
    path: Path | None = None
    aside: bool = False

    def verdict(self, item: str) -> Verdict:
        """What the readers say of an item; what they do not list is absent."""
        return self.verdicts.get(item, Verdict.ABSENT)


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """One passage; `item` is the item it was written for, None for filler.

    `aside` marks a passage from a file `aside-*`: the checklist's signals were written without sight of it.
    """

    text: str
    heading: str | None
    item: str | None
    verdicts: dict[str, Verdict]
    aside: bool = False

    def document(self) -> Document:
        """The passage as a document of its own, under its heading."""
        return document_of(self.text, self.heading)


def load_documents(folder: Path) -> list[Labelled]:
    """The labelled documents of a folder: `*.json` of a corpus, or `labels.jsonl` beside `orig/`.

    Raises `UsageError` when the folder holds neither or a file cannot be read.
    """
    labels = folder / LABELS
    if labels.is_file():
        return [_published(folder, line) for line in _lines(labels)]
    files = sorted(folder.glob("*.json"))
    if not files:
        raise UsageError(
            f"{folder} holds no labelled documents: neither *.json files nor {LABELS} beside {ORIGINALS}/."
        )
    return [_from_corpus(_read(path)) for path in files]


def load_passages(path: Path) -> list[LabelledPassage]:
    """The passages of a `.jsonl` file or of all such files of a folder."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise UsageError(f"{path} holds no passages: expected .jsonl files, one JSON object a line.")
    return [_passage(line, file.stem.startswith(ASIDE)) for file in files for line in _lines(file)]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is no file of JSON objects, one a line ({error}).") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(f"{path} is not JSON ({error}).") from error
    if not isinstance(content, dict) or "blocks" not in content:
        raise UsageError(f"{path} is no labelled document: it has no blocks.")
    return content


def _from_corpus(content: dict[str, Any]) -> Labelled:
    labels = content["labels"]
    return Labelled(
        content["id"],
        _verdicts(labels),
        frozenset(content.get("disputed", ())),
        content.get("values", {}),
        content.get("kind"),
        content=content,
        aside=content.get("aside", False),
    )


def _published(folder: Path, line: dict[str, Any]) -> Labelled:
    found = sorted((folder / ORIGINALS).glob(f"{line['id']}.*"))
    if not found:
        raise UsageError(f"{folder / ORIGINALS} has no file for the label {line['id']}.")
    values = line.get("values", {})
    return Labelled(
        line["id"], _verdicts(line), frozenset(line.get("disputed", ())), values, values.get("kind"), path=found[0]
    )


def _verdicts(labels: dict[str, Any]) -> dict[str, Verdict]:
    return {item: verdict for verdict in (Verdict.PARTLY, Verdict.MET) for item in labels.get(verdict.value, ())}


def _passage(line: dict[str, Any], aside: bool) -> LabelledPassage:
    item = None if line["for"] == "none" else line["for"]
    verdicts = {key: Verdict(value) for key, value in line["labels"].items()}
    return LabelledPassage(line["text"], line.get("heading"), item, verdicts, aside)
