"""From what the user typed to what is to be checked: files, folders, addresses, standard input."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from senreport_check.errors import UsageError
from senreport_check.model import Source, SourceKind

READABLE_SUFFIXES = frozenset(
    {".pdf", ".html", ".htm", ".xhtml", ".mht", ".docx", ".doc", ".odt", ".rtf", ".txt", ".md"}
)
STDIN = "-"


def resolve(arguments: Iterable[str]) -> list[Source]:
    """Turn command-line arguments into sources, a folder into one source a readable file (sorted, deep).

    Raises `UsageError` for a path that does not exist and for a folder without a document in it.
    """
    return [source for argument in arguments for source in _resolve_one(argument)]


def _resolve_one(argument: str) -> list[Source]:
    if argument == STDIN:
        return [Source(argument, SourceKind.STDIN)]
    if _is_address(argument):
        return [Source(argument, SourceKind.URL, url=argument)]
    path = Path(argument)
    if path.is_dir():
        return _folder(path)
    if path.is_file():
        return [Source(argument, SourceKind.FILE, path=path)]
    if path.exists():
        raise UsageError(f"{argument} is not a file or folder that can be read: give a document instead.")
    raise UsageError(_missing(argument))


def _is_address(argument: str) -> bool:
    return argument.lower().startswith(("http://", "https://"))


def _missing(argument: str) -> str:
    if argument.lower().startswith("www."):
        return f"{argument} is no file here: if you mean the website, write https://{argument}"
    return f"{argument} does not exist: check the spelling, or drag the file into the window to get its path."


def _folder(folder: Path) -> list[Source]:
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in READABLE_SUFFIXES
    )
    if not files:
        raise UsageError(f"{folder} holds no document: put PDF, Word or web page files into it.")
    return [Source(str(path), SourceKind.FILE, path=path) for path in files]
