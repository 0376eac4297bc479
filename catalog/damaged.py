"""Damaged files by the materials that they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Item, Version
from media.models import Damage

REASONS = {
    "missing": "файла нет",
    "changed": "содержимое изменилось",
    "unreadable": "диск не отдаёт файл",
}


@dataclass(frozen=True)
class Damaged:
    """A damaged file. ``path`` is within the storage; ``item_id`` is public.

    ``item_id`` is None and ``title`` empty for bytes in which no material stands.
    """

    item_id: str | None
    title: str
    path: str
    what: str
    reason: str
    found_at: datetime

    @property
    def why(self) -> str:
        """The reason in Russian."""
        return REASONS[self.reason]

    def as_json(self) -> dict[str, Any]:
        """One element of what ``parta verify --json`` prints."""
        return {
            "item_id": self.item_id,
            "title": self.title,
            "path": self.path,
            "what": self.what,
            "reason": self.reason,
        }


def damaged_files(
    session: Session, originals: Sequence[str] | None = None, limit: int | None = None
) -> list[Damaged]:
    """What is known to be damaged, originals first, a line for each material; one query.

    ``originals``: only of these hashes. At most ``limit`` lines.
    """
    newest = (
        select(func.max(Version.id).label("id"))
        .group_by(Version.item_id, Version.original_sha)
        .subquery()
    )
    query = (
        select(Damage, Version.title, Item.public_id)
        .select_from(Damage)
        .outerjoin(
            Version,
            (Version.original_sha == Damage.original_sha) & Version.id.in_(select(newest.c.id)),
        )
        .outerjoin(Item, Item.id == Version.item_id)
        .order_by(Damage.what, Damage.name, Version.id)
        .limit(limit)
    )
    if originals is not None:
        query = query.where(Damage.original_sha.in_(originals))
    return [
        Damaged(public_id, title or "", one.name, one.what, one.reason, one.found_at)
        for one, title, public_id in session.execute(query)
    ]


def damage_count(session: Session) -> int:
    """How many stored files are known to be damaged; one query."""
    return session.scalar(select(func.count()).select_from(Damage)) or 0
