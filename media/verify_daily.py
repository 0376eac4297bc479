"""The day's part of reading stored files back: so much that all are read in so many days."""

import threading
from datetime import UTC, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory
from media.models import Original
from media.storage import Storage
from media.verify import last_read, read_back


def due_today(session: Session, days: int, clock: Clock) -> list[str]:
    """The hashes of the originals to read today, those first that were not read longest.

    A ``days``-th part of all bytes, less what was read today already: so each day costs the same,
    and after ``days`` of them every file was read. What was stored or read today is not due.
    """
    midnight = datetime.combine(clock().astimezone(UTC).date(), time(), UTC)
    total = session.scalar(select(func.sum(Original.bytes))) or 0
    done = (
        session.scalar(select(func.sum(Original.bytes)).where(Original.verified_at >= midnight))
        or 0
    )
    left = -(-total // days) - done
    found = []
    rows = session.execute(
        select(Original.sha256, Original.bytes)
        .where(last_read() < midnight)
        .order_by(last_read(), Original.sha256)
    )
    for sha256, size in rows:
        if left <= 0:
            break
        found.append(sha256)
        left -= size
    return found


def read_part(
    sessions: SessionFactory,
    storage: Storage,
    days: int,
    clock: Clock,
    stop: threading.Event,
) -> int:
    """Read the day's part, until ``stop`` is set; how many damaged files it met.

    It may be run again on the same day: it goes on where it stopped.
    """
    with sessions() as session:
        due = due_today(session, days, clock)
    damaged = 0
    for one in read_back(sessions, storage, due, clock):
        damaged += one.damaged
        if stop.is_set():
            break
    return damaged
