"""How much a class has to do by a day already: what a teacher sees before adding to it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from catalog.grid import Subject
from diary.models import Addressee, Homework, Occurrence


@dataclass(frozen=True)
class DayLoad:
    """What is set to the whole class by ``day``: minutes in all, and of which subjects.

    ``untold`` counts homework of which nobody has said how long it takes.
    """

    day: date
    minutes: int
    subjects: tuple[str, ...]
    untold: int


def day_load(
    session: Session, class_id: int, day: date, *, but: Homework | None = None
) -> DayLoad | None:
    """What the class (row id) has to do by ``day``, without ``but``; None for nothing.

    What a few pupils have to do is not the class's load.
    """
    due, held = aliased(Occurrence), aliased(Occurrence)
    rows = session.execute(
        select(Subject.title, Homework.minutes)
        .join(held, held.id == Homework.occurrence_id)
        .join(Subject, Subject.code == held.subject_code)
        .outerjoin(due, due.id == Homework.due_occurrence_id)
        .where(
            Homework.class_id == class_id,
            Homework.state == "set",
            ~exists().where(Addressee.homework_id == Homework.id),
            or_(Homework.due_on == day, due.day == day),
            Homework.id != (but.id if but is not None else 0),
        )
        .order_by(func.lower(Subject.title), Homework.id)
    ).all()
    if not rows:
        return None
    return DayLoad(
        day=day,
        minutes=sum(minutes or 0 for _title, minutes in rows),
        subjects=tuple(dict.fromkeys(title for title, _minutes in rows)),
        untold=sum(1 for _title, minutes in rows if minutes is None),
    )
