"""What has appeared for a saved search since its person last looked into it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from accounts.viewer import Viewer
from catalog.audience import on_shelves
from catalog.models import Item, ItemEvent
from core.clock import written
from search.asked import request_of
from search.grid_words import grid_words
from search.lexicon import stand_ins
from search.models import SavedSearch
from search.numbered_lessons import with_lessons
from search.port import Engine, IndexBroken
from search.saved import query_of, saved_searches
from search.understand import understand

MOST_NEW = 500
"""Materials that have appeared, the newest, that one look goes through."""

LOOKED_THROUGH = 500
"""The best hits of a search that are compared with them; of a plain list, the newest."""

ALL_WORDS = 1.0
"""From this score on a hit has every word of the query (``search.port.Hit``)."""

PATIENCE = 0.25
"""Seconds that the counting of one page takes at most, the first search not counted."""


@dataclass(frozen=True)
class SavedNews:
    """A saved search and how much is new in it; None: not counted in time."""

    saved_id: str
    name: str
    parameters: str
    created_at: datetime
    new: int | None

    def as_json(self) -> dict[str, Any]:
        """The shape that the API promises."""
        return {
            "saved_id": self.saved_id,
            "name": self.name,
            "parameters": self.parameters,
            "created_at": written(self.created_at),
            "new": self.new,
        }


def saved_news(
    session: Session, engine: Engine, viewer: Viewer, patience: float = PATIENCE
) -> list[SavedNews]:
    """The viewer's saved searches, the newest first, with how much is new in each.

    New is what was published for the first time since the person looked, by somebody else, on a
    shelf that reaches them, and has every word of the search. Two queries, and nothing is searched
    while nothing has appeared.
    """
    kept = saved_searches(session, viewer)
    if not kept:
        return []
    appeared = _appeared(session, viewer, min(one.seen_at for one in kept))
    began: float | None = None
    found: list[SavedNews] = []
    for one in kept:
        fresh = {item for item, at in appeared.items() if at > one.seen_at}
        in_time = began is None or monotonic() - began < patience
        new = _count(session, engine, viewer, one, fresh) if not fresh or in_time else None
        if fresh and began is None:
            began = monotonic()  # the first one reads the grid and the words, where nobody has yet
        found.append(SavedNews(one.public_id, one.name, one.parameters, one.created_at, new))
    return found


def _appeared(session: Session, viewer: Viewer, since: datetime) -> Mapping[int, datetime]:
    """Item row id → when it was first published, for what was since then."""
    earlier = aliased(ItemEvent)
    before = (
        select(earlier.id)
        .where(
            earlier.item_id == ItemEvent.item_id,
            earlier.what == "published",
            earlier.at <= since,
        )
        .exists()
    )
    at = func.min(ItemEvent.at)
    rows = session.execute(
        select(ItemEvent.item_id, at)
        .join(Item, Item.id == ItemEvent.item_id)
        .where(
            ItemEvent.what == "published",
            ItemEvent.at > since,
            on_shelves(viewer),
            or_(Item.owner_id.is_(None), Item.owner_id != viewer.person_id),
            ~before,
        )
        .group_by(ItemEvent.item_id)
        .order_by(at.desc())
        .limit(MOST_NEW)
    )
    return {row[0]: row[1] for row in rows}


def _count(
    session: Session, engine: Engine, viewer: Viewer, saved: SavedSearch, fresh: set[int]
) -> int:
    if not fresh:
        return 0
    query = query_of(saved.parameters)
    grid = grid_words(session)
    understood = understand(query.q, grid.subjects, stand_ins(session, grid))
    understood = with_lessons(understood, grid)
    asked = request_of(query, understood, viewer)
    sort = "relevance" if asked.words else "newest"
    try:
        # The engine itself, without what is near: new is what has the words.
        page = engine.search(replace(asked, offset=0, limit=LOOKED_THROUGH, sort=sort))
    except IndexBroken:
        return 0
    return sum(
        1 for hit in page.hits if hit.id in fresh and (hit.score >= ALL_WORDS or not asked.words)
    )
