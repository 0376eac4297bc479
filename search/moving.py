"""Moving from one embedded engine to the other: the old one serves until the new one is built."""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from search.builds import Folder
from search.port import (
    EVERYTHING,
    Changes,
    Document,
    Engine,
    Filters,
    IndexBroken,
    IndexStatus,
    SearchPage,
    SearchRequest,
)

T = TypeVar("T")


class Embedded(Engine, Protocol):
    """An engine over a folder of builds."""

    folder: Folder

    def forget(self) -> None:
        """Let go of what is held of the index; the next query opens it anew."""


class MovingEngine:
    """``search.port.Engine`` over the engine that is set, and another that may have the index.

    Where only the other one stands, it answers and takes the changes, in every process, until
    ``rebuild`` has put the new one's index in its place; then its folder goes, so that nobody
    comes back to an index that was fed no longer. Where neither stands, all is the new one's.
    """

    def __init__(self, new: Embedded, old: Embedded) -> None:
        self.new = new
        self.old = old

    def serving(self) -> Embedded:
        """The engine whose index stands: the new one, or else the old one."""
        return self.old if not _stands(self.new) and _stands(self.old) else self.new

    def forget(self) -> None:
        """Let go of what is held of both."""
        self.new.forget()
        self.old.forget()

    def _asked(self, question: Callable[[Embedded], T]) -> T:
        """The answer of the engine that serves; of the other one if it took over meanwhile."""
        asked = self.serving()
        try:
            return question(asked)
        except IndexBroken:
            if self.serving() is asked:
                raise
            return question(self.serving())

    def update(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        changed, left = list(documents), list(gone)

        def taken_in(serving: Embedded) -> None:
            building = self.old if serving is self.new else self.new
            if not building.folder.journal.exists():
                serving.update(changed, left)
                return
            # The index that is being built reads these again before it serves; it cannot begin
            # to serve while its lock is held here.
            with building.folder.locked("write"):
                serving.update(changed, left)
                building.folder.note([*(one.id for one in changed), *left])

        self._asked(taken_in)

    def search(self, request: SearchRequest) -> SearchPage:
        return self._asked(lambda engine: engine.search(request))

    def suggest(
        self, prefix: str, audiences: frozenset[str], limit: int, filters: Filters = EVERYTHING
    ) -> list[str]:
        return self._asked(lambda engine: engine.suggest(prefix, audiences, limit, filters))

    def terms(self) -> Mapping[str, int]:
        return self._asked(lambda engine: engine.terms())

    def matching(self, word: str, audiences: frozenset[str], *, hidden: bool = False) -> int:
        return self._asked(lambda engine: engine.matching(word, audiences, hidden=hidden))

    def has_each(
        self,
        several: Sequence[Sequence[str]],
        audiences: frozenset[str],
        filters: Filters = EVERYTHING,
        *,
        hidden: bool = False,
    ) -> list[bool]:
        return self._asked(
            lambda engine: engine.has_each(several, audiences, filters, hidden=hidden)
        )

    def explain(self, request: SearchRequest, id: int) -> list[tuple[str, float]]:
        return self._asked(lambda engine: engine.explain(request, id))

    def rebuild(self, documents: Iterable[Document], changes: Changes) -> None:
        self.new.rebuild(documents, changes)
        if _stands(self.old):
            with self.old.folder.locked("write"):
                shutil.rmtree(self.old.folder.root, ignore_errors=True)

    def status(self) -> IndexStatus:
        return self._asked(lambda engine: engine.status())

    def check(self) -> None:
        self._asked(lambda engine: engine.check())


def _stands(engine: Embedded) -> bool:
    try:
        engine.folder.current()
    except IndexBroken:
        return False
    return True
