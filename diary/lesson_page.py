"""A lesson of a class as its teacher works on it: the topic, homework, what hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import cast

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from accounts.allow import allowed
from accounts.models import Person
from accounts.school_scopes import WITH_TERRITORIES
from accounts.viewer import Viewer
from diary.bells import with_bells
from diary.day_load import DayLoad, day_load
from diary.due import due_day, next_lessons
from diary.errors import HomeworkNotFound, OccurrenceNotFound
from diary.hung import Hung, hung_on
from diary.models import Homework, Occurrence
from diary.school_time import Bell
from diary.write_homework import class_pupils

NEW = "new"
"""In an address: one more homework beside what is set already."""


@dataclass(frozen=True)
class LessonPage:
    """All that the page shows. ``shown`` is the homework in the form, None for a new one.

    ``teaches``: the viewer writes here; else the page is to be read. ``bell`` is when the lesson
    begins and ends, local time.
    """

    occurrence: Occurrence
    bell: tuple[time, time] | None
    teaches: bool
    shown: Homework | None
    others: tuple[Homework, ...]
    hung: dict[int, list[Hung]]
    due_choices: tuple[Occurrence, ...]
    pupils: tuple[Person, ...]
    load: DayLoad | None
    due_here: tuple[Homework, ...] = ()
    """What was set before and is due at this lesson."""
    next_lesson: Occurrence | None = None
    """Of a cancelled lesson: the next one, which has its topic and may take what was due."""

    @property
    def stranded(self) -> int:
        """How many of these are due at a lesson that will not be held."""
        if self.occurrence.state != "cancelled":
            return 0
        return sum(one.due_occurrence_id == self.occurrence.id for one in self.due_here)

    @property
    def draft(self) -> bool:
        """Whether pupils see nothing of it yet."""
        return self.shown is None or self.shown.state == "draft"

    @property
    def attached(self) -> list[Hung]:
        """What hangs on the homework in the form."""
        return self.hung.get(self.shown.id, []) if self.shown is not None else []

    @property
    def due_lesson(self) -> str:
        """The public id of the lesson it is due to, or would be; empty where it is a day."""
        if self.shown is not None:
            lesson = self.shown.due_occurrence
            if lesson is not None or self.shown.due_on is not None:
                return lesson.public_id if lesson is not None else ""
        return self.due_choices[0].public_id if self.due_choices else ""

    @property
    def due_on(self) -> date | None:
        """The day it is due on, where it is no lesson."""
        return self.shown.due_on if self.shown is not None else None

    @property
    def named(self) -> frozenset[int]:
        """The pupils (row ids) it is for; none means the class."""
        if self.shown is None:
            return frozenset()
        return frozenset(row.person_id for row in self.shown.addressees)


def open_lesson(
    session: Session, viewer: Viewer, public_id: str
) -> tuple[Occurrence, tuple[time, time] | None, bool]:
    """The lesson, its bell, and whether the viewer teaches it; four queries.

    Raises OccurrenceNotFound for whoever may not see it.
    """
    row = session.execute(
        with_bells(select(Occurrence, Bell.begins, Bell.ends).join(Occurrence.school_class))
        .where(Occurrence.public_id == public_id)
        .options(
            joinedload(Occurrence.school_class),
            joinedload(Occurrence.school).options(WITH_TERRITORIES),
            joinedload(Occurrence.subject),
            joinedload(Occurrence.teacher),
            joinedload(Occurrence.lesson),
        )
    ).first()
    if row is None:
        raise OccurrenceNotFound
    occurrence, begins, ends = row
    bell = (begins, ends) if cast(time | None, begins) is not None else None
    teaches = allowed(viewer, "occurrences.teach", occurrence)
    if not teaches and not allowed(viewer, "occurrences.read", occurrence):
        raise OccurrenceNotFound
    return occurrence, bell, teaches


def lesson_page(
    session: Session, viewer: Viewer, public_id: str, asked: str | None = None
) -> LessonPage:
    """The page of a lesson; about ten queries, one more for a cancelled one.

    ``asked`` is the public id of the homework to work on, or ``NEW``; else it is the viewer's own
    draft, or what is set. Raises OccurrenceNotFound, HomeworkNotFound.
    """
    occurrence, bell, teaches = open_lesson(session, viewer, public_id)
    homework, due_here = _homework(session, viewer, occurrence, teaches)
    shown = _chosen(homework, asked) if teaches else None
    choices = tuple(next_lessons(session, occurrence)) if teaches else ()
    following = choices
    if occurrence.state == "cancelled" and not teaches:
        following = tuple(next_lessons(session, occurrence, 1))
    day = due_day(shown) if shown is not None else None
    if day is None and choices:
        day = choices[0].day
    return LessonPage(
        occurrence=occurrence,
        bell=bell,
        teaches=teaches,
        shown=shown,
        others=tuple(one for one in homework if one is not shown),
        hung=hung_on(session, viewer, [*homework, *due_here], edits=teaches),
        due_choices=choices,
        pupils=tuple(class_pupils(session, occurrence.class_id)) if teaches else (),
        load=day_load(session, occurrence.class_id, day, but=shown)
        if teaches and day is not None
        else None,
        due_here=tuple(due_here),
        next_lesson=following[0] if occurrence.state == "cancelled" and following else None,
    )


def _homework(
    session: Session, viewer: Viewer, occurrence: Occurrence, teaches: bool
) -> tuple[list[Homework], list[Homework]]:
    """What is set at the lesson, the newest first, own drafts before it; what is due at it.

    Due is also what is due on the lesson's day in its subject. One query.
    """
    given = aliased(Occurrence)
    on_its_day = and_(
        Homework.class_id == occurrence.class_id,
        Homework.due_on == occurrence.day,
        given.subject_code == occurrence.subject_code,
        given.group == occurrence.group,
    )
    rows = session.scalars(
        select(Homework)
        .join(given, given.id == Homework.occurrence_id)
        .where(
            or_(
                Homework.occurrence_id == occurrence.id,
                Homework.due_occurrence_id == occurrence.id,
                on_its_day,
            )
        )
        .order_by(Homework.id.desc())
        .options(
            joinedload(Homework.occurrence),
            joinedload(Homework.due_occurrence),
            joinedload(Homework.by),
            joinedload(Homework.addressees),
        )
    ).unique()
    here: list[Homework] = []
    due: list[Homework] = []
    for one in rows:
        if one.occurrence_id != occurrence.id:
            due += [one] if one.state == "set" else []
        elif one.state == "set" or (teaches and one.by_id == viewer.person_id):
            here.append(one)
    return sorted(here, key=lambda one: one.state != "draft"), due


def _chosen(homework: Sequence[Homework], asked: str | None) -> Homework | None:
    if asked == NEW:
        return next((one for one in homework if one.state == "draft"), None)
    if asked:
        found = next((one for one in homework if one.public_id == asked), None)
        if found is None:
            raise HomeworkNotFound
        return found
    return homework[0] if homework else None
