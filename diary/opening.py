"""Homework's part in the right to open a file: the app joins it with the catalogue's."""

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from accounts.models import Teaching
from accounts.viewer import Viewer
from catalog.models import Item, Version
from diary.models import Attachment, Homework, Occurrence
from diary.reach import addressed_to, pupils_behind


def opens_by_homework(session: Session, viewer: Viewer, version: Version) -> bool:
    """Whether homework brings this version to the viewer; at most two queries.

    It does to the pupils it is addressed to and to their guardians, and to those who set it, while
    they teach the class: what they hung on it stays theirs to look at when a newer version has
    come. A withdrawn material opens to nobody this way.
    """
    if viewer.person_id is None:
        return False
    pupils = pupils_behind(session, viewer)
    set_it = or_(Homework.by_id == viewer.person_id, Occurrence.teacher_id == viewer.person_id)
    teaches = exists().where(
        Teaching.person_id == viewer.person_id, Teaching.class_id == Homework.class_id
    )
    ways = [and_(set_it, teaches)]
    if pupils:
        ways.append(addressed_to(pupils))
    found = session.scalar(
        select(Attachment.id)
        .join(Homework, Homework.id == Attachment.homework_id)
        .join(Occurrence, Occurrence.id == Homework.occurrence_id)
        .join(Version, Version.id == Attachment.version_id)
        .join(Item, Item.id == Version.item_id)
        .where(Attachment.version_id == version.id, Item.withdrawn_at.is_(None), or_(*ways))
        .limit(1)
    )
    return found is not None
