"""Giving a submitted item back to its author, with what is to be mended."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

import catalog.scope  # noqa: F401  says what items belong to
from accounts.allow import allowed
from accounts.viewer import Viewer
from catalog.audience import is_author
from catalog.change import record
from catalog.errors import NoReason, NotYours, OwnItem, WrongStatus
from catalog.items import hold, newest
from catalog.models import Item, ItemEvent, Version
from catalog.recall import WAITING
from catalog.withdraw import withdrawn
from core.clock import Clock

CHANGES_ASKED = "changes_asked"
MOST_WHY = 500
"""Signs of a reason that are kept."""


def ask_changes(session: Session, viewer: Viewer, item: Item, why: str, *, clock: Clock) -> Version:
    """Submitted → changes asked, for the newest version; its author may send it again.

    What readers see meanwhile is the version published before, if there is one.
    Raises NotYours, OwnItem, NoReason, WrongStatus.
    """
    hold(session, item)
    version = newest(item)
    if not allowed(viewer, "items.ask_changes", item):
        if is_author(viewer, item):
            raise OwnItem
        raise NotYours("На доработку возвращает методист школы, в которой материал загружен.")
    reason = why.strip()[:MOST_WHY]
    if not reason:
        raise NoReason
    if item.withdrawn_at is not None:
        raise WrongStatus(withdrawn(item))
    if version.status not in WAITING:
        raise WrongStatus("Эта версия не ждёт проверки: вернуть её нельзя.")
    version.status = CHANGES_ASKED
    record(
        session,
        item,
        CHANGES_ASKED,
        who_id=viewer.person_id,
        clock=clock,
        version=version,
        why=reason,
    )
    return version


def asked_of(session: Session, item_ids: Sequence[int]) -> dict[int, str]:
    """Item row id → what was asked last of the items whose newest version waits for it; one query.

    Items of other statuses have no entry.
    """
    later = aliased(Version)
    rows = session.execute(
        select(ItemEvent.item_id, ItemEvent.why)
        .join(Version, Version.id == ItemEvent.version_id)
        .where(
            ItemEvent.item_id.in_(item_ids),
            ItemEvent.what == CHANGES_ASKED,
            Version.status == CHANGES_ASKED,
            ~select(later.id)
            .where(later.item_id == Version.item_id, later.no > Version.no)
            .exists(),
        )
        .order_by(ItemEvent.at, ItemEvent.id)
    )
    return {row[0]: row[1] for row in rows}
