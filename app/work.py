"""The worker's process: jobs in some threads, the search index's feed in its own."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.services import Services
from core.clock import Clock
from coverage.daily import write_day
from ingest import remake
from ingest.forget_remade import forget_remade
from ingest.office_pipes import sweep_pipes
from ingest.pipeline import Pipeline
from ingest.queued import PROCESS, REMAKE
from ingest.remaking import Remaking
from ingest.tus.sweep import finish_whole, sweep_uploads
from jobs.daily import DailyTask, run_daily
from jobs.outbox import newest, waiting
from jobs.worker import Worker, a_worker_lives
from media.orphans import put_away
from media.tools import sweep
from media.verify_daily import read_part
from search.feed import CONSUMER
from search.loop import is_rebuilding, run_outbox
from search.meaning_loop import fill_meaning, run_meaning
from search.query_log import forget

log = logging.getLogger(__name__)

STUCK_SECONDS = 120.0
"""An index that takes in nothing for so long is not waited for: its changes stay in the outbox."""


WHOLE_SECONDS, STUMBLED_SECONDS = 2.0, 30.0
"""Between two looks for uploads that came whole; longer where one could not be taken in."""

DAILY: dict[str, DailyTask] = {
    "coverage": write_day,
    "query-log": forget,
    "remade": forget_remade,
}
"""What a worker does when it starts, and again after each midnight, beside ``daily_of``."""


def ask_again(session: Session, clock: Clock) -> int:
    """Ask for lost renditions, and for those of older recipes; how many jobs that makes."""
    return remake.mend(session, clock) + remake.renew(session, clock)


def daily_of(services: Services, stop: threading.Event | None = None) -> dict[str, DailyTask]:
    """The day's tasks with those that work on the installation's own files.

    What takes long breaks off when ``stop`` is set, and is last: the others do not wait for it.
    """

    def uploads(session: Session, clock: Clock) -> int:
        settings = services.settings
        return sweep_uploads(
            session, services.means, settings.unfinished, settings.temporary, clock
        )

    def originals(_session: Session, clock: Clock) -> int:
        damaged = read_part(
            services.sessions,
            services.storage,
            services.settings.verify_days,
            clock,
            stop or threading.Event(),
        )
        if damaged:
            log.error("%d stored files are damaged; parta verify names them", damaged)
            with services.sessions() as session:
                remake.mend(session, clock)
        return damaged

    def orphans(_session: Session, clock: Clock) -> int:
        return put_away(services.sessions, services.storage, clock, stop or threading.Event())

    return DAILY | {
        "uploads": uploads,
        "orphans": orphans,
        "remake": ask_again,
        "originals": originals,
    }


def make_worker(services: Services, stop: threading.Event, parallel: int = 0) -> Worker:
    """A worker for every kind of job that there is."""
    means = (
        services.sessions,
        services.storage,
        services.tools,
        services.settings.temporary,
        services.clock,
    )
    return Worker(
        services.sessions,
        {PROCESS: Pipeline(*means), REMAKE: Remaking(*means)},
        parallel=parallel or services.settings.parallel_jobs,
        clock=services.clock,
        stop=stop,
        lease_seconds=services.settings.lease_seconds,
    )


def run_worker(services: Services, stop: threading.Event, *, once: bool = False) -> None:
    """Work until ``stop`` is set; with ``once``, until no job is due and the index is current.

    What is due once a day is done too, with ``once`` at the end, of what the jobs have brought.
    """
    sweep(services.settings.temporary)
    sweep_pipes()
    worker = make_worker(services, stop)
    feed_stop, look = threading.Event(), threading.Event()
    feed = threading.Thread(target=_feed, args=(services, feed_stop, look), name="search-feed")
    feed.start()
    daily = threading.Thread(target=_daily, args=(services, feed_stop), name="daily")
    meaning = threading.Thread(target=_meaning, args=(services, feed_stop), name="meaning")
    whole = threading.Thread(target=_whole, args=(services, feed_stop), name="whole-uploads")
    if once:
        take_whole(services)
    else:
        daily.start()
        meaning.start()
        whole.start()
    try:
        worker.run(until_empty=once)
        if once:
            look.set()
            settle(services, stop)
            fill_meaning(
                services.sessions,
                services.item_meanings,
                services.meaning_folder,
                services.clock,
                stop,
            )
            tasks = daily_of(services, stop)
            run_daily(services.sessions, tasks, stop, services.clock, once=True)
    finally:
        feed_stop.set()
        look.set()
        feed.join()
        if not once:
            daily.join()
            meaning.join()
            whole.join()


@contextmanager
def working_unless_alive(services: Services, parallel: int = 0) -> Iterator[None]:
    """Work in this process while no worker lives elsewhere; looks again every few seconds."""
    stop = threading.Event()
    started: list[threading.Thread] = []

    def begin() -> None:
        sweep(services.settings.temporary)
        targets = (
            ("worker", make_worker(services, stop, parallel).run, ()),
            ("search-feed", _feed, (services, stop)),
            ("meaning", _meaning, (services, stop)),
        )
        for name, target, args in targets:
            thread = threading.Thread(target=target, args=args, name=name)
            thread.start()
            started.append(thread)

    def watch() -> None:
        while not stop.is_set():
            if not a_worker_lives(services.sessions, services.clock):
                begin()
                return
            stop.wait(3)

    if a_worker_lives(services.sessions, services.clock):
        watcher = threading.Thread(target=watch, name="watch")
        watcher.start()
        started.append(watcher)
    else:
        begin()
    try:
        yield
    finally:
        stop.set()
        for thread in list(started):
            thread.join()


def settle(services: Services, stop: threading.Event) -> bool:
    """Wait until the search index has taken in all that is committed by now.

    False when it did not move for STUCK_SECONDS, or when ``stop`` was set.
    """
    with services.sessions() as session:
        last = newest(session, CONSUMER)
    left, moved = -1, time.monotonic()
    while not stop.is_set():
        with services.sessions() as session:
            now = waiting(session, CONSUMER, up_to=last)
            built = is_rebuilding(session, services.clock)
        if now == 0:
            return True
        if now != left or built:
            left, moved = now, time.monotonic()
        if time.monotonic() - moved > STUCK_SECONDS:
            log.warning("the search index does not move: %s changes wait", now)
            return False
        stop.wait(0.02)
    return False


def _meaning(services: Services, stop: threading.Event) -> None:
    run_meaning(
        services.sessions, services.item_meanings, services.meaning_folder, stop, services.clock
    )


def take_whole(services: Services) -> bool:
    """Take in what came whole and waits for a worker; whether all of it went well."""
    settings = services.settings
    try:
        with services.sessions() as session:
            return finish_whole(session, services.means, settings.unfinished, settings.temporary)
    except SQLAlchemyError:
        log.exception("what came whole has to wait")
        return False


def _whole(services: Services, stop: threading.Event) -> None:
    well = True
    while not stop.wait(WHOLE_SECONDS if well else STUMBLED_SECONDS):
        well = take_whole(services)


def _daily(services: Services, stop: threading.Event) -> None:
    run_daily(services.sessions, daily_of(services, stop), stop, services.clock)


def _feed(services: Services, stop: threading.Event, look: threading.Event | None = None) -> None:
    run_outbox(services.sessions, services.engine, stop, services.clock, look)
