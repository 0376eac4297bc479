"""Drawings (SVG) that hide what they are: in metafiles, within each other, in other encodings."""

import base64
import gzip
import io
import struct
import zlib
from pathlib import Path

import olefile

from tests.hostile import makers_ppt
from tests.hostile.makers_compound import compound
from tests.hostile.makers_decks import drawing

#: What LibreOffice cannot show a PPT without.
STREAMS = ("Current User", "Pictures", "PowerPoint Document")
#: 猼杶 in UTF-16 little-endian are the bytes of «<svg».
DECOY = "<!--\u733c\u6776" + " " * 9000 + "-->"


def nested(address: str, called: str, *, packed: bool = False, times: int = 1) -> bytes:
    """A drawing that shows a drawing of ``address`` under the name of a picture of dots."""
    inner = drawing(address)
    for _ in range(times):
        held = base64.b64encode(gzip.compress(inner) if packed else inner).decode()
        inner = drawing(f"data:image/{called};base64,{held}")
    return inner


def wide(address: str) -> bytes:
    """A drawing in UTF-16 whose name stands nowhere in its first 16 KB but in a comment."""
    plain = drawing(address).decode().partition("?>")[2]
    whole = f'\ufeff<?xml version="1.0" encoding="UTF-16"?>{DECOY}{plain}'
    return whole.encode("utf-16-le")


def emf(image: bytes, *, pieces: int = 1, within: bool = False, first: bytes = b"") -> bytes:
    """An EMF whose EMF+ draws ``image`` as a bitmap, or as a metafile ``within`` it.

    ``first`` are records before all others.
    """
    image += b" " * (-len(image) % 4)
    if within:
        held = struct.pack("<IIII", 0xDBC01002, 2, 3, len(image)) + image
    else:
        held = struct.pack("<II5I", 0xDBC01002, 1, 0, 0, 0, 0, 1) + image
    whole = len(held)
    size = -(-whole // pieces // 4) * 4
    objects = b"".join(
        _plus(0x4008, 0x0500, held)
        if pieces == 1
        else _plus(
            0x4008,
            0x8500 if at + size < whole else 0x0500,
            struct.pack("<I", whole) + held[at : at + size],
        )
        for at in range(0, whole, size)
    )
    draw = struct.pack("<Ii4f4f", 0, 2, 0, 0, 300, 200, 0, 0, 300, 200)
    plus = (
        b"EMF+"
        + first
        + _plus(0x4001, 1, struct.pack("<IIII", 0xDBC01002, 0, 96, 96))
        + objects
        + _plus(0x401A, 0, draw)
        + _plus(0x4002, 0, b"")
    )
    comment = struct.pack("<III", 70, 12 + len(plus), len(plus)) + plus
    end = struct.pack("<IIIII", 14, 20, 0, 16, 20)
    head = struct.pack("<II8i4s", 1, 108, 0, 0, 300, 200, 0, 0, 8000, 5000, b" EMF")
    head += struct.pack("<III", 0x10000, 108 + len(comment) + len(end), 3)
    head += struct.pack("<HHIII4i", 1, 0, 0, 0, 0, 1024, 768, 320, 240)
    head += struct.pack("<IIIII", 0, 0, 0, 320000, 240000)
    assert len(head) == 108
    return head + comment + end


#: Records after which a walk might end: of no known kind, of kind and size 0, an end of file.
UNKNOWN = struct.pack("<HHII", 0x3001, 0, 12, 0)
NOTHING = struct.pack("<HHII", 0, 0, 12, 0)
ENDED = struct.pack("<HHII", 0x4002, 0, 12, 0) + struct.pack("<HHII4x", 0x8001, 0, 16, 4)


def eps(path: Path) -> bytes:
    """A picture in PostScript that would show what stands in ``path``."""
    return (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n"
        b"/Courier findfont 12 scalefont setfont 0 0 moveto "
        b"(" + bytes(path) + b") (r) file 100 string readstring pop show\n"
        b"0 0 50 50 rectfill showpage\n%%EOF\n"
    )


def eps_for_dos(path: Path) -> bytes:
    """The same behind a header, with no preview."""
    plain = eps(path)
    return struct.pack("<4s6IH", b"\xc5\xd0\xd3\xc6", 30, len(plain), 0, 0, 0, 0, 0xFFFF) + plain


def starved(content: bytes) -> bytes:
    """``content`` packed by zlib behind 6,000 bytes of empty blocks (RFC 1951, 3.2.4)."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packing.compress(content) + packing.flush()
    return b"\x78\x9c" + b"\0\0\0\xff\xff" * 1200 + packed + _checksum(content)


def _checksum(content: bytes) -> bytes:
    return struct.pack(">I", zlib.adler32(content))


def wmf(inner: bytes, pieces: int = 2) -> bytes:
    """A WMF that carries the EMF ``inner`` in pieces."""
    size = -(-len(inner) // pieces // 2) * 2
    parts = [inner[at : at + size] for at in range(0, len(inner), size)]
    records, left = [], len(inner)
    for part in parts:
        left -= len(part)
        body = b"WMFC" + struct.pack(
            "<IIHIIIII", 1, 0x10000, 0, 0, len(parts), len(part), left, len(inner)
        )
        body += part + b"\0" * (len(part) % 2)
        words = (10 + len(body)) // 2
        records.append(struct.pack("<IHHH", words, 0x0626, 15, len(body)) + body)
    records.append(struct.pack("<IH", 3, 0))
    whole = b"".join(records)
    head = struct.pack(
        "<HHHIHIH", 1, 9, 0x300, (18 + len(whole)) // 2, 0, max(map(len, records)) // 2, 0
    )
    placeable = struct.pack("<IHhhhhHI", 0x9AC6CDD7, 0, 0, 0, 3000, 2000, 1000, 0)
    check = 0
    for (word,) in struct.iter_unpack("<H", placeable):
        check ^= word
    return placeable + struct.pack("<H", check) + head + whole


def ppt(folder: Path, content: bytes, *, packed: bool, zipped: bytes = b"") -> Path:
    """A PPT with ``content`` in the place of its picture, packed as an EMF or plain as a PNG.

    ``zipped``: ``content`` packed, where not as usual.
    """
    path = folder / "drawn.ppt"
    path.write_bytes(compound(drawn_streams(content, packed=packed, zipped=zipped)))
    return path


def drawn_streams(content: bytes, *, packed: bool, zipped: bytes = b"") -> list[tuple[str, bytes]]:
    """The streams of such a PPT, and their names."""
    with olefile.OleFileIO(io.BytesIO(makers_ppt._pictured())) as container:
        streams = {name: container.openstream(name).read() for name in STREAMS}
    pictures = streams["Pictures"]
    if packed:  # [MS-ODRAW] 2.2.24, 2.2.31
        squeezed = zipped or zlib.compress(content)
        sizes = struct.pack("<I6iI", len(content), 0, 0, 300, 200, 10**6, 10**6, len(squeezed))
        inst, kind, body = 0x3D4, 0xF01A, sizes + b"\0\xfe" + squeezed
    else:
        inst, kind, body = 0x6E0, 0xF01E, b"\xff" + content
    record = pictures[8:24] + body
    streams["Pictures"] = struct.pack("<HHI", inst << 4, kind, len(record)) + record
    return list(streams.items())


def _plus(kind: int, flags: int, data: bytes) -> bytes:
    return struct.pack("<HHII", kind, flags, 12 + len(data), len(data)) + data
