"""What waits ahead of a file: how long the first of the queue take, read every few seconds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from catalog.models import Version
from ingest.pace import Paces, Size, paces
from ingest.processors import processor_for
from ingest.queued import BEHIND
from jobs.models import Job
from jobs.places import ORDER
from media.models import Original

COUNTED = 1000
"""Jobs that are counted one by one; those beyond are taken to be like them."""

KEPT_SECONDS = 5.0
"""So long a process tells by what it has read: each row of each open page asks every second."""

Turn = tuple[int, datetime, int]
"""What jobs are ordered by: priority, since when they are due, row id."""


@dataclass(frozen=True)
class File:
    """What a job is about and how much that is."""

    job_id: int
    priority: int
    run_after: datetime
    format: str
    kind: str
    bytes: int
    pages: int | None
    duration_ms: int | None

    @property
    def turn(self) -> Turn:
        """When it is this job's turn."""
        return self.priority, self.run_after, self.job_id

    @property
    def size(self) -> Size:
        """How much there is to do."""
        return Size.of(self.kind, self.bytes, self.pages, self.duration_ms)

    def left(self, job: Job | None = None) -> tuple[str, ...]:
        """The names of the steps of the pass that it is in, without those that ``job`` has done."""
        steps = processor_for(self.format).steps
        first = next((n for n, step in enumerate(steps) if step.later), len(steps))
        chosen = steps[first:] if self.priority >= BEHIND else steps[:first]
        over = {one.name for one in job.steps if one.state == "done"} if job is not None else set()
        return tuple(step.name for step in chosen if step.name not in over)


def files() -> Select[*tuple[Any, ...]]:
    """A row for each job, as ``File`` has it."""
    return (
        select(
            Job.id,
            Job.priority,
            Job.run_after,
            Original.format,
            Original.kind,
            Original.bytes,
            Original.pages,
            Original.duration_ms,
        )
        .join(Version, Version.id == Job.version_id)
        .join(Original, Original.sha256 == Version.original_sha)
    )


def seconds_of(known: Paces, size: Size, steps: Sequence[str]) -> float | None:
    """How long these steps take; None where that is not known of one of them."""
    each = [known.seconds(name, size) for name in steps]
    return None if None in each else sum(one for one in each if one is not None)


@dataclass(frozen=True)
class Ahead:
    """The first of the queue. ``sums[n]`` are the seconds that the first ``n`` take one by one.

    ``unknown``: the turn of the first whose time nobody knows; of those behind it nothing is known.
    """

    known: Paces
    turns: list[Turn]
    sums: list[float]
    unknown: Turn | None

    def before(self, turn: Turn) -> float | None:
        """Seconds that those take whose turn is earlier; None where nobody knows."""
        if self.unknown is not None and turn > self.unknown:
            return None
        return self.sums[bisect_left(self.turns, turn)]

    def beyond(self, turn: Turn) -> bool:
        """Whether it stands behind all that were counted."""
        return len(self.turns) == COUNTED and turn > self.turns[-1]


_read: WeakKeyDictionary[Any, tuple[float, Ahead]] = WeakKeyDictionary()
_reading = Lock()


def ahead(session: Session) -> Ahead:
    """The queue as it was at most ``KEPT_SECONDS`` ago; two queries where it is read anew."""
    database = session.get_bind()
    with _reading:  # of several that come at once the first reads for all
        at, found = _read.get(database, (0.0, None))
        if found is None or monotonic() - at >= KEPT_SECONDS:
            found = _look(session)
            _read[database] = (monotonic(), found)
    return found


def _look(session: Session) -> Ahead:
    known = paces(session)
    turns: list[Turn] = []
    sums = [0.0]
    waiting = files().where(Job.state == "waiting").order_by(*ORDER).limit(COUNTED)
    for row in session.execute(waiting):
        file = File(*row)
        own = seconds_of(known, file.size, file.left())
        if own is None:
            return Ahead(known, turns, sums, file.turn)
        turns.append(file.turn)
        sums.append(sums[-1] + own)
    return Ahead(known, turns, sums, None)
