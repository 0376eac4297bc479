"""The job queue: the row is the truth, a lease says who works on it, a fence keeps out the late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from core.clock import Clock
from core.database import table_of, unsynced
from core.errors import PartaError
from jobs.models import Job
from jobs.places import ORDER

LEASE_SECONDS = 30.0
"""A worker that has been silent for so long is taken for dead; the house asks for 60 s at most."""

MAX_ATTEMPTS = 3
"""Claims after which a job that keeps losing its worker fails instead of being claimed again."""


JOB = table_of(Job)


class LeaseLost(PartaError):
    """Another worker has the job by now: whatever this one still wants to write is too late."""

    code = "lease_lost"

    def __init__(self) -> None:
        super().__init__("Заданием уже занят другой обработчик.")


@dataclass(frozen=True)
class Claim:
    """A job held by this worker."""

    job_id: int
    kind: str
    owner: str
    fence: int
    attempt: int
    lease_seconds: float = LEASE_SECONDS
    """For how long each heartbeat holds the job."""


def enqueue(
    session: Session,
    kind: str,
    *,
    payload: dict[str, Any] | None = None,
    version_id: int | None = None,
    school_id: int | None = None,
    priority: int = 50,
    clock: Clock,
) -> Job:
    """Add a job in the caller's transaction."""
    now = clock()
    job = Job(
        kind=kind,
        payload=payload or {},
        version_id=version_id,
        school_id=school_id,
        priority=priority,
        run_after=now,
        created_at=now,
    )
    session.add(job)
    return job


def claim(
    session: Session,
    owner: str,
    kinds: Sequence[str],
    clock: Clock,
    lease_seconds: float = LEASE_SECONDS,
) -> Claim | None:
    """Take a job whose worker has fallen silent, else the next that waits; commits.

    Who is not heard of for ``lease_seconds`` loses it again. Both are looked for by the index's own
    order, each in one step however long the queue: one condition for the two would sort all of it.
    A power cut may undo a claim that no heartbeat has followed: the worker is gone with it.
    """
    now = clock()
    until = now + timedelta(seconds=lease_seconds)
    unsynced(session)
    asked = {"kinds": kinds, "now": now, "by": owner, "until": until}
    row = session.execute(_claiming(), asked).first()
    session.commit()
    if row is None:
        return None
    return Claim(row.id, row.kind, owner, row.fence, row.attempt, lease_seconds)


def prolong(session: Session, held: Claim, clock: Clock) -> None:
    """The heartbeat; commits. Raises LeaseLost."""
    _write(session, held, lease_until=clock() + timedelta(seconds=held.lease_seconds))
    session.commit()


def guard(session: Session, held: Claim) -> None:
    """Make the caller's transaction hold only while the claim does. Raises LeaseLost."""
    _write(session, held, fence=held.fence)


def finish(session: Session, held: Claim, clock: Clock) -> None:
    """The job is done; the caller commits. Raises LeaseLost."""
    _write(session, held, state="done", owner=None, lease_until=None, finished_at=clock())


def fail(session: Session, held: Claim, code: str, text: str, clock: Clock) -> None:
    """The job has failed for a reason that a person reads; the caller commits."""
    _write(
        session,
        held,
        state="failed",
        owner=None,
        lease_until=None,
        finished_at=clock(),
        error_code=code,
        error_text=text,
    )


def give_back(session: Session, held: Claim, clock: Clock) -> None:
    """Put an unfinished job back at once, for a worker that is stopping; commits."""
    _write(
        session,
        held,
        state="waiting",
        owner=None,
        lease_until=None,
        run_after=clock(),
        attempt=JOB.c.attempt - 1,
    )
    session.commit()


def put_behind(session: Session, held: Claim, more: int, clock: Clock) -> None:
    """Put a job whose rest may wait back, its priority larger by ``more``; the caller commits.

    Its claims count anew: it ended well so far. Raises LeaseLost.
    """
    _write(
        session,
        held,
        state="waiting",
        owner=None,
        lease_until=None,
        run_after=clock(),
        attempt=0,
        priority=JOB.c.priority + more,
    )


def retry(session: Session, job: Job, clock: Clock) -> None:
    """Let a failed job run again; it goes on after its last good step."""
    job.state = "waiting"
    job.run_after = clock()
    job.attempt = 0
    job.finished_at = None
    job.error_code = None
    job.error_text = None
    for step in job.steps:
        if step.state in ("failed", "running"):
            step.state, step.percent, step.reason = "waiting", 0, ""


@cache
def _claiming() -> ReturningUpdate[tuple[int, str, int, int]]:
    """The statement that claims; its parameters are kinds, now, by and until."""
    now = bindparam("now", type_=JOB.c.run_after.type)
    lost = (JOB.c.state == "running") & (JOB.c.lease_until < now)
    due = (JOB.c.state == "waiting") & (JOB.c.run_after <= now)
    first = [
        select(JOB.c.id)
        .where(JOB.c.kind.in_(bindparam("kinds", expanding=True)), state)
        .order_by(*ORDER)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
        for state in (lost, due)
    ]
    return (
        update(JOB)
        .where(JOB.c.id == func.coalesce(*first))
        .values(
            state="running",
            owner=bindparam("by"),
            fence=JOB.c.fence + 1,
            attempt=JOB.c.attempt + 1,
            lease_until=bindparam("until"),
            error_code=None,
            error_text=None,
        )
        .returning(JOB.c.id, JOB.c.kind, JOB.c.fence, JOB.c.attempt)
    )


@cache
def _writing(names: tuple[str, ...]) -> ReturningUpdate[Any]:
    """The statement that writes these columns of a job that is held: built once, as it is dear."""
    held = update(JOB).where(
        JOB.c.id == bindparam("held_id"),
        JOB.c.owner == bindparam("held_by"),
        JOB.c.fence == bindparam("held_fence"),
    )
    return held.values({name: bindparam(f"new_{name}") for name in names}).returning(JOB.c.id)


def _write(session: Session, held: Claim, **values: Any) -> None:
    counted = {name for name, value in values.items() if isinstance(value, ColumnElement)}
    plain = {f"new_{name}": values[name] for name in values.keys() - counted}
    statement = _writing(tuple(name for name in values if name not in counted))
    if counted:
        statement = statement.values({name: values[name] for name in counted})
    of = {"held_id": held.job_id, "held_by": held.owner, "held_fence": held.fence}
    row = session.execute(statement, of | plain).first()
    if row is None:
        session.rollback()
        raise LeaseLost
