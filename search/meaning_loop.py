"""The loop that keeps the items' vectors in step with the catalogue, behind everything else."""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Item
from core.clock import Clock
from core.database import SessionFactory
from jobs.lease import Held
from jobs.outbox import drain_once
from search.documents import read
from search.item_meanings import ItemMeanings

log = logging.getLogger(__name__)

CONSUMER = "meaning"
"""The name under which the catalogue notes its changes for the vectors."""

LEASE = "meaning-feed"
LEASE_SECONDS = 60.0
PAUSE_SECONDS = 1.0

AT_ONCE = 32
"""Items encoded together: a tenth of a second of a processor."""

DROPPED = 1000
"""Changes dropped together where there is no encoder."""


def run_meaning(
    sessions: SessionFactory,
    meanings: ItemMeanings | None,
    folder: Path,
    stop: threading.Event,
    clock: Clock,
) -> None:
    """Take the catalogue's changes into the vectors in ``folder`` until ``stop`` is set.

    What stood before there were any is taken in when nothing else is to be done. Without an
    encoder the changes are dropped, and all items are looked at again once there is one.
    """
    held = Held(sessions, LEASE, LEASE_SECONDS, clock)
    try:
        while not stop.is_set():
            try:
                busy = held.now() and _pass(sessions, meanings, folder)
            except Exception:  # the disk, the database, an item: the next look is due anyway
                log.exception("the meaning of items could not be taken in; trying again")
                busy = False
            if not busy:
                stop.wait(PAUSE_SECONDS)
    finally:
        held.give_back()


def fill_meaning(
    sessions: SessionFactory,
    meanings: ItemMeanings | None,
    folder: Path,
    clock: Clock,
    stop: threading.Event | None = None,
) -> None:
    """The same until nothing is left to take in, unless another process is at it."""
    held = Held(sessions, LEASE, LEASE_SECONDS, clock)
    try:
        while not (stop and stop.is_set()) and held.now() and _pass(sessions, meanings, folder):
            pass
    finally:
        held.give_back()


def _pass(sessions: SessionFactory, meanings: ItemMeanings | None, folder: Path) -> bool:
    """Take in some items; whether there may be more."""

    def take_in(session: Session, ids: Sequence[int]) -> None:
        if meanings is None:
            _mark(folder).unlink(missing_ok=True)
        else:
            meanings.take_in(*read(session, ids))

    if drain_once(sessions, CONSUMER, take_in, AT_ONCE if meanings is not None else DROPPED):
        return True
    return meanings is not None and _fill(sessions, meanings)


def _mark(folder: Path) -> Path:
    """The file that says up to which item all have been looked at."""
    return folder / "filled"


def _fill(sessions: SessionFactory, meanings: ItemMeanings) -> bool:
    """Take in the next of the items that no change has named yet; whether there were any."""
    mark = _mark(meanings.folder)
    try:
        last = int(mark.read_text(encoding="ascii"))
    except (OSError, ValueError):
        last = 0
    if meanings.begin():
        last = 0
    with sessions() as session:
        ids = session.scalars(
            select(Item.id).where(Item.id > last).order_by(Item.id).limit(AT_ONCE)
        ).all()
        if not ids:
            return False
        meanings.take_in(*read(session, ids))
    fresh = mark.with_suffix(".new")
    fresh.write_text(str(ids[-1]), encoding="ascii")
    fresh.replace(mark)
    return True
