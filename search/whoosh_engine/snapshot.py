"""One generation of the index as a reader sees it: never changes while it is held."""

import heapq
import threading
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from pyroaring import BitMap
from whoosh.scoring import BM25F

from search import weights
from search.port import MOST_LESSONS, Filters
from search.whoosh_engine.segment import SegmentColumns
from search.whoosh_engine.storage import ReadFiles

REMEMBERED = 2048
"""Words, and audiences, whose documents are remembered a generation."""

OrderKey = tuple[int, int, int, str, int]

LAST = 10**6
"""Beyond any subject, grade or lesson: what has none is listed after what has."""


class Snapshot:
    """The documents of a generation, numbered through its segments."""

    def __init__(
        self, build: str, folder: Path, latest: int, known: Mapping[str, SegmentColumns]
    ) -> None:
        # Lengths are in the words' weights already.
        weighting = BM25F(B=0.0, K1=weights.SATURATION)
        self.build = build
        self.lock = threading.RLock()
        self._files = ReadFiles(folder)
        self.searcher: Any = self._files.open_index().searcher(weighting=weighting)
        # An index without documents does not tell its generation.
        self.generation: int = self.searcher.reader().generation() or latest
        self.segments: dict[str, SegmentColumns] = {}
        self._leaves: list[tuple[Any, SegmentColumns, int]] = []
        self._columns: dict[tuple[str, str | int], BitMap] = {}
        self._words: dict[tuple[str, str], BitMap] = {}
        self._visible: dict[frozenset[str], BitMap] = {}
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
            documents = self.alive & self._gathered(
                (columns.columns[name].get(value), offset) for _, columns, offset in self._leaves
            )
            if documents:  # a value that nobody has could be anything: not remembered
                self._columns[(name, value)] = documents
        return documents

    def values(self, name: str) -> set[str | int]:
        """The values that occur in a column."""
        return {value for _, columns, _ in self._leaves for value in columns.columns[name]}

    def visible(self, audiences: frozenset[str]) -> BitMap:
        """The documents that reach any of these audiences."""
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
        for name in ("subject", "grade", "kind", "licence", "lesson"):
            values = filters.chosen(name)
            if name == but or not values:
                continue
            any_of = BitMap()
            for value in values:
                any_of |= self.column(name, value)
            passing = any_of if passing is None else passing & any_of
        return passing

    def counts(self, name: str, documents: BitMap) -> dict[str | int, int]:
        """Value → how many of ``documents`` have it; values that none has are left out."""
        counted = {
            value: documents.intersection_cardinality(self.column(name, value))
            for value in self.values(name)
        }
        return {value: count for value, count in counted.items() if count}

    def lesson_counts(self, documents: BitMap, filters: Filters) -> dict[str | int, int]:
        """The same for the lessons of the chosen subjects and grades, the most frequent 50."""
        counted: dict[str, int] = {}
        for document in documents:
            columns, local = self._place(document)
            for lesson in columns.lessons[local]:
                if lesson.subject in filters.subject and lesson.grade in filters.grade:
                    counted[lesson.key] = counted.get(lesson.key, 0) + 1
        most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return dict(most[:MOST_LESSONS])

    def _place(self, document: int) -> tuple[SegmentColumns, int]:
        for _, columns, offset in reversed(self._leaves):
            if document >= offset:
                return columns, document - offset
        raise IndexError(document)

    def _order(self, columns: SegmentColumns, local: int, filters: Filters | None) -> OrderKey:
        places = columns.lessons[local]
        if filters is not None:
            places = tuple(
                place
                for place in places
                if (not filters.subject or place.subject in filters.subject)
                and (not filters.grade or place.grade in filters.grade)
                and (not filters.lesson or place.key in filters.lesson)
            )
        position, grade, number = min(
            ((place.position, place.grade, place.lesson_no) for place in places),
            default=(columns.positions[local] or LAST, columns.grades[local] or LAST, LAST),
        )
        title = columns.titles[local].lower().replace("ё", "е")
        return position, grade, number, title, columns.ids[local]

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

    def suggested(
        self, prefix: str, audiences: frozenset[str], limit: int, filters: Filters
    ) -> list[str]:
        """Titles that go on from ``prefix``, those that begin with it first."""
        visible = self.visible(audiences)
        passing = self.chosen(filters)
        if passing is not None:
            visible = visible & passing
        found: dict[str, None] = {}
        for _, columns, offset in self._leaves:
            for local in columns.titles_with(prefix):
                if offset + local in visible:
                    found.setdefault(columns.titles[local])
                    if len(found) >= 20 * limit:
                        break
        return list(found)[: 20 * limit]

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Lemma → in how many documents, roughly: the base for guessing at typing slips."""
        counts: dict[str, int] = {}
        with self.lock:
            for reader, columns, _ in self._leaves:
                for word, count in columns.vocabulary(reader).items():
                    counts[word] = counts.get(word, 0) + count
        return counts
