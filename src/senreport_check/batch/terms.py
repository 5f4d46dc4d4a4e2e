"""On what terms a run judges, and the digests that tell one question from another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from senreport_check import __version__
from senreport_check.checklist import Checklist, builtin_ids
from senreport_check.model import Entry, Phase, School, SchoolType, Tool

if TYPE_CHECKING:
    from senreport_check.check import Settings

_TELLING = ("allow_private", "browser", "ignore_robots", "max_bytes", "requests", "school_seconds")
_READING = ("html_depth", "html_elements", "ocr", "pages", "pictures", "text_chars", "unpacked_mb")
"""The settings of fetching and reading on which a result depends; a new one joins when it can be chosen."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a whole run goes by.

    `title` names the run, `checklist` is its id or its file's path, `content` the digest of
    that file, `manner` the digest of how sites are read, `command` the command as typed.
    """

    title: str
    today: date
    tool: Tool
    checklist: str
    content: str
    manner: str
    command: str = ""

    @property
    def judged_by(self) -> str:
        """The digest of all that a result depends on besides the school."""
        return _digest([self.content, self.today.isoformat(), self.manner])

    def judging(self, given: str, checklist: Checklist, today: date) -> Terms:
        """The same run judged by another checklist or on another day."""
        tool = tool_of(checklist)
        return replace(self, checklist=lasting(given), tool=tool, content=_content(checklist), today=today)

    def to_json(self) -> str:
        """The terms as the store keeps them."""
        return json.dumps({**asdict(self), "today": self.today.isoformat()})

    @classmethod
    def from_json(cls, text: str) -> Terms:
        """The terms a store keeps; raises `ValueError` or `TypeError` when they are damaged."""
        plain = json.loads(text)
        return cls(**{**plain, "today": date.fromisoformat(plain["today"]), "tool": Tool(**plain["tool"])})


def terms_of(settings: Settings, *, title: str, checklist: str, command: str = "") -> Terms:
    """The terms of a run under these settings."""
    return Terms(
        title=title,
        today=settings.today,
        tool=tool_of(settings.checklist),
        checklist=lasting(checklist),
        content=_content(settings.checklist),
        manner=_digest([_pick(settings.fetch, _TELLING), _pick(settings.limits, _READING)]),
        command=command,
    )


def lasting(given: str) -> str:
    """How a checklist was named, in a way that holds from every folder: an id, or a file's whole path."""
    return given if given in builtin_ids() else str(Path(given).resolve())


def tool_of(checklist: Checklist) -> Tool:
    """This tool with that checklist, as results name it."""
    return Tool(__version__, checklist.id, checklist.title, checklist.version)


def ask_of(entry: Entry, judged_by: str) -> str:
    """The digest of one question: this school at this address, judged by these terms."""
    return _digest([judged_by, entry.key, entry.url, entry.problem, asdict(entry.school)])


def host_of(entry: Entry) -> str | None:
    """The host of a school's website, www. left aside; None where there is no website."""
    if entry.url is None:
        return None
    return (urlsplit(entry.url).hostname or entry.url).removeprefix("www.")


def entry_to_json(entry: Entry) -> str:
    """One school of the register as the store keeps it."""
    return json.dumps(asdict(entry))


def entry_from_json(text: str) -> Entry:
    """One school as the store keeps it; raises `ValueError` or `TypeError` when it is damaged."""
    plain = json.loads(text)
    school = plain["school"]
    known = {
        **school,
        "type": SchoolType(school["type"]) if school["type"] else None,
        "phase": Phase(school["phase"]) if school["phase"] else None,
        "guessed": tuple(school["guessed"]),
    }
    return Entry(**{**plain, "school": School(**known)})


def _pick(settings: object, names: tuple[str, ...]) -> list[Any]:
    return [getattr(settings, name) for name in names]


def _content(checklist: Checklist) -> str:
    return hashlib.sha256(checklist.path.read_bytes()).hexdigest()


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
