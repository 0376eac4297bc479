"""Subjects and lessons to choose from in a form."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.grid import Edition, Lesson, Subject
from catalog.subject_title import subject_title


def subject_choices(session: Session) -> list[tuple[str, str]]:
    """(code, short title) of every subject in the grid's order; one query."""
    rows = session.execute(select(Subject.code, Subject.title).order_by(Subject.position))
    return [(code, subject_title(title)) for code, title in rows]


def lesson_choices(session: Session, subject: str, grade: int | None) -> list[tuple[str, str]]:
    """(key, «56. Доли») of the lessons of a cell in order, none without both; one query."""
    if not subject or grade is None:
        return []
    rows = session.execute(
        select(Lesson.key, Lesson.lesson_no, Lesson.title)
        .join(Edition, Edition.code == Lesson.edition_code)
        .where(
            Edition.active,
            Lesson.retired_at.is_(None),
            Lesson.subject_code == subject,
            Lesson.grade == grade,
        )
        .order_by(Lesson.programme, Lesson.lesson_no)
    )
    return [(key, f"{number}. {title}") for key, number, title in rows]
