"""The queue of files as an administrator reads it: what is being done, what waits, what stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Subquery,
    and_,
    case,
    func,
    not_,
    select,
    true,
)
from sqlalchemy.orm import Session, aliased

from accounts.models import Person
from accounts.places import in_schools_held
from accounts.viewer import Viewer
from catalog.models import Item, Version
from core.clock import Clock
from ingest.queued import PROCESS
from jobs.models import Job, JobStep
from jobs.places import places

STUCK = timedelta(minutes=30)
"""A file that waits so long is no longer in a queue: something holds it."""


@dataclass(frozen=True)
class QueueLine:
    """One file. ``place`` counts from 1, None once work began; ``step`` is what is being done.

    ``usable``: it can be looked at already, and only what comes later is still to be made.
    ``stuck``: its worker has fallen silent, or it waits beyond all measure.
    """

    file_name: str
    sender: str
    place: int | None
    step: str
    percent: int
    waits: timedelta
    usable: bool
    stuck: bool


@dataclass(frozen=True)
class Queue:
    """``lines``: what stands first, then what is being done, then the places; ``total`` of all.

    ``total`` counts files of other schools too: a place in the queue is behind those; ``usable`` of
    them only lack what comes later. ``library``: how many of them are of no school, and
    ``elsewhere``: of schools that are not the viewer's.
    """

    lines: tuple[QueueLine, ...]
    total: int
    usable: int
    library: int
    elsewhere: int

    @property
    def waiting(self) -> int:
        """How many cannot be looked at yet."""
        return self.total - self.usable

    @property
    def further(self) -> int:
        """How many of the viewer's own schools stand beyond the lines."""
        return self.total - self.library - self.elsewhere - len(self.lines)

    @property
    def stuck(self) -> int:
        """How many of the lines stand."""
        return sum(1 for line in self.lines if line.stuck)


UNDER_WAY = (Job.state.in_(("waiting", "running")), Job.kind == PROCESS)


def in_queue(session: Session, viewer: Viewer, clock: Clock, limit: int = 10) -> Queue:
    """The queue with at most ``limit`` files of the places that this viewer administers.

    One query.
    """
    own, now = administered_by(viewer), clock()
    figures, named = _figures(own), _named(own, limit)
    # From the count, so that it comes also where no file is to be named.
    rows = session.execute(
        select(figures, named, Person)
        .select_from(figures)
        .outerjoin(named, true())
        .outerjoin(Person, Person.id == named.c.owner_id)
        .order_by(named.c.place.is_not(None), named.c.place, named.c.id)
    ).all()
    lines = [_line(row, now) for row in rows if row.id is not None]
    return Queue(
        lines=tuple(sorted(lines, key=lambda line: not line.stuck)),
        total=rows[0].total,
        usable=rows[0].usable,
        library=rows[0].library,
        elsewhere=rows[0].elsewhere,
    )


def _figures(own: ColumnElement[bool]) -> Subquery:
    """One row of counts."""
    return (
        select(
            func.count(Job.id).label("total"),
            func.count(case((Version.processed_at.is_not(None), 1))).label("usable"),
            func.count(case((and_(Job.school_id.is_(None), not_(own)), 1))).label("library"),
            func.count(case((and_(Job.school_id.is_not(None), not_(own)), 1))).label("elsewhere"),
        )
        .join(Version, Version.id == Job.version_id)
        .where(*UNDER_WAY)
        .subquery()
    )


def _named(own: ColumnElement[bool], limit: int) -> Subquery:
    """A row for each file that may be named, those first that are being done."""
    place, step = places(), aliased(JobStep)
    running = (
        select(func.max(step.id))
        .where(step.job_id == Job.id, step.state == "running")
        .correlate(Job)
        .scalar_subquery()
    )
    return (
        select(
            Job.id.label("id"),
            Job.state.label("state"),
            Job.run_after.label("since"),
            Job.lease_until.label("lease_until"),
            Version.file_name.label("file_name"),
            Version.processed_at.is_not(None).label("usable"),
            Item.owner_id.label("owner_id"),
            place.c.place,
            JobStep.title.label("step"),
            JobStep.percent.label("percent"),
        )
        .join(Version, Version.id == Job.version_id)
        .join(Item, Item.id == Version.item_id)
        .outerjoin(place, place.c.id == Job.id)
        .outerjoin(JobStep, JobStep.id == running)
        .where(*UNDER_WAY, own)
        .order_by(place.c.place.is_not(None), place.c.place, Job.id)
        .limit(limit)
        .subquery()
    )


def _line(row: Row[Any], now: datetime) -> QueueLine:
    return QueueLine(
        file_name=row.file_name,
        sender=row.Person.short_name if row.Person is not None else "",
        place=row.place,
        step=row.step or "",
        percent=row.percent or 0,
        waits=max(now - row.since, timedelta(0)),
        usable=bool(row.usable),
        stuck=_stuck(row.state, row.since, row.lease_until, bool(row.usable), now),
    )


def administered_by(viewer: Viewer) -> ColumnElement[bool]:
    """Jobs of the schools that this viewer administers, as a condition over ``Job``."""
    if viewer.operator:
        return true()
    # So that the negation holds for a job of no school.
    some = Job.school_id.is_not(None)
    return and_(some, in_schools_held(viewer, {"administrator"}, Job.school_id))


def _stuck(
    state: str, since: datetime, lease_until: datetime | None, usable: bool, now: datetime
) -> bool:
    if state == "running":
        return lease_until is not None and lease_until < now
    return not usable and now - since >= STUCK  # what comes later may wait for a whole night
