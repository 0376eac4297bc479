"""The near-duplicates of items that a person is shown: those that they may open themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.viewer import Viewer
from catalog.audience import may_open
from catalog.models import Version
from catalog.near.near_of import near_of
from catalog.turned_words import Unit, turned

MOST = 5
"""So many are shown of one item; of a picture that all decks carry there may be hundreds."""

LOOKED_AT = 50
"""Of so many it is asked whether the viewer may open them."""


@dataclass(frozen=True)
class NearLine:
    """A near-duplicate in one line; ``item_id`` is public, ``unit`` is what is turned in it."""

    item_id: str
    title: str
    share: float
    by: str
    unit: Unit


def near_lines(
    session: Session, viewer: Viewer, item_ids: Sequence[int], *, published: bool = False
) -> dict[int, tuple[NearLine, ...]]:
    """Item row id → its near-duplicates that this viewer may open, the nearest first.

    ``published``: only those that are published. Whether the viewer judges the items, or is their
    author, is the caller's to ask. One query where nothing is near,
    else two or three.
    """
    near = near_of(session, item_ids)
    wanted = {one.other_version_id for items in near.values() for one in items[:LOOKED_AT]}
    if not wanted:
        return {}
    rows = session.scalars(
        select(Version)
        .where(Version.id.in_(wanted))
        .options(joinedload(Version.item), joinedload(Version.original))
    )
    open_ = {
        row.id: row
        for row in rows
        if (not published or row.item.published_version_id == row.id)
        and may_open(session, viewer, row)
    }
    found = {}
    for item_id, items in near.items():
        lines = tuple(
            NearLine(version.item.public_id, version.title, one.share, one.by, turned(version).unit)
            for one in items
            if (version := open_.get(one.other_version_id)) is not None
        )
        if lines:
            found[item_id] = lines[:MOST]
    return found
