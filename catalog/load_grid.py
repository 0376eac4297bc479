"""Loading the lesson grid: adds, changes, and retires only inside the cells that the files hold."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.change import changed
from catalog.grid import Edition, Lesson, Subject
from catalog.grid_file import GridFiles, GridRow, Problem, read_grid
from catalog.models import Item, Placement
from core.clock import Clock

DEFAULT_EDITION = "default"


@dataclass
class GridReport:
    """Keys of lessons by what was done to them, and the problems met."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The shape that the command line prints."""
        return asdict(self)


def load_grid(
    session: Session,
    files: Sequence[Path],
    *,
    edition: str | None = None,
    dry_run: bool = False,
    clock: Clock,
) -> GridReport:
    """Load ``files`` into ``edition`` (by default the one in force); commits unless ``dry_run``.

    Bad rows are listed and left out; a lesson that only a bad row names stays as it is.
    Items of a retired lesson stay where they are.
    """
    read = read_grid(files)
    report = GridReport(problems=read.problems)
    target = _edition(session, edition)
    known = {lesson.key: lesson for lesson in session.scalars(select(Lesson))}
    subjects = {subject.code: subject for subject in session.scalars(select(Subject))}
    touched: list[Lesson] = []
    for row in read.rows.values():
        lesson = known.get(row.key)
        if lesson is not None and lesson.edition_code != target.code:
            report.problems.append(
                Problem("", None, f"ключ «{row.key}» занят в издании «{lesson.edition_code}»")
            )
            continue
        _subject(session, subjects, row)
        if lesson is None:
            session.add(_fill(Lesson(key=row.key, edition_code=target.code), row))
            report.added += 1
        elif _differs(lesson, row):
            touched.append(_fill(lesson, row))
            report.changed += 1
        else:
            report.unchanged += 1
    touched += _retire(known.values(), read, target, report, clock)
    if dry_run:
        session.rollback()
        return report
    _tell(session, touched, clock)
    session.commit()
    return report


def _edition(session: Session, code: str | None) -> Edition:
    active = session.scalar(select(Edition).where(Edition.active))
    if code is None and active is not None:
        return active
    wanted = code or DEFAULT_EDITION
    found = session.get(Edition, wanted)
    if found is None:
        found = Edition(code=wanted, active=active is None)
        session.add(found)
        session.flush()
    return found


def _subject(session: Session, subjects: dict[str, Subject], row: GridRow) -> None:
    found = subjects.get(row.subject)
    if found is None:
        found = Subject(code=row.subject, title=row.subject_title, position=len(subjects) + 1)
        session.add(found)
        session.flush()
        subjects[row.subject] = found


def _values(row: GridRow) -> dict[str, Any]:
    return {
        "subject_code": row.subject,
        "programme": row.programme,
        "grade": row.grade,
        "lesson_no": row.lesson_no,
        "week": row.week,
        "section": row.section,
        "topic": row.topic,
        "title": row.title,
        "hours": row.hours,
        "keywords": list(row.keywords),
        "extra": row.extra,
    }


def _fill(lesson: Lesson, row: GridRow) -> Lesson:
    for name, value in _values(row).items():
        setattr(lesson, name, value)
    lesson.retired_at = None
    return lesson


def _differs(lesson: Lesson, row: GridRow) -> bool:
    return lesson.retired_at is not None or any(
        getattr(lesson, name) != value for name, value in _values(row).items()
    )


def _retire(
    known: Iterable[Lesson], read: GridFiles, target: Edition, report: GridReport, clock: Clock
) -> list[Lesson]:
    cells = {row.cell for row in read.rows.values()}
    gone = [
        lesson
        for lesson in known
        if lesson.edition_code == target.code
        and lesson.retired_at is None
        and (lesson.subject_code, lesson.programme, lesson.grade) in cells
        and lesson.key not in read.rows
        and lesson.key not in read.bad_keys
    ]
    for lesson in gone:
        lesson.retired_at = clock()
    report.retired = len(gone)
    return gone


def _tell(session: Session, lessons: Sequence[Lesson], clock: Clock) -> None:
    """Items are found by the words of their lessons: those of changed ones are read anew."""
    session.flush()
    ids = [lesson.id for lesson in lessons]
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        for item in session.scalars(
            select(Item).where(
                Item.id.in_(select(Placement.item_id).where(Placement.lesson_id.in_(part)))
            )
        ):
            changed(session, item, clock)
