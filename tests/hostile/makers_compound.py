"""Writes OLE compound files with storages within each other, and twins of one name."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import TypeAlias

Tree: TypeAlias = "Sequence[tuple[str, bytes | Tree]]"

SECTOR, SMALLEST = 512, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROOT, STORAGE, STREAM = 5, 1, 2


def compound(tree: Tree) -> bytes:
    """A container; streams are filled up with zeros to 4096 bytes."""
    table: list[int] = []
    sectors = bytearray()

    def put(content: bytes) -> int:
        start, count = len(table), -(-len(content) // SECTOR)
        table.extend([*range(start + 1, start + count), END])
        sectors.extend(content.ljust(count * SECTOR, b"\0"))
        return start

    entries: list[bytes] = []

    def add(name: str, held: bytes | Tree, right: int, kind: int = STORAGE) -> int:
        """The entry's number; what stands within comes before it."""
        child, start, size = FREE, 0, 0
        if isinstance(held, bytes):
            content = held.ljust(SMALLEST, b"\0")
            kind, start, size = STREAM, put(content), len(content)
        else:
            for inner, content in sorted(held, key=_order, reverse=True):
                child = add(inner, content, child)
        encoded = name.encode("utf-16-le") + b"\0\0"
        entries.append(
            encoded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, right, child)
            + bytes(36)
            + struct.pack("<IQ", END if kind == ROOT else start, size)
        )
        return len(entries) - 1

    entries.append(b"")  # the root's place
    add("Root Entry", tree, FREE, ROOT)
    entries[0] = entries.pop()
    first = put(b"".join(entries))
    fats = next(n for n in range(1, 110) if n * SECTOR // 4 >= len(table) + n)
    where = range(len(table), len(table) + fats)
    table.extend([FAT] * fats)
    table.extend([FREE] * (fats * SECTOR // 4 - len(table)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fats, first, 0, SMALLEST, END, 0, END, 0)
    head += struct.pack("<109I", *where, *[FREE] * (109 - fats))
    return head + bytes(sectors) + struct.pack(f"<{len(table)}I", *table)


def _order(pair: tuple[str, bytes | Tree]) -> tuple[int, str]:
    """As [MS-CFB] 2.6.4 asks for."""
    return len(pair[0]), pair[0].upper()
