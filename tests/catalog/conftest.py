"""What tests of the catalogue share: a grid, people of two districts, an item to move about."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from accounts.models import Person, School, Territory
from accounts.viewer import RoleAt, Viewer
from catalog.grid import Lesson
from catalog.grid_file import COLUMNS
from catalog.items import get_lesson
from catalog.load_grid import GridReport, load_grid
from catalog.models import Item, Placement, Version
from media.models import Original


class HandClock:
    """A clock that goes on by a second each time it is looked at."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


Row = dict[str, object]


def row(no: int, subject: str = "math", grade: int = 5, **more: object) -> Row:
    """A lesson as a file has it."""
    titles = {"math": "Математика", "russian": "Русский язык"}
    return {
        "lesson_key": f"{subject}-{grade}-{no}",
        "subject": subject,
        "subject_title": titles[subject],
        "programme": "base",
        "grade": grade,
        "lesson_no": no,
        "week": 1,
        "section": "Раздел",
        "topic": "Тема",
        "title": f"Урок {no}",
    } | more


GRID: Sequence[Row] = (row(1), row(2), row(3), row(1, grade=6), row(1, "russian"))

Grid = Callable[..., GridReport]


@pytest.fixture
def grid(session: Session, tmp_path: Path, clock: HandClock) -> Grid:
    """Writes rows into a file and loads it."""
    import csv

    def load(rows: Sequence[Row], **how: object) -> GridReport:
        path = tmp_path / "план.csv"
        names = list(dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)]))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
        return load_grid(session, [path], clock=clock, **how)  # type: ignore[arg-type]

    return load


class Country:
    """Two districts of one region, a school in each, and people as viewers."""

    def __init__(self, session: Session) -> None:
        region = Territory(kind="region", name="Область")
        session.add(region)
        session.flush()
        districts = [
            Territory(kind="municipality", name=name, parent_id=region.id)
            for name in ("Ближний", "Дальний")
        ]
        session.add_all(districts)
        session.flush()
        schools = [
            School(
                public_id=name,
                territory_id=district.id,
                timezone="Europe/Moscow",
                name=name,
                short_name=name,
            )
            for name, district in zip(("near", "far"), districts, strict=True)
        ]
        session.add_all(schools)
        session.flush()
        self.region, (self.district, self.other_district) = region, districts
        self.school, self.other_school = schools
        self.session = session

    def at_school(self, role: str, school: School | None = None) -> Viewer:
        """Somebody new with this role at a school, by default the near one."""
        held = school or self.school
        return Viewer(
            person_id=self._person(),
            roles=(RoleAt(role, school_id=held.id),),
            territory_ids=frozenset({held.territory_id, self.region.id}),
        )

    def over(self, territory: Territory) -> Viewer:
        """A methodologist of a district or of the region."""
        whole = {self.region.id, self.district.id, self.other_district.id}
        is_region = territory.id == self.region.id
        return Viewer(
            person_id=self._person(),
            roles=(RoleAt("methodologist", territory_id=territory.id),),
            territory_ids=frozenset({territory.id, self.region.id}),
            governed_ids=frozenset(whole if is_region else {territory.id}),
        )

    def _person(self) -> int:
        person = Person(last_name="Кто-то", first_name="Некто")
        self.session.add(person)
        self.session.flush()
        return person.id


@pytest.fixture
def country(session: Session) -> Country:
    return Country(session)


Make = Callable[..., Item]


@pytest.fixture
def make_item(session: Session, clock: HandClock) -> Make:
    """An item of a viewer's at a school, processed unless told otherwise, in given lessons."""

    def make(
        owner: Viewer | None,
        school: School | None,
        *,
        processed: bool = True,
        lessons: Sequence[str] = (),
        licence: str = "CC0",
    ) -> Item:
        sha = f"{clock().timestamp():064.0f}"
        session.add(Original(sha256=sha, bytes=1, kind="image", format="png", stored_at=clock()))
        session.flush()
        item = Item(
            kind="image",
            owner_id=owner.person_id if owner else None,
            home_school_id=school.id if school else None,
            created_at=clock(),
        )
        item.versions.append(
            Version(
                no=1,
                original_sha=sha,
                file_name="рисунок.png",
                title="Рисунок",
                licence=licence,
                created_at=clock(),
                processed_at=clock() if processed else None,
            )
        )
        for key in lessons:
            found: Lesson = get_lesson(session, key)
            item.placements.append(Placement(lesson=found, created_at=clock()))
        session.add(item)
        session.flush()
        return item

    return make
