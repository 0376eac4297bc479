"""Which items are near-duplicates of which."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    exists,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from catalog.models import Item, Version
from media.near.models import Near

ASKED = "asked_items"


@dataclass(frozen=True)
class NearItem:
    """An item near the one that was asked about, all by row ids.

    ``version_id`` is the asked item's version that it is near to, ``other_version_id`` its own;
    ``share``, above 0 to 1, says how much of what they are compared ``by`` they have in common
    (``media.near.prints``). ``dismissed_at``: a person has said that the two are different.
    """

    item_id: int
    version_id: int
    other_version_id: int
    share: float
    by: str
    dismissed_at: datetime | None


def near_of(
    session: Session, item_ids: Sequence[int], *, dismissed: bool = False
) -> dict[int, tuple[NearItem, ...]]:
    """Item row id → the items near it, the nearest first; one query for any number.

    The newest and the published version of the asked items count, and of the others the published
    one, or the newest while there is none. Withdrawn items are not among the others, nor pairs that
    a person has told apart, except with ``dismissed``. Who may see them is not asked here.
    """
    rows = session.execute(_question(dismissed), {ASKED: list(item_ids)})
    found: dict[int, dict[int, NearItem]] = defaultdict(dict)
    for asked_id, *rest in rows:
        near = NearItem(*rest)
        had = found[asked_id].get(near.item_id)
        if had is None or had.share < near.share:
            found[asked_id][near.item_id] = near
    return {
        asked_id: tuple(sorted(items.values(), key=lambda one: (-one.share, one.item_id)))
        for asked_id, items in found.items()
    }


@cache
def _question(dismissed: bool) -> CompoundSelect[Any]:
    # To put it together takes longer than to ask it, and every search asks it.
    # Two questions in one: a pair is found by the index of either side.
    sides = ((Near.original_a, Near.original_b), (Near.original_b, Near.original_a))
    return union_all(*(_pairs(*side, dismissed=dismissed) for side in sides))


def _pairs(
    asked_sha: InstrumentedAttribute[str],
    other_sha: InstrumentedAttribute[str],
    *,
    dismissed: bool,
) -> Select[*tuple[Any, ...]]:
    """The asked item's row id and what makes a NearItem, for pairs in which it is ``asked_sha``."""
    asked, own, other, item = (aliased(Version), aliased(Item), aliased(Version), aliased(Item))
    query: Select[*tuple[Any, ...]] = (
        select(
            asked.item_id,
            other.item_id,
            asked.id,
            other.id,
            Near.share,
            Near.by,
            Near.dismissed_at,
        )
        .select_from(asked)
        .join(own, own.id == asked.item_id)
        .join(Near, asked_sha == asked.original_sha)
        .join(other, other.original_sha == other_sha)
        .join(item, item.id == other.item_id)
        .where(
            asked.item_id.in_(bindparam(ASKED, expanding=True)),
            or_(asked.id == own.published_version_id, _newest(asked)),
            other.item_id != asked.item_id,
            item.withdrawn_at.is_(None),
            or_(
                other.id == item.published_version_id,
                item.published_version_id.is_(None) & _newest(other),
            ),
        )
    )
    return query if dismissed else query.where(Near.dismissed_at.is_(None))


def _newest(version: type[Version]) -> ColumnElement[bool]:
    later = aliased(Version)
    return ~exists().where(later.item_id == version.item_id, later.no > version.no)
