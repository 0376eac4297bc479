"""Counts as a page and the API show them: code, title, count, the most frequent first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from babel import Locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.grid import Lesson
from catalog.kinds import SHOWN
from search import lengths
from search.columns import section_cell
from search.grid_words import GridWords
from search.port import FACETS, Filters

LANGUAGES: Mapping[str, str] = Locale("ru").languages
"""Languages' names by their codes."""


@dataclass(frozen=True)
class Count:
    """How many items would be left with this value; ``code`` is what goes into the address."""

    code: str
    title: str
    count: int


def named(
    session: Session,
    counts: Mapping[str, Mapping[str | int, int]],
    grid: GridWords,
    filters: Filters,
) -> dict[str, list[Count]]:
    """The counts with their titles, most frequent first; one query for lessons of old editions.

    What is chosen is always there, with 0 where nothing is left of it.
    """
    by_facet: dict[str, dict[str | int, int]] = {}
    for facet in FACETS:
        of_chosen: dict[str | int, int] = dict.fromkeys(filters.chosen(facet), 0)
        by_facet[facet] = of_chosen | dict(counts.get(facet, {}))
    lessons = _lesson_titles(session, by_facet["lesson"], grid)
    several = len({section_cell(str(section)) for section in by_facet["section"]}) > 1

    def title(facet: str, value: str | int) -> str:
        if facet == "lesson":
            return lessons.get(str(value), str(value))
        return title_of(facet, value, grid, with_grade=several)

    named: dict[str, list[Count]] = {}
    for facet, counted in by_facet.items():
        most = sorted(counted.items(), key=lambda pair: (-pair[1], _order(pair[0])))
        named[facet] = [
            Count(str(value), title(facet, value), count) for value, count in most if value != ""
        ]
    return named


def title_of(facet: str, value: str | int, grid: GridWords, *, with_grade: bool = False) -> str:
    """How a value of a facet other than ``lesson`` is called; an unknown one by its code.

    ``with_grade``: a section with its grade, where those of several are listed together.
    """
    code = str(value)
    if facet == "subject":
        return grid.subjects.titles.get(code, code)
    if facet == "grade":
        return f"{value} класс"
    if facet == "kind":
        return SHOWN[code].title if code in SHOWN else code
    if facet == "section":
        _, grade = section_cell(code)
        name = code.split("/", 2)[-1]
        return f"{name}, {grade} класс" if with_grade and grade else name
    if facet == "length":
        return lengths.TITLES.get(code, code)
    if facet == "language":
        name = LANGUAGES.get(code, code)
        return name[:1].upper() + name[1:]
    return code


def _order(value: str | int) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, value)


def _lesson_titles(
    session: Session, keys: Collection[str | int], grid: GridWords
) -> dict[str, str]:
    known = {key: lesson.title for key in map(str, keys) if (lesson := grid.lesson(key))}
    others = set(map(str, keys)) - known.keys()
    if others:
        rows = session.execute(select(Lesson.key, Lesson.title).where(Lesson.key.in_(others)))
        known |= {row.key: row.title for row in rows}
    return known
