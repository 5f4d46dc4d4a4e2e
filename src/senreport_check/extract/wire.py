"""What passes between the program and its reading process: JSON and bytes, never pickles.

A message is a JSON header and, for a document to read, its bytes; each is preceded by its length. The reading
process has handled hostile input, so nothing it answers is ever executed.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from senreport_check import errors
from senreport_check.errors import CouldNotCheck, Crashed
from senreport_check.extract.limits import Limits
from senreport_check.model import Block, BlockKind, Document, Fetched, Link, Metadata

LENGTHS = struct.Struct(">II")


def send(stream: BinaryIO, header: dict[str, Any], content: bytes = b"") -> None:
    """Write one message; raises `OSError` when the other side is gone."""
    head = json.dumps(header).encode()
    stream.write(LENGTHS.pack(len(head), len(content)) + head)
    stream.write(content)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Read one message; raises `EOFError` when the other side is gone, `ValueError` for nonsense."""
    head, content = LENGTHS.unpack(_exactly(stream, LENGTHS.size))
    header = json.loads(_exactly(stream, head))
    if not isinstance(header, dict):
        raise ValueError("a message must be an object")
    return header, _exactly(stream, content)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def request(fetched: Fetched, limits: Limits) -> dict[str, Any]:
    """The header that asks for a document to be read."""
    return {
        "url": fetched.url, "path": str(fetched.path) if fetched.path else None,
        "declared_type": fetched.declared_type, "last_modified": _iso(fetched.last_modified),
        "limits": asdict(limits),
    }


def requested(header: dict[str, Any], content: bytes) -> tuple[Fetched, Limits]:
    """The document and limits a request names."""
    path = Path(header["path"]) if header["path"] else None
    fetched = Fetched(content, header["url"], path, header["declared_type"], _date(header["last_modified"]))
    return fetched, Limits(**header["limits"])


def answer(document: Document) -> dict[str, Any]:
    """A document as a JSON object."""
    meta = document.metadata
    dates = {"created": _iso(meta.created), "modified": _iso(meta.modified)}
    blocks = [{**_plain(block), "links": [_plain(link) for link in block.links]} for block in document.blocks]
    return {"document": {**_plain(document), "blocks": blocks, "metadata": {**_plain(meta), **dates}}}


def answered(header: dict[str, Any]) -> Document:
    """The document an answer holds; raises the `CouldNotCheck` it names instead of one."""
    if "error" in header:
        raise _error(header)
    plain = header["document"]
    meta = plain["metadata"]
    return Document(
        **{**plain, "blocks": tuple(_block(block) for block in plain["blocks"]),
           "metadata": Metadata(meta["author_tool"], _date(meta["created"]), _date(meta["modified"]))}
    )


def failure(error: CouldNotCheck) -> dict[str, Any]:
    """An error as a JSON object."""
    return {"error": type(error).__name__, "message": str(error)}


def _plain(value: Block | Link | Document | Metadata) -> dict[str, Any]:
    """The fields of one object by name; `asdict` would copy every string's surroundings, ten times as slow."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _error(header: dict[str, Any]) -> CouldNotCheck:
    kind = getattr(errors, header["error"], Crashed)
    known = isinstance(kind, type) and issubclass(kind, CouldNotCheck)
    return kind(header["message"]) if known else Crashed(header["message"])


def _block(plain: dict[str, Any]) -> Block:
    links = tuple(Link(**link) for link in plain["links"])
    return Block(
        **{**plain, "kind": BlockKind(plain["kind"]), "cells": tuple(plain["cells"]), "links": links}
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
