"""Lessons, schools and materials at random: every shelf, every state, two editions."""

import random
from datetime import UTC, datetime

from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from accounts.models import Person, School, Territory
from accounts.viewer import RoleAt, Viewer
from catalog.grid import Edition, Lesson, Subject
from catalog.kinds import KINDS
from catalog.models import Item, Placement, Version
from media.models import Original

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
SUBJECTS = {"math": "Математика", "russian": "Русский язык", "pe": "Физкультура"}
PROGRAMMES = ("base", "advanced")
GRADES = (1, 5, 10)


class RandomCountry:
    """A region with two districts, a school in each, some 200 lessons and 120 materials."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.chance = random.Random(seed)
        self.region = self._territory("region", "Область", None)
        self.district = self._territory("municipality", "Ближний", self.region.id)
        self.other_district = self._territory("municipality", "Дальний", self.region.id)
        self.school = self._school("near", self.district)
        self.other_school = self._school("far", self.other_district)
        self.person = Person(last_name="Кто-то", first_name="Некто")
        session.add(self.person)
        session.flush()
        self.lessons = self._lessons()
        for number in range(120):
            self._item(number)
        session.commit()

    def viewers(self) -> dict[str, Viewer]:
        """Methodologists of both schools, of a district and of the region, and the operator.

        The near school's is the author of every other material.
        """
        return {
            "near": self._at(self.school, self.person.id),
            "far": self._at(self.other_school, None),
            "district": Viewer(
                person_id=None,
                roles=(RoleAt("methodologist", territory_id=self.district.id),),
                territory_ids=frozenset({self.district.id, self.region.id}),
                governed_ids=frozenset({self.district.id}),
            ),
            "region": Viewer(
                person_id=None,
                roles=(RoleAt("methodologist", territory_id=self.region.id),),
                territory_ids=frozenset({self.region.id}),
                governed_ids=frozenset({self.region.id, self.district.id, self.other_district.id}),
            ),
            "operator": Viewer.the_operator(),
        }

    def shelves_sql(self) -> dict[str, str]:
        """What reaches each of the viewers, as plain SQL over ``i``, written out by hand."""
        federal, region = "i.shelf = 'federal'", f"i.territory_id = {self.region.id}"
        near, far = f"i.territory_id = {self.district.id}", "i.territory_id = {}"
        far = far.format(self.other_district.id)
        return {
            "near": f"({federal} OR {region} OR {near} OR i.school_id = {self.school.id})",
            "far": f"({federal} OR {region} OR {far} OR i.school_id = {self.other_school.id})",
            "district": f"({federal} OR {region} OR {near})",
            "region": f"({federal} OR {region} OR {near} OR {far})",
            "operator": "1",
        }

    def _at(self, school: School, person_id: int | None) -> Viewer:
        return Viewer(
            person_id=person_id,
            roles=(RoleAt("methodologist", school_id=school.id),),
            territory_ids=frozenset({school.territory_id, self.region.id}),
        )

    def _territory(self, kind: str, name: str, parent: int | None) -> Territory:
        made = Territory(kind=kind, name=name, parent_id=parent)
        self.session.add(made)
        self.session.flush()
        return made

    def _school(self, name: str, territory: Territory) -> School:
        made = School(
            public_id=name,
            territory_id=territory.id,
            timezone="Europe/Moscow",
            name=name,
            short_name=name,
        )
        self.session.add(made)
        self.session.flush()
        return made

    def _lessons(self) -> list[Lesson]:
        for place, (code, title) in enumerate(SUBJECTS.items()):
            self.session.add(Subject(code=code, title=title, position=place))
        self.session.add_all([Edition(code="new", active=True), Edition(code="old", active=False)])
        self.session.flush()
        made = []
        for edition in ("new", "old"):
            for subject in SUBJECTS:
                for grade in GRADES:
                    for programme in PROGRAMMES[: self.chance.randint(1, 2)]:
                        made += self._cell(edition, subject, grade, programme)
        self.session.add_all(made)
        self.session.flush()
        return made

    def _cell(self, edition: str, subject: str, grade: int, programme: str) -> list[Lesson]:
        return [
            Lesson(
                key=f"{edition}-{subject}-{grade}-{programme}-{number}",
                edition_code=edition,
                subject_code=subject,
                programme=programme,
                grade=grade,
                lesson_no=number,
                section=f"Раздел {number // 4}",
                topic="Тема",
                title=f"Урок {number}",
                retired_at=NOW if self.chance.random() < 0.15 else None,
            )
            for number in range(1, self.chance.randint(2, 12))
        ]

    def _item(self, number: int) -> None:
        chance = self.chance
        sha = f"{number:064}"
        self.session.add(Original(sha256=sha, bytes=1, kind="image", format="png", stored_at=NOW))
        self.session.flush()
        shelf = chance.choice(("private", "school", "region", "federal"))
        schools = (self.school.id, self.other_school.id)
        territories = (self.region.id, self.district.id, self.other_district.id)
        item = Item(
            kind=chance.choice(KINDS),
            owner_id=self.person.id if number % 2 else None,
            shelf=shelf,
            school_id=chance.choice(schools) if shelf == "school" else None,
            territory_id=chance.choice(territories) if shelf == "region" else None,
            withdrawn_at=NOW if chance.random() < 0.15 else None,
            created_at=NOW,
        )
        status = chance.choice(("draft", "submitted", "published", "published", "published"))
        item.versions.append(
            Version(
                no=1,
                original_sha=sha,
                file_name="рисунок.png",
                title="Рисунок",
                licence="CC0",
                status=status,
                created_at=NOW,
                processed_at=NOW,
            )
        )
        for lesson in chance.sample(self.lessons, chance.randint(0, 3)):
            item.placements.append(Placement(lesson=lesson, created_at=NOW))
        self.session.add(item)
        self.session.flush()
        if status == "published":
            item.published = item.versions[0]
            self.session.flush()
