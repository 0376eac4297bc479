"""What an engine does, whichever it is: a few methods and the shapes that they speak in.

An engine keeps words, not texts: what a hit looks like is read from the database. It is told
of items by their row id.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

FACETS = (
    "subject",
    "grade",
    "kind",
    "licence",
    "lesson",
    "section",
    "author",
    "length",
    "language",
    "year",
)
"""The filters, each with counts. What values a document has of each: ``search.columns``."""

NUMBERS = frozenset({"grade", "year"})
"""The facets whose values are whole numbers."""

WITHIN_GRADE = frozenset({"lesson", "section"})
"""The facets that are counted under a subject and a grade only, and only within them."""

MOST_VALUES = 50
"""How many values a facet lists at most: the most frequent; what is chosen is always listed."""


@dataclass(frozen=True)
class LessonPlace:
    """A lesson where an item stands. ``position`` is the subject's place among the subjects."""

    key: str
    subject: str
    grade: int
    lesson_no: int
    position: int = 0
    section: str = ""

    @cached_property
    def section_key(self) -> str:
        """Names its section among all; empty where the lesson has none."""
        return f"{self.subject}/{self.grade}/{self.section}" if self.section else ""


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
    carries one of the ``audience`` words may find it; no words, nobody. ``length`` is a step of
    ``search.lengths``, ``language`` an ISO 639 code, ``year`` that of its coming in (0: unknown);
    ``since``: the instant since when it stands as it does for its readers, in milliseconds of
    Unix time.
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
    length: str = ""
    language: str = ""
    year: int = 0
    since: int = 0


@dataclass(frozen=True)
class Filters:
    """Chosen values a facet: any of them within one facet, all facets together."""

    subject: frozenset[str] = frozenset()
    grade: frozenset[int] = frozenset()
    kind: frozenset[str] = frozenset()
    licence: frozenset[str] = frozenset()
    lesson: frozenset[str] = frozenset()
    section: frozenset[str] = frozenset()
    author: frozenset[str] = frozenset()
    length: frozenset[str] = frozenset()
    language: frozenset[str] = frozenset()
    year: frozenset[int] = frozenset()

    def chosen(self, facet: str) -> frozenset[str] | frozenset[int]:
        """The values chosen for one of ``FACETS``; empty means no filter."""
        chosen: frozenset[str] | frozenset[int] = getattr(self, facet)
        return chosen


EVERYTHING = Filters()
"""No filter at all."""


@dataclass(frozen=True)
class StandIn:
    """Other words for one word of a request: an item with all of ``lemmas`` has that word too.

    ``subjects``: only items of these; none, all. ``weight``, 0…1: what it counts beside the word
    itself, both for how much of the query an item covers and in its score.
    """

    word: str
    lemmas: frozenset[str]
    subjects: frozenset[str] = frozenset()
    weight: float = 1.0


Phrase = tuple[str, ...]
"""Lemmas that stand side by side in this order; one alone may stand anywhere.

The first may name a part of an item, ``TITLE``, ``TOPIC`` or ``AUTHOR``: then the others stand in
that part, in any order.
"""

TITLE, TOPIC, AUTHOR = "=title", "=topic", "=author"


@dataclass(frozen=True)
class SearchRequest:
    """What to look for.

    ``words`` are lemmas that hits should have, ``asides`` lemmas that only add to the score
    (prepositions, «урок»). Without words everything is listed. ``instead``: what may stand for
    one of the words. ``light``: words that say little of what is looked for, verbs beside nouns.
    ``titles`` are titles that the query may spell, each its lemmas joined by spaces.
    ``limit`` may be 0: counts only. ``sort``: relevance, newest (by id), lesson, or used:
    the items of ``first`` in their order, then the others, newest first; without words relevance
    is the order of the lessons. ``until``: as if nothing had come since that instant
    (``Document.since``); so pages that are turned while the index changes stay whole.
    ``sections``: items of lessons of these sections (``LessonPlace.section_key``) are found as
    well, behind those with any of the words; ``also``: so are these items, by id.
    ``phrases``: whatever else is asked, a hit has one of each group. ``without``: no hit has any.
    ``base``: the filters under which it is decided what answers at all, those that the text means.
    ``filters`` then only leave some of it, so that a count is what choosing its value gives.
    Unless ``hidden``, words that are kept from the class (notes, hidden slides) count for nothing:
    neither whether an item is found, nor where it stands, nor how many are counted.
    """

    audiences: frozenset[str]
    words: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    instead: tuple[StandIn, ...] = ()
    light: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    base: Filters = field(default_factory=Filters)
    offset: int = 0
    limit: int = 10
    sort: str = "relevance"
    hidden: bool = False
    sections: frozenset[str] = frozenset()
    also: frozenset[int] = frozenset()
    phrases: tuple[frozenset[Phrase], ...] = ()
    without: frozenset[Phrase] = frozenset()
    first: tuple[int, ...] = ()
    until: int | None = None


@dataclass(frozen=True)
class Hit:
    """An item found. ``score`` falls along the list, from 3 to 0; 0 in a plain listing.

    Its whole part says how much of the query is there: 2 the title is the query, 1 all words,
    0 some of them. What else the index knows of the item comes with it. ``under``: the hit before
    it of which it is a near-duplicate, 0 where there is none; no engine knows that.
    ``wordless``: none of its words was asked for, it is only near in theme or meaning; nor does an
    engine say that, it gives such hits of a text the score 0.
    """

    id: int
    score: float
    title: str = ""
    kind: str = ""
    lessons: tuple[LessonPlace, ...] = ()
    under: int = 0
    wordless: bool = False


@dataclass(frozen=True)
class SearchPage:
    """One page of hits, how many there are in all, and counts: facet → value → items.

    An engine may leave the counting until somebody looks at ``facets``: it counts what the search
    found, whatever has come in since.
    ``worded``: how many of them answer by words, not by their section or meaning alone; None: not
    known, and never by an engine.
    ``until``: the latest ``Document.since`` of what the audiences may see, for the next page.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str | int, int]]
    rarity: Mapping[str, float] = field(default_factory=dict)
    until: int = 0
    worded: int | None = None


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

    def has_each(
        self,
        several: Sequence[Sequence[str]],
        audiences: frozenset[str],
        filters: Filters = EVERYTHING,
        *,
        hidden: bool = False,
    ) -> list[bool]:
        """Of each: whether one item with all of its lemmas passes the filters, for the audiences.

        Without lemmas, whether any item does. ``hidden`` as in a request.
        """

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
