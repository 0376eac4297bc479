"""A week of the diary, read for a class, for a pupil or for a teacher.

Five queries, six where no week is named.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from accounts.models import Enrolment, Person, School, SchoolClass
from core.clock import Clock
from diary.bells import with_bells
from diary.calendar import Now, Off, monday_of, now_at, off_of
from diary.models import Occurrence
from diary.reach import addressed_to
from diary.school_time import Bell, DayOff, SchoolYear
from diary.topic import shown_topic
from diary.week_homework import Due, Sees, homework_of_week
from diary.week_lines import DayLine, LessonLine, WeekPage

WEEKDAYS = 5
"""Shown even when they are empty; Saturday and Sunday only with something in them."""

MOST_IN_A_DAY = 40
"""More lessons than a class or a teacher has on one day, groups and cancelled ones counted."""

Bells = dict[tuple[int, str, int], tuple[time, time]]
"""(School, year, period) → when the lesson begins and ends."""


@dataclass(frozen=True)
class Scope:
    """Whose week it is: which lessons, which homework, and who is told what of it."""

    lessons: ColumnElement[bool]
    sees: Sees
    grades: Collection[int]
    """Of which grades a day off counts; empty: those of the whole school alone."""


def class_week(
    session: Session,
    school_class: SchoolClass,
    monday: date | None,
    *,
    drafts_of: int | None = None,
    opened_of: Collection[str] = (),
    clock: Clock,
) -> WeekPage:
    """The week of a class as its teachers see it; ``monday`` None is the one that a diary opens at.

    Drafts are shown to ``drafts_of`` (a person's row id) alone, who wrote them or teaches there.

    ``opened_of``: the subjects that this person teaches here, whose openings they are told.
    """
    scope = Scope(
        lessons=Occurrence.class_id == school_class.id,
        sees=Sees(
            class_id=school_class.id,
            drafts_of=drafts_of,
            opened=bool(opened_of),
            opened_of=frozenset(opened_of),
        ),
        grades={school_class.grade},
    )
    return _week(session, school_class.school, scope, monday, clock)


def pupil_week(
    session: Session,
    pupil: Person,
    school: School,
    monday: date | None,
    *,
    grades: Collection[int] = (),
    clock: Clock,
) -> WeekPage:
    """The week of a pupil: the lessons of the class of each day, the homework that is theirs.

    Homework of other pupils and drafts are not in it. ``grades`` are those of the pupil's classes,
    whose holidays they share.
    """
    here = exists().where(
        Enrolment.person_id == pupil.id,
        Enrolment.class_id == Occurrence.class_id,
        Enrolment.since <= Occurrence.day,
        or_(Enrolment.until.is_(None), Enrolment.until >= Occurrence.day),
    )
    scope = Scope(
        lessons=here,
        sees=Sees(addressed=addressed_to({pupil.id}), done_by=pupil.id),
        grades=grades,
    )
    return _week(session, school, scope, monday, clock)


def teacher_week(
    session: Session, teacher_id: int, school: School, monday: date | None, *, clock: Clock
) -> WeekPage:
    """The week of a teacher (row id of the person): all their lessons, in every class.

    With who has opened what, and with their drafts.
    """
    scope = Scope(
        lessons=Occurrence.teacher_id == teacher_id,
        sees=Sees(teacher_id=teacher_id, drafts_of=teacher_id, opened=True),
        grades=(),
    )
    return _week(session, school, scope, monday, clock)


def _week(
    session: Session, school: School, scope: Scope, monday: date | None, clock: Clock
) -> WeekPage:
    now = now_at(school, clock)
    monday = monday or opening_monday(session, scope.lessons, now)
    sunday = monday + timedelta(days=6)
    occurrences = _occurrences(session, scope, monday, sunday)
    schools = {school.id} | {one.school_id for one in occurrences}
    bells, off = _time(session, school, schools, monday, sunday)
    grades = set(scope.grades) or {one.school_class.grade for one in occurrences}
    due = homework_of_week(session, scope.sees, [one.id for one in occurrences], monday, sunday)
    _place(due, occurrences)
    lines = [(one.day, _line(one, bells, now, due)) for one in occurrences]
    days = []
    for number in range(7):
        day = monday + timedelta(days=number)
        lessons = tuple(line for at, line in lines if at == day)
        homework = tuple(each.line for each in due if each.at is None and each.day == day)
        if number >= WEEKDAYS and not lessons and not homework:
            continue
        # A day with lessons is no day off, whatever another grade has.
        name = "" if lessons else _name(off, day, grades)
        days.append(DayLine(day, day == now.today, lessons, homework, name))
    names = {one.off for one in days}
    whole = max(names, key=len) if "" not in names else ""
    return WeekPage(monday=monday, today=now.today, days=tuple(days), off=whole)


def opening_monday(session: Session, lessons: ColumnElement[bool], now: Now) -> date:
    """The Monday of the week that a diary opens at; one query.

    The present week, until its last lesson has begun; then that of the next lesson. Where there is
    none ahead it stays the present week.
    """
    rows = session.execute(
        with_bells(select(Occurrence.day, Bell.begins).join(Occurrence.school_class))
        .where(lessons, Occurrence.state == "planned", Occurrence.day >= now.today)
        .order_by(Occurrence.day, Occurrence.period)
        .limit(MOST_IN_A_DAY)
    )
    ahead = (day for day, begins in rows if not now.begun(day, begins))
    return monday_of(next(ahead, now.today))


def _occurrences(
    session: Session, scope: Scope, monday: date, sunday: date
) -> Sequence[Occurrence]:
    return session.scalars(
        select(Occurrence)
        .join(Occurrence.school_class)
        .where(Occurrence.day.between(monday, sunday), scope.lessons)
        .options(
            contains_eager(Occurrence.school_class),
            joinedload(Occurrence.subject),
            joinedload(Occurrence.teacher),
            joinedload(Occurrence.lesson),
        )
        .order_by(
            Occurrence.day,
            Occurrence.period,
            SchoolClass.grade,
            SchoolClass.letter,
            Occurrence.group,
            Occurrence.state.desc(),
        )
    ).all()


def _time(
    session: Session, school: School, school_ids: Collection[int], monday: date, sunday: date
) -> tuple[Bells, list[Off]]:
    """The bells of these schools (row ids), and what days of the week are off at ``school``."""
    rows = session.execute(
        select(SchoolYear.school_id, SchoolYear.year, Bell.period, Bell.begins, Bell.ends, DayOff)
        .outerjoin(Bell, Bell.school_year_id == SchoolYear.id)
        .outerjoin(
            DayOff,
            and_(
                DayOff.school_year_id == SchoolYear.id,
                DayOff.begins <= sunday,
                DayOff.ends >= monday,
                SchoolYear.school_id == school.id,
            ),
        )
        .where(SchoolYear.school_id.in_(school_ids))
    ).all()
    bells: Bells = {}
    off: dict[int, Off] = {}
    for school_id, year, period, begins, ends, row in rows:
        if period is not None:
            bells[school_id, year, period] = (begins, ends)
        if row is not None:
            off[row.id] = off_of(row)
    return bells, list(off.values())


def _name(off: Sequence[Off], day: date, grades: Collection[int]) -> str:
    """What the day is called when it is off for all of these grades; the longest days off first."""
    found = [
        one
        for one in off
        if one.covers(day, None) or (grades and all(one.covers(day, grade) for grade in grades))
    ]
    longest = max(found, key=lambda one: one.ends - one.begins, default=None)
    return longest.name if longest is not None else ""


def _place(due: Sequence[Due], occurrences: Sequence[Occurrence]) -> None:
    """Say of homework at which lesson it stands: what is due on a day takes its subject's.

    Homework for which the week has no such lesson stands at its day alone.
    """
    shown = {one.id for one in occurrences}
    at_day: dict[tuple[int, date, str], int] = {}
    for one in occurrences:
        if one.state == "planned":
            at_day.setdefault((one.class_id, one.day, one.subject_code), one.id)
    for each in due:
        if each.due_id in shown:
            each.at = each.due_id
        elif each.due_id is None and each.day is not None:
            each.at = at_day.get((each.class_id, each.day, each.line.subject_code))
        elif each.day is None and each.set_id in shown:
            each.at = each.set_id  # a draft that is due at no time yet


def _line(one: Occurrence, bells: Bells, now: Now, due: Sequence[Due]) -> LessonLine:
    bell = bells.get((one.school_id, one.school_class.year, one.period))
    given = [each for each in due if each.set_id == one.id]
    return LessonLine(
        occurrence_id=one.public_id,
        period=one.period,
        begins=bell[0] if bell else None,
        ends=bell[1] if bell else None,
        begun=now.begun(one.day, bell[0] if bell else None),
        subject_code=one.subject_code,
        subject_title=one.subject.title,
        class_id=one.school_class.public_id,
        class_name=one.school_class.name,
        grade=one.school_class.grade,
        group=one.group,
        room=one.room,
        teacher=one.teacher.full_name,
        lesson_key=one.lesson.key if one.lesson is not None else None,
        lesson_no=one.lesson.lesson_no if one.lesson is not None else None,
        topic=shown_topic(one),
        cancelled=one.state != "planned",
        homework=tuple(each.line for each in due if each.at == one.id),
        set_here=any(not each.line.draft for each in given),
        draft=any(each.line.draft for each in given),
    )
