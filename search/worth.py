"""How well items have done: their use in lessons, and how lately they were made or renewed."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from catalog.models import Item, Version
from search import weights
from search.documents import shown_version
from search.used import uses

ASKED = "asked_ids"
KEPT = 100
"""Questions that are kept put together, one for each choice of subjects."""


@dataclass(frozen=True)
class Worth:
    """``used``, 0…1: its use, damped; ``fresh``, 0…1: how new beside the newest of the list."""

    used: float = 0.0
    fresh: float = 0.0


NO_WORTH = Worth()


def worth(
    session: Session, item_ids: Sequence[int], *, subjects: Collection[str] = ()
) -> Mapping[int, Worth]:
    """Item row id → its worth; use in lessons of these subjects counts, or in all. One query.

    Use is told in tenths, so that one more opening between two pages of a list moves nothing.
    """
    asked = {ASKED: list(item_ids)}
    rows = session.execute(_question(frozenset(subjects)), asked).all()
    newest = max((row.created_at for row in rows), default=None)
    return {
        row.id: Worth(
            used=_damped(row.uses),
            fresh=0.5 ** ((newest - row.created_at).days / weights.FRESH_DAYS) if newest else 0.0,
        )
        for row in rows
    }


@lru_cache(maxsize=KEPT)
def _question(subjects: frozenset[str]) -> Select[*tuple[Any, ...]]:
    # To put it together takes longer than to ask it, and every search asks it.
    return (
        select(Item.id, Version.created_at, uses(subjects).label("uses"))
        .join(Version, Version.id == shown_version())
        .where(Item.id.in_(bindparam(ASKED, expanding=True)))
    )


def _damped(uses: int) -> float:
    """0…1 by the logarithm: what everybody uses does not drown what fits better."""
    return round(min(1.0, math.log1p(max(0, uses)) / math.log1p(weights.USED_FULL)), 1)
