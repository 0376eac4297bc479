"""Taking a material off homework; the material itself stays where it is."""

from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from catalog.usage import note_usage
from core.clock import Clock
from diary.draft import hold_homework
from diary.models import Attachment
from diary.write_homework import check_complete


def detach(session: Session, viewer: Viewer, attachment: Attachment, *, clock: Clock) -> None:
    """Take it off, with what was told of its opens. Flushes only.

    Raises NotAllowed, NotReadyToSet when homework that is set would be left without anything.
    """
    homework = attachment.homework
    require(viewer, "homework.edit", homework)
    hold_homework(session, homework)
    if attachment not in homework.attachments:
        return
    homework.attachments.remove(attachment)
    if homework.state == "set":
        check_complete(homework)
    homework.changed_at = clock()
    note_usage(session, attachment.version.item_id, homework.occurrence.subject_code, attaches=-1)
    session.flush()
