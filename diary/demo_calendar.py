"""A demo's school year moved by whole weeks, so that today is always a day of a teaching week.

Everything that is dated in a school moves together. Only a demo home calls it (``app.demo_start``).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from accounts.models import Enrolment, Person, School, SchoolClass
from core.clock import Clock
from diary.calendar import calendar_in, monday_of, now_at
from diary.models import (
    Attachment,
    Done,
    Grant,
    GrantScreen,
    Homework,
    Occurrence,
    Opened,
)
from diary.school_time import DayOff, Quarter, SchoolYear, Slot, TeachingWeek

YEAR_DAYS = 365.2425
"""The mean Gregorian year."""


def move_to_now(session: Session, clock: Clock) -> dict[str, int]:
    """Move every school's time so that today falls in a teaching week; commits.

    Returns by how many weeks each school (public id) was moved; those that stand well are not
    moved and not named. One transaction: cut short it leaves all as it was, and of two processes
    that start together one moves.
    """
    moved: dict[str, int] = {}
    for school in session.scalars(select(School).order_by(School.id)).all():
        years = _years(session, school)
        weeks = _weeks(years[0], now_at(school, clock).today) if years else 0
        if weeks and _claim(session, years, weeks):
            _move(session, school, weeks, clock())
            moved[school.public_id] = weeks
    session.commit()
    session.expire_all()
    return moved


def _weeks(year: SchoolYear, today: date) -> int:
    """By how many weeks the school's time is to move; 0 when today is in a teaching week.

    Of all weeks that today could become it is the one that lies nearest in the year as the file
    tells it; of two as near the later, whose homework need not move again after the holidays.
    """
    this_monday = monday_of(today)
    mondays = calendar_in(year).weeks(grade=0)
    if this_monday in mondays or not mondays:
        return 0
    back = timedelta(weeks=year.moved_weeks)
    chosen = min(
        mondays,
        key=lambda monday: (
            _apart(monday - back, this_monday),
            abs((this_monday - monday).days),
            -monday.toordinal(),
        ),
    )
    return (this_monday - chosen).days // 7


def _apart(one: date, other: date) -> int:
    """Whole weeks between two dates' places in the year, whatever the years."""
    days = abs((one - other).days) % YEAR_DAYS
    return round(min(days, YEAR_DAYS - days) / 7)


def _years(session: Session, school: School) -> Sequence[SchoolYear]:
    """The school's years as they stand in the database now, the newest first."""
    return session.scalars(
        select(SchoolYear)
        .where(SchoolYear.school_id == school.id)
        .order_by(SchoolYear.year.desc())
        .execution_options(populate_existing=True)
    ).all()


def _claim(session: Session, years: Sequence[SchoolYear], weeks: int) -> bool:
    """Note the move; False when another process has noted one since the years were read."""
    for position, year in enumerate(years):
        claimed: Any = session.execute(
            update(SchoolYear)
            .where(SchoolYear.id == year.id, SchoolYear.moved_weeks == year.moved_weeks)
            .values(moved_weeks=year.moved_weeks + weeks),
            execution_options={"synchronize_session": False},
        )
        if claimed.rowcount != 1:
            if position:
                raise RuntimeError("a demo's calendar is moved by two processes at once")
            return False
    return True


def _move(session: Session, school: School, weeks: int, now: datetime) -> None:
    by = timedelta(weeks=weeks)
    years = select(SchoolYear.id).where(SchoolYear.school_id == school.id)
    classes = select(SchoolClass.id).where(SchoolClass.school_id == school.id)
    homework = select(Homework.id).where(Homework.school_id == school.id)
    attached = select(Attachment.id).where(Attachment.homework_id.in_(homework))
    granted = Grant.by_id.in_(select(Person.id).where(Person.school_id == school.id))
    # No code that has run out comes to life again.
    session.execute(
        update(Grant)
        .where(granted, Grant.revoked_at.is_(None), Grant.until <= now)
        .values(revoked_at=now),
        execution_options={"synchronize_session": False},
    )
    _days(session, Occurrence.day, Occurrence.school_id == school.id, by)
    _days(session, Enrolment.since, Enrolment.class_id.in_(classes), by)
    for model, where, names in (
        (Enrolment, Enrolment.class_id.in_(classes), ("until",)),
        (Slot, Slot.class_id.in_(classes), ("since", "until")),
        (Quarter, Quarter.school_year_id.in_(years), ("begins", "ends")),
        (DayOff, DayOff.school_year_id.in_(years), ("begins", "ends")),
        (TeachingWeek, TeachingWeek.school_year_id.in_(years), ("monday",)),
        (
            Homework,
            Homework.school_id == school.id,
            ("due_on", "created_at", "changed_at", "set_at"),
        ),
        (Attachment, Attachment.homework_id.in_(homework), ("created_at",)),
        (Opened, Opened.attachment_id.in_(attached), ("first", "last")),
        (Done, Done.homework_id.in_(homework), ("at",)),
        (Grant, granted, ("created_at", "until", "revoked_at")),
        (
            GrantScreen,
            GrantScreen.grant_id.in_(select(Grant.id).where(granted)),
            ("opened_at", "seen_at"),
        ),
    ):
        _fields(session, model.__table__, where, names, by)  # type: ignore[arg-type]


def _days(
    session: Session,
    column: InstrumentedAttribute[date],
    where: ColumnElement[bool],
    by: timedelta,
) -> None:
    """Move a date that stands in a unique index: the furthest day first, so that none meets."""
    found = session.scalars(select(column).where(where).distinct()).all()
    for day in sorted(found, reverse=by > timedelta(0)):
        session.execute(
            update(column.class_).where(where, column == day).values({column.key: day + by}),
            execution_options={"synchronize_session": False},
        )


def _fields(
    session: Session,
    table: Table,
    where: ColumnElement[bool],
    names: Sequence[str],
    by: timedelta,
) -> None:
    """Move dates and instants row by row; empty ones stay empty."""
    keys = list(table.primary_key.columns)
    rows = session.execute(select(*keys, *(table.c[name] for name in names)).where(where)).all()
    if not rows:
        return
    changes = [
        {
            **{f"key_{key.name}": value for key, value in zip(keys, row, strict=False)},
            **{
                f"new_{name}": None if value is None else value + by
                for name, value in zip(names, row[len(keys) :], strict=True)
            },
        }
        for row in rows
    ]
    session.connection().execute(
        update(table)
        .where(*(key == bindparam(f"key_{key.name}") for key in keys))
        .values({name: bindparam(f"new_{name}") for name in names}),
        changes,
    )
