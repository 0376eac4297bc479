"""An administrator's front page: health in words, the queue, the room on the disk, the people."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy.orm import Session

from accounts.people_state import PeopleState, people_state
from accounts.viewer import Viewer
from app.doctor.installation import LITTLE_SPACE
from catalog.damaged import Damaged, damaged_files
from core.clock import Clock
from ingest.in_queue import Queue, in_queue
from jobs.signals import Signals, signals
from media.usage import KindUsage, usage
from search.feed import CONSUMER
from search.port import Engine, IndexBroken

SLOW = 0.5
"""Seconds: a database that takes so long for the few counts of ``jobs.signals`` makes every page
slow. They are of a day and of what waits, by an index each: not of all that was ever done."""

BEHIND = timedelta(minutes=2)
"""The index takes changes in within seconds; what waits so long waits for something."""

DAMAGED = 3
"""Damaged files that the page names; ``parta verify`` names them all."""


@dataclass(frozen=True)
class Health:
    """What was looked at for this very page. ``seconds`` is what a few counts took.

    ``damaged`` are some of the stored files that were not whole when they were read back last.
    """

    seconds: float
    index_ready: bool
    lag: int
    behind: timedelta
    worker: bool
    free: int
    damaged: tuple[Damaged, ...]

    @property
    def quick(self) -> bool:
        """Whether the database answers as it should."""
        return self.seconds < SLOW

    @property
    def search(self) -> bool:
        """Whether the search knows all, or will in a moment: a worker is telling it."""
        return self.index_ready and (not self.lag or (self.worker and self.behind < BEHIND))

    @property
    def space(self) -> bool:
        """Whether there is room for large files."""
        return self.free >= LITTLE_SPACE

    @property
    def well(self) -> bool:
        """Whether all of it is as it should be."""
        return self.quick and self.search and self.worker and self.space and not self.damaged


@dataclass(frozen=True)
class AdministratorPage:
    """``people`` is None for whoever administers a territory and no school."""

    now: datetime
    health: Health
    queue: Queue
    done: int
    failed: int
    usage: tuple[KindUsage, ...]
    people: PeopleState | None

    @property
    def bytes(self) -> int:
        """What all files take."""
        return sum(one.bytes for one in self.usage)


def administrator_page(
    session: Session, viewer: Viewer, *, home: Path, engine: Engine, clock: Clock
) -> AdministratorPage:
    """The page; eight queries, one more for a school without classes. ``home`` is PARTA_HOME."""
    begun = perf_counter()
    told = signals(session, CONSUMER, clock)
    seconds = perf_counter() - begun
    school_id = next(
        (at.school_id for at in viewer.roles if at.role == "administrator" and at.school_id), None
    )
    return AdministratorPage(
        now=clock(),
        health=_health(session, told, seconds, home, engine, clock()),
        queue=in_queue(session, viewer, clock),
        done=told.done,
        failed=told.failed,
        usage=tuple(usage(session)),
        people=people_state(session, school_id, clock) if school_id is not None else None,
    )


def _health(
    session: Session, told: Signals, seconds: float, home: Path, engine: Engine, now: datetime
) -> Health:
    try:
        engine.check()
        ready = True
    except IndexBroken:
        ready = False
    return Health(
        seconds=seconds,
        index_ready=ready,
        lag=told.lag,
        behind=max(now - told.oldest, timedelta(0)) if told.oldest else timedelta(0),
        worker=told.worker,
        free=shutil.disk_usage(home).free,
        damaged=tuple(damaged_files(session, limit=DAMAGED)),
    )
