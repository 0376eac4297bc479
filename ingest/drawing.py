"""Whether a file is a drawing (SVG), by its first element, in whatever encoding XML comes."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.parsing.gzipped import HEAD, begin_of

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
    """Whether the first element is an SVG's, however long what stands before it, gzipped or not."""
    begin = _narrow(unfolded_begin(path))
    if b"\0" in begin or not begin.lstrip().startswith(b"<"):
        return False
    at = 0
    while piece := PROLOGUE.match(begin, at):
        at = piece.end()
    return DRAWING.match(begin, at) is not None


def unfolded_begin(path: Path) -> bytes:
    """At most PROLOGUE_BYTES of the file's beginning, of what is gzipped in it where it is."""
    with path.open("rb") as file:
        begin = file.read(PROLOGUE_BYTES)
    return begin_of(begin, PROLOGUE_BYTES) if begin.startswith(HEAD) else begin


def _narrow(begin: bytes) -> bytes:
    for mark, encoding in WIDE:
        if begin.startswith(mark):
            begin = begin.decode(encoding, "replace").encode("utf-8")
            break
    return begin.removeprefix(b"\xef\xbb\xbf")
