"""What is kept of a document: its bytes and its blocks, compressed, each known by the sha256 of its content."""

from __future__ import annotations

import hashlib
import json
import zlib

from senreport_check.batch.jobs import Snapshot
from senreport_check.extract import wire
from senreport_check.model import Document


def pack(content: bytes) -> Snapshot:
    """The bytes as they are kept."""
    return Snapshot(hashlib.sha256(content).hexdigest(), zlib.compress(content))


def unpack(packed: bytes, sha256: str) -> bytes:
    """The bytes that were packed; raises `ValueError` when they are not those any more."""
    try:
        content = zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(f"kept content does not unpack ({error})") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError("kept content is not what was put away")
    return content


def pack_document(document: Document) -> Snapshot:
    """A document's blocks as they are kept: a recheck needs no reading again."""
    return pack(json.dumps(wire.answer(document), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def unpack_document(packed: bytes, sha256: str) -> Document:
    """The document that was packed; raises `ValueError` when it is damaged."""
    return wire.answered(json.loads(unpack(packed, sha256).decode("utf-8", "surrogatepass")))
