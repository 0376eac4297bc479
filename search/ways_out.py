"""What is offered beside an empty list of results."""

from dataclasses import dataclass
from typing import Any

from search.asked import SearchQuery
from search.grid_words import GridLesson


@dataclass(frozen=True)
class Way:
    """The search with one limit less, and how much it finds. ``facet`` is empty for all limits."""

    facet: str
    title: str
    query: SearchQuery
    total: int


@dataclass(frozen=True)
class Similar:
    """The search with another word for one of its own."""

    word: str
    query: SearchQuery
    total: int


@dataclass(frozen=True)
class WaysOut:
    """All that is offered beside an empty list; each part may be empty."""

    without: tuple[Way, ...] = ()
    similar: tuple[Similar, ...] = ()
    lessons: tuple[GridLesson, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape that the API promises."""
        return {
            "without": [
                {"facet": way.facet or "all", "title": way.title, "total": way.total}
                for way in self.without
            ],
            "similar": [{"q": one.query.q, "total": one.total} for one in self.similar],
            "lessons": [lesson.key for lesson in self.lessons],
        }
