"""What a parent does with a child's sign-in until the child is 14: make it, renew it, close it."""

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

import accounts.school_scopes  # noqa: F401  says what a class or a child belongs to
from accounts.age import needs_guardian, today_of
from accounts.allow import allowed
from accounts.create import LoginTaken, account_of, give_role
from accounts.login_name import check_login
from accounts.models import Person, School, User
from accounts.passwords import check_password, hash_password, make_password
from accounts.sessions import revoke_all
from accounts.sign_in_state import state_of
from accounts.viewer import Viewer
from core.clock import Clock
from core.errors import Conflict, Forbidden, NotFound


class ManagesAlone(Forbidden):
    """From 14 years on the sign-in is the child's own."""

    code = "manages_alone"

    def __init__(self) -> None:
        super().__init__("С 14 лет вход меняет только сам ребёнок. Дневник вам виден, как раньше.")


def get_child(session: Session, viewer: Viewer, public_id: str) -> Person:
    """The child, for a guardian whom the school has confirmed. Raises NotFound for all others."""
    found = session.scalar(select(Person).where(Person.public_id == public_id))
    if found is None or not allowed(viewer, "children.manage", found):
        raise NotFound("Такого ребёнка среди ваших нет.")
    return found


def create_child_login(
    session: Session, child: Person, login: str, clock: Clock
) -> tuple[User, str]:
    """A login and a made password for a child under 14; returns both, the password for once.

    Opens again what a parent had closed. Commits. Raises ManagesAlone, BadLogin, LoginTaken,
    Conflict where there is a sign-in already, Forbidden where the school has closed it.
    """
    _require_child(session, child, clock)
    kept, secret = check_login(login), make_password()
    check_password(secret, kept)
    hashed = hash_password(secret)
    # A change comes first: who does the same at the same time waits and then finds it done.
    session.execute(update(User).where(User.person_id == child.id).values(person_id=child.id))
    user = account_of(session, child, clock)
    session.refresh(user)
    _require_none(session, user)
    taken = session.scalar(select(User.id).where(User.login == kept, User.id != user.id))
    try:
        if taken is None:
            user.login, user.password_hash = kept, hashed
            user.disabled_at, user.closed_by_guardian = None, False
            school = None if child.school_id is None else session.get(School, child.school_id)
            if school is not None:
                give_role(session, user, "pupil", school)
            session.commit()
            return user, secret
    except IntegrityError:
        pass
    session.rollback()
    raise LoginTaken(f"Логин «{kept}» занят. Возьмите другой.")


def new_child_password(session: Session, child: Person, clock: Clock) -> tuple[User, str]:
    """A new made password for a child under 14, who has to sign in anew everywhere. Commits.

    Raises ManagesAlone, Conflict where there is no open sign-in.
    """
    user = _open_account(session, child, clock)
    secret = make_password()
    user.password_hash = hash_password(secret)
    session.flush()
    revoke_all(session, user, clock)
    return user, secret


def close_child_login(session: Session, child: Person, clock: Clock) -> None:
    """Close the sign-in of a child under 14 and end its sessions. Commits.

    Raises ManagesAlone, Conflict where there is no open sign-in.
    """
    user = _open_account(session, child, clock)
    user.disabled_at, user.closed_by_guardian = clock(), True
    session.flush()
    revoke_all(session, user, clock)


def _require_child(session: Session, child: Person, clock: Clock) -> None:
    if not needs_guardian(child, today_of(session, child, clock())):
        raise ManagesAlone


def _open_account(session: Session, child: Person, clock: Clock) -> User:
    _require_child(session, child, clock)
    user = session.scalar(select(User).where(User.person_id == child.id))
    if user is None or state_of(user) != "open":
        raise Conflict("У ребёнка сейчас нет входа. Создайте его.")
    return user


def _require_none(session: Session, user: User) -> None:
    state = state_of(user)
    if state == "open":
        session.rollback()
        raise Conflict(
            "Вход уже создан. Если пароль забыт, нажмите «Новый пароль» на странице «Вход детей»."
        )
    if state == "closed":
        session.rollback()
        raise Forbidden("Этот вход закрыла школа. Обратитесь к администратору школы.")
