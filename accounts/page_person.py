"""What the head of a page says of the person who looks at it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Person, School
from accounts.viewer import Viewer


@dataclass(frozen=True)
class PagePerson:
    """The person, and the school whose day it is on their pages; UTC for whoever has none."""

    called: str
    first_name: str
    full_name: str
    initials: str
    school: str
    zone: ZoneInfo


def page_person(session: Session, viewer: Viewer) -> PagePerson | None:
    """The person behind a viewer; one query. None for the operator, who is no person."""
    school_id = next((at.school_id for at in viewer.roles if at.school_id is not None), None)
    row = session.execute(
        select(Person, School.short_name, School.timezone)
        .outerjoin(School, School.id == school_id)
        .where(Person.id == viewer.person_id)
    ).first()
    if row is None:
        return None
    person, school, zone = row
    return PagePerson(
        called=_called(person, viewer),
        first_name=person.first_name or person.called,
        full_name=person.full_name,
        initials="".join(part[0] for part in (person.first_name, person.last_name) if part),
        school=school or "",
        zone=ZoneInfo(zone or "UTC"),
    )


def _called(person: Person, viewer: Viewer) -> str:
    """Имя Отчество for an adult, Имя Фамилия for a pupil, as schools speak of them."""
    if viewer.role_names != {"pupil"}:
        return person.called
    return " ".join(filter(None, (person.first_name, person.last_name)))
