"""The port over Whoosh."""

import shutil
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyroaring import BitMap
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from language.words import as_words
from search.built_engine import BuiltEngine, guarded
from search.item_words import words_field
from search.port import (
    EVERYTHING,
    FACETS,
    Document,
    Filters,
    IndexStatus,
    SearchPage,
    SearchRequest,
)
from search.whoosh_engine import ranking
from search.whoosh_engine.schema import FORMAT, schema, to_fields
from search.whoosh_engine.snapshot import Snapshot
from search.whoosh_engine.weighed import Codec

NAME = "MAIN"
"""What Whoosh calls an index that is the only one in its folder."""

WRITING_MB = 64
"""Memory for postings while writing; 512 builds no faster."""


class WhooshEngine(BuiltEngine[Snapshot]):
    """``search.port.Engine`` over a folder. Safe for many threads and processes."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, FORMAT)

    def _mark(self, build: Path) -> int:
        latest: int = whoosh_index.TOC._latest_generation(FileStorage(str(build)), NAME)
        return latest

    def _opened(self, name: str, mark: Hashable, before: Snapshot | None) -> Snapshot:
        assert isinstance(mark, int)
        known = before.segments if before is not None else {}
        return Snapshot(name, self.folder.path(name), mark, known)

    @guarded
    def search(self, request: SearchRequest) -> SearchPage:
        snapshot = self.snapshot()
        found = ranking.answer(snapshot, request)
        chosen = snapshot.chosen(request.filters)
        passing = found.documents if chosen is None else found.documents & chosen

        def counted() -> dict[str, dict[str | int, int]]:
            return {
                name: self._counts(snapshot, name, request, found.documents, passing)
                for name in FACETS
            }

        hits: list[tuple[int, float]] = []
        if request.limit and request.offset < len(passing):
            stop = request.offset + request.limit
            if request.sort == "newest":
                hits = [(document, 0.0) for document in snapshot.newest(passing, stop)]
            elif request.sort == "used":
                hits = [(document, 0.0) for document in snapshot.used(passing, request.first, stop)]
            elif found.having and request.sort != "lesson":
                hits = ranking.ranked(snapshot, request, found, passing)
            else:
                order = snapshot.in_order(passing, request.filters, stop)
                hits = [(document, 0.0) for document in order]
        return SearchPage(
            total=len(passing),
            hits=tuple(snapshot.hit(document, score) for document, score in hits[request.offset :]),
            facets=self.counts(counted),
            rarity=found.rarity,
            until=snapshot.latest(request.audiences) if request.until is None else request.until,
        )

    def _counts(
        self,
        snapshot: Snapshot,
        name: str,
        request: SearchRequest,
        documents: BitMap,
        passing: BitMap,
    ) -> dict[str | int, int]:
        filters = request.filters
        if filters.chosen(name):
            others = snapshot.chosen(filters, but=name)
            passing = documents if others is None else documents & others
        return snapshot.counts(name, passing, filters)

    @guarded
    def suggest(
        self, prefix: str, audiences: frozenset[str], limit: int, filters: Filters = EVERYTHING
    ) -> list[str]:
        typed = as_words(prefix)
        if not typed:
            return []
        titles = self.snapshot().suggested(typed, audiences, limit, filters)
        return sorted(titles, key=lambda title: (not titles[title], len(title), title))[:limit]

    @guarded
    def terms(self) -> Mapping[str, int]:
        return self.snapshot().vocabulary

    @guarded
    def matching(self, word: str, audiences: frozenset[str], *, hidden: bool = False) -> int:
        snapshot = self.snapshot()
        documents = snapshot.documents_with(word, words_field(hidden))
        return documents.intersection_cardinality(snapshot.visible(audiences))

    @guarded
    def has_each(
        self,
        several: Sequence[Sequence[str]],
        audiences: frozenset[str],
        filters: Filters = EVERYTHING,
        *,
        hidden: bool = False,
    ) -> list[bool]:
        snapshot = self.snapshot()
        field, passing = words_field(hidden), snapshot.chosen(filters)
        seen = [snapshot.visible(audiences), *([passing] if passing is not None else [])]
        return [
            bool(
                BitMap.intersection(*seen, *(snapshot.documents_with(word, field) for word in one))
            )
            for one in several
        ]

    @guarded
    def explain(self, request: SearchRequest, id: int) -> list[tuple[str, float]]:
        snapshot = self.snapshot()
        at = [
            number for number in snapshot.visible(request.audiences) if snapshot.ids[number] == id
        ]
        return ranking.explained(snapshot, request, at[0]) if at else []

    @guarded
    def status(self) -> IndexStatus:
        snapshot = self.snapshot()
        return IndexStatus(
            built=snapshot.build,
            generation=snapshot.generation,
            documents=len(snapshot.alive),
            bytes=self.folder.bytes(snapshot.build),
            segments=len(snapshot.segments),
        )

    def _complete(self, build: Path) -> bool:
        return any(build.glob("*.toc"))

    def _is_kept(self, name: str) -> bool:
        return name.endswith((".seg", ".toc"))

    def _create(self, build: Path) -> None:
        FileStorage(str(build)).create_index(schema())

    def _join(self, build: Path, parts: Sequence[Path]) -> None:
        # A segment is files that bear its name; which of them there are stands in the table alone.
        segments: list[Any] = []
        for part in parts:
            segments += whoosh_index.TOC.read(FileStorage(str(part)), NAME).segments
            for file in part.glob(f"{NAME}_*.*"):
                file.rename(build / file.name)
            shutil.rmtree(part)
        whoosh_index.TOC(schema(), segments, len(parts)).write(FileStorage(str(build)), NAME)

    def _prepared(self, document: Document) -> dict[str, Any]:
        return to_fields(document)

    def _write(self, build: Path, prepared: Iterable[Any], gone: Iterable[int]) -> None:
        storage = FileStorage(str(build), supports_mmap=False)
        writer = storage.open_index().writer(limitmb=WRITING_MB, codec=Codec())
        try:
            for one in gone:
                writer.delete_by_term("id", str(one))
            for fields in prepared:
                writer.add_document(**fields)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
