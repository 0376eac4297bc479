"""Writes an OLE compound file anew, with plain streams alone ([MS-CFB], version 3).

Readers differ in what they make of an odd container: twins of one name, another bound of small
streams, a storage within. Of what was written here all read the same.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

SECTOR = 512
FREE, END, FAT, DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
NONE = FREE
ROOT, STREAM = 5, 2
#: Smaller streams would stand in a stream of their own sort; they are filled up with zeros.
SMALLEST = 4096
#: Sectors of the table that the header names, numbers in a sector, and in one of DIFAT.
IN_HEADER, IN_SECTOR, IN_DIFAT = 109, SECTOR // 4, SECTOR // 4 - 1


def write_compound(out: Path, streams: Mapping[str, bytes]) -> None:
    """Write ``streams``, by their names (at most 31 letters), under the root; at least one."""
    table: list[int] = []
    starts = {name: _chained(table, len(content)) for name, content in streams.items()}
    directory = _directory(streams, starts)
    first = _chained(table, len(directory))
    used = len(table)
    fats, more = _counts(used)
    table += [FAT] * fats + [DIFAT] * more
    with out.open("wb") as file:
        file.write(_header(first, used, fats, more))
        for content in streams.values():
            _put(file, content, max(len(content), SMALLEST))
        _put(file, directory, len(directory))
        _put(file, struct.pack(f"<{len(table)}I", *table), fats * SECTOR, filling=b"\xff")
        file.write(_difat(used, fats, more))


def _chained(table: list[int], length: int) -> int:
    """Take the next sectors for so many bytes: the first of them."""
    start = len(table)
    count = -(-max(length, SMALLEST) // SECTOR)
    table.extend(range(start + 1, start + count))
    table.append(END)
    return start


def _put(file: BinaryIO, content: bytes, length: int, filling: bytes = b"\0") -> None:
    file.write(content)
    whole = -(-length // SECTOR) * SECTOR
    file.write(filling * (whole - len(content)))


def _counts(used: int) -> tuple[int, int]:
    """Sectors of the table, and of DIFAT, which both stand in the table themselves."""
    fats = more = 0
    while True:
        need = -(-(used + fats + more) // IN_SECTOR)
        beyond = -(-max(0, need - IN_HEADER) // IN_DIFAT)
        if (need, beyond) == (fats, more):
            return fats, more
        fats, more = need, beyond


def _header(first: int, used: int, fats: int, more: int) -> bytes:
    named = [used + n for n in range(min(fats, IN_HEADER))]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIII", 0, fats, first, 0)
    head += struct.pack("<IIIII", SMALLEST, END, 0, used + fats if more else END, more)
    return head + struct.pack(f"<{IN_HEADER}I", *named, *[FREE] * (IN_HEADER - len(named)))


def _difat(used: int, fats: int, more: int) -> bytes:
    """Where the sectors of the table stand that the header does not name."""
    parts = []
    for number in range(more):
        begin = IN_HEADER + number * IN_DIFAT
        named = [used + n for n in range(begin, min(fats, begin + IN_DIFAT))]
        following = used + fats + number + 1 if number + 1 < more else END
        filled = [*named, *[FREE] * (IN_DIFAT - len(named)), following]
        parts.append(struct.pack(f"<{IN_SECTOR}I", *filled))
    return b"".join(parts)


def _directory(streams: Mapping[str, bytes], starts: Mapping[str, int]) -> bytes:
    """A tree that is a list to the right, in the order that [MS-CFB] 2.6.4 asks for."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", ROOT, child=1, start=END, size=0)]
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else NONE
        size = max(len(streams[name]), SMALLEST)
        entries.append(_entry(name, STREAM, right=right, start=starts[name], size=size))
    unused = struct.pack("<64x4xIII52x", NONE, NONE, NONE)
    return b"".join(entries) + unused * (SMALLEST // 128 - len(entries))


def _entry(
    name: str, kind: int, *, right: int = NONE, child: int = NONE, start: int, size: int
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB", len(encoded), kind, 1)
        + struct.pack("<III", NONE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
