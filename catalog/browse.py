"""The library by grade, subject, section and lesson, with counts of what the viewer may see."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import visible
from catalog.grid import Edition, Lesson, Subject
from catalog.kinds import KINDS
from catalog.models import Item, Placement


@dataclass(frozen=True)
class SubjectLine:
    """A subject in a grade: lessons in all, and those with at least one material."""

    code: str
    title: str
    lessons: int
    covered: int


@dataclass(frozen=True)
class Rung:
    """A lesson in the ladder: how many materials of each kind it has."""

    key: str
    lesson_no: int
    title: str
    topic: str
    by_kind: dict[str, int] = field(default_factory=dict)

    @property
    def items(self) -> int:
        """Materials of all kinds."""
        return sum(self.by_kind.values())

    @property
    def short_title(self) -> str:
        """The title without the topic that it repeats: «Дробь: доли» under «Дробь» is «Доли»."""
        rest = self.title.removeprefix(self.topic).lstrip(" .:—–-") if self.topic else ""
        return rest[:1].upper() + rest[1:] if rest else self.title


@dataclass(frozen=True)
class Topic:
    """Neighbouring lessons of one topic."""

    title: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Section:
    """A section of the programme: its lessons by topic."""

    title: str
    topics: tuple[Topic, ...]

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """All lessons of the section."""
        return tuple(rung for topic in self.topics for rung in topic.rungs)

    @property
    def covered(self) -> int:
        """Lessons with at least one material."""
        return sum(1 for rung in self.rungs if rung.items)


@dataclass(frozen=True)
class Course:
    """One subject in one grade of the edition in force."""

    subject: SubjectLine
    grade: int
    programme: str
    programmes: tuple[str, ...]
    sections: tuple[Section, ...]
    by_kind: dict[str, int]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that any of its lessons has, in the order of a page."""
        return tuple(kind for kind, lessons in self.by_kind.items() if lessons)


def grades(session: Session) -> list[int]:
    """The grades that the edition in force has lessons in; one query."""
    return list(
        session.scalars(
            select(Lesson.grade)
            .join(Edition, Edition.code == Lesson.edition_code)
            .where(Edition.active, Lesson.retired_at.is_(None))
            .distinct()
            .order_by(Lesson.grade)
        )
    )


def subjects_of(session: Session, viewer: Viewer, grade: int) -> list[SubjectLine]:
    """The subjects of a grade with their counts, in the grid's order; two queries."""
    totals = session.execute(
        select(Subject.code, Subject.title, func.count())
        .join(Lesson, Lesson.subject_code == Subject.code)
        .join(Edition, Edition.code == Lesson.edition_code)
        .where(Edition.active, Lesson.retired_at.is_(None), Lesson.grade == grade)
        .group_by(Subject.code, Subject.title, Subject.position)
        .order_by(Subject.position)
    ).all()
    covered = dict(
        session.execute(
            select(Lesson.subject_code, func.count(func.distinct(Lesson.id)))
            .join(Edition, Edition.code == Lesson.edition_code)
            .join(Placement, Placement.lesson_id == Lesson.id)
            .join(Item, Item.id == Placement.item_id)
            .where(
                Edition.active,
                Lesson.retired_at.is_(None),
                Lesson.grade == grade,
                visible(viewer),
            )
            .group_by(Lesson.subject_code)
        ).all()
    )
    return [
        SubjectLine(code, title, lessons, covered.get(code, 0)) for code, title, lessons in totals
    ]


def course(
    session: Session,
    viewer: Viewer,
    subject: SubjectLine,
    grade: int,
    programme: str | None = None,
) -> Course:
    """The lessons of one subject and grade in order, each with its counts; two queries."""
    lessons = list(
        session.scalars(
            select(Lesson)
            .join(Edition, Edition.code == Lesson.edition_code)
            .where(
                Edition.active,
                Lesson.retired_at.is_(None),
                Lesson.subject_code == subject.code,
                Lesson.grade == grade,
            )
            .order_by(Lesson.programme, Lesson.lesson_no, Lesson.id)
        )
    )
    programmes = tuple(dict.fromkeys(lesson.programme for lesson in lessons))
    chosen = programme if programme in programmes else _usual(programmes)
    shown = [lesson for lesson in lessons if lesson.programme == chosen]
    counts = lesson_counts(session, viewer, subject.code, grade)
    rungs = [
        (lesson.section, Rung(lesson.key, lesson.lesson_no, lesson.title, lesson.topic, by_kind))
        for lesson in shown
        for by_kind in (counts.get(lesson.id, {}),)
    ]
    by_kind = {kind: sum(1 for _, rung in rungs if rung.by_kind.get(kind)) for kind in KINDS}
    covered = sum(1 for _, rung in rungs if rung.items)
    return Course(
        subject=SubjectLine(subject.code, subject.title, len(rungs), covered),
        grade=grade,
        programme=chosen,
        programmes=programmes,
        sections=tuple(_sections(rungs)),
        by_kind=by_kind,
    )


def lesson_counts(
    session: Session, viewer: Viewer, subject_code: str, grade: int
) -> dict[int, dict[str, int]]:
    """Lesson row id → kind → how many materials this viewer may see there; one query."""
    found: dict[int, dict[str, int]] = {}
    rows = session.execute(
        select(Lesson.id, Item.kind, func.count())
        .join(Placement, Placement.lesson_id == Lesson.id)
        .join(Item, Item.id == Placement.item_id)
        .where(Lesson.subject_code == subject_code, Lesson.grade == grade, visible(viewer))
        .group_by(Lesson.id, Item.kind)
    )
    for lesson_id, kind, count in rows:
        found.setdefault(lesson_id, {})[kind] = count
    return found


def _usual(programmes: tuple[str, ...]) -> str:
    return "base" if "base" in programmes or not programmes else programmes[0]


def _sections(rungs: list[tuple[str, Rung]]) -> Iterator[Section]:
    for title, group in groupby(rungs, key=lambda pair: pair[0]):
        topics = tuple(
            Topic(topic, tuple(members))
            for topic, members in groupby((rung for _, rung in group), key=lambda rung: rung.topic)
        )
        yield Section(title, topics)
