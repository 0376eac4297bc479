"""Finding lessons, homework and attachments by the names that the outside uses."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.allow import allowed, require
from accounts.viewer import Viewer
from catalog.models import Item, Version
from diary.errors import AttachmentNotFound, HomeworkNotFound, OccurrenceNotFound
from diary.models import Attachment, Homework, Occurrence


def find_occurrence(session: Session, viewer: Viewer, public_id: str) -> Occurrence:
    """The lesson, with its class, subject and topic, if this viewer may see its page.

    Raises OccurrenceNotFound.
    """
    found = session.scalar(
        select(Occurrence)
        .where(Occurrence.public_id == public_id)
        .options(
            joinedload(Occurrence.school_class),
            joinedload(Occurrence.school),
            joinedload(Occurrence.subject),
            joinedload(Occurrence.teacher),
            joinedload(Occurrence.lesson),
        )
    )
    if found is None or not allowed(viewer, "occurrences.read", found):
        raise OccurrenceNotFound
    return found


def find_homework(session: Session, viewer: Viewer, public_id: str) -> Homework:
    """The homework with its lessons, if this viewer may read it; a draft only if they may edit it.

    Raises HomeworkNotFound.
    """
    found = session.scalar(
        select(Homework)
        .where(Homework.public_id == public_id)
        .options(
            joinedload(Homework.occurrence).joinedload(Occurrence.subject),
            joinedload(Homework.due_occurrence),
            joinedload(Homework.school_class),
        )
    )
    if found is None or not _reads(viewer, found):
        raise HomeworkNotFound
    return found


def find_own_homework(session: Session, viewer: Viewer, public_id: str) -> Homework:
    """The homework, for who may edit it; fewer queries than to find it and ask then.

    Raises HomeworkNotFound, and NotAllowed for who may only read it.
    """
    found = session.scalar(
        select(Homework)
        .where(Homework.public_id == public_id)
        .options(
            joinedload(Homework.occurrence).joinedload(Occurrence.subject),
            joinedload(Homework.due_occurrence),
            joinedload(Homework.school_class),
        )
    )
    if found is None:
        raise HomeworkNotFound
    if not allowed(viewer, "homework.edit", found):
        if not _reads(viewer, found):
            raise HomeworkNotFound
        require(viewer, "homework.edit", found)
    return found


def find_attachment(session: Session, viewer: Viewer, public_id: str) -> Attachment:
    """The attachment with its homework and material, if this viewer may read the homework.

    Raises AttachmentNotFound.
    """
    found = session.scalar(
        select(Attachment)
        .where(Attachment.public_id == public_id)
        .options(
            joinedload(Attachment.homework)
            .joinedload(Homework.occurrence)
            .joinedload(Occurrence.subject),
            joinedload(Attachment.homework).joinedload(Homework.due_occurrence),
            joinedload(Attachment.homework).joinedload(Homework.school_class),
            joinedload(Attachment.version).joinedload(Version.item).joinedload(Item.owner),
            joinedload(Attachment.version).joinedload(Version.original),
        )
    )
    if found is None or not _reads(viewer, found.homework):
        raise AttachmentNotFound
    return found


def _reads(viewer: Viewer, homework: Homework) -> bool:
    if homework.state == "draft":
        return allowed(viewer, "homework.edit", homework)
    return allowed(viewer, "homework.read", homework)
