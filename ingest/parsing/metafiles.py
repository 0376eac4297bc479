"""Windows' metafiles (WMF, EMF, EMF+) that hold a drawing, which LibreOffice draws by its content.

Only an image of EMF+ may be of any kind; the EMF around it may stand in a WMF, piece by piece.
Both are found by their marks and not by walking the records, so that no two readers differ: where
one walk ends, by an end or a record that it does not know, another goes on.
[MS-EMFPLUS] 2.1.1.1, 2.2.2; [MS-WMF] 2.3.6.1.
"""

from __future__ import annotations

import bisect
import re
import struct
from collections.abc import Iterator

from ingest.parsing.postscript import is_postscript
from ingest.parsing.raster import HEAD_BYTES, is_raster

EMF_PLUS, IN_WMF = b"EMF+", b"WMFC"
#: An object of the kind image; of the kinds brush and pen, of which one may be a part: type 4008,
#: the object's number, its kind with a mark that more records follow.
IMAGE = re.compile(rb"\x08\x40(?=(?s:.)[\x05\x85])")
AROUND = re.compile(rb"\x08\x40(?=(?s:.)[\x01\x02\x81\x82])")
CONTINUED = 0x80
BITMAP, METAFILE = 1, 2
RECORD, BITMAP_HEAD, METAFILE_HEAD, PIECE_HEAD = 12, 28, 16, 34
EMF, WMF = b"\x01\x00\x00\x00", (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
#: A drawing, plain or packed, within something else: a brush's texture has no fixed place.
DRAWINGS = re.compile(rb"<svg|<\?xml|<!doctype|\x1f\x8b\x08", re.IGNORECASE)
#: A metafile within a metafile within …
MAX_DEPTH = 3


def is_metafile(head: bytes) -> bool:
    """Whether LibreOffice takes it for a WMF or EMF."""
    return head.startswith(WMF) or (head.startswith(EMF) and head[40:44] == b" EMF")


def holds_drawing(content: bytes, depth: int = MAX_DEPTH) -> bool:
    """Whether it is PostScript, or a metafile anywhere in it has an image that is a drawing.

    That is: neither dots nor a metafile, which is looked through by its own marks.
    """
    if is_postscript(content):
        return True
    if EMF_PLUS in content and (_has_image(content) or _has_texture(content)):
        return True
    return _in_wmf(content, depth)


def _has_image(content: bytes) -> bool:
    return any(_leads_on(content, found.start()) for found in IMAGE.finditer(content))


def _leads_on(content: bytes, at: int) -> bool:
    """Whether an image of EMF+ at this place, if it is one, is foreign or cannot be told."""
    if at + RECORD > len(content):
        return False
    if _foreign(content, at + RECORD):
        return True
    # An object in several records begins with its whole length, in each of them.
    start = at + RECORD + 4
    if _foreign(content, start):
        return True
    if not content[at + 3] & CONTINUED:
        return False
    (length,) = struct.unpack_from("<I", content, at + 8)
    kind = int.from_bytes(content[start + 4 : start + 8], "little")
    inner = content[start + METAFILE_HEAD : start + METAFILE_HEAD + 64]
    # The marks of a metafile in pieces may stand where two of them meet.
    split = kind == METAFILE and is_metafile(inner)
    return split or length < 4 + BITMAP_HEAD + HEAD_BYTES


def _has_texture(content: bytes) -> bool:
    """Whether a drawing stands within a brush or a pen."""
    drawn = [found.start() for found in DRAWINGS.finditer(content)]
    for found in AROUND.finditer(content) if drawn else ():
        at = found.start()
        end = at + int.from_bytes(content[at + 4 : at + 8], "little")
        first = bisect.bisect_left(drawn, at + RECORD)
        if end <= len(content) and first < len(drawn) and drawn[first] < end:
            return True
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


def _in_wmf(content: bytes, depth: int) -> bool:
    """Whether an EMF in pieces holds a drawing, or its pieces do not fit together."""
    pieces, whole = [], 0
    places = list(_places(content, IN_WMF))
    if not places:
        return False
    for at in places:
        if at + PIECE_HEAD > len(content):
            return True
        count, size, _, whole = struct.unpack_from("<IIII", content, at + 18)
        if count != len(places) or at + PIECE_HEAD + size > len(content):
            return True
        pieces.append(content[at + PIECE_HEAD : at + PIECE_HEAD + size])
    emf = b"".join(pieces)
    return len(emf) != whole or not depth or holds_drawing(emf, depth - 1)


def _places(content: bytes, mark: bytes) -> Iterator[int]:
    at = content.find(mark)
    while at >= 0:
        yield at
        at = content.find(mark, at + 1)
