"""What was looked for is kept for 90 days, without who looked."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from core.clock import Clock
from core.database import BUSY_SECONDS, unsynced
from search.models import QueryLog

log = logging.getLogger(__name__)

KEPT = timedelta(days=90)

PATIENCE_MS = 2000
"""How long a search waits, on SQLite, for another writer before it does without its row."""

LETTERS = 500


def note(
    session: Session,
    viewer: Viewer,
    asked: str,
    filters: dict[str, Any],
    found: int,
    nearest_lesson_id: int | None,
    clock: Clock,
    *,
    corrected: bool = False,
) -> None:
    """Leave a row of this search; commits. Text beyond 500 characters is cut.

    ``corrected``: what was found was found by other words than those asked.
    """
    here = viewer.roles[0] if viewer.roles else None
    row = QueryLog(
        at=clock(),
        school_id=next((at.school_id for at in viewer.roles if at.school_id), None),
        role="operator" if viewer.operator else here.role if here else "",
        text=asked[:LETTERS],
        filters=filters,
        found=found,
        nearest_lesson_id=nearest_lesson_id,
        corrected=corrected,
    )
    try:
        unsynced(session)  # a power cut may take it: nobody is told of this row
        with _impatient(session):
            session.add(row)
            session.flush()
        session.commit()
    except OperationalError:
        log.warning("a search left no row in its log: the database is busy")
        session.rollback()


def forget(session: Session, clock: Clock) -> None:
    """Delete the rows that are older than ``KEPT``; commits. The worker does it every day."""
    session.execute(delete(QueryLog).where(QueryLog.at < clock() - KEPT))
    session.commit()


@contextmanager
def _impatient(session: Session) -> Iterator[None]:
    """SQLite waits less for other writers meanwhile; other databases do not wait for them."""
    connection: Any = session.connection().connection.driver_connection
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    connection.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
