"""What a search gives back, for pages, the API and the command line."""

from dataclasses import asdict, dataclass, field
from typing import Any

from catalog.cards import Card
from language.words import as_words
from search.chip import LEFT_OUT
from search.facets import Count
from search.found_instead import Instead
from search.grid_words import GridLesson
from search.marker import Segments
from search.passages import Passage
from search.port import Filters
from search.understand import Understood
from search.ways_out import WaysOut


@dataclass(frozen=True)
class FoundItem:
    """An item in the list: its card, its title with the query's words marked, the fragment.

    ``passage`` is None where only the title, the lesson or the like answers. ``under``: the public
    id of the item on the same page of which it is a near-duplicate, None where there is none.
    ``wordless``: it has none of the words, it is only near in theme or meaning.
    ``instead``: it shows none of them, and was found by what the dictionary has for one.
    """

    card: Card
    score: float
    title: Segments
    passage: Passage | None
    under: str | None = None
    wordless: bool = False
    instead: Instead | None = None

    def as_json(self) -> dict[str, Any]:
        """``fragment`` is where to open the item and what is said there."""
        passage = self.passage
        return {
            "item_id": self.card.item_id,
            "title": self.card.title,
            "kind": self.card.kind,
            "lessons": [lesson.key for lesson in self.card.lessons],
            "score": round(self.score, 6),
            "fragment": {"type": passage.type, "at": passage.at, "text": passage.text.strip()}
            if passage is not None
            else None,
        }


@dataclass(frozen=True)
class ShownChip:
    """An understood part of the query: its title, and the query without it."""

    facet: str
    value: str | int
    title: str
    without: str


@dataclass(frozen=True)
class Results:
    """A page of results.

    ``query`` is as asked; ``filters`` those in force, chosen or understood; ``chips`` the
    understood ones that are in force, ``loosened`` the titles of those that are not, for they
    left nothing; ``corrected`` the query that was searched instead, if
    any; ``offered`` one to ask about, ``nearest`` a lesson of the grid and ``out`` the ways out,
    where nothing was found; ``bare`` the lessons that the query names and that have no material;
    ``numbered`` those that it names by their numbers;
    ``ready`` is false while the index is rebuilt. ``facets``: what is chosen is among them, with
    0 too.
    ``close``: none answers by its words, they are only near in theme or meaning.
    ``until`` is what ``SearchQuery`` takes for the pages after this one.
    """

    query: str
    understood: Understood
    corrected: str | None
    chips: tuple[ShownChip, ...]
    loosened: tuple[str, ...]
    filters: Filters
    total: int
    page: int
    per_page: int
    took_ms: int
    hits: tuple[FoundItem, ...]
    facets: dict[str, list[Count]] = field(default_factory=dict)
    nearest: GridLesson | None = None
    out: WaysOut | None = None
    bare: tuple[GridLesson, ...] = ()
    numbered: tuple[GridLesson, ...] = ()
    offered: str | None = None
    ready: bool = True
    close: bool = False
    until: int = 0

    @property
    def unquoted(self) -> bool:
        """Whether what is offered are the words that were asked for, without their quotes."""
        return self.offered is not None and as_words(self.offered) == as_words(self.query)

    def twins(self) -> dict[str, list[str]]:
        """Public id of a hit → those of its near-duplicates on this page."""
        found: dict[str, list[str]] = {}
        for hit in self.hits:
            if hit.under is not None:
                found.setdefault(hit.under, []).append(hit.card.item_id)
        return found

    def as_json(self) -> dict[str, Any]:
        """The shape that the API and the command line promise."""
        understood = self.understood
        found: dict[str, Any] = {
            "query": self.query,
            "understood": {
                "text": understood.rest,
                "subject": understood.first("subject"),
                "grade": understood.first("grade"),
                "kind": understood.first("kind"),
                "corrected": self.corrected,
            },
            "total": self.total,
            "took_ms": self.took_ms,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {
                name: [asdict(count) for count in counts if count.count]
                for name, counts in self.facets.items()
            },
        }
        more = {
            **{f"not_{facet[1:]}": understood.every(facet) for facet in sorted(LEFT_OUT)},
            "length": understood.every("length"),
            "lesson": understood.every("lesson"),
        }
        found["understood"] |= {name: values for name, values in more.items() if values}
        if self.out is not None:
            found["instead"] = self.out.as_json()
        return found
