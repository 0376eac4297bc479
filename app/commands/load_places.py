"""Where ``parta ingest --dry-run`` says that a file would be filed."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from app.services import Services
from catalog.choices import subject_choices
from catalog.items import get_lesson
from core.errors import NotFound


class Places:
    """Tells of lines of the report; ``services`` are asked for titles and lessons once each."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lesson = cache(self._read_lesson)
        with services.sessions() as session:
            self._titles = dict(subject_choices(session))

    def where(self, shape: dict[str, Any]) -> str:
        """«Математика, 5 класс, урок math-5-003», and what is missing of subject and grade."""
        subject, grade, lessons = shape["subject"], shape["grade"], shape["lessons"]
        if lessons:
            subject, grade = self._lesson(lessons[0])
        parts = [self._titles.get(subject, subject)] if subject else []
        parts += [f"{grade} класс"] if grade else []
        parts += [f"урок {', '.join(lessons)}"] if lessons else []
        return ", ".join([*parts, *_missing(subject, grade)])

    def _read_lesson(self, key: str) -> tuple[str | None, int | None]:
        with self._services.sessions() as session:
            try:
                lesson = get_lesson(session, key)
            except NotFound:  # of captions nobody has asked yet whether it stands
                return None, None
            return lesson.subject_code, lesson.grade


def _missing(subject: str | None, grade: int | None) -> Sequence[str]:
    if subject and grade:
        return ()
    if subject or grade:
        return ("класс не указан",) if subject else ("предмет не указан",)
    return ("предмет и класс не указаны",)
