"""Counts as a page and the API show them: code, title, count, the most frequent first."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.grid import Lesson
from catalog.kinds import SHOWN
from search.grid_words import GridWords
from search.port import FACETS


@dataclass(frozen=True)
class Count:
    """How many items would be left with this value; ``code`` is what goes into the address."""

    code: str
    title: str
    count: int


def named(
    session: Session, counts: Mapping[str, Mapping[str | int, int]], grid: GridWords
) -> dict[str, list[Count]]:
    """The counts with their titles, most frequent first; one query when lessons are counted."""
    lessons = _lesson_titles(session, counts.get("lesson", {}))

    def title(facet: str, value: str | int) -> str:
        if facet == "subject":
            return grid.subjects.titles.get(str(value), str(value))
        if facet == "grade":
            return f"{value} класс"
        if facet == "kind":
            return SHOWN[str(value)].title if value in SHOWN else str(value)
        return lessons.get(str(value), str(value))

    named: dict[str, list[Count]] = {}
    for facet in FACETS:
        most = sorted(counts.get(facet, {}).items(), key=lambda pair: (-pair[1], _order(pair[0])))
        named[facet] = [
            Count(str(value), title(facet, value), count) for value, count in most if value != ""
        ]
    return named


def _order(value: str | int) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, value)


def _lesson_titles(session: Session, counted: Mapping[str | int, int]) -> dict[str, str]:
    if not counted:
        return {}
    rows = session.execute(select(Lesson.key, Lesson.title).where(Lesson.key.in_(counted)))
    return {row.key: row.title for row in rows}
