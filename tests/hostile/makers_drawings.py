"""Drawings (SVG) that hide what they are: in metafiles, within each other, in other encodings."""

import base64
import gzip
import struct
import zlib
from pathlib import Path

import olefile

from tests.hostile import makers_ppt
from tests.hostile.makers_decks import drawing

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


def emf(image: bytes, *, pieces: int = 1, within: bool = False) -> bytes:
    """An EMF whose EMF+ draws ``image`` as a bitmap, or as a metafile ``within`` it."""
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


def ppt(folder: Path, content: bytes, *, packed: bool) -> Path:
    """A PPT with ``content`` in the place of its picture, packed as an EMF or plain as a PNG."""
    path = folder / "drawn.ppt"
    path.write_bytes(makers_ppt._pictured())
    with olefile.OleFileIO(path, write_mode=True) as container:
        stream = container.openstream("Pictures").read()
        (length,) = struct.unpack_from("<I", stream, 4)
        if packed:  # [MS-ODRAW] 2.2.24, 2.2.31
            squeezed = zlib.compress(content)
            sizes = struct.pack("<I6iI", len(content), 0, 0, 300, 200, 10**6, 10**6, len(squeezed))
            inst, kind, body = 0x3D4, 0xF01A, sizes + b"\0\xfe" + squeezed
        else:
            inst, kind, body = 0x6E0, 0xF01E, b"\xff" + content
        record = (stream[8:24] + body).ljust(length, b"\0")
        assert len(record) == length
        head = struct.pack("<HHI", inst << 4, kind, length)
        container.write_stream("Pictures", head + record + stream[8 + length :])
    return path


def _plus(kind: int, flags: int, data: bytes) -> bytes:
    return struct.pack("<HHII", kind, flags, 12 + len(data), len(data)) + data
