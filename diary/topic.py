"""What a lesson is about: the grid's topic, or the one that its teacher wrote by hand."""

from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.load.fields import clean
from accounts.viewer import Viewer
from diary.errors import WrongTopic
from diary.models import Occurrence

LONGEST = 500
"""Characters; the width of the column."""


def write_topic(session: Session, viewer: Viewer, occurrence: Occurrence, topic: str) -> None:
    """Write the topic by hand, also of a lesson that was held; flushes only.

    An empty one, or the grid's own words, is the grid's topic again. The count of lessons goes on
    as before. Raises NotAllowed, and WrongTopic for more than 500 characters.
    """
    require(viewer, "occurrences.teach", occurrence)
    written = clean(topic)
    if len(written) > LONGEST:
        raise WrongTopic(f"Тема длиннее {LONGEST} знаков. Сократите её.")
    grids = occurrence.lesson.title if occurrence.lesson is not None else ""
    occurrence.topic = written if written and written != grids else None
    session.flush()


def shown_topic(occurrence: Occurrence) -> str:
    """What a page shows: the teacher's words, else the title of the grid's lesson, else nothing."""
    if occurrence.topic:
        return occurrence.topic
    return occurrence.lesson.title if occurrence.lesson is not None else ""
