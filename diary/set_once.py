"""«Задать» pressed twice in a form: the class gets one homework, not two alike."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from core.clock import Clock
from diary.models import Homework
from diary.remove_homework import remove_homework
from diary.set_homework import set_homework

A_MOMENT = timedelta(minutes=1)
"""Between two presses of one impatient finger, with a slow line in between."""


def set_once(session: Session, viewer: Viewer, homework: Homework, *, clock: Clock) -> Homework:
    """Set it, or give the same that was set a moment before: then this draft goes. Flushes only.

    For the page's form alone: a programme that calls twice means two. What was set already stays
    itself whatever it says now. Raises NotAllowed, NotReadyToSet, WrongDue as ``set_homework``.
    """
    fresh = homework.state == "draft"
    set_homework(session, viewer, homework, clock=clock)
    twin = _twin_of(session, homework, clock=clock) if fresh else None
    if twin is None:
        return homework
    remove_homework(session, viewer, homework)
    return twin


def _twin_of(session: Session, homework: Homework, *, clock: Clock) -> Homework | None:
    """The same homework, set by the same person at the same lesson a moment before; one query.

    None for homework that has materials: it was worked on, and not by one press too many.
    """
    if homework.attachments:
        return None
    rows = session.scalars(
        select(Homework)
        .where(
            Homework.occurrence_id == homework.occurrence_id,
            Homework.by_id == homework.by_id,
            Homework.id != homework.id,
            Homework.text == homework.text,
            Homework.set_at > clock() - A_MOMENT,
        )
        .order_by(Homework.id)
    )
    return next((one for one in rows if _same(one, homework)), None)


def _same(one: Homework, other: Homework) -> bool:
    def said(homework: Homework) -> tuple[object, ...]:
        whom = frozenset(each.person_id for each in homework.addressees)
        return homework.due_occurrence_id, homework.due_on, homework.minutes, whom

    return said(one) == said(other)
