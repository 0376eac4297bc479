"""The outbox: a change is noted in its own transaction and taken in afterwards, at least once.

A reader claims the oldest rows, reads the items anew, and deletes exactly those rows once
it is done; there is no cursor, because on PostgreSQL rows become visible out of order.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from time import monotonic

from sqlalchemy import Insert, delete, func, insert, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory, table_of
from jobs.models import Outbox

log = logging.getLogger(__name__)

AT_ONCE = 200
"""Rows taken in together where nobody says otherwise."""

RESTS = 60.0
"""Seconds after which an item that could not be taken in is tried again."""

NO_ITEMS_FAULT = (OSError, OperationalError)
"""What keeps all items from being taken in."""

TakeIn = Callable[[Session, tuple[int, ...]], None]
"""Gets a session and items' row ids, and returns once its own side is safe."""


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


def read_batch(
    session: Session,
    consumer: str,
    limit: int | None,
    *,
    only: int | None = None,
    but: Collection[int] = (),
) -> Batch:
    """The oldest ``limit`` rows for ``consumer``, or all; an empty batch when there is nothing.

    Those of one item ``only``, or of all items ``but`` some.
    """
    query = select(Outbox.id, Outbox.item_id).where(Outbox.consumer == consumer)
    if only is not None:
        query = query.where(Outbox.item_id == only)
    if but:
        query = query.where(Outbox.item_id.not_in(but))
    rows = session.execute(query.order_by(Outbox.id).limit(limit)).all()
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
    take_in: TakeIn,
    limit: int | None = AT_ONCE,
    *,
    only: int | None = None,
    but: Collection[int] = (),
) -> int:
    """Take in one batch of ``read_batch``; returns how many rows it had.

    If ``take_in`` raises, the rows stay and come again.
    """
    with sessions() as session:
        batch = read_batch(session, consumer, limit, only=only, but=but)
        if not batch.rows:
            return 0
        take_in(session, batch.items)
        dismiss(session, batch.rows)
        session.commit()
    return len(batch.rows)


@dataclass
class Drain:
    """Takes in one consumer's batches; an item that cannot be taken in keeps no other waiting.

    It stays in the outbox and is tried again every ``RESTS`` seconds. What is ``everybodys``, a
    disk, a database or an index that is away, is no item's fault and is raised.
    """

    sessions: SessionFactory
    consumer: str
    take_in: TakeIn
    everybodys: tuple[type[Exception], ...] = NO_ITEMS_FAULT
    _resting: dict[int, float] = field(default_factory=dict)

    def once(self, limit: int = AT_ONCE) -> int:
        """Take in one batch; returns how many rows of it are in."""
        now = monotonic()
        self._resting = {item: until for item, until in self._resting.items() if until > now}
        try:
            return drain_once(
                self.sessions, self.consumer, self.take_in, limit, but=self._resting.keys()
            )
        except self.everybodys:
            raise
        except Exception:
            log.warning("changes for %s could not be taken in together", self.consumer)
        return self._one_by_one(limit)

    def _one_by_one(self, limit: int) -> int:
        with self.sessions() as session:
            batch = read_batch(session, self.consumer, limit, but=self._resting.keys())
        taken = 0
        for item in batch.items:
            try:
                taken += drain_once(self.sessions, self.consumer, self.take_in, None, only=item)
            except self.everybodys:
                raise
            except Exception:
                log.exception("item %d cannot be taken in for %s", item, self.consumer)
                self._resting[item] = monotonic() + RESTS
        return taken
