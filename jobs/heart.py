"""The heartbeat: one thread prolongs all the claims that this process holds."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from core.clock import Clock
from core.database import SessionFactory, writing
from jobs import queue
from jobs.queue import Claim, LeaseLost

log = logging.getLogger(__name__)


class Heart:
    """Beats every ``seconds`` for each claim that is held; its thread lives while there are any."""

    def __init__(self, sessions: SessionFactory, clock: Clock, seconds: float) -> None:
        self._sessions = sessions
        self._clock = clock
        self._seconds = seconds
        self._held: dict[Claim, threading.Event] = {}
        self._beats = False
        self._changing = threading.Lock()

    @contextmanager
    def beating(self, held: Claim) -> Iterator[threading.Event]:
        """Hold the claim while within; what is given is set once another worker has the job."""
        lost = threading.Event()
        with self._changing:
            self._held[held] = lost
            if not self._beats:
                self._beats = True
                threading.Thread(target=self._beat, name="heart", daemon=True).start()
        try:
            yield lost
        finally:
            with self._changing:
                del self._held[held]

    def _beat(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(self._seconds)
            with self._changing:
                held = [(claim, lost) for claim, lost in self._held.items() if not lost.is_set()]
                if not self._held:
                    self._beats = False
                    return
            for claim, lost in held:
                self._prolong(claim, lost)

    def _prolong(self, held: Claim, lost: threading.Event) -> None:
        try:
            with writing(self._sessions) as session:
                queue.prolong(session, held, self._clock)
        except LeaseLost:
            lost.set()
        except OperationalError as error:
            log.warning("a heartbeat did not reach the database: %s", error.orig)
        except Exception:
            log.exception("a heartbeat did not reach the database")
