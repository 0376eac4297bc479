"""Searching in an index that may be broken: never an error, and soon whole again."""

import logging
import threading
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Item
from search.documents import AT_ONCE, read
from search.port import Document, Engine, IndexBroken, SearchPage, SearchRequest
from search.rerank import NO_WISH, Ask, Wish, answered

log = logging.getLogger(__name__)

AT_ONCE_ITEMS = 1000
"""A library up to this size is indexed anew while the search waits, some 2 s; a larger one by
the worker, and the search finds nothing until then."""

_healing = threading.Lock()


def search(
    session: Session,
    engine: Engine,
    request: SearchRequest,
    wish: Wish = NO_WISH,
    ask: Ask | None = None,
) -> SearchPage | None:
    """The engine's answer, or ``ask``'s, which asks it; None while the index is being rebuilt."""
    ask = ask or engine.search
    try:
        return answered(ask, request, wish)
    except IndexBroken as error:
        log.warning("the search index is broken: %s", error)
    if not heal(session, engine):
        return None
    try:
        return answered(ask, request, wish)
    except IndexBroken:
        log.exception("the search index is broken again")
        return None


def heal(session: Session, engine: Engine) -> bool:
    """Rebuild a broken index here and now if that is quick; whether it can be used again."""
    items = session.scalar(select(func.count()).select_from(Item)) or 0
    if items > AT_ONCE_ITEMS:
        return False
    with _healing:
        try:
            engine.check()
        except IndexBroken:
            pass
        else:
            return True  # another thread, or the worker, was quicker
        ids = session.scalars(select(Item.id).order_by(Item.id)).all()

        def changes(again: Sequence[int]) -> tuple[list[Document], list[int]]:
            return read(session, again)

        try:
            engine.rebuild(
                (
                    document
                    for start in range(0, len(ids), AT_ONCE)
                    for document in read(session, ids[start : start + AT_ONCE])[0]
                ),
                changes,
            )
        except Exception:
            # Whatever it was, a search says «nothing yet» and the worker tries again.
            log.exception("the search index could not be rebuilt")
            return False
        return True
