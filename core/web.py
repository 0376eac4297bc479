"""What a view may reach for: the request's database session, the settings, the clock.

The app puts them there; a verb never comes here, it takes its arguments.
"""

from typing import Any, cast

from flask import current_app, g, get_flashed_messages
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import SessionFactory
from core.settings import Settings


def part(name: str) -> Any:
    """A part that the app was built with, by name; each room wraps this in a typed function."""
    return current_app.extensions["parta"][name]


def told(category: str) -> str:
    """What was left to be told on the next page, once; empty when there is nothing."""
    return " ".join(map(str, get_flashed_messages(category_filter=[category])))


def settings() -> Settings:
    """The installation's settings."""
    return cast(Settings, part("settings"))


def clock() -> Clock:
    """The clock in force."""
    return cast(Clock, part("clock"))


def sessions() -> SessionFactory:
    """Where a session beyond the request's own comes from."""
    return cast(SessionFactory, part("sessions"))


def session() -> Session:
    """The request's database session; the app closes it when the request ends."""
    if "session" not in g:
        g.session = sessions()()
    return cast(Session, g.session)
