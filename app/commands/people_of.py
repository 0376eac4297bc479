"""Acting for somebody on the command line."""

from sqlalchemy import select

from accounts.login_name import normal_login
from accounts.models import User
from accounts.viewer import Viewer, viewer_of
from app.services import Services
from core.errors import NotFound


class NoSuchLogin(NotFound):
    """No account has this login."""

    code = "no_such_login"

    def __init__(self, login: str) -> None:
        super().__init__(f"Учётной записи «{login}» нет.")


def viewer_by_login(services: Services, login: str) -> Viewer:
    """The viewer that the account with this login is. Raises NoSuchLogin."""
    with services.sessions() as session:
        user = session.scalar(
            select(User).where(User.login == normal_login(login), User.disabled_at.is_(None))
        )
        if user is None:
            raise NoSuchLogin(login)
        return viewer_of(session, user)
