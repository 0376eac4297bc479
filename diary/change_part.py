"""Another part of what hangs on homework already: slides of an own file, once they are known."""

from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from core.clock import Clock
from core.errors import Conflict
from diary.draft import hold_homework
from diary.fragment import Part
from diary.models import Attachment


class PartTwice(Conflict):
    """The same part of the same version hangs there already."""

    code = "part_twice"

    def __init__(self) -> None:
        super().__init__("Эта часть материала уже прикреплена. Выберите другую.")


def change_part(
    session: Session, viewer: Viewer, attachment: Attachment, part: Part, *, clock: Clock
) -> None:
    """Give the attachment another part of the pinned version; opens stay told. Flushes only.

    ``part`` comes from ``read_part`` of this material. Raises NotAllowed, PartTwice.
    """
    homework = attachment.homework
    require(viewer, "homework.edit", homework)
    hold_homework(session, homework)
    for one in homework.attachments:
        same_file = one is not attachment and one.version_id == attachment.version_id
        if same_file and Part.of(one) == part:
            raise PartTwice
    part.write(attachment)
    homework.changed_at = clock()
    session.flush()
