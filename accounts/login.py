"""The sign-in's side of the web: the cookie, the bearer token, flask-login."""

from flask import Flask, Request, Response, g, request
from flask_login import LoginManager, UserMixin, current_user

from accounts.models import LoginSession, User
from accounts.sessions import API, BROWSER, find_session
from accounts.viewer import viewer_of
from core.web import clock, session, settings

COOKIE = "parta_session"
BEARER = "Bearer "


class Account(UserMixin):  # type: ignore[misc]
    """The signed-in user as flask-login wants them, with the session they came by."""

    def __init__(self, login_session: LoginSession) -> None:
        self.session = login_session

    @property
    def user(self) -> User:
        """The row."""
        return self.session.user

    def get_id(self) -> str:
        """The user's row id."""
        return str(self.session.user_id)


def account() -> Account | None:
    """Who is signed in, or None; a query at the first call of a request."""
    found = current_user._get_current_object()
    return found if isinstance(found, Account) else None


def install(app: Flask) -> None:
    """Let the app know its visitors: flask-login over ``login_session``, and ``g.viewer``."""
    manager = LoginManager()
    # The token is the whole sign-in: nothing of it stands in Flask's own session cookie.
    manager.session_protection = None
    manager.request_loader(_from_request)
    manager.init_app(app)
    app.before_request(_identify)


def remember(response: Response, token: str) -> None:
    """Set the cookie that signs the browser in, for as long as the session lasts."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=settings().session_days * 24 * 3600,
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def forget(response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(
        COOKIE, secure=settings().secure_cookies, httponly=True, samesite="Lax", path="/"
    )


def cookie_token() -> str:
    """The token of the cookie that came with this request, or empty."""
    return request.cookies.get(COOKIE, "")


def bearer_token(incoming: Request) -> str | None:
    """The token of the Authorization header; None when there is no such header."""
    header = incoming.headers.get("Authorization", "")
    if header[: len(BEARER)].lower() != BEARER.lower():
        return None
    return header[len(BEARER) :].strip()


def by_bearer() -> bool:
    """Whether this request signs in by a header: then no other site can have caused it."""
    return bearer_token(request) is not None


def _from_request(incoming: Request) -> Account | None:
    """A header, where there is one, speaks alone: a bad one is not mended by the cookie."""
    bearer = bearer_token(incoming)
    token, kind = (bearer, API) if bearer is not None else (cookie_token(), BROWSER)
    if not token:
        return None
    found = find_session(session(), token, clock(), kind=kind)
    return None if found is None else Account(found)


def _identify() -> None:
    """Set ``g.viewer``; files of the page itself need no visitor."""
    if request.endpoint == "static":
        return
    found = account()
    g.viewer = None if found is None else viewer_of(session(), found.user)
