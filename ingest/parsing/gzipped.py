"""Gzip (RFC 1952) unfolded within bounds."""

from __future__ import annotations

import zlib

HEAD = b"\x1f\x8b\x08"
#: zlib's word for gzip's own head and tail.
_BITS = 31


class Bursting(Exception):
    """More comes out than was allowed."""


def begin_of(content: bytes, most: int) -> bytes:
    """The first ``most`` bytes at most of what is folded in ``content``, whole or not."""
    try:
        return zlib.decompressobj(_BITS).decompress(content, most)
    except zlib.error:
        return b""


def unfolded(content: bytes, most: int) -> bytes:
    """All of it. Raises Bursting for more than ``most`` bytes, ValueError for what is damaged."""
    stream = zlib.decompressobj(_BITS)
    try:
        out = stream.decompress(content, most + 1)
    except zlib.error as problem:
        raise ValueError("damaged") from problem
    if len(out) > most:
        raise Bursting
    if not stream.eof:
        raise ValueError("breaks off")
    return out
