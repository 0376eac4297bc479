"""Whether a file is a drawing (SVG), by its first element, in whatever encoding XML comes."""

from __future__ import annotations

import re
from pathlib import Path

#: A piece of what may stand before an XML document's first element: XML 1.0, 2.8, prolog.
PROLOGUE = re.compile(
    rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
DRAWING = re.compile(rb"\s*<(?:[\w.-]+:)?svg[\s>/]")
PROLOGUE_BYTES = 64 * 1024
#: How a document of two bytes a letter opens (XML 1.0, appendix F), with a mark and without.
WIDE = (
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def is_drawing(path: Path) -> bool:
    """Whether the file's first element is an SVG's, however long what stands before it."""
    with path.open("rb") as file:
        begin = _narrow(file.read(PROLOGUE_BYTES))
    if b"\0" in begin or not begin.lstrip().startswith(b"<"):
        return False
    at = 0
    while piece := PROLOGUE.match(begin, at):
        at = piece.end()
    return DRAWING.match(begin, at) is not None


def _narrow(begin: bytes) -> bytes:
    for mark, encoding in WIDE:
        if begin.startswith(mark):
            begin = begin.decode(encoding, "replace").encode("utf-8")
            break
    return begin.removeprefix(b"\xef\xbb\xbf")
