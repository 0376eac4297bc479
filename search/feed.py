"""What the outbox brings to the index."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from search.documents import read
from search.port import Engine

CONSUMER = "search"
"""The name under which the catalogue notes its changes for the index."""


def apply(session: Session, engine: Engine, item_ids: Sequence[int]) -> None:
    """Read these items anew and make the index say the same; returns when it does.

    Raises IndexBroken when the index has to be rebuilt first.
    """
    documents, gone = read(session, item_ids)
    engine.update(documents, gone)
