"""Drawings (SVG) inside a deck: LibreOffice reads what they link from the local disk.

It knows a drawing by its content, whatever its name is, packed or not, also within a metafile and
where it stands as base64 in the middle of an ODF document. So what is not proven to be something
else is looked through.
"""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ingest.parsing.clean_svg import MAX_BYTES, NAMESPACE, cleaned, from_base64, to_base64
from ingest.parsing.deck_xml import cut_all_hrefs, read_xml, written
from ingest.parsing.errors import Unreadable
from ingest.parsing.metafiles import holds_drawing, is_metafile
from ingest.parsing.ole_streams import ole_holds_drawing
from ingest.parsing.postscript import is_postscript
from ingest.parsing.raster import is_raster

HEAD = 16 * 1024
GZIP = b"\x1f\x8b"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The first letters of XML in EBCDIC, which LibreOffice reads and nobody writes.
EBCDIC = b"\x4c\x6f\xa7\x94"
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NAMES = (".svg", ".svgz")
EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
#: Films, sound and fonts, which may be large and are never drawn.
FILMS = re.compile(
    rb"....ftyp|....(?:moov|mdat|wide|free|skip)|RIFF....(?:AVI |WAVE)|\x1a\x45\xdf\xa3"
    rb"|\x30\x26\xb2\x75\x8e\x66\xcf\x11|ID3[\x02-\x04]|\xff[\xe2-\xff]|OggS|fLaC|FLV\x01"
    rb"|\x00\x00\x01[\xb3\xba]|\x00\x01\x00\x00\x00|OTTO|true|wOF[F2]|MThd|\.snd|FORM....AIF|#!AMR",
    re.DOTALL,
)
#: A metafile within a packed drawing within …
MAX_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Safe:
    """What takes the place of a part, and whether something to be seen was lost by it."""

    content: bytes
    lost: bool


BLANK = Safe(EMPTY, True)


def may_lead_out(head: bytes, name: str = "") -> bool:
    """Whether a part that begins with ``head`` must be looked through whole."""
    if is_raster(head):
        return False
    return _may_be_drawn(head, name) or FILMS.match(head) is None


def clean_part(content: bytes, name: str = "", depth: int = MAX_DEPTH) -> Safe | None:
    """The part with nothing that leads outside; None where it may stay as it is.

    XML never may: it is written anew from its tree. A drawing that cannot be read becomes an empty
    one: it shall not be read by anybody else either.
    Nor shall one longer than MAX_BYTES, of which a part may be given.
    """
    if is_raster(content):
        return None
    if len(content) > MAX_BYTES:
        return BLANK if _may_be_drawn(content, name) else None
    if content.startswith(GZIP):
        return _of_packed(content, name, depth)
    if _looks_like_xml(content):
        return _of_xml(content, name)
    if content.startswith(OLE):
        return BLANK if ole_holds_drawing(content) else None
    return BLANK if name.lower().endswith(NAMES) or holds_drawing(content) else None


def _may_be_drawn(head: bytes, name: str) -> bool:
    return (
        head.startswith((GZIP, OLE))
        or is_metafile(head)
        or is_postscript(head)
        or _looks_like_xml(head)
        or name.lower().endswith(NAMES)
    )


def _looks_like_xml(content: bytes) -> bool:
    """Whether a parser of XML would read on: in UTF-8, UTF-16 or UTF-32, with a mark or without."""
    if content.startswith(EBCDIC):
        return True
    for mark in MARKS:
        content = content.removeprefix(mark)
    head = content[:HEAD].replace(b"\0", b"").lstrip()
    return head.startswith(b"<") or not head


def is_drawing(root: Any) -> bool:
    """Whether XML is a drawing, by its root."""
    return root.tag in (f"{NAMESPACE}svg", "svg")


def clean_drawing(content: bytes) -> Safe:
    """A drawing written anew, an empty one in the place of what cannot be read."""
    try:
        found = cleaned(content, fonts=False)
    except Unreadable:
        return BLANK
    return Safe(written(found.root), bool(found.notices))


def clean_embedded(root: Any) -> tuple[int, bool]:
    """Clean what stands as base64 in an ODF document: how many, and whether something was lost."""
    count, lost = 0, False
    for element in root.iter("{*}binary-data"):
        text = "".join("".join(element.itertext()).split())
        content = from_base64(text)
        safe = BLANK if content is None else clean_part(content)
        for child in list(element):
            element.remove(child)
        element.text = text if safe is None else to_base64(safe.content)
        if safe is not None and safe.lost:
            count, lost = count + 1, True
    return count, lost


def _of_packed(content: bytes, name: str, depth: int) -> Safe | None:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        plain = unpacking.decompress(content, MAX_BYTES + 1)
    except zlib.error:
        return BLANK
    if len(plain) > MAX_BYTES or not unpacking.eof or unpacking.unused_data or not depth:
        return BLANK
    return clean_part(plain, name, depth - 1)


def _of_xml(content: bytes, name: str) -> Safe | None:
    plain = content.replace(b"\0", b"")
    if not plain.strip():
        return None
    try:
        root = read_xml(content)
    except etree.XMLSyntaxError:
        # No reader shall find in it what ours did not.
        return Safe(EMPTY, name.lower().endswith(NAMES) or b"svg" in plain.lower())
    except Unreadable:  # entities: those of a drawing stay inside
        return clean_drawing(content)
    if is_drawing(root):
        return clean_drawing(content)
    _, pictures = cut_all_hrefs(root)
    return Safe(written(root), pictures)
