"""The checks every ZIP-based document passes before it is opened."""

from __future__ import annotations

import io
import zipfile

from senreport_check.errors import Unreadable
from senreport_check.zips import BROKEN

MEGABYTE = 1024 * 1024


def refuse_bomb(content: bytes, unpacked_mb: int) -> None:
    """Raise `Unreadable` for a package that is broken, locked, or would unpack past `unpacked_mb` MiB.

    The parts are really unpacked, piece by piece, as the sizes a package claims are its author's own.
    """
    left = unpacked_mb * MEGABYTE
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.infolist():
                left -= _size(package, part, left)
                if left < 0:
                    raise Unreadable(
                        f"The file would unpack to more than {unpacked_mb} MB and was not opened: "
                        "save it again without its pictures, or as PDF."
                    )
    except BROKEN as broken:
        raise Unreadable("The file is damaged or locked: download or save it again.") from broken


def _size(package: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    if part.file_size > left:
        return part.file_size
    size = 0
    with package.open(part) as stream:
        while piece := stream.read(MEGABYTE):
            size += len(piece)
            if size > left:
                break
    return size
