"""A pupil's front page, and what a guardian's shows of each child: late, next, timetable."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from diary.next_school_day import PlannedLesson, next_school_day
from diary.todo import TodoLine, todo

LATE = timedelta(days=7)
"""What was due longer ago is history: nobody catches up with it at the front page."""

A_DAY = timedelta(days=1)
"""So long a mark on what was due before can be taken back here: a slip is noticed soon. Counted
by the school's days: what was marked yesterday, at whatever hour, is taken back until midnight."""


@dataclass(frozen=True)
class PupilPage:
    """``late`` is what was due by today and is not done, the newest first.

    ``caught_up`` was due by today and was marked as done today or yesterday: it can be taken back.
    ``day`` is the next day with lessons, None where there is none; ``tasks`` is all homework
    until then, ``lessons`` that day's.
    """

    today: date
    day: date | None
    late: tuple[TodoLine, ...]
    tasks: tuple[TodoLine, ...]
    caught_up: tuple[TodoLine, ...]
    lessons: tuple[PlannedLesson, ...]

    @property
    def done(self) -> tuple[TodoLine, ...]:
        """What of the tasks is done."""
        return tuple(one for one in self.tasks if one.done)

    @property
    def left(self) -> tuple[TodoLine, ...]:
        """What of the tasks is still to do."""
        return tuple(one for one in self.tasks if not one.done)

    @property
    def held(self) -> int:
        """How many lessons the day has, groups of one period counted once."""
        return len({one.period for one in self.lessons})

    @property
    def begins(self) -> time | None:
        """When the day's first lesson begins."""
        return self.lessons[0].begins if self.lessons else None


def pupil_pages(
    session: Session, pupil_ids: Collection[int], local: datetime
) -> dict[int, PupilPage]:
    """The page of each of these pupils (row ids of persons) at a moment of the school's local time.

    Seven queries for any number.
    """
    today = local.date()
    lessons = next_school_day(session, pupil_ids, today)
    days = {pupil: listed[0].day for pupil, listed in lessons.items() if listed}
    # Without a lesson ahead there is still what is due by a day.
    furthest = max(days.values(), default=today + timedelta(days=1))
    tasks = todo(session, pupil_ids, today - LATE, furthest)
    found = {}
    for pupil in pupil_ids:
        until = days.get(pupil, today + timedelta(days=1))
        mine = tasks.get(pupil, ())
        late = [one for one in mine if one.due <= today and not one.done]
        found[pupil] = PupilPage(
            today=today,
            day=days.get(pupil),
            late=tuple(sorted(late, key=lambda one: one.due, reverse=True)),
            tasks=tuple(one for one in mine if today < one.due <= until),
            caught_up=tuple(one for one in mine if one.due <= today and _marked_lately(one, local)),
            lessons=lessons.get(pupil, ()),
        )
    return found


def _marked_lately(one: TodoLine, local: datetime) -> bool:
    if one.done_at is None:
        return False
    return one.done_at.astimezone(local.tzinfo).date() >= local.date() - A_DAY
