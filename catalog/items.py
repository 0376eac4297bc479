"""Finding items, versions and lessons by the names that the outside uses."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from catalog.errors import ItemNotFound, LessonNotFound
from catalog.grid import Lesson
from catalog.models import Item, Placement, Version


def get_item(session: Session, public_id: str) -> Item:
    """The item with its versions, originals and lessons at hand. Raises ItemNotFound."""
    item = session.scalar(
        select(Item)
        .where(Item.public_id == public_id)
        .options(
            selectinload(Item.versions).joinedload(Version.original),
            selectinload(Item.placements).joinedload(Placement.lesson).joinedload(Lesson.subject),
            joinedload(Item.owner),
        )
    )
    if item is None:
        raise ItemNotFound
    return item


def hold(session: Session, item: Item) -> None:
    """Let nobody else change the item until this transaction ends, and read it anew.

    Whoever presses a button at the same moment waits, and then sees what the first has done.
    """
    session.flush()
    # An update that changes nothing: it takes the row's lock, on SQLite the writer's.
    session.execute(
        update(Item)
        .where(Item.id == item.id)
        .values(kind=Item.kind)
        .execution_options(synchronize_session=False)
    )
    for version in item.versions:
        session.expire(version)
    session.expire(item)


def newest(item: Item) -> Version:
    """The item's newest version, whatever its status."""
    return item.versions[-1]


def shown(item: Item) -> Version:
    """What readers see: the published version, or else the newest processed, or the newest."""
    if item.published is not None:
        return item.published
    processed = [version for version in item.versions if version.processed_at is not None]
    return processed[-1] if processed else newest(item)


def get_lesson(session: Session, key: str) -> Lesson:
    """The lesson with this key, retired ones too. Raises LessonNotFound."""
    lesson = session.scalar(
        select(Lesson).where(Lesson.key == key).options(joinedload(Lesson.subject))
    )
    if lesson is None:
        raise LessonNotFound(key)
    return lesson


def subjects_of(item: Item) -> tuple[str, ...]:
    """Codes of the subjects that the item's lessons belong to, or the one it was filed with."""
    if item.placements:
        return tuple(dict.fromkeys(p.lesson.subject_code for p in item.placements))
    return (item.subject_code,) if item.subject_code else ()


def grades_of(item: Item) -> tuple[int, ...]:
    """The grades of the item's lessons, ascending, or the one it was filed with."""
    if item.placements:
        return tuple(sorted({p.lesson.grade for p in item.placements}))
    return (item.grade,) if item.grade else ()
