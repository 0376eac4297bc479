"""To what homework may be due: the class's next lessons, or a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from diary.errors import WrongDue
from diary.models import Homework, Occurrence

MOST_CHOICES = 8
"""Lessons that a page offers: two to four weeks of most subjects."""


@dataclass(frozen=True)
class Due:
    """A lesson or a day; one of the two."""

    lesson: Occurrence | None = None
    on: date | None = None

    def write(self, homework: Homework) -> None:
        """Put it down."""
        homework.due_occurrence = self.lesson
        homework.due_on = self.on


def next_lessons(
    session: Session, occurrence: Occurrence, most: int = MOST_CHOICES
) -> list[Occurrence]:
    """The next lessons of the same class, subject and group, the nearest first; one query."""
    return list(
        session.scalars(
            select(Occurrence)
            .where(
                Occurrence.class_id == occurrence.class_id,
                Occurrence.subject_code == occurrence.subject_code,
                Occurrence.group == occurrence.group,
                Occurrence.state == "planned",
                _after(occurrence),
            )
            .order_by(Occurrence.day, Occurrence.period)
            .limit(most)
        )
    )


def usual_due(session: Session, occurrence: Occurrence) -> Due | None:
    """The next lesson of the same subject; None when the year has no more of them."""
    found = next_lessons(session, occurrence, 1)
    return Due(lesson=found[0]) if found else None


def find_due(
    session: Session, occurrence: Occurrence, *, lesson: str | None = None, on: date | None = None
) -> Due | None:
    """The due that was asked for; ``lesson`` is a lesson's public id. None where nothing was.

    Raises WrongDue for both at once, for a lesson of another class or one that is not after
    this one, and for a day before it.
    """
    if lesson and on:
        raise WrongDue("Срок — или урок, или день. Оставьте что-то одно.")
    if lesson:
        found = session.scalar(select(Occurrence).where(Occurrence.public_id == lesson))
        if found is None or found.class_id != occurrence.class_id:
            raise WrongDue("Такого урока у этого класса нет. Выберите урок из списка.")
        if found.state != "planned":
            raise WrongDue("Этот урок отменён. Выберите другой.")
        if (found.day, found.period) <= (occurrence.day, occurrence.period):
            raise WrongDue("Срок не может быть раньше самого урока. Выберите урок после него.")
        return Due(lesson=found)
    if on is None:
        return None
    if on < occurrence.day:
        raise WrongDue("Срок не может быть раньше самого урока. Выберите день не раньше урока.")
    return Due(on=on)


def due_day(homework: Homework) -> date | None:
    """The day on which it is due; None while nothing is said."""
    if homework.due_occurrence is not None:
        return homework.due_occurrence.day
    return homework.due_on


def _after(occurrence: Occurrence) -> ColumnElement[bool]:
    return or_(
        Occurrence.day > occurrence.day,
        and_(Occurrence.day == occurrence.day, Occurrence.period > occurrence.period),
    )
