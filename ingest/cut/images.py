"""Pictures: what each format's parts claim, up to where the file ends."""

from __future__ import annotations

import re
import struct
from mmap import ACCESS_READ, mmap
from typing import BinaryIO

from ingest.cut.containers import walked
from ingest.cut.unpacking import HEADED, PIECE, Unpacking

#: A photograph of 100 megapixels has some 60 MB.
MOST_BYTES = 128 * 1024 * 1024
#: Segments of a JPEG and blocks of a GIF; strips or tiles of a TIFF's page.
MOST_PIECES, MOST_STRIPS = 500_000, 5_000
#: The mark of a JPEG's end.
END = 0xD9
#: Directories that are followed, and entries of one.
MOST_PAGES, MOST_ENTRIES = 1000, 1000
#: TIFF 6.0: where strips and tiles lie, and how long each is.
OFFSETS, COUNTS = (273, 324), (279, 325)
TYPES = {3: "H", 4: "I"}


def png(file: BinaryIO, size: int) -> bool:
    """PNG, 5.3: chunks; the pixels are unpacked as far as they go."""
    pixels = Unpacking(HEADED)

    def chunk(file: BinaryIO, at: int) -> int | None:
        head = file.read(8)
        if len(head) == 8 and not re.fullmatch(rb"[A-Za-z]{4}", head[4:]):
            return None
        length = int.from_bytes(head[:4], "big")
        if head[4:] == b"IDAT":
            left = length
            while left > 0 and not pixels.spoilt and (piece := file.read(min(left, PIECE))):
                pixels.feed(piece)
                left -= len(piece)
        return None if pixels.spoilt or head[4:] == b"IEND" else at + 12 + length

    return walked(file, 8, size, chunk) is not False


def jpeg(file: BinaryIO, size: int) -> bool:
    """ISO/IEC 10918-1, B.1: segments and coded bytes, in which no other mark may stand."""
    if size > MOST_BYTES:
        return False
    with mapped(file) as content:
        return _jpeg(content)


def _jpeg(content: mmap) -> bool:
    at = 2
    for _ in range(MOST_PIECES):
        if at + 4 > len(content):
            return content[at : at + 2] != bytes((0xFF, END))
        if content[at] != 0xFF or not 0xC0 <= content[at + 1] <= 0xFE:
            return False
        mark = content[at + 1]
        if mark == END:
            return False
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == 0xDA:
            after = re.compile(rb"\xff[^\0\xff\xd0-\xd7]").search(content, at)
            at = len(content) if after is None else after.start()
    return False


def mapped(file: BinaryIO) -> mmap:
    """The file's bytes, of which only those looked at take memory, and not this process's own."""
    return mmap(file.fileno(), 0, access=ACCESS_READ)


def gif(file: BinaryIO, size: int) -> bool:
    """GIF 89a, 15 to 27: blocks of sub-blocks, then the trailer."""
    if size > MOST_BYTES:
        return False
    with mapped(file) as content:
        return _gif(content)


def _gif(content: mmap) -> bool:
    at, size, inside = 13 + _colours(content[10]), len(content), False
    for _ in range(MOST_PIECES):
        if at >= size:
            return True
        if inside:
            inside = content[at] > 0
            at += 1 + content[at]
        elif content[at] == 0x21:
            at, inside = at + 2, True
        elif content[at] == 0x2C:
            at += 11 + (_colours(content[at + 9]) if at + 9 < size else 0)
            inside = True
        else:
            return False
    return False


def bmp(file: BinaryIO, size: int) -> bool:
    """The header tells the file's size and where the pixels begin."""
    file.seek(2)
    claimed, _reserved, pixels = struct.unpack("<III", file.read(12))
    return bool(pixels < size < claimed)


def tiff(file: BinaryIO, size: int) -> bool:
    """TIFF 6.0, 2: a directory, or what it says of its page's pixels, lies beyond the end."""
    file.seek(0)
    head = file.read(8)
    order = "<" if head[:2] == b"II" else ">"
    (at,) = struct.unpack(f"{order}I", head[4:])
    for _ in range(MOST_PAGES):
        if at == 0:
            return False
        if at + 2 > size:
            return True
        file.seek(at)
        (count,) = struct.unpack(f"{order}H", file.read(2))
        if count > MOST_ENTRIES:
            return False
        entries = file.read(12 * count + 4)
        if len(entries) < 12 * count + 4 or _beyond(file, entries, order, size):
            return True
        (at,) = struct.unpack(f"{order}I", entries[-4:])
    return False


def _beyond(file: BinaryIO, entries: bytes, order: str, size: int) -> bool:
    """Whether a directory names pixels beyond the end."""
    told: dict[int, tuple[int, ...]] = {}
    for place in range(0, len(entries) - 4, 12):
        tag, kind, values = struct.unpack_from(f"{order}HHI", entries, place)
        wanted = tag in (*OFFSETS, *COUNTS) and tag not in told
        if not wanted or kind not in TYPES or values > MOST_STRIPS:
            continue
        length = struct.calcsize(TYPES[kind]) * values
        raw = entries[place + 8 : place + 8 + length]
        if length > 4:
            (begin,) = struct.unpack_from(f"{order}I", entries, place + 8)
            if begin + length > size:
                return True
            file.seek(begin)
            raw = file.read(length)
        told[tag] = struct.unpack(f"{order}{values}{TYPES[kind]}", raw)
    return any(
        begin + length > size
        for places, lengths in zip(OFFSETS, COUNTS, strict=True)
        for begin, length in zip(told.get(places, ()), told.get(lengths, ()), strict=False)
    )


def _colours(flags: int) -> int:
    """Bytes of a table of colours, 0 where there is none."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
