"""One generation of the index as a reader sees it: never changes while it is held."""

import heapq
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.columns import is_within, section_cell
from search.lesson_order import standing
from search.phrases import stands_in
from search.port import FACETS, MOST_VALUES, WITHIN_GRADE, Filters, Hit, Phrase
from search.value_column import Numbers, ValueColumn, bitmap, numbers
from search.whoosh_engine.schema import KEPT_ROW, ROW
from search.whoosh_engine.segment import SegmentColumns
from search.whoosh_engine.storage import ReadFiles
from search.whoosh_engine.weighed import Saturating

REMEMBERED = 2048
"""Words, and audiences, whose documents are remembered a generation."""

QUERIES = 32
"""Queries whose documents' scores are remembered a generation: one search asks several times, with
its sections and without, and its pages and filters ask again."""

FEW = 40
"""Values of a column up to which each is counted by its bitmap: quicker than arrays are."""

OrderKey = tuple[int, int, int, str, int]


def _no_scores(_asked: Any) -> dict[int, float | None]:
    """Document → Whoosh's score of it for a query, None where it does not match; none yet."""
    return {}


class Snapshot:
    """The documents of a generation, numbered through its segments."""

    def __init__(
        self, build: str, folder: Path, latest: int, known: Mapping[str, SegmentColumns]
    ) -> None:
        self.build = build
        self.lock = threading.RLock()
        self._files = ReadFiles(folder)
        self.searcher: Any = self._files.open_index().searcher(weighting=Saturating())
        # An index without documents does not tell its generation.
        self.generation: int = self.searcher.reader().generation() or latest
        self.segments: dict[str, SegmentColumns] = {}
        self._leaves: list[tuple[Any, SegmentColumns, int]] = []
        self._joined: dict[str, ValueColumn] = {}
        self._columns: dict[tuple[str, str | int], BitMap] = {}
        self._words: dict[tuple[str, str], BitMap] = {}
        self._phrases: dict[tuple[Phrase, bool], BitMap] = {}
        self._visible: dict[frozenset[str], BitMap] = {}
        self.scores = lru_cache(QUERIES)(_no_scores)
        self.ids: list[int] = []
        self.alive = BitMap()
        for reader, offset in self.searcher.reader().leaf_readers():
            if reader.segment() is None:  # an index without documents
                continue
            name = str(reader.segment().segment_id())
            columns = known.get(name) or SegmentColumns(reader)
            self.segments[name] = columns
            self._leaves.append((reader, columns, offset))
            self.ids += columns.ids
            here = BitMap(range(columns.count)) - BitMap(reader.segment().deleted_docs())
            self.alive |= here.shift(offset)

    def __del__(self) -> None:
        # The last reader of this generation has let go of it.
        self._files.close()

    def _gathered(self, sets: Iterable[tuple[BitMap | None, int]]) -> BitMap:
        found = BitMap()
        for documents, offset in sets:
            if documents:
                found |= documents.shift(offset) if offset else documents
        return found

    def column(self, name: str, value: str | int) -> BitMap:
        """The documents with this value."""
        documents = self._columns.get((name, value))
        if documents is None:
            documents = self.alive & self.values(name).having(value)
            # A value that nobody has could be anything: not remembered.
            if documents and len(self._columns) < REMEMBERED:
                self._columns[(name, value)] = documents
        return documents

    def any_of(self, name: str, values: Iterable[str | int]) -> BitMap:
        """The documents with any of these values."""
        found = BitMap()
        for value in values:
            found |= self.column(name, value)
        return found

    def values(self, name: str) -> ValueColumn:
        """A column of all documents, those that are not alive too."""
        column = self._joined.get(name)
        if column is None:
            column = ValueColumn.joined([columns.columns[name] for _, columns, _ in self._leaves])
            self._joined[name] = column
        return column

    @cached_property
    def since(self) -> NDArray[np.int64]:
        """Since when each document stands as it does."""
        none: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
        return np.concatenate(none + [columns.since for _, columns, _ in self._leaves])

    def visible(self, audiences: frozenset[str], until: int | None = None) -> BitMap:
        """The documents that reach any of these audiences, those of after ``until`` left out."""
        documents = self._visible_to(audiences)
        if until is None:
            return documents
        return documents & bitmap(np.flatnonzero(self.since <= until))

    def latest(self, audiences: frozenset[str]) -> int:
        """The last instant at which something came to these audiences."""
        visible = numbers(self._visible_to(audiences))
        return int(self.since[visible].max()) if len(visible) else 0

    def _visible_to(self, audiences: frozenset[str]) -> BitMap:
        documents = self._visible.get(audiences)
        if documents is None:
            documents = BitMap()
            for audience in audiences:
                documents |= self.column("audience", audience)
            if len(self._visible) < REMEMBERED:
                self._visible[audiences] = documents
        return documents

    def documents_with(self, word: str, field: str) -> BitMap:
        """The documents that have this lemma in any part; ``field`` is one of the schema's two."""
        documents = self._words.get((field, word))
        if documents is None:
            with self.lock:
                documents = self.alive & self._gathered(
                    (columns.documents_with(reader, word, field), offset)
                    for reader, columns, offset in self._leaves
                )
            if len(self._words) < REMEMBERED:
                self._words[(field, word)] = documents
        return documents

    def with_phrase(self, phrase: Phrase, documents: BitMap, hidden: bool) -> BitMap:
        """Those of the documents in whose row the phrase stands; ``hidden`` as in a request."""
        known = self._phrases.get((phrase, hidden))
        if known is None:
            with self.lock:
                rows = ((number, self._row(number, hidden)) for number in documents)
                known = BitMap(number for number, row in rows if stands_in(phrase, row))
            if len(self._phrases) < REMEMBERED:
                self._phrases[(phrase, hidden)] = known
        return known

    def _row(self, document: int, hidden: bool) -> bytes:
        stored = self.searcher.stored_fields(document)
        shown: bytes = stored[ROW]
        kept: bytes = stored[KEPT_ROW] if hidden else b""
        return shown + kept

    def numbered(self, ids: Iterable[int]) -> BitMap:
        """The documents of these items."""
        return bitmap(self._numbers_of(tuple(ids)))

    def titled(self, key: str) -> BitMap:
        """The documents whose whole title has these lemmas."""
        found = BitMap()
        with self.lock:
            for reader, _, offset in self._leaves:
                if ("whole", key) in reader:
                    found.update(
                        document + offset for document in reader.postings("whole", key).all_ids()
                    )
        return found & self.alive

    def chosen(self, filters: Filters, but: str = "") -> BitMap | None:
        """The documents that pass the filters, all or all ``but`` one; None when all do."""
        passing: BitMap | None = None
        for name in FACETS:
            values = filters.chosen(name)
            if name == but or not values:
                continue
            any_of = self.any_of(name, values)
            passing = any_of if passing is None else passing & any_of
        return passing

    def counts(self, name: str, documents: BitMap, filters: Filters) -> dict[str | int, int]:
        """Value → how many of ``documents`` have it: the most frequent, and the chosen ones."""
        column = self.values(name)
        if name in WITHIN_GRADE:
            if not (filters.subject and filters.grade):
                return {}
            counted = column.most(
                numbers(documents),
                MOST_VALUES,
                lambda value: is_within(self._cell(name, value), filters),
            )
        elif len(column.values) > FEW:
            counted = column.most(numbers(documents), MOST_VALUES)
        else:
            counted = {
                value: documents.intersection_cardinality(self.column(name, value))
                for value in column.values
            }
        for value in filters.chosen(name):
            if value not in counted:
                counted[value] = documents.intersection_cardinality(self.column(name, value))
        return {value: count for value, count in counted.items() if count}

    def _cell(self, name: str, value: str) -> tuple[str, int]:
        return self._cells[value] if name == "lesson" else section_cell(value)

    @cached_property
    def _cells(self) -> dict[str, tuple[str, int]]:
        found: dict[str, tuple[str, int]] = {}
        for _, columns, _ in self._leaves:
            found.update(columns.cells)
        return found

    def hit(self, document: int, score: float) -> Hit:
        """A document as the port tells it."""
        columns, local = self._place(document)
        return Hit(
            id=self.ids[document],
            score=score,
            title=columns.titles[local],
            kind=columns.kinds[local],
            lessons=columns.lessons[local],
        )

    def _place(self, document: int) -> tuple[SegmentColumns, int]:
        for _, columns, offset in reversed(self._leaves):
            if document >= offset:
                return columns, document - offset
        raise IndexError(document)

    def _order(self, columns: SegmentColumns, local: int, filters: Filters | None) -> OrderKey:
        of_item = columns.positions[local], columns.grades[local], columns.titles[local]
        return *standing(columns.lessons[local], *of_item, filters), columns.ids[local]

    @cached_property
    def _by_lesson(self) -> list[int]:
        keys = []
        for _, columns, offset in self._leaves:
            keys += [
                (self._order(columns, local, None), offset + local)
                for local in range(columns.count)
            ]
        return [document for _, document in sorted(keys)]

    def in_order(self, documents: BitMap, filters: Filters, stop: int) -> list[int]:
        """The first ``stop`` of the documents in the order of the lessons under these filters."""
        if not (filters.subject or filters.grade or filters.lesson):
            listed: list[int] = []
            for document in self._by_lesson:
                if document in documents:
                    listed.append(document)
                    if len(listed) == stop:
                        break
            return listed
        keys = [(self._order(*self._place(document), filters), document) for document in documents]
        return [document for _, document in sorted(keys)[:stop]]

    def newest(self, documents: BitMap, stop: int) -> list[int]:
        """The first ``stop`` of the documents, the latest item first."""
        return heapq.nlargest(stop, documents, key=self.ids.__getitem__)

    def used(self, documents: BitMap, first: Sequence[int], stop: int) -> list[int]:
        """The first ``stop`` of the documents: items of ``first`` in its order, then the newest."""
        known = self._numbers_of(first)
        listed = [int(document) for document in known if document in documents][:stop]
        if len(listed) < stop:
            listed += self.newest(documents - bitmap(known), stop - len(listed))
        return listed

    def _numbers_of(self, ids: Sequence[int]) -> Numbers:
        """The living documents of these items, in their order."""
        asked = np.array(ids, np.int64)
        if not len(self.alive) or not len(asked):
            return np.empty(0, np.int32)
        by_id, document = self._by_id
        at = np.minimum(np.searchsorted(by_id, asked), len(by_id) - 1)
        found: Numbers = document[at][by_id[at] == asked]
        return found

    @cached_property
    def _by_id(self) -> tuple[NDArray[np.int64], Numbers]:
        """The ids of the living documents, rising, and the documents' numbers."""
        alive = numbers(self.alive)
        ids = np.array(self.ids, np.int64)[alive]
        order = np.argsort(ids)
        return ids[order], alive[order]

    def suggested(
        self, prefix: str, audiences: frozenset[str], limit: int, filters: Filters
    ) -> dict[str, bool]:
        """Titles that go on from ``prefix``; each → whether it begins with it."""
        visible = self.visible(audiences)
        passing = self.chosen(filters)
        if passing is not None:
            visible = visible & passing
        found: dict[str, bool] = {}
        for _, columns, offset in self._leaves:
            for local, begins in columns.titles_with(prefix):
                if offset + local in visible:
                    title = columns.titles[local]
                    found[title] = begins or found.get(title, False)
                    if len(found) >= 20 * limit:
                        return found
        return found

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Lemma → in how many documents, roughly: the base for guessing at typing slips."""
        counts: dict[str, int] = {}
        with self.lock:
            for reader, columns, _ in self._leaves:
                for word, count in columns.vocabulary(reader).items():
                    counts[word] = counts.get(word, 0) + count
        return counts
