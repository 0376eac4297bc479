"""Ages that the law asks about."""

from calendar import isleap
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from accounts.models import Person, School

OF_AGE_TO_CONSENT = 14
"""From 14 a child signs for themselves; until then a parent does (152-ФЗ, ст. 9; ГК, ст. 28)."""


def years_old(born: date, today: date) -> int:
    """Full years on ``today``; whoever was born on 29 February turns on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def needs_guardian(person: Person, today: date) -> bool:
    """Whether a parent must act for this person: a child under 14. ``today`` is the school's date.

    Schools give every pupil's birth date; a person without one is an adult.
    """
    return person.birth_date is not None and years_old(person.birth_date, today) < OF_AGE_TO_CONSENT


def school_today(zone: str, now: datetime) -> date:
    """The date that it is in a school's time zone (IANA name) at the instant ``now``."""
    return now.astimezone(ZoneInfo(zone)).date()


def today_of(session: Session, person: Person, now: datetime) -> date:
    """The date that it is at the person's school; in UTC for whoever has none."""
    school = None if person.school_id is None else session.get(School, person.school_id)
    return school_today(school.timezone if school is not None else "UTC", now)


def comes_of_age(born: date) -> date:
    """The day on which a child takes its sign-in over: the 14th birthday."""
    year = born.year + OF_AGE_TO_CONSENT
    if (born.month, born.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return born.replace(year=year)
