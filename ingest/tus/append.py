"""Taking a piece of an upload in: what is promised to the sender is on the disk."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from core.clock import Clock
from ingest.models import Upload
from ingest.tus.errors import BeyondEnd, ChecksumMismatch, WrongOffset
from ingest.tus.headers import Checksum
from ingest.tus.part import Part

KEEP_EVERY = 16 * 1024 * 1024
"""Bytes after which what has come of a long piece is made sure: so much a killed server loses."""


def append(
    session: Session,
    part: Part,
    upload: Upload,
    offset: int,
    pieces: Iterable[bytes],
    checksum: Checksum | None,
    *,
    days: int,
    clock: Clock,
) -> None:
    """Put the bytes of ``pieces`` at ``offset`` of the locked ``part``; commits as they are kept.

    What came before the sender's line broke is kept, unless a checksum was to be met: then all
    or nothing. ``days`` is how long the upload is waited for from now on.
    Raises WrongOffset, BeyondEnd, ChecksumMismatch, and what ``pieces`` raises.
    """
    session.refresh(upload)
    if upload.outcome is None and part.size() < upload.received:  # the disk has lost some
        upload.received = part.size()
    session.commit()
    if offset != upload.received:
        raise WrongOffset(upload.received)
    if upload.outcome is not None:
        _nothing_more(pieces)
        return

    def keep(at: int) -> None:
        part.keep()
        upload.received = at
        upload.expires_at = clock() + timedelta(days=days)
        session.commit()

    part.cut(offset)
    if checksum is None:
        _stream(part, upload.length, offset, pieces, keep)
        return
    digest = hashlib.new(checksum.algorithm)
    at = offset
    for piece in pieces:
        _check_end(at + len(piece), upload.length)
        part.write(piece, at)
        digest.update(piece)
        at += len(piece)
    if digest.digest() != checksum.digest:
        part.cut(offset)
        raise ChecksumMismatch
    keep(at)


def _stream(
    part: Part, length: int, offset: int, pieces: Iterable[bytes], keep: Callable[[int], None]
) -> None:
    at = kept = offset
    try:
        for piece in pieces:
            _check_end(at + len(piece), length)
            part.write(piece, at)
            at += len(piece)
            if at - kept >= KEEP_EVERY:
                keep(at)
                kept = at
    finally:
        if at > kept:
            keep(at)


def _nothing_more(pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        if piece:
            raise BeyondEnd


def _check_end(at: int, length: int) -> None:
    if at > length:
        raise BeyondEnd
