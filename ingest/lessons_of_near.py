"""The lessons in which an item's near-duplicates stand: most likely its own too."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.grid import Lesson
from catalog.models import Item, Placement
from catalog.near.seen import near_lines
from search.grid_words import GridWords
from search.likely_lessons import LikelyLesson, Reason

THE_SAME = Reason("same")


def lessons_of_near(session: Session, viewer: Viewer, item: Item) -> tuple[str, ...]:
    """Keys of those lessons, the nearest item's first; of items that the viewer may open alone.

    One query where nothing is near, else four at most.
    """
    near = [line.item_id for line in near_lines(session, viewer, [item.id]).get(item.id, ())]
    if not near:
        return ()
    rows = session.execute(
        select(Item.public_id, Lesson.key)
        .join(Placement, Placement.item_id == Item.id)
        .join(Lesson, Lesson.id == Placement.lesson_id)
        .where(Item.public_id.in_(near))
        .order_by(Lesson.grade, Lesson.lesson_no)
    ).all()
    placed = sorted(rows, key=lambda row: near.index(row.public_id))
    return tuple(dict.fromkeys(row.key for row in placed))


def with_those_of_near(
    found: Sequence[LikelyLesson], keys: Iterable[str], grid: GridWords, item: Item
) -> list[LikelyLesson]:
    """The likely lessons, those of near-duplicates before others and with that for a reason.

    A lesson out of force is none, nor one of another subject or grade than the item was filed with.
    """
    by_key = {each.lesson.key: each for each in found}
    first = []
    for key in keys:
        lesson = grid.lesson(key)
        if lesson is None or item.subject_code not in (None, lesson.subject_code):
            continue
        if item.grade not in (None, lesson.grade):
            continue
        known = by_key.pop(key, LikelyLesson(lesson, 1.0, ()))
        first.append(replace(known, reasons=(THE_SAME, *known.reasons)))
    return [*first, *by_key.values()]
