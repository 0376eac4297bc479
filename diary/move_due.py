"""Homework that was due at a lesson which is cancelled: it goes to the next one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.allow import allowed, require
from accounts.viewer import Viewer
from core.clock import Clock
from core.errors import Conflict
from diary.due import usual_due
from diary.models import Homework, Occurrence
from diary.write_homework import write_homework


class NothingToMove(Conflict):
    """A lesson from which no homework can be moved."""

    code = "nothing_to_move"


def move_due(session: Session, viewer: Viewer, occurrence: Occurrence, *, clock: Clock) -> None:
    """Make what is set and due at a cancelled lesson due at the next one. Flushes only.

    The next of the same subject and group; homework that the viewer may not edit stays. A second
    call changes nothing. Raises NotAllowed where there is nothing else, and NothingToMove for a
    lesson that is held or is the year's last.
    """
    if occurrence.state != "cancelled":
        raise NothingToMove("Этот урок не отменён. Задание сдают на нём.")
    due = usual_due(session, occurrence)
    if due is None:
        raise NothingToMove("Следующего урока в этом году нет. Измените срок в самом задании.")
    waiting = session.scalars(
        select(Homework)
        .where(Homework.due_occurrence_id == occurrence.id, Homework.state == "set")
        .order_by(Homework.id)
    ).all()
    ours = [one for one in waiting if allowed(viewer, "homework.edit", one)]
    if waiting and not ours:
        require(viewer, "homework.edit", waiting[0])
    for one in ours:
        write_homework(session, viewer, one, due=due, clock=clock)
