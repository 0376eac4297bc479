"""What an engine does, whichever it is: a few methods and the shapes that they speak in.

An engine keeps words, not texts: what a hit looks like is read from the database. It is told
of items by their row id.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

FACETS = ("subject", "grade", "kind", "licence", "lesson")
"""The filters, each with counts; ``lesson`` is counted under a subject and a grade only."""

MOST_LESSONS = 50
"""How many lessons the ``lesson`` facet lists at most."""


@dataclass(frozen=True)
class LessonPlace:
    """A lesson where an item stands. ``position`` is the subject's place among the subjects."""

    key: str
    subject: str
    grade: int
    lesson_no: int
    position: int = 0


@dataclass(frozen=True)
class FragmentText:
    """The words of one slide, page or stretch of a film.

    ``notes``, and all words of a ``hidden`` slide, are kept from the class.
    """

    heading: str = ""
    text: str = ""
    notes: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Document:
    """An item as the engine takes it in.

    ``subjects`` and ``grades`` are those of its lessons, or what it was filed with. Whoever
    carries one of the ``audience`` words may find it; no words, nobody.
    """

    id: int
    kind: str
    title: str
    audience: frozenset[str]
    licence: str = ""
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    author: str = ""
    subject_titles: tuple[str, ...] = ()
    subjects: frozenset[str] = frozenset()
    grades: frozenset[int] = frozenset()
    lessons: tuple[LessonPlace, ...] = ()
    position: int = 0
    fragments: tuple[FragmentText, ...] = ()


@dataclass(frozen=True)
class Filters:
    """Chosen values a facet: any of them within one facet, all facets together."""

    subject: frozenset[str] = frozenset()
    grade: frozenset[int] = frozenset()
    kind: frozenset[str] = frozenset()
    licence: frozenset[str] = frozenset()
    lesson: frozenset[str] = frozenset()

    def chosen(self, facet: str) -> frozenset[str] | frozenset[int]:
        """The values chosen for one of ``FACETS``; empty means no filter."""
        chosen: frozenset[str] | frozenset[int] = getattr(self, facet)
        return chosen


EVERYTHING = Filters()
"""No filter at all."""


@dataclass(frozen=True)
class SearchRequest:
    """What to look for.

    ``words`` are lemmas that hits should have, ``asides`` lemmas that only add to the score
    (prepositions, «урок»). Without words everything is listed.
    ``titles`` are titles that the query may spell, each its lemmas joined by spaces.
    ``limit`` may be 0: counts only. ``sort``: relevance, newest (by id) or lesson; without
    words relevance is the order of the lessons.
    Unless ``hidden``, words that are kept from the class (notes, hidden slides) count for nothing:
    neither whether an item is found, nor where it stands, nor how many are counted.
    """

    audiences: frozenset[str]
    words: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    offset: int = 0
    limit: int = 10
    sort: str = "relevance"
    hidden: bool = False


@dataclass(frozen=True)
class Hit:
    """An item found. ``score`` falls along the list, from 3 to 0; 0 in a plain listing.

    Its whole part says how much of the query is there: 2 the title is the query, 1 all words,
    0 some of them.
    """

    id: int
    score: float


@dataclass(frozen=True)
class SearchPage:
    """One page of hits, how many there are in all, and counts: facet → value → items."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str | int, int]]


@dataclass(frozen=True)
class IndexStatus:
    """The state of an index: ``built`` names the build, ``generation`` grows with each commit."""

    built: str
    generation: int
    documents: int
    bytes: int
    segments: int


class IndexBroken(Exception):
    """The index is missing, damaged or of another format: it has to be rebuilt."""


Changes = Callable[[Sequence[int]], tuple[list[Document], list[int]]]
"""Reads items anew: the documents that stand now, and the ids that must not be found."""


Matching = Callable[[str], int]
"""How many items the viewer may find by a lemma."""


class Engine(Protocol):
    """An index of items. Every method may raise ``IndexBroken``."""

    def update(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        """Put documents in place of what stood under their ids, take ``gone`` out; one commit.

        Returns once every reader, in any process, will see it at its next query.
        """

    def search(self, request: SearchRequest) -> SearchPage:
        """The page of hits with true counts, for the audiences of the request."""

    def suggest(
        self, prefix: str, audiences: frozenset[str], limit: int, filters: Filters = EVERYTHING
    ) -> list[str]:
        """Titles in which some word begins like ``prefix`` (and all its words stand in order)."""

    def terms(self) -> Mapping[str, int]:
        """The vocabulary: lemma → in how many items, whoever may see them."""

    def matching(self, word: str, audiences: frozenset[str], *, hidden: bool = False) -> int:
        """How many items with this lemma the audiences may see; ``hidden`` as in a request."""

    def explain(self, request: SearchRequest, id: int) -> list[tuple[str, float]]:
        """What an item's score is made of: (word, score), the largest first."""

    def rebuild(self, documents: Iterable[Document], changes: Changes) -> None:
        """Build a new index beside the old one and put it in its place.

        The old one serves meanwhile. ``documents`` are read after the call begins; items that
        are updated during the build are read again by ``changes`` before the swap.
        """

    def status(self) -> IndexStatus:
        """How the index stands."""

    def check(self) -> None:
        """Whether it can be used; raises ``IndexBroken`` when not. Quick enough for each pass."""
