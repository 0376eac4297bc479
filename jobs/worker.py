"""The worker loop: claim, beat while working, and let the row say how it ended."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory, writing
from core.errors import PartaError
from jobs import lease, queue, steps
from jobs.heart import Heart
from jobs.models import Lease
from jobs.queue import Claim, LeaseLost

log = logging.getLogger(__name__)

BEATS = 3.75
"""Heartbeats in one lease: with 30 s one every 8 s, of which three may fail before it runs out."""

IDLE_SECONDS = 0.4
"""Between two looks at an empty queue."""

PRESENCE = "worker:"
"""Workers that live hold a lease with this prefix."""

KILLED = timedelta(hours=1)
"""A worker not heard of for so long was killed: the next that starts forgets it."""

Handler = Callable[[Claim, Callable[[], None]], None]
"""Does a job's work. The second argument raises LeaseLost once the claim is not ours, and
Stopping once the worker is to stop; a handler calls it between pieces of work. A PartaError
fails the job with its message."""

INTERNAL = "Не получилось обработать файл. Причина записана в журнал сервера, файл сохранён."
WORN_OUT = (
    "Обработку несколько раз прервали на полпути: так бывает, когда сервер перезапускают. "
    "Файл, скорее всего, исправен: нажмите «Повторить», а если не поможет, "
    "сообщите администратору."
)


class Stopping(Exception):
    """The worker has been asked to stop; the job goes back to the queue."""


def worker_name() -> str:
    """A name for one worker: host, process and four random letters."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(2)}"


def workers_told(now: datetime) -> ScalarSelect[int]:
    """How many worker processes have said lately that they live, as a part of a query."""
    query = select(func.count(Lease.name))
    return query.where(Lease.name.startswith(PRESENCE), Lease.until > now).scalar_subquery()


def workers_alive(session: Session, clock: Clock) -> int:
    """The same number; one query."""
    return session.scalar(select(workers_told(clock()))) or 0


def a_worker_lives(sessions: SessionFactory, clock: Clock) -> bool:
    """Whether any worker process has said so lately."""
    with sessions() as session:
        return workers_alive(session, clock) > 0


class Worker:
    """Works on jobs in this process, ``parallel`` at once, until ``stop`` is set.

    A worker that was not heard of for ``lease_seconds`` is taken for dead by the others.
    """

    def __init__(
        self,
        sessions: SessionFactory,
        handlers: Mapping[str, Handler],
        *,
        parallel: int,
        clock: Clock,
        stop: threading.Event,
        lease_seconds: float = queue.LEASE_SECONDS,
    ) -> None:
        self.sessions = sessions
        self.handlers = handlers
        self.parallel = parallel
        self.clock = clock
        self.stop = stop
        self.lease_seconds = lease_seconds
        self.beat_seconds = lease_seconds / BEATS
        self.owner = worker_name()
        self._heart = Heart(sessions, clock, self.beat_seconds)
        self._told, self._over = threading.Event(), threading.Event()

    def run(self, *, until_empty: bool = False) -> None:
        """Work in threads of this process; with ``until_empty`` return once nothing is due."""
        threads = [
            threading.Thread(target=self._loop, args=(until_empty,), name=f"job-{n}")
            for n in range(self.parallel)
        ]
        presence = threading.Thread(target=self._presence, name="presence", daemon=True)
        presence.start()
        self._told.wait()  # who sees it at work also sees that it lives
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._over.set()
        presence.join()

    def work_once(self) -> bool:
        """Claim one job and bring it to its end; False when nothing is due."""
        with writing(self.sessions) as session:
            held = queue.claim(
                session, self.owner, list(self.handlers), self.clock, self.lease_seconds
            )
        if held is None:
            return False
        self._work(held)
        return True

    def _loop(self, until_empty: bool) -> None:
        while not self.stop.is_set():
            try:
                worked = self.work_once()
            except OperationalError as error:  # busy or away: nothing is lost, look again
                log.warning("the queue could not be read: %s", error.orig)
                worked = False
            except Exception:
                log.exception("the job loop stumbled")
                worked = False
            if not worked:
                if until_empty:
                    return
                self.stop.wait(IDLE_SECONDS)

    def _presence(self) -> None:
        try:
            with writing(self.sessions) as session:
                lease.forget(session, PRESENCE, self.clock() - KILLED)
        except SQLAlchemyError as error:
            log.warning("killed workers could not be forgotten: %s", error)
        while not self._over.is_set():
            try:
                with writing(self.sessions) as session:
                    name, seconds = PRESENCE + self.owner, self.lease_seconds
                    lease.acquire(session, name, self.owner, seconds, self.clock)
            except OperationalError as error:
                log.warning("could not say that this worker lives: %s", error.orig)
            except Exception:
                log.exception("could not say that this worker lives")
            self._told.set()
            self._over.wait(self.beat_seconds)
        try:
            with writing(self.sessions) as session:
                lease.release(session, PRESENCE + self.owner, self.owner)
        except Exception:
            log.exception("could not say that this worker leaves")

    def _work(self, held: Claim) -> None:
        with self._heart.beating(held) as lost:
            self._handle(held, lost)

    def _handle(self, held: Claim, lost: threading.Event) -> None:
        def still_ours() -> None:
            if lost.is_set():
                raise LeaseLost
            if self.stop.is_set():
                raise Stopping

        try:
            if held.attempt > queue.MAX_ATTEMPTS:
                self._fail(held, "worn_out", WORN_OUT)
            else:
                self.handlers[held.kind](held, still_ours)
        except LeaseLost:
            log.warning("job %s went to another worker", held.job_id)
        except Stopping:
            self._quietly(lambda: self._give_back(held))
        except PartaError as error:
            self._fail(held, error.code, error.message)
        except OperationalError as error:
            # Not the file's fault. The claim runs out by itself, and the attempt is counted: the
            # next goes on after the last good step.
            log.warning("job %s waits for the database: %s", held.job_id, error.orig)
        except Exception:
            log.exception("job %s failed", held.job_id)
            self._fail(held, "internal", INTERNAL)

    def _fail(self, held: Claim, code: str, text: str) -> None:
        def write() -> None:
            with writing(self.sessions) as session:
                queue.fail(session, held, code, text, self.clock)
                steps.fail_running(session, held.job_id, text, self.clock())
                session.commit()

        self._quietly(write)

    def _give_back(self, held: Claim) -> None:
        with writing(self.sessions) as session:
            queue.give_back(session, held, self.clock)

    def _quietly(self, write: Callable[[], None]) -> None:
        try:
            write()
        except LeaseLost:
            log.warning("the job went to another worker before its end was written")
