"""Homework for tests: lessons of the town by their order, a deck that is published, a task set."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from accounts.models import School, SchoolClass
from diary.models import Occurrence
from tests.town import ROWAN, Town, a_deck, after


def lessons(town: Town, subject: str = "math", name: str = "5А", school: str = ROWAN) -> list[str]:
    """Public ids of a class's lessons of a subject, by day: last week's Thursday is the first."""
    with town.services.sessions() as session:
        return list(
            session.scalars(
                select(Occurrence.public_id)
                .join(SchoolClass, SchoolClass.id == Occurrence.class_id)
                .join(School, School.id == Occurrence.school_id)
                .where(
                    School.public_id == school,
                    SchoolClass.grade == int(name[:-1]),
                    SchoolClass.letter == name[-1],
                    Occurrence.subject_code == subject,
                )
                .order_by(Occurrence.day, Occurrence.period)
            )
        )


def published(
    town: Town, _folder: Path, *words: str, hidden: tuple[int, ...] = (), **fields: Any
) -> str:
    """A deck of the teacher's that the methodologist has published: its id.

    In a town where nothing has happened yet it is sent, worked on and published once a process,
    and what came of that is copied.
    """
    words = words or ("Доли", "Половина", "Треть", "Четверть")
    given = {"subject": "math", "grade": "5", "title": "Доли", **fields}
    return after(town, _publish, words, hidden, tuple(given.items()))


def own_deck(town: Town, *words: str) -> str:
    """A deck of the teacher's that is ready and stays private: its id. Made as in ``published``."""
    return after(town, _send, words, (), ())


def _publish(
    town: Town,
    folder: Path,
    words: tuple[str, ...],
    hidden: tuple[int, ...],
    fields: tuple[tuple[str, Any], ...],
) -> str:
    item_id = _send(town, folder, words, hidden, fields)
    assert town.by("teacher").post(f"items/{item_id}/submit").status_code == 200
    assert town.by("methodologist").post(f"items/{item_id}/publish").status_code == 200
    return item_id


def _send(
    town: Town,
    folder: Path,
    words: tuple[str, ...],
    hidden: tuple[int, ...],
    fields: tuple[tuple[str, Any], ...],
) -> str:
    sent = town.by("teacher").send(a_deck(folder, *words, hidden=hidden), **dict(fields))
    item_id: str = sent.json["item_id"]
    town.work()
    return item_id


@dataclass(frozen=True)
class Task:
    """Homework that is set, with one material on it."""

    homework_id: str
    attachment_id: str
    item_id: str


def a_task(town: Town, item_id: str, fragment: Any = None, **more: Any) -> Task:
    """Homework of 5А's first lesson of mathematics, due to the second, with this material."""
    teacher = town.by("teacher")
    first, second, *_ = lessons(town)
    body = {
        "occurrence_id": first,
        "text": "Посмотри и ответь",
        "due_occurrence_id": second,
        **more,
    }
    made = teacher.post("homework", json=body)
    assert made.status_code == 201, made.text
    homework_id = made.json["homework_id"]
    hung = teacher.post(
        f"homework/{homework_id}/attachments", json={"item_id": item_id, "fragment": fragment}
    )
    assert hung.status_code == 201, hung.text
    return Task(homework_id, hung.json["attachment_id"], item_id)
