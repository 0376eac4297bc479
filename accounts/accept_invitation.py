"""Using a one-time code: whose it is, then a login and a password of their own."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from accounts.age import needs_guardian, school_today
from accounts.create import LoginTaken, account_of, give_role
from accounts.guessing import begin_attempt, forgive, keys_of_code
from accounts.invite import STAFF_ROLES
from accounts.invite_code import hash_code, read_code
from accounts.login_name import check_login
from accounts.models import (
    Enrolment,
    Guardian,
    Invitation,
    LoginSession,
    Person,
    Role,
    SchoolClass,
    User,
)
from accounts.passwords import check_password, hash_password
from accounts.sessions import BROWSER, open_session
from accounts.sign_in_state import state_of
from accounts.suggest_login import suggest_logins
from core.clock import Clock
from core.errors import Conflict, Forbidden, Invalid

ANOTHER = "Попросите в школе новый."


class UnknownCode(Invalid):
    """Nobody has this code."""

    code = "unknown_code"

    def __init__(self) -> None:
        super().__init__(
            "Такого кода нет. Сверьте его с листком; потеряли листок — попросите новый в школе."
        )


class CodeEnded(Conflict):
    """The code was good once: used, out of date or void. The message says which."""

    code = "code_ended"


class TooYoung(Forbidden):
    """A child under 14 does not make its own sign-in."""

    code = "too_young"

    def __init__(self) -> None:
        super().__init__("До 14 лет вход ребёнку создаёт родитель: на своей странице «Вход детей».")


@dataclass(frozen=True)
class Invited:
    """What whoever holds a code is told: a first name and an initial, no more."""

    name: str
    role: str
    school: str
    login: str


def look_at_code(session: Session, typed: str, *, address: str, clock: Clock) -> Invited:
    """Whose code this is, with a login to propose. Wrong codes from one address slow down.

    Commits. Raises TooManyAttempts, UnknownCode, CodeEnded, TooYoung.
    """
    invitation = _checked(session, typed, address, clock)
    session.commit()
    user = session.scalar(select(User).where(User.person_id == invitation.person_id))
    person, login = invitation.person, user.login if user is not None else None
    if login is None:
        of = session.get(SchoolClass, invitation.class_id) if invitation.role == "pupil" else None
        login = suggest_logins(session, {person.id: (person, of)})[person.id]
    initial = f"{person.last_name[:1]}." if person.first_name else ""
    return Invited(
        name=" ".join(filter(None, (person.first_name or f"{person.last_name[:1]}.", initial))),
        role=invitation.role,
        school=invitation.school.short_name,
        login=login,
    )


def accept_invitation(
    session: Session,
    typed: str,
    login: str,
    password: str,
    *,
    address: str,
    device: str,
    clock: Clock,
    days: int,
) -> tuple[LoginSession, str]:
    """Give the code's person this login and password, and sign them in; the code is used up.

    Their other codes are void. Returns the session and the token for the cookie. Commits.
    Raises what ``look_at_code`` does, and BadLogin, LoginTaken, WeakPassword: then the code
    is still good.
    """
    invitation = _checked(session, typed, address, clock)
    session.commit()  # the code was right: its attempt is forgiven whatever comes now
    kept = check_login(login)
    check_password(password, kept)
    secret, now = hash_password(password), clock()
    used = session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(used_at=now)
        .returning(Invitation.id)
    ).first()
    if used is None:  # somebody was quicker with the same code
        session.rollback()
        raise CodeEnded(f"Этот код уже не действует. {ANOTHER}")
    user = account_of(session, invitation.person, clock)
    _let_in(session, user, invitation, kept, secret)
    session.execute(
        update(Invitation)
        .where(
            Invitation.person_id == invitation.person_id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
    opened = open_session(session, user, kind=BROWSER, device=device, days=days, now=now)
    session.commit()
    return opened


def _let_in(session: Session, user: User, invitation: Invitation, login: str, secret: str) -> None:
    taken = session.scalar(select(User.id).where(User.login == login, User.id != user.id))
    try:
        if taken is None:
            user.login, user.password_hash = login, secret
            user.disabled_at, user.closed_by_guardian = None, False
            if invitation.role not in STAFF_ROLES:  # a staff role stands, or the code is void
                give_role(session, user, invitation.role, invitation.school)
            session.flush()
            return
    except IntegrityError:
        pass
    session.rollback()
    raise LoginTaken(f"Логин «{login}» занят. Возьмите другой.")


def _checked(session: Session, typed: str, address: str, clock: Clock) -> Invitation:
    keys = keys_of_code(address)
    attempt = begin_attempt(session, keys, clock())
    signs = read_code(typed)
    invitation = session.scalar(
        select(Invitation)
        .where(Invitation.code_hash == hash_code(signs or ""))
        .options(joinedload(Invitation.person), joinedload(Invitation.school))
    )
    if signs is None or invitation is None:
        raise UnknownCode
    _require_good(session, invitation, clock)
    forgive(session, keys, attempt)
    return invitation


def _require_good(session: Session, invitation: Invitation, clock: Clock) -> None:
    now, person = clock(), invitation.person
    if invitation.used_at is not None:
        raise CodeEnded(
            "По этому коду вход уже создан. Войдите с логином и паролем; "
            "если создавали не вы, скажите администратору школы."
        )
    state = state_of(session.scalar(select(User).where(User.person_id == person.id)))
    if state == "open":
        raise CodeEnded("У вас уже есть вход. Войдите с логином и паролем.")
    if state == "closed":
        raise CodeEnded("Этот вход закрыт. Обратитесь к администратору школы.")
    if invitation.revoked_at is not None:
        raise CodeEnded("Этот код заменён другим. Возьмите новый листок или попросите его в школе.")
    if invitation.until <= now:
        raise CodeEnded(f"Срок этого кода вышел. {ANOTHER}")
    today = school_today(invitation.school.timezone, now)
    if invitation.role == "pupil" and needs_guardian(person, today):
        raise TooYoung
    if not _stands(session, invitation, person):
        raise CodeEnded(f"Этот код больше не действует. {ANOTHER}")


def _stands(session: Session, invitation: Invitation, person: Person) -> bool:
    """Whether the person is still what they were invited as."""
    if invitation.role == "pupil":
        held = select(Enrolment.id).where(
            Enrolment.person_id == person.id, Enrolment.until.is_(None)
        )
    elif invitation.role == "guardian":
        held = select(Guardian.child_id).where(
            Guardian.guardian_id == person.id, Guardian.confirmed_at.is_not(None)
        )
    else:
        held = (
            select(Role.id)
            .join(User, User.id == Role.user_id)
            .where(
                User.person_id == person.id,
                Role.school_id == invitation.school_id,
                Role.role.in_(STAFF_ROLES),
            )
        )
    return session.scalar(held.limit(1)) is not None
