"""Cuts the addresses of films that a binary PowerPoint file only links to.

LibreOffice hands each to a player, which opens it or waits for it, 20 s a film ([MS-PPT] 2.10.5).
"""

from __future__ import annotations

import re
import struct

#: ExMediaAtom (1004), of 8 bytes and at most a few more, first in an ExVideoContainer (1005).
MEDIA = re.compile(rb"\x04\x10[\x00-\x40]\x00\x00\x00")
#: What it stands in, and that again: ExAviMovie or ExMCIMovie.
AROUND = (0x1005, 0x1006, 0x1007)
#: CString (0FBA), before its length.
ADDRESS = re.compile(rb"..\xba\x0f", re.DOTALL)
HEADER = 8
#: How far an address is looked for where no container stands around the atom.
NEAR = 4096
UNKNOWN = b"\0\0"


def cut_films(content: bytes) -> bytes:
    """The stream «PowerPoint Document» without addresses of films: their records get no type."""
    changed = bytearray(content)
    for found in MEDIA.finditer(content, 2):
        start = found.start() - 2
        for address in ADDRESS.finditer(content, start, _end(content, start)):
            changed[address.start() + 2 : address.start() + 4] = UNKNOWN
    return bytes(changed)


def _end(content: bytes, start: int) -> int:
    """Where what belongs to the atom at ``start`` ends."""
    end = 0
    for at in (start - HEADER, start - 2 * HEADER):
        if at >= 0:
            kind, length = struct.unpack_from("<HI", content, at + 2)
            if kind in AROUND:
                end = max(end, at + HEADER + length)
    return min(end or start + NEAR, len(content))
