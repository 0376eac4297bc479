"""What the embedded engines share: who may write when, what a reader holds, when it is broken."""

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from search import parts
from search.builds import Folder
from search.counts import Counted, Counts
from search.port import FACETS, Changes, Document, IndexBroken

log = logging.getLogger(__name__)

OPENINGS = 4
"""How often a reader tries again when the files change under its hands."""

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")
E = TypeVar("E", bound="BuiltEngine[Any]")


def guarded(method: Callable[Concatenate[E, P], R]) -> Callable[Concatenate[E, P], R]:
    """Damaged files make a library raise almost anything: all of it means that it is broken."""

    @wraps(method)
    def tried(self: E, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(self, *args, **kwargs)
        except IndexBroken:
            self.folder.ask_rebuild()
            raise
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # a panic of a library in Rust is no Exception
            log.exception("the search index could not be used")
            self.forget()
            self.folder.ask_rebuild()
            raise IndexBroken(str(error)) from error

    return tried


class BuiltEngine(ABC, Generic[S]):
    """An engine over a folder of builds; ``S`` is a generation as a reader holds it.

    Safe for many threads and processes: one at a time writes, and who reads looks at each query
    whether there is a newer generation.
    """

    def __init__(self, root: Path, format: str) -> None:
        self.folder = Folder(root, format)
        self._opening = threading.Lock()
        self._held: tuple[str, Hashable, S] | None = None

    @abstractmethod
    def _mark(self, build: Path) -> Hashable:
        """Names the newest generation of a build; cheap, asked at each query."""

    @abstractmethod
    def _opened(self, name: str, mark: Hashable, before: S | None) -> S:
        """The newest generation; ``before`` is the last one of the same build."""

    @abstractmethod
    def _complete(self, build: Path) -> bool:
        """Whether a build has what it cannot be opened without."""

    @abstractmethod
    def _create(self, build: Path) -> None:
        """Make an empty index in an empty folder."""

    @abstractmethod
    def _prepared(self, document: Document) -> Any:
        """A document as ``_write`` takes it; made outside the lock."""

    @abstractmethod
    def _write(self, build: Path, prepared: Iterable[Any], gone: Iterable[int]) -> None:
        """Take ``gone`` out, then put these in; one commit."""

    @abstractmethod
    def _join(self, build: Path, parts: Sequence[Path]) -> None:
        """Make one index of several, folders within the build; they are gone then."""

    def make(self, build: Path, documents: Iterable[Document]) -> None:
        """Make an index of these documents in an empty folder."""
        self._create(build)
        self._write(build, (self._prepared(document) for document in documents), ())

    def forget(self) -> None:
        """Let go of what is held of the index; the next query opens it anew."""
        self._held = None

    def snapshot(self) -> S:
        """The newest generation; the last good one while the folder is gone."""
        for left in range(OPENINGS, 0, -1):
            held = self._held
            try:
                name = self.folder.current()
                mark = self._mark(self.folder.path(name))
                if held is not None and held[:2] == (name, mark):
                    return held[2]
                return self._refreshed(name, mark)
            except Exception as error:
                if left > 1 and not isinstance(error, IndexBroken):
                    continue  # perhaps a commit or a swap came between two steps
                if held is not None:
                    self.folder.ask_rebuild()
                    return held[2]
                raise IndexBroken(str(error)) from error
        raise IndexBroken("the index keeps changing")

    def _refreshed(self, name: str, mark: Hashable) -> S:
        with self._opening:
            held = self._held
            if held is not None and held[:2] == (name, mark):
                return held[2]
            before = held[2] if held is not None and held[0] == name else None
            fresh = self._opened(name, mark, before)
            self._held = (name, mark, fresh)
            return fresh

    def counts(self, count: Callable[[], Counted]) -> Counts:
        """Counts for a later look; none where the index turns out to be damaged then."""

        def counted() -> Counted:
            try:
                return self._counted(count)
            except IndexBroken:
                return {name: {} for name in FACETS}

        return Counts(counted)

    @guarded
    def _counted(self, count: Callable[[], Counted]) -> Counted:
        return count()

    def check(self) -> None:
        name = self.folder.current()
        if self.folder.wanted.exists():
            raise IndexBroken("a rebuild is asked for")
        if not self._complete(self.folder.path(name)):
            raise IndexBroken("the build has no table of contents")

    @guarded
    def update(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        fresh = {document.id: document for document in documents}
        touched = [*fresh, *(one for one in dict.fromkeys(gone) if one not in fresh)]
        if not touched:
            return
        prepared = [self._prepared(document) for document in fresh.values()]
        with self.folder.locked("write"):
            self._write(self.folder.path(self.folder.current()), prepared, touched)
            self.folder.note(touched)
            self.folder.sweep()

    def rebuild(self, documents: Iterable[Document], changes: Changes) -> None:
        with self.folder.locked("rebuild"):
            self.folder.sweep_unfinished()
            name = self.folder.begin()
            build = self.folder.path(name)
            try:
                made = parts.build(build, documents, partial(_make, type(self)))
                if made:
                    self._join(build, made)
                with self.folder.locked("write"):
                    noted = self.folder.noted()
                    if noted:
                        again, gone = changes(noted)
                        fields = [self._prepared(document) for document in again]
                        self._write(build, fields, {*noted, *gone})
                    self.folder.swap(name)
            except BaseException:
                self.folder.abandon(name)
                raise


def _make(
    kind: Callable[[Path], BuiltEngine[Any]], build: Path, documents: Iterable[Document]
) -> None:
    kind(build).make(build, documents)
