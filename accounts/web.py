"""Who is asking, for views."""

from typing import cast

from flask import g

from accounts.viewer import Viewer
from core.errors import PartaError


class SignInNeeded(PartaError):
    """The address is for signed-in people."""

    code = "sign_in_needed"
    status = 401

    def __init__(self) -> None:
        super().__init__("Войдите, чтобы открыть эту страницу.")


def viewer() -> Viewer | None:
    """Who is asking, or None for a visitor who has not signed in; the app finds it out once."""
    return cast("Viewer | None", g.get("viewer"))


def signed_in() -> Viewer:
    """Who is asking. Raises SignInNeeded for a visitor."""
    found = viewer()
    if found is None:
        raise SignInNeeded
    return found
