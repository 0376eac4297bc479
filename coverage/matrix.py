"""The matrix: how many lessons of each subject, programme and grade have materials."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Subquery, case, func, select
from sqlalchemy.orm import Session

from catalog.grid import Edition, Lesson, Subject
from catalog.kinds import KINDS
from catalog.models import Item, Placement


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
    there = kinds_by_lesson(reach, subject, grade)
    figures = (
        select(
            Lesson.edition_code,
            Lesson.programme,
            Lesson.subject_code,
            Lesson.grade,
            func.count().label("lessons"),
            func.count(there.c.lesson_id).label("covered"),
            *(func.count(func.nullif(there.c[kind], 0)).label(kind) for kind in KINDS),
        )
        .outerjoin(there, there.c.lesson_id == Lesson.id)
        .where(*in_force(subject, grade))
        # In the order of the index by cells: nothing is sorted.
        .group_by(Lesson.edition_code, Lesson.subject_code, Lesson.grade, Lesson.programme)
        .subquery()
    )
    query = (
        select(
            figures.c.edition_code,
            figures.c.programme,
            Subject.code,
            Subject.title,
            figures.c.grade,
            figures.c.lessons,
            figures.c.covered,
            *(figures.c[kind] for kind in KINDS),
        )
        .join(Subject, Subject.code == figures.c.subject_code)
        .order_by(Subject.position, Subject.code, figures.c.grade, figures.c.programme)
    )
    return [
        Cell(
            edition=edition,
            programme=programme,
            subject=code,
            subject_title=title,
            grade=in_grade,
            lessons=lessons,
            covered=covered,
            by_kind=dict(zip(KINDS, counts, strict=True)),
        )
        for edition, programme, code, title, in_grade, lessons, covered, *counts in session.execute(
            query
        )
    ]


def in_force(subject: str | None, grade: int | None) -> list[ColumnElement[bool]]:
    """The lessons that count: of the edition in force, not retired, of this subject and grade."""
    edition = select(Edition.code).where(Edition.active).scalar_subquery()
    conditions: list[ColumnElement[bool]] = [
        Lesson.edition_code == edition,
        Lesson.retired_at.is_(None),
    ]
    if subject is not None:
        conditions.append(Lesson.subject_code == subject)
    if grade is not None:
        conditions.append(Lesson.grade == grade)
    return conditions


def kinds_by_lesson(
    reach: ColumnElement[bool], subject: str | None = None, grade: int | None = None
) -> Subquery:
    """A row for each lesson that has items of ``reach``: ``lesson_id`` and how many of each kind.

    Grouped once over all placements, or over those of the asked part alone: a look-up a figure
    takes many times as long (bench/coverage.py).
    """
    counts = (
        func.sum(case((Item.kind == kind, 1), else_=0), type_=Integer).label(kind) for kind in KINDS
    )
    query = (
        select(Placement.lesson_id, *counts)
        .join(Item, Item.id == Placement.item_id)
        .where(reach)
        .group_by(Placement.lesson_id)
    )
    if subject is not None or grade is not None:
        query = query.where(
            Placement.lesson_id.in_(select(Lesson.id).where(*in_force(subject, grade)))
        )
    return query.subquery()


def totals(cells: Iterable[Cell]) -> tuple[int, int]:
    """(covered, lessons) of these cells together."""
    found = list(cells)
    return sum(cell.covered for cell in found), sum(cell.lessons for cell in found)
