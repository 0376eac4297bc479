"""How far a bulk load has come and how long the rest takes, from what was done of late."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Item, Version
from ingest.queued import PROCESS
from jobs.models import Job

FILE_COSTS = 1024 * 1024
"""Bytes: what a file of no size would take; opening, recording and starting a tool cost too."""

WINDOW_SECONDS = 120.0
"""The pace is that of the last two minutes: files known from an earlier run go by in no time."""

LEAST_SECONDS = 5.0
"""Before that there is no pace to speak of."""

AT_ONCE = 500
"""Items in one query: well under the number of values that SQLite takes."""


@dataclass
class LoadProgress:
    """Done and all of a load, in files and in weight (bytes and FILE_COSTS a file).

    ``now``: seconds of a clock that never goes back.
    """

    weights: Sequence[int]
    now: Callable[[], float]
    files: int = 0
    weight: int = 0
    seen: deque[tuple[float, int]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.all_weight = sum(self.weights)
        self.seen.append((self.now(), 0))

    def reached(self, files: int, weight: int) -> None:
        """So many files, of so much weight, have come to their end."""
        self.files, self.weight = files, weight
        at = self.now()
        self.seen.append((at, weight))
        while len(self.seen) > 2 and self.seen[1][0] <= at - WINDOW_SECONDS:
            self.seen.popleft()

    @property
    def share(self) -> float:
        """From 0 to 1, by weight: a film is not over when a hundred pictures are."""
        return self.weight / self.all_weight if self.all_weight else 1.0

    @property
    def seconds_left(self) -> float | None:
        """At the pace of late; None while there is none."""
        began, before = self.seen[0]
        lasted, done = self.now() - began, self.weight - before
        if lasted < LEAST_SECONDS or done <= 0:
            return None
        return (self.all_weight - self.weight) * lasted / done


def weigh(size: int) -> int:
    """What a file of ``size`` bytes weighs."""
    return size + FILE_COSTS


def still_under_way(session: Session, item_ids: Sequence[str]) -> set[str]:
    """Those of the items (public ids) whose processing has not ended; a query for each AT_ONCE."""
    found: set[str] = set()
    for start in range(0, len(item_ids), AT_ONCE):
        found.update(
            session.scalars(
                select(Item.public_id)
                .join(Version, Version.item_id == Item.id)
                .join(Job, Job.version_id == Version.id)
                .where(
                    Item.public_id.in_(item_ids[start : start + AT_ONCE]),
                    Job.kind == PROCESS,
                    Job.state.in_(("waiting", "running")),
                )
            )
        )
    return found
