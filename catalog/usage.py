"""How much a material is used, by the subject of the lesson: told by the rooms above."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from catalog.models import Item, ItemUsage


def note_usage(
    session: Session, item_id: int, subject_code: str, *, opens: int = 0, attaches: int = 0
) -> None:
    """Add to what is counted for the item (row id) in this subject; nothing falls below zero.

    Executes at once in the caller's transaction.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = insert(ItemUsage).values(
        item_id=item_id,
        subject_code=subject_code,
        opens=max(0, opens),
        attaches=max(0, attaches),
    )
    least = func.max if session.get_bind().dialect.name == "sqlite" else func.greatest
    session.execute(
        row.on_conflict_do_update(
            index_elements=[ItemUsage.item_id, ItemUsage.subject_code],
            set_={
                "opens": least(ItemUsage.opens + opens, 0),
                "attaches": least(ItemUsage.attaches + attaches, 0),
            },
        )
    )


def hangs_on_homework() -> ColumnElement[bool]:
    """Whether an ``Item`` of the query hangs on any homework now, a draft of it too."""
    counted = select(ItemUsage.item_id).where(ItemUsage.item_id == Item.id, ItemUsage.attaches > 0)
    return counted.correlate(Item).exists()


def is_given(session: Session, item: Item) -> bool:
    """The same of an item at hand; one query."""
    found = session.scalar(select(Item.id).where(Item.id == item.id, hangs_on_homework()))
    return found is not None
