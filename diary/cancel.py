"""A lesson that will not be held, and one that will be after all: later topics shift."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.models import School, SchoolClass
from accounts.viewer import Viewer
from core.clock import Clock
from diary.calendar import Calendar, Now, calendar_of, now_at
from diary.deal_topics import deal
from diary.errors import LessonHeld, PlaceTaken
from diary.models import Occurrence

NO_CALENDAR = Calendar(year="", bells={}, quarters=(), off=(), numbered={False: {}, True: {}})


def cancel(session: Session, viewer: Viewer, occurrence: Occurrence, *, clock: Clock) -> None:
    """Take a lesson that has not begun out of the count. Flushes only.

    Its topic goes to the next lesson of the same subject and group; homework on it stays. A second
    call changes nothing. Raises NotAllowed, and LessonHeld when it has begun.
    """
    _change(session, viewer, occurrence, "cancelled", clock)


def restore(session: Session, viewer: Viewer, occurrence: Occurrence, *, clock: Clock) -> None:
    """Take a cancelled lesson back into the count. Flushes only.

    A second call changes nothing. Raises NotAllowed, LessonHeld when its time has come, PlaceTaken
    when the timetable has another lesson there by now.
    """
    _change(session, viewer, occurrence, "planned", clock)


def _change(
    session: Session, viewer: Viewer, occurrence: Occurrence, state: str, clock: Clock
) -> None:
    require(viewer, "occurrences.cancel", occurrence)
    # An update that changes nothing, of the row that stands for all lessons of the class: it begins
    # the transaction, and two people who press at once deal the topics one after the other.
    session.flush()
    session.execute(
        update(SchoolClass)
        .where(SchoolClass.id == occurrence.class_id)
        .values(letter=SchoolClass.letter)
        .execution_options(synchronize_session=False)
    )
    session.refresh(occurrence, ["state", "lesson_id", "topic"])
    if occurrence.state == state:
        return
    school, calendar = _time(session, occurrence)
    now = now_at(school, clock)
    if _begun(occurrence, calendar, now):
        raise LessonHeld
    try:
        with session.begin_nested():
            occurrence.state = state
            session.flush()
    except IntegrityError:
        raise PlaceTaken from None
    school_class = session.get_one(SchoolClass, occurrence.class_id)
    course = (occurrence.subject_code, occurrence.group)
    deal(session, [school_class], calendar, now, course)


def _time(session: Session, occurrence: Occurrence) -> tuple[School, Calendar]:
    school = session.get_one(School, occurrence.school_id)
    school_class = session.get_one(SchoolClass, occurrence.class_id)
    return school, calendar_of(session, school.id, school_class.year) or NO_CALENDAR


def _begun(occurrence: Occurrence, calendar: Calendar, now: Now) -> bool:
    bell = calendar.bells.get(occurrence.period)
    return now.begun(occurrence.day, None if bell is None else bell[0])
