"""The end of a showing: from now on its code and its screens open nothing."""

from sqlalchemy.orm import Session

from core.clock import Clock
from diary.models import Grant


def end_showing(session: Session, grant: Grant, *, clock: Clock) -> None:
    """End the showing that ``find_showing`` has found; a second time changes nothing. Flushes."""
    if grant.revoked_at is None:
        grant.revoked_at = clock()
        grant.turned += 1
    session.flush()
