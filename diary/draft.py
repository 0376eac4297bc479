"""Homework that is begun: a teacher has at most one draft for a lesson."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from core.clock import Clock
from diary.due import usual_due
from diary.errors import HomeworkNotFound
from diary.models import Homework, Occurrence


def new_homework(
    session: Session, viewer: Viewer, occurrence: Occurrence, *, clock: Clock
) -> Homework:
    """An empty draft, due at the subject's next lesson. Flushes only. Raises NotAllowed."""
    require(viewer, "occurrences.teach", occurrence)
    assert viewer.person_id is not None
    now = clock()
    homework = Homework(
        school_id=occurrence.school_id,
        class_id=occurrence.class_id,
        occurrence=occurrence,
        by_id=viewer.person_id,
        created_at=now,
        changed_at=now,
    )
    due = usual_due(session, occurrence)
    if due is not None:
        due.write(homework)
    session.add(homework)
    session.flush()
    return homework


def find_draft(session: Session, viewer: Viewer, occurrence: Occurrence) -> Homework | None:
    """The viewer's draft for the lesson, if there is one; one query."""
    return session.scalar(
        select(Homework)
        .where(
            Homework.occurrence_id == occurrence.id,
            Homework.by_id == viewer.person_id,
            Homework.state == "draft",
        )
        .order_by(Homework.id)
        .limit(1)
    )


def draft_of(session: Session, viewer: Viewer, occurrence: Occurrence, *, clock: Clock) -> Homework:
    """The viewer's draft for the lesson, made when there is none. Flushes only.

    Two that ask at once get the same one. Raises NotAllowed.
    """
    require(viewer, "occurrences.teach", occurrence)
    # An update that changes nothing: who comes second waits here and finds what the first made.
    session.execute(
        update(Occurrence)
        .where(Occurrence.id == occurrence.id)
        .values(state=Occurrence.state)
        .execution_options(synchronize_session=False)
    )
    found = find_draft(session, viewer, occurrence)
    return found if found is not None else new_homework(session, viewer, occurrence, clock=clock)


def hold_homework(session: Session, homework: Homework) -> None:
    """Let nobody else change the homework until this transaction ends.

    Raises HomeworkNotFound when somebody has removed it meanwhile.
    """
    session.flush()
    held = session.execute(
        update(Homework)
        .where(Homework.id == homework.id)
        .values(state=Homework.state)
        .execution_options(synchronize_session=False)
    )
    if not held.rowcount:  # type: ignore[attr-defined]
        raise HomeworkNotFound
    session.expire(homework, ["attachments", "state", "set_at"])
