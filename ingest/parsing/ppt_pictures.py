"""Cuts what leads out of a binary PowerPoint file: addresses of films, drawings for pictures.

LibreOffice tells a picture by its content here too, draws what it finds and reads what that links.
A picture stands where any number in the file says, so every place that could be the beginning of
one is looked at, whatever the records around it say ([MS-ODRAW] 2.2.23).
"""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Iterator
from typing import Any

import olefile

from ingest.parsing.clean_svg import MAX_BYTES
from ingest.parsing.deck_drawings import EBCDIC, GZIP
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.parsing.metafiles import holds_drawing, is_metafile
from ingest.parsing.ppt_films import cut_films

WORDS = "PowerPoint Document"
STREAMS = ("Pictures", WORDS)
HEADER = 8
#: Bytes of identity and sizes before the content, by the kind of picture and one or two identities.
SKIPS = (0, 16, 17, 32, 33, 50, 66)
#: A record of type F018 to F117, after its version and instance and before its length, whose
#: content may begin as XML, gzip, zlib or a metafile does.
PICTURE = re.compile(
    rb"(?=(?:[\x18-\xff]\xf0|[\x00-\x17]\xf1)(?s:.{4})(?s:%s)"
    rb"[\0\t\n\r <L\xef\xff\xfe\x1f\xd7\x01\x02\x08\x18\x28\x38\x48\x58\x68\x78])"
    % b"|".join(b".{%d}" % skip for skip in SKIPS)
)
#: LibreOffice looks for the name of a drawing, in ASCII, within the first 2,048 bytes.
HEAD = 4096
STEP = 16
#: What is overwritten of a picture; it begins with nothing then.
BLANKED = 256


def cut_ppt(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "out"}`` → ``{"cut": n}``, of pictures; the copy always stands at ``out``.

    Raises Unreadable for a container that cannot be read.
    """
    shutil.copyfile(request["path"], request["out"])
    cut = 0
    try:
        with olefile.OleFileIO(request["out"], write_mode=True) as container:
            for name in STREAMS:
                if not container.exists(name):
                    continue
                content = container.openstream(name).read()
                places = list(_drawings(content))
                safe = _blanked(content, places) if places else content
                if name == WORDS:
                    safe = cut_films(safe)
                if safe != content:
                    container.write_stream(name, safe)
                cut += len(places)
    except (OSError, ValueError, IndexError) as problem:
        raise Unreadable(DAMAGED) from problem
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
    plain, _ = _unpacked(content[at : at + HEAD], HEAD, STEP)
    if not _begins_drawing(plain[:64], plain, 0, metafiles=False):
        if not is_metafile(plain):
            return False
        plain, whole = _unpacked(content[at : at + MAX_BYTES], MAX_BYTES, HEAD)
        return not whole or holds_drawing(plain)
    return True


def _begins_drawing(head: bytes, content: bytes, at: int, *, metafiles: bool = True) -> bool:
    if head.startswith(GZIP):
        return bool(_unpacked(content[at : at + HEAD], HEAD, STEP, wbits=31)[0])
    if metafiles and is_metafile(head):
        return holds_drawing(content[at : at + MAX_BYTES])
    letters = head.replace(b"\0", b"").lstrip(b" \t\r\n\xef\xbb\xbf\xff\xfe")
    if letters and not letters.startswith((b"<", EBCDIC)):
        return False
    early = content[at : at + HEAD].lower()
    return b"<svg" in early or (b"doctype" in early and b"svg" in early)


def _unpacked(content: bytes, limit: int, step: int, wbits: int = 15) -> tuple[bytes, bool]:
    """At most ``limit`` bytes of what is packed here, and whether it came to its own end."""
    unpacking = zlib.decompressobj(wbits)
    parts: list[bytes] = []
    length = 0
    for at in range(0, len(content), step):
        try:
            part = unpacking.decompress(content[at : at + step], limit - length + 1)
        except zlib.error:
            return b"".join(parts), False
        parts.append(part)
        length += len(part)
        if unpacking.eof or length > limit:
            break
    return b"".join(parts), unpacking.eof and length <= limit


def _blanked(content: bytes, places: list[int]) -> bytes:
    changed = bytearray(content)
    for place in places:
        start = place + HEADER
        end = min(start + BLANKED, len(changed))
        changed[start:end] = bytes(end - start)
    return bytes(changed)
