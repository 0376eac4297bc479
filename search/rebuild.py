"""Building the index anew from the database, beside the one that serves."""

from collections.abc import Iterator, Sequence

from core.database import SessionFactory
from search.documents import read, read_all
from search.port import Document, Engine, IndexBroken


def rebuild(sessions: SessionFactory, engine: Engine) -> int:
    """Build, and put in the old one's place; returns how many items were taken in.

    What changes meanwhile goes into both.
    """
    count = 0

    def counted() -> Iterator[Document]:
        nonlocal count
        for document in read_all(sessions):
            count += 1
            yield document

    def changes(ids: Sequence[int]) -> tuple[list[Document], list[int]]:
        with sessions() as session:
            return read(session, ids)

    engine.rebuild(counted(), changes)
    return count


def ensure(sessions: SessionFactory, engine: Engine) -> None:
    """Build an index where there is none that can be used."""
    try:
        engine.check()
    except IndexBroken:
        rebuild(sessions, engine)
