"""Making accounts: a login and a password for a person, and what they are where."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from accounts.load.names import Name
from accounts.login_name import check_login
from accounts.models import ROLE_TITLES, ROLES, Person, Role, School, Territory, User
from accounts.passwords import check_password, hash_password, make_password
from accounts.places import find_school, find_territory
from core.clock import Clock
from core.errors import Conflict, Invalid, NotFound


class LoginTaken(Conflict):
    """Somebody else signs in with this login."""

    code = "login_taken"


def create_user(
    session: Session,
    login: str,
    role: str,
    *,
    school_public_id: str | None = None,
    territory: str | None = None,
    person_public_id: str | None = None,
    password: str | None = None,
    names: Name | None = None,
    clock: Clock,
) -> tuple[User, str]:
    """Let a person sign in with ``login`` as ``role``; returns the user and the password. Commits.

    Where: ``school_public_id``, or ``territory`` (public id or name) for a methodologist or
    administrator; neither means the installation's only school. Who: ``person_public_id``
    (or their id in the school's file), or else a new person called ``names`` (фамилия, имя,
    отчество). A person whom the file loaded keeps their roles and gets the login. Without
    ``password`` one is made.
    Raises BadLogin, LoginTaken, WeakPassword, Invalid, NotFound, Conflict.
    """
    if role not in ROLES:
        raise Invalid(f"Роли «{role}» нет. Роли: {', '.join(ROLES)}.")
    kept = check_login(login)
    secret = make_password() if password is None else password
    check_password(secret, kept)
    place = _place(session, role, school_public_id, territory)
    if session.scalar(select(User.id).where(User.login == kept)) is not None:
        raise LoginTaken(f"Логин «{kept}» занят. Возьмите другой.")
    person = _person(session, place, person_public_id, names, role)
    user = account_of(session, person, clock)
    if user.login is not None:
        session.rollback()
        raise Conflict(f"У человека {person.full_name} уже есть логин «{user.login}».")
    user.login, user.password_hash = kept, hash_password(secret)
    give_role(session, user, role, place)
    session.commit()
    return user, secret


def account_of(session: Session, person: Person, clock: Clock) -> User:
    """The person's account, made without a way in where there is none; flushes only."""
    user = session.scalar(select(User).where(User.person_id == person.id))
    if user is None:
        user = User(person_id=person.id, created_at=clock())
        session.add(user)
        session.flush()
    return user


def give_role(session: Session, user: User, role: str, place: School | Territory) -> bool:
    """The role at this school or in this territory; returns whether it is new. Flushes only."""
    school_id = place.id if isinstance(place, School) else None
    territory_id = place.id if isinstance(place, Territory) else None
    found = session.scalar(
        select(Role.id).where(
            Role.user_id == user.id,
            Role.role == role,
            Role.school_id.is_not_distinct_from(school_id),
            Role.territory_id.is_not_distinct_from(territory_id),
        )
    )
    if found is not None:
        return False
    session.add(Role(user_id=user.id, role=role, school_id=school_id, territory_id=territory_id))
    session.flush()
    return True


def _place(
    session: Session, role: str, school: str | None, territory: str | None
) -> School | Territory:
    if territory is None:
        return find_school(session, school)
    if school is not None:
        raise Invalid("Назовите что-нибудь одно: школу или территорию.")
    if role not in ("methodologist", "administrator"):
        raise Invalid(f"Роль «{ROLE_TITLES[role]}» бывает только в школе.")
    return find_territory(session, territory)


def _person(
    session: Session, place: School | Territory, id: str | None, names: Name | None, role: str
) -> Person:
    school_id = place.id if isinstance(place, School) else None
    if id is None:
        last, first, patronymic = names or (ROLE_TITLES[role].capitalize(), "", "")
        person = Person(
            school_id=school_id, last_name=last, first_name=first, patronymic=patronymic
        )
        session.add(person)
        session.flush()
        return person
    found = session.scalars(
        select(Person).where(
            or_(
                Person.public_id == id,
                (Person.source_id == id) & (Person.school_id == school_id),
            )
        )
    ).first()
    if found is None:
        raise NotFound(f"Человека с id «{id}» нет.")
    if school_id is not None and found.school_id not in (None, school_id):
        raise Invalid(f"{found.full_name} из другой школы. Укажите её: --school.")
    return found
