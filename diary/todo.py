"""What pupils are to do, by the day it is due: for a pupil's own pages and a guardian's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from accounts.models import Enrolment, SchoolClass
from catalog.grid import Subject
from diary.attachment_lines import AttachmentLine, attachment_lines
from diary.models import Addressee, Done, Homework, Occurrence


@dataclass(frozen=True)
class TodoLine:
    """Homework as one pupil meets it. ``due`` is a local date, ``period`` of the lesson if any.

    ``done_at`` is the instant at which it was marked as done; ``cancelled``: the lesson that it is
    due at will not be held.
    """

    homework_id: str
    subject_code: str
    subject_title: str
    grade: int
    text: str
    minutes: int | None
    due: date
    period: int | None
    attachments: tuple[AttachmentLine, ...]
    done: bool
    done_at: datetime | None = None
    cancelled: bool = False


def todo(
    session: Session, pupil_ids: Collection[int], since: date, until: date
) -> dict[int, tuple[TodoLine, ...]]:
    """What is due from ``since`` to ``until`` inclusive, for each pupil (row ids of persons).

    In the order of days and lessons; six queries for any number of children.
    """
    pupils = set(pupil_ids)
    enrolments = session.scalars(select(Enrolment).where(Enrolment.person_id.in_(pupils))).all()
    due_lesson, set_lesson = aliased(Occurrence), aliased(Occurrence)
    due = func.coalesce(due_lesson.day, Homework.due_on)
    named = select(Addressee.homework_id).where(Addressee.person_id.in_(pupils))
    rows = session.execute(
        select(
            Homework, due, due_lesson.period, due_lesson.state, set_lesson.day, Subject, SchoolClass
        )
        .join(set_lesson, set_lesson.id == Homework.occurrence_id)
        .outerjoin(due_lesson, due_lesson.id == Homework.due_occurrence_id)
        .join(Subject, Subject.code == set_lesson.subject_code)
        .join(SchoolClass, SchoolClass.id == Homework.class_id)
        .where(
            Homework.state == "set",
            due.between(since, until),
            or_(
                Homework.class_id.in_({one.class_id for one in enrolments}),
                Homework.id.in_(named),
            ),
        )
        .order_by(due, func.coalesce(due_lesson.period, 99), Homework.id)
    ).all()
    ids = [row[0].id for row in rows]
    told: dict[int, set[int]] = {}
    for homework_id, person_id in session.execute(
        select(Addressee.homework_id, Addressee.person_id).where(Addressee.homework_id.in_(ids))
    ):
        told.setdefault(homework_id, set()).add(person_id)
    done = {
        (homework_id, person_id): at
        for homework_id, person_id, at in session.execute(
            select(Done.homework_id, Done.person_id, Done.at).where(
                Done.homework_id.in_(ids), Done.person_id.in_(pupils)
            )
        )
    }
    hung = attachment_lines(session, ids)
    found: dict[int, list[TodoLine]] = {pupil: [] for pupil in pupils}
    for homework, due_day, period, state, set_day, subject, school_class in rows:
        for pupil in _addressed(homework, set_day, told, enrolments) & pupils:
            found[pupil].append(
                TodoLine(
                    homework_id=homework.public_id,
                    subject_code=subject.code,
                    subject_title=subject.title,
                    grade=school_class.grade,
                    text=homework.text,
                    minutes=homework.minutes,
                    due=due_day,
                    period=period,
                    attachments=hung.get(homework.id, ()),
                    done=(homework.id, pupil) in done,
                    done_at=done.get((homework.id, pupil)),
                    cancelled=state == "cancelled",
                )
            )
    return {pupil: tuple(lines) for pupil, lines in found.items()}


def _addressed(
    homework: Homework,
    set_day: date,
    told: dict[int, set[int]],
    enrolments: Collection[Enrolment],
) -> set[int]:
    """The rule of ``diary.reach.addressed_to`` over rows that are at hand."""
    if homework.id in told:
        return told[homework.id]
    return {
        one.person_id
        for one in enrolments
        if one.class_id == homework.class_id and (one.until is None or one.until >= set_day)
    }
