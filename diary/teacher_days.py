"""A teacher's lessons of today and of the next school day, with homework and who opened it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from accounts.models import SchoolClass
from diary.bells import with_bells
from diary.models import Homework, Occurrence
from diary.opened_counts import addressed_count, done_count, has_materials, opened_count
from diary.school_time import Bell
from diary.topic import shown_topic


@dataclass(frozen=True)
class SetTask:
    """Homework as its teacher follows it: ``opened`` is None where nothing hangs on it to open."""

    homework_id: str
    due: date | None
    draft: bool
    opened: int | None
    done: int
    addressed: int


@dataclass(frozen=True)
class TaughtLesson:
    """A lesson of the teacher's. ``due`` is homework to it, ``given`` what was set at it.

    ``lesson_id`` is the row id of the grid's lesson, ``topic`` what is shown; times are local,
    None without bells.
    """

    occurrence_id: str
    day: date
    period: int
    begins: time | None
    ends: time | None
    subject_code: str
    subject_title: str
    class_name: str
    grade: int
    group: str
    lesson_id: int | None
    lesson_key: str | None
    lesson_no: int | None
    topic: str
    cancelled: bool
    due: tuple[SetTask, ...]
    given: tuple[SetTask, ...]

    @property
    def hung(self) -> bool:
        """Whether a material hangs on homework that was set at this lesson or to it."""
        return any(task.opened is not None for task in (*self.due, *self.given))


@dataclass(frozen=True)
class TeacherDays:
    """``today`` is empty on a day without lessons; ``coming`` is the next day that has some."""

    today: tuple[TaughtLesson, ...]
    coming: tuple[TaughtLesson, ...]


def teacher_days(session: Session, teacher_id: int, today: date) -> TeacherDays:
    """The lessons of the teacher (row id of the person) today and on the next day; two queries."""
    later = aliased(Occurrence)
    nearest = (
        select(func.min(later.day))
        .where(later.teacher_id == teacher_id, later.day > today, later.state == "planned")
        .scalar_subquery()
    )
    rows = session.execute(
        with_bells(select(Occurrence, Bell.begins, Bell.ends).join(Occurrence.school_class))
        .where(
            Occurrence.teacher_id == teacher_id,
            or_(Occurrence.day == today, Occurrence.day == nearest),
        )
        .options(
            contains_eager(Occurrence.school_class),
            joinedload(Occurrence.subject),
            joinedload(Occurrence.lesson),
        )
        .order_by(
            Occurrence.day,
            Occurrence.period,
            SchoolClass.grade,
            SchoolClass.letter,
            Occurrence.group,
        )
    ).all()
    tasks = _tasks(session, [row[0] for row in rows], teacher_id)
    lessons = [_line(one, begins, ends, tasks) for one, begins, ends in rows]
    return TeacherDays(
        today=tuple(one for one in lessons if one.day == today),
        coming=tuple(one for one in lessons if one.day > today and not one.cancelled),
    )


@dataclass(frozen=True)
class _Placed:
    """A task with the row ids of the lessons that it belongs to, or its day."""

    task: SetTask
    class_id: int
    subject_code: str
    given_id: int
    due_id: int | None
    due_on: date | None

    def is_due_at(self, one: Occurrence) -> bool:
        if self.task.draft:
            return False
        if self.due_id is not None:
            return self.due_id == one.id
        here = (one.class_id, one.subject_code, one.day)
        return here == (self.class_id, self.subject_code, self.due_on)


def _tasks(session: Session, occurrences: Sequence[Occurrence], teacher_id: int) -> list[_Placed]:
    """All homework that these lessons gave or have due, of others no drafts."""
    if not occurrences:
        return []
    ids = [one.id for one in occurrences]
    given, due = aliased(Occurrence), aliased(Occurrence)
    by_day = Homework.due_on.in_({one.day for one in occurrences}) & Homework.class_id.in_(
        {one.class_id for one in occurrences}
    )
    rows = session.execute(
        select(
            Homework,
            given.subject_code,
            func.coalesce(due.day, Homework.due_on),
            has_materials(),
            opened_count(),
            done_count(),
            addressed_count(given.day),
        )
        .join(given, given.id == Homework.occurrence_id)
        .outerjoin(due, due.id == Homework.due_occurrence_id)
        .where(
            or_(Homework.occurrence_id.in_(ids), Homework.due_occurrence_id.in_(ids), by_day),
            or_(Homework.state == "set", Homework.by_id == teacher_id),
        )
        .order_by(Homework.id)
    ).all()
    return [
        _Placed(
            task=SetTask(
                homework_id=homework.public_id,
                due=due_day,
                draft=homework.state == "draft",
                opened=opened if materials else None,
                done=done,
                addressed=addressed,
            ),
            class_id=homework.class_id,
            subject_code=subject_code,
            given_id=homework.occurrence_id,
            due_id=homework.due_occurrence_id,
            due_on=homework.due_on,
        )
        for homework, subject_code, due_day, materials, opened, done, addressed in rows
    ]


def _line(
    one: Occurrence, begins: time | None, ends: time | None, tasks: Sequence[_Placed]
) -> TaughtLesson:
    return TaughtLesson(
        occurrence_id=one.public_id,
        day=one.day,
        period=one.period,
        begins=begins,
        ends=ends,
        subject_code=one.subject_code,
        subject_title=one.subject.title,
        class_name=one.school_class.name,
        grade=one.school_class.grade,
        group=one.group,
        lesson_id=one.lesson_id,
        lesson_key=one.lesson.key if one.lesson is not None else None,
        lesson_no=one.lesson.lesson_no if one.lesson is not None else None,
        topic=shown_topic(one),
        cancelled=one.state != "planned",
        due=tuple(each.task for each in tasks if each.is_due_at(one)),
        given=tuple(each.task for each in tasks if each.given_id == one.id),
    )
