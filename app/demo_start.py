"""What every start of a demo home does before anybody looks at it; other homes are left alone."""

from app.services import Services
from diary.demo_calendar import move_to_now


def prepare_demo(services: Services) -> None:
    """Move the demo's school year to today; nothing in a home that is no demo."""
    if not services.settings.demo:
        return
    with services.sessions() as session:
        move_to_now(session, services.clock)
