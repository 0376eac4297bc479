"""The queue: who gets a job, for how long, and what happens to those who come too late."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from core.database import SessionFactory
from jobs import queue, steps
from jobs.models import Job
from jobs.places import place_in_queue
from jobs.queue import Claim, LeaseLost


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def add(session: Session, clock: HandClock, *, priority: int = 50, kind: str = "work") -> int:
    job = queue.enqueue(session, kind, priority=priority, clock=clock)
    session.commit()
    return job.id


def take(session: Session, clock: HandClock, owner: str = "first") -> Claim:
    held = queue.claim(session, owner, ["work"], clock)
    assert held is not None
    return held


def state(session: Session, job_id: int) -> tuple[str, str | None, int]:
    job = session.get(Job, job_id, populate_existing=True)
    assert job is not None
    return job.state, job.owner, job.attempt


def test_a_job_goes_to_one_worker_only(session: Session, clock: HandClock) -> None:
    job_id = add(session, clock)
    held = take(session, clock)

    assert (held.job_id, held.attempt) == (job_id, 1)
    assert queue.claim(session, "second", ["work"], clock) is None
    assert state(session, job_id) == ("running", "first", 1)


def test_the_urgent_goes_first_and_then_the_older(session: Session, clock: HandClock) -> None:
    bulk = [add(session, clock, priority=60) for _ in range(2)]
    single = add(session, clock, priority=20)

    places = [place_in_queue(session, session.get_one(Job, one)) for one in (*bulk, single)]
    assert places == [2, 3, 1]
    assert [take(session, clock).job_id for _ in range(3)] == [single, *bulk]
    assert place_in_queue(session, session.get_one(Job, single)) is None


def test_a_job_put_behind_lets_the_others_pass_and_its_claims_count_anew(
    session: Session, clock: HandClock
) -> None:
    first, second = (add(session, clock, priority=60) for _ in range(2))

    held = take(session, clock)
    queue.put_behind(session, held, 100, clock)
    session.commit()

    assert state(session, first) == ("waiting", None, 0)
    assert [take(session, clock).job_id for _ in range(2)] == [second, first]


def test_a_worker_takes_only_what_it_knows(session: Session, clock: HandClock) -> None:
    add(session, clock, kind="other")
    assert queue.claim(session, "first", ["work"], clock) is None


def test_a_silent_worker_loses_its_job_and_a_beating_one_keeps_it(
    session: Session, clock: HandClock
) -> None:
    job_id = add(session, clock)
    held = take(session, clock)
    for _ in range(5):
        clock.forward(queue.LEASE_SECONDS - 1)
        queue.prolong(session, held, clock)
        assert queue.claim(session, "second", ["work"], clock) is None
    clock.forward(queue.LEASE_SECONDS + 1)
    second = take(session, clock, "second")

    assert (second.job_id, second.attempt) == (job_id, 2)
    assert second.fence > held.fence


@pytest.mark.parametrize("verb", ["prolong", "guard", "finish", "fail", "give_back", "put_behind"])
def test_whoever_has_lost_the_lease_writes_nothing(
    session: Session, clock: HandClock, verb: str
) -> None:
    job_id = add(session, clock)
    late = take(session, clock)
    clock.forward(queue.LEASE_SECONDS + 1)
    take(session, clock, "second")
    calls = {
        "prolong": lambda: queue.prolong(session, late, clock),
        "guard": lambda: queue.guard(session, late),
        "finish": lambda: queue.finish(session, late, clock),
        "fail": lambda: queue.fail(session, late, "x", "Не вышло.", clock),
        "give_back": lambda: queue.give_back(session, late, clock),
        "put_behind": lambda: queue.put_behind(session, late, 120, clock),
    }

    with pytest.raises(LeaseLost):
        calls[verb]()
    assert state(session, job_id) == ("running", "second", 2)


def test_the_fence_tells_two_claims_of_one_worker_apart(session: Session, clock: HandClock) -> None:
    job_id = add(session, clock)
    late = take(session, clock)
    clock.forward(queue.LEASE_SECONDS + 1)
    again = take(session, clock)

    with pytest.raises(LeaseLost):
        queue.finish(session, late, clock)
    queue.finish(session, again, clock)
    session.commit()
    assert state(session, job_id) == ("done", None, 2)
    assert queue.claim(session, "second", ["work"], clock) is None


def test_a_guarded_transaction_holds_only_with_the_claim(
    sessions: SessionFactory, clock: HandClock
) -> None:
    with sessions() as session:
        add(session, clock)
        late = take(session, clock)
    clock.forward(queue.LEASE_SECONDS + 1)
    with sessions() as other:
        take(other, clock, "second")
    with sessions() as session:
        session.add(Job(kind="trace", run_after=clock(), created_at=clock()))
        with pytest.raises(LeaseLost):
            queue.guard(session, late)
        session.commit()
    with sessions() as session:
        assert session.scalar(select(Job).where(Job.kind == "trace")) is None


def test_a_failed_job_waits_for_a_person_and_then_runs_again(
    session: Session, clock: HandClock
) -> None:
    job_id = add(session, clock)
    held = take(session, clock)
    named = [("look", "Смотрим"), ("make", "Делаем")]
    steps.plan(session, job_id, named, {}, begins="look", now=clock())
    steps.close(session, job_id, "look", clock())
    steps.begin(session, job_id, "make", clock())
    steps.report(session, job_id, "make", 40)
    steps.fail(session, job_id, "make", "Не вышло.", clock())
    queue.fail(session, held, "step_failed", "Не вышло.", clock)
    session.commit()
    assert state(session, job_id) == ("failed", None, 1)
    clock.forward(3600)
    assert queue.claim(session, "second", ["work"], clock) is None

    queue.retry(session, session.get_one(Job, job_id), clock)
    session.commit()
    again = take(session, clock)
    have = steps.states(session, job_id)
    steps.plan(session, job_id, [*named, ("keep", "Храним")], have, begins="make", now=clock())
    session.commit()
    rows = session.get_one(Job, job_id, populate_existing=True).steps
    assert again.attempt == 1
    assert [(row.name, row.state, row.percent, row.reason) for row in rows] == [
        ("look", "done", 100, ""),
        ("make", "running", 0, ""),
        ("keep", "waiting", 0, ""),
    ]


def test_a_stopping_worker_gives_its_job_back_without_a_lost_attempt(
    session: Session, clock: HandClock
) -> None:
    job_id = add(session, clock)
    queue.give_back(session, take(session, clock), clock)

    assert state(session, job_id) == ("waiting", None, 0)
    assert take(session, clock, "second").attempt == 1


def test_a_job_waits_for_its_hour(session: Session, clock: HandClock) -> None:
    job_id = add(session, clock)
    session.get_one(Job, job_id).run_after = clock() + timedelta(seconds=10)
    session.commit()

    assert queue.claim(session, "first", ["work"], clock) is None
    clock.forward(10)
    assert take(session, clock).job_id == job_id
