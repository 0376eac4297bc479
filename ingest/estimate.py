"""When a file will be ready: what stands before it, at the pace of the last times.

An estimate is of the pass that the job is in: until the file can be looked at as a whole, and once
it can, until what comes later is made too. Where a pace is not known, nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from catalog.models import Version
from core.clock import Clock
from ingest.pace import Paces, Size, paces
from ingest.processors import processor_for
from ingest.queued import BEHIND
from jobs.models import Job, JobStep
from jobs.places import ORDER
from jobs.worker import workers_alive
from media.models import Original

COUNTED = 1000
"""Jobs before one that are counted one by one; those beyond are taken to be like them."""


@dataclass(frozen=True)
class _File:
    """What a job is about and how much that is."""

    job_id: int
    priority: int
    format: str
    kind: str
    bytes: int
    pages: int | None
    duration_ms: int | None

    @property
    def size(self) -> Size:
        return Size.of(self.kind, self.bytes, self.pages, self.duration_ms)

    def left(self, job: Job | None = None) -> tuple[str, ...]:
        """The names of the steps of the pass that it is in, without those that ``job`` has done."""
        steps = processor_for(self.format).steps
        first = next((n for n, step in enumerate(steps) if step.later), len(steps))
        chosen = steps[first:] if self.priority >= BEHIND else steps[:first]
        over = {one.name for one in job.steps if one.state == "done"} if job is not None else set()
        return tuple(step.name for step in chosen if step.name not in over)


def estimates(session: Session, jobs: Sequence[Job], clock: Clock) -> dict[int, float]:
    """Seconds that are left, by the row id of those jobs for which they can be said.

    ``jobs`` come with their steps. At most five queries; none where all have ended.
    """
    waiting = [job for job in jobs if job.state == "waiting"]
    running = [job for job in jobs if job.state == "running"]
    if not waiting and not running:
        return {}
    now = clock()
    workers = workers_alive(session, clock)
    if not workers:
        return {}
    known = paces(session)
    at_work = _at_work(session, known, now)
    found = {job.id: at_work[job.id] for job in running if at_work.get(job.id) is not None}
    if waiting and None not in at_work.values():
        found |= _waiting(session, waiting, known, at_work, workers)
    return {job: seconds for job, seconds in found.items() if seconds is not None}


def _waiting(
    session: Session,
    jobs: Sequence[Job],
    known: Paces,
    at_work: dict[int, float | None],
    workers: int,
) -> dict[int, float | None]:
    """Each waits for those at work and those before it, shared by as many as work at once."""
    asked = {job.id: job for job in jobs}
    last = max(jobs, key=lambda job: (job.priority, job.run_after, job.id))
    hands = max(workers, len(at_work))
    before = sum(seconds or 0 for seconds in at_work.values())
    found: dict[int, float | None] = {}
    counted = 0
    for file in _read(session, _before(last).limit(COUNTED)):
        own = _seconds(known, file.size, file.left(asked.get(file.job_id)))
        if file.job_id in asked:
            found[file.job_id] = None if own is None else before / hands + own
        if own is None:  # nobody knows how long those behind it wait
            return found
        before, counted = before + own, counted + 1
    for job in jobs:
        if job.id not in found and counted:
            place = session.scalar(select(func.count()).select_from(_before(job).subquery())) or 0
            found[job.id] = before / counted * place / hands
    return found


def _at_work(session: Session, known: Paces, now: datetime) -> dict[int, float | None]:
    """What is left of each job that a living worker holds."""
    held = _read(session, _files().where(Job.state == "running", Job.lease_until > now))
    steps: dict[int, list[JobStep]] = {}
    for step in session.scalars(
        select(JobStep)
        .where(JobStep.job_id.in_([file.job_id for file in held]))
        .order_by(JobStep.position)
    ):
        steps.setdefault(step.job_id, []).append(step)
    return {file.job_id: _rest(known, file, steps.get(file.job_id, ()), now) for file in held}


def _rest(known: Paces, file: _File, steps: Sequence[JobStep], now: datetime) -> float | None:
    over = {step.name for step in steps if step.state == "done"}
    total = 0.0
    for name in file.left():
        if name in over:
            continue
        whole = known.seconds(name, file.size)
        row = next((step for step in steps if step.name == name), None)
        if row is not None and row.state == "running" and row.started is not None:
            spent = (now - row.started).total_seconds()
            if row.percent >= 10:  # what it says of itself is better than what others took
                whole = spent * 100 / row.percent
            whole = None if whole is None else max(whole - spent, whole / 20)
        if whole is None:
            return None
        total += whole
    return total


def _seconds(known: Paces, size: Size, steps: Sequence[str]) -> float | None:
    each = [known.seconds(name, size) for name in steps]
    return None if None in each else sum(one for one in each if one is not None)


def _read(session: Session, query: Select[*tuple[Any, ...]]) -> list[_File]:
    return [_File(*row) for row in session.execute(query)]


def _files() -> Select[*tuple[Any, ...]]:
    """A row for each job, as ``_File`` has it."""
    return (
        select(
            Job.id,
            Job.priority,
            Original.format,
            Original.kind,
            Original.bytes,
            Original.pages,
            Original.duration_ms,
        )
        .join(Version, Version.id == Job.version_id)
        .join(Original, Original.sha256 == Version.original_sha)
    )


def _before(job: Job) -> Select[*tuple[Any, ...]]:
    """Those that wait and go before ``job``, and itself, in order."""
    earlier: ColumnElement[bool] = or_(
        Job.priority < job.priority,
        and_(Job.priority == job.priority, Job.run_after < job.run_after),
        and_(Job.priority == job.priority, Job.run_after == job.run_after, Job.id <= job.id),
    )
    return _files().where(Job.state == "waiting", earlier).order_by(*ORDER)
