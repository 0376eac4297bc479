"""Drawings (SVG) inside a deck: LibreOffice reads what they link from the local disk.

It knows a drawing by its content, whatever its name is, packed or not, and also one that stands as
base64 in the middle of an ODF document.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import zlib
from typing import Any

from ingest.parsing.clean_svg import MAX_BYTES, cleaned
from ingest.parsing.errors import Unreadable

BINARY = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}binary-data"
#: LibreOffice looks for the word within the first 2,048 bytes.
HEAD = 16 * 1024
GZIP = b"\x1f\x8b"
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def may_be_drawing(head: bytes) -> bool:
    """Whether the first bytes of a member are those of a drawing, perhaps packed."""
    if head.startswith(GZIP):
        head = _unpacked(head, HEAD)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, "replace").encode()
    return head.lstrip()[:1] == b"<" and b"svg" in head.lower()


def without_links(content: bytes) -> bytes | None:
    """The drawing with nothing that leads outside; None where there was nothing to cut.

    One that cannot be read becomes an empty one: it shall not be read by anybody else either.
    """
    plain = _unpacked(content, MAX_BYTES + 1) if content.startswith(GZIP) else content
    if len(plain) > MAX_BYTES:
        return EMPTY
    try:
        found = cleaned(plain)
    except Unreadable:
        return EMPTY
    plainly = b"<!ENTITY" not in plain and not plain.startswith(WIDE)
    return None if plainly and not found.notices else found.xml.encode()


def clean_embedded(root: Any) -> int:
    """Clean the drawings that stand as base64 in an ODF document; returns how many."""
    count = 0
    for element in root.iter(BINARY):
        try:
            content = base64.b64decode("".join((element.text or "").split()))
        except (binascii.Error, ValueError):
            continue
        if may_be_drawing(content[:HEAD]):
            safe = without_links(content)
            if safe is not None:
                element.text = base64.b64encode(safe).decode()
                count += 1
    return count


def _unpacked(content: bytes, limit: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(content, limit)
    except zlib.error:
        return b""
