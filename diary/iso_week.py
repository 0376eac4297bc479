"""ISO weeks by name: «2026-W48» is the week whose Thursday is the year's 48th."""

import re
from datetime import date, timedelta

from core.errors import Invalid

SHAPE = re.compile(r"(\d{4})-W(\d{2})")


class WrongWeek(Invalid):
    """Not the name of a week."""

    code = "wrong_week"


def parse_week(name: str) -> date:
    """The Monday of «2026-W48» (ISO 8601). Raises WrongWeek for another form or no such week."""
    found = SHAPE.fullmatch(name.strip())
    try:
        if found is None:
            raise ValueError
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        monday + timedelta(days=7), monday - timedelta(days=7)  # both neighbours exist
    except (ValueError, OverflowError):
        raise WrongWeek(f"«{name[:20]}» — не неделя. Неделя пишется так: 2026-W48.") from None
    return monday


def week_name(day: date) -> str:
    """«2026-W48» of the week that ``day`` is in."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"
