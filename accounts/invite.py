"""Making one-time codes: for a class's pupils and parents, and for a school's staff."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from accounts.age import needs_guardian, school_today
from accounts.class_list import PupilLine, by_alphabet, class_list
from accounts.invite_code import hash_code, make_code, read_code
from accounts.models import Invitation, Person, Role, School, SchoolClass, User
from accounts.sign_in_state import State, sign_in_states
from core.clock import Clock

LASTS = timedelta(days=30)
STAFF_ROLES = ("teacher", "methodologist", "administrator")
"""In the order in which a slip names them; one code for all the roles of a person."""


@dataclass(frozen=True)
class Slip:
    """What one piece of paper says; the code stands nowhere else.

    ``children`` are the names of a guardian's children in the class that the sheet is for.
    """

    name: str
    role: str
    class_name: str
    children: tuple[str, ...]
    code: str


@dataclass(frozen=True)
class Left:
    """A person who gets no code, and why, in Russian."""

    name: str
    why: str


@dataclass
class Sheet:
    """The codes of one issue. ``replaced``: how many unused codes it has made void."""

    school: School
    class_name: str
    until: datetime
    replaced: int = 0
    slips: list[Slip] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


WHY_NOT: dict[State, str] = {
    "open": "уже входит",
    "closed": "вход закрыт школой",
}


def invite_class(
    session: Session, school_class: SchoolClass, *, by: int | None, clock: Clock
) -> Sheet:
    """Codes for the pupils from 14 years on and for every confirmed guardian of a pupil.

    A younger child gets none: the parent makes its sign-in. A guardian gets one code, whatever
    the number of children. Who signs in already gets none. The class's earlier unused codes are
    void from now on; another class's codes for the same parent are not. ``by`` is the row id of
    the person who asked, None for the command line. Flushes only.
    """
    now = clock()
    school = school_class.school
    sheet = Sheet(school, school_class.name, now + LASTS)
    # The first statement is a change: whoever issues at the same time waits for this one's end.
    sheet.replaced = _revoke(session, now, Invitation.class_id == school_class.id)
    today = school_today(school.timezone, now)
    lines = class_list(session, school_class)
    children = _children(lines)
    seen: set[int] = set()
    for line in lines:
        own = None if needs_guardian(line.person, today) else line.state
        if own is not None and _gets(sheet, line.person, own):
            code = _issue(session, sheet, line.person, "pupil", school_class.id, by, now)
            sheet.slips.append(Slip(line.person.full_name, "pupil", sheet.class_name, (), code))
        confirmed = [one for one in line.guardians if one.confirmed]
        if own is None and not confirmed:
            sheet.left.append(Left(line.person.full_name, "нет подтверждённого родителя"))
        for guardian in confirmed:
            person = guardian.person
            if person.id in seen:
                continue
            seen.add(person.id)
            if _gets(sheet, person, guardian.state):
                code = _issue(session, sheet, person, "guardian", school_class.id, by, now)
                sheet.slips.append(
                    Slip(person.full_name, "guardian", sheet.class_name, children[person.id], code)
                )
    session.flush()
    return sheet


def invite_staff(session: Session, school: School, *, by: int | None, clock: Clock) -> Sheet:
    """Codes for the school's teachers, methodologists and administrators; see ``invite_class``."""
    now = clock()
    sheet = Sheet(school, "", now + LASTS)
    sheet.replaced = _revoke(
        session, now, (Invitation.school_id == school.id) & Invitation.class_id.is_(None)
    )
    rows = session.execute(
        select(Person, Role.role)
        .join(User, User.person_id == Person.id)
        .join(Role, Role.user_id == User.id)
        .where(Role.school_id == school.id, Role.role.in_(STAFF_ROLES))
    ).all()
    roles: dict[int, set[str]] = {}
    people: dict[int, Person] = {}
    for person, role in rows:
        people[person.id] = person
        roles.setdefault(person.id, set()).add(role)
    states = sign_in_states(session, people)
    for person in sorted(people.values(), key=by_alphabet):
        if _gets(sheet, person, states[person.id]):
            role = next(one for one in STAFF_ROLES if one in roles[person.id])
            code = _issue(session, sheet, person, role, None, by, now)
            sheet.slips.append(Slip(person.full_name, role, "", (), code))
    session.flush()
    return sheet


def _gets(sheet: Sheet, person: Person, state: State) -> bool:
    """Whether this person needs a code; who does not is noted with the reason."""
    if state not in WHY_NOT:
        return True
    sheet.left.append(Left(person.full_name, WHY_NOT[state]))
    return False


def _issue(
    session: Session,
    sheet: Sheet,
    person: Person,
    role: str,
    class_id: int | None,
    by: int | None,
    now: datetime,
) -> str:
    code = make_code()
    session.add(
        Invitation(
            code_hash=hash_code(read_code(code) or ""),
            person_id=person.id,
            role=role,
            school_id=sheet.school.id,
            class_id=class_id,
            by_id=by,
            created_at=now,
            until=sheet.until,
        )
    )
    return code


def _revoke(session: Session, now: datetime, which: ColumnElement[bool]) -> int:
    """Make the unused codes void; returns how many of them were still good."""
    ended = session.execute(
        update(Invitation)
        .where(which, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(Invitation.until)
    ).scalars()
    return sum(until > now for until in ended)


def _children(lines: Iterable[PupilLine]) -> dict[int, tuple[str, ...]]:
    """Guardian's row id → names of their children on the list."""
    found: dict[int, tuple[str, ...]] = {}
    for line in lines:
        name = f"{line.person.first_name} {line.person.last_name}"
        for guardian in line.guardians:
            if guardian.confirmed:
                found[guardian.person.id] = (*found.get(guardian.person.id, ()), name)
    return found
