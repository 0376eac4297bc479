"""The loop that keeps the index in step with the catalogue, in a thread of its own."""

import logging
import threading
from time import monotonic

from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory
from jobs.lease import Held
from jobs.outbox import drain_once
from search.answer_requests import answer_by_items
from search.feed import CONSUMER, apply
from search.port import Engine, IndexBroken
from search.rebuild import rebuild

log = logging.getLogger(__name__)

LEASE = "search-feed"
LEASE_SECONDS = 15.0
POLL_SECONDS = 0.2
"""A change is promised to be found within 2 s; an idle look costs one query by an index."""

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
        self.rebuild_at = 0.0
        self.rebuilt_at = 0.0
        self.pause = 0.0

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                try:
                    idle = not self.held.now() or self._pass() == 0
                except Exception:  # the disk, the database, an item: the next look is due anyway
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
            return drain_once(self.sessions, CONSUMER, self._take_in)
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

    def _rebuild(self) -> None:
        # An index that breaks again right away is not rebuilt all the time.
        settled = monotonic() - self.rebuilt_at > LONGEST_PAUSE
        self.pause = 1.0 if settled else min(LONGEST_PAUSE, 2 * self.pause or 1.0)
        try:
            rebuild(self.sessions, self.engine)
        except (OSError, IndexBroken):
            log.exception("the search index could not be rebuilt; trying again")
        self.rebuilt_at = monotonic()
        self.rebuild_at = self.rebuilt_at + self.pause
