"""The loop that keeps the index in step with the catalogue, in a thread of its own."""

import logging
import threading
from time import monotonic

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Item
from core.clock import Clock
from core.database import SessionFactory
from jobs.lease import Held, is_held
from jobs.outbox import AT_ONCE, NO_ITEMS_FAULT, Drain, dismiss, read_batch, waiting
from search.answer_requests import answer_by_items
from search.feed import CONSUMER, apply
from search.port import Engine, IndexBroken
from search.rebuild import rebuild

log = logging.getLogger(__name__)

LEASE, REBUILDING = "search-feed", "search-rebuild"
LEASE_SECONDS = 15.0
POLL_SECONDS = 0.2
"""A change is promised to be found within 2 s; an idle look costs one query by an index."""

TOGETHER = 2000
"""Changes that are taken in by one commit where many wait: each commit has a price of its own."""

LEAST_REBUILT = 5000
"""Changed items of which a rebuild is thought at all."""

SHARE_REBUILT = 1 / 3
"""The part of all items that, changed, is sooner taken in by a rebuild: that is spread over
processes, replaces nothing and merges nothing."""

LONGEST_PAUSE = 300.0
"""Seconds between rebuilds of an index that keeps breaking."""


def run_outbox(
    sessions: SessionFactory,
    engine: Engine,
    stop: threading.Event,
    clock: Clock,
    look: threading.Event | None = None,
) -> None:
    """Take the catalogue's changes into the index until ``stop`` is set.

    Who sets ``look`` is not kept waiting: the loop looks at once and clears it.

    One loop of all processes works at a time, by lease. An index that is missing or broken
    is rebuilt; nothing is lost meanwhile, for a change leaves the outbox only once it is in.
    """
    _Loop(sessions, engine, stop, clock, look or threading.Event()).run()


def is_rebuilding(session: Session, clock: Clock) -> bool:
    """Whether the loop of any process builds the index anew: what waits does not move then."""
    return is_held(session, REBUILDING, clock)


class _Loop:
    def __init__(
        self,
        sessions: SessionFactory,
        engine: Engine,
        stop: threading.Event,
        clock: Clock,
        look: threading.Event,
    ) -> None:
        self.sessions = sessions
        self.engine = engine
        self.stop = stop
        self.clock = clock
        self.look = look
        self.held = Held(sessions, LEASE, LEASE_SECONDS, clock)
        self.drain = Drain(sessions, CONSUMER, self._take_in, (IndexBroken, *NO_ITEMS_FAULT))
        self.rebuild_at = 0.0
        self.rebuilt_at = 0.0
        self.pause = 0.0
        self.behind = False

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                try:
                    idle = not self.held.now() or self._pass() == 0
                except Exception:  # the disk, the database: the next look is due anyway
                    log.exception("the outbox could not be taken in; trying again")
                    idle = True
                if idle:
                    self.look.wait(POLL_SECONDS)
                    self.look.clear()
        finally:
            self.held.give_back()

    def _pass(self) -> int:
        try:
            self.engine.check()
            if self.behind and self._caught_up_at_once():
                return 1
            limit = TOGETHER if self.behind else AT_ONCE
            taken = self.drain.once(limit)
            self.behind = taken >= AT_ONCE
            return taken
        except IndexBroken as error:
            if monotonic() < self.rebuild_at:
                return 0
            log.warning("the search index is rebuilt: %s", error)
            self._rebuild()
            return 1

    def _take_in(self, session: Session, item_ids: tuple[int, ...]) -> None:
        apply(session, self.engine, item_ids)
        # After the index: whoever is told of a material finds it.
        answer_by_items(session, item_ids, self.clock)

    def _caught_up_at_once(self) -> bool:
        """Take all in that waits by a rebuild, if so much waits; whether that was so."""
        with self.sessions() as session:
            if waiting(session, CONSUMER) < LEAST_REBUILT:
                return False
            changed = len(read_batch(session, CONSUMER, None).items)
            items = session.scalar(select(func.count()).select_from(Item)) or 0
        if changed < max(LEAST_REBUILT, SHARE_REBUILT * items):
            return False
        log.info("%d changed items of %d: the search index is built anew", changed, items)
        self._build()
        return True

    def _build(self) -> None:
        with self.sessions() as session:
            batch = read_batch(session, CONSUMER, None)
        building = Held(self.sessions, REBUILDING, LEASE_SECONDS, self.clock)
        with self.held.kept(), building.kept():
            rebuild(self.sessions, self.engine)
        building.give_back()
        # All items were read after these rows were written; later changes have rows of their own.
        with self.sessions() as session:
            for start in range(0, len(batch.items), AT_ONCE):
                answer_by_items(session, batch.items[start : start + AT_ONCE], self.clock)
            dismiss(session, batch.rows)
            session.commit()

    def _rebuild(self) -> None:
        # An index that breaks again right away is not rebuilt all the time.
        settled = monotonic() - self.rebuilt_at > LONGEST_PAUSE
        self.pause = 1.0 if settled else min(LONGEST_PAUSE, 2 * self.pause or 1.0)
        try:
            self._build()
        except (OSError, IndexBroken):
            log.exception("the search index could not be rebuilt; trying again")
        self.rebuilt_at = monotonic()
        self.rebuild_at = self.rebuilt_at + self.pause
