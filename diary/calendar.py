"""A school's calendar as the diary asks it: days that are taught, weeks, what is off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from accounts.models import School
from core.clock import Clock
from diary.school_time import DayOff, SchoolYear

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Off:
    """Days without lessons, first and last; ``grades`` None means all."""

    begins: date
    ends: date
    name: str
    grades: frozenset[int] | None

    def covers(self, day: date, grade: int | None) -> bool:
        """Whether ``day`` is one of them, for a class of ``grade`` (None: for the school)."""
        if self.grades is not None and (grade is None or grade not in self.grades):
            return False
        return self.begins <= day <= self.ends


@dataclass(frozen=True)
class Calendar:
    """One school year; all days are the school's local dates."""

    year: str
    bells: dict[int, tuple[time, time]]
    quarters: tuple[tuple[date, date], ...]
    off: tuple[Off, ...]
    numbered: dict[bool, dict[date, int]]
    """Of the first grade only? → Monday → number of the teaching week."""

    def weeks(self, grade: int) -> dict[date, int]:
        """Monday → number of the teaching week; the first grade's own where it has them.

        A calendar without weeks numbers those of its quarters that have a school day.
        """
        return (self.numbered[True] if grade == 1 else {}) or self.numbered[False] or self._counted

    @cached_property
    def _counted(self) -> dict[date, int]:
        mondays = set()
        for begins, ends in self.quarters:
            for day in days(begins, ends):
                if day.weekday() < 5 and self.off_on(day, None) is None:
                    mondays.add(monday_of(day))
        return {monday: number for number, monday in enumerate(sorted(mondays), start=1)}

    def off_on(self, day: date, grade: int | None) -> Off | None:
        """The days off that ``day`` belongs to, the longest first; None on a working day."""
        found = [one for one in self.off if one.covers(day, grade)]
        return max(found, key=lambda one: one.ends - one.begins, default=None)

    def taught(self, day: date, grade: int) -> bool:
        """Whether lessons are held on ``day`` in that grade, by the calendar alone."""
        if monday_of(day) not in self.weeks(grade) or self.off_on(day, grade) is not None:
            return False
        return not self.quarters or any(begins <= day <= ends for begins, ends in self.quarters)

    def taught_days(self, grade: int) -> Iterator[tuple[date, int]]:
        """(Day, number of its teaching week), in order, the weekends of those weeks too."""
        for monday, number in sorted(self.weeks(grade).items()):
            for day in days(monday, monday + WEEK - timedelta(days=1)):
                if self.taught(day, grade):
                    yield day, number


@dataclass(frozen=True)
class Now:
    """The present moment at a school: its local date and time."""

    today: date
    at: time

    def begun(self, day: date, begins: time | None) -> bool:
        """Whether a lesson of ``day`` that begins then has begun; without bells, by its day."""
        if day != self.today:
            return day < self.today
        return begins is not None and begins <= self.at


def now_at(school: School, clock: Clock) -> Now:
    """The present moment by the school's own clock."""
    return now_in(school.timezone, clock())


def now_in(timezone: str, instant: datetime) -> Now:
    """``instant`` in a time zone (IANA name)."""
    local = instant.astimezone(ZoneInfo(timezone))
    return Now(local.date(), local.time())


def monday_of(day: date) -> date:
    """The Monday of the week that ``day`` is in."""
    return day - timedelta(days=day.weekday())


def days(first: date, last: date) -> Iterator[date]:
    """Every date from ``first`` to ``last``, both included."""
    for count in range((last - first).days + 1):
        yield first + timedelta(days=count)


def calendar_of(session: Session, school_id: int, year: str | None = None) -> Calendar | None:
    """The calendar of ``year`` or of the newest one; None where none was loaded. Five queries."""
    found = session.scalars(
        select(SchoolYear)
        .where(SchoolYear.school_id == school_id, *([SchoolYear.year == year] if year else []))
        .options(
            selectinload(SchoolYear.bells),
            selectinload(SchoolYear.weeks),
            selectinload(SchoolYear.quarters),
            selectinload(SchoolYear.days_off),
        )
        .order_by(SchoolYear.year.desc())
        .limit(1)
    ).first()
    return None if found is None else calendar_in(found)


def calendar_in(year: SchoolYear) -> Calendar:
    """What the rows of a school year say."""
    numbered: dict[bool, dict[date, int]] = {False: {}, True: {}}
    for week in year.weeks:
        numbered[week.grade1][week.monday] = week.week
    return Calendar(
        year=year.year,
        bells={one.period: (one.begins, one.ends) for one in year.bells},
        quarters=tuple((one.begins, one.ends) for one in year.quarters),
        off=tuple(off_of(one) for one in year.days_off),
        numbered=numbered,
    )


def off_of(row: DayOff) -> Off:
    """What a row of days off says."""
    grades = None if row.grades is None else frozenset(row.grades)
    return Off(row.begins, row.ends, row.name, grades)
