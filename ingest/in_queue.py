"""The queue of files as an administrator reads it: what is being done, what waits, what stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select, true
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

    ``total`` counts files of other schools too: a place in the queue is behind those. ``library``:
    how many of them are of no school, and ``elsewhere``: of schools that are not the viewer's.
    """

    lines: tuple[QueueLine, ...]
    total: int
    library: int
    elsewhere: int

    @property
    def further(self) -> int:
        """How many of the viewer's own schools stand beyond the lines."""
        return self.total - self.library - self.elsewhere - len(self.lines)

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
    own = administered_by(viewer)
    step = aliased(JobStep)
    running = (
        select(func.max(step.id))
        .where(step.job_id == Job.id, step.state == "running")
        .correlate(Job)
        .scalar_subquery()
    )
    # From the count, so that it comes also where no file is to be named.
    figure = (
        select(
            func.count(Job.id).label("total"),
            func.count(case((and_(Job.school_id.is_(None), not_(own)), 1))).label("library"),
            func.count(case((and_(Job.school_id.is_not(None), not_(own)), 1))).label("elsewhere"),
        )
        .where(Job.state.in_(("waiting", "running")), Job.kind == KIND)
        .subquery()
    )
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
        .where(Job.state.in_(("waiting", "running")), Job.kind == KIND, own)
        .order_by(waiting.c.place.is_not(None), waiting.c.place, Job.id)
        .limit(limit)
        .subquery()
    )
    rows = session.execute(
        select(figure, named, Person)
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
        library=rows[0].library,
        elsewhere=rows[0].elsewhere,
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
    some = Job.school_id.is_not(None)  # so that the negation holds for a job of no school
    own: ColumnElement[bool] = and_(some, Job.school_id.in_(schools))
    return or_(own, and_(some, Job.school_id.in_(below))) if governing else own


def _stuck(state: str, since: datetime, lease_until: datetime | None, now: datetime) -> bool:
    if state == "running":
        return lease_until is not None and lease_until < now
    return now - since >= STUCK
