"""Decks: zip, OLE and PDF, all of which are read from their ends."""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

from ingest.cut.containers import walked
from ingest.cut.unpacking import BARE, GZIP, HEADED, MOST, Unpacking, follow

#: Bytes at the end of a PDF in which what is looked for stands: one stream and what goes before it.
TAIL = 8 * 1024 * 1024
#: The end record and the longest comment after it (4.3.16).
DIRECTORY_END = 65_557
DEFLATED, DESCRIBED_AFTER = 8, 8
#: [MS-CFB] 2.1 and 2.2.
FREE, NO_SECTOR, IN_HEADER = 0xFFFFFFFF, 0xFFFFFFFA, 109


def packed(file: BinaryIO, size: int) -> bool:
    """APPNOTE 4.3: members, each packed one followed to its end, and no directory after them."""
    file.seek(max(0, size - DIRECTORY_END))
    if b"PK\x05\x06" in file.read()[:-18]:
        return False

    left = MOST

    def member(file: BinaryIO, at: int) -> int | None:
        nonlocal left
        head = file.read(30)
        if head[:4] in (b"PK\x01\x02", b"PK\x05\x06"):
            return size + 1
        if not b"PK\x03\x04".startswith(head[:4]):
            return None
        if len(head) < 30:
            return size + 1
        flags, method = struct.unpack("<HH", head[6:10])
        length, name, extra = struct.unpack("<I", head[18:22]) + struct.unpack("<HH", head[26:30])
        inside: int = at + 30 + name + extra
        if inside >= size:
            return size + 1
        if method == DEFLATED:
            stream = Unpacking(BARE, left)
            end = follow(stream, file, inside)
            left -= stream.unpacked
            if stream.spoilt:
                return None
            if end is None:
                return size + 1
            return end if not flags & DESCRIBED_AFTER else _described(file, end)
        return None if flags & DESCRIBED_AFTER else inside + int(length)

    return walked(file, 0, size, member) is not False


def _described(file: BinaryIO, at: int) -> int:
    """Where a data descriptor (4.3.9) at ``at`` ends: it may have a mark, and eight more bytes."""
    file.seek(at)
    tail = file.read(28)
    for length in (16, 12, 24, 20):
        if tail[length : length + 2] == b"PK":
            return at + length
    return at + 16


def gzipped(file: BinaryIO, _size: int) -> bool:
    """RFC 1952: one packed stream."""
    stream = Unpacking(GZIP)
    return follow(stream, file, 0) is None and not stream.spoilt


def ole(file: BinaryIO, size: int) -> bool:
    """[MS-CFB]: a sector that the header or the table of sectors names lies beyond the end."""
    file.seek(0)
    head = file.read(512)
    order, shift = struct.unpack("<HH", head[28:32])
    if order != 0xFFFE or shift not in (9, 12):
        return False
    tables, directory = struct.unpack("<II", head[44:52])
    named = struct.unpack("<109I", head[76:512])
    used = [one for one in named if one != FREE]
    if directory >= NO_SECTOR or len(used) != min(tables, IN_HEADER) or not used:
        return False
    wide = 1 << shift
    if any((one + 2) * wide > size for one in (directory, *used)):
        return True
    last = 0
    for number, sector in enumerate(used):
        file.seek((sector + 1) * wide)
        entries = struct.unpack(f"<{wide // 4}I", file.read(wide))
        inside = [at for at, entry in enumerate(entries) if entry != FREE]
        last = max(last, number * wide // 4 + inside[-1]) if inside else last
    return bool((last + 1) * wide >= size)


def pdf(file: BinaryIO, size: int) -> bool:
    """ISO 32000-1, 7.5: objects, no end, and a stream that goes on to there unspoilt."""
    begin = max(0, size - TAIL)
    file.seek(begin)
    tail = file.read()
    if b"%%EOF" in tail[-1024:] or not re.search(rb"\d\s+\d+\s+obj\b", tail):
        return False
    stream = max(tail.rfind(b"stream\r\n"), tail.rfind(b"stream\n"))
    if stream < 0 or tail.rfind(b"endstream") + 3 >= stream:
        # Between streams all is letters and numbers.
        return not re.search(rb"[\0-\x08\x0e-\x1a]", tail[-200:] if stream < 0 else tail[stream:])
    opened = tail[tail.rfind(b"obj", 0, stream) : stream]
    if b"FlateDecode" not in opened:
        return True
    inside = begin + stream + (8 if tail[stream + 6 : stream + 7] == b"\r" else 7)
    packed_stream = Unpacking(HEADED)
    end = follow(packed_stream, file, inside)
    return not packed_stream.spoilt and (end is None or end >= size - 16)
