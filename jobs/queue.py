"""The job queue: the row is the truth, a lease says who works on it, a fence keeps out the late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.clock import Clock
from core.errors import PartaError
from jobs.models import Job, JobStep

LEASE_SECONDS = 30.0
"""A worker that has been silent for so long is taken for dead; the house asks for 60 s at most."""

MAX_ATTEMPTS = 3
"""Claims after which a job that keeps losing its worker fails instead of being claimed again."""


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


def claim(session: Session, owner: str, kinds: Sequence[str], clock: Clock) -> Claim | None:
    """Take the next job that waits, or one whose worker has fallen silent; commits."""
    now = clock()
    due = (Job.state == "waiting") & (Job.run_after <= now)
    lost = (Job.state == "running") & (Job.lease_until < now)
    candidate = (
        select(Job.id)
        .where(Job.kind.in_(kinds), due | lost)
        .order_by(Job.priority, Job.run_after, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    row = session.execute(
        update(Job)
        .where(Job.id == candidate)
        .values(
            state="running",
            owner=owner,
            fence=Job.fence + 1,
            attempt=Job.attempt + 1,
            lease_until=now + timedelta(seconds=LEASE_SECONDS),
            error_code=None,
            error_text=None,
        )
        .returning(Job.id, Job.kind, Job.fence, Job.attempt)
    ).first()
    session.commit()
    return Claim(row.id, row.kind, owner, row.fence, row.attempt) if row is not None else None


def prolong(session: Session, held: Claim, clock: Clock) -> None:
    """The heartbeat; commits. Raises LeaseLost."""
    _write(session, held, lease_until=clock() + timedelta(seconds=LEASE_SECONDS))
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
        attempt=Job.attempt - 1,
    )
    session.commit()


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


def place_in_queue(session: Session, job: Job) -> int | None:
    """How many jobs go before this one, plus one; None when it does not wait."""
    if job.state != "waiting":
        return None
    before = (Job.priority < job.priority) | ((Job.priority == job.priority) & (Job.id < job.id))
    ahead = session.scalar(
        select(func.count()).select_from(Job).where(Job.state == "waiting", before)
    )
    return (ahead or 0) + 1


def plan_steps(session: Session, job: Job, steps: Sequence[tuple[str, str]]) -> list[JobStep]:
    """The job's steps by (name, title), made on the first attempt and found again later."""
    have = {step.name: step for step in job.steps}
    for position, (name, title) in enumerate(steps):
        if name not in have:
            job.steps.append(JobStep(name=name, title=title, position=position))
    session.flush()
    job.steps.sort(key=lambda step: step.position)
    return job.steps


def _write(session: Session, held: Claim, **values: Any) -> None:
    row = session.execute(
        update(Job)
        .where(Job.id == held.job_id, Job.owner == held.owner, Job.fence == held.fence)
        .values(**values)
        .returning(Job.id)
    ).first()
    if row is None:
        session.rollback()
        raise LeaseLost
