"""When a file will be ready: what stands before it, at the pace of the last times.

An estimate is of the pass that the job is in: until the file can be looked at as a whole, and once
it can, until what comes later is made too. Where a pace is not known, nothing is said.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from core.clock import Clock
from ingest.ahead import Ahead, File, ahead, files, seconds_of
from ingest.pace import Paces
from jobs.models import Job, JobStep
from jobs.places import place_in_queue
from jobs.worker import workers_alive


def estimates(session: Session, jobs: Sequence[Job], clock: Clock) -> dict[int, float]:
    """Seconds that are left, by the row id of those jobs for which they can be said.

    ``jobs`` come with their steps. At most five queries, one more for each that stands far behind,
    and mostly three; none where all have ended.
    """
    waiting = [job for job in jobs if job.state == "waiting"]
    running = [job for job in jobs if job.state == "running"]
    if not waiting and not running:
        return {}
    now = clock()
    workers = workers_alive(session, clock)
    if not workers:
        return {}
    ahead_of = ahead(session)
    asked = {job.id: job for job in waiting}
    held, own = _held_and(session, list(asked), now)
    at_work = _at_work(session, ahead_of.known, held, now)
    found = {job.id: at_work[job.id] for job in running if at_work.get(job.id) is not None}
    if waiting and None not in at_work.values():
        before = sum(seconds or 0 for seconds in at_work.values())
        hands = max(workers, len(at_work))
        for file in own:
            found[file.job_id] = _waiting(
                session, file, asked[file.job_id], ahead_of, before, hands
            )
    return {job: seconds for job, seconds in found.items() if seconds is not None}


def _waiting(
    session: Session, file: File, job: Job, ahead_of: Ahead, before: float, hands: int
) -> float | None:
    """A file waits for those at work and those before it, which as many as work at once share."""
    others = ahead_of.before(file.turn)
    if others is None:  # nobody knows how long those before it take
        return None
    if ahead_of.beyond(file.turn):
        place = place_in_queue(session, job) or 0
        return (before + others) / len(ahead_of.turns) * place / hands
    own = seconds_of(ahead_of.known, file.size, file.left(job))
    return None if own is None else (before + others) / hands + own


def _held_and(
    session: Session, jobs: Sequence[int], now: datetime
) -> tuple[list[File], list[File]]:
    """The files that living workers hold, and those of these ``jobs`` (row ids); one query."""
    held = and_(Job.state == "running", Job.lease_until > now)
    rows = session.execute(files().add_columns(held).where(or_(held, Job.id.in_(jobs)))).all()
    every = [(File(*row[:-1]), bool(row[-1])) for row in rows]
    own = set(jobs)
    return (
        [file for file, is_held in every if is_held],
        [file for file, is_held in every if not is_held and file.job_id in own],
    )


def _at_work(
    session: Session, known: Paces, held: Sequence[File], now: datetime
) -> dict[int, float | None]:
    """What is left of each job that a living worker holds."""
    steps: dict[int, list[JobStep]] = {}
    for step in session.scalars(
        select(JobStep)
        .where(JobStep.job_id.in_([file.job_id for file in held]))
        .order_by(JobStep.position)
    ):
        steps.setdefault(step.job_id, []).append(step)
    return {file.job_id: _rest(known, file, steps.get(file.job_id, ()), now) for file in held}


def _rest(known: Paces, file: File, steps: Sequence[JobStep], now: datetime) -> float | None:
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
