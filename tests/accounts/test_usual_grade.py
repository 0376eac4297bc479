"""The grade at which the library opens."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from accounts.models import Enrolment, Guardian, Person, School, SchoolClass, Teaching, Territory
from accounts.usual_grade import usual_grade
from accounts.viewer import Viewer

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


class Family:
    """A school with a class in each grade, a grown-up, and as many children as are asked for."""

    def __init__(self, session: Session) -> None:
        self.session = session
        town = Territory(kind="municipality", name="Рябинск")
        self.school = School(
            territory=town, timezone="Europe/Moscow", name="Школа", short_name="Школа", town="Р"
        )
        session.add(self.school)
        session.flush()
        self.grown_up = self.person("Рыбина")
        self.classes = {
            grade: SchoolClass(school_id=self.school.id, year="2026/2027", grade=grade, letter="А")
            for grade in range(1, 12)
        }
        session.add_all(self.classes.values())
        session.flush()

    def person(self, name: str) -> Person:
        person = Person(last_name=name, first_name="Инна")
        self.session.add(person)
        self.session.flush()
        return person

    def child(self, grade: int | None, confirmed: int | None) -> Person:
        """In a class of ``grade``; confirmed on that day of September."""
        child = self.person("Рыбин")
        at = datetime(2026, 9, confirmed, tzinfo=UTC) if confirmed else None
        self.session.add(Guardian(guardian_id=self.grown_up.id, child_id=child.id, confirmed_at=at))
        if grade is not None:
            self.enrol(child, grade)
        return child

    def enrol(self, person: Person, grade: int, until: date | None = None) -> None:
        self.session.add(
            Enrolment(
                person_id=person.id,
                class_id=self.classes[grade].id,
                since=date(2026, 9, 1),
                until=until,
            )
        )
        self.session.flush()

    @property
    def grade(self) -> int | None:
        return usual_grade(self.session, Viewer(person_id=self.grown_up.id))


@pytest.fixture
def family(session: Session) -> Family:
    return Family(session)


def test_a_parent_is_at_home_in_the_class_of_the_child(family: Family) -> None:
    assert family.grade is None
    family.child(7, confirmed=2)
    assert family.grade == 7


def test_of_several_children_the_one_confirmed_first_counts(family: Family) -> None:
    family.child(2, confirmed=20)
    family.child(9, confirmed=3)
    family.child(4, confirmed=None)
    assert family.grade == 9


def test_a_child_without_a_class_or_of_a_former_one_does_not_count(family: Family) -> None:
    family.child(None, confirmed=1)
    gone = family.child(None, confirmed=2)
    family.enrol(gone, 3, until=date(2026, 9, 10))
    family.child(8, confirmed=5)
    assert family.grade == 8


def test_a_teachers_own_classes_go_before_a_childs(family: Family) -> None:
    family.child(1, confirmed=1)
    for grade in (10, 6):
        family.session.add(
            Teaching(
                person_id=family.grown_up.id,
                class_id=family.classes[grade].id,
                subject_code="math",
                school_id=family.school.id,
            )
        )
    family.session.flush()
    assert family.grade == 6


def test_the_operator_is_at_home_nowhere(family: Family) -> None:
    family.child(1, confirmed=1)
    assert usual_grade(family.session, Viewer.the_operator()) is None
