"""Checklists: the law as data. `find` a built-in one by id, `load` any file, see `items` for the types."""

from senreport_check.checklist.items import Checklist, Example, Item, Signal, Terms, ValueName, Where, by_group
from senreport_check.checklist.load import builtin_ids, find, load

__all__ = [
    "Checklist",
    "Example",
    "Item",
    "Signal",
    "Terms",
    "ValueName",
    "Where",
    "builtin_ids",
    "by_group",
    "find",
    "load",
]
