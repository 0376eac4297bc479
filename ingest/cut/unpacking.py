"""Deflated bytes followed to where they end, break off or go wrong; nothing of them is kept."""

from __future__ import annotations

import zlib
from typing import BinaryIO

#: Unpacked bytes looked at.
MOST = 256 * 1024 * 1024
PIECE = 64 * 1024
#: Plain deflate as in zip, with zlib's own head as in PDF and PNG, or with gzip's.
BARE, HEADED, GZIP = -15, 15, 31


class Unpacking:
    """A stream that is fed in pieces. ``ended``: it came to its own end; ``spoilt``: it cannot.

    ``unpacked`` bytes came out of it; more than ``most`` are called spoilt, nobody follows them.
    ``left`` is how many bytes of the last piece came after the end.
    """

    def __init__(self, bits: int, most: int = MOST) -> None:
        self._stream = zlib.decompressobj(bits)
        self._most = most
        self.unpacked = 0
        self.spoilt = False
        self.left = 0

    @property
    def ended(self) -> bool:
        """Whether the stream's own end was met."""
        return self._stream.eof

    def feed(self, piece: bytes) -> None:
        """Take the next bytes in."""
        try:
            while piece and not (self.spoilt or self.ended):
                self.unpacked += len(self._stream.decompress(piece, PIECE))
                piece = self._stream.unconsumed_tail
                self.spoilt = self.unpacked > self._most
        except zlib.error:
            self.spoilt = True
        self.left = len(self._stream.unused_data)


def follow(stream: Unpacking, file: BinaryIO, at: int) -> int | None:
    """Where the stream that begins at ``at`` ends; None where it breaks off or is spoilt."""
    file.seek(at)
    while piece := file.read(PIECE):
        stream.feed(piece)
        at += len(piece)
        if stream.spoilt:
            return None
        if stream.ended:
            return at - stream.left
    return None
