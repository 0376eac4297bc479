"""How long a step takes for so much material, learnt from the last times it was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from statistics import median

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from catalog.models import Version
from ingest.processors import PROCESSORS
from jobs.models import Job, JobStep
from media.models import Original

LAST = 30
"""The last so many times of each step count: a machine that became slower is soon known as such."""

FEWEST = 3
"""With fewer nothing is said."""

MIB = 1024 * 1024


@dataclass(frozen=True)
class Size:
    """How much there is to do: ``own`` in seconds of film or in pages, None where not known yet."""

    kind: str
    own: float | None
    mib: float

    @classmethod
    def of(cls, kind: str, size: int, pages: int | None, duration_ms: int | None) -> "Size":
        """Of an original of ``size`` bytes."""
        own = duration_ms / 1000 if duration_ms is not None else pages
        return cls(kind, float(own) if own is not None else None, size / MIB)


@dataclass(frozen=True)
class Pace:
    """Seconds that a step takes: ``fixed`` whatever the file, and ``each`` a unit of its size."""

    fixed: float
    each: float

    def seconds(self, size: float) -> float:
        """For so much material."""
        return self.fixed + self.each * size


def fitted(points: Sequence[tuple[float, float]]) -> Pace | None:
    """The line through (size, seconds) by medians (Theil and Sen); None for fewer than FEWEST.

    One odd run, a machine that was asleep, does not turn it. It never falls with the size.
    """
    if len(points) < FEWEST:
        return None
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    each = max(0.0, median(slopes)) if slopes else 0.0
    return Pace(max(0.0, median(y - each * x for x, y in points)), each)


class Paces:
    """The paces of all steps of all kinds."""

    def __init__(self, done: Iterable[tuple[str, Size, float]]) -> None:
        """``done``: step's name, size and seconds of what was done lately."""
        own: dict[tuple[str, str], list[tuple[float, float]]] = {}
        mib: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for step, size, seconds in done:
            if size.own is not None:
                own.setdefault((size.kind, step), []).append((size.own, seconds))
            mib.setdefault((size.kind, step), []).append((size.mib, seconds))
        self._own = {key: fitted(points) for key, points in own.items()}
        self._mib = {key: fitted(points) for key, points in mib.items()}

    def seconds(self, step: str, size: Size) -> float | None:
        """How long ``step`` takes for a file of this size; None where too little is known."""
        key = (size.kind, step)
        pace = self._own.get(key) if size.own is not None else None
        if pace is not None and size.own is not None:
            return pace.seconds(size.own)
        pace = self._mib.get(key)
        return pace.seconds(size.mib) if pace is not None else None


def paces(session: Session) -> Paces:
    """What is known now; one query."""
    names = sorted({step.name for one in PROCESSORS for step in one.steps})
    lately = [
        select(
            select(JobStep.name, JobStep.job_id, JobStep.started, JobStep.finished)
            .where(
                JobStep.name == name,
                JobStep.finished.is_not(None),
                JobStep.started.is_not(None),
                JobStep.state == "done",
            )
            .order_by(JobStep.finished.desc())
            .limit(LAST)
            .subquery()
        )
        for name in names
    ]
    every = union_all(*lately).subquery()
    rows = session.execute(
        select(
            every.c.name,
            every.c.started,
            every.c.finished,
            Original.kind,
            Original.bytes,
            Original.pages,
            Original.duration_ms,
        )
        .join(Job, Job.id == every.c.job_id)
        .join(Version, Version.id == Job.version_id)
        .join(Original, Original.sha256 == Version.original_sha)
    )
    return Paces(
        (
            row.name,
            Size.of(row.kind, row.bytes, row.pages, row.duration_ms),
            max(row.finished - row.started, timedelta(0)).total_seconds(),
        )
        for row in rows
    )
