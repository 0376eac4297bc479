"""The port over Whoosh: who may write when, what a reader holds, when the index is broken."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from pyroaring import BitMap
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage

from language.words import words
from search.port import (
    EVERYTHING,
    FACETS,
    Changes,
    Document,
    Filters,
    Hit,
    IndexBroken,
    IndexStatus,
    SearchPage,
    SearchRequest,
)
from search.whoosh_engine import ranking
from search.whoosh_engine.folder import Folder
from search.whoosh_engine.schema import schema, to_fields, words_field
from search.whoosh_engine.snapshot import Snapshot

log = logging.getLogger(__name__)

WRITING_MB = 64
"""Memory for postings while writing; 512 builds no faster."""

OPENINGS = 4
"""How often a reader tries again when the files change under its hands."""

P = ParamSpec("P")
R = TypeVar("R")


def _guarded(
    method: Callable[Concatenate["WhooshEngine", P], R],
) -> Callable[Concatenate["WhooshEngine", P], R]:
    """Damaged files make Whoosh raise almost anything: all of it means that the index is broken."""

    @wraps(method)
    def guarded(self: "WhooshEngine", /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(self, *args, **kwargs)
        except IndexBroken:
            self.folder.ask_rebuild()
            raise
        except Exception as error:
            log.exception("the search index could not be used")
            self.forget()
            self.folder.ask_rebuild()
            raise IndexBroken(str(error)) from error

    return guarded


class WhooshEngine:
    """``search.port.Engine`` over a folder. Safe for many threads and processes."""

    def __init__(self, root: Path) -> None:
        self.folder = Folder(root)
        self._opening = threading.Lock()
        self._snapshot: Snapshot | None = None

    # Reading

    def forget(self) -> None:
        """Let go of what is held of the index; the next query opens it anew."""
        self._snapshot = None

    def snapshot(self) -> Snapshot:
        """The newest generation; the last good one while the folder is gone."""
        for left in range(OPENINGS, 0, -1):
            held = self._snapshot
            try:
                name = self.folder.current()
                storage = FileStorage(str(self.folder.path(name)))
                latest = whoosh_index.TOC._latest_generation(storage, "MAIN")
                if held is not None and (held.build, held.generation) == (name, latest):
                    return held
                return self._refresh(name, latest)
            except Exception as error:
                if left > 1 and not isinstance(error, IndexBroken):
                    continue  # perhaps a commit or a swap came between two steps
                if held is not None:
                    self.folder.ask_rebuild()
                    return held
                raise IndexBroken(str(error)) from error
        raise IndexBroken("the index keeps changing")

    def _refresh(self, name: str, latest: int) -> Snapshot:
        with self._opening:
            held = self._snapshot
            if held is not None and (held.build, held.generation) == (name, latest):
                return held
            known = held.segments if held is not None and held.build == name else {}
            fresh = Snapshot(name, self.folder.path(name), latest, known)
            self._snapshot = fresh
            return fresh

    @_guarded
    def search(self, request: SearchRequest) -> SearchPage:
        snapshot = self.snapshot()
        found = ranking.answer(snapshot, request)
        chosen = snapshot.chosen(request.filters)
        passing = found.documents if chosen is None else found.documents & chosen
        facets = {
            name: self._counts(snapshot, name, request, found.documents, passing) for name in FACETS
        }
        hits: list[tuple[int, float]] = []
        if request.limit and request.offset < len(passing):
            stop = request.offset + request.limit
            if request.sort == "newest":
                hits = [(document, 0.0) for document in snapshot.newest(passing, stop)]
            elif found.words and request.sort != "lesson":
                hits = ranking.ranked(snapshot, request, found, passing)
            else:
                order = snapshot.in_order(passing, request.filters, stop)
                hits = [(document, 0.0) for document in order]
        return SearchPage(
            total=len(passing),
            hits=tuple(
                Hit(snapshot.ids[document], score) for document, score in hits[request.offset :]
            ),
            facets=facets,
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
        if name != "lesson":
            return snapshot.counts(name, passing)
        if filters.subject and filters.grade:
            return snapshot.lesson_counts(passing, filters)
        return {}

    @_guarded
    def suggest(
        self, prefix: str, audiences: frozenset[str], limit: int, filters: Filters = EVERYTHING
    ) -> list[str]:
        typed = " ".join(word.text for word in words(prefix))
        if not typed:
            return []
        titles = self.snapshot().suggested(typed, audiences, limit, filters)
        begins = {title: _opening(title).startswith(typed) for title in titles}
        return sorted(titles, key=lambda title: (not begins[title], len(title), title))[:limit]

    @_guarded
    def terms(self) -> Mapping[str, int]:
        return self.snapshot().vocabulary

    @_guarded
    def matching(self, word: str, audiences: frozenset[str], *, hidden: bool = False) -> int:
        snapshot = self.snapshot()
        documents = snapshot.documents_with(word, words_field(hidden))
        return documents.intersection_cardinality(snapshot.visible(audiences))

    @_guarded
    def explain(self, request: SearchRequest, id: int) -> list[tuple[str, float]]:
        snapshot = self.snapshot()
        at = [
            number for number in snapshot.visible(request.audiences) if snapshot.ids[number] == id
        ]
        return ranking.parts(snapshot, request, at[0]) if at else []

    @_guarded
    def status(self) -> IndexStatus:
        snapshot = self.snapshot()
        return IndexStatus(
            built=snapshot.build,
            generation=snapshot.generation,
            documents=len(snapshot.alive),
            bytes=self.folder.bytes(snapshot.build),
            segments=len(snapshot.segments),
        )

    def check(self) -> None:
        name = self.folder.current()
        if self.folder.wanted.exists():
            raise IndexBroken("a rebuild is asked for")
        if not any(self.folder.path(name).glob("*.toc")):
            raise IndexBroken("the build has no table of contents")

    # Writing

    @_guarded
    def update(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        fresh = {document.id: document for document in documents}
        touched = [*fresh, *(one for one in dict.fromkeys(gone) if one not in fresh)]
        if not touched:
            return
        prepared = [to_fields(document) for document in fresh.values()]
        with self.folder.locked("write"):
            self._write(self.folder.current(), prepared, touched)
            self.folder.note(touched)
            self.folder.sweep()

    def _write(self, name: str, prepared: Iterable[dict[str, object]], gone: Iterable[int]) -> None:
        storage = FileStorage(str(self.folder.path(name)), supports_mmap=False)
        writer = storage.open_index().writer(limitmb=WRITING_MB)
        try:
            for one in gone:
                writer.delete_by_term("id", str(one))
            for fields in prepared:
                writer.add_document(**fields)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def rebuild(self, documents: Iterable[Document], changes: Changes) -> None:
        with self.folder.locked("rebuild"):
            self.folder.sweep_unfinished()
            name = self.folder.begin()
            try:
                storage = FileStorage(str(self.folder.path(name)))
                storage.create_index(schema())
                self._write(name, (to_fields(document) for document in documents), ())
                with self.folder.locked("write"):
                    noted = self.folder.noted()
                    if noted:
                        again, gone = changes(noted)
                        fields = [to_fields(document) for document in again]
                        self._write(name, fields, {*noted, *gone})
                    self.folder.swap(name)
            except BaseException:
                self.folder.abandon(name)
                raise


def _opening(title: str) -> str:
    return " ".join(word.text for word in words(title))
