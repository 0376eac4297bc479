"""Zip containers that no program would write: every byte of their headers is ours to choose."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Member:
    """A member: its content as packed, and what the headers claim of it."""

    name: str
    packed: bytes
    size: int
    crc: int
    method: int = 8
    flags: int = 0x800
    attributes: int = 0
    #: Stands in the directory alone and points at the bytes of the member with this number.
    at: int | None = None


def member(name: str, content: bytes, **claims: int) -> Member:
    """An honest member, but for ``claims``."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return Member(name, packed, **{"size": len(content), "crc": zlib.crc32(content), **claims})


def zeros(name: str, size: int) -> Member:
    """A member of ``size`` bytes of one letter, packed a thousand times."""
    packer, crc = zlib.compressobj(9, zlib.DEFLATED, -15), 0
    block, packed = b" " * (1 << 20), bytearray()
    for at in range(0, size, len(block)):
        piece = block[: size - at]
        crc = zlib.crc32(piece, crc)
        packed += packer.compress(piece)
    return Member(name, bytes(packed + packer.flush()), size, crc)


def write_zip(path: Path, members: Sequence[Member]) -> Path:
    """The container as its members claim to be."""
    offsets: list[int] = []
    with path.open("wb") as file:
        for one in members:
            if one.at is not None:
                offsets.append(offsets[one.at])
                continue
            offsets.append(file.tell())
            name = one.name.encode()
            sizes = (one.crc, len(one.packed), one.size, len(name), 0)
            file.write(
                struct.pack("<4s5H3L2H", b"PK\3\4", 20, one.flags, one.method, 0, 33, *sizes)
            )
            file.write(name + one.packed)
        start = file.tell()
        for one, offset in zip(members, offsets, strict=True):
            name = one.name.encode()
            sizes = (one.crc, len(one.packed), one.size, len(name), 0, 0, 0, 0)
            file.write(
                struct.pack(
                    "<4s6H3L5H2L",
                    b"PK\1\2",
                    *(0x314, 20, one.flags, one.method, 0, 33),
                    *sizes,
                    one.attributes,
                    offset,
                )
                + name
            )
        end = file.tell()
        count = len(members)
        file.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, end - start, start, 0))
    return path


TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'content-types"><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.'
    b'openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>'
)


def odd_deck(source: Path, path: Path, added: Sequence[Member], *, without: str = "") -> Path:
    """A copy of a deck with members added that no program would write."""
    import zipfile

    with zipfile.ZipFile(source) as deck:
        kept = [member(name, deck.read(name)) for name in deck.namelist() if name != without]
    return write_zip(path, [*kept, *added])
