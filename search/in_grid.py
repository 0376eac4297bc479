"""Filters of an address that the grid knows; what it never had is no filter."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.grid import Lesson
from search.asked import SearchQuery
from search.columns import section_cell
from search.grid_words import GridWords


def in_grid(session: Session, grid: GridWords, query: SearchQuery) -> SearchQuery:
    """The query without subjects, sections and lessons that the grid never had.

    No query where all lessons are of the edition in force, else one.
    """
    titles = grid.subjects.titles
    others = [key for key in query.lessons if grid.lesson(key) is None]
    former: set[str] = set()
    if others:
        former = set(session.scalars(select(Lesson.key).where(Lesson.key.in_(others))))
    return replace(
        query,
        subjects=tuple(code for code in query.subjects if code in titles),
        sections=tuple(one for one in query.sections if section_cell(one)[0] in titles),
        lessons=tuple(key for key in query.lessons if key not in others or key in former),
    )
