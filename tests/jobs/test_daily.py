"""What is due once a day: at the start, once a day, by one process; a failure hurts no other."""

import threading
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from core.clock import Clock, utc_now
from core.database import SessionFactory
from jobs import daily, lease
from jobs.daily import run_daily
from jobs.models import Lease

EVENING = datetime(2026, 11, 28, 23, 59, 50, tzinfo=UTC)


class Calendar:
    """A clock that stands at a day's end and ends the loop after the given looks."""

    def __init__(self, *instants: datetime) -> None:
        self.instants = list(instants)

    def __call__(self) -> datetime:
        return self.instants[0]


class Stop(threading.Event):
    """Each pause of the loop turns the calendar's page; with the last one the loop ends."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.calendar = calendar

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout == daily.LOOK_SECONDS
        if len(self.calendar.instants) > 1:
            self.calendar.instants.pop(0)
        else:
            self.set()
        return self.is_set()


def test_runs_at_the_start_and_again_after_midnight(sessions: SessionFactory) -> None:
    calendar = Calendar(EVENING, EVENING, EVENING + timedelta(seconds=20))
    days: list[int] = []

    def task(_session: Session, clock: Clock) -> None:
        days.append(clock().day)

    run_daily(sessions, {"task": task}, Stop(calendar), calendar)

    assert days == [28, 29]


def test_what_failed_is_tried_again_and_the_others_go_on(sessions: SessionFactory) -> None:
    calendar = Calendar(EVENING, EVENING)
    said: list[str] = []

    def fails_once(_session: Session, _clock: Clock) -> None:
        said.append("first")
        if said.count("first") == 1:
            raise ValueError("the disk")

    def goes_on(_session: Session, _clock: Clock) -> None:
        said.append("second")

    run_daily(sessions, {"first": fails_once, "second": goes_on}, Stop(calendar), calendar)

    assert said == ["first", "second", "first"]


def test_one_process_does_it_and_gives_the_right_back(sessions: SessionFactory) -> None:
    said: list[str] = []

    def task(_session: Session, _clock: Clock) -> None:
        said.append("done")

    def clock() -> datetime:
        return EVENING

    with sessions() as session:
        assert lease.acquire(session, daily.LEASE, "another", 60, clock)
    run_daily(sessions, {"task": task}, threading.Event(), clock, once=True)
    assert said == []
    with sessions() as session:
        lease.release(session, daily.LEASE, "another")
    for _ in range(2):
        run_daily(sessions, {"task": task}, threading.Event(), clock, once=True)
    assert said == ["done", "done"]


def test_what_one_worker_has_done_another_does_tomorrow(sessions: SessionFactory) -> None:
    days: list[int] = []

    def task(_session: Session, clock: Clock) -> None:
        days.append(clock().day)

    def worker(*instants: datetime) -> None:
        calendar = Calendar(*instants)
        run_daily(sessions, {"task": task}, Stop(calendar), calendar)

    worker(EVENING)
    worker(EVENING, EVENING)
    assert days == [28]
    worker(EVENING, EVENING + timedelta(seconds=20))
    assert days == [28, 29]
    worker(EVENING - timedelta(days=300))  # the clock had been wrong
    assert days == [28, 29, (EVENING - timedelta(days=300)).day]


def test_what_a_stop_broke_off_is_not_taken_for_done(sessions: SessionFactory) -> None:
    stop = threading.Event()
    said: list[str] = []

    def breaks_off(_session: Session, _clock: Clock) -> None:
        said.append("begun")
        stop.set()

    def clock() -> datetime:
        return EVENING

    run_daily(sessions, {"task": breaks_off}, stop, clock)
    stop.clear()
    run_daily(sessions, {"task": breaks_off}, stop, clock)
    assert said == ["begun", "begun"]


def test_the_right_is_prolonged_while_a_task_takes_long(
    sessions: SessionFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "LEASE_SECONDS", 0.6)
    seen: set[datetime] = set()

    def task(session: Session, _clock: Clock) -> None:
        over = monotonic() + 10
        while len(seen) < 3 and monotonic() < over:
            seen.add(session.scalars(select(Lease.until).where(Lease.name == daily.LEASE)).one())

    run_daily(sessions, {"task": task}, threading.Event(), utc_now, once=True)
    assert len(seen) == 3
