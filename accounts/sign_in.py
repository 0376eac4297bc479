"""Signing in with login and password."""

from flask_babel import pgettext
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.age import needs_guardian, today_of
from accounts.guessing import begin_attempt, forgive, keys_of
from accounts.login_name import normal_login
from accounts.models import LoginSession, User
from accounts.passwords import hash_password, needs_rehash, verify_password
from accounts.sessions import BROWSER, open_session
from core.clock import Clock
from core.errors import PartaError

SESSION_DAYS = 30


class WrongLogin(PartaError):
    """The login, the password or both are wrong; which of them is not told."""

    code = "wrong_login"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            "Логин или пароль не подходит. Проверьте раскладку и Caps Lock "
            "или попросите новый пароль: ученику до 14 лет его делает родитель, остальным — школа."
        )


class AccountClosed(PartaError):
    """The password is right and the account is closed."""

    code = "account_closed"
    status = 403

    def __init__(self) -> None:
        super().__init__("Этот вход закрыт. Обратитесь к администратору школы.")


class ClosedByGuardian(AccountClosed):
    """The password is right, and a parent has closed the child's sign-in."""

    def __init__(self, *, young: bool) -> None:
        way = (
            pgettext("pupil", "Попроси его открыть вход снова на странице «Вход детей».")
            if young
            else pgettext("pupil", "С 14 лет его открывает школа: попроси у неё код.")
        )
        closed = pgettext("pupil", "Твой вход закрыл родитель.")
        PartaError.__init__(self, f"{closed} {way}")


def sign_in(
    session: Session,
    login: str,
    password: str,
    *,
    address: str,
    device: str,
    clock: Clock,
    days: int = SESSION_DAYS,
) -> tuple[LoginSession, str]:
    """Open a browser session for whoever knows login and password; the token goes into the cookie.

    ``address`` is the visitor's IP address or empty, ``device`` the User-Agent, ``days`` how
    long the session lasts. An unknown login takes the same work and gets the same answer
    as a wrong password. Commits, also when it fails: a failure is to be remembered.
    Raises WrongLogin, TooManyAttempts (with ``wait``), AccountClosed, ClosedByGuardian.
    """
    kept = normal_login(login)
    keys = keys_of(kept, address)
    attempt = begin_attempt(session, keys, clock())
    user = _user(session, kept)
    if not verify_password(user.password_hash if user else None, password) or user is None:
        raise WrongLogin
    if user.disabled_at is not None:
        if user.closed_by_guardian:
            today = today_of(session, user.person, clock())
            raise ClosedByGuardian(young=needs_guardian(user.person, today))
        raise AccountClosed
    if user.password_hash is not None and needs_rehash(user.password_hash):
        user.password_hash = hash_password(password)
    forgive(session, keys, attempt)
    opened = open_session(session, user, kind=BROWSER, device=device, days=days, now=clock())
    session.commit()
    return opened


def _user(session: Session, login: str) -> User | None:
    return session.scalar(select(User).where(User.login == login).options(joinedload(User.person)))
