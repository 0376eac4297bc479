"""Containers of films, sound and pictures: pieces that each tell their own length.

Every walk gets the open file and its size, and tells whether a piece that is in order was to go on
beyond the end. What lies inside a piece is not looked at.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import BinaryIO

#: Pieces looked at: of a film of many hours that stands in pieces of a second.
MOST = 100_000
#: EBML and Matroska, RFC 9559: what may stand in a segment, with Void and CRC-32 (RFC 8794, 11.3).
SEGMENT = 0x18538067
CLUSTER = 0x1F43B675
IN_SEGMENT = frozenset(
    {
        *(0x114D9B74, 0x1549A966, 0x1654AE6B, CLUSTER, 0x1C53BB6B, 0x1941A469, 0x1043A770),
        *(0x1254C367, 0xEC, 0xBF),
    }
)
#: ASF 2.1: a header, then the data.
ASF_DATA = b"\x36\x26\xb2\x75\x8e\x66\xcf\x11"
#: ISO/IEC 14496-12, 15444-1 and 23008-12: what a reader cannot do without.
CONTENTS = frozenset({b"moov", b"meta", b"jp2c"})

Piece = Callable[[BinaryIO, int], int | None]


def walked(file: BinaryIO, at: int, size: int, piece: Piece) -> bool | None:
    """Whether the piece that reaches beyond the end is in order; None where pieces end with it.

    ``piece`` gives where the one at ``at`` ends, None for what is no piece.
    """
    for _ in range(MOST):
        if at >= size:
            return True if at > size else None
        file.seek(at)
        end = piece(file, at)
        if end is None or end <= at:
            return False
        at = end
    return False


def riff(file: BinaryIO, size: int) -> bool:
    """AVI, WAV, WebP: chunks; lists are walked into."""

    def chunk(file: BinaryIO, at: int) -> int | None:
        head = file.read(12)
        if not re.match(rb"[A-Za-z0-9 _]{4}", head):
            return None
        (length,) = struct.unpack("<I", head[4:8])
        return at + 12 if head[:4] == b"LIST" else at + 8 + int(length) + length % 2

    file.seek(4)
    (claimed,) = struct.unpack("<I", file.read(4))
    return bool(claimed + 8 > size) and walked(file, 12, size, chunk) is not False


def boxes(file: BinaryIO, size: int) -> bool:
    """MP4, MOV, HEIC, AVIF, JPEG 2000: boxes, of which one tells where all else is."""
    seen: set[bytes] = set()

    def box(file: BinaryIO, at: int) -> int | None:
        head = file.read(16)
        kind = head[4:8]
        if not re.fullmatch(rb"[\x20-\x7e\xa9]{4}", kind):
            return None
        seen.add(kind)
        (length,) = struct.unpack(">I", head[:4])
        if length == 1:
            (length,) = struct.unpack(">Q", head[8:16])
        return size if length == 0 else at + int(length)

    ended = walked(file, 0, size, box)
    return ended is True or (ended is None and not CONTENTS & seen)


def matroska(file: BinaryIO, size: int) -> bool:
    """MKV, WebM: elements of one segment; one whose length is not told may be a live film's."""

    def element(file: BinaryIO, at: int) -> int | None:
        begin = file.read(12)
        if len(begin) < 2:
            return size + 1
        wide = 9 - begin[0].bit_length()
        number = int.from_bytes(begin[:wide], "big")
        long = 9 - begin[wide].bit_length()
        if wide > 4 or long > 8:
            return None
        length = int.from_bytes(begin[wide : wide + long], "big") & ((1 << 7 * long) - 1)
        inside = at + wide + long
        if number == SEGMENT:
            return inside
        if length == (1 << 7 * long) - 1 or not (at == 0 or number in IN_SEGMENT):
            return None
        return inside + length

    return walked(file, 0, size, element) is True


def asf(file: BinaryIO, size: int) -> bool:
    """WMV, WMA: the header, then the data."""

    def thing(file: BinaryIO, at: int) -> int | None:
        head = file.read(24)
        if at and head[:8] != ASF_DATA:
            return size - 1 if size - 1 > at else None
        return at + int(struct.unpack("<Q", head[16:24])[0])

    return walked(file, 0, size, thing) is True


def flv(file: BinaryIO, size: int) -> bool:
    """FLV 1, E.4: tags, each followed by its own length."""

    def tag(file: BinaryIO, at: int) -> int | None:
        head = file.read(11)
        length = 11 + int.from_bytes(head[1:4], "big")
        if head[0] & 0x1F not in (8, 9, 18):
            return None
        file.seek(at + length)
        told = file.read(4)
        if len(told) == 4 and int.from_bytes(told, "big") != length:
            return None
        return at + length + 4

    return walked(file, 13, size, tag) is True


def ogg(file: BinaryIO, size: int) -> bool:
    """RFC 3533: pages, of which the last one says so."""
    last = False

    def page(file: BinaryIO, at: int) -> int | None:
        nonlocal last
        head = file.read(27)
        if not b"OggS\0".startswith(head[:5]):
            return None
        if len(head) < 27:
            return size + 1
        last = bool(head[5] & 4)
        lengths = file.read(head[26])
        return at + 27 + head[26] + sum(lengths)

    ended = walked(file, 0, size, page)
    return ended is True or (ended is None and not last)


def flac(file: BinaryIO, size: int) -> bool:
    """RFC 9639, 8: blocks of what is told of the sound; frames tell no length."""
    done = False

    def block(file: BinaryIO, at: int) -> int | None:
        nonlocal done
        head = file.read(4)
        if done or head[0] & 0x7F > 6:
            return None
        done = bool(head[0] & 0x80)
        return at + 4 + int.from_bytes(head[1:4], "big")

    ended = walked(file, 4, size, block)
    return ended is True or (ended is None and done)
