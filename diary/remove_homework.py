"""Removing homework, and what is lost with it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from catalog.usage import note_usage
from diary.draft import hold_homework
from diary.models import Attachment, Done, Homework, Opened


@dataclass(frozen=True)
class Lost:
    """How many pupils have opened something of it, and how many marked it as done."""

    opened: int
    done: int

    @property
    def anything(self) -> bool:
        """Whether somebody's work is told by it."""
        return bool(self.opened or self.done)


def lost_with(session: Session, homework: Homework) -> Lost:
    """What is lost when this homework is removed; two queries."""
    opened = session.scalar(
        select(func.count(func.distinct(Opened.person_id)))
        .join(Attachment, Attachment.id == Opened.attachment_id)
        .where(Attachment.homework_id == homework.id)
    )
    done = session.scalar(select(func.count()).where(Done.homework_id == homework.id))
    return Lost(opened or 0, done or 0)


def remove_homework(session: Session, viewer: Viewer, homework: Homework) -> None:
    """Take the homework away with its attachments, opens and marks; the materials stay.

    Flushes only. Raises NotAllowed.
    """
    require(viewer, "homework.edit", homework)
    hold_homework(session, homework)
    subject = homework.occurrence.subject_code
    for attachment in homework.attachments:
        note_usage(session, attachment.version.item_id, subject, attaches=-1)
    session.delete(homework)
    session.flush()
