"""Putting an item into a lesson by the lesson's key, as a press of one button does."""

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import files
from catalog.errors import LessonNotFound, NotYours, UnknownLesson
from catalog.items import get_lesson
from catalog.models import Item
from catalog.place import place
from core.clock import Clock


def file_under(session: Session, viewer: Viewer, item: Item, key: str, *, clock: Clock) -> bool:
    """File the item under the lesson ``key``; False when it stands there already.

    Raises NotYours for whoever does not file it (``catalog.audience.files``), UnknownLesson for a
    key that the grid does not have, or has no more.
    """
    if not files(session, viewer, item):
        raise NotYours("Менять этот материал могут только его автор и методист.")
    try:
        lesson = get_lesson(session, key)
    except LessonNotFound as error:
        raise UnknownLesson(key) from error
    if lesson.retired_at is not None:
        raise UnknownLesson(key)
    return place(session, item, lesson, by_id=viewer.person_id, clock=clock)
