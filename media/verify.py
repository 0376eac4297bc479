"""Reading stored files back: whether each is still what was stored."""

import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory
from media.models import Damage, Original, Rendition
from media.renditions import storage_name
from media.storage import CHUNK, Storage, original_name


@dataclass(frozen=True)
class Read:
    """An original that was read back with all that was made of it.

    ``files`` and ``bytes`` are those that were read, ``damaged`` how many of them are not whole.
    """

    sha256: str
    files: int
    bytes: int
    damaged: int


def last_read() -> ColumnElement[datetime]:
    """When an original was known to be whole: read back, or hashed on its arrival."""
    return func.coalesce(Original.verified_at, Original.stored_at)


def longest_unread(session: Session, share: float = 1.0) -> list[str]:
    """The hashes of ``share`` (0..1) of all originals, those first that were not read longest.

    At least one where there are any: a share of the longest unread, taken again and again, reads
    them all, which a share drawn by lot would not.
    """
    total = session.scalar(select(func.count()).select_from(Original)) or 0
    most = min(total, max(1, -int(-total * share // 1)))
    rows = select(Original.sha256).order_by(last_read(), Original.sha256).limit(most)
    return list(session.scalars(rows))


def read_back(
    sessions: SessionFactory, storage: Storage, originals: Iterable[str], clock: Clock
) -> Iterator[Read]:
    """Read these originals and their renditions; what stands of each is committed before the next.

    ``verified_at`` says when the original was read, whatever came of it; the ``damage`` table
    holds what is not whole.
    """
    for sha256 in originals:
        with sessions() as session:
            original = session.get(Original, sha256)
            if original is None:
                continue
            found = _read_one(session, storage, original, clock)
            session.commit()
        yield found


def _read_one(session: Session, storage: Storage, original: Original, clock: Clock) -> Read:
    sha256 = original.sha256
    stored = _stored(session, original)
    session.rollback()  # reading a film takes its time: no transaction waits meanwhile
    wrong = {
        one: reason
        for one in stored
        if (reason := what_is_wrong(storage, one.name, one.sha256, one.bytes)) is not None
    }
    original = session.get_one(Original, sha256)
    if wrong:  # a rendition that was made anew meanwhile is no damage
        now = set(_stored(session, original))
        wrong = {one: reason for one, reason in wrong.items() if one in now}
    forget_damage(session, sha256)
    session.add_all(
        Damage(name=one.name, original_sha=sha256, what=one.what, reason=reason, found_at=clock())
        for one, reason in wrong.items()
    )
    original.verified_at = clock()
    return Read(sha256, len(stored), sum(one.bytes for one in stored), len(wrong))


@dataclass(frozen=True)
class _Stored:
    what: str
    name: str
    sha256: str
    bytes: int


def _stored(session: Session, original: Original) -> list[_Stored]:
    """An original and its renditions, as they should lie in the storage."""
    sha256 = original.sha256
    renditions = session.scalars(
        select(Rendition).where(Rendition.original_sha == sha256).order_by(Rendition.id)
    )
    return [
        _Stored("original", original_name(sha256), sha256, original.bytes),
        *(_Stored("rendition", storage_name(one), one.sha256, one.bytes) for one in renditions),
    ]


def forget_damage(session: Session, sha256: str) -> None:
    """What was known to be damaged of an original and its renditions is whole, or read anew."""
    session.execute(delete(Damage).where(Damage.original_sha == sha256))


def note_missing(session: Session, sha256: str, clock: Clock) -> None:
    """An original is not where it should lie: somebody met its absence. The caller commits."""
    session.merge(
        Damage(
            name=original_name(sha256),
            original_sha=sha256,
            what="original",
            reason="missing",
            found_at=clock(),
        )
    )


def what_is_wrong(storage: Storage, name: str, sha256: str, size: int) -> str | None:
    """``missing``, ``changed`` or ``unreadable``; None where the bytes are those of ``sha256``."""
    try:
        if storage.size(name) != size:
            return "changed"
        digest = hashlib.sha256()
        with storage.open(name) as stream:
            _from_the_disk(stream)
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
            _from_the_disk(stream)
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
    return None if digest.hexdigest() == sha256 else "changed"


def _from_the_disk(stream: BinaryIO) -> None:
    """Drop the file's pages from memory: it is the disk that is asked.

    Afterwards again, so that files that nobody looks at do not push out those that are looked at.
    """
    if hasattr(os, "posix_fadvise"):
        with suppress(io.UnsupportedOperation):  # a stream that comes from elsewhere
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
