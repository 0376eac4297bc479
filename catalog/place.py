"""Filing an item: into lessons of the grid, or under a subject and a grade for the time being."""

from sqlalchemy.orm import Session

from catalog.change import changed
from catalog.errors import BadGrade, UnknownSubject
from catalog.grid import Lesson, Subject
from catalog.models import Item, Placement
from core.clock import Clock


def place(session: Session, item: Item, lesson: Lesson, *, by_id: int | None, clock: Clock) -> bool:
    """Put the item into the lesson; False when it stands there already."""
    if any(placement.lesson_id == lesson.id for placement in item.placements):
        return False
    item.placements.append(Placement(lesson=lesson, by_id=by_id, created_at=clock()))
    changed(session, item, clock)
    return True


def unplace(session: Session, item: Item, lesson: Lesson, *, clock: Clock) -> bool:
    """Take the item out of the lesson; False when it did not stand there.

    With its last lesson gone, the item keeps that lesson's subject and grade as its own.
    """
    for placement in item.placements:
        if placement.lesson_id == lesson.id:
            item.placements.remove(placement)
            if not item.placements:
                item.subject_code, item.grade = lesson.subject_code, lesson.grade
            changed(session, item, clock)
            return True
    return False


def known_subject(session: Session, code: str | None) -> str | None:
    """``code`` if the grid has it, None for an empty one. Raises UnknownSubject."""
    if not code:
        return None
    if session.get(Subject, code) is None:
        raise UnknownSubject(code)
    return code


def parse_grade(value: str | int | None) -> int | None:
    """A grade from 1 to 11, None for an empty one. Raises BadGrade."""
    text = str(value).strip() if value is not None else ""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 11):
        raise BadGrade(text[:40])
    return int(text)
