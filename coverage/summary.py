"""Coverage in a few figures, for the methodologist's front page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import on_shelves
from core.clock import Clock
from coverage.matrix import Cell, matrix, totals
from coverage.models import CoverageDay
from coverage.places import place_of
from coverage.share import figure
from search.unfound import Unfound, unfound_since

WEEK = timedelta(days=7)

OLDEST = timedelta(days=14)
"""A day farther back than this is not «a week ago» any more: the worker stood still."""


@dataclass(frozen=True)
class Change:
    """What has come since ``since``; ``covered`` lessons may be fewer than none."""

    since: date
    covered: int


@dataclass(frozen=True)
class Summary:
    """How the viewer's matrix stands.

    ``empty`` are the cells in which no lesson has a material, in the grid's order. ``change``
    is None while no day of a week ago is kept. ``unfound``: what was looked for in these seven
    days and not found.
    """

    covered: int
    lessons: int
    empty: tuple[Cell, ...]
    change: Change | None
    unfound: tuple[Unfound, ...]

    @property
    def figure(self) -> str:
        """The share as it is written, see ``share.figure``."""
        return figure(self.covered, self.lessons)


def summary(session: Session, viewer: Viewer, *, clock: Clock, unfound: int = 5) -> Summary:
    """The figures for this viewer with at most ``unfound`` queries; three queries."""
    cells = matrix(session, on_shelves(viewer))
    covered, lessons = totals(cells)
    now = clock().astimezone(UTC)
    return Summary(
        covered=covered,
        lessons=lessons,
        empty=empty_cells(cells),
        change=_change(session, viewer, cells, now.date()),
        unfound=tuple(unfound_since(session, viewer, now - WEEK, unfound)),
    )


def empty_cells(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells in which no lesson has a material."""
    return tuple(cell for cell in cells if not cell.covered)


def _change(session: Session, viewer: Viewer, cells: list[Cell], today: date) -> Change | None:
    """Since the newest day that is at least a week old, within the same edition."""
    place = place_of(viewer)
    if place is None or not cells:
        return None
    row = session.execute(
        select(CoverageDay.day, func.sum(CoverageDay.covered))
        .where(
            CoverageDay.shelf == place,
            CoverageDay.edition_code == cells[0].edition,
            CoverageDay.day.between(today - OLDEST, today - WEEK),
        )
        .group_by(CoverageDay.day)
        .order_by(CoverageDay.day.desc())
        .limit(1)
    ).first()
    return None if row is None else Change(row[0], totals(cells)[0] - row[1])
