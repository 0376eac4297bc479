"""A binary presentation whose picture is a link, which no program of today writes."""

import functools
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

import olefile
from pptx.util import Cm

from tests.ingest import makers

#: [MS-ODRAW] 2.2.9 and 2.3.23: the table of a shape's properties, and those of a picture.
PROPERTIES, PIB, PIB_NAME, PIB_FLAGS = 0xF00B, 0x4104, 0xC105, 0x0106
#: msoblipflagFile and msoblipflagLinkToFile.
LINKED = 1 | 8


def ppt_with_link(folder: Path, address: str) -> Path:
    """A PPT that shows the picture at ``address``; it must be at most 32 characters long."""
    path = folder / "linked.ppt"
    path.write_bytes(_pictured())
    with olefile.OleFileIO(path) as container:
        stream = container.openstream("PowerPoint Document").read()
    whole = path.read_bytes()
    found = 0
    for at, count, length in _tables(stream, 0, len(stream)):
        table = stream[at : at + 8 + length]
        kinds = [struct.unpack_from("<H", table, 8 + 6 * n)[0] for n in range(count)]
        if PIB in kinds:
            text = address.encode("utf-16-le") + b"\0\0"
            room = length - 12
            assert len(text) <= room
            body = struct.pack("<HIHI", PIB_NAME, room, PIB_FLAGS, LINKED) + text.ljust(room, b"\0")
            linked = struct.pack("<HHI", 2 << 4 | 3, PROPERTIES, length) + body
            assert whole.count(table) == 1
            whole = whole.replace(table, linked)
            found += 1
    assert found
    path.write_bytes(whole)
    return path


@functools.cache
def _pictured() -> bytes:
    with tempfile.TemporaryDirectory(prefix="parta-pictured-") as name:
        folder = Path(name)
        picture = makers.make("png", folder)
        deck = makers.deck(
            folder / "pictured.pptx",
            ["Ссылка"],
            change=lambda deck: deck.slides[0].shapes.add_picture(str(picture), 0, 0, Cm(9)),
        )
        return makers.saved_as(deck, "ppt:MS PowerPoint 97")


def _tables(stream: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Place, number of properties and length of each table of properties, containers walked."""
    while at + 8 <= end:
        head, kind, length = struct.unpack_from("<HHI", stream, at)
        if kind == PROPERTIES:
            yield at, head >> 4, length
        if head & 15 == 15:
            yield from _tables(stream, at + 8, at + 8 + length)
        at += 8 + length
