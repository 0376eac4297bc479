"""The outbox: a change is noted in its own transaction and taken in afterwards, at least once.

A reader claims the oldest rows, reads the items anew, and deletes exactly those rows once
it is done; there is no cursor, because on PostgreSQL rows become visible out of order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Insert, delete, func, insert, select
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory, table_of
from jobs.models import Outbox

AT_ONCE = 200
"""Rows taken in together where nobody says otherwise."""


@dataclass(frozen=True)
class Batch:
    """Rows that were read together and the distinct items that they name, oldest first."""

    rows: tuple[int, ...]
    items: tuple[int, ...]


def note(session: Session, consumers: Sequence[str], item_id: int, clock: Clock) -> None:
    """Tell these consumers that an item has changed; holds when the session commits."""
    now = clock()
    session.execute(
        _noting(), [{"consumer": one, "item_id": item_id, "at": now} for one in consumers]
    )


@cache
def _noting() -> Insert:
    return insert(table_of(Outbox))


def read_batch(session: Session, consumer: str, limit: int | None) -> Batch:
    """The oldest ``limit`` rows for ``consumer``, or all; an empty batch when there is nothing."""
    rows = session.execute(
        select(Outbox.id, Outbox.item_id)
        .where(Outbox.consumer == consumer)
        .order_by(Outbox.id)
        .limit(limit)
    ).all()
    return Batch(
        rows=tuple(row.id for row in rows),
        items=tuple(dict.fromkeys(row.item_id for row in rows)),
    )


def dismiss(session: Session, rows: Sequence[int]) -> None:
    """Take rows out that have been taken in otherwise."""
    for start in range(0, len(rows), AT_ONCE):
        session.execute(delete(Outbox).where(Outbox.id.in_(rows[start : start + AT_ONCE])))


def newest(session: Session, consumer: str) -> int:
    """The number of the newest row for ``consumer``; 0 when there is none."""
    return session.scalar(select(func.max(Outbox.id)).where(Outbox.consumer == consumer)) or 0


def waiting(session: Session, consumer: str, up_to: int | None = None) -> int:
    """How many rows ``consumer`` has yet to take in, of those numbered ``up_to`` at most."""
    query = select(func.count()).select_from(Outbox).where(Outbox.consumer == consumer)
    if up_to is not None:
        query = query.where(Outbox.id <= up_to)
    return session.scalar(query) or 0


def drain_once(
    sessions: SessionFactory,
    consumer: str,
    take_in: Callable[[Session, tuple[int, ...]], None],
    limit: int = AT_ONCE,
) -> int:
    """Take in one batch; returns how many rows it had.

    ``take_in`` gets a session and item row ids, and returns once its own side is safe. If it
    raises, the rows stay and come again.
    """
    with sessions() as session:
        batch = read_batch(session, consumer, limit)
        if not batch.rows:
            return 0
        take_in(session, batch.items)
        dismiss(session, batch.rows)
        session.commit()
    return len(batch.rows)
