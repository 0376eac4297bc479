"""From a query to the request that an engine is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.viewer import Viewer
from catalog.audience import audiences, sees_all, sees_hidden
from catalog.kinds import KINDS
from search.documents import PUBLISHED
from search.port import FACETS, NUMBERS, Filters, SearchRequest
from search.query_words import MOST_GRADES
from search.understand import Understood

DEEPEST = 10_000
"""Hits beyond this place are not listed; the count stays true."""

MOST_PER_PAGE = 1000

SORTS = ("relevance", "newest", "used", "lesson")

FIELDS = {
    "subject": "subjects",
    "grade": "grades",
    "kind": "kinds",
    "lesson": "lessons",
    "licence": "licences",
    "section": "sections",
    "author": "authors",
    "length": "lengths",
    "language": "languages",
    "year": "years",
}
"""Facet → the field of a ``SearchQuery`` with what is chosen of it."""


@dataclass(frozen=True)
class SearchQuery:
    """What is asked: the text, the chosen filters, the page (from 1) and its length.

    ``sort``: one of ``SORTS``. ``exact``: correct nothing in the text.
    ``last_at_most``: a page beyond the last one is the last one, not an empty one.
    ``until``: as if nothing had come since then (``Results.until`` of the first page).
    ``near``: the key of the lesson that the person came from; what stands near it goes before.
    """

    q: str = ""
    subjects: tuple[str, ...] = ()
    grades: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    page: int = 1
    per_page: int = 10
    sort: str = "relevance"
    exact: bool = False
    last_at_most: bool = False
    until: int | None = None
    near: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen beside the text."""
        return any(map(self.chosen, FACETS))

    def chosen(self, facet: str) -> tuple[str | int, ...]:
        """The values chosen of a facet; none of what is no facet, a word of a title."""
        if facet not in FIELDS:
            return ()
        values: tuple[str | int, ...] = getattr(self, FIELDS[facet])
        return values


NOTHING_CHOSEN = SearchQuery()


def who(viewer: Viewer) -> frozenset[str]:
    """The audience words of the index that this viewer has."""
    return frozenset({PUBLISHED}) if sees_all(viewer) else audiences(viewer)


def filters_of(query: SearchQuery, understood: Understood) -> Filters:
    """The filters in force: within a facet the chosen values, or else the understood ones."""

    def values(facet: str) -> Iterable[str | int]:
        if facet in understood.loose:
            return ()
        return map(int if facet in NUMBERS else str, understood.every(facet))

    def in_force(facet: str) -> frozenset[Any]:
        if query.chosen(facet):
            return frozenset(query.chosen(facet))
        return _wanted(understood, facet, frozenset(values(facet)))

    return Filters(**{facet: in_force(facet) for facet in FACETS})


def _wanted(
    understood: Understood, facet: str, named: frozenset[str | int]
) -> frozenset[str | int]:
    """The values of a facet that a query names, or all, without those that it leaves out."""
    unwanted = frozenset(understood.every(f"-{facet}"))
    if not unwanted:
        return named
    every: dict[str, Iterable[str | int]] = {
        "kind": KINDS,
        "grade": range(1, MOST_GRADES + 1),
        "subject": understood.every_subject,
    }
    return (named or frozenset(every[facet])) - unwanted or named


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
        instead=understood.instead,
        light=understood.light,
        titles=understood.titles,
        phrases=understood.phrases,
        without=understood.unwanted,
        filters=filters_of(query, understood),
        base=filters_of(NOTHING_CHOSEN, understood),
        offset=offset,
        limit=min(limit, DEEPEST - offset),
        sort=query.sort if query.sort in SORTS else "relevance",
        hidden=sees_hidden(viewer),
        until=query.until,
    )
