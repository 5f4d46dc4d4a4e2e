"""The words of the house as types: what is read, what is found, what is reported.

Everything here is frozen, and nothing here does work beyond deriving one value from another.
"""

from senreport_check.model.documents import Block, Document, Fetched, Kind, Link, Metadata, School, Source
from senreport_check.model.results import (
    DocumentFacts,
    Evidence,
    Finding,
    PlacedLink,
    Placement,
    ReadingEase,
    SchoolReport,
    SourceFacts,
    Tool,
    Values,
)
from senreport_check.model.schools import Entry, RunFacts, SchoolResult
from senreport_check.model.words import (
    BlockKind,
    DocumentKind,
    Force,
    LinkState,
    Outcome,
    Phase,
    SchoolType,
    SourceKind,
    Verdict,
)

__all__ = [
    "Block",
    "BlockKind",
    "Document",
    "DocumentFacts",
    "DocumentKind",
    "Entry",
    "Evidence",
    "Fetched",
    "Finding",
    "Force",
    "Kind",
    "Link",
    "LinkState",
    "Metadata",
    "Outcome",
    "Phase",
    "PlacedLink",
    "Placement",
    "ReadingEase",
    "RunFacts",
    "School",
    "SchoolReport",
    "SchoolResult",
    "SchoolType",
    "Source",
    "SourceFacts",
    "SourceKind",
    "Tool",
    "Values",
    "Verdict",
]
