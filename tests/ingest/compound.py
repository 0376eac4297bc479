"""Writes OLE compound files ([MS-CFB]) with any streams, for what LibreOffice cannot make."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF
#: Streams under this size would live in the mini stream; they are padded instead.
SMALLEST = 4096


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A version 3 container; each stream is padded with zeros to at least 4096 bytes."""
    contents = {name: data.ljust(SMALLEST, b"\0") for name, data in streams.items()}
    table = [FAT]
    sectors: list[bytes] = []
    starts: dict[str, int] = {}
    for name, data in contents.items():
        starts[name] = len(table)
        pieces = [data[at : at + SECTOR] for at in range(0, len(data), SECTOR)]
        for number, piece in enumerate(pieces, start=1):
            table.append(END if number == len(pieces) else len(table) + 1)
            sectors.append(piece.ljust(SECTOR, b"\0"))
    directory = _entry("Root Entry", 5, child=1, start=END, size=0)
    # A tree that is a list to the right, in the order that [MS-CFB] 2.6.4 asks for.
    names = sorted(contents, key=lambda name: (len(name), name.upper()))
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else NONE
        directory += _entry(name, 2, right=right, start=starts[name], size=len(contents[name]))
    first = len(table)
    count = -(-len(directory) // SECTOR)
    for number in range(1, count + 1):
        table.append(END if number == count else len(table) + 1)
    assert len(table) <= SECTOR // 4, "one sector of the table is enough for tests"
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, first, 0, SMALLEST, END, 0, END, 0)
        + struct.pack("<I", 0)
        + struct.pack("<I", FREE) * 108
    )
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return header + fat + b"".join(sectors) + directory.ljust(count * SECTOR, b"\0")


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
