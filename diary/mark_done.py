"""A pupil says that homework is done, or takes it back."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from core.clock import Clock
from diary.draft import hold_homework
from diary.models import Done, Homework


def mark_done(
    session: Session, viewer: Viewer, homework: Homework, *, done: bool = True, clock: Clock
) -> None:
    """Mark the homework as done by this pupil, or as not done. Flushes only.

    A second press changes nothing. Raises NotAllowed for whoever is not to do it.
    """
    require(viewer, "homework.do", homework)
    assert viewer.person_id is not None
    hold_homework(session, homework)  # of two presses at once the second finds what the first did
    if not done:
        session.execute(
            delete(Done).where(Done.homework_id == homework.id, Done.person_id == viewer.person_id)
        )
        return
    if session.get(Done, (homework.id, viewer.person_id)) is None:
        session.add(Done(homework_id=homework.id, person_id=viewer.person_id, at=clock()))
        session.flush()
