"""What the embedded engines share: who may write when, what a reader holds, when it is broken."""

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from time import monotonic
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from search import parts
from search.builds import Folder
from search.counts import Counted, Counts
from search.port import FACETS, Changes, Document, IndexBroken
from search.seal import Print, Seal, is_readable, is_same

log = logging.getLogger(__name__)

OPENINGS = 4
"""How often a reader tries again when the files change under its hands."""

SPOILED_SECONDS = 5.0
"""For how long a damaged generation is not tried again while the last good one serves: a library
may look for a file that is gone for half a second, and a page asks an engine a dozen times."""

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


@dataclass(frozen=True)
class _Held(Generic[S]):
    build: str
    mark: Hashable
    snapshot: S
    files: Mapping[Path, Print]


class BuiltEngine(ABC, Generic[S]):
    """An engine over a folder of builds; ``S`` is a generation as a reader holds it.

    Safe for many threads and processes: one at a time writes, and who reads looks at each query
    whether there is a newer generation.
    """

    def __init__(self, root: Path, format: str) -> None:
        self.folder = Folder(root, format)
        self._opening = threading.Lock()
        self._held: _Held[S] | None = None
        self._spoiled: tuple[object, float] = None, 0.0
        self._seal = Seal(self._is_kept)

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
    def _is_kept(self, name: str) -> bool:
        """Whether a file of this name is written once and never changed."""

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
            held, seen = self._held, None
            try:
                name = self.folder.current()
                mark = self._mark(self.folder.path(name))
                seen = name, mark
                if held is not None and self._is_spoiled(seen) and is_readable(held.files):
                    return held.snapshot
                if held is not None and _is_current(held, name, mark):
                    return held.snapshot
                return self._refreshed(name, mark)
            except Exception as error:
                if left > 1 and not isinstance(error, IndexBroken):
                    continue  # perhaps a commit or a swap came between two steps
                if held is not None and is_readable(held.files):
                    self.folder.ask_rebuild()
                    self._spoiled = seen, monotonic() + SPOILED_SECONDS
                    return held.snapshot
                raise IndexBroken(str(error)) from error
        raise IndexBroken("the index keeps changing")

    def _is_spoiled(self, seen: tuple[str, Hashable]) -> bool:
        """Whether this generation could not be opened a moment ago."""
        which, until = self._spoiled
        return which == seen and monotonic() < until

    def _refreshed(self, name: str, mark: Hashable) -> S:
        with self._opening:
            held = self._held
            if held is not None and _is_current(held, name, mark):
                return held.snapshot
            files = self._seal.checked(self.folder.path(name))
            before = held.snapshot if held is not None and held.build == name else None
            fresh = self._opened(name, mark, before)
            self._held = _Held(name, mark, fresh, files)
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
        build = self.folder.path(name)
        if not self._complete(build):
            raise IndexBroken("the build has no table of contents")
        try:
            self._seal.checked(build, gone=True)
        except (OSError, IndexBroken):
            with self.folder.locked("write"):  # perhaps a commit was being made
                self._seal.checked(self.folder.path(self.folder.current()), gone=True)

    def update(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        fresh = {document.id: document for document in documents}
        touched = [*fresh, *(one for one in dict.fromkeys(gone) if one not in fresh)]
        if touched:
            # What fails here is a document's fault and no sign that the index is broken.
            self._put([self._prepared(document) for document in fresh.values()], touched)

    @guarded
    def _put(self, prepared: Sequence[Any], touched: Sequence[int]) -> None:
        with self.folder.locked("write"):
            build = self.folder.path(self.folder.current())
            self._seal.checked(build)
            self._commit(build, prepared, touched)
            self.folder.note(touched)
            self.folder.sweep()

    def _commit(self, build: Path, prepared: Iterable[Any], gone: Iterable[int]) -> None:
        self._write(build, prepared, gone)
        self._seal.put(build)

    def rebuild(self, documents: Iterable[Document], changes: Changes) -> None:
        with self.folder.locked("rebuild"):
            self.folder.sweep_unfinished()
            name = self.folder.begin()
            build = self.folder.path(name)
            try:
                made = parts.build(build, documents, partial(_make, type(self)))
                if made:
                    self._join(build, made)
                self._seal.put(build)
                with self.folder.locked("write"):
                    noted = self.folder.noted()
                    if noted:
                        again, gone = changes(noted)
                        fields = [self._prepared(document) for document in again]
                        self._commit(build, fields, {*noted, *gone})
                    self.folder.swap(name)
            except BaseException:
                self.folder.abandon(name)
                raise


def _is_current(held: _Held[Any], build: str, mark: Hashable) -> bool:
    return (held.build, held.mark) == (build, mark) and is_same(held.files)


def _make(
    kind: Callable[[Path], BuiltEngine[Any]], build: Path, documents: Iterable[Document]
) -> None:
    kind(build).make(build, documents)
