"""A person's own new password."""

from sqlalchemy.orm import Session

from accounts.accept_invitation import TooYoung
from accounts.age import needs_guardian, today_of
from accounts.guessing import begin_attempt, forgive, keys_of
from accounts.models import User
from accounts.passwords import check_password, hash_password, verify_password
from accounts.sessions import revoke_all
from core.clock import Clock
from core.errors import Conflict, Invalid


class WrongPassword(Invalid):
    """The present password is not this one."""

    code = "wrong_password"

    def __init__(self) -> None:
        super().__init__("Прежний пароль не подходит. Проверьте раскладку и Caps Lock.")


def may_change_password(session: Session, user: User, clock: Clock) -> bool:
    """Whether the person keeps the password alone: a child under 14 does not."""
    return not needs_guardian(user.person, today_of(session, user.person, clock()))


def change_password(
    session: Session,
    user: User,
    current: str,
    new: str,
    *,
    address: str,
    keep: int | None,
    clock: Clock,
) -> None:
    """Set a new password and end every session but the one with row id ``keep``. Commits.

    Wrong guesses of the present password slow down as at sign-in. Raises TooYoung for a child
    under 14 (a parent does it), Conflict, TooManyAttempts, WrongPassword, WeakPassword.
    """
    if not may_change_password(session, user, clock):
        raise TooYoung
    if user.login is None:
        raise Conflict("У вас нет пароля: вы входите иначе.")
    keys = keys_of(user.login, address)
    attempt = begin_attempt(session, keys, clock())
    if not verify_password(user.password_hash, current):
        raise WrongPassword
    forgive(session, keys, attempt)
    session.commit()
    check_password(new, user.login)
    user.password_hash = hash_password(new)
    session.flush()
    revoke_all(session, user, clock, but=keep)
