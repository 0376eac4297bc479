"""How well items have done: their use in lessons, and how lately they were made or renewed."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Item, Version
from search import weights
from search.documents import shown_version
from search.used import uses


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
    rows = session.execute(
        select(Item.id, Version.created_at, uses(subjects).label("uses"))
        .join(Version, Version.id == shown_version())
        .where(Item.id.in_(item_ids))
    ).all()
    newest = max((row.created_at for row in rows), default=None)
    return {
        row.id: Worth(
            used=_damped(row.uses),
            fresh=0.5 ** ((newest - row.created_at).days / weights.FRESH_DAYS) if newest else 0.0,
        )
        for row in rows
    }


def _damped(uses: int) -> float:
    """0…1 by the logarithm: what everybody uses does not drown what fits better."""
    return round(min(1.0, math.log1p(max(0, uses)) / math.log1p(weights.USED_FULL)), 1)
