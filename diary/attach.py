"""Hanging a material, or a part of it, on homework; no copy is made."""

from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from catalog.models import Version
from catalog.usage import note_usage
from core.clock import Clock
from core.errors import Conflict
from diary.draft import hold_homework
from diary.fragment import Part
from diary.models import Attachment, Homework

MOST_ATTACHMENTS = 20
"""More than anybody looks through for one lesson; a page lists them all."""


class TooManyAttachments(Conflict):
    """The homework carries as much as it may."""

    code = "too_many_attachments"

    def __init__(self) -> None:
        super().__init__(
            f"В задании уже {MOST_ATTACHMENTS} материалов. Уберите лишние, чтобы добавить новый."
        )


def attach(
    session: Session,
    viewer: Viewer,
    homework: Homework,
    version: Version,
    part: Part | None = None,
    *,
    clock: Clock,
) -> Attachment:
    """Pin this version, or a part of it, to the homework as its last material. Flushes only.

    The same part of the same version is not hung twice: then it is the one that hangs there.
    ``version`` comes from ``attachable``, ``part`` from ``read_part`` of this material.
    Raises NotAllowed, TooManyAttachments.
    """
    require(viewer, "homework.edit", homework)
    hold_homework(session, homework)
    part = part or Part()
    for one in homework.attachments:
        if one.version_id == version.id and Part.of(one) == part:
            return one
    if len(homework.attachments) >= MOST_ATTACHMENTS:
        raise TooManyAttachments
    attachment = Attachment(
        position=max((one.position for one in homework.attachments), default=0) + 1,
        version=version,
        created_at=clock(),
    )
    part.write(attachment)
    homework.attachments.append(attachment)
    homework.changed_at = clock()
    note_usage(session, version.item_id, homework.occurrence.subject_code, attaches=1)
    session.flush()
    return attachment
