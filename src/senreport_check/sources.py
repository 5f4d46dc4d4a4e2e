"""From what the user typed to what is to be checked: files, folders, addresses, standard input."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from senreport_check.errors import UsageError
from senreport_check.model import Source, SourceKind

READABLE_SUFFIXES = frozenset(
    {".pdf", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".docx", ".doc", ".odt", ".rtf", ".txt", ".md"}
)
RESULT_SUFFIXES = frozenset({".json", ".jsonl"})
"""How the name of a result ends, which is compared and not checked."""

RUN = "run.sqlite"
"""The file by which the folder of a run over many schools is known."""

STDIN = "-"
_RESULT = "a result, not a report: senreport-check compare takes it."
_TABLE = "a table, not a report: senreport-check batch run takes a list of schools."
_NOT_REPORTS = {**dict.fromkeys(RESULT_SUFFIXES, _RESULT), ".csv": _TABLE}
_WRAPPING = " \t\r\n\"'“”‘’"
_HIDDEN = (".", "~$")
_HOST = re.compile(r"(https?:/*)?(?P<host>([\w-]+\.)+(uk|com|org|net|info|education|school|academy)([/:?#]\S*)?)", re.I)
_ALIKE = 0.8


def resolve(arguments: Sequence[str]) -> list[Source]:
    """Turn command-line arguments into sources, a folder into one source a readable file (sorted, deep).

    Quotation marks, blanks and backslashes that a drag or a paste left round a name are taken off. Raises
    `UsageError` for a path that does not exist and for a folder without a document in it.
    """
    return [source for argument in arguments for source in _resolve_one(argument, len(arguments) > 1)]


def there(path: Path) -> bool:
    """Whether there is such a file or folder; what cannot be the name of one is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def same(one: Path, other: Path) -> bool:
    """Whether both are there, and are the same file or folder."""
    return there(one) and there(other) and one.samefile(other)


def passed_over(arguments: Iterable[str]) -> list[Path]:
    """The files in the folders given that are of no kind that is read, sorted."""
    folders = (path for path in map(_path, arguments) if path.is_dir())
    return [file for folder in folders for file in _visible(folder) if not _readable(file)]


def _resolve_one(argument: str, among_others: bool) -> list[Source]:
    if argument == STDIN:
        return [Source(argument, SourceKind.STDIN)]
    bare = argument.strip(_WRAPPING)
    if not bare:
        raise UsageError("an empty name is no file: give a document, a folder or a web address.")
    if bare.lower().startswith(("http://", "https://")):
        return [Source(bare, SourceKind.URL, url=bare)]
    path = _path(argument)
    if path.is_dir():
        return _folder(path)
    if path.is_file():
        if other := _NOT_REPORTS.get(path.suffix.lower()):
            raise UsageError(f"{path} is {other}")
        return [Source(str(path), SourceKind.FILE, path=path)]
    if path.exists():
        raise UsageError(f"{argument} is not a file or folder that can be read: give a document instead.")
    raise UsageError(_missing(argument, bare, among_others))


def _path(argument: str) -> Path:
    """The path as typed, else the one that is there when what a drag or a paste added is taken off."""
    return next((path for path in map(Path, _readings(argument)) if there(path)), Path(argument))


def _readings(argument: str) -> Iterator[str]:
    bare = argument.strip(_WRAPPING)
    yield from (argument, bare, re.sub(r"\\(.)", r"\1", bare))
    if bare.lower().startswith("file:"):
        from urllib.parse import urlsplit  # noqa: PLC0415 - start-up time
        from urllib.request import url2pathname  # noqa: PLC0415

        yield url2pathname(urlsplit(bare).path)


def _missing(argument: str, bare: str, among_others: bool) -> str:
    if bare.startswith(("–", "—")):
        return f"{argument} is no file here: if you mean an option, begin it with two hyphens, --{bare.lstrip('–—')}"
    if found := _HOST.fullmatch(bare):
        return f"{argument} is no file here: if you mean the website, write https://{found['host']}"
    if "://" in bare:
        return f"{argument} is no web address: it has to begin with https:// or http://"
    if alike := _alike(Path(bare)):
        return f"{argument} does not exist: did you mean “{alike}”?"
    quotes = " Put a name with spaces in quotation marks." if among_others else ""
    return f"{argument} does not exist: check the spelling, or drag the file into the window to get its path.{quotes}"


def _alike(path: Path) -> str | None:
    """A document in the same folder whose name, with or without its ending, is much like the one that is missing."""
    from difflib import get_close_matches  # noqa: PLC0415 - start-up time

    try:
        found = sorted(file for file in path.parent.iterdir() if _readable(file))
    except (OSError, ValueError):
        return None
    names = {file.stem.casefold(): file for file in found} | {file.name.casefold(): file for file in found}
    near = get_close_matches(path.name.casefold(), names, n=1, cutoff=_ALIKE)
    return str(names[near[0]]) if near else None


def _folder(folder: Path) -> list[Source]:
    if (folder / RUN).is_file():
        raise UsageError(
            f"{folder} holds a run over many schools, no reports: senreport-check batch status or show reads it."
        )
    files = [file for file in _visible(folder) if _readable(file)]
    if not files:
        raise UsageError(f"{folder} holds no document: put PDF, Word or web page files into it.")
    return [Source(str(path), SourceKind.FILE, path=path) for path in files]


def _visible(folder: Path) -> list[Path]:
    """The files below a folder without what systems and programs hide there, such as Word's marks of open files.

    The folders of runs are left aside: what stands in them is made of reports, and is none.
    """
    paths = list(folder.rglob("*"))
    runs = {path.parent for path in paths if path.name == RUN}
    return sorted(
        path
        for path in paths
        if path.is_file()
        and not any(part.startswith(_HIDDEN) for part in path.relative_to(folder).parts)
        and runs.isdisjoint(path.parents)
    )


def _readable(path: Path) -> bool:
    return path.suffix.lower() in READABLE_SUFFIXES
