"""The matrix: how many lessons of each subject, programme and grade have materials."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Subquery, case, func, select
from sqlalchemy.orm import Session

from catalog.grid import Edition, Lesson, Subject
from catalog.models import KINDS, Item, Placement


@dataclass(frozen=True)
class Cell:
    """One subject in one programme and grade of the edition in force.

    ``covered`` counts lessons with at least one material, ``by_kind`` those with one of that
    kind, zeros too.
    """

    edition: str
    programme: str
    subject: str
    subject_title: str
    grade: int
    lessons: int
    covered: int
    by_kind: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """The shape that the API and the command line promise."""
        return {
            "edition": self.edition,
            "programme": self.programme,
            "subject": self.subject,
            "grade": self.grade,
            "lessons": self.lessons,
            "covered": self.covered,
            "by_kind": self.by_kind,
        }


def matrix(
    session: Session,
    reach: ColumnElement[bool],
    *,
    subject: str | None = None,
    grade: int | None = None,
) -> list[Cell]:
    """Every cell of the edition in force, empty ones too, in the grid's order; one query.

    ``reach`` says which items count (``catalog.audience.on_shelves``). Retired lessons are
    not there.
    """
    there = kinds_by_lesson(reach)
    query = (
        select(
            Lesson.edition_code,
            Lesson.programme,
            Subject.code,
            Subject.title,
            Lesson.grade,
            func.count(),
            func.count(there.c.lesson_id),
            *(func.count(_positive(there.c[kind])) for kind in KINDS),
        )
        .join(Edition, Edition.code == Lesson.edition_code)
        .join(Subject, Subject.code == Lesson.subject_code)
        .outerjoin(there, there.c.lesson_id == Lesson.id)
        .where(*in_force(subject, grade))
        .group_by(
            Lesson.edition_code,
            Lesson.programme,
            Subject.code,
            Subject.title,
            Subject.position,
            Lesson.grade,
        )
        .order_by(Subject.position, Subject.code, Lesson.grade, Lesson.programme)
    )
    return [
        Cell(*row[:7], dict(zip(KINDS, row[7:], strict=True))) for row in session.execute(query)
    ]


def in_force(subject: str | None, grade: int | None) -> list[ColumnElement[bool]]:
    """The lessons that count: of the edition in force, not retired, of this subject and grade."""
    conditions: list[ColumnElement[bool]] = [Edition.active.is_(True), Lesson.retired_at.is_(None)]
    if subject is not None:
        conditions.append(Lesson.subject_code == subject)
    if grade is not None:
        conditions.append(Lesson.grade == grade)
    return conditions


def kinds_by_lesson(reach: ColumnElement[bool]) -> Subquery:
    """A row for each lesson that has items of ``reach``: ``lesson_id`` and how many of each kind.

    Grouped once over all placements: a look-up a cell costs more than the whole of it
    (bench/coverage.py).
    """
    counts = (
        func.sum(case((Item.kind == kind, 1), else_=0), type_=Integer).label(kind) for kind in KINDS
    )
    return (
        select(Placement.lesson_id, *counts)
        .join(Item, Item.id == Placement.item_id)
        .where(reach)
        .group_by(Placement.lesson_id)
        .subquery()
    )


def _positive(count: ColumnElement[int]) -> ColumnElement[int]:
    """The count, or NULL for none: what ``count()`` does not count."""
    return func.nullif(count, 0)


def totals(cells: Iterable[Cell]) -> tuple[int, int]:
    """(covered, lessons) of these cells together."""
    found = list(cells)
    return sum(cell.covered for cell in found), sum(cell.lessons for cell in found)
