"""One Whoosh segment as columns: read once, for a segment's files never change.

Deletions are not taken off here; they belong to a generation.
"""

import threading
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property
from sys import intern
from typing import Any

import numpy as np
from pyroaring import BitMap

from language.words import words
from search.columns import COLUMNS
from search.item_words import ALL
from search.lesson_order import NO_GRADE
from search.port import LessonPlace
from search.value_column import ValueColumn
from search.whoosh_engine.schema import Stored

TERMS_KEPT = 4096
"""Terms whose documents are remembered a segment."""


class SegmentColumns:
    """The documents of one segment, numbered from 0 within it: ``columns`` by ``COLUMNS``.

    ``cells``: the subject and the grade of each of their lessons; ``since`` as in a ``Document``.
    """

    def __init__(self, reader: Any) -> None:
        self.count: int = reader.doc_count_all()
        self.ids: list[int] = []
        self.titles: list[str] = []
        self.kinds: list[str] = []
        self.lessons: list[tuple[LessonPlace, ...]] = []
        self.positions: list[int] = []
        self.grades: list[int] = []
        self.cells: dict[str, tuple[str, int]] = {}
        self._lock = threading.Lock()
        self._terms: OrderedDict[tuple[str, str], BitMap] = OrderedDict()
        since: list[int] = []
        rows: dict[str, list[list[Any]]] = {name: [] for name in COLUMNS}
        for document in range(self.count):
            stored: Stored = reader.stored_fields(document)["data"]
            self._take(stored)
            since.append(stored["since"])
            for name in COLUMNS:
                rows[name].append(stored["columns"][name])
        self.since = np.array(since, np.int64)
        self.columns = {name: ValueColumn.of(rows.pop(name)) for name in COLUMNS}

    def _take(self, stored: Stored) -> None:
        lessons = tuple(LessonPlace(*place) for place in stored["lessons"])
        self.ids.append(stored["id"])
        self.titles.append(stored["title"])
        self.kinds.append(intern(stored["kind"]))
        self.lessons.append(lessons)
        self.positions.append(stored["position"])
        self.grades.append(min(stored["columns"]["grade"], default=NO_GRADE))
        self.cells.update((place.key, (place.subject, place.grade)) for place in lessons)

    def documents_with(self, reader: Any, word: str, field: str) -> BitMap:
        """The documents that have this lemma in a field of words."""
        term = (field, word)
        with self._lock:
            known = self._terms.get(term)
            if known is not None:
                self._terms.move_to_end(term)
                return known
            found = BitMap()
            if term in reader:
                found.update(reader.postings(field, word).all_ids())
            self._terms[term] = found
            if len(self._terms) > TERMS_KEPT:
                self._terms.popitem(last=False)
            return found

    def vocabulary(self, reader: Any) -> dict[str, int]:
        """Lemma → documents that have it."""
        if self._vocabulary is None:
            self._vocabulary = {
                text.decode("utf-8"): info.doc_frequency() for text, info in reader.iter_field(ALL)
            }
        return self._vocabulary

    _vocabulary: dict[str, int] | None = None

    @cached_property
    def _openings(self) -> list[tuple[str, int, bool]]:
        """Every title read on from each of its words, and whether that is its first: sorted."""
        found = []
        for document, title in enumerate(self.titles):
            cut = [word.text for word in words(title)]
            found += [(" ".join(cut[at:])[:80], document, at == 0) for at in range(len(cut))]
        return sorted(found)

    def titles_with(self, prefix: str) -> Iterator[tuple[int, bool]]:
        """The documents whose title, from one of its words on, begins with ``prefix``.

        With each, whether that is its first word.
        """
        at = bisect_left(self._openings, (prefix, -1, False))
        while at < len(self._openings) and self._openings[at][0].startswith(prefix):
            yield self._openings[at][1:]
            at += 1
