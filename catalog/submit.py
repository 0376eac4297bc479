"""Sending an item to the methodologist."""

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import is_author
from catalog.change import record
from catalog.errors import NotReady, NotYours, WrongStatus
from catalog.items import hold, newest
from catalog.models import Item, Version
from core.clock import Clock


def submit(session: Session, viewer: Viewer, item: Item, *, clock: Clock) -> Version:
    """Draft (or changes asked) → submitted, for the newest version.

    Raises NotYours, NotReady, WrongStatus.
    """
    hold(session, item)
    version = newest(item)
    if not is_author(viewer, item):
        raise NotYours("На проверку материал отправляет его автор.")
    if item.withdrawn_at is not None:
        raise WrongStatus("Материал снят. Загрузите исправленный файл как новый материал.")
    if version.status not in ("draft", "changes_asked"):
        raise WrongStatus("Эта версия уже отправлена на проверку.")
    if version.processed_at is None:
        raise NotReady
    version.status = "submitted"
    record(session, item, "submitted", who_id=viewer.person_id, clock=clock, version=version)
    return version
