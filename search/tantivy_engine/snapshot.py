"""One generation of the index as a reader holds it: never changes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy
from tantivy import DocAddress, FieldType, Order, Query

from search.item_words import ALL
from search.port import FACETS, MOST_VALUES, NUMBERS, WITHIN_GRADE, Filters, Hit, LessonPlace
from search.tantivy_engine import clauses
from search.tantivy_engine.schema import SEPARATOR, order_key

REMEMBERED = 4096
"""Counts of words, and audiences, that are remembered a generation."""

TITLES = 65_536
"""Titles that are remembered a generation, 10 MB: each letter typed asks for most of them again."""

MOST_BUCKETS = 60_000
"""Values of a column that are counted; Tantivy refuses to count more than 65,000."""

INNER = {"lesson": "place", "section": "section"}
"""Facets within a grade, and the column where their values begin with subject and grade."""


class Snapshot:
    """A searcher, and what was counted by it."""

    def __init__(self, name: str, build: Path) -> None:
        self.build = name
        meta = json.loads((build / "meta.json").read_text(encoding="utf-8"))
        index = tantivy.Index.open(str(build))
        index.config_reader("manual")  # who asks looks for newer generations, no thread does
        self.schema = index.schema
        self.searcher = index.searcher()
        self.generation = int(meta["opstamp"])
        self._counted: dict[Any, int] = {}
        self._latest: dict[frozenset[str], int] = {}
        self._titles: dict[int, str] = {}

    # What documents there are

    def visible(self, audiences: frozenset[str]) -> Query:
        """The documents that reach any of these audiences."""
        return clauses.plain(clauses.values(self.schema, "audience", audiences))

    def chosen(self, filters: Filters, but: str = "") -> list[Query]:
        """What the filters ask for, all or all ``but`` one."""
        return [
            clauses.plain(clauses.values(self.schema, name, filters.chosen(name)))
            for name in FACETS
            if name != but and filters.chosen(name)
        ]

    def until(self, instant: int) -> Query:
        """The documents that stand as they do since then, or longer."""
        return clauses.plain(
            Query.range_query(self.schema, "since", FieldType.Unsigned, 0, instant)
        )

    def numbered(self, ids: Iterable[int]) -> Query:
        """The documents of these items."""
        return clauses.plain(Query.term_set_query(self.schema, "id", sorted(ids)))

    def count(self, query: Query) -> int:
        """How many documents a query finds."""
        found = self.searcher.aggregate(query, {"n": {"value_count": {"field": "id"}}})
        return int(found["n"]["value"])

    def counted(self, key: Any, query: Query) -> int:
        """The same, remembered under a key."""
        count = self._counted.get(key)
        if count is None:
            count = self.count(query)
            if len(self._counted) < REMEMBERED:
                self._counted[key] = count
        return count

    def latest(self, audiences: frozenset[str]) -> int:
        """Since when the newest document stands that these audiences may see; 0: there is none."""
        instant = self._latest.get(audiences)
        if instant is None:
            asked = {"latest": {"max": {"field": "since"}}}
            found = self.searcher.aggregate(self.visible(audiences), asked)["latest"]["value"]
            instant = int(found or 0)
            if len(self._latest) < REMEMBERED:
                self._latest[audiences] = instant
        return instant

    # Counts

    def counts(
        self, query: Query, names: Iterable[str], filters: Filters
    ) -> dict[str, dict[str | int, int]]:
        """For some facets value → how many of a query's documents have it.

        The ``MOST_VALUES`` most frequent of each facet, and what the filters choose of it.
        """
        asked: dict[str, Any] = {}
        for name in names:
            asked |= self._asked(name, filters)
        found = self.searcher.aggregate(query, asked) if asked else {}
        return {
            name: self._most(name, query, found.get(name, {}).get("buckets", ()), filters)
            for name in names
        }

    def _asked(self, name: str, filters: Filters) -> dict[str, Any]:
        size = {"size": MOST_BUCKETS, "segment_size": MOST_BUCKETS}
        if name in WITHIN_GRADE:
            if not (filters.subject and filters.grade):
                return {}
            cells = _either(filters.subject), _either(map(str, filters.grade))
            joined = SEPARATOR if INNER[name] == "place" else "/"
            within = joined.join((*cells, ".*"))
            return {name: {"terms": {"field": INNER[name], "include": within, **size}}}
        return {name: {"terms": {"field": name, **size}}}

    def _most(
        self, name: str, query: Query, buckets: Iterable[Mapping[str, Any]], filters: Filters
    ) -> dict[str | int, int]:
        if name in WITHIN_GRADE and not (filters.subject and filters.grade):
            return {}
        counted: dict[Any, int] = {}
        for bucket in buckets:
            told = str(bucket["key"]).rpartition(SEPARATOR)[2]
            counted[int(told) if name in NUMBERS else told] = int(bucket["doc_count"])
        if len(counted) > MOST_VALUES:
            most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
            counted = dict(most[:MOST_VALUES])
        for value in filters.chosen(name):
            if value not in counted:
                having = clauses.plain(clauses.term(self.schema, name, str(value)))
                count = self.count(clauses.all_of([query, having]))
                counted |= {value: count} if count else {}
        return counted

    # Hits

    def scored(self, query: Query, limit: int) -> list[tuple[DocAddress, float]]:
        """The best documents of a query with their scores; equal ones in the order of their ids."""
        hits = self.searcher.search(query, limit, count=False).hits
        ids = self.ids([address for _, address in hits])
        found = sorted(
            zip(hits, ids, strict=True), key=lambda pair: (-round(pair[0][0], 4), pair[1])
        )
        return [(address, float(score)) for (score, address), _ in found]

    def ids(self, addresses: list[DocAddress]) -> list[int]:
        """The items of these documents."""
        return [int(one or 0) for one in self.searcher.fast_field_values("id", addresses)]

    def newest(self, query: Query, stop: int) -> list[DocAddress]:
        """The first ``stop`` documents of a query, the latest item first."""
        return self._ordered(query, "id", Order.Desc, stop)

    def shortest(self, query: Query, stop: int) -> list[DocAddress]:
        """The same, the shortest title first."""
        return self._ordered(query, "letters", Order.Asc, stop)

    def _ordered(self, query: Query, field: str, order: Order, stop: int) -> list[DocAddress]:
        found = self.searcher.search(query, stop, count=False, order_by_field=field, order=order)
        return [address for _, address in found.hits]

    def in_order(self, query: Query, filters: Filters, stop: int) -> list[DocAddress]:
        """The first ``stop`` of the documents in the order of the lessons under these filters."""
        if not (filters.subject or filters.grade or filters.lesson):
            return self._ordered(query, "order", Order.Asc, stop)
        # Under filters an item may stand later than its first lesson does, never earlier: of
        # those looked at, all that stand before the last one's first lesson are in their place.
        look = stop + 20
        while True:
            found = self.searcher.search(
                query, look, count=False, order_by_field="order", order=Order.Asc
            ).hits
            keyed = sorted(
                (order_key(stored := self.stored(address), places(stored), filters), n)
                for n, (_, address) in enumerate(found)
            )
            ready = [found[n][1] for key, n in keyed if key <= found[-1][0]]
            if len(found) < look:
                return [found[n][1] for _, n in keyed][:stop]
            if len(ready) >= stop:
                return ready[:stop]
            look *= 4

    def stored(self, address: DocAddress) -> dict[str, Any]:
        """What is kept of a document."""
        data = bytes(self.searcher.doc(address)["data"][0])
        kept: dict[str, Any] = json.loads(data.decode())  # it would guess at what bytes are
        return kept

    def titles(self, addresses: list[DocAddress]) -> Iterator[str]:
        """The titles of these documents; to read one costs some twenty times what a hit does."""
        for item, address in zip(self.ids(addresses), addresses, strict=True):
            title = self._titles.get(item)
            if title is None:
                title = str(self.stored(address)["title"])
                if len(self._titles) < TITLES:
                    self._titles[item] = title
            yield title

    def hit(self, address: DocAddress, score: float) -> Hit:
        """A document as the port tells it."""
        stored = self.stored(address)
        return Hit(
            id=stored["id"],
            score=score,
            title=stored["title"],
            kind=stored["kind"],
            lessons=places(stored),
        )

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Lemma → in how many documents, roughly: the base for guessing at typing slips."""
        return dict(self.searcher.terms_with_prefix(ALL, ""))


def places(stored: dict[str, Any]) -> tuple[LessonPlace, ...]:
    """The lessons where a document stands."""
    return tuple(LessonPlace(*place) for place in stored["lessons"])


def _either(values: Iterable[str]) -> str:
    """A pattern of Tantivy's for any of these values."""
    return "(" + "|".join("".join(map(_literal, one)) for one in sorted(values)) + ")"


def _literal(letter: str) -> str:
    return letter if letter.isalnum() or letter in "_ " else f"\\{letter}"
