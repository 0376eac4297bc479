"""The worker loop with real threads and a real database; handlers are small functions."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

import app.tables  # noqa: F401  relationships between rooms resolve
from core.clock import utc_now
from core.database import SessionFactory
from core.errors import PartaError
from jobs import queue, steps, worker
from jobs.models import Job, Lease
from jobs.queue import Claim
from jobs.worker import Stopping, Worker, a_worker_lives


class Broken(PartaError):
    code = "broken"


def enqueue(sessions: SessionFactory, count: int = 1) -> None:
    with sessions() as session:
        for _ in range(count):
            queue.enqueue(session, "work", clock=utc_now)
        session.commit()


def make(
    sessions: SessionFactory,
    handler: worker.Handler,
    parallel: int = 1,
    lease_seconds: float = queue.LEASE_SECONDS,
) -> Worker:
    return Worker(
        sessions,
        {"work": handler},
        parallel=parallel,
        clock=utc_now,
        stop=threading.Event(),
        lease_seconds=lease_seconds,
    )


def only_job(sessions: SessionFactory) -> Job:
    with sessions() as session:
        return session.scalars(select(Job)).one()


def finishing(sessions: SessionFactory, done: list[int]) -> worker.Handler:
    lock = threading.Lock()

    def handle(held: Claim, _still_ours: Callable[[], None]) -> None:
        with lock:
            done.append(held.job_id)
        with sessions() as session:
            queue.finish(session, held, utc_now)
            session.commit()

    return handle


def test_every_job_is_done_once_by_several_threads(sessions: SessionFactory) -> None:
    enqueue(sessions, 12)
    done: list[int] = []
    make(sessions, finishing(sessions, done), parallel=3).run(until_empty=True)

    assert sorted(done) == sorted(set(done))
    with sessions() as session:
        states = session.scalars(select(Job.state)).all()
    assert states == ["done"] * 12


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (Broken("Файл повреждён."), "broken", "Файл повреждён."),
        (RuntimeError("secret path"), "internal", worker.INTERNAL),
    ],
)
def test_an_error_ends_the_job_with_a_reason_for_people(
    sessions: SessionFactory, error: Exception, code: str, text: str
) -> None:
    enqueue(sessions)

    def handle(_held: Claim, _still_ours: Callable[[], None]) -> None:
        raise error

    assert make(sessions, handle).work_once()
    job = only_job(sessions)
    assert (job.state, job.error_code, job.error_text) == ("failed", code, text)


def test_a_busy_database_does_not_fail_the_job(sessions: SessionFactory) -> None:
    enqueue(sessions)

    def handle(_held: Claim, _still_ours: Callable[[], None]) -> None:
        raise OperationalError("UPDATE", None, RuntimeError("database is locked"))

    assert make(sessions, handle).work_once()
    job = only_job(sessions)
    assert (job.state, job.error_code, job.attempt) == ("running", None, 1)
    assert job.lease_until is not None  # whoever finds it run out takes the job over


def test_a_job_that_keeps_losing_its_worker_is_given_up(sessions: SessionFactory) -> None:
    enqueue(sessions)
    with sessions() as session:
        job = session.scalars(select(Job)).one()
        job.attempt = queue.MAX_ATTEMPTS
        named = [("look", "Смотрим"), ("pages", "Рисуем"), ("text", "Читаем")]
        steps.plan(session, job.id, named[:1], {}, done=True, now=utc_now())
        have = steps.states(session, job.id)
        steps.plan(session, job.id, named, have, begins="pages", now=utc_now())
        steps.report(session, job.id, "pages", 50)
        session.commit()
    done: list[int] = []
    make(sessions, finishing(sessions, done)).work_once()

    assert done == []
    assert (only_job(sessions).state, only_job(sessions).error_code) == ("failed", "worn_out")
    with sessions() as session:
        job = session.scalars(select(Job)).one()
        assert [step.state for step in job.steps] == ["done", "failed", "waiting"]
        assert "«Повторить»" in job.steps[1].reason
        assert job.steps[1].finished is not None
        queue.retry(session, job, utc_now)
        session.commit()
    make(sessions, finishing(sessions, done)).work_once()
    assert len(done) == 1


def test_a_stopping_worker_puts_its_job_back(sessions: SessionFactory) -> None:
    enqueue(sessions)
    began = threading.Event()

    def handle(_held: Claim, still_ours: Callable[[], None]) -> None:
        began.set()
        running.stop.wait()
        still_ours()
        raise AssertionError("the worker was to stop")

    running = make(sessions, handle)
    thread = threading.Thread(target=running.run)
    thread.start()
    assert began.wait(10)
    assert a_worker_lives(sessions, utc_now)
    running.stop.set()
    thread.join(10)

    assert not thread.is_alive()
    assert (only_job(sessions).state, only_job(sessions).attempt) == ("waiting", 0)
    assert not a_worker_lives(sessions, utc_now)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Lease)) == 0


def test_all_jobs_of_a_worker_are_held_by_one_thread_while_they_are_worked_on(
    sessions: SessionFactory,
) -> None:
    enqueue(sessions, 2)
    both = threading.Barrier(2)

    def prolonged(held: Claim) -> bool:
        with sessions() as session:
            until = session.get_one(Job, held.job_id).lease_until
        return until is not None and until > first[held.job_id]

    def handle(held: Claim, still_ours: Callable[[], None]) -> None:
        with sessions() as session:
            first[held.job_id] = session.get_one(Job, held.job_id).lease_until or utc_now()
        both.wait(10)
        pause = threading.Event()
        while not prolonged(held):
            still_ours()
            pause.wait(0.01)
        hearts.update(set(threading.enumerate()) - before)
        both.wait(10)
        with sessions() as session:
            queue.finish(session, held, utc_now)
            session.commit()

    first: dict[int, datetime] = {}
    hearts: set[threading.Thread] = set()
    before = set(threading.enumerate())
    running = make(sessions, handle, parallel=2, lease_seconds=1)
    running.run(until_empty=True)

    assert [thread.name for thread in hearts].count("heart") == 1
    with sessions() as session:
        assert session.scalars(select(Job.state)).all() == ["done", "done"]


def test_a_worker_notices_that_its_job_went_to_another(sessions: SessionFactory) -> None:
    enqueue(sessions)
    noticed = threading.Event()

    def handle(_held: Claim, still_ours: Callable[[], None]) -> None:
        with sessions() as session:
            job = session.scalars(select(Job)).one()
            job.owner, job.fence = "thief", job.fence + 1
            session.commit()
        pause = threading.Event()
        for _ in range(500):
            try:
                still_ours()
            except queue.LeaseLost:
                noticed.set()
                raise
            except Stopping:
                raise AssertionError("nobody has stopped this worker") from None
            pause.wait(0.01)

    make(sessions, handle, lease_seconds=0.1).work_once()
    assert noticed.is_set()
    assert (only_job(sessions).state, only_job(sessions).owner) == ("running", "thief")


def test_a_worker_that_starts_forgets_those_that_were_killed_long_ago(
    sessions: SessionFactory,
) -> None:
    hours = {worker.PRESENCE + "killed": -2, worker.PRESENCE + "silent": -0.5, "daily:a task": -48}
    with sessions() as session:
        for name, since in hours.items():
            session.add(Lease(name=name, owner="x", until=utc_now() + timedelta(hours=since)))
        session.commit()

    make(sessions, finishing(sessions, [])).run(until_empty=True)

    with sessions() as session:
        left = set(session.scalars(select(Lease.name)))
    assert left == {worker.PRESENCE + "silent", "daily:a task"}
