"""A methodologist's front page: what waits for review, what was not found, how coverage stands."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.cards import Card
from catalog.queues import waits_longest
from core.clock import Clock
from coverage.matrix import Cell
from coverage.summary import Summary, summary
from diary.fragment import ranges_text
from ingest.sorting import waiting_query
from search.request_lists import wanted_query

SHOWN = 5
"""Materials of the queue that the page names; the rest waits on its own page."""

LONG_DAYS = 7
"""From so many days on a material waits long: a teacher's next week has begun without it."""

GAPS = 6
"""Rows of empty cells."""


@dataclass(frozen=True)
class Queued:
    """A material that waits, for ``days`` whole days of the school's calendar."""

    card: Card
    days: int

    @property
    def long(self) -> bool:
        """Whether it is time."""
        return self.days >= LONG_DAYS


@dataclass(frozen=True)
class Gap:
    """Empty cells of one subject and programme: «9–11» and how many lessons they hold."""

    subject: str
    subject_title: str
    programme: str
    grades: tuple[int, ...]
    lessons: int

    @property
    def grade_words(self) -> str:
        """«1, 4, 9–11»."""
        return ranges_text(self.grades, dash="–").replace(",", ", ")


@dataclass(frozen=True)
class MethodologistPage:
    """``waiting`` counts the whole queue, ``queue`` is its head; ``gaps`` are the largest.

    ``to_sort`` counts materials of bulk loads that no lesson holds, ``asked_for`` teachers'
    requests for materials.
    """

    today: date
    waiting: int
    queue: tuple[Queued, ...]
    coverage: Summary
    gaps: tuple[Gap, ...]
    to_sort: int
    asked_for: int


def methodologist_page(
    session: Session, viewer: Viewer, local: datetime, *, clock: Clock
) -> MethodologistPage:
    """The page for a moment of local time (aware); eight queries."""
    longest = waits_longest(session, viewer, SHOWN)
    stands = summary(session, viewer, clock=clock)
    to_sort, asked_for = session.execute(
        select(waiting_query(viewer).scalar_subquery(), wanted_query(viewer).scalar_subquery())
    ).one()
    return MethodologistPage(
        today=local.date(),
        waiting=longest.total,
        queue=tuple(
            Queued(card, _days(longest.since.get(card.row_id), local)) for card in longest.cards
        ),
        coverage=stands,
        gaps=gaps(stands.empty)[:GAPS],
        to_sort=to_sort,
        asked_for=asked_for,
    )


def gaps(cells: tuple[Cell, ...]) -> tuple[Gap, ...]:
    """Empty cells by subject and programme, those with most lessons first."""

    def course(cell: Cell) -> tuple[str, str, str]:
        return cell.subject, cell.programme, cell.subject_title

    found = []
    for (subject, programme, title), group in groupby(sorted(cells, key=course), key=course):
        members = list(group)
        found.append(
            Gap(
                subject=subject,
                subject_title=title,
                programme=programme,
                grades=tuple(sorted(cell.grade for cell in members)),
                lessons=sum(cell.lessons for cell in members),
            )
        )
    return tuple(sorted(found, key=lambda gap: (-gap.lessons, gap.subject_title)))


def _days(since: datetime | None, local: datetime) -> int:
    if since is None:
        return 0
    return max(0, (local.date() - since.astimezone(local.tzinfo).date()).days)
