"""A home with one lesson."""

import pytest

from app.services import Services
from catalog.grid import Edition, Lesson, Subject
from core.settings import Settings


@pytest.fixture
def services(settings: Settings) -> Services:
    made = Services(settings)
    with made.sessions() as session:
        session.add_all(
            [
                Edition(code="default", active=True),
                Subject(code="math", title="Математика"),
                Lesson(
                    key="math-5-056",
                    edition_code="default",
                    subject_code="math",
                    programme="base",
                    grade=5,
                    lesson_no=56,
                    title="Доли",
                ),
            ]
        )
        session.commit()
    return made
