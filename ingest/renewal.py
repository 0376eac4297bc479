"""A new file for an item that stands: its next version, with the words of the last."""

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import answers_for
from catalog.change import record
from catalog.errors import NotYours, WrongStatus
from catalog.items import hold, newest
from catalog.models import Item, Version
from catalog.recall import recall
from core.settings import Settings
from ingest.allowance import hold_room
from ingest.arrive import Arrived
from ingest.entering import Means, add_version, enqueue, keep_original, words_of
from ingest.formats import identify
from ingest.publishing import PublishWish
from ingest.queued import SINGLE

SAME_FILE = "Это тот же самый файл, что и в последней версии."


def take_version(
    session: Session,
    means: Means,
    viewer: Viewer,
    item: Item,
    arrived: Arrived,
    file_name: str,
    *,
    wish: PublishWish | None = None,
    settings: Settings | None = None,
) -> Version:
    """Take one arrived file in as the item's next version, with the words of the last; commits.

    ``settings`` say how much room the viewer has; without them it is not asked for. Raises
    Refused, NotYours, WrongStatus, NoRoomLeft; a version that is still a draft is kept in history.
    """
    if not answers_for(session, viewer, item):
        raise NotYours("Новую версию загружает автор материала или методист.")
    last = newest(item)
    if item.withdrawn_at is not None:
        raise WrongStatus("Материал снят. Загрузите файл как новый материал.")
    if last.original_sha == arrived.sha256:
        raise WrongStatus(SAME_FILE)
    identified = identify(arrived.path, means.tools)
    if identified.kind != item.kind:
        raise WrongStatus("Новая версия должна быть того же вида, что и прежняя.")
    keep_original(session, means, arrived, identified)
    hold(session, item)
    last = newest(item)
    if last.original_sha == arrived.sha256:
        raise WrongStatus(SAME_FILE)
    recall(session, item, last, who_id=viewer.person_id, clock=means.clock)
    version = add_version(
        item, viewer, arrived.sha256, file_name, words_of(last), means.clock, no=last.no + 1
    )
    hold_room(session, settings, viewer, arrived.bytes, means.clock)
    enqueue(session, version, wish, SINGLE, means.clock)
    record(
        session, item, "new_version", who_id=viewer.person_id, clock=means.clock, version=version
    )
    session.commit()
    return version
