"""Taking a press of «Разобрать» back: the material waits to be filed again, as it did before."""

from datetime import datetime

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import files
from catalog.errors import NotYours
from catalog.items import get_lesson
from catalog.models import Item
from catalog.place import unplace
from core.clock import Clock
from ingest.models import Unsorted


def unfile(session: Session, viewer: Viewer, item: Item, key: str, *, clock: Clock) -> bool:
    """Take the item out of the lesson ``key`` again; False when it stands there no more.

    Its own subject and grade stay: only a lesson was added to them. Raises NotYours for whoever
    does not file it (``catalog.audience.files``), LessonNotFound for a key that the grid lacks.
    """
    _check(session, viewer, item)
    before = item.subject_code, item.grade
    undone = unplace(session, item, get_lesson(session, key), clock=clock)
    if undone and not item.placements:
        item.subject_code, item.grade = before
    return undone


def wait_again(
    session: Session, viewer: Viewer, item: Item, folder: str, loaded_at: str, *, clock: Clock
) -> bool:
    """Put an item that was left without a lesson back; False when it waits already. Flushes.

    ``folder`` and ``loaded_at`` (ISO 8601, UTC) are what its row said. Raises NotYours.
    """
    _check(session, viewer, item)
    if session.get(Unsorted, item.id) is not None:
        return False
    session.add(
        Unsorted(item_id=item.id, folder=folder, loaded_at=datetime.fromisoformat(loaded_at))
    )
    session.flush()
    return True


def _check(session: Session, viewer: Viewer, item: Item) -> None:
    if not files(session, viewer, item):
        raise NotYours("Менять этот материал могут только его автор и методист.")
