"""The grid and the demo school with its five sign-ins: what a home has before any material."""

from sqlalchemy import select

from accounts.demo import demo_users
from accounts.load import load_people, read_school_file
from accounts.models import ROLE_TITLES
from app.commands.output import say
from app.services import Services
from catalog.grid import Subject
from catalog.load_grid import load_grid
from core.errors import Invalid
from diary.demo_calendar import move_to_now
from diary.load_timetable import timetable_writer
from seed_content.source import CURRICULUM, SCHOOL

PASSWORD = "berezovaya-roshcha"
"""Of the five demo sign-ins; set only where ``parta seed`` made the home a demo."""

SIGN_INS = "demo-sign-ins.txt"


def fill_school(services: Services) -> None:
    """Load the grid and the school, and let the five demo people in; a second call changes nothing.

    Raises Invalid with the problems of the school's file.
    """
    _load_grid(services)
    _load_school(services)
    _make_demo(services)


def _load_grid(services: Services) -> None:
    with services.sessions() as session:
        report = load_grid(session, [CURRICULUM], clock=services.clock)
    say(f"Учебный план: уроков {report.added + report.changed + report.unchanged}.")


def _load_school(services: Services) -> None:
    with services.sessions() as session:
        report = load_people(
            session,
            read_school_file(SCHOOL),
            clock=services.clock,
            known_subjects=set(session.scalars(select(Subject.code))),
            also=timetable_writer(services.clock),
        )
    if not report.ok:
        raise Invalid("\n".join(map(str, report.problems)))
    if _becomes_demo(services):
        with services.sessions() as session:
            move_to_now(session, services.clock)
    say(f"Школа: {report.school}.")


def _becomes_demo(services: Services) -> bool:
    """Whether this home is a demo, or will be one when it is filled."""
    settings_file = services.settings.home / "parta.env"
    kept = settings_file.read_text("utf-8") if settings_file.exists() else ""
    return services.settings.demo or "PARTA_DEMO=" not in kept


def _make_demo(services: Services) -> None:
    """Five sign-ins with one password, and buttons for them on the sign-in page."""
    with services.sessions() as session:
        users = demo_users(session, PASSWORD, services.clock)
    home = services.settings.home
    lines = [f"{user.login:<14} {ROLE_TITLES[user.role]}, {user.name}" for user in users]
    text = "\n".join([*lines, f"Пароль у всех один: {PASSWORD}"]) + "\n"
    (home / SIGN_INS).write_text(text, encoding="utf-8")
    settings_file = home / "parta.env"
    kept = settings_file.read_text("utf-8") if settings_file.exists() else ""
    if "PARTA_DEMO=" not in kept:
        settings_file.write_text(kept + "PARTA_DEMO=true\n", encoding="utf-8")
