"""Storing what a school's file says of its time: bells, calendar, weekly timetable."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.load import Also, LoadReport
from accounts.load.plan import Plan
from accounts.models import Person, School, SchoolClass
from core.clock import Clock
from diary.plan_lessons import plan_year
from diary.school_time import Bell, DayOff, Quarter, SchoolYear, Slot, TeachingWeek

SLOT_FIELDS = (
    "class_id",
    "weekday",
    "period",
    "subject_code",
    "teacher_id",
    "room",
    "group",
    "parity",
    "since",
    "until",
)


def timetable_writer(clock: Clock) -> Also:
    """What ``accounts.load.load_people`` calls to store a school's time and plan its lessons."""

    def write(
        session: Session,
        plan: Plan,
        people: Mapping[str, Person],
        classes: Mapping[str, SchoolClass],
        report: LoadReport,
    ) -> None:
        school = session.scalars(
            select(School).where(School.public_id == plan.school.public_id)
        ).one()
        year = _year(session, school, plan.school.year)
        _write_calendar(session, year, plan, report)
        _write_slots(session, year, plan, people, classes, report)
        session.flush()
        session.expire(year, ["bells", "weeks", "quarters", "days_off"])
        plan_year(session, school, year, clock)

    return write


def _year(session: Session, school: School, name: str) -> SchoolYear:
    found = session.scalar(
        select(SchoolYear).where(SchoolYear.school_id == school.id, SchoolYear.year == name)
    )
    if found is None:
        found = SchoolYear(school_id=school.id, year=name, moved_weeks=0)
        session.add(found)
        session.flush()
    return found


def _write_calendar(session: Session, year: SchoolYear, plan: Plan, report: LoadReport) -> None:
    """Exactly what the file says; the dates stand moved in a home whose calendar is."""
    if plan.bells is not None:
        bells = {
            period: {"begins": begins, "ends": ends}
            for period, (begins, ends) in plan.bells.items()
        }
        _bring(session, year, year.bells, bells, lambda one: one.period, _bell, report)
    if plan.calendar is None:
        return
    moved = timedelta(weeks=year.moved_weeks)
    quarters = {
        no: {"begins": begins + moved, "ends": ends + moved}
        for no, (begins, ends) in plan.calendar.quarters.items()
    }
    _bring(session, year, year.quarters, quarters, lambda one: one.no, _quarter, report)
    weeks = {
        (grade1, week): {"monday": monday + moved}
        for grade1, numbered in (
            (False, plan.calendar.weeks),
            (True, plan.calendar.weeks_grade1),
        )
        for week, monday in numbered.items()
    }
    _bring(session, year, year.weeks, weeks, lambda one: (one.grade1, one.week), _week, report)
    off = {
        (one.begins + moved, one.ends + moved, one.grades): {"name": one.name}
        for one in plan.calendar.days_off
    }
    _bring(session, year, year.days_off, off, _off_key, _day_off, report)


def _bell(year: SchoolYear, key: int) -> Bell:
    return Bell(school_year_id=year.id, period=key)


def _quarter(year: SchoolYear, key: int) -> Quarter:
    return Quarter(school_year_id=year.id, no=key)


def _week(year: SchoolYear, key: tuple[bool, int]) -> TeachingWeek:
    return TeachingWeek(school_year_id=year.id, grade1=key[0], week=key[1])


def _day_off(year: SchoolYear, key: tuple[date, date, tuple[int, ...] | None]) -> DayOff:
    grades = None if key[2] is None else list(key[2])
    return DayOff(school_year_id=year.id, begins=key[0], ends=key[1], grades=grades)


def _off_key(row: DayOff) -> tuple[date, date, tuple[int, ...] | None]:
    return (row.begins, row.ends, None if row.grades is None else tuple(row.grades))


def _bring(
    session: Session,
    year: SchoolYear,
    rows: Iterable[Any],
    said: Mapping[Any, dict[str, Any]],
    key_of: Callable[[Any], Any],
    make: Callable[[SchoolYear, Any], Any],
    report: LoadReport,
) -> None:
    known = {key_of(row): row for row in rows}
    for key, values in said.items():
        row = known.get(key)
        if row is None:
            row = make(year, key)
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)
            report.count("calendar", "added")
            continue
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in differing.items():
            setattr(row, name, value)
        report.count("calendar", "changed" if differing else "unchanged")
    for key, row in known.items():
        if key not in said:
            session.delete(row)
            report.count("calendar", "removed")


def _write_slots(
    session: Session,
    year: SchoolYear,
    plan: Plan,
    people: Mapping[str, Person],
    classes: Mapping[str, SchoolClass],
    report: LoadReport,
) -> None:
    """The timetable of the file's classes: exactly what the file says."""
    if plan.slots is None:
        return
    moved = timedelta(weeks=year.moved_weeks)
    said = Counter(
        (
            classes[one.class_key].id,
            one.weekday,
            one.period,
            one.subject,
            people[one.teacher].id,
            one.room,
            one.group,
            one.parity,
            None if one.since is None else one.since + moved,
            None if one.until is None else one.until + moved,
        )
        for one in plan.slots
    )
    inside = {row.id for row in classes.values()}
    of_school = select(SchoolClass.id).where(SchoolClass.school_id == year.school_id)
    for row in session.scalars(select(Slot).where(Slot.class_id.in_(of_school))):
        if row.class_id not in inside:
            continue
        values = tuple(getattr(row, name) for name in SLOT_FIELDS)
        if said[values] > 0:
            said[values] -= 1
            report.count("timetable", "unchanged")
        else:
            session.delete(row)
            report.count("timetable", "removed")
    for values in said.elements():
        session.add(Slot(**dict(zip(SLOT_FIELDS, values, strict=True))))
        report.count("timetable", "added")
