"""One lesson with its materials and its neighbours."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from accounts.viewer import Viewer
from catalog.audience import sees_hidden, visible
from catalog.cards import Card, cards
from catalog.errors import LessonNotFound
from catalog.grid import Lesson, Subject
from catalog.kinds import KINDS
from catalog.models import Item, Placement


@dataclass(frozen=True)
class Neighbour:
    """The lesson before or after."""

    key: str
    lesson_no: int
    title: str
    items: int


@dataclass(frozen=True)
class LessonPage:
    """All that a lesson's page shows; ``by_kind`` holds only kinds that are there."""

    lesson: Lesson
    subject_title: str
    section_lessons: int
    by_kind: dict[str, list[Card]]
    before: Neighbour | None
    after: Neighbour | None

    @property
    def items(self) -> int:
        """Materials of all kinds."""
        return sum(len(found) for found in self.by_kind.values())


def lesson_page(session: Session, viewer: Viewer, key: str) -> LessonPage:
    """The lesson with this key as this viewer sees it; six queries. Raises LessonNotFound."""
    of_section = aliased(Lesson)
    section_lessons = (
        select(func.count(of_section.id))
        .where(*_same_course(of_section, Lesson), of_section.section == Lesson.section)
        .scalar_subquery()
    )
    found = session.execute(
        select(Lesson, Subject.title, section_lessons)
        .join(Subject, Subject.code == Lesson.subject_code)
        .where(Lesson.key == key)
    ).first()
    if found is None:
        raise LessonNotFound(key)
    lesson, subject_title, in_section = found
    item_ids = session.scalars(
        select(Item.id)
        .join(Placement, Placement.item_id == Item.id)
        .where(Placement.lesson_id == lesson.id, visible(viewer))
        .order_by(Item.published_version_id.is_(None), Item.created_at, Item.id)
    ).all()
    shown = cards(session, item_ids, hidden=sees_hidden(viewer))
    by_kind = {
        kind: [card for card in shown if card.kind == kind]
        for kind in KINDS
        if any(card.kind == kind for card in shown)
    }
    before, after = _neighbours(session, viewer, lesson)
    return LessonPage(lesson, subject_title, in_section, by_kind, before, after)


def _same_course(
    one: type[Lesson], other: Lesson | type[Lesson]
) -> tuple[ColumnElement[bool], ...]:
    return (
        one.edition_code == other.edition_code,
        one.subject_code == other.subject_code,
        one.programme == other.programme,
        one.grade == other.grade,
        one.retired_at.is_(None),
    )


def _neighbours(
    session: Session, viewer: Viewer, lesson: Lesson
) -> tuple[Neighbour | None, Neighbour | None]:
    """The lessons next to this one; numbers may have gaps. One query."""
    items = (
        select(func.count(Placement.id))
        .join(Item, Item.id == Placement.item_id)
        .where(Placement.lesson_id == Lesson.id, visible(viewer))
        .correlate(Lesson)
        .scalar_subquery()
    )
    other = aliased(Lesson)
    course = _same_course(other, lesson)
    before = select(func.max(other.lesson_no)).where(*course, other.lesson_no < lesson.lesson_no)
    after = select(func.min(other.lesson_no)).where(*course, other.lesson_no > lesson.lesson_no)
    rows = session.execute(
        select(Lesson.key, Lesson.lesson_no, Lesson.title, items).where(
            *_same_course(Lesson, lesson),
            or_(
                Lesson.lesson_no == before.scalar_subquery(),
                Lesson.lesson_no == after.scalar_subquery(),
            ),
        )
    ).all()
    found = [Neighbour(*row) for row in rows]
    return (
        next((one for one in found if one.lesson_no < lesson.lesson_no), None),
        next((one for one in found if one.lesson_no > lesson.lesson_no), None),
    )
