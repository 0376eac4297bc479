"""An older version of an item again: its file and its words become the next version."""

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import answers_for
from catalog.change import record
from catalog.errors import NotYours, WrongStatus
from catalog.items import hold, newest
from catalog.models import Item, Version
from catalog.opening import chosen_version
from catalog.recall import recall
from catalog.withdraw import withdrawn
from core.clock import Clock
from ingest.captions.carry import copy_captions
from ingest.entering import add_version, enqueue, words_of
from ingest.queued import SINGLE


def restore_version(
    session: Session, viewer: Viewer, item: Item, no: int, *, clock: Clock
) -> Version:
    """Make version ``no`` the item's next version: no bytes are copied, its captions come along.

    It is a draft like any version that is sent; readers keep the published one until it is
    published, and homework its own. Commits.
    Raises NotYours, VersionNotFound, and WrongStatus for a withdrawn item and for a file that is
    the published or the newest version's anyway.
    """
    if not answers_for(session, viewer, item):
        raise NotYours("Прежнюю версию возвращает автор материала или методист.")
    hold(session, item)
    old = chosen_version(session, viewer, item, no)
    if item.withdrawn_at is not None:
        raise WrongStatus(withdrawn(item))
    last, now = newest(item), item.published
    if now is not None and now.original_sha == old.original_sha:
        raise WrongStatus(f"Этот же файл показан и сейчас: он в версии {now.no}.")
    if last.original_sha == old.original_sha:
        raise WrongStatus(f"Этот же файл уже в последней версии: её номер {last.no}.")
    recall(session, item, last, who_id=viewer.person_id, clock=clock)
    version = add_version(
        item, viewer, old.original_sha, old.file_name, words_of(old), clock, no=last.no + 1
    )
    enqueue(session, version, None, SINGLE, clock)
    copy_captions(session, old, version)
    why = f"теперь это версия {version.no}"
    record(session, item, "restored", who_id=viewer.person_id, clock=clock, version=old, why=why)
    session.commit()
    return version
