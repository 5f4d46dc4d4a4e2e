"""Strict reading of a checklist's tables: what is unknown, missing or of the wrong kind is refused by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from senreport_check.checklist.items import (
    HEADING_MARK,
    Applies,
    Checklist,
    Example,
    Item,
    Recital,
    Signal,
    Terms,
    ValueName,
    Where,
)
from senreport_check.checklist.phrases import BUILT_IN, CONCEPT, GAP, problem_of
from senreport_check.checklist.sizes import Size, Unreasonable, size_of, sizes_of
from senreport_check.errors import ChecklistError
from senreport_check.model import DocumentKind, Force, Phase, SchoolType, Verdict

Table = dict[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TOP = {"id", "title", "version", "in-force-from", "kinds"}, {"in-force-to", "concepts", "recital", "item"}
_ITEM = (
    {"id", "title", "law", "force", "types", "advice", "messages"},
    {"question", "group", "phases", "topic", "headings", "any", "all", "none", "partly", "value", "examples"},
)
_SIGNAL = {"name", "has"}, {"without", "where", "near", "example"}
_MESSAGES = {"met", "partly", "absent"}, {"unsure"}
_EXAMPLES: tuple[set[str], set[str]] = set(), {"met", "partly", "near-miss"}
MOST_WRITTEN = 1_000_000
"""Words of all phrases together; the largest built-in checklist has about sixty thousand."""

_EXAMPLE_VERDICTS = {"met": Verdict.MET, "partly": Verdict.PARTLY, "near-miss": Verdict.ABSENT}


class Reader:
    """Reads one parsed file; every refusal is a `ChecklistError` with file, item and line."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._lines = path, text.splitlines()
        self._item: str | None = None
        self._concepts: set[str] = set()
        self._sizes: dict[str, Size] = {}
        self._written = 0

    def checklist(self, table: Table) -> Checklist:
        """The whole checklist from the parsed file, read from its head down."""
        self._keys(table, *_TOP, "the checklist")
        head: dict[str, Any] = {
            "id": self._name(table, "id"),
            "title": self._text(table, "title"),
            "version": self._text(table, "version"),
            "in_force_from": self._day(table, "in-force-from"),
            "in_force_to": self._day(table, "in-force-to") if "in-force-to" in table else None,
            "kinds": tuple(kind.value for kind in self._choices(table, "kinds", DocumentKind)),
        }
        concepts = self._read_concepts(table.get("concepts", {}))
        recital = tuple(self._recital(each) for each in self._tables(table, "recital"))
        items = tuple(self._read_item(each) for each in self._tables(table, "item"))
        self._item = None
        if not items:
            self._refuse("has no [[item]]: a checklist needs at least one.")
        self._unique([item.id for item in items], "item id")
        return Checklist(**head, concepts=concepts, recital=recital, items=items, path=self._path)

    def _read_concepts(self, table: object) -> dict[str, tuple[str, ...]]:
        if not isinstance(table, dict):
            self._refuse("[concepts] must be a table of lists of phrases.", "concepts")
        self._concepts = set(table) | BUILT_IN
        concepts = {}
        for name in table:
            if not _ID.fullmatch(name) or name in BUILT_IN:
                self._refuse(f"concept name {name!r} must be lower-case words joined by hyphens, not built in.", name)
            concepts[name] = tuple(self._phrase(phrase, name) for phrase in self._strings(table, name))
        try:
            self._sizes = sizes_of(concepts)
        except Unreasonable as refused:
            self._refuse(refused.problem, refused.concept)
        return concepts

    def _read_item(self, table: Table) -> Item:
        self._item = str(table.get("id", "?"))
        self._keys(table, *_ITEM, "an item")
        messages = self._sub(table, "messages", _MESSAGES)
        return Item(
            id=self._name(table, "id"),
            title=self._text(table, "title"),
            question=self._text(table, "question") if "question" in table else "",
            group=self._text(table, "group") if "group" in table else "",
            law=self._text(table, "law"),
            force=self._choice(table, "force", Force),
            applies=Applies(self._choices(table, "types", SchoolType), self._choices(table, "phases", Phase)),
            topic=Terms(self._phrases(table, "topic")),
            headings=Terms(self._phrases(table, "headings")),
            any=self._signals(table, "any"),
            all=self._signals(table, "all"),
            none=self._signals(table, "none"),
            partly=self._signals(table, "partly"),
            value=self._choice(table, "value", ValueName) if "value" in table else None,
            messages={Verdict(key): self._text(messages, key) for key in messages},
            advice=self._text(table, "advice"),
            examples=self._examples(table),
        )

    def _examples(self, table: Table) -> tuple[Example, ...]:
        examples = self._sub(table, "examples", _EXAMPLES) if "examples" in table else {}
        return tuple(
            _example(text, verdict)
            for key, verdict in _EXAMPLE_VERDICTS.items()
            for text in self._strings(examples, key)
        )

    def _signals(self, table: Table, key: str) -> tuple[Signal, ...]:
        return tuple(self._signal(each) for each in self._tables(table, key))

    def _recital(self, table: Table) -> Recital:
        cap = self._choice(table, "cap", Verdict) if "cap" in table else Verdict.ABSENT
        section = table.get("section", False)
        if cap not in (Verdict.ABSENT, Verdict.PARTLY) or not isinstance(section, bool):
            self._refuse("a recital's cap is absent or partly, its section true or false.", "cap")
        signal = {key: value for key, value in table.items() if key not in ("cap", "section")}
        return Recital(self._signal(signal), cap, section)

    def _signal(self, table: Table) -> Signal:
        self._keys(table, *_SIGNAL, "a signal")
        name = self._text(table, "name")
        has = self._terms(table, "has")
        if not has:
            self._refuse("a signal needs at least one entry in 'has'.", value=name)
        near = table.get("near")
        if near is not None and (not isinstance(near, int) or isinstance(near, bool) or near < 1):
            self._refuse(f"near must be a number of words from 1, not {near!r}.", value=name)
        return Signal(
            name=name,
            has=has,
            without=self._terms(table, "without"),
            where=self._choice(table, "where", Where) if "where" in table else Where.SENTENCE,
            near=near,
            example=self._text(table, "example") if "example" in table else "",
        )

    def _terms(self, table: Table, key: str) -> tuple[Terms, ...]:
        return tuple(
            Terms(tuple(self._phrase(phrase.strip(), key) for phrase in entry.split("|")))
            for entry in self._strings(table, key)
        )

    def _phrases(self, table: Table, key: str) -> tuple[str, ...]:
        return tuple(self._phrase(phrase, key) for phrase in self._strings(table, key))

    def _phrase(self, phrase: str, key: str) -> str:
        problem = problem_of(phrase, self._concepts)
        if problem:
            self._refuse(problem, key, phrase)
        if self._sizes and (CONCEPT in phrase or GAP in phrase):
            self._measure(phrase, key)
        return phrase

    def _measure(self, phrase: str, key: str) -> None:
        """Refuse what would fill the memory; a concept's own phrases are measured with all concepts."""
        try:
            self._written += size_of(phrase, self._sizes).words
        except Unreasonable as refused:
            self._refuse(refused.problem, key, phrase)
        if self._written > MOST_WRITTEN:
            self._refuse(f"the phrases stand for more than {MOST_WRITTEN} words once concepts are written out.", key)

    def _sub(self, table: Table, key: str, keys: tuple[set[str], set[str]]) -> Table:
        value = table.get(key)
        if not isinstance(value, dict):
            self._refuse(f"{key} must be a table.", key)
        self._keys(value, *keys, f"[item.{key}]")
        return value

    def _keys(self, table: Table, required: Iterable[str], optional: Iterable[str], what: str) -> None:
        allowed = set(required) | set(optional)
        for key in table:
            if key not in allowed:
                self._refuse(f"unknown key {key!r} in {what}: expected one of {', '.join(sorted(allowed))}.", key)
        for key in sorted(set(required) - set(table)):
            self._refuse(f"{what} needs the key {key!r}.")

    def _tables(self, table: Table, key: str) -> Sequence[Table]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self._refuse(f"{key} must be a list of tables.", key)
        return value

    def _strings(self, table: Table, key: str) -> list[str]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self._refuse(f"{key} must be a list of texts, none of them empty.", key)
        return value

    def _text(self, table: Table, key: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            self._refuse(f"{key} must be a text, not {value!r}.", key)
        return value.strip()

    def _name(self, table: Table, key: str) -> str:
        value = self._text(table, key)
        if not _ID.fullmatch(value):
            self._refuse(f"{key} must be lower-case words joined by hyphens, not {value!r}.", key)
        return value

    def _day(self, table: Table, key: str) -> date:
        value = table.get(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            self._refuse(f"{key} must be a date such as 2014-09-01, not {value!r}.", key)
        return value

    def _choice(self, table: Table, key: str, kind: type[Choice]) -> Choice:
        return self._as_choice(self._text(table, key), key, kind)

    def _choices(self, table: Table, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        return tuple(self._as_choice(value, key, kind) for value in self._strings(table, key))

    def _as_choice(self, value: str, key: str, kind: type[Choice]) -> Choice:
        try:
            return kind(value)
        except ValueError:
            self._refuse(f"{key} must be one of {', '.join(kind)}, not {value!r}.", key)

    def _unique(self, names: Sequence[str], what: str) -> None:
        twice = next((name for name, count in Counter(names).items() if count > 1), None)
        if twice is not None:
            self._item = twice
            self._refuse(f"{what} {twice!r} is used twice.", "id")

    def _item_line(self) -> int:
        """How many lines stand above the item being read."""
        if self._item is None:
            return 0
        mark = re.compile(rf"""\s*id\s*=\s*["']{re.escape(self._item)}["']""")
        return next((n for n, line in enumerate(self._lines) if n and mark.match(line)), 0)

    def _refuse(self, problem: str, key: str | None = None, value: str | None = None) -> NoReturn:
        """Refuse with the line where the value stands, else the key, else the item begins."""
        raise ChecklistError(self._path, problem, line=self._line_of(key, value), item=self._item)

    def _line_of(self, key: str | None, value: str | None) -> int | None:
        whole = re.compile(rf"""["'|]\s*{re.escape(value)}\s*["'|]""") if value else None
        named = re.compile(rf"""\s*(\[+item\.)?["']?{re.escape(key)}["']?\s*[=\]]""") if key else None
        start = self._item_line()
        lines = range(start, len(self._lines))
        found = next((n for n in lines if whole and whole.search(self._lines[n])), None)
        if found is None:
            found = next((n for n in lines if named and named.match(self._lines[n])), None)
        if found is None:
            found = start if self._item else None
        return None if found is None else found + 1


class TrustingReader(Reader):
    """Reads what comes with the package: its phrases are checked by the tests, not at every start."""

    def _read_concepts(self, table: object) -> dict[str, tuple[str, ...]]:
        assert isinstance(table, dict)
        return {name: tuple(self._strings(table, name)) for name in table}

    def _phrase(self, phrase: str, _: str) -> str:
        return phrase


def _example(text: str, verdict: Verdict) -> Example:
    heading, mark, body = text.partition(HEADING_MARK)
    return Example(body, verdict, heading) if mark else Example(text, verdict)
