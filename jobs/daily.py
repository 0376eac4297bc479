"""What is due once a day, done by one of the workers, in a thread of its own."""

import logging
import secrets
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory
from jobs import lease

log = logging.getLogger(__name__)

DailyTask = Callable[[Session, Clock], object]
"""Does the day's work and commits it. It may be run twice on one day and must bear that."""

LEASE = "daily"
LEASE_SECONDS = 600.0
"""Longer than the day's work takes; a killed worker's turn comes to another after that."""

LOOK_SECONDS = 30.0
"""Between two looks at the calendar: so late at most the new day is noticed."""


def run_daily(
    sessions: SessionFactory,
    tasks: Mapping[str, DailyTask],
    stop: threading.Event,
    clock: Clock,
    *,
    once: bool = False,
) -> None:
    """Run the tasks at once, and again after each midnight in UTC, until ``stop`` is set.

    One process does it at a time, by lease. A task that fails is told in the log and tried
    again at the next look; the others go on. With ``once`` returns after one round.
    """
    owner = secrets.token_hex(8)
    done: dict[str, date] = {}
    while not stop.is_set():
        today = clock().astimezone(UTC).date()
        due = {name: task for name, task in tasks.items() if done.get(name) != today}
        if due:
            for name in _round(sessions, due, stop, clock, owner):
                done[name] = today
        if once:
            return
        stop.wait(LOOK_SECONDS)


def _round(
    sessions: SessionFactory,
    tasks: Mapping[str, DailyTask],
    stop: threading.Event,
    clock: Clock,
    owner: str,
) -> list[str]:
    """Run these tasks; the names of those that were done."""
    done = []
    try:
        with sessions() as session:
            if not lease.acquire(session, LEASE, owner, LEASE_SECONDS, clock):
                return []
        for name, task in tasks.items():
            if stop.is_set():
                break
            try:
                with sessions() as session:
                    task(session, clock)
                done.append(name)
            except Exception:
                log.exception("the day's task %s failed; it will be tried again", name)
    except SQLAlchemyError:
        log.exception("the day's tasks have to wait")
    finally:
        with suppress(SQLAlchemyError), sessions() as session:
            lease.release(session, LEASE, owner)
    return done
