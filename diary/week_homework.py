"""The homework of a week: what is due in it and what its lessons gave, for who looks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from accounts.models import SchoolClass
from catalog.grid import Subject
from diary.attachment_lines import attachment_lines
from diary.models import Addressee, Done, Homework, Occurrence
from diary.opened_counts import addressed_count, opened_count
from diary.week_lines import HomeworkLine


@dataclass(frozen=True)
class Sees:
    """Which homework a week shows. Row ids; exactly one of the first three says whose it is.

    ``drafts_of``: whose drafts are shown; ``opened``: who has opened it is counted, of the subjects
    ``opened_of`` and of what ``drafts_of`` wrote, None for all; ``done_by``:
    the pupil whose mark «Сделано» is told.
    """

    class_id: int | None = None
    teacher_id: int | None = None
    addressed: ColumnElement[bool] | None = None
    drafts_of: int | None = None
    opened: bool = False
    opened_of: frozenset[str] | None = None
    done_by: int | None = None


@dataclass
class Due:
    """Homework before it has its place. ``due_id``, ``set_id`` are row ids of lessons.

    ``at`` is the lesson (row id) that it is shown at, None for its day alone.
    """

    line: HomeworkLine
    class_id: int
    due_id: int | None
    set_id: int
    day: date | None
    at: int | None = None


def homework_of_week(
    session: Session, sees: Sees, occurrence_ids: Sequence[int], monday: date, sunday: date
) -> list[Due]:
    """What is due from ``monday`` to ``sunday``, or was given at one of these lessons (row ids).

    In the order in which it was written; three queries. Materials come only with what is due.
    """
    given, due_lesson = aliased(Occurrence), aliased(Occurrence)
    day = func.coalesce(due_lesson.day, Homework.due_on)
    rows = session.execute(
        select(
            Homework,
            given.public_id,
            day,
            Subject,
            SchoolClass,
            _named(),
            _done(sees) if sees.done_by is not None else false(),
            *((opened_count(), addressed_count(given.day)) if sees.opened else ()),
        )
        .join(given, given.id == Homework.occurrence_id)
        .outerjoin(due_lesson, due_lesson.id == Homework.due_occurrence_id)
        .join(Subject, Subject.code == given.subject_code)
        .join(SchoolClass, SchoolClass.id == Homework.class_id)
        .where(
            or_(day.between(monday, sunday), Homework.occurrence_id.in_(occurrence_ids)),
            _whose(sees, given, due_lesson),
            _state(sees, given),
        )
        .order_by(Homework.id)
    ).all()
    shown = [row[0].id for row in rows if _within(row, monday, sunday)]
    hung = attachment_lines(session, shown)
    found = []
    for homework, given_id, due_day, subject, school_class, named, done, *counts in rows:
        line = HomeworkLine(
            homework_id=homework.public_id,
            occurrence_id=given_id,
            subject_code=subject.code,
            subject_title=subject.title,
            grade=school_class.grade,
            class_name=school_class.name,
            text=homework.text,
            minutes=homework.minutes,
            due=due_day,
            draft=homework.state == "draft",
            named=bool(named),
            attachments=hung.get(homework.id, ()),
            done=bool(done) if sees.done_by is not None else None,
        )
        theirs = (
            sees.opened_of is None
            or subject.code in sees.opened_of
            or homework.by_id == sees.drafts_of
        )
        if counts and theirs and not line.draft:
            line = replace(
                line, opened=counts[0] if line.attachments else None, addressed=counts[1]
            )
        found.append(
            Due(
                line, homework.class_id, homework.due_occurrence_id, homework.occurrence_id, due_day
            )
        )
    return found


def _within(row: Sequence[object], monday: date, sunday: date) -> bool:
    day = row[2]
    if day is None:
        homework = row[0]
        return isinstance(homework, Homework) and homework.state == "draft"
    return isinstance(day, date) and monday <= day <= sunday


def _whose(
    sees: Sees, given: type[Occurrence], due_lesson: type[Occurrence]
) -> ColumnElement[bool]:
    if sees.addressed is not None:
        return sees.addressed
    if sees.class_id is not None:
        return Homework.class_id == sees.class_id
    return or_(given.teacher_id == sees.teacher_id, due_lesson.teacher_id == sees.teacher_id)


def _state(sees: Sees, given: type[Occurrence]) -> ColumnElement[bool]:
    if sees.drafts_of is None:
        return Homework.state == "set"
    mine = or_(Homework.by_id == sees.drafts_of, given.teacher_id == sees.drafts_of)
    return or_(Homework.state == "set", mine)


def _named() -> ColumnElement[bool]:
    return select(Addressee.person_id).where(Addressee.homework_id == Homework.id).exists()


def _done(sees: Sees) -> ColumnElement[bool]:
    mine = and_(Done.homework_id == Homework.id, Done.person_id == sees.done_by)
    return select(Done.homework_id).where(mine).exists()
