"""One cell of the matrix from the inside: its lessons, the gaps first."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import on_shelves
from catalog.grid import Lesson
from catalog.kinds import KINDS
from coverage.matrix import in_force, kinds_by_lesson
from search.request_lists import requests_by_lesson
from search.unfound import unfound_by_lesson


@dataclass(frozen=True)
class CellLesson:
    """A lesson with how many materials it has, of each kind too, zeros included.

    ``unfound``: how many searches about it found nothing, ``asked``: how many open requests for a
    material name it (only where that was asked for).
    """

    row_id: int
    key: str
    lesson_no: int
    section: str
    topic: str
    title: str
    programme: str
    by_kind: dict[str, int]
    unfound: int = 0
    asked: int = 0

    @property
    def items(self) -> int:
        """Materials of all kinds."""
        return sum(self.by_kind.values())

    def has(self, kind: str | None) -> bool:
        """Whether there is a material of this kind, of any without one."""
        return bool(self.items if kind is None else self.by_kind[kind])

    def as_json(self) -> dict[str, Any]:
        """The shape that the API and the command line promise."""
        return {
            "lesson_key": self.key,
            "lesson_no": self.lesson_no,
            "section": self.section,
            "topic": self.topic,
            "title": self.title,
            "programme": self.programme,
            "items": self.items,
            "by_kind": self.by_kind,
        }


@dataclass(frozen=True)
class CellSection:
    """A section of a programme; its lessons without a material come first."""

    title: str
    programme: str
    lessons: tuple[CellLesson, ...]
    covered: int

    @property
    def gaps(self) -> int:
        """Lessons without a material."""
        return len(self.lessons) - self.covered


def cell_lessons(
    session: Session, reach: ColumnElement[bool], subject: str, grade: int
) -> list[CellLesson]:
    """The lessons of a subject in a grade, in order, programme after programme; one query.

    ``reach`` says which items count, as for the matrix.
    """
    there = kinds_by_lesson(reach, subject, grade)
    query = (
        select(
            Lesson.id,
            Lesson.key,
            Lesson.lesson_no,
            Lesson.section,
            Lesson.topic,
            Lesson.title,
            Lesson.programme,
            *(func.coalesce(there.c[kind], 0) for kind in KINDS),
        )
        .outerjoin(there, there.c.lesson_id == Lesson.id)
        .where(*in_force(subject, grade))
        .order_by(Lesson.programme, Lesson.lesson_no, Lesson.id)
    )
    return [
        CellLesson(
            row_id=row_id,
            key=key,
            lesson_no=lesson_no,
            section=section,
            topic=topic,
            title=title,
            programme=programme,
            by_kind=dict(zip(KINDS, counts, strict=True)),
        )
        for row_id, key, lesson_no, section, topic, title, programme, *counts in session.execute(
            query
        )
    ]


def with_wishes(session: Session, viewer: Viewer, subject: str, grade: int) -> list[CellLesson]:
    """The same for this viewer, with what was looked for in vain and asked for; three queries."""
    lessons = cell_lessons(session, on_shelves(viewer), subject, grade)
    ids = [lesson.row_id for lesson in lessons]
    unfound = unfound_by_lesson(session, viewer, ids)
    asked = requests_by_lesson(session, viewer, ids)
    return [
        replace(each, unfound=unfound.get(each.row_id, 0), asked=asked.get(each.row_id, 0))
        for each in lessons
    ]


def sections(lessons: list[CellLesson], kind: str | None = None) -> list[CellSection]:
    """The lessons by section, the emptiest first, in each the gaps first, the asked-for before.

    ``kind``: only a material of that kind fills a gap.
    """
    made = []
    keyed = sorted(lessons, key=_section)  # stable: the order of lessons stays within each
    for (programme, title), group in groupby(keyed, key=_section):
        members = sorted(group, key=lambda lesson: (lesson.has(kind), -lesson.asked))
        covered = sum(1 for lesson in members if lesson.has(kind))
        made.append(CellSection(title, programme, tuple(members), covered))
    return sorted(
        made,
        key=lambda one: (one.covered / len(one.lessons), min(e.lesson_no for e in one.lessons)),
    )


def _section(lesson: CellLesson) -> tuple[str, str]:
    return lesson.programme, lesson.section
