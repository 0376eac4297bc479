"""«Прикрепить материал»: what is offered for a lesson, that lesson's own materials first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import on_shelves
from catalog.cards import Card, cards
from catalog.grid import Lesson
from catalog.models import Item, Placement, Version
from diary.fragment import Part
from diary.models import Attachment, Homework, Occurrence

MOST_OF_LESSON, MOST_OF_SECTION, MOST_OWN = 30, 20, 30


@dataclass(frozen=True)
class Group:
    """Materials under one heading; ``total`` counts those that are not listed too."""

    cards: tuple[Card, ...]
    total: int


@dataclass(frozen=True)
class Offered:
    """What the library has for a lesson: its own, then its section's or else its grade's."""

    lesson: Group
    section: Group


def offered(session: Session, viewer: Viewer, occurrence: Occurrence) -> Offered:
    """The library's materials for this lesson; four or five queries."""
    here = _of_lesson(session, viewer, occurrence.lesson)
    around, total = _around(session, viewer, occurrence, here)
    shown = {card.row_id: card for card in cards(session, [*here[:MOST_OF_LESSON], *around])}
    return Offered(
        lesson=Group(_in_order(shown, here[:MOST_OF_LESSON]), len(here)),
        section=Group(_in_order(shown, around), total),
    )


def own(session: Session, viewer: Viewer) -> Group:
    """What the viewer has sent in, the newest first; four queries."""
    ids = session.scalars(
        select(Item.id)
        .where(Item.owner_id == viewer.person_id, Item.withdrawn_at.is_(None))
        .order_by(Item.created_at.desc(), Item.id.desc())
        .limit(MOST_OWN)
    ).all()
    return Group(tuple(cards(session, ids)), len(ids))


def attached_parts(
    session: Session, viewer: Viewer, occurrence: Occurrence, homework_id: str
) -> dict[str, list[Part]]:
    """Which parts of which items (public ids) hang there already; one query.

    On the homework with this public id, or on the viewer's draft.
    """
    own_draft = (Homework.by_id == viewer.person_id) & (Homework.state == "draft")
    of_homework = Homework.public_id == homework_id if homework_id else own_draft
    rows = session.execute(
        select(Item.public_id, Attachment)
        .join(Homework, Homework.id == Attachment.homework_id)
        .join(Version, Version.id == Attachment.version_id)
        .join(Item, Item.id == Version.item_id)
        .where(Homework.occurrence_id == occurrence.id, of_homework)
        .order_by(Attachment.position)
    )
    found: dict[str, list[Part]] = {}
    for item_id, attachment in rows:
        found.setdefault(item_id, []).append(Part.of(attachment))
    return found


def _of_lesson(session: Session, viewer: Viewer, lesson: Lesson | None) -> list[int]:
    if lesson is None:
        return []
    return list(
        session.scalars(
            select(Item.id)
            .join(Placement, Placement.item_id == Item.id)
            .where(Placement.lesson_id == lesson.id, on_shelves(viewer))
            .order_by(Item.created_at, Item.id)
        )
    )


def _around(
    session: Session, viewer: Viewer, occurrence: Occurrence, but: Sequence[int]
) -> tuple[list[int], int]:
    """Other materials of the section, nearest lessons first; without a lesson, of the grade."""
    lesson = occurrence.lesson
    course: tuple[ColumnElement[bool], ...] = ()
    near = func.min(Lesson.lesson_no)
    if lesson is not None:
        course = (
            Lesson.edition_code == lesson.edition_code,
            Lesson.programme == lesson.programme,
            Lesson.section == lesson.section,
        )
        near = func.min(func.abs(Lesson.lesson_no - lesson.lesson_no))
    found = session.execute(
        select(Item.id, func.count().over())
        .join(Placement, Placement.item_id == Item.id)
        .join(Lesson, Lesson.id == Placement.lesson_id)
        .where(
            Lesson.subject_code == occurrence.subject_code,
            Lesson.grade == occurrence.school_class.grade,
            Lesson.retired_at.is_(None),
            *course,
            on_shelves(viewer),
            Item.id.not_in(but),
        )
        .group_by(Item.id)
        .order_by(near, Item.id)
        .limit(MOST_OF_SECTION)
    ).all()
    return [row[0] for row in found], found[0][1] if found else 0


def _in_order(shown: dict[int, Card], ids: Sequence[int]) -> tuple[Card, ...]:
    return tuple(shown[one] for one in ids if one in shown)
