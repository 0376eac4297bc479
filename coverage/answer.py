"""The answer that the API and the command line give."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from coverage.cell import cell_lessons
from coverage.matrix import matrix


def coverage_answer(
    session: Session, reach: ColumnElement[bool], subject: str | None, grade: int | None
) -> list[dict[str, Any]]:
    """The cells, or with both a subject and a grade the lessons of that cell; one query.

    ``reach`` says which items count. A subject or grade that the edition in force does not
    have gives an empty list.
    """
    if subject is not None and grade is not None:
        return [one.as_json() for one in cell_lessons(session, reach, subject, grade)]
    return [one.as_json() for one in matrix(session, reach, subject=subject, grade=grade)]
