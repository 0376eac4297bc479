"""A change comes from our own pages, or carries a token that no other site can send."""

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from accounts.guard import PUBLIC, permission_of
from accounts.login import by_bearer
from accounts.web import viewer
from core.errors import PartaError

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class StaleForm(PartaError):
    """The form's secret is missing or old."""

    code = "stale_form"
    status = 400

    def __init__(self) -> None:
        super().__init__("Страница устарела. Откройте её заново и повторите.")


def install(app: Flask) -> None:
    """Check every changing request that is signed in by the cookie or not at all."""
    protect = CSRFProtect(app)

    @app.before_request
    def check() -> None:
        if request.method in SAFE or by_bearer() or _asked_to_sign_in():
            return
        try:
            protect.protect()
        except CSRFError as error:
            raise StaleForm from error


def _asked_to_sign_in() -> bool:
    """A visitor at a view that is not for everybody: told to sign in, the body never read."""
    view = current_app.view_functions.get(request.endpoint or "")
    return viewer() is None and view is not None and permission_of(view) != PUBLIC
