"""A named right to be the only one who does something, until it runs out."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory
from jobs.models import Lease


def acquire(session: Session, name: str, owner: str, seconds: float, clock: Clock) -> bool:
    """Take or prolong the lease ``name``; commits. False while somebody else holds it."""
    now = clock()
    taken = session.execute(
        update(Lease)
        .where(Lease.name == name, (Lease.owner == owner) | (Lease.until < now))
        .values(owner=owner, until=now + timedelta(seconds=seconds))
        .returning(Lease.name)
    ).first()
    if taken is None and session.get(Lease, name, populate_existing=True) is None:
        session.add(Lease(name=name, owner=owner, until=now + timedelta(seconds=seconds)))
        try:
            session.commit()
        except IntegrityError:  # another came first
            session.rollback()
            return False
        return True
    session.commit()
    return taken is not None


def release(session: Session, name: str, owner: str) -> None:
    """Give the lease back, if it is still ours; commits."""
    session.execute(delete(Lease).where(Lease.name == name, Lease.owner == owner))
    session.commit()


def forget(session: Session, prefix: str, before: datetime) -> None:
    """Delete the leases whose names begin so and that ran out before then; commits."""
    session.execute(delete(Lease).where(Lease.name.startswith(prefix), Lease.until < before))
    session.commit()


def is_held(session: Session, name: str, clock: Clock) -> bool:
    """Whether anybody holds the lease now."""
    until = select(Lease.name).where(Lease.name == name, Lease.until >= clock())
    return session.scalar(until) is not None


RENEWALS = 3
"""How often a loop prolongs its lease while it runs: one that fails is not yet the end of it."""


class Held:
    """The lease ``name`` as one loop holds it, for ``seconds`` at a time."""

    def __init__(self, sessions: SessionFactory, name: str, seconds: float, clock: Clock) -> None:
        self._sessions = sessions
        self._name = name
        self._seconds = seconds
        self._clock = clock
        self._owner = secrets.token_hex(8)
        self._renew_at = 0.0

    def now(self) -> bool:
        """Whether it is ours; writes only when it is due to be taken or prolonged."""
        if monotonic() >= self._renew_at:
            with self._sessions() as session:
                if not acquire(session, self._name, self._owner, self._seconds, self._clock):
                    return False
            self._renew_at = monotonic() + self._seconds / RENEWALS
        return True

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Prolong it by a thread of its own while something goes on for longer than it lasts."""
        over = threading.Event()

        def prolong() -> None:
            while True:
                with suppress(SQLAlchemyError):
                    self.now()
                if over.wait(self._seconds / RENEWALS / 2):
                    return

        thread = threading.Thread(target=prolong, name=f"lease {self._name}")
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def give_back(self) -> None:
        """Let others have it at once; a database that does not answer lets it run out."""
        with suppress(SQLAlchemyError), self._sessions() as session:
            release(session, self._name, self._owner)
