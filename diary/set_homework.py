"""«Задать»: from here on the class sees it."""

from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from core.clock import Clock
from diary.draft import hold_homework
from diary.models import Homework
from diary.write_homework import check_complete


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
