"""Files in the storage that no row knows: found by looking, and put away after a day of grace.

A file is stored before its row is written, so a kill between the two leaves one; so does a recipe
whose newer version makes other names. A file that is younger than the grace may get its row yet.
"""

import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory
from media.models import Original, Rendition
from media.renditions import storage_name
from media.storage import Lying, Storage

GRACE = timedelta(hours=24)
"""Longer than any step runs between its first stored file and its rows."""

ORIGINALS, DERIVED = "originals", "derived"
AT_ONCE = 200
"""Originals that one query asks for."""


def orphans(session: Session, storage: Storage) -> Iterator[Lying]:
    """The files that lie in the storage and in no row, of whatever age."""
    for some in _groups(storage.lying(ORIGINALS)):
        known = set(session.scalars(select(Original.sha256).where(Original.sha256.in_(some))))
        yield from (one for sha, files in some.items() for one in files if _last(one) not in known)
    for some in _groups(storage.lying(DERIVED)):
        rows = session.scalars(select(Rendition).where(Rendition.original_sha.in_(some)))
        names = {storage_name(row) for row in rows}
        yield from (one for files in some.values() for one in files if one.name not in names)


def put_away(
    sessions: SessionFactory,
    storage: Storage,
    clock: Clock,
    stop: threading.Event,
    grace: timedelta = GRACE,
) -> int:
    """Remove orphans that are older than ``grace``, until ``stop`` is set; how many."""
    before, removed = (clock() - grace).timestamp(), 0
    with sessions() as session:
        found = [one for one in orphans(session, storage) if one.modified < before]
        session.rollback()
        for one in found:
            if stop.is_set():
                break
            if not _has_row(session, one):
                removed += storage.discard(one.name, before)
            session.rollback()
    return removed


def _has_row(session: Session, one: Lying) -> bool:
    """Whether a row came meanwhile. On SQLite none can come until this transaction ends.

    An update that changes nothing takes the write lock there; elsewhere the grace has to do.
    """
    sha256 = one.name.split("/")[1] if one.name.startswith(DERIVED) else _last(one)
    touched = session.scalars(
        update(Original)
        .where(Original.sha256 == sha256)
        .values(sha256=sha256)
        .returning(Original.sha256)
    ).all()
    if not one.name.startswith(DERIVED):
        return bool(touched)
    rows = session.scalars(select(Rendition).where(Rendition.original_sha == sha256))
    return any(storage_name(row) == one.name for row in rows)


def _last(one: Lying) -> str:
    return one.name.rpartition("/")[2]


def _groups(files: Iterable[Lying]) -> Iterator[dict[str, list[Lying]]]:
    """The files by the hash that their name holds, some hashes at once."""
    some: dict[str, list[Lying]] = {}
    for one in files:
        parts = one.name.split("/")
        sha256 = parts[1] if parts[0] == DERIVED else parts[-1]
        if sha256 not in some and len(some) >= AT_ONCE:
            yield some
            some = {}
        some.setdefault(sha256, []).append(one)
    if some:
        yield some
