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
from jobs.outbox import NO_ITEMS_FAULT, Drain
from search.documents import read
from search.item_meanings import ItemMeanings

log = logging.getLogger(__name__)

CONSUMER = "meaning"
"""The name under which the catalogue notes its changes for the vectors."""

LEASE = "meaning-feed"
LEASE_SECONDS = 60.0
PAUSE_SECONDS = 1.0

EDITION = 2
"""Grows when an item's text for its vector is made in another way: all are looked at again then,
and encoded where the text is another one."""

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
    feed = _Feed(sessions, meanings, folder)
    try:
        while not stop.is_set():
            try:
                busy = held.now() and feed.more()
            except Exception:  # the disk, the database: the next look is due anyway
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
    feed = _Feed(sessions, meanings, folder)
    try:
        while not (stop and stop.is_set()) and held.now() and feed.more():
            pass
    finally:
        held.give_back()


class _Feed:
    def __init__(
        self, sessions: SessionFactory, meanings: ItemMeanings | None, folder: Path
    ) -> None:
        self.sessions = sessions
        self.meanings = meanings
        self.filled = folder / "filled"
        """Says in which edition and up to which item all have been looked at."""
        self.drain = Drain(sessions, CONSUMER, self._take_in)

    def more(self) -> bool:
        """Take in some items; whether there may be more."""
        if self.drain.once(AT_ONCE if self.meanings is not None else DROPPED):
            return True
        return self.meanings is not None and self._fill(self.meanings)

    def _take_in(self, session: Session, ids: Sequence[int]) -> None:
        if self.meanings is None:
            self.filled.unlink(missing_ok=True)
        else:
            self.meanings.take_in(*read(session, ids))

    def _fill(self, meanings: ItemMeanings) -> bool:
        """Take in the next of the items that no change has named yet; whether there were any."""
        try:
            edition, _, last_one = self.filled.read_text(encoding="ascii").partition(":")
            last = int(last_one) if edition == str(EDITION) else 0
        except (OSError, ValueError):
            last = 0
        if meanings.begin():
            last = 0
        with self.sessions() as session:
            ids = session.scalars(
                select(Item.id).where(Item.id > last).order_by(Item.id).limit(AT_ONCE)
            ).all()
            if not ids:
                return False
            try:
                self._take_in(session, ids)
            except NO_ITEMS_FAULT:
                raise
            except Exception:
                log.warning("items could not be taken in together")
                self._one_by_one(session, ids)
        fresh = self.filled.with_suffix(".new")
        fresh.write_text(f"{EDITION}:{ids[-1]}", encoding="ascii")
        fresh.replace(self.filled)
        return True

    def _one_by_one(self, session: Session, ids: Sequence[int]) -> None:
        for item in ids:
            try:
                self._take_in(session, (item,))
            except NO_ITEMS_FAULT:
                raise
            except Exception:  # its next change brings it here again
                log.exception("item %d cannot be taken in", item)
