"""How much a material is used, by the subject of the lesson: told by the rooms above."""

from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from catalog.models import ItemUsage


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
