"""Tells a file that came to an end too soon from one that is spoilt, by what its own parts claim.

Asked only of what could not be read. Where a format does not tell, the file is called spoilt.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ingest.cut import containers, documents, images

#: So many zeros at the end are room that a disk or a loader gave and nobody filled: no cut.
ZEROS = 64

Walk = Callable[[BinaryIO, int], bool]

#: The first pattern that matches the head; a walk gets the file and its size.
WALKS: tuple[tuple[bytes, Walk], ...] = (
    (rb"\xff\xd8\xff", images.jpeg),
    (rb"\x89PNG\r\n\x1a\n", images.png),
    (rb"GIF8[79]a", images.gif),
    (rb"II\x2a\0|MM\0\x2a", images.tiff),
    (rb"BM", images.bmp),
    (rb"RIFF", containers.riff),
    (rb"....(?:ftyp|moov|mdat|wide|free|skip|pnot|jP  )", containers.boxes),
    (rb"\x1a\x45\xdf\xa3", containers.matroska),
    (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", containers.asf),
    (rb"FLV\x01", containers.flv),
    (rb"OggS", containers.ogg),
    (rb"fLaC", containers.flac),
    (rb"PK\x03\x04", documents.packed),
    (rb"\x1f\x8b\x08", documents.gzipped),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", documents.ole),
    (rb".{0,1020}?%PDF-", documents.pdf),
)


def breaks_off(path: Path) -> bool:
    """Whether the file's parts are in order as far as they go and its end is missing."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(1024)
        file.seek(max(0, size - ZEROS))
        if not file.read().strip(b"\0"):
            return False
        walk = next((one for form, one in WALKS if re.match(form, head, re.DOTALL)), None)
        if walk is None:
            return False
        try:
            return walk(file, size)
        except (struct.error, IndexError, ValueError, OverflowError):
            return False
