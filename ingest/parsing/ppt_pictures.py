"""Cuts what leads out of a binary PowerPoint file: addresses of films, drawings for pictures.

LibreOffice tells a picture by its content here too, draws what it finds and reads what that links.
A picture stands where any number in the file says, so every place that could be the beginning of
one is looked at, whatever the records around it say ([MS-ODRAW] 2.2.23).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import olefile

from ingest.parsing.clean_svg import MAX_BYTES
from ingest.parsing.compound import write_compound
from ingest.parsing.deck_drawings import EBCDIC, GZIP
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.parsing.metafiles import holds_drawing, is_metafile
from ingest.parsing.ole import room_of
from ingest.parsing.postscript import is_postscript
from ingest.parsing.ppt_films import cut_films

WORDS, PICTURES = "PowerPoint Document", "Pictures"
#: What LibreOffice reads of a presentation's storage; the rest is left out of the copy.
READ = (
    *(WORDS, PICTURES, "Current User"),
    *("\x05DocumentSummaryInformation", "\x05SummaryInformation"),
)
HEADER = 8
#: Bytes of identity and sizes before the content, by the kind of picture and one or two identities.
SKIPS = (0, 16, 17, 32, 33, 50, 66)
#: A record of type F018 to F117, after its version and instance and before its length, whose
#: content may begin as XML, gzip, zlib, PostScript or a metafile does.
PICTURE = re.compile(
    rb"(?=(?:[\x18-\xff]\xf0|[\x00-\x17]\xf1)(?s:.{4})(?s:%s)"
    rb"[\0\t\n\f\r <%%L\xef\xff\xfe\x1f\xc5\xd7\x01\x02\x04\x08\x18\x28\x38\x48\x58\x68\x78])"
    % b"|".join(b".{%d}" % skip for skip in SKIPS)
)
#: LibreOffice looks for the name of a drawing, in ASCII, within the first 2,048 bytes.
HEAD = 4096
#: No program packs so much into that little, or so little into that much.
PACKED = 2 * HEAD
STEP = 16
#: What is overwritten of a picture; it begins with nothing then.
BLANKED = 256


def cut_ppt(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "out"}`` → ``{"cut": n}``, of pictures; the copy always stands at ``out``.

    The copy is a container of its own, of the streams that LibreOffice would read. Raises
    Unreadable for one that cannot be read.
    """
    cut = 0
    try:
        with olefile.OleFileIO(request["path"]) as container:
            room = room_of(container)
            streams = {
                name: container.openstream([*room, name]).read()
                for name in READ
                if container.exists([*room, name])
            }
    except (OSError, ValueError, IndexError) as problem:
        raise Unreadable(DAMAGED) from problem
    for name in (PICTURES, WORDS):
        content = streams.get(name, b"")
        places = list(_drawings(content))
        if places:
            streams[name] = _blanked(content, places)
            cut += len(places)
    if WORDS not in streams:
        raise Unreadable(DAMAGED)
    streams[WORDS] = cut_films(streams[WORDS])
    write_compound(Path(request["out"]), streams)
    return {"cut": cut}


def _drawings(content: bytes) -> Iterator[int]:
    """Where the records begin that hold a drawing."""
    for found in PICTURE.finditer(content, 2):
        at = found.start() - 2
        if any(_is_drawing(content, at + HEADER + skip) for skip in SKIPS):
            yield at


def _is_drawing(content: bytes, at: int) -> bool:
    if _begins_drawing(content[at : at + 64], content, at):
        return True
    # RFC 1950: the method, and a checksum of the first two bytes.
    packed = content[at : at + 2]
    if len(packed) < 2 or packed[0] & 0x8F != 8 or int.from_bytes(packed, "big") % 31:
        return False
    early = _unpacked(content[at : at + PACKED], HEAD, STEP)
    if early.starved or _begins_drawing(early.plain[:64], early.plain, 0, metafiles=False):
        return True
    if not is_metafile(early.plain):
        return False
    whole = _unpacked(content[at : at + MAX_BYTES], MAX_BYTES, HEAD)
    return not whole.ended or holds_drawing(whole.plain)


def _begins_drawing(head: bytes, content: bytes, at: int, *, metafiles: bool = True) -> bool:
    if head.startswith(GZIP):
        early = _unpacked(content[at : at + PACKED], HEAD, STEP, wbits=31)
        return early.starved or bool(early.plain)
    if is_postscript(head):
        return True
    if metafiles and is_metafile(head):
        return holds_drawing(content[at : at + MAX_BYTES])
    letters = head.replace(b"\0", b"").lstrip(b" \t\r\n\xef\xbb\xbf\xff\xfe")
    if letters and not letters.startswith((b"<", EBCDIC)):
        return False
    first = content[at : at + HEAD].lower()
    return b"<svg" in first or (b"doctype" in first and b"svg" in first)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of something packed; ``ended``: to its own end, within the limit.

    ``starved``: so much was read that there should have been more.
    """

    plain: bytes
    ended: bool = False
    starved: bool = False


def _unpacked(content: bytes, limit: int, step: int, wbits: int = 15) -> Unpacked:
    """At most ``limit`` bytes, and one more, of what is packed here."""
    unpacking = zlib.decompressobj(wbits)
    parts: list[bytes] = []
    length = 0
    for at in range(0, len(content), step):
        try:
            part = unpacking.decompress(content[at : at + step], limit - length + 1)
        except zlib.error:
            return Unpacked(b"".join(parts))
        parts.append(part)
        length += len(part)
        if unpacking.eof or length > limit:
            return Unpacked(b"".join(parts), ended=length <= limit)
    return Unpacked(b"".join(parts), starved=len(content) >= PACKED)


def _blanked(content: bytes, places: list[int]) -> bytes:
    changed = bytearray(content)
    for place in places:
        start = place + HEADER
        end = min(start + BLANKED, len(changed))
        changed[start:end] = bytes(end - start)
    return bytes(changed)
