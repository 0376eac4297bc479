"""Finding lessons, homework and attachments by the names that the outside uses."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.allow import allowed, may_ever, require
from accounts.viewer import Viewer
from catalog.models import Item, Version
from diary.errors import AttachmentNotFound, HomeworkNotFound, OccurrenceNotFound
from diary.models import Attachment, Homework, Occurrence
from diary.reach import is_addressed, pupils_behind


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
    found = _homework(session, public_id)
    if found is None or not _reads(session, viewer, found):
        raise HomeworkNotFound
    return found


def find_own_homework(session: Session, viewer: Viewer, public_id: str) -> Homework:
    """The homework, for who may edit it; fewer queries than to find it and ask then.

    Raises HomeworkNotFound, and NotAllowed for who may only read it.
    """
    found = _homework(session, public_id)
    if found is None:
        raise HomeworkNotFound
    if not allowed(viewer, "homework.edit", found):
        if not _reads(session, viewer, found):
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
            .options(joinedload(Occurrence.subject), joinedload(Occurrence.school)),
            joinedload(Attachment.homework).joinedload(Homework.due_occurrence),
            joinedload(Attachment.homework).joinedload(Homework.school_class),
            joinedload(Attachment.version).joinedload(Version.item).joinedload(Item.owner),
            joinedload(Attachment.version).joinedload(Version.original),
        )
    )
    if found is None or not _reads(session, viewer, found.homework):
        raise AttachmentNotFound
    return found


def _homework(session: Session, public_id: str) -> Homework | None:
    return session.scalar(
        select(Homework)
        .where(Homework.public_id == public_id)
        .options(
            joinedload(Homework.occurrence).options(
                joinedload(Occurrence.subject), joinedload(Occurrence.school)
            ),
            joinedload(Homework.due_occurrence),
            joinedload(Homework.school_class),
        )
    )


def _reads(session: Session, viewer: Viewer, homework: Homework) -> bool:
    """Whether the viewer may read it; who does it, a family and who edits it are asked first.

    The table of permissions says the same for all; asked in this order it costs those who come
    most two or three queries instead of seven.
    """
    if homework.state == "set" and is_addressed(session, homework, pupils_behind(session, viewer)):
        return True
    if may_ever(viewer, "homework.edit") and allowed(viewer, "homework.edit", homework):
        return True
    return homework.state == "set" and allowed(viewer, "homework.read", homework)
