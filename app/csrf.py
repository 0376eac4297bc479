"""A change comes from our own pages, or carries a token that no other site can send."""

from flask import Flask, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from accounts.login import by_bearer
from accounts.web import viewer
from core.errors import PartaError

API = "/api/"
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
        if request.method in SAFE or by_bearer() or _call_of_a_visitor():
            return
        try:
            protect.protect()
        except CSRFError as error:
            raise StaleForm from error


def _call_of_a_visitor() -> bool:
    """A call that nobody has signed in for changes nothing: it is told to sign in."""
    return request.path.startswith(API) and viewer() is None
