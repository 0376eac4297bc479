"""«Задать»: from here on the class sees it."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from core.clock import Clock
from diary.draft import hold_homework
from diary.models import Homework
from diary.write_homework import check_complete

A_MOMENT = timedelta(minutes=1)
"""Between two presses of one impatient finger, with a slow line in between."""


def set_homework(session: Session, viewer: Viewer, homework: Homework, *, clock: Clock) -> None:
    """Draft → set; what is set already stays as it is. Flushes only.

    Raises NotAllowed, NotReadyToSet without text and materials, WrongDue without a due.
    """
    require(viewer, "homework.edit", homework)
    hold_homework(session, homework)
    check_complete(homework)
    if homework.state == "draft":
        homework.state = "set"
        homework.set_at = homework.changed_at = clock()
    session.flush()


def twin_of(session: Session, homework: Homework, *, clock: Clock) -> Homework | None:
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
