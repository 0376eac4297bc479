"""Windows' metafiles (WMF, EMF, EMF+) that hold a drawing, which LibreOffice draws by its content.

Only an image of EMF+ may be of any kind; the EMF around it may stand in a WMF, piece by piece.
Both are found by their marks and not by walking the records, so that no two readers differ.
[MS-EMFPLUS] 2.1.1.1, 2.2.2; [MS-WMF] 2.3.6.1.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ingest.parsing.raster import HEAD_BYTES, is_raster

EMF_PLUS, IN_WMF = b"EMF+", b"WMFC"
OBJECT, IMAGE, CONTINUED = 0x4008, 0x05, 0x8000
BITMAP, METAFILE = 1, 2
RECORD, BITMAP_HEAD, METAFILE_HEAD, PIECE_HEAD = 12, 28, 16, 34
EMF, WMF = b"\x01\x00\x00\x00", (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
#: A drawing, plain or packed, within something else: a brush's texture has no fixed place.
DRAWINGS = (b"<svg", b"<?xml", b"<!doctype", b"\x1f\x8b\x08")


def is_metafile(head: bytes) -> bool:
    """Whether LibreOffice takes it for a WMF or EMF."""
    return head.startswith(WMF) or (head.startswith(EMF) and head[40:44] == b" EMF")


def holds_drawing(content: bytes) -> bool:
    """Whether a metafile anywhere in ``content`` has an image that is neither dots nor another."""
    return any(_leads_on(content, at + 4) for at in _places(content, EMF_PLUS)) or _in_wmf(content)


def _leads_on(content: bytes, at: int) -> bool:
    """Whether one of the records of EMF+ from ``at`` on brings a foreign image."""
    while at + RECORD <= len(content):
        kind, flags, size, _ = struct.unpack_from("<HHII", content, at)
        if not kind & 0x4000 or size < RECORD or at + size > len(content):
            return False
        if kind == OBJECT:
            data = content[at + RECORD : at + size]
            if flags >> 8 & 0x7F == IMAGE:
                # An object in several records begins with its whole length.
                if _foreign(content, at + RECORD) or _foreign(content, at + RECORD + 4):
                    return True
                if flags & CONTINUED and len(data) < 4 + BITMAP_HEAD + HEAD_BYTES:
                    return True
            elif any(mark in data.lower() for mark in DRAWINGS):
                return True
        at += size
    return False


def _foreign(content: bytes, at: int) -> bool:
    if at + BITMAP_HEAD > len(content):
        return False
    kind, width = struct.unpack_from("<II", content, at + 4)
    if kind == BITMAP:
        (packed,) = struct.unpack_from("<I", content, at + BITMAP_HEAD - 4)
        if not packed and width:
            return False
        inner = content[at + BITMAP_HEAD : at + BITMAP_HEAD + 64]
    elif kind == METAFILE:
        inner = content[at + METAFILE_HEAD : at + METAFILE_HEAD + 64]
    else:
        return False
    # A metafile within is looked through by its own marks.
    return not (is_raster(inner) or is_metafile(inner))


def _in_wmf(content: bytes) -> bool:
    """Whether an EMF in pieces holds a drawing, or its pieces do not fit together."""
    pieces, whole = [], 0
    places = list(_places(content, IN_WMF))
    for at in places:
        if at + PIECE_HEAD > len(content):
            return True
        count, size, _, whole = struct.unpack_from("<IIII", content, at + 18)
        if count != len(places) or at + PIECE_HEAD + size > len(content):
            return True
        pieces.append(content[at + PIECE_HEAD : at + PIECE_HEAD + size])
    emf = b"".join(pieces)
    if len(emf) != whole:
        return True
    return any(_leads_on(emf, at + 4) for at in _places(emf, EMF_PLUS))


def _places(content: bytes, mark: bytes) -> Iterator[int]:
    at = content.find(mark)
    while at >= 0:
        yield at
        at = content.find(mark, at + 1)
