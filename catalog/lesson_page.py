"""One lesson with its materials and its neighbours."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import visible
from catalog.browse import KINDS_SHOWN
from catalog.cards import Card, cards
from catalog.grid import Lesson, Subject
from catalog.models import Item, Placement
from core.errors import NotFound


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
    """The lesson with this key as this viewer sees it; seven queries. Raises NotFound."""
    found = session.execute(
        select(Lesson, Subject.title)
        .join(Subject, Subject.code == Lesson.subject_code)
        .where(Lesson.key == key)
    ).first()
    if found is None:
        raise NotFound("Такого урока нет. Найдите его по классу и предмету в библиотеке.")
    lesson, subject_title = found
    item_ids = session.scalars(
        select(Item.id)
        .join(Placement, Placement.item_id == Item.id)
        .where(Placement.lesson_id == lesson.id, visible(viewer))
        .order_by(Item.published_version_id.is_(None), Item.created_at, Item.id)
    ).all()
    shown = cards(session, item_ids)
    by_kind = {
        kind: [card for card in shown if card.kind == kind]
        for kind in KINDS_SHOWN
        if any(card.kind == kind for card in shown)
    }
    before, after = _neighbours(session, viewer, lesson)
    section_lessons = session.scalar(
        select(func.count(Lesson.id)).where(*_same_course(lesson), Lesson.section == lesson.section)
    )
    return LessonPage(lesson, subject_title, section_lessons or 0, by_kind, before, after)


def _same_course(lesson: Lesson) -> tuple[ColumnElement[bool], ...]:
    return (
        Lesson.edition_code == lesson.edition_code,
        Lesson.subject_code == lesson.subject_code,
        Lesson.programme == lesson.programme,
        Lesson.grade == lesson.grade,
        Lesson.retired_at.is_(None),
    )


def _neighbours(
    session: Session, viewer: Viewer, lesson: Lesson
) -> tuple[Neighbour | None, Neighbour | None]:
    items = (
        select(func.count())
        .select_from(Placement)
        .join(Item, Item.id == Placement.item_id)
        .where(Placement.lesson_id == Lesson.id, visible(viewer))
        .correlate(Lesson)
        .scalar_subquery()
    )
    here = (
        select(Lesson.key, Lesson.lesson_no, Lesson.title, items)
        .where(*_same_course(lesson))
        .limit(1)
    )
    before = session.execute(
        here.where(Lesson.lesson_no < lesson.lesson_no).order_by(Lesson.lesson_no.desc())
    ).first()
    after = session.execute(
        here.where(Lesson.lesson_no > lesson.lesson_no).order_by(Lesson.lesson_no)
    ).first()
    return (
        Neighbour(*before) if before else None,
        Neighbour(*after) if after else None,
    )
