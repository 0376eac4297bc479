"""A named right to be the only one who does something, until it runs out."""

from datetime import timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.clock import Clock
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
