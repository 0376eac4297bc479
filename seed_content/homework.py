"""The demo school's homework: set on its newest lessons by their teachers, opened by some."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Enrolment, Person, School, SchoolClass, User
from accounts.viewer import Viewer, viewer_of
from catalog.models import Item, Version
from core.clock import Clock
from diary.attach import attach
from diary.calendar import now_at
from diary.draft import new_homework
from diary.fragment import Part, read_part
from diary.mark_done import mark_done
from diary.models import Attachment, Homework, Occurrence
from diary.opens_page import opens_page
from diary.record_open import record_open
from diary.set_homework import set_homework
from diary.write_homework import write_homework
from seed_content.let_in import let_in_who_was_here
from seed_content.source import HOME

_FOLDER = HOME / "school"
FILES: dict[str, tuple[str, ...]] = {
    "small": ("homework.toml",),
    "demo": ("homework.toml", "homework_week.toml"),
}
"""Profile → its files of homework; of two tasks for one lesson the first file's stands."""

SET_AFTER = timedelta(hours=2)
"""A teacher sets homework after the lesson; pupils open it an hour later."""


@dataclass(frozen=True)
class Task:
    """One task as the file says it; ``opened`` and ``done`` are shares of the class."""

    text: str
    minutes: int | None
    item: str | None
    fragment: dict[str, Any] | None
    opened: float
    done: float


@dataclass(frozen=True)
class Course:
    """A subject of some classes with its tasks, the newest lesson's first.

    ``classes`` are names such as «5А»; a grade alone, «5», stands for all its classes.
    """

    classes: frozenset[str]
    subject: str
    tasks: tuple[Task, ...]


def read_courses(profile: str) -> tuple[Course, ...]:
    """The courses of the profile's files. Raises ``KeyError`` for an unknown profile."""
    return tuple(course for name in FILES[profile] for course in _courses(name))


def _courses(name: str) -> tuple[Course, ...]:
    data = tomllib.loads((_FOLDER / name).read_text("utf-8"))
    return tuple(
        Course(
            classes=frozenset(course["classes"]),
            subject=course["subject"],
            tasks=tuple(_task(task) for task in course["task"]),
        )
        for course in data["course"]
    )


def set_demo_homework(session: Session, school: School, clock: Clock, profile: str) -> int:
    """Set what is missing on the newest lessons of the demo school; returns how many were set.

    A lesson that has homework already keeps it, so a second call changes nothing, and a call in a
    later week gives the new lessons theirs. A task whose material is not in the catalogue yet
    waits for a later call. Whoever opens or does something has a sign-in then. Commits once.
    """
    made = 0
    classes = session.scalars(
        select(SchoolClass).where(SchoolClass.school_id == school.id).order_by(SchoolClass.id)
    ).all()
    for course in read_courses(profile):
        for school_class in classes:
            if not {school_class.name, str(school_class.grade)} & course.classes:
                continue
            lessons = _begun(session, school_class, course, clock)
            for task, lesson in zip(course.tasks, lessons, strict=False):
                version = _version(session, task.item) if task.item else None
                waits = task.item is not None and version is None
                if not waits and not _has_homework(session, lesson):
                    _set(session, lesson, task, version, clock)
                    made += 1
            session.commit()
    let_in_who_was_here(session, school, clock)
    session.commit()
    return made


def _begun(
    session: Session, school_class: SchoolClass, course: Course, clock: Clock
) -> Sequence[Occurrence]:
    """The course's newest lessons that have begun and are followed by another, newest first."""
    today = now_at(school_class.school, clock).today
    return session.scalars(
        select(Occurrence)
        .where(
            Occurrence.class_id == school_class.id,
            Occurrence.subject_code == course.subject,
            Occurrence.state == "planned",
            Occurrence.day <= today,
        )
        .order_by(Occurrence.day.desc(), Occurrence.period.desc())
        .limit(len(course.tasks))
    ).all()


def _has_homework(session: Session, lesson: Occurrence) -> bool:
    found = select(Homework.id).where(Homework.occurrence_id == lesson.id).limit(1)
    return session.scalar(found) is not None


def _set(
    session: Session, lesson: Occurrence, task: Task, version: Version | None, clock: Clock
) -> None:
    moment = min(clock(), _afternoon(lesson))
    teacher = _viewer(session, lesson.teacher_id)
    homework = new_homework(session, teacher, lesson, clock=lambda: moment)
    if homework.due_occurrence is None and homework.due_on is None:
        session.delete(homework)  # the year has no further lesson of it
        session.flush()
        return
    write_homework(
        session, teacher, homework, text=task.text, minutes=task.minutes, clock=lambda: moment
    )
    if version is not None:
        part = _part(version, task)
        attach(session, teacher, homework, version, part, clock=lambda: moment)
    set_homework(session, teacher, homework, clock=lambda: moment)
    later = min(clock(), moment + SET_AFTER)
    for pupil, opened, done in _who(session, lesson, task):
        if opened:
            for attachment in homework.attachments:
                _open(session, pupil, attachment, homework, lambda: later)
        if done:
            mark_done(session, pupil, homework, clock=lambda: later)


def _afternoon(lesson: Occurrence) -> datetime:
    """Two o'clock of the lesson's day, when lessons are over."""
    return datetime.combine(lesson.day, time(14), ZoneInfo(lesson.school.timezone))


def _open(
    session: Session, pupil: Viewer, attachment: Attachment, homework: Homework, clock: Clock
) -> None:
    """Each third pupil stops half-way."""
    column = next(
        one for one in opens_page(session, homework).columns if one.row_id == attachment.id
    )
    half = (pupil.person_id or 0) % 3 == 0
    seen = column.wanted[: max(1, len(column.wanted) // 2)] if half else column.wanted
    if column.unit == "second":
        record_open(session, pupil, attachment, seconds=list(seen), clock=clock)
    else:
        record_open(session, pupil, attachment, slides=list(seen), clock=clock)


def _who(session: Session, lesson: Occurrence, task: Task) -> Iterator[tuple[Viewer, bool, bool]]:
    """The class from the end of its list: (pupil, has opened it, has done it)."""
    pupils = session.scalars(
        select(Person.id)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.class_id == lesson.class_id, Enrolment.until.is_(None))
        .order_by(Person.source_id.desc())
    ).all()
    opened, done = round(len(pupils) * task.opened), round(len(pupils) * task.done)
    for place, person_id in enumerate(pupils[: max(opened, done)]):
        yield _viewer(session, person_id), place < opened, place < done


def _viewer(session: Session, person_id: int) -> Viewer:
    return viewer_of(session, session.scalars(select(User).filter_by(person_id=person_id)).one())


def _version(session: Session, key: str) -> Version | None:
    """The published version of the demo item with this source's name."""
    return session.scalar(
        select(Version)
        .join(Item, Item.published_version_id == Version.id)
        .where(Item.owner_id.is_(None), Version.file_name.startswith(f"{key}."))
        .order_by(Item.id)
        .limit(1)
    )


def _part(version: Version, task: Task) -> Part:
    return read_part(
        task.fragment,
        kind=version.item.kind,
        pages=version.original.pages,
        duration_ms=version.original.duration_ms,
    )


def _task(said: dict[str, Any]) -> Task:
    fragment: dict[str, Any] = {key: said[key] for key in ("slides", "from", "to") if key in said}
    return Task(
        text=said["text"],
        minutes=said.get("minutes"),
        item=said.get("item"),
        fragment=fragment or None,
        opened=said.get("opened", 0.0),
        done=said.get("done", 0.0),
    )
