"""How an attachment's file stands, and which picture stands for it: said once for all pages."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.cards import COVER
from catalog.kept_back import UNITS
from catalog.made import SMALL
from catalog.models import Version
from diary.fragment import Part
from media.models import Rendition

State = Literal["ready", "making", "failed", "withdrawn"]
"""``making`` and ``failed`` stay downloads; a withdrawn material opens to nobody."""


def state_of(version: Version, *, failed: bool) -> State:
    """The state of a pinned version; ``failed``: its newest job did. Its item is at hand."""
    if version.item.withdrawn_at is not None:
        return "withdrawn"
    if version.processed_at is not None:
        return "ready"
    return "failed" if failed else "making"


@dataclass(frozen=True)
class Pictured:
    """An attachment (row id) for which a picture is wanted."""

    row_id: int
    original_sha: str
    kind: str
    part: Part

    @property
    def names(self) -> tuple[str, ...]:
        """Renditions that would do, the best first: the part's first slide, then the cover."""
        unit = UNITS.get(self.kind)
        n = self.part.first_slide
        if unit is None or n == 1:
            return (COVER,)
        return (*(f"{unit}-{n:04}-{side}.webp" for side in SMALL), COVER)


def pictures(session: Session, wanted: Collection[Pictured]) -> dict[int, str]:
    """Row id → the name of the rendition that stands for it; those without are left out.

    One query for any number, none for none.
    """
    if not wanted:
        return {}
    rows = session.execute(
        select(Rendition.original_sha, Rendition.name).where(
            Rendition.original_sha.in_({one.original_sha for one in wanted}),
            Rendition.name.in_({name for one in wanted for name in one.names}),
        )
    )
    made = {(sha, name) for sha, name in rows}
    found = {}
    for one in wanted:
        name = next((name for name in one.names if (one.original_sha, name) in made), None)
        if name is not None:
            found[one.row_id] = name
    return found
