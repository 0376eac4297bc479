"""Tokens for programs: sessions that live in a header instead of a cookie."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.login_name import normal_login
from accounts.models import LoginSession, User
from accounts.sessions import API, open_session
from core.clock import Clock
from core.errors import Conflict, NotFound

TOKEN_DAYS = 365


def create_token(
    session: Session, login: str, *, clock: Clock, days: int = TOKEN_DAYS, device: str = ""
) -> tuple[LoginSession, str]:
    """A bearer token for the user with this login, valid ``days``; commits.

    ``device`` says what the token is for. Raises NotFound, Conflict for a closed account.
    """
    user = session.scalar(select(User).where(User.login == normal_login(login)))
    if user is None:
        raise NotFound(f"Пользователя с логином «{login}» нет.")
    if user.disabled_at is not None:
        raise Conflict(f"Вход «{login}» закрыт: ключ ему не выдаётся.")
    opened = open_session(session, user, kind=API, device=device, days=days, now=clock())
    session.commit()
    return opened
