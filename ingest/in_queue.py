"""The queue of files as an administrator reads it: what is being done, what waits, what stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from accounts.models import Person, School
from accounts.viewer import Viewer
from catalog.models import Item, Version
from core.clock import Clock
from ingest.status import KIND
from jobs.models import Job, JobStep

STUCK = timedelta(minutes=30)
"""A file that waits so long is no longer in a queue: something holds it."""


@dataclass(frozen=True)
class QueueLine:
    """One file. ``place`` counts from 1, None once work began; ``step`` is what is being done.

    ``stuck``: its worker has fallen silent, or it waits beyond all measure.
    """

    file_name: str
    sender: str
    place: int | None
    step: str
    percent: int
    waits: timedelta
    stuck: bool


@dataclass(frozen=True)
class Queue:
    """``lines``: what stands first, then what is being done, then the places; ``total`` of all.

    ``total`` counts files of other schools too: a place in the queue is behind those.
    """

    lines: tuple[QueueLine, ...]
    total: int

    @property
    def stuck(self) -> int:
        """How many of the lines stand."""
        return sum(1 for line in self.lines if line.stuck)


def in_queue(session: Session, viewer: Viewer, clock: Clock, limit: int = 10) -> Queue:
    """The queue with at most ``limit`` files of the places that this viewer administers.

    One query.
    """
    now = clock()
    waiting = (
        select(
            Job.id.label("id"),
            func.row_number().over(order_by=(Job.priority, Job.id)).label("place"),
        )
        .where(Job.state == "waiting", Job.kind == KIND)
        .subquery()
    )
    counted = aliased(Job)
    total = (
        select(func.count(counted.id))
        .where(counted.state.in_(("waiting", "running")), counted.kind == KIND)
        .scalar_subquery()
    )
    step = aliased(JobStep)
    running = (
        select(func.max(step.id))
        .where(step.job_id == Job.id, step.state == "running")
        .correlate(Job)
        .scalar_subquery()
    )
    # From the count, so that it comes also where no file is to be named.
    figure = select(total.label("total")).subquery()
    named = (
        select(
            Job.id.label("id"),
            Job.state.label("state"),
            Job.run_after.label("since"),
            Job.lease_until.label("lease_until"),
            Version.file_name.label("file_name"),
            Item.owner_id.label("owner_id"),
            waiting.c.place,
            JobStep.title.label("step"),
            JobStep.percent.label("percent"),
        )
        .join(Version, Version.id == Job.version_id)
        .join(Item, Item.id == Version.item_id)
        .outerjoin(waiting, waiting.c.id == Job.id)
        .outerjoin(JobStep, JobStep.id == running)
        .where(Job.state.in_(("waiting", "running")), Job.kind == KIND, administered_by(viewer))
        .order_by(waiting.c.place.is_not(None), waiting.c.place, Job.id)
        .limit(limit)
        .subquery()
    )
    rows = session.execute(
        select(figure.c.total, named, Person)
        .select_from(figure)
        .outerjoin(named, true())
        .outerjoin(Person, Person.id == named.c.owner_id)
        .order_by(named.c.place.is_not(None), named.c.place, named.c.id)
    ).all()
    lines = [
        QueueLine(
            file_name=row.file_name,
            sender=row.Person.short_name if row.Person is not None else "",
            place=row.place,
            step=row.step or "",
            percent=row.percent or 0,
            waits=max(now - row.since, timedelta(0)),
            stuck=_stuck(row.state, row.since, row.lease_until, now),
        )
        for row in rows
        if row.id is not None
    ]
    return Queue(
        lines=tuple(sorted(lines, key=lambda line: not line.stuck)),
        total=rows[0].total,
    )


def administered_by(viewer: Viewer) -> ColumnElement[bool]:
    """Jobs of the schools that this viewer administers, as a condition over ``Job``."""
    if viewer.operator:
        return true()
    schools = {
        at.school_id
        for at in viewer.roles
        if at.role == "administrator" and at.school_id is not None
    }
    governing = {
        at.territory_id
        for at in viewer.roles
        if at.role == "administrator" and at.territory_id is not None
    }
    below = select(School.id).where(School.territory_id.in_(viewer.governed_ids))
    own: ColumnElement[bool] = Job.school_id.in_(schools)
    return or_(own, Job.school_id.in_(below)) if governing else own


def _stuck(state: str, since: datetime, lease_until: datetime | None, now: datetime) -> bool:
    if state == "running":
        return lease_until is not None and lease_until < now
    return now - since >= STUCK
