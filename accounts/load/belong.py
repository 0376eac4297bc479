"""Writing who belongs to whom: pupils to classes, guardians to children, teachers to classes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.load.plan import Plan
from accounts.load.report import LoadReport
from accounts.models import Enrolment, Guardian, Person, School, SchoolClass, Teaching


def write_enrolments(
    session: Session,
    plan: Plan,
    people: Mapping[str, Person],
    classes: Mapping[str, SchoolClass],
    today: date,
    report: LoadReport,
) -> None:
    """Pupils into their classes; a pupil who moves leaves the old class the day before."""
    ids = [people[pupil].id for pupil in plan.pupils]
    known: dict[int, list[Enrolment]] = {}
    for row in _in_chunks(session, ids):
        known.setdefault(row.person_id, []).append(row)
    for pupil, key in plan.pupils.items():
        person, to = people[pupil], classes[key]
        mine = known.get(person.id, [])
        current = max(
            (row for row in mine if row.until is None), key=lambda row: row.since, default=None
        )
        if current is not None and current.class_id == to.id:
            report.count("enrolments", "unchanged")
            continue
        begins = plan.school.begins
        since = max(today, begins) if mine else begins
        report.count("enrolments", "added" if current is None else "changed")
        if current is not None and current.since >= since:
            session.delete(current)  # it never lasted a day
        elif current is not None:
            current.until = since - timedelta(days=1)
        again = next((row for row in mine if (row.class_id, row.since) == (to.id, since)), None)
        if again is not None:
            again.until = None
        else:
            session.add(Enrolment(person_id=person.id, class_id=to.id, since=since))


def _in_chunks(session: Session, ids: list[int]) -> Iterable[Enrolment]:
    for start in range(0, len(ids), 500):  # SQLite takes a bounded number of parameters
        yield from session.scalars(
            select(Enrolment).where(Enrolment.person_id.in_(ids[start : start + 500]))
        )


def write_guardians(
    session: Session,
    plan: Plan,
    people: Mapping[str, Person],
    now: datetime,
    report: LoadReport,
) -> None:
    """Guardians of children; the school's file is the school's confirmation.

    A link that the file no longer has goes when both people are still in it: nobody keeps
    sight of somebody else's child because of a slip that the school has mended.
    """
    inside = {person.id for person in people.values()}
    known = {
        (row.guardian_id, row.child_id): row
        for row in session.scalars(select(Guardian))
        if row.guardian_id in inside and row.child_id in inside
    }
    said = {
        (people[guardian].id, people[child].id): relation
        for (guardian, child), relation in plan.guardians.items()
    }
    for (guardian_id, child_id), relation in said.items():
        row = known.get((guardian_id, child_id))
        if row is None:
            session.add(
                Guardian(
                    guardian_id=guardian_id,
                    child_id=child_id,
                    relation=relation,
                    confirmed_at=now,
                )
            )
            report.count("guardians", "added")
            continue
        differs = row.relation != relation or row.confirmed_at is None
        row.relation, row.confirmed_at = relation, row.confirmed_at or now
        report.count("guardians", "changed" if differs else "unchanged")
    for pair, row in known.items():
        if pair not in said:
            session.delete(row)
            report.count("guardians", "removed")


def write_teaching(
    session: Session,
    plan: Plan,
    people: Mapping[str, Person],
    classes: Mapping[str, SchoolClass],
    school: School,
    report: LoadReport,
) -> None:
    """Who teaches what in the file's classes: exactly what the file says."""
    inside = {row.id for row in classes.values()}
    known = {
        (row.person_id, row.class_id, row.subject_code): row
        for row in session.scalars(select(Teaching).where(Teaching.school_id == school.id))
        if row.class_id in inside
    }
    said = {(people[teacher].id, classes[key].id, code) for teacher, key, code in plan.teaching}
    for person_id, class_id, code in sorted(said):
        if (person_id, class_id, code) in known:
            report.count("teaching", "unchanged")
            continue
        session.add(
            Teaching(person_id=person_id, class_id=class_id, subject_code=code, school_id=school.id)
        )
        report.count("teaching", "added")
    for key, row in known.items():
        if key not in said:
            session.delete(row)
            report.count("teaching", "removed")
