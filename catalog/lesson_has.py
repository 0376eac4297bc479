"""What the library holds for lessons, in figures and covers: for lists of lessons."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from accounts.viewer import Viewer
from catalog.audience import visible
from catalog.cards import COVER
from catalog.models import Item, Placement, Version
from media.models import Rendition


@dataclass(frozen=True)
class LessonHas:
    """The materials of one lesson. ``covers`` are public ids of versions that have one."""

    by_kind: Counter[str] = field(default_factory=Counter)
    covers: tuple[str, ...] = ()

    @property
    def items(self) -> int:
        """Materials of all kinds."""
        return self.by_kind.total()


def lessons_have(
    session: Session, viewer: Viewer, lesson_ids: Collection[int], covers: int = 2
) -> dict[int, LessonHas]:
    """Lesson row id → what this viewer finds in it, with at most ``covers`` covers; one query.

    Counts what the lesson's own page lists; the first materials' covers.
    """
    if not lesson_ids:
        return {}
    last = aliased(Version)
    newest = (
        select(last.id)
        .where(last.item_id == Item.id)
        .order_by(last.no.desc())
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
    )
    shown = func.coalesce(Item.published_version_id, newest)
    covered = (
        select(Rendition.id)
        .where(Rendition.original_sha == Version.original_sha, Rendition.name == COVER)
        .exists()
    )
    rows = session.execute(
        select(Placement.lesson_id, Item.kind, Version.public_id, covered)
        .join(Item, Item.id == Placement.item_id)
        .join(Version, Version.id == shown)
        .where(Placement.lesson_id.in_(set(lesson_ids)), visible(viewer))
        .order_by(Item.published_version_id.is_(None), Item.created_at, Item.id)
    ).all()
    kinds: dict[int, Counter[str]] = {}
    pictures: dict[int, list[str]] = {}
    for lesson_id, kind, version_id, has_cover in rows:
        kinds.setdefault(lesson_id, Counter())[kind] += 1
        if has_cover and len(pictures.setdefault(lesson_id, [])) < covers:
            pictures[lesson_id].append(version_id)
    return {
        lesson_id: LessonHas(counted, tuple(pictures.get(lesson_id, ())))
        for lesson_id, counted in kinds.items()
    }
