"""The words of the house: verdicts, outcomes, forces, kinds."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What the tool says of one item (CODEBOOK wording: met, partly, absent)."""

    MET = "met"
    PARTLY = "partly"
    ABSENT = "absent"
    UNSURE = "unsure"
    NOT_APPLICABLE = "not-applicable"

    @property
    def present(self) -> bool:
        """Whether the document gives something on the item."""
        return self in (Verdict.MET, Verdict.PARTLY)


class Outcome(StrEnum):
    """What came of one source or school."""

    CHECKED = "checked"
    NOT_FOUND = "not-found"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"


class Force(StrEnum):
    """How binding an item is: Act or regulation, statutory guidance, practice."""

    MUST = "must"
    SHOULD = "should"
    ADVICE = "advice"


class SchoolType(StrEnum):
    """The kinds of school whose duties differ (SEND Regulations 2014 reg 51, Schedule 1)."""

    MAINSTREAM = "mainstream"
    NURSERY = "nursery"
    SPECIAL = "special"
    OTHER = "other"


class Phase(StrEnum):
    """Phase of education, in the words of the register."""

    NURSERY = "nursery"
    PRIMARY = "primary"
    MIDDLE = "middle"
    SECONDARY = "secondary"
    SIXTEEN_PLUS = "16-plus"
    ALL_THROUGH = "all-through"


class DocumentKind(StrEnum):
    """What a document is, among those that stand on school websites."""

    REPORT = "report"
    POLICY = "policy"
    LANDING = "landing"
    FAQ_ITEM = "faq-item"
    ACCESSIBILITY_PLAN = "accessibility-plan"
    OTHER_POLICY = "other-policy"
    GUIDANCE = "guidance"
    HOME = "home"
    INDEX = "index"
    OTHER = "other"

    @property
    def in_words(self) -> str:
        """The kind as a person would say it, with its article."""
        return _KINDS_IN_WORDS[self]


_KINDS_IN_WORDS = {
    DocumentKind.REPORT: "a SEN information report",
    DocumentKind.POLICY: "a SEN policy",
    DocumentKind.LANDING: "a page that leads to other documents",
    DocumentKind.FAQ_ITEM: "a page answering some of a report's questions",
    DocumentKind.ACCESSIBILITY_PLAN: "an accessibility plan",
    DocumentKind.OTHER_POLICY: "a policy on something else",
    DocumentKind.GUIDANCE: "guidance for schools",
    DocumentKind.HOME: "a home page",
    DocumentKind.INDEX: "a list of documents",
    DocumentKind.OTHER: "a document of another kind",
}


class BlockKind(StrEnum):
    """The role of one piece of a document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    ROW = "row"
    CAPTION = "caption"
    FOOTER = "footer"


class LinkState(StrEnum):
    """What stands behind a link; `blocked-unknown` is an answer that does not tell (refused, too slow, 5xx)."""

    OK = "ok"
    REDIRECTED = "redirected"
    BLOCKED_UNKNOWN = "blocked-unknown"
    DEAD = "dead"
    NOT_FOUND = "not-found"


class SourceKind(StrEnum):
    """How a source is reached."""

    FILE = "file"
    STDIN = "stdin"
    URL = "url"
