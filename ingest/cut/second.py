"""Whether another film or recording begins where the first one ends: files that were glued."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import BinaryIO

from ingest.cut.containers import MOST, SEGMENT

EBML = b"\x1a\x45\xdf\xa3"


def another_begins(path: Path) -> bool:
    """Whether it does, in MP4, MOV, MKV, WebM, AVI, WAV, FLV and Ogg."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        try:
            if head.startswith(b"RIFF"):
                return _riff(file, head)
            if head.startswith(EBML):
                return _matroska(file, size)
            if head.startswith(b"FLV\x01"):
                return _flv(file, size)
            if head.startswith(b"OggS"):
                return _ogg(file, size)
            return head[4:8] == b"ftyp" and _boxes(file, size)
        except (struct.error, IndexError):
            return False


def _riff(file: BinaryIO, head: bytes) -> bool:
    (length,) = struct.unpack("<I", head[4:8])
    file.seek(8 + length + length % 2)
    begin = file.read(12)
    # A long AVI goes on in a RIFF of another name (OpenDML 2.0).
    return begin[:4] == b"RIFF" and begin[8:] == head[8:]


def _matroska(file: BinaryIO, size: int) -> bool:
    """By the segment's own length; one that tells none ends with the file."""
    at = 0
    for _ in range(8):
        file.seek(at)
        begin = file.read(12)
        if at and begin.startswith(EBML):
            return True
        wide = 9 - begin[0].bit_length()
        long = 9 - begin[wide].bit_length()
        if wide > 4 or long > 8:
            return False
        number = int.from_bytes(begin[:wide], "big")
        length = int.from_bytes(begin[wide : wide + long], "big") & ((1 << 7 * long) - 1)
        at += wide + long + length
        if at >= size or (at and number != SEGMENT and begin[:4] != EBML):
            return False
    return False


def _flv(file: BinaryIO, size: int) -> bool:
    at = 13
    for _ in range(10 * MOST):
        if at + 15 > size:
            return False
        file.seek(at)
        head = file.read(4)
        if head == b"FLV\x01":
            return True
        if head[0] & 0x1F not in (8, 9, 18):
            return False
        at += 15 + int.from_bytes(head[1:4], "big")
    return False


def _ogg(file: BinaryIO, size: int) -> bool:
    """A page that begins a track after one that does not (RFC 3533, 4)."""
    at, begun = 0, False
    for _ in range(MOST):
        file.seek(at)
        head = file.read(27)
        if head[:4] != b"OggS" or at >= size:
            return False
        begins = bool(head[5] & 2)
        if begins and begun:
            return True
        begun = begun or not begins
        at += 27 + head[26] + sum(file.read(head[26]))
    return False


def _boxes(file: BinaryIO, size: int) -> bool:
    at, seen = 0, list[bytes]()
    for _ in range(MOST):
        file.seek(at)
        head = file.read(16)
        if at >= size or not re.fullmatch(rb"[\x20-\x7e]{4}", head[4:8]):
            break
        seen.append(head[4:8])
        (length,) = struct.unpack(">I", head[:4])
        if length == 1:
            (length,) = struct.unpack(">Q", head[8:16])
        if length < 8:
            break
        at += length
    return seen.count(b"ftyp") > 1 and seen.count(b"moov") > 1
