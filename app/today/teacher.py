"""A teacher's front page: the day's lessons, what the library has for them, what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.lesson_has import LessonHas, lessons_have
from catalog.waits_for_author import WaitsForAuthor, waits_for_author
from diary.teacher_days import TaughtLesson, teacher_days
from search.port import Engine
from search.request_lists import unread_answers
from search.saved_news import SavedNews, saved_news

State = Literal["past", "now", "next", "later"]

SOON = timedelta(minutes=60)
"""A lesson that begins sooner is told by minutes."""

NEWS_PATIENCE = 0.05
"""Seconds that counting what is new in saved searches may take of a front page."""


@dataclass(frozen=True)
class PlanLine:
    """A lesson of the day. ``minutes`` until it begins, where it is the next one and near."""

    lesson: TaughtLesson
    has: LessonHas
    state: State
    minutes: int | None = None


@dataclass(frozen=True)
class TeacherPage:
    """``lines`` are of ``day``: today, or the next day with lessons where today has none.

    ``prepare`` is the first lesson after today with what the library has for it. ``answers``:
    what was asked for in the requests to which an unread answer has come; ``news``: the saved
    searches in which something is new.
    """

    today: date
    day: date | None
    lines: tuple[PlanLine, ...]
    prepare: PlanLine | None
    waits: WaitsForAuthor
    answers: tuple[str, ...] = ()
    news: tuple[SavedNews, ...] = ()

    @property
    def held(self) -> int:
        """Lessons of the day that are held, groups of one period counted once."""
        return len({each.lesson.period for each in self.lines if not each.lesson.cancelled})

    @property
    def until(self) -> time | None:
        """When the day's last lesson ends."""
        ends = [each.lesson.ends for each in self.lines if not each.lesson.cancelled]
        return max((end for end in ends if end is not None), default=None)


def teacher_page(
    session: Session, viewer: Viewer, local: datetime, *, engine: Engine
) -> TeacherPage:
    """The page for a moment of the school's local time; seven queries."""
    today = local.date()
    days = teacher_days(session, viewer.person_id or 0, today)
    ids = {one.lesson_id for one in (*days.today, *days.coming) if one.lesson_id is not None}
    has = lessons_have(session, viewer, ids)
    shown = days.today or days.coming
    first = days.coming[0] if days.coming else None
    return TeacherPage(
        today=today,
        day=shown[0].day if shown else None,
        lines=_lines(shown, has, local),
        prepare=PlanLine(first, _has(first, has), "later") if first is not None else None,
        waits=waits_for_author(session, viewer),
        answers=tuple(unread_answers(session, viewer)),
        news=tuple(one for one in saved_news(session, engine, viewer, NEWS_PATIENCE) if one.new),
    )


def _lines(
    lessons: tuple[TaughtLesson, ...], has: Mapping[int, LessonHas], local: datetime
) -> tuple[PlanLine, ...]:
    found = []
    next_period: int | None = None
    for one in lessons:
        state = _state(one, local)
        minutes = None
        ahead = state == "later" and one.day == local.date() and not one.cancelled
        # The two groups of one period are next together.
        if ahead and next_period in (None, one.period):
            next_period = one.period
            state, minutes = "next", _minutes(one, local)
        found.append(PlanLine(one, _has(one, has), state, minutes))
    return tuple(found)


def _state(one: TaughtLesson, local: datetime) -> State:
    if one.day != local.date() or one.begins is None or one.ends is None:
        return "later"
    if one.ends <= local.time():
        return "past"
    return "now" if one.begins <= local.time() else "later"


def _minutes(one: TaughtLesson, local: datetime) -> int | None:
    if one.begins is None:
        return None
    # Wall clocks are compared: a lesson does not begin where summer time does.
    ahead = datetime.combine(local.date(), one.begins) - local.replace(tzinfo=None)
    return -(-int(ahead.total_seconds()) // 60) if ahead <= SOON else None


def _has(one: TaughtLesson, has: Mapping[int, LessonHas]) -> LessonHas:
    found = has.get(one.lesson_id) if one.lesson_id is not None else None
    return found or LessonHas()
