"""A home that was filled from older sources is brought up to the new ones."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from accounts.viewer import Viewer
from app.commands.ingest import run
from app.services import Services
from catalog.grid import Edition, Lesson, Subject
from catalog.models import Item, Version
from core.settings import Settings
from ingest.batch import Load
from ingest.publishing import PublishWish
from seed_content.build import BuiltItem
from seed_content.entries import entry_of
from seed_content.renew import renew
from tests.ingest.makers import picture


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


def built(path: Path) -> BuiltItem:
    return BuiltItem(
        path=path,
        title="Круг долей",
        kind="image",
        lessons=("math-5-056",),
        subject="math",
        grade=5,
        licence="CC BY 4.0",
        author="Редакция «Парты»",
        source="",
        language="ru",
        keywords=("доли",),
        description="",
        state="published",
        why="",
    )


def fill(services: Services, item: BuiltItem) -> None:
    with services.sessions() as session:
        renew(session, services.means, item)
    operator = Viewer.the_operator()
    load = Load(services.sessions, services.means, operator, wish=PublishWish(operator))
    assert run(services, load, [entry_of(item)], lambda _line: None, wait=True) == 0


def test_a_changed_source_becomes_a_new_published_version_of_the_same_item(
    services: Services, tmp_path: Path
) -> None:
    first = built(tmp_path / "circle.png")
    picture((64, 48)).save(first.path)
    fill(services, first)
    (tmp_path / "newer").mkdir()
    second = replace(first, path=tmp_path / "newer" / "circle.png")
    picture((96, 48)).save(second.path)

    fill(services, second)
    fill(services, second)

    with services.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Item)) == 1
        statuses = session.scalars(select(Version.status).order_by(Version.no)).all()
        assert statuses == ["superseded", "published"]
