"""What is due once a day, done by one of the workers, in a thread of its own."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory
from jobs import lease
from jobs.models import Lease
from jobs.worker import worker_name

log = logging.getLogger(__name__)

DailyTask = Callable[[Session, Clock], object]
"""Does the day's work and commits it. It may be run twice on one day and must bear that."""

LEASE = "daily"
LEASE_SECONDS = 600.0
"""Prolonged while the day's work goes on; a killed worker's turn comes to another after that."""

DONE = "daily:"
"""What was done has a lease with this prefix and the task's name until the day is over."""

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
    """Run what nobody has done today, at once and after each midnight in UTC, until ``stop``.

    One process does it at a time, by lease. A task that fails is told in the log and tried
    again at the next look; the others go on. With ``once`` runs all of them and returns.
    """
    while not stop.is_set():
        try:
            _round(sessions, tasks, stop, clock, again=once)
        except SQLAlchemyError:
            log.exception("the day's tasks have to wait")
        if once:
            return
        stop.wait(LOOK_SECONDS)


def _round(
    sessions: SessionFactory,
    tasks: Mapping[str, DailyTask],
    stop: threading.Event,
    clock: Clock,
    *,
    again: bool,
) -> None:
    """Run what is due, or ``again`` all of them, unless another process does so now."""
    if not (again or _due(sessions, tasks, clock)):
        return
    held = lease.Held(sessions, LEASE, LEASE_SECONDS, clock)
    if not held.now():
        return
    try:
        with held.kept():
            # Asked anew: another may have done it all before the lease was ours.
            for name in tasks if again else _due(sessions, tasks, clock):
                if stop.is_set():
                    break
                _run(sessions, name, tasks[name], stop, clock)
    finally:
        held.give_back()


def _run(
    sessions: SessionFactory, name: str, task: DailyTask, stop: threading.Event, clock: Clock
) -> None:
    try:
        until = _day_over(clock)  # the day on which it began
        with sessions() as session:
            task(session, clock)
        if stop.is_set():  # it may have broken off
            return
        with sessions() as session:
            session.merge(Lease(name=DONE + name, owner=worker_name(), until=until))
            session.commit()
    except Exception:
        log.exception("the day's task %s failed; it will be tried again", name)


def _due(sessions: SessionFactory, tasks: Mapping[str, DailyTask], clock: Clock) -> list[str]:
    """The names of the tasks that nobody has done on this day, in their order; one query.

    Another day's row says nothing, be it of a clock that was a year ahead.
    """
    names = {DONE + name: name for name in tasks}
    query = select(Lease.name).where(Lease.name.in_(names), Lease.until == _day_over(clock))
    with sessions() as session:
        done = {names[one] for one in session.scalars(query)}
    return [name for name in tasks if name not in done]


def _day_over(clock: Clock) -> datetime:
    """The midnight in UTC that ends the day."""
    tomorrow = clock().astimezone(UTC).date() + timedelta(days=1)
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=UTC)
