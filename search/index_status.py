"""How the index stands, for the command line and the administrator."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from jobs.outbox import waiting
from search.feed import CONSUMER
from search.port import Engine, IndexBroken


@dataclass(frozen=True)
class IndexState:
    """``lag``: changes that are not in the index yet. ``ready`` is false while it is rebuilt."""

    ready: bool
    build: str
    generation: int
    documents: int
    lag: int
    bytes: int
    segments: int


def index_status(session: Session, engine: Engine) -> IndexState:
    """The state of the index; a broken one is no error here."""
    lag = waiting(session, CONSUMER)
    try:
        engine.check()
        status = engine.status()
    except IndexBroken:
        return IndexState(False, "", 0, 0, lag, 0, 0)
    return IndexState(
        True,
        status.built,
        status.generation,
        status.documents,
        lag,
        status.bytes,
        status.segments,
    )
