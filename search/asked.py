"""From a query to the request that an engine is given."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.viewer import Viewer
from catalog.audience import audiences, sees_all, sees_hidden
from catalog.kinds import SHOWN
from search.documents import PUBLISHED
from search.grid_words import GridWords
from search.port import Filters, SearchRequest
from search.understand import Understood

DEEPEST = 10_000
"""Hits beyond this place are not listed; the count stays true."""

MOST_PER_PAGE = 1000

SORTS = ("relevance", "newest", "lesson")


@dataclass(frozen=True)
class SearchQuery:
    """What is asked: the text, the chosen filters, the page (from 1) and its length.

    ``sort``: relevance, newest or lesson. ``exact``: correct nothing in the text.
    ``last_at_most``: a page beyond the last one is the last one, not an empty one.
    """

    q: str = ""
    subjects: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    page: int = 1
    per_page: int = 10
    sort: str = "relevance"
    exact: bool = False
    last_at_most: bool = False


def who(viewer: Viewer) -> frozenset[str]:
    """The audience words of the index that this viewer has."""
    return frozenset({PUBLISHED}) if sees_all(viewer) else audiences(viewer)


def filters_of(query: SearchQuery, understood: Understood) -> Filters:
    """The filters in force: within a facet the chosen values, or else the understood ones."""

    def values(facet: str) -> Iterable[str | int]:
        return (chip.value for chip in understood.chips if chip.facet == facet)

    return Filters(
        subject=frozenset(query.subjects or map(str, values("subject"))),
        grade=frozenset(query.grades or map(int, values("grade"))),
        kind=frozenset(query.kinds or map(str, values("kind"))),
        licence=frozenset(query.licences),
        lesson=frozenset(query.lessons),
    )


def request_of(query: SearchQuery, understood: Understood, viewer: Viewer) -> SearchRequest:
    """The engine's request; pages and lengths out of range are drawn into it."""
    limit = min(max(query.per_page, 0), MOST_PER_PAGE)
    offset = (max(query.page, 1) - 1) * limit
    if offset >= DEEPEST:
        offset, limit = 0, 0
    return SearchRequest(
        audiences=who(viewer),
        words=understood.words,
        asides=understood.asides,
        titles=understood.titles,
        filters=filters_of(query, understood),
        offset=offset,
        limit=min(limit, DEEPEST - offset),
        sort=query.sort if query.sort in SORTS else "relevance",
        hidden=sees_hidden(viewer),
    )


def chip_title(facet: str, value: str | int, grid: GridWords) -> str:
    """How an understood part is called on its chip."""
    if facet == "subject":
        return grid.subjects.titles.get(str(value), str(value))
    if facet == "grade":
        return f"{value} класс"
    return SHOWN[str(value)].title.lower() if value in SHOWN else str(value)
